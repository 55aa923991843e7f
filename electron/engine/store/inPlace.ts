import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";
import path from "node:path";

/** Gives a finished file its final name, in the place of what was there, once all of it is on the disk: a loss of power leaves the old or the new. */
export function putInPlace(from: string, to: string): void {
  flush(from, "r+");
  renameSync(from, to);
  try {
    flush(path.dirname(to), "r");
  } catch {
    // Windows and some network drives flush no folders; the file itself is safe.
  }
}

function flush(target: string, flags: "r" | "r+"): void {
  const handle = openSync(target, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
