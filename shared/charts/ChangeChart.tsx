import type { ReactElement } from "react";
import { monthShort } from "../month.ts";
import { type ChangeMark, type ChangeRow, changeRowWords, type ChangeSeries, changeSummary } from "./change.ts";
import { count, percent, probability } from "./format.ts";
import { SHORT_LINE } from "./labels.ts";
import { Legend, legendHeight, type LegendItem, lineItem, SWATCH } from "./Legend.tsx";
import { Mark } from "./Mark.tsx";
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
 * How the same members moved: an arrow from the earlier share to the later one, a group under the other by the change,
 * with the change in points, the number of members and the p value at the right.
 */
export function ChangeChart(props: RowChartProps<ChangeSeries>): ReactElement {
  const { series, width, height, scheme, interactive = false, fontFamily } = props;
  const palette = CHART_PALETTES[scheme];
  const places = placesOf(series, width);
  const { top, left, right } = places;
  const { month, rows } = series;
  const x = shareScale(left, right, series.top);
  const each = rowHeight(series);
  return (
    <RowFrame {...{ width, height, fontFamily, interactive }} summary={changeSummary(series)}>
      <Legend items={itemsOf(series, palette)} width={width} palette={palette} />
      {month === null || rows.length === 0 ? (
        <g transform={`translate(0,${top - 24})`}>
          <NoRows words="Nobody is in the base of both months" palette={palette} />
        </g>
      ) : (
        <>
          <ShareAxis x={x} top={series.top} from={top} to={top + rows.length * each} palette={palette} />
          <g fontSize={11} fill={palette.muted} className="bw-ink">
            {places.columns.map(({ key, at }) => (
              <text key={key} x={at} y={top - 5} textAnchor="end">
                {key === "members" ? (series.unit === "organisation" ? "Organisations" : "Locations") : HEADS[key]}
              </text>
            ))}
          </g>
          <Rows
            {...{ rows, top, width, interactive, palette }}
            height={each}
            more={series.more}
            about={(row) => ({ key: row.key, group: row.key, month, words: changeRowWords(row, series) })}
          >
            {(row, middle) => <Row row={row} y={middle} x={x} places={places} palette={palette} />}
          </Rows>
        </>
      )}
    </RowFrame>
  );
}

/** The height in pixels at which the changes look right in a given width. */
export function changeChartHeight(series: ChangeSeries, width: number): number {
  return rowsHeight(series, placesOf(series, width).top, rowHeight(series));
}

type Column = "shares" | "change" | "members" | "p";

interface Places {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  /** Where the right edge of each column of figures stands. */
  readonly columns: readonly { readonly key: Column; readonly at: number }[];
}

interface RowProps {
  readonly row: ChangeRow;
  readonly y: number;
  readonly x: (share: number) => number;
  readonly places: Places;
  readonly palette: ChartPalette;
}

function Row({ row, y, x, places, palette }: RowProps): ReactElement {
  return (
    <>
      <RowLabel label={row.label} y={y} width={places.left - 8} strong={row.key === "all"} ink={palette.ink} />
      {row.marks.map((mark, index) => {
        const middle = y + (index - (row.marks.length - 1) / 2) * LINE;
        return (
          <g key={mark.line}>
            <Arrow mark={mark} x={x} y={middle} palette={palette} />
            <text y={middle + 4.5} fontSize={12} textAnchor="end" fill={palette.muted} className="bw-ink">
              {places.columns.map(({ key, at }) => (
                <tspan
                  key={key}
                  x={at}
                  {...(key === "change" ? { fontWeight: 650, fill: palette[mark.line].text } : {})}
                >
                  {wordsOf(mark, key)}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
    </>
  );
}

function Arrow({
  mark: { line, earlier, later, point },
  x,
  y,
  palette,
}: {
  readonly mark: ChangeMark;
  readonly x: (share: number) => number;
  readonly y: number;
  readonly palette: ChartPalette;
}): ReactElement {
  const { line: color } = palette[line];
  const [from, to] = [x(earlier.share), x(later.share)];
  return (
    <g>
      <path d={`M${from} ${y}H${to}`} stroke={color} strokeWidth={2.5} opacity={0.55} className="bw-line" />
      <path d={`M${from} ${y - 5}V${y + 5}`} stroke={color} strokeWidth={2} />
      <Mark line={line} x={to} y={y} color={color} surface={palette.surface} hollow={point.lowBase} />
    </g>
  );
}

function wordsOf({ line, earlier, later, text, members, point }: ChangeMark, column: Column): string {
  if (column === "shares") return `${SHORT_LINE[line]}${percent(earlier.share)} → ${percent(later.share)}`;
  if (column === "change") return text;
  if (column === "members") return `${count(members)}${point.lowBase ? " low" : ""}`;
  return point.change == null ? "" : probability(point.change.p);
}

function itemsOf(series: ChangeSeries, palette: ChartPalette): readonly LegendItem[] {
  const [mark] = series.rows[0]?.marks ?? [];
  const lines = series.lines.map((line) => lineItem(line, palette));
  if (mark === undefined) return lines;
  const months = new Set(series.rows.flatMap(({ marks }) => marks.map(({ earlier }) => earlier.month)));
  const text =
    months.size === 1
      ? `From ${monthShort(mark.earlier.month)} (stroke) to ${monthShort(mark.later.month)} (mark)`
      : "From the earlier month (stroke) to the later one (mark)";
  const sign = (
    <g>
      <path d={`M1 0H${SWATCH - 2}`} stroke={palette.muted} strokeWidth={2.5} opacity={0.55} />
      <path d="M1 -5V5" stroke={palette.muted} strokeWidth={2} />
      <circle cx={SWATCH - 3} cy={0} r={3.1} fill={palette.muted} />
    </g>
  );
  return [...lines, { id: "months", text, sign }];
}

function rowHeight({ rows }: ChangeSeries): number {
  return rows.some(({ marks }) => marks.length > 1) ? 42 : 28;
}

function placesOf(series: ChangeSeries, width: number): Places {
  const tested = series.rows.some(({ marks }) => marks.some(({ point }) => point.change != null));
  const widths: readonly (readonly [Column, number])[] = [
    ["shares", 112],
    ["change", 56],
    ["members", 92],
    ...(tested ? ([["p", 76]] as const) : []),
  ];
  const all = widths.reduce((sum, [, each]) => sum + each, 0);
  let at = width - all;
  const columns = widths.map(([key, each]) => {
    at += each;
    return { key, at };
  });
  const left =
    labelWidth(
      series.rows.map(({ label }) => label),
      width,
    ) + 8;
  return {
    top: legendHeight(itemsOf(series, CHART_PALETTES.light), width) + 32,
    left,
    right: width - all - 22,
    columns,
  };
}

const LINE = 16;
const HEADS: Readonly<Record<Column, string>> = { shares: "Share", change: "Points", members: "", p: "p, McNemar" };
