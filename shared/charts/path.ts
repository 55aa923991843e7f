import type { PathRow, PathTable } from "../contract.ts";
import { type Month, monthLabel, monthShort, parseMonth } from "../month.ts";
import { groupOfRow } from "../tables.ts";
import { type Commissioner, COMMISSIONERS, type Unit } from "../vocabulary.ts";
import { groupCell, intervalCell, monthCell, numberCell } from "./figureCells.ts";
import type { FigureCell, FigureTable } from "./figureTable.ts";
import { count, percent } from "./format.ts";
import { type ChartSplit, groupLabel, type GroupKey, LINE_LABELS, SPLIT_HEADS } from "./labels.ts";
import { largest, ROW_LIMIT } from "./order.ts";

/** What became of those who said likely, and of the others, for one commissioner. */
export interface PathPair {
  readonly commissioner: Commissioner;
  readonly likely: PathRow | undefined;
  readonly others: PathRow | undefined;
}

/** One row of the chart: a month of everybody, or a group of one month. */
export interface PathStep {
  readonly key: string;
  readonly label: string;
  readonly group: GroupKey;
  readonly month: Month;
  /** Whether the campaign has all three months after it. */
  readonly complete: boolean;
  readonly pairs: readonly PathPair[];
}

/** From intent to discussion to hand-back: what PathChart draws. */
export interface PathSeries {
  readonly split: ChartSplit;
  readonly unit: Unit;
  readonly commissioners: readonly Commissioner[];
  /** Without a split every month that anybody was heard of again after, earliest first; else the groups of one month. */
  readonly rows: readonly PathStep[];
  /** The month whose groups are shown; null without a split. */
  readonly month: Month | null;
  /** Those of `rows` before any is left to the table: every month of everybody, or every group of the month. */
  readonly all: readonly PathStep[];
  /** Upper end of the axis of shares. */
  readonly top: number;
  readonly more: number;
  readonly leftOut: readonly string[];
}

/** The path of everybody by month; or with a split of its groups in one month, the newest complete one where none is named. */
export function pathSeries(table: PathTable, split: ChartSplit, chosen?: Month): PathSeries {
  const steps = [...Map.groupBy(table.rows, (row) => `${row.month} ${groupOfRow(row, split)}`).values()].flatMap(
    (rows) => stepOf(rows, split),
  );
  const heard = steps.filter(({ pairs }) => pairs.some(({ likely, others }) => isShown(likely) || isShown(others)));
  const month = split === "none" ? null : (chosen ?? newest(heard));
  const wanted = steps.filter((step) => (split === "none" ? step.group === "all" : step.month === month));
  const shown = wanted.filter((step) => heard.includes(step));
  const { groups, more } = split === "none" ? lastOf(shown, MONTH_LIMIT) : groupsOf(shown);
  const shares = shown.flatMap(({ pairs }) =>
    pairs.flatMap(({ likely, others }) => [likely?.share ?? 0, others?.share ?? 0]),
  );
  return {
    split,
    unit: table.unit,
    commissioners: COMMISSIONERS.filter((commissioner) => table.rows.some((row) => row.commissioner === commissioner)),
    rows: groups,
    month,
    all: wanted,
    top: Math.min(1, Math.max(0.2, Math.ceil(Math.max(0, ...shares) * 5 - 0.05) / 5)),
    more,
    leftOut: wanted.filter((step) => !shown.includes(step)).map(({ label }) => label),
  };
}

/** How many months the chart shows at most, the newest ones; the table has all. */
const MONTH_LIMIT = 24;

function lastOf(
  steps: readonly PathStep[],
  limit: number,
): { readonly groups: readonly PathStep[]; readonly more: number } {
  return { groups: steps.slice(-limit), more: Math.max(0, steps.length - limit) };
}

/** Everybody first, then the groups in the table's order; of very many the largest. */
function groupsOf(steps: readonly PathStep[]): { readonly groups: readonly PathStep[]; readonly more: number } {
  const { groups, more } = largest(
    steps.map((step) => ({ key: step.group, step })),
    ROW_LIMIT,
    ({ step }) => Math.max(...step.pairs.map(({ likely }) => likely?.followed ?? 0)),
  );
  const everybodyFirst = groups.toSorted((a, b) => Number(b.key === "all") - Number(a.key === "all"));
  return { groups: everybodyFirst.map(({ step }) => step), more };
}

