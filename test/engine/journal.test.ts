import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { faultLine, openJournal, supportDetails } from "../../electron/engine/journal.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { temporaryFolder } from "./files.ts";

test("a fault is noted by its kind and its place, never by its words", () => {
  const cause = Object.assign(new TypeError("Sunny Homes Ltd in /home/ann/members.csv"), { code: "SQLITE_BUSY" });
  const fault = new Error("Provider 17 answered very likely", { cause });
  const line = faultLine(fault, "import.commit");
  expect(line).toMatch(
    /^import\.commit failed: Error at .*journal\.test\.ts:\d+.*; caused by failed: TypeError SQLITE_BUSY at /,
  );
  for (const word of ["Sunny", "Provider", "members.csv", "ann", "very likely"]) expect(line).not.toContain(word);
  expect(faultLine(new BellwetherError("disk-full", "No room for Sunny.evidence"), "a")).toBe("a refused: disk-full");
  expect(faultLine("Sunny Homes")).toBe("engine failed: string");
});

test("a stack whose lines name files and people leaves only our own places", () => {
  const fault = new Error("x");
  fault.stack =
    "Error: x\n    at Sunny Homes Ltd says no\n    at read (/Users/ann/Bellwether app/engine/main.js:12:3)\n    at async file:///C:/Users/Ann%20Lee/cli.js:4:5";
  expect(faultLine(fault, "t")).toBe("t failed: Error at read main.js:12 cli.js:4");
});

test("the journal stays small and never stops anything", () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  writeFileSync(path.join(folder, "bellwether.log"), "x".repeat(300_000));
  journal.note("one");
  expect(readFileSync(path.join(folder, "bellwether.log"), "utf8")).toMatch(/^\S+Z one\n$/);
  const blocked = openJournal(path.join(folder, "bellwether.log", "no folder"));
  blocked.note("two");
  expect(blocked.read()).toEqual([]);
  expect(supportDetails({ version: "1.2", host: "loopback", campaigns: 3 }, journal)).toMatch(
    /Bellwether 1\.2, loopback[\s\S]+ one$/,
  );
});
