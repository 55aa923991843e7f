import type { ReactElement } from "react";
import { type Month, monthLabel } from "../month.ts";
import { HIDDEN, percent } from "./format.ts";
import { answerColour, answerLetter, type ChartPalette } from "./palette.ts";
import { type Plot, scales } from "./PanelLabels.tsx";
import {
  type ChartAnswer,
  type ChartPanel,
  type ChartPoint,
  type ChartSeries,
  isDrawnByOther,
  isShown,
} from "./series.ts";

/** Props of the stacked answers of one panel. */
export interface StackedAnswersProps {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly palette: ChartPalette;
  /** Where the columns stand: 0 at the bottom, the whole base at the top. */
  readonly box: Plot;
}

/** Room for the stacked answers under the line of a share, in pixels; nothing where they fill the plot themselves. */
export function answersBelow({ about, hasShare, plain }: Pick<ChartSeries, "about" | "hasShare" | "plain">): number {
  return typeof about === "string" || !hasShare || plain === true ? 0 : 108;
}

/**
 * Every answer of a user's own question as part of its base, one column a month, the first option at the top; letters in
 * the columns and percentages beside the newest one, so that colour never carries the meaning alone. Of the same members
 * in two months, the earlier column stands to the left of the later one.
 */
export function StackedAnswers({ panel, series, palette, box }: StackedAnswersProps): ReactElement | null {
  const { about } = series;
  if (typeof about === "string") return null;
  const { x } = scales(series, box);
  const width = columnWidth(series, box);
  const newest = panel.own.find((point) => point.month === series.months.at(-1));
  return (
    <g className="bw-answers">
      {panel.own.flatMap((point) => {
        const columns = columnsOf(point, panel.own, series.matched);
        if (columns.length === 0) return [];
        const each = (width - (columns.length - 1) * 2) / columns.length;
        return columns.map(({ month, answers }, index) => (
          <Column
            key={`${point.month}-${month}`}
            title={`${panel.label}, ${monthLabel(month)}`}
            labels={about.options.map(({ label }) => label)}
            answers={answers}
            left={x(point) - width / 2 + index * (each + 2)}
            width={each}
            box={box}
            palette={palette}
          />
        ));
      })}
      {series.hasShare
        ? panel.own
            .filter((point) => point.hidden !== null && point.answers === null)
            .map((point) => (
              <text
                key={point.month}
                x={x(point)}
                y={box.bottom - 4}
                fontSize={10.5}
                textAnchor="middle"
                fill={palette.muted}
                className="bw-ink"
              >
                {HIDDEN}
              </text>
            ))
        : null}
      {newest === undefined || newest.answers === null
        ? null
        : beside(newest.answers, box).map(({ key, text, y }) => (
            <text key={key} x={box.right + 6} y={y + 4} fontSize={11} fill={palette.ink} className="bw-ink">
              {text}
            </text>
          ))}
    </g>
  );
}

interface ColumnProps {
  readonly title: string;
  readonly labels: readonly string[];
  readonly answers: readonly ChartAnswer[];
  readonly left: number;
  readonly width: number;
  readonly box: Plot;
  readonly palette: ChartPalette;
}

function Column({ title, labels, answers, left, width, box, palette }: ColumnProps): ReactElement {
  const height = box.bottom - box.top;
  return (
    <g>
      {stacked(answers).map(({ code, share, from, place }) => {
        const { fill, text } = answerColour(palette, code, place);
        const [y, tall] = [box.top + from * height, share * height];
        return (
          <g key={code}>
            <title>{`${title}: ${labels[place] ?? code}, ${percent(share)}`}</title>
            <rect
              x={left}
              y={y}
              width={width}
              height={tall}
              fill={fill}
              stroke={palette.surface}
              strokeWidth={width < 5 ? 0 : 1}
              className="bw-answer"
            />
            {tall < 12 || width < 13 ? null : (
              <text x={left + width / 2} y={y + tall / 2 + 3.6} fontSize={10} textAnchor="middle" fill={text}>
                {answerLetter(place)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

interface Stacked extends ChartAnswer {
  /** Its place in the scale. */
  readonly place: number;
  /** What stands above it, 0 to 1. */
  readonly from: number;
}

/** Answers that anybody gave, from the top. */
function stacked(answers: readonly ChartAnswer[]): readonly Stacked[] {
  let from = 0;
  return answers.flatMap((answer, place) => {
    const entry = { ...answer, place, from };
    from += answer.share;
    return answer.n === 0 ? [] : [entry];
  });
}

/** The columns of a month: its answers; where the same members are compared, those of the earlier month before them. */
function columnsOf(
  point: ChartPoint,
  list: readonly ChartPoint[],
  matched: boolean,
): readonly { readonly month: Month; readonly answers: readonly ChartAnswer[] }[] {
  if (!isShown(point) || point.answers === null) return [];
  const now = { month: point.month, answers: point.answers };
  const { before } = point;
  if (!matched || before === null || before.answers === null) return [now];
  if (isDrawnByOther(point, list)) return [];
  return [{ month: before.month, answers: before.answers }, now];
}

function columnWidth(series: ChartSeries, box: Plot): number {
  const { x } = scales(series, box);
  const places = series.months.map((month) => x({ month }));
  const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
  return Math.max(0.8, Math.min(34, 0.72 * Math.min(...gaps, (box.right - box.left) / 1.7)));
}

/** The percentages beside the newest column, pushed apart; the largest of them where not all fit. */
function beside(
  answers: readonly ChartAnswer[],
  box: Plot,
): readonly { readonly key: string; readonly text: string; readonly y: number }[] {
  const height = box.bottom - box.top;
  const room = Math.max(1, Math.floor((height + LINE / 2) / LINE));
  const kept = new Set(
    stacked(answers)
      .toSorted((a, b) => b.share - a.share)
      .slice(0, room)
      .map(({ code }) => code),
  );
  const labels = stacked(answers)
    .filter(({ code }) => kept.has(code))
    .map(({ code, share, from, place }) => ({
      key: code,
      text: `${answerLetter(place)} ${percent(share)}`,
      y: box.top + (from + share / 2) * height,
    }));
  let least = box.top;
  for (const label of labels) {
    label.y = Math.max(label.y, least);
    least = label.y + LINE;
  }
  let most = box.bottom;
  for (const label of labels.toReversed()) {
    label.y = Math.min(label.y, most);
    most = label.y - LINE;
  }
  return labels;
}

const LINE = 12.5;
