import { type Month, MONTH_NAMES, monthNumber } from "../month.ts";
import type { ChartPanel, ChartPoint, LineKey } from "./series.ts";

/** One line's figure as recharts draws it. */
export interface PanelFigure {
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
export function panelRows(panel: ChartPanel, months: readonly Month[]): PanelRow[] {
  return months.map((month) => ({
    x: monthNumber(month),
    month,
    la: figureOf(panel.la, month, months),
    nhs: figureOf(panel.nhs, month, months),
    own: figureOf(panel.own, month, months),
  }));
}

/** True where neither the month before nor the month after has an interval: a band would have no width there. */
export function standsAlone(list: readonly ChartPoint[], month: Month, months: readonly Month[]): boolean {
  const index = months.indexOf(month);
  const shown = (other: Month | undefined) => list.some((point) => point.month === other && point.low !== null);
  return !shown(months[index - 1]) && !shown(months[index + 1]);
}

/** Four or five ticks of the share axis, from 0 to its top. */
export function shareTicks(top: number): readonly number[] {
  const step = top >= 0.99 ? 0.25 : top > 0.45 ? 0.2 : top > 0.25 ? 0.1 : 0.05;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => Math.round(index * step * 100) / 100);
  return ticks;
}

/** Labels of the month axis by month number: as many as fit, always the newest, the year at each first mention. */
export function tickLabels(months: readonly Month[], width: number): ReadonlyMap<number, string> {
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

function figureOf(list: readonly ChartPoint[], month: Month, months: readonly Month[]): PanelFigure | null {
  const point = list.find((candidate) => candidate.month === month);
  if (point === undefined) return null;
  const { share, low, high, lowBase } = point;
  const noBand = share === null || low === null || high === null || standsAlone(list, month, months);
  return { share, band: noBand ? null : [low, high], lowBase };
}
