import ExcelJS from "exceljs";
import { HIDDEN } from "../../../shared/charts/format.ts";
import { basisWords } from "../../../shared/charts/words.ts";
import { monthLabel } from "../../../shared/month.ts";
import {
  allTables,
  type PackDefinition,
  type PackFile,
  type PackTable,
  type Subject,
  subjectOf,
} from "./definition.ts";
import { measuredWidth } from "./font-metrics.ts";
import { codeOf, figureLabel, type FigureName, figureOf, figureNames, groupText, rowNote } from "./figures.ts";
import { plainText } from "../../../shared/plainText.ts";
import { coverRows, notesRows } from "./workbook-words.ts";
import { normaliseWorkbook } from "./workbook-xml.ts";
import { evidenceTitle, lowBases, tableTitle } from "./wording.ts";

/** The row of a table's head: title, explanation, then the table. */
export const HEAD_ROW = 3;

/** The name of the workbook in a pack. */
export const WORKBOOK = "data-tables.xlsx";

/** The library's own name for A4 is gone at run time, hence its number (ISO/IEC 29500, pageSetup). */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment
const A4: Partial<ExcelJS.PageSetup> = { paperSize: 9 };
const FONT = { name: "Arial", size: 12 } as const;
const LINK = { ...FONT, color: { argb: "FF12436D" }, underline: true } as const;

/**
 * The data tables as a workbook: cover, contents and notes, then one table a sheet. Follows the Analysis Function's
 * guidance "Releasing statistics in spreadsheets" (2021): no merged cells, no frozen panes, shorthand explained.
 */
