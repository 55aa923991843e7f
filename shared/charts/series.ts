import type { AnswerTable, TableQuestion, TableRow } from "../contract.ts";
import { type Month, parseMonth } from "../month.ts";
import {
  type Commissioner,
  COMMISSIONERS,
  REGIONS,
  SERVICE_TYPES,
  type Stage,
  STAGES,
  type Unit,
} from "../vocabulary.ts";
import { HIDDEN, percent } from "./format.ts";
import { type ChartSplit, groupLabel, type GroupKey } from "./labels.ts";

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
  /** Answers by option code as the table gives them; null where hidden. */
  readonly counts: Readonly<Record<string, number>> | null;
  /** Questions of a user's own: every answer as part of the base; null where hidden, without a base, and for the stages. */
  readonly answers: readonly ChartAnswer[] | null;
}

/** One panel of the chart: a service type, a region, or everybody. Points are in order of month, by line; others are empty. */
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
  /** The share alone: without intervals and without every answer stacked. */
  readonly plain?: true;
  /** Months with responses, earliest first. */
  readonly months: readonly Month[];
  /** Everybody first, then by the newest (local authority) share, highest first; low bases, hidden groups and leftovers last. */
  readonly panels: readonly ChartPanel[];
  /** Upper end of the shared share axis, 0.2 to 1. */
  readonly top: number;
}

/** Turns the rows of an answer table into the chart's panels. The table's own order of rows does not matter. */
export function chartSeries(table: AnswerTable, split: ChartSplit): ChartSeries {
  const months = [...new Set(table.rows.map((row) => row.month))].sort().flatMap((text) => parseMonth(text) ?? []);
  const groups = new Map<GroupKey, TableRow[]>();
  for (const row of table.rows) {
    const key = keyOf(row, split);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const about = table.question ?? STAGES.find((stage) => stage === table.measure) ?? "intent";
  const lines: readonly LineKey[] = typeof about === "string" ? COMMISSIONERS : ["own"];
  const hasShare = typeof about === "string" || about.options.some(({ counted }) => counted);
  const panels = [...groups].map(([key, rows]) => panelOf(key, rows, table, split));
  const newest = months.at(-1);
  const ranks = new Map(panels.map((panel) => [panel, rank(panel, lines, newest)]));
  panels.sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || taxonomy(a.key) - taxonomy(b.key));
  return {
    about,
    lines,
    hasShare,
    split,
    unit: table.unit,
    protected: table.protected,
    matched: table.matched ?? false,
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

/** Whether there is anything of a point to draw. */
export function isShown({ share, answers }: ChartPoint): boolean {
  return share !== null || answers !== null;
}

/** The point of a panel in a month, if that month has one. */
export function pointIn(panel: ChartPanel, line: LineKey, month: Month | undefined): ChartPoint | undefined {
  return panel[line].find((point) => point.month === month);
}

function keyOf(row: TableRow, split: ChartSplit): GroupKey {
  if (split === "service-type") return row.serviceType ?? "all";
  if (split === "region") return row.region ?? "all";
  return "all";
}

function panelOf(key: GroupKey, rows: readonly TableRow[], table: AnswerTable, split: ChartSplit): ChartPanel {
  const own = table.question !== undefined;
  const of = (line: LineKey) =>
    rows
      .filter((row) => (own ? "own" : (row.commissioner ?? table.commissioner)) === line)
      .flatMap((row) => pointOf(row, table) ?? [])
      .sort((a, b) => (a.month < b.month ? -1 : 1));
  const merges = [...new Set(rows.flatMap((row) => row.merges ?? []))];
  return {
    key,
    label: groupLabel(key, split),
    merges: merges.map((merged) => groupLabel(merged as GroupKey, split)),
    la: of("la"),
    nhs: of("nhs"),
    own: of("own"),
  };
}

function pointOf(row: TableRow, { protected: isProtected, question }: AnswerTable): ChartPoint | null {
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
    answers: row.hidden === undefined ? answersOf(row, question) : null,
  };
}

/** Every answer as part of the base: worked out from the counts of the table, rounded ones where it is protected. */
function answersOf(
  {
    base,
    counts,
  }: { readonly base: number | null; readonly counts?: Readonly<Record<string, number>> | null | undefined },
  question: TableQuestion | undefined,
): readonly ChartAnswer[] | null {
  if (question === undefined || base === null || base === 0 || counts == null) return null;
  return question.options.map(({ code }) => {
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
  const answers = answersOf(row.before, question);
  return share === null && answers === null ? null : { month, share, base, answers };
}

/** Everybody stands first; then sound figures, low bases, groups without a figure, and leftovers such as “Other”. */
function rank(panel: ChartPanel, lines: readonly LineKey[], newest: Month | undefined): number {
  if (panel.key === "all") return 10;
  const leftover = LEFTOVERS.has(panel.key) ? -20 : 0;
  for (const line of lines) {
    const point = pointIn(panel, line, newest);
    if (point === undefined || !isShown(point)) continue;
    return leftover + (point.lowBase ? -4 : 0) + (line === "nhs" ? -2 : 0) + (point.share ?? 0);
  }
  return leftover - 10;
}

function taxonomy(key: GroupKey): number {
  return ORDER.indexOf(key);
}

function topOf(panels: readonly ChartPanel[], lines: readonly LineKey[]): number {
  let highest = 0;
  for (const panel of panels) {
    for (const point of pointsOf(panel, { lines })) {
      highest = Math.max(highest, point.share ?? 0, point.high ?? 0, point.before?.share ?? 0);
    }
  }
  return Math.min(1, Math.max(1, Math.ceil(highest * 5 - 0.05)) / 5);
}

/** In exact tables a base under 30 is marked low; protected tables bring their own mark. */
const LOW_BASE = 30;
const LEFTOVERS = new Set<GroupKey>(["other", "not_stated", "other_services", "rest_of_england"]);
const ORDER: readonly GroupKey[] = ["all", ...SERVICE_TYPES, "other_services", ...REGIONS, "rest_of_england"];

export { HIDDEN };
export type { ChartSplit };
