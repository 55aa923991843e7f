import type { Cell } from "./types.ts";

/** Bounds that keep a hostile or broken file from exhausting memory or time. Bytes unless said otherwise. */
export const LIMITS = {
  /** Files inside a workbook, as a count. */
  zipEntries: 10_000,
  zipDirectory: 32 * 1024 * 1024,
  /** Inflated size of all files inside a workbook together, as its list of contents tells it. */
  unpacked: 16 * 1024 ** 3,
  /** Inflated size of one sheet. */
  sheet: 4 * 1024 ** 3,
  sharedStrings: 512 * 1024 ** 2,
  /** Shared strings, as a count. */
  strings: 16_000_000,
  /** Characters that one sheet may give in all, shared strings counted each time. */
  sheetText: 4 * 1024 ** 3,
  /** Inflated size of any other part of a workbook. */
  part: 64 * 1024 ** 2,
  /** Inflated to deflated, judged once `ratioFrom` bytes have come out. Deflate itself can reach 1032. */
  ratio: 400,
  ratioFrom: 32 * 1024 ** 2,
  /** One piece of text in a workbook: a full Excel cell with every character escaped is 0.4 MB. */
  xmlText: 8 * 1024 ** 2,
  xmlTag: 1024 ** 2,
  /** The last row and column of a worksheet. */
  rows: 1_048_576,
  columns: 16_384,
  /** Sheets of one file, links of one part, as counts; the length of a sheet's name. */
  sheets: 10_000,
  links: 65_536,
  sheetName: 1024,
  /** One record of a CSV file. */
  record: 4 * 1024 ** 2,
  /** The cells of one row of a workbook, as `weightOf` weighs them: 16 million characters. */
  rowWeight: 16 * 1024,
  /** How often OpenDocument may say that one row with something in it is repeated. */
  repeatedRows: 100_000,
  /** What repetition may add to an OpenDocument sheet in all: each cell counts one more than `weightOf` weighs it. */
  repetition: 100_000_000,
  /** What OpenDocument may spell as one run of spaces: a full cell. */
  spaces: 32_767,
  /** The part of an OpenDocument file that names its kind. */
  mediaType: 1024,
} as const;

/**
 * A batch of rows is full at either of these counts. Kept small: V8 begins with a 1 MB nursery, and where one batch nearly
 * fills it, V8 takes rows for long-lived, allocates them in the old space and doubles the peak memory of a long read.
 */
export const BATCH = { rows: 100, cells: 4096 } as const;

/** What a cell weighs in a batch beside being one of its cells: one for each whole 1,024 characters, so that a batch of long texts stays small. */
export function weightOf(cell: Cell): number {
  return typeof cell === "string" ? cell.length >>> 10 : 0;
}
