import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { WorkContext } from "../importing.ts";
import { BellwetherError } from "../../../shared/errors.ts";
import { guarded } from "../store/campaignFile.ts";
import { isSealed, unseal } from "./sealing.ts";

/** A file of a campaign from elsewhere: its path, the name the person knows it by, and its passphrase where it has one. */
export interface OtherCopy {
  readonly path: string;
  readonly name: string;
  readonly passphrase: string | null;
}

/**
 * Gives work a folder of its own inside another, on the same disk and only for this user, and removes it afterwards.
 * @throws BellwetherError `not-writable`, `disk-full`, and what the work throws
 */
export async function inWorkingFolder<T>(parent: string, work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = guarded(parent, () => {
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(path.join(parent, PREFIX));
  });
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what work that was killed left in a library, once it is a day old: another window may be at work. */
export function sweepUnfinished(library: string): void {
  const backups = path.join(library, "Backups");
  const folders = [
    library,
    ...(existsSync(backups) ? readdirSync(backups).map((name) => path.join(backups, name)) : []),
  ];
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) continue;
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (!UNFINISHED.test(name) || Date.now() - statSync(file).mtimeMs < DAY) continue;
      rmSync(file, { recursive: true, force: true });
    }
  }
}

/**
 * Gives work the plain file of a copy: decrypted into a folder that goes again where it is protected, else the file itself.
 * @throws BellwetherError `passphrase-needed`, and as `unseal`
 */
export function withPlainFile<T>(
  parent: string,
  copy: OtherCopy,
  context: WorkContext,
  work: (plain: string) => Promise<T> | T,
): Promise<T> {
  return inWorkingFolder(parent, async (folder) => {
    if (!isSealed(copy.path)) return work(copy.path);
    if (copy.passphrase === null || copy.passphrase === "") throw needed(copy.name);
    const plain = path.join(folder, "plain.evidence");
    await unseal(copy.path, plain, copy.passphrase, copy.name, context);
    return work(plain);
  });
}

/** The fault of opening a protected copy without its passphrase. */
export function needed(name: string): BellwetherError {
  return new BellwetherError(
    "passphrase-needed",
    `${name} is protected by a passphrase. Give the passphrase that it was saved with.`,
    { file: name },
  );
}

const PREFIX = ".working-";
const UNFINISHED = /^\.working-\w+$|\.[0-9a-f]{12}\.part(-wal|-shm|-journal)?$/;
const DAY = 86_400_000;
