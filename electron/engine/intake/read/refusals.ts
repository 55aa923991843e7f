import { BellwetherError, type ErrorPlace } from "../../../../shared/errors.ts";

/** Where a fault lies, always with the file as the person knows it. */
export interface FilePlace extends ErrorPlace {
  readonly file: string;
}

const AGAIN = "Ask for the file again or download it again, then choose it again.";

/** The file is gone from where it was chosen. */
export function missing(place: FilePlace, cause?: unknown): BellwetherError {
  const message = `“${place.file}” was not found. Check the path, and that the file has not been moved, renamed or deleted, then choose it again.`;
  return new BellwetherError("not-found", message, place, { cause });
}

/** Another program holds the file, or the system will not let it be read. */
export function locked(place: FilePlace, cause?: unknown): BellwetherError {
  const message = `“${place.file}” cannot be read just now. Close it in Excel (or any other program that has it open), check that you may open it, then choose it again.`;
  return new BellwetherError("file-locked", message, place, { cause });
}

/** The file was written to between two passes over it. */
export function changed(place: FilePlace): BellwetherError {
  const message = `“${place.file}” changed while it was being read. Close it in Excel, wait until it has finished saving or syncing, then choose it again.`;
  return new BellwetherError("file-locked", message, place);
}

/** The disk or network did not give the file's bytes. */
export function unreadable(place: FilePlace, cause?: unknown): BellwetherError {
  const message = `“${place.file}” could not be fetched from its disk or network folder. If it is kept online only, choose “Always keep on this device” or copy it to a local folder, then choose it again.`;
  return new BellwetherError("file-locked", message, place, { cause });
}

/** The file holds nothing. */
export function empty(place: FilePlace): BellwetherError {
  return new BellwetherError("empty-file", `“${place.file}” is empty. ${AGAIN}`, place);
}

/** @param what the rest of "This file …"; `advice` says what to do instead, as a sentence */
export function notASpreadsheet(place: FilePlace, what: string, advice: string): BellwetherError {
  return new BellwetherError("not-a-spreadsheet", `“${place.file}” ${what}. ${advice}`, place);
}

/** The workbook is encrypted, by Excel or by another program. */
export function passwordProtected(place: FilePlace, by: "Excel" | "LibreOffice" = "Excel"): BellwetherError {
  const steps =
    by === "Excel"
      ? "Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, clear the password, save it"
      : "Open it in LibreOffice, choose File, Save As, clear “Save with password”, save it";
  const message = `“${place.file}” is protected by a password. ${steps}, then choose it again.`;
  return new BellwetherError("password-protected", message, place);
}

/** @param what how the damage shows, as the rest of "This file is cut short or damaged: …" */
export function damaged(place: FilePlace, what: string, cause?: unknown): BellwetherError {
  const sheet = place.sheet === undefined ? "" : ` in the sheet “${place.sheet}”`;
  const message = `“${place.file}” is cut short or damaged: ${what}${sheet}. Nothing was taken from it. ${AGAIN}`;
  return new BellwetherError("truncated-file", message, place, { cause });
}

/** @param what the bound that was passed, as the rest of "This file …" */
export function tooLarge(place: FilePlace, what: string): BellwetherError {
  const message = `“${place.file}” ${what}. Open it in Excel, copy only the rows you need into a new workbook, save that, then choose the new file.`;
  return new BellwetherError("file-too-large", message, place);
}

/** A cell's text, or other text in a workbook, is longer than any cell can hold. */
export function endlessText(place: FilePlace): BellwetherError {
  return tooLarge(place, "holds a piece of text longer than any cell can");
}

/** A row holds more than any spreadsheet program would put in one. */
export function endlessRow(place: FilePlace, row: number): BellwetherError {
  return tooLarge({ ...place, row }, `has a row (${row}) far longer than any spreadsheet row`);
}
