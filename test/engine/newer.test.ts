import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { newerIn } from "../../electron/engine/newer.ts";
import { temporaryFolder } from "./files.ts";

test("the newest installer of a folder is told where it is newer than what runs, by numbers and not by letters", () => {
  const folder = temporaryFolder();
  expect(newerIn(folder, "0.9.0")).toBeNull();
  for (const name of [
    "Bellwether-0.9.0-x64.exe",
    "Bellwether-0.10.0-x64.msi",
    "Bellwether-0.10.0-arm64.msi",
    "Bellwether-0.8.11.dmg",
    "Bellwether-99.0.0.pdf",
    "Another-5.0.0-x64.exe",
  ])
    writeFileSync(path.join(folder, name), "");
  expect(newerIn(folder, "0.9.0")).toEqual({ version: "0.10.0", file: "Bellwether-0.10.0-arm64.msi" });
  expect(newerIn(folder, "0.10.0")).toBeNull();
  expect(newerIn(folder, "1.0.0")).toBeNull();
});

test("a folder that cannot be read is named", () => {
  const folder = path.join(temporaryFolder(), "gone");
  expect(() => newerIn(folder, "1.0.0")).toThrow(`${folder} cannot be read`);
  mkdirSync(folder);
  expect(newerIn(folder, "1.0.0")).toBeNull();
});
