import fc from "fast-check";
import { expect, test } from "vitest";
import { numberFrom } from "../../../../electron/engine/intake/read/xml/numberText.ts";
import { readRows } from "./files.ts";
import { ordinaryWorkbook } from "./workbooks.ts";

type Grid = readonly (readonly (string | number | boolean | null)[])[];

/** A grid as a reader gives it: trailing empty cells and blank rows left out, rows numbered from 1. */
function expected(grid: Grid): { row: number; cells: (string | number | boolean | null)[] }[] {
  return grid.flatMap((cells, index) => {
    const last = cells.findLastIndex((cell) => cell !== null && cell !== "");
    return last < 0
      ? []
      : [{ row: index + 1, cells: cells.slice(0, last + 1).map((cell) => (cell === "" ? null : cell)) }];
  });
}

const ENCODINGS: Record<string, (text: string) => Uint8Array> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with a mark": (text) => Buffer.from(`\ufeff${text}`),
  "UTF-16LE": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16BE": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
};

/** Text without NUL, lone surrogates and the byte order mark, with the characters that CSV is about. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(",", ";", "\t", "|", '"', "\n", "\r", " ", "'", "=", "é", "–"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  })
  .map((value) => value.replaceAll(/[\0\ufeff]/g, ""));

const written = (cell: string | null, delimiter: string, quote: boolean): string => {
  if (cell === null) return "";
  return quote || /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
};

/** What tells the reader the delimiter, as any real file has: a first row of several plain headers, and rows of its width. */
const csv = fc.integer({ min: 2, max: 6 }).chain((width) =>
  fc.record({
    grid: fc
      .array(fc.array(fc.option(text, { freq: 4 }), { minLength: width, maxLength: width }), { maxLength: 12 })
      .map((rows) => [Array.from({ length: width }, (_, index) => `Column ${index + 1}`), ...rows]),
    delimiter: fc.constantFrom(",", ";", "\t", "|"),
    end: fc.constantFrom("\n", "\r\n", "\r"),
    encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
    quote: fc.boolean(),
    ended: fc.boolean(),
  }),
);

test("any grid of texts written as CSV reads back the same", async () => {
  await fc.assert(
    fc.asyncProperty(csv, async ({ grid, delimiter, end, encoding, quote, ended }) => {
      const lines = grid.map((row) => row.map((cell) => written(cell, delimiter, quote)).join(delimiter));
      expect(await readRows(ENCODINGS[encoding]!(lines.join(end) + (ended ? end : "")))).toEqual(expected(grid));
    }),
    { numRuns: 300 },
  );
}, 120_000);

test("any grid of Windows-1252 texts written as CSV reads back the same", async () => {
  const latin = fc.string({ unit: fc.constantFrom("a", "é", "£", "ÿ", "À", ",", '"', "\n", " "), maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(latin, { minLength: 3, maxLength: 3 }), { maxLength: 8 }), async (rows) => {
      const grid = [["Café", "£", "é"], ...rows];
      const bytes = Buffer.from(
        grid.map((row) => row.map((cell) => written(cell, ",", true)).join(",")).join("\r\n"),
        "latin1",
      );
      expect(await readRows(bytes)).toEqual(expected(grid));
    }),
    { numRuns: 100 },
  );
}, 120_000);

test("any grid of texts, numbers and truths written by exceljs reads back the same", async () => {
  const cellText = fc
    .string({ unit: "grapheme", maxLength: 12 })
    .filter((value) => !/_x[0-9a-f]{4}_/i.test(value) && !/[\p{Cc}\ufffe\uffff]/u.test(value));
  const cell = fc.oneof(
    cellText,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }), async (grid) => {
      expect(await readRows(await ordinaryWorkbook({ Data: grid }))).toEqual(expected(grid));
    }),
    { numRuns: 100 },
  );
}, 120_000);

test("any number spelt in decimal is the number JavaScript reads", () => {
  const digits = fc.string({ unit: fc.integer({ min: 0, max: 9 }).map(String), minLength: 1, maxLength: 24 });
  const spelt = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.tuple(fc.constantFrom("", "-"), digits, digits).map(([sign, whole, part]) => `${sign}${whole}.${part}`),
    digits,
  );
  fc.assert(
    fc.property(spelt, (number) => {
      const bytes = Buffer.from(`<v>${number}</v>`);
      expect(numberFrom(bytes, 3, 3 + number.length)).toBe(Number(number));
    }),
    { numRuns: 2000 },
  );
});