export async function workbookFile(definition: PackDefinition): Promise<PackFile> {
  const workbook = new ExcelJS.Workbook();
  writeWords(workbook.addWorksheet("Cover"), coverRows(definition), 76);
  const contents = workbook.addWorksheet("Contents");
  writeWords(workbook.addWorksheet("Notes"), notesRows(definition), 76);
  const tables = allTables(definition);
  tables.forEach((table, index) =>
    writeTable(workbook.addWorksheet(sheetName(index)), table, index, lowBases(definition.rules)),
  );
  writeContents(contents, tables);
  for (const sheet of workbook.worksheets) {
    sheet.views = [{ showGridLines: false, state: "normal", activeCell: "A1" }];
    const orientation = sheet.name.startsWith("Table") ? "landscape" : "portrait";
    sheet.pageSetup = { ...A4, orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  }
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return {
    name: WORKBOOK,
    bytes: normaliseWorkbook(bytes, definition.month, `${evidenceTitle(definition)}: data tables`),
  };
}

/** `Table_1` and so on, in the order of the definition. */
export function sheetName(index: number): string {
  return `Table_${index + 1}`;
}

/** The columns of a table's sheet after month and group, and before the note. */
export function sheetColumns(subject: Subject): readonly { readonly name: FigureName; readonly label: string }[] {
  return figureNames(subject).map((name) => ({ name, label: plainText(figureLabel(name, subject)) }));
}

/** A table's title in the workbook. That of a user's own question ends in its code: labels may be alike, codes are not. */
export function sheetTitle(table: Parameters<typeof tableTitle>[0]): string {
  return "question" in table ? `${tableTitle(table)} (${table.question.code})` : tableTitle(table);
}

function writeTable(sheet: ExcelJS.Worksheet, pack: PackTable, index: number, low: string | null): void {
  const columns = sheetColumns(subjectOf(pack));
  const groupHead = pack.by === "region" ? "Region" : "Service type";
  heading(sheet, `Table ${index + 1}: ${sheetTitle(pack)}, England`);
  const line = sheet.getCell("A2");
  line.value = `This sheet holds one table. It counts ${pack.table.unit}s, rounded to 5${columns.some(({ name }) => name === "sum") ? ", and adds up the numbers they gave, rounded as its last figure says" : ""}. Shorthand: ${HIDDEN} hidden to protect those who answered, never zero${low === null ? "" : `; [low] base of ${low}`}. ${"question" in pack ? `${basisWords(pack.question, pack.table.unit)} ` : ""}See the sheet Notes.`;
  line.font = FONT;
  sheet.getRow(2).height = 22;
  const rows = pack.table.rows.map((row) => [
    monthLabel(row.month as never),
    groupText(row, pack.by),
    ...columns.map(({ name }) => {
      const { value, text } = figureOf(pack, row, name);
      return value ?? text;
    }),
    rowNote(row, pack.by),
  ]);
  sheet.addTable({
    name: `table_${index + 1}_${codeOf(pack).replaceAll(".", "_")}_${pack.by.replace("-", "_")}`,
    ref: `A${HEAD_ROW}`,
    headerRow: true,
    totalsRow: false,
    style: { theme: "TableStyleLight1", showRowStripes: false },
    columns: ["Month", groupHead, ...columns.map((column) => column.label), "Note"].map((name) => ({
      name,
      filterButton: false,
    })),
    rows,
  });
  const widths = [18, 27, ...columns.map(({ name }) => (name === "counted" || name === "share" ? 15 : 13)), 58];
  widths.forEach((width, column) => (sheet.getColumn(column + 1).width = width));
  const head = sheet.getRow(HEAD_ROW);
  head.height = 50;
  head.eachCell((cell, column) => {
    cell.font = { ...FONT, bold: true };
    cell.alignment = {
      wrapText: true,
      vertical: "bottom",
      horizontal: column <= 2 || column > columns.length + 2 ? "left" : "right",
    };
  });
  rows.forEach((row, offset) => {
    const cells = sheet.getRow(HEAD_ROW + 1 + offset);
    cells.height = 18;
    const bold = pack.table.rows[offset]?.serviceType === "all" || pack.table.rows[offset]?.region === "all";
    row.forEach((_, column) => {
      const cell = cells.getCell(column + 1);
      cell.font = { ...FONT, bold };
      const figure = columns[column - 2];
      if (figure === undefined) return;
      cell.alignment = { horizontal: "right" };
      cell.numFmt = ["share", "low", "high"].includes(figure.name) ? "0%" : "#,##0";
    });
  });
}

function writeContents(sheet: ExcelJS.Worksheet, tables: readonly PackTable[]): void {
  heading(sheet, "Contents");
  sheet.getColumn(1).width = 14;
  sheet.getColumn(2).width = 90;
  const entries = [
    ["Cover", "What this workbook is, and its period and unit"],
    ["Notes", "How to read the figures, shorthand, methods and questions"],
    ...tables.map((table, index) => [sheetName(index), sheetTitle(table)]),
  ];
  entries.forEach(([name = "", text = ""], index) => {
    const row = sheet.getRow(HEAD_ROW + index);
    row.height = 20;
    const link = row.getCell(1);
    link.value = {
      text: name.replace("_", " "),
      hyperlink: `#'${name}'!A1`,
      tooltip: `Go to ${name.replace("_", " ")}`,
    };
    link.font = LINK;
    row.getCell(2).value = plainText(text);
    row.getCell(2).font = FONT;
  });
}

/** A line of words: a title, a heading or a paragraph, with how it is set. */
export interface WordRow {
  readonly kind: "title" | "heading" | "text";
  readonly text: string;
}

function writeWords(sheet: ExcelJS.Worksheet, rows: readonly WordRow[], width: number): void {
  sheet.getColumn(1).width = width;
  rows.forEach(({ kind, text }, index) => {
    const row = sheet.getRow(index + 1);
    if (kind === "title") {
      heading(sheet, text, index + 1);
      return;
    }
    const cell = row.getCell(1);
    cell.value = plainText(text);
    cell.font = kind === "heading" ? { ...FONT, size: 14, bold: true } : FONT;
    cell.alignment = { wrapText: true, vertical: kind === "heading" ? "bottom" : "top" };
    row.height = kind === "heading" ? 34 : heightOf(text, width, 12);
  });
}

function heading(sheet: ExcelJS.Worksheet, text: string, row = 1): void {
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
function heightOf(text: string, width: number, points: number): number {
  const lines = Math.ceil(measuredWidth(text, (points * 4) / 3) / (width * 7 * 0.97));
  return 8 + lines * points * 1.3;
}
