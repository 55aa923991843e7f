import type { ReactElement } from "react";
import { monthLabel, monthNumber, monthShort } from "../month.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS } from "../vocabulary.ts";
import { count, percent } from "./format.ts";
import type { ChartPalette } from "./palette.ts";
import { type ChartPanel, type ChartPoint, type ChartSeries, pointIn } from "./series.ts";

/** Props of the box that names one month's figures; `at` is the month's number. */
export interface PanelTooltipProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly at: number;
  readonly palette: ChartPalette;
}

/** What a pointer or the arrow keys show of a month: share, interval, base, or why it is hidden. */
export function PanelTooltip({ panel, series, at, palette }: PanelTooltipProps): ReactElement | null {
  const month = series.months.find((candidate) => monthNumber(candidate) === at);
  if (month === undefined) return null;
  return (
    <div className="bw-tooltip" style={{ background: palette.surface, color: palette.ink, borderColor: palette.axis }}>
      <strong>
        {panel.label}, {monthLabel(month)}
      </strong>
      {COMMISSIONERS.map((commissioner) => {
        const point = pointIn(panel, commissioner, month);
        return (
          <div key={commissioner}>
            <span style={{ color: palette[commissioner].text, fontWeight: 650 }}>
              {COMMISSIONER_LABELS[commissioner]}
            </span>{" "}
            {point === undefined ? "no answers" : describe(point)}
          </div>
        );
      })}
    </div>
  );
}

function describe(point: ChartPoint): string {
  if (point.share === null) return point.hidden === null ? "no answers" : `${point.text}: ${point.hidden}`;
  const interval =
    point.low === null || point.high === null ? "" : ` (${percent(point.low)} to ${percent(point.high)})`;
  const before =
    point.before === null ? "" : `, was ${percent(point.before.share)} in ${monthShort(point.before.month)}`;
  return `${point.text}${interval}${before}, base ${count(point.base)}${point.lowBase ? ", low" : ""}`;
}
