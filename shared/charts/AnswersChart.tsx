import type { ReactElement } from "react";
import { monthLabel } from "../month.ts";
import { type AnswerBar, type AnswerRow, answerRowWords, type AnswersSeries, answersSummary } from "./answers.ts";
import { count, percent } from "./format.ts";
import { SHORT_LINE } from "./labels.ts";
import { textWidth } from "./layout.ts";
import { fieldSign, Legend, legendHeight, type LegendItem } from "./Legend.tsx";
import {
  answerColour,
  type AnswerColour,
  answerLetter,
  CHART_PALETTES,
  type ChartPalette,
  scaleColour,
} from "./palette.ts";
import {
  labelWidth,
  MORE_ROOM,
  MoreRows,
  NoRows,
  type RowChartProps,
  RowFrame,
  RowGroup,
  RowLabel,
} from "./RowParts.tsx";

/**
 * Every answer of one month as bars that fill 100 %, a group under the other by the share that counts, local authority
 * over NHS; percentages in the bars, the share that counts and the base at the right.
 */
export function AnswersChart(props: RowChartProps<AnswersSeries>): ReactElement {
  const { series, width, height, scheme, interactive = false, fontFamily } = props;
  const palette = CHART_PALETTES[scheme];
  const places = placesOf(series, width);
  const { month } = series;
  return (
    <RowFrame {...{ width, height, fontFamily, interactive }} summary={answersSummary(series)}>
      <Legend items={itemsOf(series, palette)} width={width} palette={palette} />
      {month === null || series.rows.length === 0 ? (
        <g transform={`translate(0,${places.top - 24})`}>
          <NoRows words="No answers" palette={palette} />
        </g>
      ) : (
        <>
          <Heads series={series} places={places} palette={palette} />
          {series.rows.map((row, index) => (
            <RowGroup
              key={row.key}
              interactive={interactive}
              words={answerRowWords(row, series)}
              box={{ x: 0, y: topOf(series, index, places), width, height: heightOf(row) }}
              group={row.key}
              month={month}
            >
              <Row
                row={row}
                series={series}
                top={topOf(series, index, places)}
                places={places}
                palette={palette}
                interactive={interactive}
              />
            </RowGroup>
          ))}
          <MoreRows more={series.more} y={topOf(series, series.rows.length, places) + 8} palette={palette} />
        </>
      )}
    </RowFrame>
  );
}

/** The height in pixels at which the bars look right in a given width. */
export function answersChartHeight(series: AnswersSeries, width: number): number {
  const places = placesOf(series, width);
  const rows = series.rows.length === 0 ? 34 : 0;
  return topOf(series, series.rows.length, places) + rows + (series.more > 0 ? MORE_ROOM : 0);
}

interface Places {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  /** Where the share that counts is written; null where one answer alone counts, or none. */
  readonly share: number | null;
  readonly base: number;
}

interface RowProps {
  readonly row: AnswerRow;
  readonly series: AnswersSeries;
  readonly top: number;
  readonly places: Places;
  readonly palette: ChartPalette;
  readonly interactive: boolean;
}

function Heads({
  series,
  places,
  palette,
}: {
  readonly series: AnswersSeries;
  readonly places: Places;
  readonly palette: ChartPalette;
}): ReactElement {
  const of = series.month === null ? "" : `, ${monthLabel(series.month)}`;
  return (
    <g fontSize={11} fill={palette.muted} className="bw-ink">
      <text x={places.left} y={places.top - 7}>{`Part of the base${of}`}</text>
      {places.share === null ? null : (
        <text x={places.share} y={places.top - 7} textAnchor="end">
          {typeof series.about === "string" ? "Likely" : "Share"}
        </text>
      )}
      <text x={places.base} y={places.top - 7} textAnchor="end">
        Base
      </text>
    </g>
  );
}

function Row({ row, series, top, places, palette, interactive }: RowProps): ReactElement {
  const middle = top + (heightOf(row) - GAP) / 2;
  return (
    <>
      <RowLabel
        label={row.label}
        y={middle}
        width={places.left - (isPaired(series) ? LINE_ROOM : 8)}
        strong={row.key === "all"}
        ink={palette.ink}
      />
      {row.bars.map((bar, index) => {
        const y = top + index * (BAR + 3);
        return (
          <g key={bar.line}>
            {isPaired(series) ? (
              <text
                x={places.left - 7}
                y={y + BAR / 2 + 4}
                fontSize={11.5}
                fontWeight={600}
                textAnchor="end"
                fill={palette[bar.line].text}
                className="bw-ink"
              >
                {SHORT_LINE[bar.line].trim()}
              </text>
            ) : null}
            <Bar bar={bar} series={series} y={y} places={places} palette={palette} interactive={interactive} />
            <text y={y + BAR / 2 + 4.5} fontSize={12.5} textAnchor="end" fill={palette.ink} className="bw-ink">
              {places.share === null || bar.answers === null ? null : (
                <tspan x={places.share} fontWeight={650}>
                  {bar.point.text}
                </tspan>
              )}
              <tspan x={places.base} fill={palette.muted}>
                {`${count(bar.point.base)}${bar.point.lowBase ? " low" : ""}`}
              </tspan>
            </text>
          </g>
        );
      })}
    </>
  );
}

