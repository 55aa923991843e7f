import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { commands } from "../electron/engine/commands.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const folders = ["shared", "electron", "renderer", "test"];
const sources = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file)),
);

test("versions are pinned and the lockfile names no host", () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  }
  expect(read("package-lock.json")).not.toMatch(/"resolved": "http/);
});

test("the README names every command and option of the command line", () => {
  const readme = read("README.md");
  for (const [name, command] of Object.entries(commands)) {
    expect(readme, name).toContain(`bellwether ${name}`);
    for (const option of Object.keys(command.options)) expect(readme, `${name} --${option}`).toContain(`--${option}`);
  }
});

test("only the store writes SQL, and nothing in the engine knows Electron or a document", () => {
  for (const file of sources.filter((name) => name.startsWith("electron/engine/"))) {
    const text = read(file);
    expect(/from "electron"/.test(text), file).toBe(false);
    if (file.startsWith("electron/engine/store/")) continue;
    expect(/\.prepare\(|better-sqlite3/.test(text), file).toBe(false);
  }
});

test("the folders are those of the design, and files stay short", () => {
  const shown = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith("."),
  );
  const kept = shown.map((entry) => entry.name).filter((name) => !/^(node_modules|build.*|dist)$/.test(name));
  expect(kept.sort()).toEqual([...folders].sort());
  for (const file of sources.filter((name) => !name.startsWith("test/"))) {
    expect(read(file).split("\n").length, file).toBeLessThan(330);
    expect(path.basename(file), file).not.toMatch(/utils|helpers|manager|common/i);
  }
});

test("a message of the engine never tells of a stack", () => {
  for (const file of sources.filter((name) => name.startsWith("renderer/")))
    expect(/\.stack\b/.test(read(file)), file).toBe(false);
});
