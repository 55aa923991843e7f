import type { AnswerTable } from "../contract.ts";
import { type Month, monthLabel } from "../month.ts";
import { type OptionCode, OPTION_LABELS, SCALES, type Stage, type Unit } from "../vocabulary.ts";
import type { FigureTable } from "./figureTable.ts";
import { answerCell, baseCell, groupCell, monthCell, placed, shareCell } from "./figureCells.ts";
import { percent } from "./format.ts";
import { type ChartSplit, type GroupKey, LINE_LABELS, SHORT_LINE, SPLIT_HEADS } from "./labels.ts";
import { largest, ROW_LIMIT } from "./order.ts";
import {
  answersOf,
  type ChartAnswer,
  type ChartPanel,
  type ChartPoint,
  type ChartSeries,
  chartSeries,
  type LineKey,
  pointIn,
} from "./series.ts";
import { newestFigure, shareWords, subjectWords } from "./words.ts";

/** An option of the question, in the order of its scale. */
export interface AnswerOption {
  readonly code: string;
  readonly label: string;
  readonly counted: boolean;
}

/** One bar: everything that one group answered about one commissioner, or to a question of a user's own. */
export interface AnswerBar {
  readonly line: LineKey;
  readonly point: ChartPoint;
  /** Parts of the base in the order of the scale; null where hidden, or where nobody answered. */
  readonly answers: readonly ChartAnswer[] | null;
}

/** The bars of one group. */
export interface AnswerRow {
  readonly key: GroupKey;
  readonly label: string;
  readonly bars: readonly AnswerBar[];
}

/** Every answer of one month, by group: what AnswersChart draws. */
export interface AnswersSeries {
  readonly about: ChartSeries["about"];
  readonly split: ChartSplit;
  readonly unit: Unit;
  readonly protected: boolean;
  /** Null where nobody answered in any month. */
  readonly month: Month | null;
  readonly options: readonly AnswerOption[];
  /** Everybody first, then by the share that counts; what there is room for. */
  readonly rows: readonly AnswerRow[];
  /** All groups, for the table. */
  readonly all: readonly AnswerRow[];
  /** Groups left to the table. */
  readonly more: number;
  /** Labels of groups without a figure. */
  readonly leftOut: readonly string[];
}

/** The answers of every group in one month (the newest where none is named), from a table of one commissioner or both. */
export function answersSeries(table: AnswerTable, split: ChartSplit, chosen?: Month): AnswersSeries {
  const series = chartSeries(table, split);
  const month = chosen ?? series.months.at(-1) ?? null;
  const upTo = { ...table, rows: month === null ? [] : table.rows.filter((row) => row.month === month) };
  const { panels, lines, about } = chartSeries(upTo, split);
  const options = optionsOf(about);
  const all = panels.map((panel) => rowOf(panel, lines, month, options));
  const shown = all.filter(({ bars }) => bars.some(({ answers, point }) => answers !== null || point.share !== null));
  const { groups, more } = largest(shown, ROW_LIMIT, ({ bars }) =>
    Math.max(...bars.map(({ point }) => point.base ?? 0)),
  );
  return {
    about,
    split,
    unit: table.unit,
    protected: table.protected,
    month,
    options,
    rows: groups,
    all,
    more,
    leftOut: all.filter((row) => !shown.includes(row)).map(({ label }) => label),
  };
}

/** The options of a question: those of a stage's scale, or a question's own. */
export function optionsOf(about: Stage | ChartSeries["about"]): readonly AnswerOption[] {
  if (typeof about !== "string") return about.options;
  const { inBase, counted } = SCALES[about];
  return inBase.map((code) => ({ code, label: optionLabel(code), counted: counted.includes(code) }));
}

/** The chart as alternative text: type, subject, and every answer of every group. */
export function answersSummary(series: AnswersSeries): string {
  if (series.month === null || series.rows.length === 0) return "No figures yet.";
  const rows = series.rows.map((row) => answerRowWords(row, series));
  return `Stacked bars of every answer, one for each group, ${monthLabel(series.month)}. ${subjectWords(series)}. ${rows.join(" ")}`;
}

/** One group's bars in words: every answer as a part of the base. */
export function answerRowWords({ label, bars }: AnswerRow, { options, about }: AnswersSeries): string {
  const words = bars.map(({ line, point, answers }) => {
    const every =
      answers === null
        ? ""
        : `: ${answers.map(({ share }, place) => `${options[place]?.label ?? ""} ${percent(share)}`).join(", ")}`;
    return `${SHORT_LINE[line]}${newestFigure(point, about)}${typeof about === "string" ? every : ""}`;
  });
  return `${label}. ${words.join("; ") || "No answers"}.`;
}

/** The numbers of the chart: every answer as a count and as a part of the base. */
export function answersFigures(series: AnswersSeries): FigureTable {
  const { options, about, split, unit, month } = series;
  const lines = [...new Set(series.all.flatMap(({ bars }) => bars.map(({ line }) => line)))];
  const counted = options.some((option) => option.counted);
  const share = typeof about === "string" ? "Share" : `Answered ${shareWords(about)}`;
  return {
    columns: [
      { key: "group", label: SPLIT_HEADS[split], numeric: false },
      { key: "month", label: "Month", numeric: false },
      ...(lines.length > 1 ? [{ key: "line", label: "Commissioner", numeric: false }] : []),
      ...(counted ? [{ key: "share", label: share, numeric: true }] : []),
      { key: "base", label: `Base, ${unit}s`, numeric: true },
      ...options.map(({ code, label }) => ({
        key: `n ${code}`,
        label,
        over: `${capital(unit)}s by answer`,
        numeric: true,
      })),
      ...options.map(({ code, label }) => ({ key: `share ${code}`, label, over: "Part of the base", numeric: true })),
    ],
    rows: series.all.flatMap(({ key, label, bars }) =>
      bars.map(({ line, point, answers }) => {
        const at = placed(series, line, key, point.month);
        return {
          key: `${key} ${month ?? ""} ${line}`,
          cells: [
            groupCell(label),
            monthCell(point.month),
            ...(lines.length > 1 ? [{ text: LINE_LABELS[line], value: LINE_LABELS[line] }] : []),
            ...(counted ? [shareCell(point, at)] : []),
            baseCell(point, at),
            ...options.map(({ code }) => answerCell(point, code, at)),
            ...options.map((_, place) => {
              const part = answers?.[place]?.share ?? null;
              return { text: part === null && point.hidden === null ? "–" : percent(part), value: part };
            }),
          ],
        };
      }),
    ),
  };
}

function rowOf(
  panel: ChartPanel,
  lines: readonly LineKey[],
  month: Month | null,
  options: readonly AnswerOption[],
): AnswerRow {
  const bars = lines.flatMap((line): AnswerBar[] => {
    const point = month === null ? undefined : pointIn(panel, line, month);
    if (point === undefined) return [];
    return [{ line, point, answers: point.hidden === null ? answersOf(point, options) : null }];
  });
  return { key: panel.key, label: panel.label, bars };
}

function optionLabel(code: OptionCode): string {
  return OPTION_LABELS[code];
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
