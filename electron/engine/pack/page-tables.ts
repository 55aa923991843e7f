import { count } from "../../../shared/charts/format.ts";
import { SPLIT_HEADS } from "../../../shared/charts/labels.ts";
import { type Month, monthLabel, monthShort } from "../../../shared/month.ts";
import {
  COMMISSIONER_LABELS,
  COMMISSIONERS,
  type Commissioner,
  SCALES,
  type Stage,
} from "../../../shared/vocabulary.ts";
import type { ProtectedRow } from "../disclosure/table.ts";
import {
  allTables,
  type OwnTable,
  type PackDefinition,
  type PackSet,
  type PackTable,
  type StageTable,
} from "./definition.ts";
import {
  type Figure,
  figureLabel,
  type FigureName,
  figureOf,
  findRow,
  findTable,
  figureNames,
  groupOf,
  groupText,
  mergeNote,
} from "./figures.ts";
import { splitWords, sumTitle, tableTitle } from "./wording.ts";

/** A piece of a cell: words, or a figure of a protected table. */
export type Piece = string | Figure;

/** A table of the page: one head row, or two where columns belong to a commissioner each. */
export interface PageTable {
  readonly caption: string;
  /** Column groups over the head, each with the number of its columns; null where there are none. */
  readonly spans: readonly { readonly text: string; readonly columns: number }[] | null;
  /** The first is the head of the row labels. */
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly total: boolean;
    readonly cells: readonly (readonly Piece[])[];
  }[];
  readonly notes: readonly string[];
}

/** Months that fit beside each other on a page; the workbook has all. */
const MONTHS_ACROSS = 6;

/** Local authority beside NHS in the leading month: base, counted answers, share and interval of every group. */
export function pairTable(definition: PackDefinition, stage: Stage, by: PackTable["by"]): PageTable {
  const tables = COMMISSIONERS.flatMap((commissioner) => findTable(definition, stage, commissioner, by) ?? []);
  const counted = figureLabel("counted", stage);
  const rows = rowsOf(tables, by, [definition.month]).map(({ group, label }) => ({
    label,
    total: group === "all",
    cells: tables.flatMap((table) => summaryCells(table, definition.month, group)),
  }));
  return {
    caption: `${tableTitle({ measure: stage, commissioner: null, by })}, ${monthLabel(definition.month)}`,
    spans: tables.map((table) => ({ text: COMMISSIONER_LABELS[table.commissioner], columns: 4 })),
    head: [groupHead(by), ...tables.flatMap(() => ["Base", counted, "Share", "95% interval"])],
    rows,
    notes: notesOf(tables, by, [definition.month]),
  };
}

/** The same of intent by integrated care board; null where no board is shown in the leading month. */
export function boardsTable(definition: PackDefinition): PageTable | null {
  const made = pairTable(definition, "intent", "icb");
  return made.rows.some(({ total }) => !total) ? made : null;
}

/** Shares and bases of the latest months, one commissioner; null where there is one month only. */
export function trendTable(definition: PackDefinition, commissioner: Commissioner): PageTable | null {
  const table = findTable(definition, "intent", commissioner, "service-type");
  const months = definition.months.filter((month) => month <= definition.month).slice(-MONTHS_ACROSS);
  if (table === undefined || months.length < 2) return null;
  return {
    caption: `${tableTitle(table)} and month: share (base)`,
    spans: null,
    head: [groupHead("service-type"), ...months.map(monthShort)],
    rows: rowsOf([table], "service-type", months).map(({ group, label }) => ({
      label,
      total: group === "all",
      cells: months.map((month) => trendCell(table, month, group)),
    })),
    notes: notesOf([table], "service-type", months),
  };
}

