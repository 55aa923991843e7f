import type { AnswerTable, TableQuestion, TableRow, WordingBreak } from "../contract.ts";
import { distinctMonths, type Month, parseMonth } from "../month.ts";
import { groupOfRow } from "../tables.ts";
import type { TimelineNote } from "../timeline.ts";
import { type Commissioner, COMMISSIONERS, type Stage, STAGES, type Unit } from "../vocabulary.ts";
import type { ServiceType } from "../vocabulary.ts";
import { HIDDEN, percent } from "./format.ts";
import { type ChartSplit, groupLabel, type GroupKey } from "./labels.ts";
import { inChartOrder } from "./order.ts";

/** What a line of a panel shows: a commissioner's question, or the one question of a user's own set. */
export type LineKey = Commissioner | "own";

/** How many gave one answer, in the order of the scale. */
export interface ChartAnswer {
  readonly code: string;
  readonly n: number;
  /** Of the base, 0 to 1. */
  readonly share: number;
}

/** One figure of a chart: a group's share of one question in one month. */
export interface ChartPoint {
  readonly month: Month;
  /** Share from 0 to 1 as it is drawn; null where it is hidden or has no base. */
  readonly share: number | null;
  /** Wilson 95 % interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly base: number | null;
  /** The share as it is printed: "48%", "90% or more", "[c]", or "–" where nobody answered. */
  readonly text: string;
  /** Why the figure is hidden, in plain English. */
  readonly hidden: string | null;
  /** The base is so small that the figure is only a hint. */
  readonly lowBase: boolean;
  /** Matched tables: the same members' figure in the month compared with. */
  readonly before: {
    readonly month: Month;
    readonly share: number | null;
    readonly base: number;
    readonly answers: readonly ChartAnswer[] | null;
  } | null;
  /** Merged groups: the labels of those added up in this month. */
  readonly merges?: readonly string[];
  /** Answers by option code as the table gives them; null where hidden. */
  readonly counts: Readonly<Record<string, number>> | null;
  /** Questions of a user's own: every answer as part of the base; null where hidden, without a base, and for the stages. */
  readonly answers: readonly ChartAnswer[] | null;
  /** The share weighted to the make-up of a list, where the table has it; null where nobody is in the base. */
  readonly weighted?: TableRow["weighted"];
  /** Number questions whose numbers are added up. */
  readonly sum?: TableRow["sum"];
  /** Matched tables: how the members in both bases moved; null where there are none. */
  readonly change?: TableRow["change"];
}

/** One panel of the chart: a group, or everybody. Points are in order of month, by line; others are empty. */
export interface ChartPanel extends Readonly<Record<LineKey, readonly ChartPoint[]>> {
  readonly key: GroupKey;
  readonly label: string;
  /** Labels of the groups added up in a merged panel; empty otherwise. */
  readonly merges: readonly string[];
}

/** What IntentChart draws and what the table beside it prints: the same numbers in the same order. */
export interface ChartSeries {
  /** What it is about: a stage, or a question of a user's own set. */
  readonly about: Stage | TableQuestion;
  /** The lines of every panel. */
  readonly lines: readonly LineKey[];
  /** Whether there is a share to draw: an own question may have no option that counts. */
  readonly hasShare: boolean;
  readonly split: ChartSplit;
  readonly unit: Unit;
  readonly protected: boolean;
  readonly matched: boolean;
  /** The service types counted, where not all of them are. */
  readonly services?: readonly ServiceType[];
  /** The share alone: without intervals and without every answer stacked. */
  readonly plain?: true;
  /** Months with responses, earliest first. */
  readonly months: readonly Month[];
  /** What happened meanwhile, earliest first, lettered in the chart from a. */
  readonly notes?: readonly TimelineNote[];
  /** Where the wording of a question changed: its line breaks before that month. */
  readonly breaks?: readonly WordingBreak[];
  /** Everybody first, then in the order of `inChartOrder`. */
  readonly panels: readonly ChartPanel[];
  /** Upper end of the shared share axis, 0.2 to 1. */
  readonly top: number;
}