function Bar({
  bar,
  series,
  y,
  places,
  palette,
  interactive,
}: {
  readonly bar: AnswerBar;
  readonly series: AnswersSeries;
  readonly y: number;
  readonly places: Places;
  readonly palette: ChartPalette;
  readonly interactive: boolean;
}): ReactElement {
  const { left, right } = places;
  const { answers, point } = bar;
  if (answers === null) {
    const words = point.hidden === null ? "No answers" : `${point.text}: ${point.hidden}`;
    return (
      <g>
        <path d={`M${left} ${y + BAR / 2}H${right}`} stroke={palette.grid} strokeDasharray="2 4" />
        <text
          x={left + 2}
          y={y + BAR / 2 + 4}
          fontSize={11.5}
          fill={palette.muted}
          stroke={palette.surface}
          strokeWidth={4}
          paintOrder="stroke"
          className="bw-ink"
        >
          {words}
        </text>
      </g>
    );
  }
  const before = (place: number): number => answers.slice(0, place).reduce((sum, { share }) => sum + share, 0);
  return (
    <g>
      {answers.map(({ code, share, n }, place) => {
        if (n === 0) return null;
        const x = left + before(place) * (right - left);
        const wide = share * (right - left);
        const { fill, text } = colourOf(series, palette, code, place);
        const value = typeof series.about === "string" ? percent(share) : `${answerLetter(place)} ${percent(share)}`;
        return (
          <g key={code}>
            {interactive ? (
              <title>{`${series.options[place]?.label ?? code}: ${percent(share)}, ${count(n)} of ${count(point.base)}`}</title>
            ) : null}
            <rect
              x={x}
              y={y}
              width={wide}
              height={BAR}
              fill={fill}
              stroke={palette.surface}
              strokeWidth={1.5}
              className="bw-answer"
            />
            {wide < textWidth(value, VALUE) + 5 ? null : (
              <text x={x + wide / 2} y={y + BAR / 2 + 4} fontSize={VALUE} textAnchor="middle" fill={text}>
                {value}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function itemsOf(series: AnswersSeries, palette: ChartPalette): readonly LegendItem[] {
  const own = typeof series.about !== "string";
  return series.options.map(({ code, label }, place) => {
    const { fill, text } = colourOf(series, palette, code, place);
    return { id: code, text: label, sign: fieldSign(fill, palette, own ? answerLetter(place) : "", text) };
  });
}

function colourOf({ about }: AnswersSeries, palette: ChartPalette, code: string, place: number): AnswerColour {
  return (typeof about === "string" ? scaleColour : answerColour)(palette, code, place);
}

/** Whether local authority and NHS stand under each other. */
function isPaired({ rows }: AnswersSeries): boolean {
  return rows.some(({ bars }) => bars.length > 1);
}

function heightOf({ bars }: AnswerRow): number {
  return Math.max(1, bars.length) * (BAR + 3) + GAP;
}

function topOf({ rows }: AnswersSeries, index: number, { top }: Places): number {
  return rows.slice(0, index).reduce((sum, row) => sum + heightOf(row), top);
}

function placesOf(series: AnswersSeries, width: number): Places {
  const labels = series.rows.map(({ label }) => label);
  const left = labelWidth(labels, width) + (isPaired(series) ? LINE_ROOM : 8);
  const several = series.options.filter(({ counted }) => counted).length > 1;
  const low = series.rows.some(({ bars }) => bars.some(({ point }) => point.lowBase));
  const base = low ? 62 : 48;
  const right = width - base - (several ? 50 : 0);
  const top = legendHeight(itemsOf(series, CHART_PALETTES.light), width) + 30;
  return { top, left, right, share: several ? right + 46 : null, base: width };
}

const BAR = 22;
const GAP = 11;
const VALUE = 11;
/** Room for “LA” and “NHS” before the bars. */
const LINE_ROOM = 40;
