/** Faults a person can act on. Each code is a stable word for scripts; the message says what happened and what to do. */
export const ERROR_CODES = [
  "not-found",
  "not-a-spreadsheet",
  "empty-file",
  "truncated-file",
  "password-protected",
  "file-too-large",
  "file-locked",
  "no-recognisable-columns",
  "month-uncertain",
  "month-contradicted",
  "date-order-uncertain",
  "bad-mapping",
  "mapping-uncertain",
  "as-of-uncertain",
  "already-imported",
  "merge-refused",
  "campaign-missing",
  "campaign-corrupt",
  "campaign-locked",
  "campaign-read-only",
  "campaign-newer",
  "campaign-exists",
  "not-a-campaign",
  "passphrase-needed",
  "passphrase-wrong",
  "passphrase-weak",
  "copy-damaged",
  "backup-failed",
  "nothing-to-brief",
  "unit-unavailable",
  "protection-failed",
  "audit-failed",
  "checks-open",
  "release-refused",
  "folder-not-empty",
  "disk-full",
  "not-writable",
  "stage-gone",
  "no-campaign-open",
  "bad-request",
  "cancelled",
  "internal",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Where in the input a fault lies. Row and column are as the spreadsheet program shows them (row 1 is the first). */
export interface ErrorPlace {
  readonly file?: string | undefined;
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
}

/** What crosses the contract and what `--json` prints for a fault. */
export interface ErrorShape extends ErrorPlace {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The one error class for faults a person can act on. Anything else is a defect and crosses as `internal`. */
export class BellwetherError extends Error {
  override readonly name = "BellwetherError";
  readonly code: ErrorCode;
  readonly place: ErrorPlace;

  /** @param message what happened, where, and what to do next, in plain English */
  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.place = place;
  }

  /** The plain object that crosses the contract. */
  toShape(): ErrorShape {
    return { code: this.code, message: this.message, ...this.place };
  }

  /** The error a shape came from, on the other side of the contract. */
  static fromShape({ code, message, ...place }: ErrorShape): BellwetherError {
    return new BellwetherError(code, message, place);
  }
}

/** The fault that a person caused by pressing cancel. */
export function cancelled(): BellwetherError {
  return new BellwetherError("cancelled", "Cancelled. Nothing was changed.");
}

/** The part of an AbortSignal that long work looks at. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** Throws the cancelled fault once a signal is aborted. */
export function throwIfCancelled(signal: CancelSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled();
}

/** Fails to compile when a union gains a member that a switch does not handle. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