/** Every answer in the leading month, one commissioner. */
export function answersTable(definition: PackDefinition, stage: Stage, commissioner: Commissioner): PageTable | null {
  const table = findTable(definition, stage, commissioner, "service-type");
  if (table === undefined) return null;
  const names: readonly FigureName[] = ["base", ...SCALES[stage].inBase, "notApplicable", "noAnswer"];
  return {
    caption: `Every answer about ${commissioner === "la" ? "local authority" : "NHS"} contracts, by service type, ${monthLabel(definition.month)}`,
    spans: null,
    head: [groupHead("service-type"), ...names.map((name) => figureLabel(name, stage))],
    rows: rowsOf([table], "service-type", [definition.month]).map(({ group, label }) => ({
      label,
      total: group === "all",
      cells: names.map((name) => {
        const row = findRow(table, definition.month, group);
        return row === undefined ? ["–"] : [figureOf(table, row, name)];
      }),
    })),
    notes: notesOf([table], "service-type", [definition.month]),
  };
}

/** A question of a user's own in its set's leading month: base, every answer, and the share where an option counts. */
export function ownTable({ month }: PackSet, table: OwnTable): PageTable {
  const { question, by } = table;
  const several = question.options.filter(({ counted }) => counted).length > 1;
  const names = figureNames(question).filter(
    (name) => !["low", "high", "sum", "sumRounding"].includes(name) && (several || name !== "counted"),
  );
  const interval = names.includes("share") ? ["95% interval"] : [];
  return {
    caption: `${question.label}, by ${splitWords(by)}, ${monthLabel(month)}`,
    spans: null,
    head: [
      groupHead(by),
      ...names.flatMap((name) => [figureLabel(name, question), ...(name === "share" ? interval : [])]),
    ],
    rows: rowsOf([table], by, [month]).map(({ group, label }) => ({
      label,
      total: group === "all",
      cells: names.flatMap((name) => ownCells(table, month, group, name)),
    })),
    notes: notesOf([table], by, [month]),
  };
}

/** The sums of the numbers given to a question in its set's leading month, with their bases; null where none is shown. */
export function sumTable({ month }: PackSet, table: OwnTable): PageTable | null {
  const { question, by } = table;
  const roundedTo = candidates([table], [month]).find(({ sum }) => sum?.value != null)?.sum?.roundedTo ?? null;
  if (roundedTo === null) return null;
  return {
    caption: `Sum of ${question.label}, by ${splitWords(by)}, ${monthLabel(month)}, rounded to ${count(roundedTo)}`,
    spans: null,
    head: [groupHead(by), figureLabel("sum", question), figureLabel("base", question)],
    rows: rowsOf([table], by, [month]).map(({ group, label }) => ({
      label,
      total: group === "all",
      cells: (["sum", "base"] as const).flatMap((name) => ownCells(table, month, group, name)),
    })),
    notes: notesOf([table], by, [month]),
  };
}

function ownCells(table: OwnTable, month: Month, group: string, name: FigureName): readonly (readonly Piece[])[] {
  const row = findRow(table, month, group);
  if (row === undefined) return name === "share" ? [["–"], ["–"]] : [["–"]];
  const figure = figureOf(table, row, name);
  if (name !== "share") return [[figure]];
  const [low, high] = [figureOf(table, row, "low"), figureOf(table, row, "high")];
  return [[figure, ...(row.lowBase === true ? [" [low]"] : [])], row.low === null ? [low] : [low, " to ", high]];
}

