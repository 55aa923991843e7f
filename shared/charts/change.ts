import type { AnswerTable } from "../contract.ts";
import { type Month, monthLabel, monthShort } from "../month.ts";
import type { Unit } from "../vocabulary.ts";
import { earlierCell, EMPTY, groupCell, monthCell, numberCell, placed, shareCell } from "./figureCells.ts";
import type { FigureTable } from "./figureTable.ts";
import { changeWords, count, percent, points, probability } from "./format.ts";
import { type ChartSplit, type GroupKey, LINE_LABELS, SHORT_LINE, SPLIT_HEADS } from "./labels.ts";
import { isLeftover, largest, ROW_LIMIT } from "./order.ts";
import { type ChartPoint, type ChartSeries, chartSeries, type LineKey, pointIn } from "./series.ts";
import { subjectWords } from "./words.ts";

/** How one line of one group moved between two months: the same members in both. */
export interface ChangeMark {
  readonly line: LineKey;
  readonly point: ChartPoint;
  readonly earlier: { readonly month: Month; readonly share: number };
  readonly later: { readonly month: Month; readonly share: number };
  /** Members in the base of both months. */
  readonly members: number | null;
  /** In percentage points, as it is printed. */
  readonly text: string;
}

/** The changes of one group. */
export interface ChangeRow {
  readonly key: GroupKey;
  readonly label: string;
  readonly marks: readonly ChangeMark[];
}

/** The change of the same members between two months, by group: what ChangeChart draws. */
export interface ChangeSeries {
  readonly about: ChartSeries["about"];
  readonly split: ChartSplit;
  readonly unit: Unit;
  readonly protected: boolean;
  /** The later month; null where there is nothing to compare. */
  readonly month: Month | null;
  readonly lines: readonly LineKey[];
  /** Upper end of the share axis, 0.2 to 1. */
  readonly top: number;
  /** Everybody first, then the greatest rise first; what there is room for. */
  readonly rows: readonly ChangeRow[];
  /** All groups, for the table. */
  readonly all: readonly ChangeRow[];
  /** Groups left to the table. */
  readonly more: number;
  /** Labels of groups without a figure in both months. */
  readonly leftOut: readonly string[];
}

/** The change up to one month (the newest where none is named) from a matched table of one commissioner or both. */
export function changeSeries(table: AnswerTable, split: ChartSplit, chosen?: Month): ChangeSeries {
  const series = chartSeries(table, split);
  const month = chosen ?? series.months.at(-1) ?? null;
  const found = series.panels.map(({ key, label, ...panel }): ChangeRow => {
    const marks = series.lines.flatMap(
      (line) => markOf(line, pointIn({ key, label, ...panel }, line, month ?? undefined)) ?? [],
    );
    return { key, label, marks };
  });
  const all = inOrder(
    found.filter(({ marks }) => marks.length > 0),
    split,
  );
  const { groups, more } = largest(all, ROW_LIMIT, ({ marks }) =>
    Math.max(...marks.map(({ members }) => members ?? 0)),
  );
  return {
    about: series.about,
    split,
    unit: series.unit,
    protected: series.protected,
    month,
    lines: series.lines,
    top: topOf(all),
    rows: groups,
    all,
    more,
    leftOut: found.filter(({ marks }) => marks.length === 0).map(({ label }) => label),
  };
}

/** The chart as alternative text: type, subject and the change of every group. */
export function changeSummary(series: ChangeSeries): string {
  if (series.month === null || series.rows.length === 0) return "No figures in two months to compare.";
  const rows = series.rows.map((row) => changeRowWords(row, series));
  return `Dots of the same ${series.unit}s in two months, one row for each group, up to ${monthLabel(series.month)}. ${subjectWords(series)}. ${rows.join(" ")}`;
}

