import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  StringValueElement,
  Table,
  TableCell,
  TableLayoutType,
  TableProperties,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import { COMMISSIONER_LABELS } from "../../../shared/vocabulary.ts";
import type { TableLook } from "./document.ts";
import { measuredWidth } from "./font-metrics.ts";
import { printable } from "./office-properties.ts";
import { textOf } from "./figures.ts";
import type { PageTable, Piece } from "./page-tables.ts";
import { textWidth, twips } from "./word-size.ts";
import { BLUE, INK, LINE } from "./word-style.ts";

/** Points of a table's text, and the least it may have where its columns need more room than the page gives. */
const POINTS: Readonly<Record<TableLook, number>> = { plain: 10, pair: 9.5, dense: 9, words: 10 };
const LEAST_POINTS = 9;

/** Room on both sides of a cell's text, and before the first column of a second group, in millimetres. */
const PAD = 1.1;
const GROUP_GAP = 4;

/** A table that stays on its page whole: more rows than these may break over pages, under a repeated head. */
const WHOLE = 16;

/** A table of the briefing as Word holds it: a head that repeats, rows that do not break, words for those who cannot see it. */
export function wordTable(table: PageTable, look: TableLook, landscape: boolean): Table {
  const points = pointsFor(table, look, textWidth(landscape));
  const widths = columnWidths(table, look, points, textWidth(landscape)).map(twips);
  const setting: Setting = {
    table,
    look,
    points,
    widths,
    whole: table.rows.length <= WHOLE,
    noted: table.notes.length > 0,
  };
  return new DescribedTable(table, {
    layout: TableLayoutType.FIXED,
    width: { size: total(widths), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: twips(0), right: twips(PAD * 2), top: 40, bottom: 40 },
    borders: NO_BORDERS,
    rows: [...headRows(setting), ...table.rows.map((_, index) => bodyRow(setting, index))],
  });
}

/** A table as pages can hold it, and whether those lie on their side. */
export interface FittedTable {
  readonly table: PageTable;
  readonly landscape: boolean;
}

/**
 * A table on an upright page where its columns fit that, else on one that lies on its side; one too wide for any page goes
 * on in further tables, with the row heads repeated.
 */
export function fittedTables(table: PageTable, look: TableLook): readonly FittedTable[] {
  const fits = (one: PageTable, landscape: boolean): boolean =>
    total(leastWidths(one, LEAST_POINTS)) <= textWidth(landscape);
  if (look === "words" || fits(table, false)) return [{ table, landscape: false }];
  if (table.spans !== null || fits(table, true)) return [{ table, landscape: true }];
  const greedy: number[] = [];
  for (let from = 1, to = 2; to <= table.head.length; to += 1) {
    if (to < table.head.length && fits(columnsOf(table, from, to + 1), false)) continue;
    greedy.push(to);
    from = to;
  }
  const columns = table.head.length - 1;
  const even = greedy.map((_, part) => 1 + Math.round((columns * (part + 1)) / greedy.length));
  const balanced = even.every((to, part) => fits(columnsOf(table, even[part - 1] ?? 1, to), false));
  const ends = balanced ? even : greedy;
  return ends.map((to, part) => ({
    table: {
      ...columnsOf(table, ends[part - 1] ?? 1, to),
      caption: part === 0 ? table.caption : `${table.caption}, continued`,
      notes: part === ends.length - 1 ? table.notes : [],
    },
    landscape: false,
  }));
}

/** Some columns of a table, after the row heads. */
function columnsOf(table: PageTable, from: number, to: number): PageTable {
  return {
    ...table,
    head: [...table.head.slice(0, 1), ...table.head.slice(from, to)],
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.slice(from - 1, to - 1) })),
  };
}

/** What the parts of a table need to know of it. */
interface Setting {
  readonly table: PageTable;
  readonly look: TableLook;
  readonly points: number;
  readonly widths: readonly number[];
  readonly whole: boolean;
  readonly noted: boolean;
}

/** A table with its caption and what it holds, which the library has no option for (`tblCaption`, `tblDescription`). */
class DescribedTable extends Table {
  constructor({ caption, head, rows }: PageTable, options: ConstructorParameters<typeof Table>[0]) {
    super(options);
    const properties: unknown = this.root.find((child) => child instanceof TableProperties);
    if (!(properties instanceof TableProperties)) return;
    const description = `${rows.map(({ label }) => label).join(", ")}: ${head.slice(1).join(", ")}.`;
    properties.addChildElement(new StringValueElement("w:tblCaption", printable(caption)));
    properties.addChildElement(new StringValueElement("w:tblDescription", printable(description)));
  }
}

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
} as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: LINE } as const;
const THICK = { style: BorderStyle.SINGLE, size: 12, color: INK } as const;

function headRows(setting: Setting): readonly TableRow[] {
  const { spans, head } = setting.table;
  const heads = head.map((text, column) =>
    cell(setting, { column, pieces: [text], bold: true, head: true, border: THICK }),
  );
  const row = new TableRow({ tableHeader: true, cantSplit: true, children: heads });
  if (spans === null) return [row];
  let from = 1;
  const groups = spans.map(({ text, columns }) => {
    const column = from;
    from += columns;
    const words = text === COMMISSIONER_LABELS.la ? "Local authority contracts" : "NHS contracts";
    return cell(setting, { column, columns, pieces: [words], bold: true, head: true, colour: BLUE });
  });
  const corner = cell(setting, { column: 0, pieces: [], head: true });
  return [new TableRow({ tableHeader: true, cantSplit: true, children: [corner, ...groups] }), row];
}

