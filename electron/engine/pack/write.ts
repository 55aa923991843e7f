import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { diskFault, systemCode } from "../../../shared/diskFaults.ts";
import { BellwetherError, type CancelSignal, throwIfCancelled } from "../../../shared/errors.ts";
import type { PackFile } from "./definition.ts";
import { zipPack } from "./zip.ts";

/** Runs once every byte is on the disk and before any file has its name; where it throws, nothing is left behind. */
export type WhenWhole = () => Promise<void>;

/**
 * Writes a pack as a folder or as one zip, whole or not at all.
 * @throws BellwetherError `folder-not-empty`, `disk-full`, `not-writable`, `cancelled`, or what `whenWhole` throws
 */
export function writePack(
  files: readonly PackFile[],
  { out, zip }: { readonly out: string; readonly zip: boolean },
  signal?: CancelSignal,
  whenWhole?: WhenWhole,
): Promise<void> {
  return zip ? writeZip(files, out, signal, whenWhole) : writeFolder(files, out, signal, whenWhole);
}

/**
 * Writes a pack's files into a folder, all or none: created where missing, refused where it holds anything. Files are
 * written in full to a hidden folder inside it first and then renamed; whatever goes wrong, nothing stays behind.
 * @throws BellwetherError `folder-not-empty`, `disk-full`, `not-writable`, `cancelled`
 */
export async function writeFolder(
  files: readonly PackFile[],
  out: string,
  signal?: CancelSignal,
  whenWhole?: WhenWhole,
): Promise<void> {
  throwIfCancelled(signal);
  const made = await guarded(out, () => makeFolder(out));
  const staging = join(out, `.bellwether-${randomBytes(6).toString("hex")}`);
  const tops = new Set<string>();
  try {
    await guarded(out, async () => {
      await mkdir(staging);
      for (const file of files) {
        throwIfCancelled(signal);
        await mkdir(dirname(join(staging, file.name)), { recursive: true });
        await writeSynced(join(staging, file.name), file.bytes);
      }
      throwIfCancelled(signal);
      await whenWhole?.();
      for (const top of new Set(files.map((file) => file.name.split("/")[0] ?? file.name))) {
        await rename(join(staging, top), join(out, top));
        tops.add(top);
      }
      await rmdir(staging);
    });
  } catch (error) {
    await rm(staging, { recursive: true, force: true }).catch(ignore);
    for (const top of tops) await rm(join(out, top), { recursive: true, force: true }).catch(ignore);
    for (const folder of made) await rmdir(folder).catch(ignore);
    throw error;
  }
}

/**
 * Writes a pack as one zip through a temporary file beside it; an earlier file of that name is replaced only by a
 * complete one.
 * @throws BellwetherError `disk-full`, `not-writable`, `cancelled`
 */
export async function writeZip(
  files: readonly PackFile[],
  path: string,
  signal?: CancelSignal,
  whenWhole?: WhenWhole,
): Promise<void> {
  throwIfCancelled(signal);
  const bytes = zipPack(files);
  throwIfCancelled(signal);
  const made = await guarded(path, () => makeFolder(dirname(path), true));
  if ((await stat(path).catch(() => null))?.isDirectory() === true) throw isFolder(path);
  const temporary = join(dirname(path), `.bellwether-${randomBytes(6).toString("hex")}`);
  try {
    await guarded(path, async () => {
      await writeSynced(temporary, bytes);
      await whenWhole?.();
      await rename(temporary, path);
    });
  } catch (error) {
    await rm(temporary, { force: true }).catch(ignore);
    for (const folder of made) await rmdir(folder).catch(ignore);
    throw error;
  }
}

/** Makes a folder and gives those it had to make, innermost first. An existing one must be empty unless `mayHold`. */
async function makeFolder(folder: string, mayHold = false): Promise<readonly string[]> {
  const found = await stat(folder).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  });
  if (found !== null) {
    if (!found.isDirectory())
      throw new BellwetherError(
        "not-writable",
        `${folder} is a file, not a folder. Choose another folder for the pack.`,
        { file: folder },
      );
    if (!mayHold && (await readdir(folder)).length > 0) {
      throw new BellwetherError(
        "folder-not-empty",
        `The folder ${folder} is not empty. Choose a new or an empty folder for the pack.`,
        { file: folder },
      );
    }
    return [];
  }
  const parent = dirname(folder);
  const above = parent === folder ? [] : await makeFolder(parent, true);
  try {
    await mkdir(folder);
  } catch (error) {
    for (const made of above) await rmdir(made).catch(ignore);
    throw error;
  }
  return [folder, ...above];
}

function isFolder(path: string): BellwetherError {
  return new BellwetherError("not-writable", `${path} is a folder. Choose another name for the zip file.`, {
    file: path,
  });
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFault(error, path);
  }
}

function ignore(): void {
  // Cleaning up is best effort: the first error is the one to tell.
}
