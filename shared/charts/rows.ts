import { type Month, MONTH_NAMES, monthNumber } from "../month.ts";
import { breaksOf, numberedNotes } from "./notes.ts";
import type { ChartPanel, ChartPoint, ChartSeries, LineKey } from "./series.ts";

/** One line's figure as recharts draws it. */
export interface PanelFigure {
  /** Counts up where the wording of the question changed: its line breaks there. */
  readonly part: number;
  readonly share: number | null;
  readonly band: readonly [number, number] | null;
  readonly lowBase: boolean;
}

/** One month of a panel as recharts draws it; `x` is the month's number, so that quarters keep their distance. */
export interface PanelRow extends Readonly<Record<LineKey, PanelFigure | null>> {
  readonly x: number;
  readonly month: Month;
}

/** A panel's months in order, hidden ones with no share so that the line breaks there. */
export function panelRows(panel: ChartPanel, series: Pick<ChartSeries, "months" | "breaks">): PanelRow[] {
  const { months } = series;
  const of = (line: LineKey, month: Month) => figureOf(panel[line], month, months, breaksOf(series, line));
  return months.map((month) => ({
    x: monthNumber(month),
    month,
    la: of("la", month),
    nhs: of("nhs", month),
    own: of("own", month),
  }));
}

/**
 * True where neither the month before nor the month after has an interval in the same wording: a band would have no
 * width there.
 */
export function standsAlone(
  list: readonly ChartPoint[],
  month: Month,
  months: readonly Month[],
  breaks: readonly Month[],
): boolean {
  const index = months.indexOf(month);
  const part = partOf(month, breaks);
  const shown = (other: Month | undefined) =>
    other !== undefined &&
    partOf(other, breaks) === part &&
    list.some((point) => point.month === other && point.low !== null);
  return !shown(months[index - 1]) && !shown(months[index + 1]);
}

/** The ends of the axis of months: wide enough for days of the first and the last month where notes stand in them. */
export function monthDomain(series: Pick<ChartSeries, "months" | "notes">): readonly [number, number] {
  const around = numberedNotes(series).length > 0 ? 0.5 : 0.35;
  const [first, last] = [series.months[0], series.months.at(-1)];
  if (first === undefined || last === undefined) return [0, 1];
  return [monthNumber(first) - around, monthNumber(last) + around];
}

function partOf(month: Month, breaks: readonly Month[]): number {
  return breaks.filter((start) => start <= month).length;
}

/** Four or five ticks of the share axis, from 0 to its top. */
export function shareTicks(top: number): readonly number[] {
  const step = top >= 0.99 ? 0.25 : top > 0.45 ? 0.2 : top > 0.25 ? 0.1 : 0.05;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => Math.round(index * step * 100) / 100);
  return ticks;
}

/**
 * Labels of the month axis by month number: as many as fit, always the newest, the year at each first mention; over more
 * than three years each January that fits.
 */
export function tickLabels(months: readonly Month[], width: number): ReadonlyMap<number, string> {
  const [start, end] = [months[0], months.at(-1)];
  if (start !== undefined && end !== undefined && monthNumber(end) - monthNumber(start) > 36)
    return yearLabels(start, end, width);
  const most = Math.max(2, Math.floor(width / 44));
  const step = Math.max(1, Math.ceil((months.length - 1) / (most - 1)));
  const labels = new Map<number, string>();
  const chosen = months.filter((_, index) => (months.length - 1 - index) % step === 0);
  for (const [index, month] of chosen.entries()) {
    const short = (MONTH_NAMES[Number(month.slice(5)) - 1] ?? "").slice(0, 3);
    const withYear = index === 0 || month.slice(0, 4) !== chosen[index - 1]?.slice(0, 4);
    labels.set(monthNumber(month), withYear ? `${short} ’${month.slice(2, 4)}` : short);
  }
  return labels;
}

function yearLabels(start: Month, end: Month, width: number): ReadonlyMap<number, string> {
  const [first, last] = [Math.ceil(monthNumber(start) / 12), Math.floor(monthNumber(end) / 12)];
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, Math.floor(width / 34))));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return new Map(years.filter((year) => (last - year) % step === 0).map((year) => [year * 12, String(year)]));
}

function figureOf(
  list: readonly ChartPoint[],
  month: Month,
  months: readonly Month[],
  breaks: readonly Month[],
): PanelFigure | null {
  const point = list.find((candidate) => candidate.month === month);
  if (point === undefined) return null;
  const { share, low, high, lowBase } = point;
  const noBand = share === null || low === null || high === null || standsAlone(list, month, months, breaks);
  return { part: partOf(month, breaks), share, band: noBand ? null : [low, high], lowBase };
}
