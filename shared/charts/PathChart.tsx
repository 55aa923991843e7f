import type { ReactElement } from "react";
import type { PathRow } from "../contract.ts";
import { monthShort } from "../month.ts";
import { count, percent } from "./format.ts";
import { LINE_LABELS } from "./labels.ts";
import { textWidth } from "./layout.ts";
import { CHART_PALETTES, type ChartPalette } from "./palette.ts";
import { isShown, type PathPair, pathSummary, type PathSeries, type PathStep, stepWords } from "./path.ts";
import {
  labelWidth,
  MORE_ROOM,
  MoreRows,
  NoRows,
  type RowChartProps,
  RowFrame,
  RowGroup,
  RowLabel,
  ShareAxis,
} from "./RowParts.tsx";

/**
 * From intent to hand-back: a pair of bars a row and commissioner, those who said likely above those who did not, each as
 * long as the share that discussed it or handed back within three months; the dark part handed back.
 */
export function PathChart(props: RowChartProps<PathSeries>): ReactElement {
  const { series, width, height, scheme, interactive = false } = props;
  const palette = CHART_PALETTES[scheme];
  const places = placesOf(series, width);
  const end = TOP + series.rows.length * ROW;
  return (
    <RowFrame
      width={width}
      height={height}
      fontFamily={props.fontFamily}
      interactive={interactive}
      summary={pathSummary(series)}
    >
      <PathKey palette={palette} incomplete={series.rows.some(({ complete }) => !complete)} />
      {series.rows.length === 0 ? (
        <g transform={`translate(0,${TOP})`}>
          <NoRows words="Nobody was heard of again yet" palette={palette} />
        </g>
      ) : null}
      {series.commissioners.map((commissioner, index) => {
        const { left, right } = places.columns[index] ?? { left: 0, right: width };
        return (
          <g key={commissioner}>
            <text x={left} y={TOP - 26} fontSize={13.5} fontWeight={650} fill={palette.ink} className="bw-ink">
              {LINE_LABELS[commissioner]}
              {series.month === null ? "" : `, asked about ${monthShort(series.month)}`}
            </text>
            <ShareAxis x={places.scale(left, right)} top={series.top} from={TOP} to={end} palette={palette} />
          </g>
        );
      })}
      {series.rows.map((step, index) => (
        <RowGroup
          key={step.key}
          interactive={interactive}
          words={stepWords(step, series)}
          box={{ x: 0, y: TOP + index * ROW, width, height: ROW }}
          group={step.group}
          month={step.month}
        >
          <RowLabel
            label={`${step.label}${step.complete ? "" : "*"}`}
            y={TOP + (index + 0.5) * ROW}
            width={places.label}
            strong={step.group === "all" && series.month !== null}
            ink={palette.ink}
          />
          {series.commissioners.map((commissioner, column) => {
            const { left, right } = places.columns[column] ?? { left: 0, right: width };
            const pair = step.pairs.find((candidate) => candidate.commissioner === commissioner);
            return pair === undefined ? null : (
              <Pair
                key={commissioner}
                pair={pair}
                step={step}
                y={TOP + index * ROW}
                left={left}
                x={places.scale(left, right)}
                palette={palette}
              />
            );
          })}
        </RowGroup>
      ))}
      <MoreRows more={series.more} y={end + 18} palette={palette} />
    </RowFrame>
  );
}

/** The height in pixels at which PathChart looks right. */
export function pathChartHeight(series: PathSeries): number {
  return TOP + Math.max(1, series.rows.length) * ROW + 8 + (series.more > 0 ? MORE_ROOM : 0);
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
        fillOpacity={0.28}
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

/** What the bars mean, in words and in their own shapes. */
function PathKey({
  palette,
  incomplete,
}: {
  readonly palette: ChartPalette;
  readonly incomplete: boolean;
}): ReactElement {
  const { ink, unsure } = palette;
  const entries = [
    { text: "Said likely or very likely", fill: palette.la.line, opacity: 1 },
    { text: "Gave another answer", fill: unsure.fill, opacity: 1 },
    { text: "Handed back", fill: ink, opacity: 1 },
    { text: "Discussed it only", fill: ink, opacity: 0.28 },
  ];
  let x = 0;
  return (
    <g>
      {entries.map(({ text, fill, opacity }) => {
        const at = x;
        x += 26 + textWidth(text, 12.5) + 22;
        return (
          <g key={text} transform={`translate(${at},0)`}>
            <rect y={2} width={18} height={12} fill={fill} fillOpacity={opacity} stroke={fill} />
            <text x={26} y={13} fontSize={12.5} fill={palette.muted} className="bw-ink">
              {text}
            </text>
          </g>
        );
      })}
      {incomplete ? (
        <text y={33} fontSize={12} fill={palette.muted} className="bw-ink">
          * Not all of the three months after are in yet: the share can still grow.
        </text>
      ) : null}
    </g>
  );
}

interface Places {
  readonly label: number;
  readonly columns: readonly { readonly left: number; readonly right: number }[];
  readonly scale: (left: number, right: number) => (share: number) => number;
}

function placesOf(series: PathSeries, width: number): Places {
  const label = labelWidth(
    series.rows.map((row) => `${row.label}*`),
    width,
  );
  const each = (width - label) / Math.max(1, series.commissioners.length);
  return {
    label,
    columns: series.commissioners.map((_, index) => ({
      left: label + index * each,
      right: label + (index + 1) * each - VALUE,
    })),
    scale: (left, right) => (share) => left + (share / series.top) * (right - left),
  };
}

/** Room for the value beside the longest bar. */
const VALUE = 104;
const BAR = 14;
const ROW = 2 * BAR + 17;
const TOP = 88;
