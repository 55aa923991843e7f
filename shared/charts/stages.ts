import type { AnswerTable } from "../contract.ts";
import { type Month, monthLabel } from "../month.ts";
import { COMMISSIONERS, type Commissioner, type Stage, STAGE_LABELS, STAGES, type Unit } from "../vocabulary.ts";
import { baseCell, EMPTY, groupCell, intervalCell, monthCell, placed, shareCell } from "./figureCells.ts";
import type { FigureCell, FigureTable } from "./figureTable.ts";
import { type ChartSplit, type GroupKey, LINE_LABELS, SHORT_LINE, SPLIT_HEADS } from "./labels.ts";
import { largest, ROW_LIMIT } from "./order.ts";
import { type ChartPoint, chartSeries, missingText, pointIn } from "./series.ts";
import { newestFigure } from "./words.ts";

/** The figures of one stage, by commissioner; none where nobody was asked. */
export type StageFigures = Readonly<Partial<Record<Commissioner, ChartPoint>>>;

/** One group's figures, a stage beside the other and never added up. */
export interface StagesRow {
  readonly key: GroupKey;
  readonly label: string;
  readonly stages: Readonly<Partial<Record<Stage, StageFigures>>>;
}

/** Intent, discussion and hand-back of one month side by side: what StagesChart draws. */
export interface StagesSeries {
  readonly split: ChartSplit;
  readonly unit: Unit;
  readonly protected: boolean;
  /** Null where nobody answered in any month. */
  readonly month: Month | null;
  readonly stages: readonly Stage[];
  /** Upper end of the one share axis of all stages, 0.2 to 1. */
  readonly top: number;
  /** In the order of intent's chart; what there is room for. */
  readonly rows: readonly StagesRow[];
  /** All groups, for the table. */
  readonly all: readonly StagesRow[];
  /** Groups left to the table. */
  readonly more: number;
  /** Labels of groups without a figure. */
  readonly leftOut: readonly string[];
}

/** The stages of one month (the newest of any stage where none is named) from their tables, in whichever order these come. */
export function stagesSeries(tables: readonly AnswerTable[], split: ChartSplit, chosen?: Month): StagesSeries {
  const found = STAGES.flatMap((stage) => {
    const own = tables.filter(({ measure }) => measure === stage);
    const [first] = own;
    // Tables of one commissioner each are put together.
    const rows = own.flatMap(({ commissioner, rows: list }) =>
      list.map((row) => (commissioner === null ? row : { ...row, commissioner })),
    );
    return first === undefined ? [] : [{ stage, table: { ...first, commissioner: null, rows } }];
  });
  const months = found.flatMap(({ table }) => chartSeries(table, split).months);
  const month = chosen ?? months.toSorted().at(-1) ?? null;
  const series = found.map(({ stage, table }) => ({
    stage,
    ...chartSeries({ ...table, rows: table.rows.filter((row) => row.month === month) }, split),
  }));
  const labels = new Map(series.flatMap(({ panels }) => panels.map(({ key, label }) => [key, label] as const)));
  const all = [...labels].map(([key, label]): StagesRow => {
    const stages = series.flatMap(({ stage, panels }) => {
      const panel = panels.find((candidate) => candidate.key === key);
      if (panel === undefined || month === null) return [];
      const figures = COMMISSIONERS.flatMap((line) => {
        const point = pointIn(panel, line, month);
        return point === undefined ? [] : [[line, point] as const];
      });
      return [[stage, Object.fromEntries(figures)] as const];
    });
    return { key, label, stages: Object.fromEntries(stages) };
  });
  const highest = Math.max(0, ...all.flatMap((row) => pointsOf(row).map(({ share }) => share ?? 0)));
  const shown = all.filter((row) => pointsOf(row).some(({ share }) => share !== null));
  const { groups, more } = largest(shown, ROW_LIMIT, (row) =>
    Math.max(0, ...pointsOf(row).map(({ base }) => base ?? 0)),
  );
  return {
    split,
    unit: tables[0]?.unit ?? "organisation",
    protected: tables.some((table) => table.protected),
    month,
    stages: found.map(({ stage }) => stage),
    top: Math.min(1, Math.max(1, Math.ceil(highest * 5 - 0.05)) / 5),
    rows: groups,
    all,
    more,
    leftOut: all.filter((row) => !shown.includes(row)).map(({ label }) => label),
  };
}

/** The chart as alternative text: type, subject and the figures of every group. */
export function stagesSummary(series: StagesSeries): string {
  if (series.month === null || series.rows.length === 0) return "No figures yet.";
  const rows = series.rows.map((row) => stagesRowWords(row, series));
  return `Marks in ${series.stages.length} columns, one for each stage, one row for each group, ${monthLabel(series.month)}. ${rows.join(" ")}`;
}

/** One group's figures in words, stage by stage. */
export function stagesRowWords({ label, stages }: StagesRow, series: Pick<StagesSeries, "stages">): string {
  const words = series.stages.map((stage) => {
    const figures = COMMISSIONERS.flatMap((line) => {
      const point = stages[stage]?.[line];
      return point === undefined ? [] : [`${SHORT_LINE[line]}${newestFigure(point, stage)}`];
    });
    return `${STAGE_LABELS[stage]}: ${figures.join(", ") || "no answers"}`;
  });
  return `${label}. ${words.join("; ")}.`;
}

/** The numbers of the chart: share, interval and base of each stage, a row for each commissioner. */
export function stagesFigures(series: StagesSeries): FigureTable {
  return {
    columns: [
      { key: "group", label: SPLIT_HEADS[series.split], numeric: false },
      { key: "month", label: "Month", numeric: false },
      { key: "line", label: "Commissioner", numeric: false },
      ...series.stages.flatMap((stage) =>
        ["Share", "95% interval", `Base, ${series.unit}s`].map((label) => ({
          key: `${stage} ${label}`,
          label,
          over: STAGE_LABELS[stage],
          numeric: true,
        })),
      ),
    ],
    rows: series.all.flatMap((row) =>
      COMMISSIONERS.flatMap((line) => {
        if (series.month === null || series.stages.every((stage) => row.stages[stage]?.[line] === undefined)) return [];
        return [{ key: `${row.key} ${series.month} ${line}`, cells: cellsOf(row, line, series, series.month) }];
      }),
    ),
  };
}

function cellsOf(row: StagesRow, line: Commissioner, series: StagesSeries, month: Month): readonly FigureCell[] {
  return [
    groupCell(row.label),
    monthCell(month),
    { text: LINE_LABELS[line], value: LINE_LABELS[line] },
    ...series.stages.flatMap((stage) => {
      const point = row.stages[stage]?.[line];
      if (point === undefined) return [{ text: missingText(series), value: null }, EMPTY, EMPTY];
      const at = placed(series, line, row.key, month);
      const of = (option: string) => {
        const { place } = at(option);
        return place === undefined ? {} : { place: { ...place, measure: stage } };
      };
      return [shareCell(point, of), intervalCell(point), baseCell(point, of)];
    }),
  ];
}

function pointsOf({ stages }: StagesRow): readonly ChartPoint[] {
  return Object.values(stages).flatMap((figures) => Object.values(figures));
}