function bodyRow(setting: Setting, index: number): TableRow {
  const { table, whole, noted } = setting;
  const row = table.rows[index];
  const last = index === table.rows.length - 1;
  const keep = (whole && !last) || (noted && last);
  const border = row?.total === true ? THICK : THIN;
  const pieces: readonly (readonly Piece[])[] = row === undefined ? [] : [[row.label], ...row.cells];
  return new TableRow({
    cantSplit: true,
    children: pieces.map((one, column) =>
      cell(setting, { column, pieces: one, bold: row?.total === true, border, keep }),
    ),
  });
}

/** One cell: what stands in it, from which column on, and how. */
interface CellSetting {
  readonly column: number;
  readonly columns?: number;
  readonly pieces: readonly Piece[];
  readonly bold?: boolean;
  readonly head?: boolean;
  readonly keep?: boolean;
  readonly colour?: string;
  readonly border?: typeof THIN | typeof THICK;
}

function cell(
  { table, look, points, widths }: Setting,
  { column, columns = 1, pieces, ...how }: CellSetting,
): TableCell {
  const left = column === 0 || look === "words";
  const gap = isGroupStart(table, column) ? twips(GROUP_GAP) : 0;
  const text = printable(textOf(pieces));
  const run = {
    text,
    bold: how.bold === true,
    size: points * 2,
    ...(how.colour === undefined ? {} : { color: how.colour }),
  };
  return new TableCell({
    columnSpan: columns,
    width: { size: total(widths.slice(column, column + columns)), type: WidthType.DXA },
    verticalAlign: how.head === true ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
    margins: { left: gap, right: column + columns === table.head.length ? 0 : twips(PAD * 2) },
    ...(how.border === undefined ? {} : { borders: { bottom: how.border } }),
    children: [
      new Paragraph({
        style: "TableText",
        alignment: left ? AlignmentType.LEFT : AlignmentType.RIGHT,
        keepNext: how.head === true || how.keep === true,
        children: text === "" ? [] : [new TextRun(run)],
      }),
    ],
  });
}

/** Whether a second or later group of columns begins here. */
function isGroupStart({ spans }: PageTable, column: number): boolean {
  let from = 1;
  for (const { columns } of (spans ?? []).slice(0, -1)) {
    from += columns;
    if (column === from) return true;
  }
  return false;
}

/** The points of a table's text: those of its look, or the least where they do not fit. */
function pointsFor(table: PageTable, look: TableLook, room: number): number {
  const points = POINTS[look];
  return look === "words" || total(leastWidths(table, points)) <= room ? points : LEAST_POINTS;
}

/** The widths of a table's columns in millimetres: what they need, then heads in few lines and row heads in one, then alike. */
function columnWidths(table: PageTable, look: TableLook, points: number, room: number): readonly number[] {
  if (look === "words") return [0.36, 0.34, 0.3].map((part) => part * room);
  const least = leastWidths(table, points);
  const needed = total(least);
  const [label = 0, ...others] = least;
  if (needed > room) return [label, ...others.map((width) => (width * (room - label)) / (needed - label))];
  const wishes = table.head.map((head, column) => {
    const rows = table.rows.map((row) => widthOf(row.label, points, row.total));
    return column === 0 ? Math.max(label, ...rows) : Math.max(least[column] ?? 0, widthOf(head, points, true) / 2);
  });
  const wished = total(wishes) - needed;
  const part = wished <= 0 ? 0 : Math.min(1, (room - needed) / wished);
  const widths = least.map((width, column) => width + ((wishes[column] ?? width) - width) * part);
  const spare = (room - total(widths)) / Math.max(1, others.length);
  return widths.map((width, column) => (column === 0 ? width : width + spare));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

/** The widest that one word of a head may make its column, in millimetres. */
const LONGEST = 40;

/** What each column needs: its longest word of the head, its longest figure. */
function leastWidths(table: PageTable, points: number): readonly number[] {
  return table.head.map((head, column) => {
    // A head with a number reads as one word.
    const words = (/\d/.test(head) ? [head] : head.split(/[\s-]/)).map((word) =>
      Math.min(LONGEST, widthOf(word, points, true)),
    );
    const gap = isGroupStart(table, column) ? GROUP_GAP : 0;
    const cells = table.rows.flatMap(({ label, total: bold, cells: all }) => {
      if (column === 0) return label.split(/\s/).map((word) => widthOf(word, points, bold));
      const text = textOf(all[column - 1] ?? []);
      return [widthOf(text, points, bold)];
    });
    return Math.max(...words, ...cells, column === 0 ? 24 : 0) + gap;
  });
}

/** The width of a cell with a text on one line, in millimetres; bold letters are up to a tenth wider. */
function widthOf(text: string, points: number, bold: boolean): number {
  return (measuredWidth(text, points) * (bold ? 1.1 : 1) * 25.4) / 72 + PAD * 2 + 0.3;
}
