import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ENGINE = path.resolve("electron/engine");

/** Files whose code runs when this one is loaded: what it imports other than types, and what those import. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, what = "", from = ""] of text.matchAll(/^(?:import|export)\s([^;]*?)\sfrom\s"(\.[^"]+)";/gms)) {
    const names = what.replace(/[{}]/g, "").split(",");
    if (what.startsWith("type ") || names.every((name) => /^\s*(type\s|$)/.test(name))) continue;
    const target = path.resolve(path.dirname(file), from);
    if (existsSync(target)) loadedBy(target, seen);
  }
  return seen;
}

it("has no path from an exact table to a file: the composer loads nothing that makes, reads or holds one", () => {
  const loaded = [...loadedBy(path.join(ENGINE, "pack/compose.ts"))].map((file) => path.relative(ENGINE, file));
  expect(loaded.length).toBeGreaterThan(15);
  const own = loaded.filter((file) => !file.startsWith("pack/") && !file.startsWith(".."));
  expect(own.toSorted()).toEqual(["disclosure/round.ts", "disclosure/rules.ts"]);
  const words = ["ExactTable", "ExactCube", "Standings", "readRollup", "better-sqlite3", "Certificate", "Respondent"];
  for (const file of loaded) {
    const text = readFileSync(path.join(ENGINE, file), "utf8");
    for (const word of words) expect(text.includes(word), `${file} speaks of ${word}`).toBe(false);
  }
});

it("is caught where there is one", () => {
  const loaded = [...loadedBy(path.join(ENGINE, "packContents.ts"))].map((file) => path.relative(ENGINE, file));
  expect(loaded).toContain(path.join("store", "standings.ts"));
});
