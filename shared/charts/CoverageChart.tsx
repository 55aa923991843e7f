import type { ReactElement } from "react";
import { monthLabel } from "../month.ts";
import { type CoverageBar, coverageBarWords, type CoverageSeries, coverageSummary } from "./coverage.ts";
import { count, percent } from "./format.ts";
import { textWidth } from "./layout.ts";
import { CHART_PALETTES, type ChartPalette } from "./palette.ts";
import {
  labelWidth,
  NoRows,
  type RowChartProps,
  RowFrame,
  RowLabel,
  Rows,
  rowsHeight,
  ShareAxis,
  shareScale,
} from "./RowParts.tsx";

/**
 * Who answered: the response rate of each group as a bar, with how many of how many, and those who are not on the list.
 * Without a list the bars are as long as the number who answered.
 */
export function CoverageChart(props: RowChartProps<CoverageSeries>): ReactElement {
  const { series, width, height, scheme, interactive = false, fontFamily } = props;
  const palette = CHART_PALETTES[scheme];
  const { left, right, most } = placesOf(series, width);
  const { month, rows, frame } = series;
  const end = TOP + rows.length * ROW;
  return (
    <RowFrame {...{ width, height, fontFamily, interactive }} summary={coverageSummary(series)}>
      {month === null || rows.length === 0 ? (
        <NoRows words="No answers" palette={palette} />
      ) : (
        <>
          <text x={0} y={TOP - 5} fontSize={11} fill={palette.muted} className="bw-ink">
            {monthLabel(month)}
          </text>
          {frame === undefined ? (
            <path d={`M${left} ${TOP}V${end}`} stroke={palette.axis} />
          ) : (
            <ShareAxis x={shareScale(left, right, 1)} top={1} from={TOP} to={end} palette={palette} />
          )}
          <Rows
            {...{ rows, width, interactive, palette }}
            top={TOP}
            height={ROW}
            more={series.more}
            about={(bar) => ({ key: bar.key, group: bar.key, month, words: coverageBarWords(bar, series) })}
          >
            {(bar, middle) => (
              <Row bar={bar} series={series} y={middle} places={{ left, right, most }} palette={palette} />
            )}
          </Rows>
        </>
      )}
    </RowFrame>
  );
}

/** The height in pixels at which the bars look right. */
export function coverageChartHeight(series: CoverageSeries, _width: number): number {
  return rowsHeight(series, TOP, ROW);
}

interface Places {
  readonly left: number;
  readonly right: number;
  /** Without a list: the number that the longest bar stands for. */
  readonly most: number;
}

function Row({
  bar,
  series,
  y,
  places: { left, right, most },
  palette,
}: {
  readonly bar: CoverageBar;
  readonly series: CoverageSeries;
  readonly y: number;
  readonly places: Places;
  readonly palette: ChartPalette;
}): ReactElement {
  const long = series.frame === undefined ? bar.responded / most : (bar.share ?? 0);
  const text = wordsOf(bar, series);
  return (
    <>
      <RowLabel label={bar.label} y={y} width={left} strong={bar.key === "all"} ink={palette.ink} />
      {series.frame === undefined ? null : (
        <rect x={left} y={y - BAR / 2} width={right - left} height={BAR} fill={palette.grid} opacity={0.6} />
      )}
      <rect
        x={left}
        y={y - BAR / 2}
        width={Math.max(0, long * (right - left))}
        height={BAR}
        fill={bar.key === "all" ? palette.la.line : palette.rate}
        className="bw-bar"
      />
      <text x={right + 12} y={y + 4.5} fontSize={12.5} fill={palette.muted} className="bw-ink">
        <tspan fontWeight={650} fill={palette.ink}>
          {text.figure}
        </tspan>
        {text.rest}
      </text>
    </>
  );
}

function wordsOf(
  { share, responded, known, outside }: CoverageBar,
  { frame }: CoverageSeries,
): { readonly figure: string; readonly rest: string } {
  if (frame === undefined || known === null) return { figure: count(responded), rest: "" };
  if (share === null)
    return { figure: "–", rest: `  nobody on the list${outside === 0 ? "" : `, ${count(outside)} answered`}` };
  const beyond = outside === 0 ? "" : `, ${count(outside)} more not on the list`;
  return { figure: percent(share), rest: `  ${count(responded)} of ${count(known)}${beyond}` };
}

function placesOf(series: CoverageSeries, width: number): Places {
  const left = labelWidth(
    series.rows.map(({ label }) => label),
    width,
  );
  const words = Math.max(
    40,
    ...series.rows.map((bar) => textWidth(Object.values(wordsOf(bar, series)).join(""), 12.5)),
  );
  const most = Math.max(1, ...series.rows.map(({ responded }) => responded));
  return { left, right: width - Math.min(words * 1.04 + 16, width * 0.4), most };
}

const TOP = 24;
const ROW = 30;
const BAR = 16;