/** What was hidden in the leading months: a line for each table and reason, naming the groups. */
export function hiddenTable(definition: PackDefinition): PageTable {
  const leading = (table: PackTable): Month =>
    definition.sets.find(({ tables }) => tables.some((own) => own === table))?.month ?? definition.month;
  const lines = allTables(definition).flatMap((table) => {
    const rows = table.table.rows.filter((row) => row.month === leading(table));
    const line = (label: string, why: (row: ProtectedRow) => string | undefined): PageTable["rows"] => {
      const byReason = Map.groupBy(
        rows.filter((row) => why(row) !== undefined),
        (row) => why(row) ?? "",
      );
      return [...byReason].map(([reason, some]) => ({
        label,
        total: false,
        cells: [[some.map((row) => groupText(row, table.by)).join(", ")], [reason]],
      }));
    };
    const summed = "question" in table && table.question.summed === true;
    return [
      ...line(tableTitle(table), ({ hidden }) => hidden),
      ...(summed ? line(sumTitle(table), ({ sum }) => sum?.hidden) : []),
    ];
  });
  return {
    caption: `Hidden in ${monthLabel(definition.month)}`,
    spans: null,
    head: ["Table", "Groups", "Why"],
    rows: lines,
    notes: [],
  };
}

function groupHead(by: PackTable["by"]): string {
  return SPLIT_HEADS[by];
}

interface GroupRow {
  readonly group: string;
  readonly label: string;
}

/** Rows that stand after the groups with a name of their own. */
const LEFTOVERS: readonly string[] = ["other_services", "rest_of_england", "small_boards", "other_boards"];

/** Groups with a figure in one of the months, in the tables' own order; merged rows are in one month and not another. */
function rowsOf(tables: readonly PackTable[], by: PackTable["by"], months: readonly Month[]): readonly GroupRow[] {
  const seen = new Map<string, GroupRow & { shown: boolean }>();
  for (const row of candidates(tables, months)) {
    const group = groupOf(row);
    const shown = (seen.get(group)?.shown ?? false) || row.base !== null || group === "all";
    seen.set(group, { group, label: groupText(row, by), shown });
  }
  const rows = [...seen.values()].filter((row) => row.shown);
  const last = (row: GroupRow): number => (row.group === "all" ? 2 : LEFTOVERS.includes(row.group) ? 1 : 0);
  return rows.toSorted((a, b) => last(a) - last(b));
}

function candidates(tables: readonly PackTable[], months: readonly Month[]): readonly ProtectedRow[] {
  return tables.flatMap((table) => table.table.rows.filter((row) => (months as readonly string[]).includes(row.month)));
}

function notesOf(tables: readonly PackTable[], by: PackTable["by"], months: readonly Month[]): readonly string[] {
  const rows = candidates(tables, months);
  const shown = new Set(rowsOf(tables, by, months).map((row) => row.group));
  const absent = [...new Set(rows.filter((row) => !shown.has(groupOf(row))).map((row) => groupText(row, by)))];
  const merges = tables.flatMap((table) =>
    candidates([table], months).flatMap((row) => {
      const merged = mergeNote(row, by);
      if (merged === null) return [];
      const whose = tables.length > 1 && "commissioner" in table ? [COMMISSIONER_LABELS[table.commissioner]] : [];
      const when = months.length > 1 ? [monthShort(row.month as Month)] : [];
      const where = [...whose, ...when].join(", ");
      return [`${groupText(row, by)}${where === "" ? "" : ` (${where})`} ${merged}.`];
    }),
  );
  return [...(absent.length > 0 ? [`Not shown, too few organisations: ${absent.join(", ")}.`] : []), ...merges];
}

function summaryCells(table: StageTable, month: Month, group: string): readonly (readonly Piece[])[] {
  const row = findRow(table, month, group);
  if (row === undefined) return [["–"], ["–"], ["–"], ["–"]];
  const of = (name: FigureName): Figure => figureOf(table, row, name);
  const low = row.lowBase === true ? [" [low]"] : [];
  const interval = row.low === null ? [of("low")] : [of("low"), " to ", of("high")];
  return [[of("base")], [of("counted")], [of("share"), ...low], interval];
}

function trendCell(table: StageTable, month: Month, group: string): readonly Piece[] {
  const row = findRow(table, month, group);
  if (row === undefined) return ["–"];
  const share = figureOf(table, row, "share");
  if (row.base === null) return [share];
  return [share, row.lowBase === true ? " [low] (" : " (", figureOf(table, row, "base"), ")"];
}
