/** What every reader of spreadsheets gives, whatever the format. */

/** A date or time without a zone, as the sheet shows it: `2025-01-31` or `2025-01-31T14:05:09`. */
export interface DateCell {
  readonly date: string;
}

/** A cell that holds an error, such as `#N/A`. */
export interface ErrorCell {
  readonly error: string;
}

/** One cell. Text is kept as written; null is an empty cell. A percentage is its number (0.5 for 50 %). */
export type Cell = string | number | boolean | null | DateCell | ErrorCell;

/** A row that has at least one cell. `row` is the number the spreadsheet program shows; `cells[0]` is column A. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly hidden?: true;
}

/** One sheet, read forward once. A CSV file has one sheet, named null. */
export interface Sheet {
  readonly name: string | null;
  readonly hidden: boolean;
  /**
   * The rows in order, in batches, blank rows left out. Checks the signal between batches and lets other work run.
   * @throws BellwetherError `truncated-file` where the sheet does not arrive whole, `cancelled` on abort
   */
  rows(): AsyncIterable<readonly SheetRow[]>;
}

/** A spreadsheet file, opened. `close` frees every handle and may be called at any time, more than once. */
export interface Spreadsheet {
  readonly format: "csv" | "xlsx" | "ods";
  /** SHA-256 of the file's bytes in lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** When it was last saved: what a workbook says of itself, else the file's own time; ISO, mostly in UTC. */
  readonly modified: string;
  /** What was noticed and may matter, in words: hidden sheets, the encoding where it is not UTF-8. */
  readonly notes: readonly string[];
  readonly sheets: readonly Sheet[];
  close(): Promise<void>;
}

/** Options of `openSpreadsheet`. `onBytes` hears how many bytes of the file have been read so far. */
export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((done: number, total: number) => void) | undefined;
}
