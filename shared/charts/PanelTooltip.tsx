import type { ReactElement } from "react";
import { monthLabel, monthNumber, monthShort } from "../month.ts";
import { changeWords, count, percent } from "./format.ts";
import { LINE_LABELS } from "./labels.ts";
import { answerLetter, type ChartPalette } from "./palette.ts";
import { type ChartPanel, type ChartPoint, type ChartSeries, isShown, missingText, pointIn } from "./series.ts";

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
    <div
      className="bw-tooltip"
      data-month={month}
      style={{ background: palette.surface, color: palette.ink, borderColor: palette.axis }}
    >
      <strong>
        {panel.label}, {monthLabel(month)}
      </strong>
      {series.lines.map((line) => {
        const point = pointIn(panel, line, month);
        return (
          <div key={line}>
            {series.hasShare ? (
              <span style={{ color: palette[line].text, fontWeight: 650 }}>{LINE_LABELS[line]} </span>
            ) : null}
            {point === undefined ? missingText(series) : describe(point)}
            <AnswerLines point={point} series={series} />
          </div>
        );
      })}
    </div>
  );
}

/** Every answer of a user's own question, with its letter and how many gave it. */
function AnswerLines({
  point,
  series: { about },
}: {
  readonly point: ChartPoint | undefined;
  readonly series: ChartSeries;
}): ReactElement | null {
  if (typeof about === "string" || point === undefined || point.answers === null) return null;
  return (
    <>
      {point.answers.map(({ code, n, share }, place) => (
        <div key={code}>
          {answerLetter(place)} {about.options[place]?.label ?? code}: {percent(share)} ({count(n)})
        </div>
      ))}
    </>
  );
}

function describe(point: ChartPoint): string {
  if (point.share === null && isShown(point)) return `base ${count(point.base)}${point.lowBase ? ", low" : ""}`;
  if (point.share === null) return point.hidden === null ? "no answers" : `${point.text}: ${point.hidden}`;
  const interval =
    point.low === null || point.high === null ? "" : ` (${percent(point.low)} to ${percent(point.high)})`;
  const before =
    point.before === null || point.before.share === null
      ? ""
      : `, was ${percent(point.before.share)} in ${monthShort(point.before.month)}`;
  return `${point.text}${interval}${before}, base ${count(point.base)}${point.lowBase ? ", low" : ""}${beside(point)}`;
}

/** How the same members moved, and the weighted share, where the table has them. */
function beside({ change, weighted }: ChartPoint): string {
  const moved = change == null ? "" : `; ${changeWords(change)}`;
  if (weighted == null) return moved;
  return `${moved}; weighted ${percent(weighted.share)}, design effect ${weighted.designEffect.toFixed(1)}`;
}
