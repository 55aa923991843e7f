import { BellwetherError } from "./errors.ts";

/**
 * Turns the faults of a disk that a person can act on into errors that say so; gives anything else back as it is.
 * @param place the file or folder that was to be written; whoever calls leaves nothing half-written there
 */
export function diskFault(error: unknown, place: string): unknown {
  const code = systemCode(error);
  if (error instanceof BellwetherError || code === undefined) return error;
  if (FULL.has(code)) {
    return new BellwetherError(
      "disk-full",
      `There is not enough room on the disk to write ${place}. Free some space or choose another place; nothing was left behind.`,
      { file: place },
      { cause: error },
    );
  }
  if (NOT_WRITABLE.has(code)) {
    return new BellwetherError(
      "not-writable",
      `${place} cannot be written. Check that you may write there, or choose another place.`,
      { file: place },
      { cause: error },
    );
  }
  return error;
}

/** The system's own word for an error, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

const NOT_WRITABLE = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOTDIR",
  "EISDIR",
  "EBUSY",
  "EEXIST",
  "ENAMETOOLONG",
  "EINVAL",
  "ENOENT",
  "EIO",
]);
