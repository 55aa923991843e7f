import type ExcelJS from "exceljs";
import { plainText } from "../../../shared/plainText.ts";
import { measuredWidth } from "./font-metrics.ts";

/** The row of a table's head: title, explanation, then the table. */
export const HEAD_ROW = 3;

/** The font of every cell. */
export const FONT = { name: "Arial", size: 12 } as const;

/** A table of figures as a sheet holds it. */
export interface FigureSheet {
  readonly title: string;
  readonly explanation: string;
  /** The table's own name. */
  readonly name: string;
  /** The heads of its first columns, which hold words. */
  readonly words: readonly string[];
  readonly columns: readonly { readonly label: string; readonly share: boolean }[];
  /** Words, figures and last a note. */
  readonly rows: readonly { readonly total: boolean; readonly cells: readonly (string | number)[] }[];
}

/** Writes a title, an explanation and one named table to a sheet. */
export function writeFigures(
  sheet: ExcelJS.Worksheet,
  { title, explanation, name, words, columns, rows }: FigureSheet,
): void {
  heading(sheet, title);
  const line = sheet.getCell("A2");
  line.value = explanation;
  line.font = FONT;
  sheet.getRow(2).height = 22;
  sheet.addTable({
    name,
    ref: `A${HEAD_ROW}`,
    headerRow: true,
    totalsRow: false,
    style: { theme: "TableStyleLight1", showRowStripes: false },
    columns: [...words, ...columns.map(({ label }) => label), "Note"].map((head) => ({
      name: head,
      filterButton: false,
    })),
    rows: rows.map(({ cells }) => [...cells]),
  });
  const widths = [18, 27, 18, 18].slice(0, words.length);
  [...widths, ...columns.map(({ label }) => (label.length > 18 ? 15 : 13)), 58].forEach(
    (width, column) => (sheet.getColumn(column + 1).width = width),
  );
  const head = sheet.getRow(HEAD_ROW);
  head.height = 50;
  head.eachCell((cell, column) => {
    const isFigure = column > words.length && column <= words.length + columns.length;
    cell.font = { ...FONT, bold: true };
    cell.alignment = { wrapText: true, vertical: "bottom", horizontal: isFigure ? "right" : "left" };
  });
  rows.forEach(({ total, cells }, offset) => {
    const row = sheet.getRow(HEAD_ROW + 1 + offset);
    row.height = 18;
    cells.forEach((_, column) => {
      const cell = row.getCell(column + 1);
      cell.font = { ...FONT, bold: total };
      const figure = columns[column - words.length];
      if (figure === undefined) return;
      cell.alignment = { horizontal: "right" };
      cell.numFmt = figure.share ? "0%" : "#,##0";
    });
  });
}

/** Writes a title into the first column of a row. */
export function heading(sheet: ExcelJS.Worksheet, text: string, row = 1): void {
  const cell = sheet.getCell(row, 1);
  cell.value = plainText(text);
  cell.font = { ...FONT, size: 16, bold: true };
  if (row === 1 && sheet.name !== "Cover" && sheet.name !== "Notes") {
    sheet.getRow(row).height = 28;
    return;
  }
  cell.alignment = { wrapText: true, vertical: "top" };
  sheet.getRow(row).height = heightOf(text, sheet.getColumn(1).width ?? 100, 16);
}

/** Height in points of wrapped text in a column `width` characters wide; spreadsheets do not work it out by themselves. */
export function heightOf(text: string, width: number, points: number): number {
  const lines = Math.ceil(measuredWidth(text, (points * 4) / 3) / (width * 7 * 0.97));
  return 8 + lines * points * 1.3;
}