/** The chart as alternative text: type, subject, and the shares of every row. */
export function pathSummary(series: PathSeries): string {
  if (series.rows.length === 0) return "No figures yet.";
  const rows = series.rows.map((step) => stepWords(step, series));
  return `Bars in pairs, ${series.month === null ? "one pair a month" : `one pair a group, ${monthLabel(series.month)}`}: of those who said they were likely to hand contracts back, and of the others, the share that discussed it or handed back within three months. ${rows.join(" ")}`;
}

/** One row in words. */
export function stepWords({ label, pairs, complete }: PathStep, { unit }: Pick<PathSeries, "unit">): string {
  const words = pairs.map(({ commissioner, likely, others }) => {
    const one = (row: PathRow | undefined, who: string): string =>
      isShown(row)
        ? `${who} ${percent(row.share)} of ${count(row.followed)} ${unit}s, ${count(row.handedBack)} handed back`
        : `${who} nobody heard of again`;
    return `${LINE_LABELS[commissioner]}: ${one(likely, "said likely")}; ${one(others, "gave another answer")}`;
  });
  return `${label}${complete ? "" : ", not all three months in"}. ${words.join(". ")}.`;
}

/** The numbers of the chart, and of the months or groups it leaves out. */
export function pathFigures(series: PathSeries): FigureTable {
  const { unit, split } = series;
  return {
    columns: [
      ...(split === "none" ? [] : [{ key: "group", label: SPLIT_HEADS[split], numeric: false }]),
      { key: "month", label: "Asked about", numeric: false },
      { key: "line", label: "Commissioner", numeric: false },
      { key: "said", label: "Said then", numeric: false },
      { key: "members", label: unit === "organisation" ? "Organisations" : "Locations", numeric: true },
      { key: "followed", label: "Heard of again (base)", numeric: true },
      { key: "discussed", label: "Discussed", numeric: true },
      { key: "handedBack", label: "Handed back", numeric: true },
      { key: "either", label: "Either", numeric: true },
      { key: "share", label: "Share, either", numeric: true },
      { key: "interval", label: "95% interval", numeric: true },
      { key: "until", label: "Up to", numeric: false },
    ],
    rows: series.all.flatMap((step) =>
      step.pairs.flatMap(({ commissioner, likely, others }) =>
        [likely, others].flatMap((row) =>
          row === undefined
            ? []
            : [
                {
                  key: `${step.group} ${step.month} ${commissioner} ${row.said}`,
                  cells: cellsOf(row, step, commissioner, split),
                },
              ],
        ),
      ),
    ),
  };
}

function cellsOf(row: PathRow, step: PathStep, commissioner: Commissioner, split: ChartSplit): readonly FigureCell[] {
  const until = parseMonth(row.until);
  const text = (words: string): FigureCell => ({ text: words, value: words });
  return [
    ...(split === "none" ? [] : [groupCell(step.label)]),
    monthCell(step.month),
    text(LINE_LABELS[commissioner]),
    text(row.said === "likely" ? "Likely" : "Not likely"),
    numberCell(row.members),
    numberCell(row.followed),
    numberCell(row.discussed),
    numberCell(row.handedBack),
    numberCell(row.either),
    row.share === null ? { text: "–", value: null } : { text: percent(row.share), value: row.share },
    intervalCell(row),
    {
      text: `${until === null ? row.until : monthShort(until)}${row.complete ? "" : ", incomplete"}`,
      value: row.until,
    },
  ];
}

function stepOf(rows: readonly PathRow[], split: ChartSplit): PathStep[] {
  const [first] = rows;
  const month = parseMonth(first?.month ?? "");
  if (first === undefined || month === null) return [];
  const group = groupOfRow(first, split);
  const pairs = COMMISSIONERS.flatMap((commissioner): PathPair[] => {
    const own = rows.filter((row) => row.commissioner === commissioner);
    if (own.length === 0) return [];
    const said = (what: PathRow["said"]): PathRow | undefined => own.find((row) => row.said === what);
    return [{ commissioner, likely: said("likely"), others: said("not_likely") }];
  });
  const label = split === "none" ? monthShort(month) : groupLabel(group, split);
  return [{ key: `${group} ${month}`, label, group, month, complete: first.complete, pairs }];
}

/** Whether there is a share to draw. */
export function isShown(row: PathRow | undefined): row is PathRow & { readonly share: number } {
  return row !== undefined && row.share !== null;
}

function newest(steps: readonly PathStep[]): Month | null {
  const last = (list: readonly PathStep[]): Month | undefined =>
    list
      .map(({ month }) => month)
      .toSorted()
      .at(-1);
  return last(steps.filter(({ complete }) => complete)) ?? last(steps) ?? null;
}
