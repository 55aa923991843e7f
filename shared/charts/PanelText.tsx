import type { ReactElement } from "react";
import { monthShort } from "../month.ts";
import { count } from "./format.ts";
import { SHORT_LINE } from "./labels.ts";
import type { ChartPalette } from "./palette.ts";
import type { Plot } from "./PanelLabels.tsx";
import { type ChartPanel, type ChartSeries, pointIn, pointsOf } from "./series.ts";

/** A panel's name, above its plot. */
export function PanelTitle({ label, ink }: { readonly label: string; readonly ink: string }): ReactElement {
  return (
    <text x={0} y={14} fontSize={13.5} fontWeight={650} fill={ink} className="bw-ink">
      {label}
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

/** The base behind the newest figures, under the plot. */
export function PanelBase({ panel, series, palette, y }: PanelBaseProps): ReactElement | null {
  const month = series.months.at(-1);
  if (month === undefined) return null;
  const parts = series.lines.map((line) => {
    const point = pointIn(panel, line, month);
    const base = point === undefined ? "0" : count(point.base);
    return `${SHORT_LINE[line]}${base}${point?.lowBase === true ? " low" : ""}`;
  });
  return (
    <text x={0} y={y} fontSize={11} fill={palette.muted} className="bw-ink">
      {`Base ${monthShort(month).slice(0, 3)}: ${parts.join(", ")}`}
    </text>
  );
}
