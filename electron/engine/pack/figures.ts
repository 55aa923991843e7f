import { count, HIDDEN, percent } from "../../../shared/charts/format.ts";
import { type GroupKey, groupLabel } from "../../../shared/charts/labels.ts";
import { shareWords } from "../../../shared/charts/words.ts";
import { OPTION_LABELS, type OptionCode, SCALES } from "../../../shared/vocabulary.ts";
import type { ProtectedRow } from "../disclosure/table.ts";
import {
  type OwnTable,
  type PackDefinition,
  type PackQuestion,
  type PackTable,
  type StageTable,
  type Subject,
  subjectOf,
} from "./definition.ts";

/**
 * What a figure counts within its row. Options of the stages are named by their codes; those of a user's own questions
 * are `answer_<code>`, since a user may call an option `low` or `base`. Of numbers that are added up, `sum` and what that
 * is rounded to.
 */
export type FigureName =
  | "base"
  | "counted"
  | "share"
  | "low"
  | "high"
  | "notApplicable"
  | "noAnswer"
  | "sum"
  | "sumRounding"
  | OptionCode
  | `answer_${string}`;

/** One figure of a pack: its name, which every format carries or implies, its value, and how it is printed. */
export interface Figure {
  /** `intent.la|2025-01|service-type|homecare|share`; `pay.rise|2025-01|…` for a user's own question. */
  readonly key: string;
  /** Null where hidden. Shares and intervals run from 0 to 1. */
  readonly value: number | null;
  /** As pages print it: "43%", "1,205", "90% or more", "[c]". */
  readonly text: string;
}

/** The names of the figures of a row, in the order of columns. A question without an option that counts has no share. */
export function figureNames(subject: Subject): readonly FigureName[] {
  if (typeof subject !== "string") {
    const share = subject.options.some(({ counted }) => counted);
    const answers = subject.options.map(({ code }) => answerName(code));
    const shares: readonly FigureName[] = share ? ["counted", "share", "low", "high"] : [];
    const sums: readonly FigureName[] = subject.summed === true ? ["sum", "sumRounding"] : [];
    return ["base", ...answers, ...shares, "notApplicable", "noAnswer", ...sums];
  }
  return [
    "base",
    ...SCALES[subject].inBase.filter((option) => option !== "yes"),
    "counted",
    "share",
    "low",
    "high",
    "notApplicable",
    "noAnswer",
  ];
}

/** The name of the figure that counts an option of a user's own question. */
export function answerName(option: string): FigureName {
  return `answer_${option}`;
}

/** The label of a figure as a column head. Within a table no two are the same, whatever a user calls the options. */
export function figureLabel(name: FigureName, subject: Subject): string {
  if (typeof subject !== "string") return ownLabels(subject).get(name) ?? name;
  const stage = subject;
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
      return OPTION_LABELS[name as OptionCode];
  }
}

const FIXED_LABELS: ReadonlyMap<FigureName, string> = new Map([
  ["base", "Base"],
  ["counted", "Counted answers"],
  ["share", "Share of counted answers"],
  ["low", "95% interval, low"],
  ["high", "95% interval, high"],
  ["notApplicable", OPTION_LABELS.not_applicable],
  ["noAnswer", OPTION_LABELS.blank],
  ["sum", "Sum of the numbers given"],
  ["sumRounding", "Sum rounded to"],
]);

function ownLabels(question: PackQuestion): ReadonlyMap<FigureName, string> {
  const labels = new Map<FigureName, string>();
  const taken = new Set(["month", "service type", "region", "integrated care board", "note"]);
  const one = question.options.filter(({ counted }) => counted).length === 1;
  const fixed = (name: FigureName): string | undefined =>
    name === "share" && one ? `Share ${shareWords(question)}` : FIXED_LABELS.get(name);
  for (const name of figureNames(question)) taken.add((fixed(name) ?? "").toLowerCase());
  for (const name of figureNames(question)) {
    const option = question.options.find(({ code }) => answerName(code) === name);
    let label = fixed(name) ?? option?.label ?? name;
    if (option !== undefined) {
      for (let again = 2; taken.has(label.toLowerCase()); again += 1) label = `${option.label} (${again})`;
      taken.add(label.toLowerCase());
    }
    labels.set(name, label);
  }
  return labels;
}

/** The code of what a table is about, with which the names of its figures begin: `intent.la`, `pay.rise`. */
export function codeOf(table: Omit<StageTable, "table"> | Omit<OwnTable, "table">): string {
  return "question" in table ? table.question.code : `${table.measure}.${table.commissioner}`;
}

/** Every figure's name of a table. */
export function namesOf(table: PackTable): readonly FigureName[] {
  return figureNames(subjectOf(table));
}

/** One figure of one row. */
export function figureOf(table: PackTable, row: ProtectedRow, name: FigureName): Figure {
  const key = [codeOf(table), row.month, table.by, groupOf(row), name].join("|");
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
  measure: StageTable["measure"],
  commissioner: StageTable["commissioner"],
  by: PackTable["by"],
): StageTable | undefined {
  return definition.tables.find((t) => t.measure === measure && t.commissioner === commissioner && t.by === by);
}

/** The group of a row: `all`, a service type, a region, a board, or a merged rest. */
export function groupOf(row: ProtectedRow): GroupKey {
  return row.serviceType ?? row.region ?? row.icb ?? "all";
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
  if (row.sum?.hidden !== undefined) notes.push(`${HIDDEN} sum: ${row.sum.hidden}`);
  return notes.join("; ");
}

/** "adds up Shared Lives + Other"; null for a row that merges nothing. */
export function mergeNote(row: ProtectedRow, by: PackTable["by"]): string | null {
  if (row.merges === undefined) return null;
  return `adds up ${row.merges.map((key) => groupLabel(key, by)).join(" + ")}`;
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
    case "sum":
      return row.sum?.value ?? null;
    case "sumRounding":
      return row.sum?.roundedTo ?? null;
    case "counted":
      return row.intends ?? row.yes ?? row.counted ?? null;
    default:
      return row.counts === null ? null : (row.counts[name.replace(/^answer_/, "")] ?? 0);
  }
}

/** Words and figures as one text. */
export function textOf(pieces: readonly (string | Figure)[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}
