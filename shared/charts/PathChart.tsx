import type { ReactElement } from "react";
import type { PathRow } from "../contract.ts";
import { monthShort } from "../month.ts";
import { count, percent } from "./format.ts";
import { LINE_LABELS } from "./labels.ts";
import { fieldSign, Legend, legendHeight, type LegendItem } from "./Legend.tsx";
import { CHART_PALETTES, type ChartPalette } from "./palette.ts";
import { isShown, type PathPair, pathSummary, type PathSeries, type PathStep, stepWords } from "./path.ts";
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
 * From intent to hand-back: a pair of bars a row and commissioner, those who said likely above those who did not, each as
 * long as the share that discussed it or handed back within three months; the dark part handed back.
 */
export function PathChart(props: RowChartProps<PathSeries>): ReactElement {
  const { series, width, height, scheme, interactive = false } = props;
  const palette = CHART_PALETTES[scheme];
  const places = placesOf(series, width);
  const { top } = places;
  const end = top + series.rows.length * ROW;
  return (
    <RowFrame
      width={width}
      height={height}
      fontFamily={props.fontFamily}
      interactive={interactive}
      summary={pathSummary(series)}
    >
      <Legend items={itemsOf(palette)} width={width} palette={palette} />
      {series.rows.every(({ complete }) => complete) ? null : (
        <text y={top - 54} fontSize={12} fill={palette.muted} className="bw-ink">
          * Not all of the three months after are in yet: the share can still grow.
        </text>
      )}
      {series.rows.length === 0 ? (
        <g transform={`translate(0,${top})`}>
          <NoRows words="Nobody was heard of again yet" palette={palette} />
        </g>
      ) : null}
      {series.commissioners.map((commissioner, index) => {
        const { left, right } = places.columns[index] ?? NO_COLUMN;
        return (
          <g key={commissioner}>
            <text x={left} y={top - 26} fontSize={13.5} fontWeight={650} fill={palette.ink} className="bw-ink">
              {LINE_LABELS[commissioner]}
              {series.month === null ? "" : `, asked about ${monthShort(series.month)}`}
            </text>
            <ShareAxis x={shareScale(left, right, series.top)} top={series.top} from={top} to={end} palette={palette} />
          </g>
        );
      })}
      <Rows
        {...{ width, interactive, palette }}
        rows={series.rows}
        top={top}
        height={ROW}
        more={series.more}
        about={(step) => ({ key: step.key, group: step.group, month: step.month, words: stepWords(step, series) })}
      >
        {(step, middle) => <Row step={step} series={series} y={middle} places={places} palette={palette} />}
      </Rows>
    </RowFrame>
  );
}

/** The height in pixels at which PathChart looks right. */
export function pathChartHeight(series: PathSeries, width: number): number {
  return rowsHeight(series, placesOf(series, width).top, ROW);
}

interface RowProps {
  readonly step: PathStep;
  readonly series: PathSeries;
  readonly y: number;
  readonly places: Places;
  readonly palette: ChartPalette;
}

function Row({ step, series, y, places, palette }: RowProps): ReactElement {
  return (
    <>
      <RowLabel
        label={`${step.label}${step.complete ? "" : "*"}`}
        y={y}
        width={places.label}
        strong={step.group === "all" && series.month !== null}
        ink={palette.ink}
      />
      {step.pairs.map((pair) => {
        const { left, right } = places.columns[series.commissioners.indexOf(pair.commissioner)] ?? NO_COLUMN;
        const x = shareScale(left, right, series.top);
        return (
          <Pair key={pair.commissioner} pair={pair} step={step} y={y - ROW / 2} left={left} x={x} palette={palette} />
        );
      })}
    </>
  );
}

interface PairProps {
  readonly pair: PathPair;
  readonly step: PathStep;
  readonly y: number;
  readonly left: number;
  readonly x: (share: number) => number;
  readonly palette: ChartPalette;
}

function Pair({ pair: { commissioner, likely, others }, step, y, left, x, palette }: PairProps): ReactElement {
  const { line, text } = palette[commissioner];
  return (
    <g>
      <Bar
        row={likely}
        y={y + 7}
        color={line}
        ink={text}
        left={left}
        x={x}
        complete={step.complete}
        palette={palette}
      />
      <Bar
        row={others}
        y={y + 7 + BAR + 3}
        color={palette.unsure.fill}
        ink={palette.muted}
        left={left}
        x={x}
        complete={step.complete}
        palette={palette}
      />
    </g>
  );
}

interface BarProps {
  readonly row: PathRow | undefined;
  readonly y: number;
  readonly color: string;
  readonly ink: string;
  readonly left: number;
  readonly x: (share: number) => number;
  readonly complete: boolean;
  readonly palette: ChartPalette;
}

/** One bar: the part that handed back is filled, the rest of those who discussed it is light; dashed where months are missing. */
function Bar({ row, y, color, ink, left, x, complete, palette }: BarProps): ReactElement {
  if (!isShown(row)) {
    return (
      <text x={left + 4} y={y + BAR - 3} fontSize={11} fill={palette.muted} className="bw-ink">
        {row === undefined || row.members === 0 ? "nobody" : "not heard of again"}
      </text>
    );
  }
  const end = x(row.share);
  const handedBack = x(row.handedBack / row.followed);
  const dashed = complete ? {} : { strokeDasharray: "3 2" };
  return (
    <g>
      <rect
        x={left}
        y={y}
        width={Math.max(0, end - left)}
        height={BAR}
        fill={color}
        fillOpacity={DISCUSSED}
        stroke={color}
        {...dashed}
      />
      <rect x={left} y={y} width={Math.max(0, handedBack - left)} height={BAR} fill={color} className="bw-solid" />
      <text x={end + 6} y={y + BAR - 3} fontSize={12} fill={ink} className="bw-ink">
        <tspan fontWeight={650}>{percent(row.share)}</tspan>
        {` of ${count(row.followed)}`}
      </text>
    </g>
  );
}

/** What the bars mean: by colour who they are, by depth what they did. */
function itemsOf(palette: ChartPalette): readonly LegendItem[] {
  const { ink, unsure } = palette;
  return [
    { id: "likely", text: "Said likely or very likely", sign: fieldSign(palette.la.line, palette) },
    { id: "others", text: "Gave another answer", sign: fieldSign(unsure.fill, palette) },
    { id: "handed back", text: "Handed back", sign: fieldSign(ink, palette) },
    { id: "discussed", text: "Discussed it only", sign: <g opacity={DISCUSSED}>{fieldSign(ink, palette)}</g> },
  ];
}

interface Places {
  readonly top: number;
  readonly label: number;
  readonly columns: readonly { readonly left: number; readonly right: number }[];
}

function placesOf(series: PathSeries, width: number): Places {
  const label = labelWidth(
    series.rows.map((row) => `${row.label}*`),
    width,
  );
  const each = (width - label) / Math.max(1, series.commissioners.length);
  return {
    top: legendHeight(itemsOf(CHART_PALETTES.light), width) + 62,
    label,
    columns: series.commissioners.map((_, index) => ({
      left: label + index * each,
      right: label + (index + 1) * each - VALUE,
    })),
  };
}

const NO_COLUMN = { left: 0, right: 0 } as const;
/** Room for the value beside the longest bar. */
const VALUE = 104;
const BAR = 14;
const ROW = 2 * BAR + 17;
/** How much lighter the part that only discussed it is. */
const DISCUSSED = 0.28;
