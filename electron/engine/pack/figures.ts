import { count, HIDDEN, percent } from "../../../shared/charts/format.ts";
import { type GroupKey, groupLabel } from "../../../shared/charts/labels.ts";
import { OPTION_LABELS, type OptionCode, SCALES, type Stage } from "../../../shared/vocabulary.ts";
import type { ProtectedRow } from "../disclosure/table.ts";
import type { PackDefinition, PackTable } from "./definition.ts";

/** What a figure counts within its row. Options of the scale are named by their codes. */
export type FigureName = "base" | "counted" | "share" | "low" | "high" | "notApplicable" | "noAnswer" | OptionCode;

/** One figure of a pack: its name, which every format carries or implies, its value, and how it is printed. */
export interface Figure {
  /** `intent.la|2025-01|service-type|homecare|share`. */
  readonly key: string;
  /** Null where hidden. Shares and intervals run from 0 to 1. */
  readonly value: number | null;
  /** As pages print it: "43%", "1,205", "90% or more", "[c]". */
  readonly text: string;
}

/** The names of the figures of a stage's rows, in the order of columns. */
export function figureNames(stage: Stage): readonly FigureName[] {
  return [
    "base",
    ...SCALES[stage].inBase.filter((option) => option !== "yes"),
    "counted",
    "share",
    "low",
    "high",
    "notApplicable",
    "noAnswer",
  ];
}

/** The label of a figure as a column head. */
export function figureLabel(name: FigureName, stage: Stage): string {
  switch (name) {
    case "base":
      return "Base";
    case "counted":
      return stage === "intent" ? "Likely or very likely" : OPTION_LABELS.yes;
    case "share":
      return stage === "intent" ? "Share likely or very likely" : "Share yes";
    case "low":
      return "95% interval, low";
    case "high":
      return "95% interval, high";
    case "notApplicable":
      return OPTION_LABELS.not_applicable;
    case "noAnswer":
      return OPTION_LABELS.blank;
    default:
      return OPTION_LABELS[name];
  }
}

/** One figure of one row. */
export function figureOf(table: PackTable, row: ProtectedRow, name: FigureName): Figure {
  const key = [`${table.measure}.${table.commissioner}`, row.month, table.by, groupOf(row), name].join("|");
  const value = valueOf(row, name);
  if (name === "share") return { key, value, text: row.shareText ?? percent(value) };
  if (name === "low" || name === "high") return { key, value, text: percent(value) };
  return { key, value, text: count(value) };
}

/** The figure of a group in a month; undefined where the table has no such row. */
export function findFigure(
  table: PackTable | undefined,
  month: string,
  group: string,
  name: FigureName,
): Figure | undefined {
  const row = findRow(table, month, group);
  return table === undefined || row === undefined ? undefined : figureOf(table, row, name);
}

/** The row of a group in a month. */
export function findRow(table: PackTable | undefined, month: string, group: string): ProtectedRow | undefined {
  return table?.table.rows.find((row) => row.month === month && groupOf(row) === group);
}

/** The table of a stage, commissioner and split. */
export function findTable(
  definition: PackDefinition,
  measure: PackTable["measure"],
  commissioner: PackTable["commissioner"],
  by: PackTable["by"],
): PackTable | undefined {
  return definition.tables.find((t) => t.measure === measure && t.commissioner === commissioner && t.by === by);
}

/** The group of a row: `all`, a service type, a region, or a merged rest. */
export function groupOf(row: ProtectedRow): GroupKey {
  return row.serviceType ?? row.region ?? "all";
}

/** The words for the group of a row. */
export function groupText(row: ProtectedRow, by: PackTable["by"]): string {
  return groupLabel(groupOf(row), by);
}

/** What a reader must know about a row: low base, merged groups, and why anything is hidden. */
export function rowNote(row: ProtectedRow, by: PackTable["by"]): string {
  const notes: string[] = [];
  if (row.lowBase === true) notes.push("[low]");
  const merged = mergeNote(row, by);
  if (merged !== null) notes.push(merged);
  if (row.hidden !== undefined) notes.push(`${HIDDEN} ${row.hidden}`);
  return notes.join("; ");
}

/** "adds up Shared Lives, Other"; null for a row that merges nothing. */
export function mergeNote(row: ProtectedRow, by: PackTable["by"]): string | null {
  if (row.merges === undefined) return null;
  return `adds up ${row.merges.map((key) => groupLabel(key as GroupKey, by)).join(", ")}`;
}

function valueOf(row: ProtectedRow, name: FigureName): number | null {
  switch (name) {
    case "base":
    case "share":
    case "low":
    case "high":
    case "notApplicable":
      return row[name];
    case "noAnswer":
      return row.blank;
    case "counted":
      return row.intends ?? row.yes ?? null;
    default:
      return row.counts === null ? null : (row.counts[name] ?? 0);
  }
}
