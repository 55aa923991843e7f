import type { ReactElement } from "react";
import { monthShort } from "../month.ts";
import { count, HIDDEN, percent } from "./format.ts";
import { SHORT_LINE } from "./labels.ts";
import { fitted } from "./layout.ts";
import type { ChartPalette } from "./palette.ts";
import type { Plot } from "./PanelLabels.tsx";
import { type ChartPanel, type ChartSeries, isWeighted, pointIn, pointsOf } from "./series.ts";

/** A panel's name, above its plot. */
export function PanelTitle({
  label,
  ink,
  width,
}: {
  readonly label: string;
  readonly ink: string;
  readonly width: number;
}): ReactElement {
  const text = fitted(label, 13.5, width / 1.06);
  return (
    <text x={0} y={14} fontSize={13.5} fontWeight={650} fill={ink} className="bw-ink">
      {text === label ? null : <title>{label}</title>}
      {text}
    </text>
  );
}

/** What stands in a plot that has no figure at all: whether it is hidden, or nobody answered. */
export function EmptyPlot({
  panel,
  series,
  palette,
  plot,
}: {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly palette: ChartPalette;
  readonly plot: Plot;
}): ReactElement {
  const hidden = pointsOf(panel, series).some((point) => point.hidden !== null);
  return (
    <text x={plot.left} y={(plot.top + plot.bottom) / 2} fontSize={12} fill={palette.muted} className="bw-ink">
      {hidden ? "Not shown: too few answers" : "No answers"}
    </text>
  );
}

/** Props of the line that states the newest base. */
export interface PanelBaseProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly palette: ChartPalette;
  readonly y: number;
}

/** The base behind the newest figures, under the plot, and under it the weighted shares where there are any. */
export function PanelBase({ panel, series, palette, y }: PanelBaseProps): ReactElement | null {
  const month = series.months.at(-1);
  if (month === undefined) return null;
  const nobody = series.protected ? HIDDEN : "0";
  const parts = series.lines.map((line) => {
    const point = pointIn(panel, line, month);
    const base = point === undefined ? nobody : count(point.base);
    return `${SHORT_LINE[line]}${base}${point?.lowBase === true ? " low" : ""}`;
  });
  const weighted = series.lines.flatMap((line) => {
    const found = pointIn(panel, line, month)?.weighted;
    return found == null ? [] : [`${SHORT_LINE[line]}${percent(found.share)}`];
  });
  const lines = [`Base ${monthShort(month).slice(0, 3)}: ${parts.join(", ")}`];
  if (isWeighted(series)) lines.push(`Weighted: ${weighted.join(", ") || "–"}`);
  return (
    <>
      {lines.map((text, index) => (
        <text
          key={text}
          x={0}
          y={y - (lines.length - 1 - index) * WEIGHTED_LINE}
          fontSize={11}
          fill={palette.muted}
          className="bw-ink"
        >
          {text}
        </text>
      ))}
    </>
  );
}

/** Room for the line of weighted shares, in pixels. */
export const WEIGHTED_LINE = 14;
