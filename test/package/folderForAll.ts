import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** A folder that all tests of a file share; removed after the last. */
export function folderForAll(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-package-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
