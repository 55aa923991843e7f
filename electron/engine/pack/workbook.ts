import type ExcelJS from "exceljs";
import { HIDDEN } from "../../../shared/charts/format.ts";
import { SPLIT_HEADS } from "../../../shared/charts/labels.ts";
import { basisWords } from "../../../shared/charts/words.ts";
import { monthLabel } from "../../../shared/month.ts";
import {
  allTables,
  type PackDefinition,
  type PackFile,
  type PackTable,
  type Subject,
  subjectOf,
  WORKBOOK,
} from "./definition.ts";
import { codeOf, figureLabel, type FigureName, figureOf, figureNames, groupOf, groupText, rowNote } from "./figures.ts";
import { lookOf, officeColour } from "./look.ts";
import { MATCHED_TITLE } from "./matched.ts";
import { plainText } from "../../../shared/plainText.ts";
import { matchedSheet } from "./workbook-matched.ts";
import { coverRows, notesRows } from "./workbook-words.ts";
import { FONT, HEAD_ROW, heading, heightOf, writeFigures } from "./workbook-table.ts";
import { normaliseWorkbook } from "./workbook-xml.ts";
import { evidenceTitle, lowBases, tableTitle } from "./wording.ts";

/** The library's own name for A4 is gone at run time, hence its number (ISO/IEC 29500, pageSetup). */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment
const A4: Partial<ExcelJS.PageSetup> = { paperSize: 9 };

/**
 * The data tables as a workbook: cover, contents and notes, then one table a sheet. Follows the Analysis Function's
 * guidance "Releasing statistics in spreadsheets" (2021): no merged cells, no frozen panes, shorthand explained.
 */
export async function workbookFile(definition: PackDefinition): Promise<PackFile> {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  writeWords(workbook.addWorksheet("Cover"), coverRows(definition), 76);
  const contents = workbook.addWorksheet("Contents");
  writeWords(workbook.addWorksheet("Notes"), notesRows(definition), 76);
  const tables = allTables(definition);
  tables.forEach((table, index) =>
    writeTable(workbook.addWorksheet(sheetName(index)), table, index, lowBases(definition.rules)),
  );
  const titles = tables.map(sheetTitle);
  const matched = matchedSheet(definition, tables.length + 1);
  if (matched !== null) {
    writeFigures(workbook.addWorksheet(sheetName(tables.length)), matched);
    titles.push(MATCHED_TITLE);
  }
  writeContents(contents, titles, officeColour(lookOf(definition.house ?? null).main));
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
  writeFigures(sheet, {
    title: `Table ${index + 1}: ${sheetTitle(pack)}, England`,
    explanation: `This sheet holds one table. It counts ${pack.table.unit}s, rounded to 5${columns.some(({ name }) => name === "sum") ? ", and adds up the numbers they gave, rounded as its last figure says" : ""}. Shorthand: ${HIDDEN} hidden to protect those who answered, never zero${low === null ? "" : `; [low] base of ${low}`}. ${"question" in pack ? `${basisWords(pack.question, pack.table.unit)} ` : ""}See the sheet Notes.`,
    name: `table_${index + 1}_${codeOf(pack).replaceAll(".", "_")}_${pack.by.replace("-", "_")}`,
    words: ["Month", SPLIT_HEADS[pack.by]],
    columns: columns.map(({ name, label }) => ({ label, share: ["share", "low", "high"].includes(name) })),
    rows: pack.table.rows.map((row) => ({
      total: groupOf(row) === "all",
      cells: [
        monthLabel(row.month as never),
        groupText(row, pack.by),
        ...columns.map(({ name }) => {
          const { value, text } = figureOf(pack, row, name);
          return value ?? text;
        }),
        rowNote(row, pack.by),
      ],
    })),
  });
}

function writeContents(sheet: ExcelJS.Worksheet, titles: readonly string[], colour: string): void {
  heading(sheet, "Contents");
  sheet.getColumn(1).width = 14;
  sheet.getColumn(2).width = 90;
  const entries = [
    ["Cover", "What this workbook is, and its period and unit"],
    ["Notes", "How to read the figures, shorthand, methods and questions"],
    ...titles.map((title, index) => [sheetName(index), title]),
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
    link.font = { ...FONT, color: { argb: `FF${colour}` }, underline: true };
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