/** Turns the rows of an answer table into the chart's panels. The table's own order of rows does not matter. */
export function chartSeries(table: AnswerTable, split: ChartSplit): ChartSeries {
  const months = distinctMonths(table.rows.map((row) => row.month));
  const groups = new Map<GroupKey, TableRow[]>();
  for (const row of table.rows) {
    const key = groupOfRow(row, split);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const about = table.question ?? STAGES.find((stage) => stage === table.measure) ?? "intent";
  const lines: readonly LineKey[] = typeof about === "string" ? COMMISSIONERS : ["own"];
  const hasShare = typeof about === "string" || about.options.some(({ counted }) => counted);
  const panels = inChartOrder(
    [...groups].map(([key, rows]) => panelOf(key, rows, table, split)),
    split,
    (panel) => lines.map((line) => pointIn(panel, line, months.at(-1))),
  );
  return {
    about,
    lines,
    hasShare,
    split,
    unit: table.unit,
    protected: table.protected,
    matched: table.matched ?? false,
    ...(table.serviceTypes === undefined || table.serviceTypes.length === 0 ? {} : { services: table.serviceTypes }),
    months,
    panels,
    top: hasShare ? topOf(panels, lines) : 1,
  };
}

/** The series without the groups that have no figure in any month, and the labels of those: a panel each would be empty. */
export function withFigures(series: ChartSeries): {
  readonly series: ChartSeries;
  readonly leftOut: readonly string[];
} {
  const shown = series.panels.filter((panel) => pointsOf(panel, series).some((point) => isShown(point)));
  const leftOut = series.panels.filter((panel) => !shown.includes(panel)).map((panel) => panel.label);
  return { series: { ...series, panels: shown }, leftOut };
}

/** Every point of a panel, line by line. */
export function pointsOf(panel: ChartPanel, { lines }: Pick<ChartSeries, "lines">): readonly ChartPoint[] {
  return lines.flatMap((line) => panel[line]);
}

/** Whether shares weighted to the make-up of a list stand beside the others. */
export function isWeighted(series: Pick<ChartSeries, "panels" | "lines">): boolean {
  return series.panels.some((panel) => pointsOf(panel, series).some(({ weighted }) => weighted != null));
}

/** What stands where a group has no figure of a month: a protected table may have left it out, which is no zero. */
export function missingText({ protected: isProtected }: Pick<ChartSeries, "protected">): string {
  return isProtected ? HIDDEN : "No answers";
}

/** Whether there is anything of a point to draw. */
export function isShown({ share, answers }: ChartPoint): boolean {
  return share !== null || answers !== null;
}

/** Whether the later month draws the pair: the first month of a table is compared with the one after it. */
export function isDrawnByOther({ month, before }: ChartPoint, list: readonly ChartPoint[]): boolean {
  if (before === null || before.month <= month) return false;
  return list.some((other) => other.month === before.month && other.before?.month === month);
}

/** The point of a panel in a month, if that month has one. */
export function pointIn(panel: ChartPanel, line: LineKey, month: Month | undefined): ChartPoint | undefined {
  return panel[line].find((point) => point.month === month);
}

function panelOf(key: GroupKey, rows: readonly TableRow[], table: AnswerTable, split: ChartSplit): ChartPanel {
  const own = table.question !== undefined;
  const of = (line: LineKey) =>
    rows
      .filter((row) => (own ? "own" : (row.commissioner ?? table.commissioner)) === line)
      .flatMap((row) => pointOf(row, table, split) ?? [])
      .sort((a, b) => (a.month < b.month ? -1 : 1));
  const merges = [...new Set(rows.flatMap((row) => row.merges ?? []))];
  return {
    key,
    label: groupLabel(key, split),
    merges: merges.map((merged) => groupLabel(merged, split)),
    la: of("la"),
    nhs: of("nhs"),
    own: of("own"),
  };
}

function pointOf(
  row: TableRow,
  { protected: isProtected, question }: AnswerTable,
  split: ChartSplit,
): ChartPoint | null {
  const month = parseMonth(row.month);
  if (month === null) return null;
  const bound = boundOf(row);
  const share = row.share ?? bound;
  return {
    month,
    share,
    low: row.low,
    high: row.high,
    base: row.base,
    text: row.shareText?.replace(" %", "%") ?? (share === null && row.hidden === undefined ? "–" : percent(share)),
    hidden: row.hidden ?? null,
    lowBase: row.lowBase === true || (!isProtected && row.base !== null && row.base > 0 && row.base < LOW_BASE),
    before: beforeOf(row, question),
    counts: row.counts,
    answers: row.hidden === undefined ? answersOf(row, question?.options) : null,
    ...(row.weighted === undefined ? {} : { weighted: row.weighted }),
    ...(row.sum === undefined ? {} : { sum: row.sum }),
    ...(row.change === undefined ? {} : { change: row.change }),
    ...(row.merges === undefined ? {} : { merges: row.merges.map((merged) => groupLabel(merged, split)) }),
  };
}

/** Every answer as part of the base: worked out from the counts of the table, rounded ones where it is protected. */
export function answersOf(
  {
    base,
    counts,
  }: { readonly base: number | null; readonly counts?: Readonly<Record<string, number>> | null | undefined },
  options: readonly { readonly code: string }[] | undefined,
): readonly ChartAnswer[] | null {
  if (options === undefined || base === null || base === 0 || counts == null) return null;
  return options.map(({ code }) => {
    const n = counts[code] ?? 0;
    return { code, n, share: n / base };
  });
}

/** Where a share is published as a bound ("90% or more"), the bound itself; else null. */
function boundOf(row: TableRow): number | null {
  const found = row.shareText === undefined ? null : /(\d+)\s?%/.exec(row.shareText);
  return found === null ? null : Number(found[1]) / 100;
}

function beforeOf(row: TableRow, question: TableQuestion | undefined): ChartPoint["before"] {
  const month = row.comparedWith === undefined ? null : parseMonth(row.comparedWith);
  if (month === null || row.before === undefined) return null;
  const { share, base } = row.before;
  const answers = answersOf(row.before, question?.options);
  return share === null && answers === null ? null : { month, share, base, answers };
}

function topOf(panels: readonly ChartPanel[], lines: readonly LineKey[]): number {
  let highest = 0;
  for (const panel of panels) {
    for (const point of pointsOf(panel, { lines })) {
      const weighted = point.weighted?.share ?? 0;
      highest = Math.max(highest, point.share ?? 0, point.high ?? 0, point.before?.share ?? 0, weighted);
    }
  }
  return Math.min(1, Math.max(1, Math.ceil(highest * 5 - 0.05)) / 5);
}

/** In exact tables a base under 30 is marked low; protected tables bring their own mark. */
export const LOW_BASE = 30;

export { HIDDEN };
export type { ChartSplit };
