import type { ReactElement } from "react";
import type { Month } from "../month.ts";
import { count } from "./format.ts";
import type { IntentChartProps } from "./IntentChart.tsx";
import { Key, keyHeight } from "./Key.tsx";
import { SHORT_LINE } from "./labels.ts";
import { Diamond, Mark } from "./Mark.tsx";
import { largest, ROW_LIMIT } from "./order.ts";
import { CHART_PALETTES, type ChartPalette } from "./palette.ts";
import { labelWidth, NoRows, RowFrame, RowLabel, Rows, rowsHeight, ShareAxis, shareScale } from "./RowParts.tsx";
import { type ChartPanel, type ChartPoint, type ChartSeries, type LineKey, missingText, pointIn } from "./series.ts";
import { chartSummary, panelSummary } from "./words.ts";

/**
 * The figures of one month: a row a group, the mark of each line with its interval on one shared share axis, and the
 * share and base written at the right.
 */
export function MonthChart(props: IntentChartProps): ReactElement {
  const { series, width, height, scheme, interactive = false } = props;
  const palette = CHART_PALETTES[scheme];
  const { rows, more } = rowsOf(series);
  const places = placesOf(series, width);
  const { top, left, right, rowHeight } = places;
  const [month] = series.months;
  const x = shareScale(left, right, series.top);
  return (
    <RowFrame
      width={width}
      height={height}
      fontFamily={props.fontFamily}
      interactive={interactive}
      summary={chartSummary(series)}
    >
      <Key series={series} width={width} palette={palette} fontFamily={props.fontFamily ?? ""} />
      {rows.length === 0 || month === undefined ? (
        <g transform={`translate(0,${top - 30})`}>
          <NoRows words="No answers" palette={palette} />
        </g>
      ) : (
        <>
          <ShareAxis x={x} top={series.top} from={top} to={top + rows.length * rowHeight} palette={palette} />
          {series.lines.map((line, index) => (
            <text
              key={line}
              x={places.columns[index] ?? right}
              y={top - 5}
              fontSize={11}
              fill={palette.muted}
              className="bw-ink"
            >
              {line === "own" ? "Share and base" : `${SHORT_LINE[line].trim()}, base`}
            </text>
          ))}
          <Rows
            {...{ rows, top, width, interactive, palette, more }}
            height={rowHeight}
            about={(panel) => ({ key: panel.key, group: panel.key, month, words: panelSummary(panel, series) })}
          >
            {(panel, middle) => (
              <Row panel={panel} series={series} month={month} y={middle} x={x} places={places} palette={palette} />
            )}
          </Rows>
        </>
      )}
    </RowFrame>
  );
}

/** The height in pixels at which the figures of one month look right in a given width. */
export function monthChartHeight(series: ChartSeries, width: number): number {
  const { top, rowHeight } = placesOf(series, width);
  return rowsHeight(rowsOf(series), top, rowHeight);
}

interface Places {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  /** Where the figures of each line are written. */
  readonly columns: readonly number[];
}

interface RowProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly month: Month;
  readonly y: number;
  readonly x: (share: number) => number;
  readonly places: Places;
  readonly palette: ChartPalette;
}

function Row({ panel, series, month, y, x, places, palette }: RowProps): ReactElement {
  const apart = series.lines.length === 1 ? 0 : 7;
  return (
    <>
      <RowLabel label={panel.label} y={y} width={places.left - 8} strong={panel.key === "all"} ink={palette.ink} />
      {series.lines.map((line, index) => {
        const point = pointIn(panel, line, month);
        const middle = y + (index === 0 ? -apart : apart);
        return (
          <g key={line}>
            {point === undefined ? null : <Dot point={point} line={line} x={x} y={middle} palette={palette} />}
            <Figure
              point={point}
              missing={missingText(series)}
              line={line}
              x={places.columns[index] ?? places.right}
              y={y + 4.5}
              palette={palette}
            />
          </g>
        );
      })}
    </>
  );
}

interface DotProps {
  readonly point: ChartPoint;
  readonly line: LineKey;
  readonly x: (share: number) => number;
  readonly y: number;
  readonly palette: ChartPalette;
}

function Dot({ point, line, x, y, palette }: DotProps): ReactElement | null {
  const { share, low, high, weighted } = point;
  const { line: color } = palette[line];
  if (share === null) return null;
  return (
    <g>
      {low === null || high === null ? null : (
        <path
          d={`M${x(low)} ${y}H${x(high)}M${x(low)} ${y - 3}V${y + 3}M${x(high)} ${y - 3}V${y + 3}`}
          stroke={color}
          strokeWidth={1.5}
          opacity={0.6}
          className="bw-line"
        />
      )}
      <Mark line={line} x={x(share)} y={y} color={color} surface={palette.surface} hollow={point.lowBase} />
      {weighted == null ? null : <Diamond x={x(weighted.share)} y={y} color={color} surface={palette.surface} />}
    </g>
  );
}

function Figure({
  point,
  missing,
  line,
  x,
  y,
  palette,
}: {
  readonly point: ChartPoint | undefined;
  /** What is written where there is none. */
  readonly missing: string;
  readonly line: LineKey;
  readonly x: number;
  readonly y: number;
  readonly palette: ChartPalette;
}): ReactElement {
  const words =
    point === undefined ? missing : point.share === null && point.hidden === null ? "No answers" : point.text;
  const base = point === undefined || point.base === null || point.base === 0 ? "" : count(point.base);
  return (
    <text x={x} y={y} fontSize={12.5} fill={palette.muted} className="bw-ink">
      <tspan fontWeight={650} fill={palette[line].text}>
        {words}
      </tspan>
      {base === "" ? null : (
        <tspan x={x + (words.length > 5 ? 96 : 46)}>{`${base}${point?.lowBase === true ? " low" : ""}`}</tspan>
      )}
    </text>
  );
}

function rowsOf(series: ChartSeries): { readonly rows: readonly ChartPanel[]; readonly more: number } {
  const [month] = series.months;
  const base = (panel: ChartPanel) => Math.max(...series.lines.map((line) => pointIn(panel, line, month)?.base ?? 0));
  const { groups, more } = largest(series.panels, ROW_LIMIT, base);
  return { rows: groups, more };
}

function placesOf(series: ChartSeries, width: number): Places {
  const labels = series.panels.map(({ label }) => label);
  const left = labelWidth(labels, width) + 8;
  const wide = series.panels.some((panel) => series.lines.some((line) => (panel[line].at(-1)?.text.length ?? 0) > 5));
  const column = wide ? 150 : 112;
  const right = width - series.lines.length * column - 20;
  const columns = series.lines.map((_, index) => right + 28 + index * column);
  return { top: keyHeight(series, width) + 24, left, right, rowHeight: series.lines.length === 1 ? 27 : 34, columns };
}
