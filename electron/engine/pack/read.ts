import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { BellwetherError } from "../../../shared/errors.ts";
import type { PackFile } from "./definition.ts";
import { isZip, unzipPack } from "./zip.ts";

/**
 * Reads a finished pack back from its folder or zip, sorted by name; names use `/` on every system.
 * @throws BellwetherError `not-found` where there is nothing, `bad-request` where it is neither folder nor zip
 */
export async function readPack(path: string): Promise<readonly PackFile[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) {
    throw new BellwetherError("not-found", `There is no pack at ${path}. Give the folder or zip of a pack.`, {
      file: path,
    });
  }
  const files = found.isDirectory() ? await readFolder(path) : fromZip(path, await readFile(path));
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function readFolder(folder: string): Promise<readonly PackFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path) => ({
      name: relative(folder, path).split(sep).join("/"),
      bytes: new Uint8Array(await readFile(path)),
    })),
  );
}

function fromZip(path: string, bytes: Uint8Array): readonly PackFile[] {
  const refusal = (cause?: unknown): BellwetherError =>
    new BellwetherError(
      "bad-request",
      `${path} is neither the folder nor the zip of a pack.`,
      { file: path },
      { cause },
    );
  if (!isZip(bytes)) throw refusal();
  try {
    return unzipPack(bytes);
  } catch (error) {
    throw refusal(error);
  }
}
