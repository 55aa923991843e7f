/** Bounds that keep a hostile or broken file from exhausting memory or time. Bytes unless said otherwise. */
export const LIMITS = {
  /** Files inside a workbook, as a count. */
  zipEntries: 10_000,
  zipDirectory: 32 * 1024 * 1024,
  /** Inflated size of one sheet. */
  sheet: 4 * 1024 ** 3,
  sharedStrings: 512 * 1024 ** 2,
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
  /** One record of a CSV file. */
  record: 4 * 1024 ** 2,
} as const;

/**
 * A batch of rows is full at either of these counts. Kept small: V8 begins with a 1 MB nursery, and where one batch nearly
 * fills it, V8 takes rows for long-lived, allocates them in the old space and doubles the peak memory of a long read.
 */
export const BATCH = { rows: 100, cells: 4096 } as const;
