import type { ReactElement } from "react";
import { COMMISSIONERS, type Commissioner, type Stage, STAGE_LABELS } from "../vocabulary.ts";
import { count, shortBound } from "./format.ts";
import { SHORT_LINE } from "./labels.ts";
import { textWidth } from "./layout.ts";
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
import type { ChartPoint } from "./series.ts";
import { type StageFigures, type StagesRow, stagesRowWords, type StagesSeries, stagesSummary } from "./stages.ts";

/**
 * Intent, discussion and hand-back of one month: a column a stage, a row a group, each share as a mark on a stem with
 * its value and base beside it. All columns have the same axis; nothing is added up across them.
 */
export function StagesChart(props: RowChartProps<StagesSeries>): ReactElement {
  const { series, width, height, scheme, interactive = false, fontFamily } = props;
  const palette = CHART_PALETTES[scheme];
  const places = placesOf(series, width);
  const { top } = places;
  const { month, rows } = series;
  const end = top + rows.length * ROW;
  return (
    <RowFrame {...{ width, height, fontFamily, interactive }} summary={stagesSummary(series)}>
      <Legend items={itemsOf(series, palette)} width={width} palette={palette} />
      {month === null || rows.length === 0 ? (
        <g transform={`translate(0,${top - 24})`}>
          <NoRows words="No answers" palette={palette} />
        </g>
      ) : (
        <>
          {places.columns.map(({ stage, left, right }) => (
            <g key={stage}>
              <text x={left} y={top - 24} fontSize={13} fontWeight={650} fill={palette.ink} className="bw-ink">
                {textWidth(STAGE_LABELS[stage], 13) * 1.08 < places.each - 24
                  ? STAGE_LABELS[stage]
                  : SHORT_STAGES[stage]}
              </text>
              <ShareAxis
                x={shareScale(left, right, series.top)}
                top={series.top}
                from={top}
                to={end}
                palette={palette}
                sparse
              />
            </g>
          ))}
          <Rows
            {...{ rows, top, width, interactive, palette }}
            height={ROW}
            more={series.more}
            about={(row) => ({ key: row.key, group: row.key, month, words: stagesRowWords(row, series) })}
          >
            {(row, middle) => <Row row={row} series={series} y={middle} places={places} palette={palette} />}
          </Rows>
        </>
      )}
    </RowFrame>
  );
}

/** The height in pixels at which the stages look right in a given width. */
export function stagesChartHeight(series: StagesSeries, width: number): number {
  return rowsHeight(series, placesOf(series, width).top, ROW);
}

interface Places {
  readonly top: number;
  readonly label: number;
  /** Width of a stage's column with its figures. */
  readonly each: number;
  /** The edges of each stage's plot; its figures stand to the right of it. */
  readonly columns: readonly { readonly stage: Stage; readonly left: number; readonly right: number }[];
}

interface RowProps {
  readonly row: StagesRow;
  readonly series: StagesSeries;
  readonly y: number;
  readonly places: Places;
  readonly palette: ChartPalette;
}

function Row({ row, series, y, places, palette }: RowProps): ReactElement {
  return (
    <>
      <RowLabel label={row.label} y={y} width={places.label} strong={row.key === "all"} ink={palette.ink} />
      {places.columns.map(({ stage, left, right }) => (
        <StageMarks
          key={stage}
          figures={row.stages[stage] ?? {}}
          y={y}
          x={shareScale(left, right, series.top)}
          wordsAt={right + 12}
          palette={palette}
        />
      ))}
    </>
  );
}

function StageMarks({
  figures,
  y,
  x,
  wordsAt,
  palette,
}: {
  readonly figures: StageFigures;
  readonly y: number;
  readonly x: (share: number) => number;
  readonly wordsAt: number;
  readonly palette: ChartPalette;
}): ReactElement {
  const lines = COMMISSIONERS.filter((line) => figures[line] !== undefined);
  return (
    <g>
      {lines.length > 0 ? null : (
        <text x={wordsAt} y={y + 4} fontSize={11.5} fill={palette.muted} className="bw-ink">
          No answers
        </text>
      )}
      {lines.map((line, index) => {
        const point = figures[line];
        if (point === undefined) return null;
        const middle = y + (index - (lines.length - 1) / 2) * LINE;
        return <StageMark key={line} line={line} point={point} x={x} y={middle} wordsAt={wordsAt} palette={palette} />;
      })}
    </g>
  );
}

function StageMark({
  line,
  point,
  x,
  y,
  wordsAt,
  palette,
}: {
  readonly line: Commissioner;
  readonly point: ChartPoint;
  readonly x: (share: number) => number;
  readonly y: number;
  readonly wordsAt: number;
  readonly palette: ChartPalette;
}): ReactElement {
  const { line: color, text } = palette[line];
  const { share, base, lowBase } = point;
  return (
    <g>
      {share === null ? null : (
        <>
          <path d={`M${x(0)} ${y}H${x(share)}`} stroke={color} strokeWidth={3} opacity={0.55} className="bw-line" />
          <Mark line={line} x={x(share)} y={y} color={color} surface={palette.surface} hollow={lowBase} />
        </>
      )}
      <text x={wordsAt} y={y + 4.5} fontSize={12} fill={palette.muted} className="bw-ink">
        <tspan fontWeight={650} fill={text}>{`${SHORT_LINE[line]}${shortBound(point.text)}`}</tspan>
        {base === null || base === 0 ? "" : ` of ${count(base)}${lowBase ? " low" : ""}`}
      </text>
    </g>
  );
}

function itemsOf(series: StagesSeries, palette: ChartPalette): readonly LegendItem[] {
  const points = series.rows.flatMap(({ stages }) =>
    Object.values(stages).flatMap((figures) => Object.values(figures)),
  );
  const low: LegendItem = {
    id: "low",
    text: "Low base",
    sign: <Mark line="la" x={SWATCH / 2} y={0} color={palette.muted} surface={palette.surface} hollow />,
  };
  const hidden: LegendItem = {
    id: "hidden",
    text: "Not shown, to protect members",
    sign: (
      <text x={SWATCH} y={4} fontSize={12.5} textAnchor="end" fill={palette.ink}>
        [c]
      </text>
    ),
  };
  return [
    ...COMMISSIONERS.map((line) => lineItem(line, palette)),
    ...(points.some(({ lowBase }) => lowBase) ? [low] : []),
    ...(points.some((point) => point.hidden !== null) ? [hidden] : []),
  ];
}

function placesOf(series: StagesSeries, width: number): Places {
  const label = labelWidth(
    series.rows.map(({ label: words }) => words),
    width,
  );
  const each = (width - label - 8) / Math.max(1, series.stages.length);
  const columns = series.stages.map((stage, index) => {
    const left = label + 8 + index * each + 14;
    return { stage, left, right: label + 8 + (index + 1) * each - FIGURES };
  });
  return { top: legendHeight(itemsOf(series, CHART_PALETTES.light), width) + 54, label, each, columns };
}

const ROW = 40;
const LINE = 16;
/** Room for the figures beside a stage's plot. */
const FIGURES = 128;
const SHORT_STAGES: Readonly<Record<Stage, string>> = {
  intent: "Likely to hand back",
  discussion: "Discussed it",
  handback: "Handed back",
};