/** One group's changes in words. */
export function changeRowWords({ label, marks }: ChangeRow, { unit }: Pick<ChangeSeries, "unit">): string {
  const words = marks.map(({ line, earlier, later, text, members, point }) => {
    const moved = point.change == null ? "" : `, ${changeWords(point.change)}`;
    const from = `${percent(earlier.share)} in ${monthShort(earlier.month)}`;
    return `${SHORT_LINE[line]}${from}, ${percent(later.share)} in ${monthShort(later.month)}, ${text} points (${count(members)} ${unit}s${moved})`;
  });
  return `${label}: ${words.join("; ")}.`;
}

/** The numbers of the chart: both shares, who moved, and how likely that is by chance. */
export function changeFigures(series: ChangeSeries): FigureTable {
  const { split, unit, lines, all } = series;
  const tested = all.some(({ marks }) => marks.some(({ point }) => point.change != null));
  const columns = (line: LineKey) => {
    const over = LINE_LABELS[line];
    const column = (key: string, label: string) => ({ key: `${line} ${key}`, label, over, numeric: true });
    return [
      column("share", "Share"),
      column("earlier", "Compared with"),
      column("change", "Change, points"),
      column("members", `Same ${unit}s`),
      ...(tested ? [column("gained", "Moved towards"), column("lost", "Moved away"), column("p", "p, McNemar")] : []),
    ];
  };
  return {
    columns: [
      { key: "group", label: SPLIT_HEADS[split], numeric: false },
      { key: "month", label: "Month", numeric: false },
      ...lines.flatMap(columns),
    ],
    rows: all.map((row) => ({
      key: `${row.key} ${series.month ?? ""}`,
      cells: [
        groupCell(row.label),
        ...(series.month === null ? [EMPTY] : [monthCell(series.month)]),
        ...lines.flatMap((line) => cellsOf(row, line, series, tested)),
      ],
    })),
  };
}

function cellsOf({ key, marks }: ChangeRow, line: LineKey, series: ChangeSeries, tested: boolean) {
  const mark = marks.find((candidate) => candidate.line === line);
  if (mark === undefined) return Array.from({ length: tested ? 7 : 4 }, () => EMPTY);
  const { point, text, members, earlier, later } = mark;
  const at = placed(series, line, key, point.month);
  const { change } = point;
  return [
    shareCell(point, at),
    earlierCell(point, at),
    { text, value: Math.round(later.share * 100) - Math.round(earlier.share * 100) },
    { text: count(members), value: members, ...(change == null ? at("base") : {}) },
    ...(tested ? [numberCell(change?.gained), numberCell(change?.lost), numberCell(change?.p, probability)] : []),
  ];
}

/** The two months in their own order: the first month of a table is compared with the one after it. */
function markOf(line: LineKey, point: ChartPoint | undefined): ChangeMark | null {
  if (point === undefined || point.share === null || point.before === null || point.before.share === null) return null;
  const now = { month: point.month, share: point.share };
  const other = { month: point.before.month, share: point.before.share };
  const [earlier, later] = other.month < now.month ? [other, now] : [now, other];
  const members = point.change?.pairs ?? point.base;
  return { line, point, earlier, later, members, text: points(earlier.share, later.share) };
}

function inOrder(rows: readonly ChangeRow[], split: ChartSplit): readonly ChangeRow[] {
  const rank = ({ key, marks }: ChangeRow): number => {
    if (key === "all") return 10;
    if (split === "size") return 0;
    const [mark] = marks;
    return (isLeftover(key) ? -4 : 0) + (mark === undefined ? 0 : mark.later.share - mark.earlier.share);
  };
  return rows.toSorted((a, b) => rank(b) - rank(a));
}

function topOf(rows: readonly ChangeRow[]): number {
  const highest = Math.max(
    0,
    ...rows.flatMap(({ marks }) => marks.flatMap(({ earlier, later }) => [earlier.share, later.share])),
  );
  return Math.min(1, Math.max(1, Math.ceil(highest * 5 + 0.1)) / 5);
}
