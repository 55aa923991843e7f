import type { ReactElement } from "react";
import { type Month, monthNumber } from "../month.ts";
import { points, shortBound } from "./format.ts";
import { SHORT_LINE } from "./labels.ts";
import { breaksOf } from "./notes.ts";
import type { ChartPalette } from "./palette.ts";
import { Diamond } from "./Mark.tsx";
import { monthDomain, standsAlone } from "./rows.ts";
import {
  type ChartPanel,
  type ChartPoint,
  type ChartSeries,
  HIDDEN,
  isShown,
  isWeighted,
  type LineKey,
  pointIn,
} from "./series.ts";

/** Edges of a panel's plot, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Props of the words written into a plot. */
export interface PanelLabelsProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly palette: ChartPalette;
  readonly plot: Plot;
}

/** The newest figures beside the ends of the lines, `[c]` where a month is hidden, whiskers on figures that stand alone. */
export function PanelLabels({ panel, series, palette, plot }: PanelLabelsProps): ReactElement {
  const scale = scales(series, plot);
  const newest = series.months.at(-1);
  const clear = (newest === undefined ? plot.right : scale.x({ month: newest })) + (isWeighted(series) ? 19 : 8);
  const labelsAt = Math.max(plot.right + 4, clear);
  return (
    <g>
      {series.lines.flatMap((line) => [
        ...hiddenRuns(panel[line]).map((run) => {
          const y = plot.bottom - (line === "la" ? 17 : 5);
          const from = scale.x(run.from);
          const to = scale.x(run.to);
          return (
            <g key={`${line}-${run.from.month}`}>
              {to - from > 26 ? (
                <path d={`M${from} ${y - 3}H${to}`} stroke={palette[line].line} strokeDasharray="1 4" />
              ) : null}
              <text
                x={(from + to) / 2}
                y={y}
                fontSize={10.5}
                textAnchor="middle"
                fill={palette[line].text}
                stroke={palette.surface}
                strokeWidth={3}
                paintOrder="stroke"
                className="bw-ink"
              >
                {HIDDEN}
              </text>
            </g>
          );
        }),
        ...alone(panel[line], series, breaksOf(series, line)).map((point) => (
          <path
            key={`${line}-whisker-${point.month}`}
            d={`M${scale.x(point)} ${scale.y(point.low ?? 0)}V${scale.y(point.high ?? 0)}`}
            stroke={palette[line].line}
            strokeWidth={1.5}
            opacity={0.65}
            className="bw-line"
          />
        )),
        ...weightedMarks(panel, series, line).map(({ point, share }) => (
          <Diamond
            key={`${line}-weighted`}
            x={scale.x(point) + 10}
            y={scale.y(share)}
            color={palette[line].line}
            surface={palette.surface}
          />
        )),
      ])}
      {endLabels(panel, series, plot).map(({ line, text, y }) => (
        <text
          key={line}
          x={labelsAt}
          y={y + 4}
          fontSize={12}
          fontWeight={650}
          fill={palette[line].text}
          className="bw-ink"
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** Where a month and a share stand in a plot. */
export function scales(series: ChartSeries, plot: Plot): Scales {
  const [first, last] = monthDomain(series);
  const at = (number: number): number => plot.left + ((number - first) / (last - first)) * (plot.right - plot.left);
  return {
    at,
    x: (point) => at(monthNumber(point.month)),
    y: (share) => plot.bottom - (share / series.top) * (plot.bottom - plot.top),
  };
}

/** Pixels of months and shares. */
export interface Scales {
  /** Of a place on the axis of months, on which a month's own number is its middle. */
  readonly at: (number: number) => number;
  readonly x: (point: { readonly month: Month }) => number;
  readonly y: (share: number) => number;
}

/** Runs of neighbouring hidden months, so that one sign serves a run. */
function hiddenRuns(list: readonly ChartPoint[]): readonly { from: ChartPoint; to: ChartPoint }[] {
  const runs: { from: ChartPoint; to: ChartPoint }[] = [];
  let open: { from: ChartPoint; to: ChartPoint } | null = null;
  for (const point of list) {
    if (!isShown(point) && point.hidden !== null) {
      if (open === null) {
        open = { from: point, to: point };
        runs.push(open);
      } else open.to = point;
    } else open = null;
  }
  return runs;
}

/** Figures without a neighbour get a whisker. */
function alone(list: readonly ChartPoint[], series: ChartSeries, breaks: readonly Month[]): readonly ChartPoint[] {
  if (series.matched) return [];
  return list.filter(
    (point) => point.low !== null && point.high !== null && standsAlone(list, point.month, series.months, breaks),
  );
}

/** The weighted share of the newest month beside the end of its line. */
function weightedMarks(panel: ChartPanel, series: ChartSeries, line: LineKey) {
  const point = pointIn(panel, line, series.months.at(-1));
  return point?.weighted == null || series.matched ? [] : [{ point, share: point.weighted.share }];
}

/** The newest figure of each line, pushed apart where the lines end close together. */
function endLabels(panel: ChartPanel, series: ChartSeries, plot: Plot) {
  const scale = scales(series, plot);
  const labels = series.lines.flatMap((line) => {
    const point = pointIn(panel, line, series.months.at(-1));
    if (point === undefined || !series.hasShare) return [];
    const y = point.share === null ? plot.bottom - (line === "la" ? 18 : 4) : scale.y(point.share);
    return [{ line, text: `${SHORT_LINE[line]}${shortText(point)}`, y }];
  });
  const [one, two] = labels;
  if (one === undefined || two === undefined) return labels;
  const gap = 15 - Math.abs(one.y - two.y);
  if (gap <= 0) return labels;
  const [upper, lower]: readonly Label[] = one.y <= two.y ? [one, two] : [two, one];
  if (upper === undefined || lower === undefined) return labels;
  const bottom = Math.min(plot.bottom, lower.y + gap / 2);
  return [
    { ...upper, y: bottom - 15 },
    { ...lower, y: bottom },
  ];
}

interface Label {
  readonly line: LineKey;
  readonly text: string;
  readonly y: number;
}

/** What fits beside a line: "48%", "≥90%", "[c]"; where the same members are compared also the change, "48% +3". */
function shortText(point: ChartPoint): string {
  const before = point.before?.share ?? null;
  const change = before !== null && point.share !== null ? ` ${points(before, point.share)}` : "";
  return change === "" ? shortBound(point.text) : `${point.text}${change}`;
}
