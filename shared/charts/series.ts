import type { AnswerTable, TableRow } from "../contract.ts";
import { type Month, parseMonth } from "../month.ts";
import { COMMISSIONERS, type Commissioner, REGIONS, SERVICE_TYPES, type Stage, type Unit } from "../vocabulary.ts";
import { HIDDEN, percent } from "./format.ts";
import { type ChartSplit, groupLabel, type GroupKey } from "./labels.ts";

/** One figure of a chart: a group's share of one commissioner's question in one month. */
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
  readonly before: { readonly month: Month; readonly share: number; readonly base: number } | null;
}

/** One panel of the chart: a service type, a region, or everybody. Points are in order of month. */
export interface ChartPanel {
  readonly key: GroupKey;
  readonly label: string;
  /** Labels of the groups added up in a merged panel; empty otherwise. */
  readonly merges: readonly string[];
  readonly la: readonly ChartPoint[];
  readonly nhs: readonly ChartPoint[];
}

/** What IntentChart draws and what the table beside it prints: the same numbers in the same order. */
export interface ChartSeries {
  readonly stage: Stage;
  readonly split: ChartSplit;
  readonly unit: Unit;
  readonly protected: boolean;
  readonly matched: boolean;
  /** Months with responses, earliest first. */
  readonly months: readonly Month[];
  /** Everybody first, then by the newest local authority share, highest first; low bases, hidden groups and leftovers last. */
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
  const panels = [...groups].map(([key, rows]) => panelOf(key, rows, table, split));
  const newest = months.at(-1);
  panels.sort((a, b) => rank(b, newest) - rank(a, newest) || taxonomy(a.key) - taxonomy(b.key));
  return {
    stage: table.measure,
    split,
    unit: table.unit,
    protected: table.protected,
    matched: table.matched ?? false,
    months,
    panels,
    top: topOf(panels),
  };
}

/** The series without the groups that have no figure in any month, and the labels of those: a panel each would be empty. */
export function withFigures(series: ChartSeries): {
  readonly series: ChartSeries;
  readonly leftOut: readonly string[];
} {
  const shown = series.panels.filter((panel) => [...panel.la, ...panel.nhs].some((point) => point.share !== null));
  const leftOut = series.panels.filter((panel) => !shown.includes(panel)).map((panel) => panel.label);
  return { series: { ...series, panels: shown }, leftOut };
}

/** The point of a panel in a month, if that month has one. */
export function pointIn(
  panel: ChartPanel,
  commissioner: Commissioner,
  month: Month | undefined,
): ChartPoint | undefined {
  return panel[commissioner].find((point) => point.month === month);
}

function keyOf(row: TableRow, split: ChartSplit): GroupKey {
  if (split === "service-type") return row.serviceType ?? "all";
  if (split === "region") return row.region ?? "all";
  return "all";
}

function panelOf(key: GroupKey, rows: readonly TableRow[], table: AnswerTable, split: ChartSplit): ChartPanel {
  const of = (commissioner: Commissioner) =>
    rows
      .filter((row) => (row.commissioner ?? table.commissioner) === commissioner)
      .flatMap((row) => pointOf(row, table.protected) ?? [])
      .sort((a, b) => (a.month < b.month ? -1 : 1));
  const merges = [...new Set(rows.flatMap((row) => row.merges ?? []))];
  return {
    key,
    label: groupLabel(key, split),
    merges: merges.map((merged) => groupLabel(merged as GroupKey, split)),
    la: of("la"),
    nhs: of("nhs"),
  };
}

function pointOf(row: TableRow, isProtected: boolean): ChartPoint | null {
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
    before: beforeOf(row),
  };
}

/** Where a share is published as a bound ("90% or more"), the bound itself; else null. */
function boundOf(row: TableRow): number | null {
  const found = row.shareText === undefined ? null : /(\d+)\s?%/.exec(row.shareText);
  return found === null ? null : Number(found[1]) / 100;
}

function beforeOf(row: TableRow): ChartPoint["before"] {
  const month = row.comparedWith === undefined ? null : parseMonth(row.comparedWith);
  if (month === null || row.before === undefined || row.before.share === null) return null;
  return { month, share: row.before.share, base: row.before.base };
}

/** Everybody stands first; then sound figures, low bases, groups without a figure, and leftovers such as “Other”. */
function rank(panel: ChartPanel, newest: Month | undefined): number {
  if (panel.key === "all") return 10;
  const leftover = LEFTOVERS.has(panel.key) ? -20 : 0;
  for (const commissioner of COMMISSIONERS) {
    const point = pointIn(panel, commissioner, newest);
    if (point === undefined || point.share === null) continue;
    return leftover + (point.lowBase ? -4 : 0) + (commissioner === "la" ? 0 : -2) + point.share;
  }
  return leftover - 10;
}

function taxonomy(key: GroupKey): number {
  return ORDER.indexOf(key);
}

function topOf(panels: readonly ChartPanel[]): number {
  let highest = 0;
  for (const panel of panels) {
    for (const point of [...panel.la, ...panel.nhs]) {
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
