import { createElement, type ReactElement } from "react";
import { answersSeries, answersSummary } from "../../../shared/charts/answers.ts";
import { type ChartSeries, chartSeries, withFigures } from "../../../shared/charts/series.ts";
import { stagesSeries, type StagesSeries, stagesSummary } from "../../../shared/charts/stages.ts";
import { changeWords } from "../../../shared/charts/notes.ts";
import { notesWithin } from "../../../shared/timeline.ts";
import { chartSummary, finding, highest } from "../../../shared/charts/words.ts";
import type { AnswerTable } from "../../../shared/contract.ts";
import { monthLabel } from "../../../shared/month.ts";
import { COMMISSIONERS, STAGE_LABELS, STAGES, type Stage } from "../../../shared/vocabulary.ts";
import {
  type PackDefinition,
  type PackQuestion,
  type PackSet,
  type PackTable,
  type Subject,
  withoutSet,
} from "./definition.ts";
import { findTable } from "./figures.ts";
import { STAGE_STEMS } from "./wording.ts";

/** The font of charts and pages: on every office machine, and generic where it is not. */
export const FONT = "Arial, Helvetica, sans-serif";

/** What a chart shows: a share over the months, every answer of the leading month, or its stages side by side. */
export type ChartKind = "trend" | "answers" | "stages";

/** A chart before it is drawn: its words, and how it comes to its component and height for a width. */
export interface Sketch {
  readonly kind: ChartKind;
  /** A stage, or the code of a question of a user's own set. */
  readonly about: string;
  readonly by: PackTable["by"];
  /** The finding, with its figures. */
  readonly title: string;
  /** For people who cannot see it. */
  readonly alt: string;
  /** Where the wording of its question changed, in words. */
  readonly changes: readonly string[];
  /** Groups without a figure, which are not in it. */
  readonly leftOut: readonly string[];
  readonly stem: string;
  /** Components load only once there is a window. */
  readonly load: () => Promise<Sizing>;
}

/** A component and its height for a width: its own, or, where it can be stretched, as near to one that is asked for as can be read. */
export type Sizing = (width: number, height?: number) => { readonly component: ReactElement; readonly height: number };

/** Every chart of a pack with a single shown share at least, with its own finding for a title. */
export function chartSketches(definition: PackDefinition): readonly Sketch[] {
  return [...wantedOf(definition).flatMap(trendSketch), ...monthSketches(definition)];
}

/** The name of a chart within a pack: `trend-intent-service-type`. */
export function chartId({ kind, about, by }: Pick<Sketch, "kind" | "about" | "by">): string {
  return `${kind}-${about}-${by}`;
}

/** What a chart shows, for people who choose among them: "Intent by service type, over the months". */
export function sketchLabel(definition: PackDefinition, { kind, about, by }: Sketch): string {
  const split = by === "region" ? "region" : "service type";
  const question = definition.sets.flatMap(({ questions }) => questions).find(({ code }) => code === about);
  const stage = STAGES.find((each) => each === about);
  const subject = question?.label ?? (stage === undefined ? "Each stage" : STAGE_LABELS[stage]);
  return `${subject}, by ${split}${kind === "answers" ? ", every answer" : ""}`;
}

const LOOK = { scheme: "light", fontFamily: FONT } as const;

function trendSketch({ about, stem, by, full }: Wanted): readonly Sketch[] {
  const { series, leftOut } = withFigures(full);
  if (series.panels.length === 0) return [];
  const load = async (): Promise<Sizing> => {
    const { IntentChart, intentChartHeight } = await import("../../../shared/charts/IntentChart.tsx");
    return (width, asked) => {
      const height = intentChartHeight(series, width, asked);
      return { component: createElement(IntentChart, { ...LOOK, series, width, height }), height };
    };
  };
  const words = { title: titleOf(series), alt: chartSummary(series), changes: changeWords(series), leftOut };
  return [{ kind: "trend", about, by, ...words, stem, load }];
}

/** The charts of the leading month: every answer about intent, and the stages side by side, both by service type. */
function monthSketches(definition: PackDefinition): readonly Sketch[] {
  return definition.tables.length === 0 ? [] : [...answersSketch(definition), ...stagesSketch(definition)];
}

function answersSketch(definition: PackDefinition): readonly Sketch[] {
  const by = "service-type";
  const table = stageTable(definition, "intent", by);
  const series = answersSeries(table, by, definition.month);
  if (!series.rows.some(({ bars }) => bars.some(({ answers }) => answers !== null))) return [];
  const load = async (): Promise<Sizing> => {
    const { AnswersChart, answersChartHeight } = await import("../../../shared/charts/AnswersChart.tsx");
    return (width) => {
      const height = answersChartHeight(series, width);
      return { component: createElement(AnswersChart, { ...LOOK, series, width, height }), height };
    };
  };
  const words = {
    title: finding(chartSeries(table, by)),
    alt: answersSummary(series),
    changes: [],
    leftOut: series.leftOut,
  };
  return [{ kind: "answers", about: "intent", by, ...words, stem: `${STAGE_STEMS.intent}-answers`, load }];
}

function stagesSketch(definition: PackDefinition): readonly Sketch[] {
  const by = "service-type";
  const tables = STAGES.map((stage) => stageTable(definition, stage, by));
  const series = stagesSeries(tables, by, definition.month);
  if (series.rows.length === 0) return [];
  const load = async (): Promise<Sizing> => {
    const { StagesChart, stagesChartHeight } = await import("../../../shared/charts/StagesChart.tsx");
    return (width) => {
      const height = stagesChartHeight(series, width);
      return { component: createElement(StagesChart, { ...LOOK, series, width, height }), height };
    };
  };
  const words = { title: stagesTitle(series), alt: stagesSummary(series), changes: [], leftOut: series.leftOut };
  return [{ kind: "stages", about: "stages", by, ...words, stem: "stages", load }];
}

/** What everybody said of local authority contracts at each stage; a stage without a figure is left out. */
function stagesTitle({ rows, month }: StagesSeries): string {
  const all = rows.find(({ key }) => key === "all")?.stages;
  const parts = STAGES.flatMap((stage) => {
    const point = all?.[stage]?.la;
    return point === undefined || point.share === null ? [] : [`${point.text} ${STAGE_VERBS[stage]}`];
  });
  const when = month === null ? "" : monthLabel(month);
  return parts.length === 0
    ? `Each stage on its own, ${when}`
    : `${when}, local authority contracts: ${parts.join(", ")}`;
}

const STAGE_VERBS: Readonly<Record<Stage, string>> = {
  intent: "likely to hand back",
  discussion: "discussed it",
  handback: "did hand back",
};

/** A series with what happened meanwhile, and where the wording of its question changed. */
export function noted(definition: PackDefinition, about: string, series: ChartSeries): ChartSeries {
  const breaks = (definition.breaks ?? []).filter((change) => change.about === about);
  const told = breaks.map(({ month, commissioner }) => ({ month, commissioner, source: "", before: "", after: "" }));
  return { ...series, notes: notesWithin(series.months), breaks: told };
}

interface Wanted {
  readonly about: string;
  readonly stem: string;
  readonly by: PackTable["by"];
  readonly full: ChartSeries;
}

/** Every chart a pack could hold: the stages, then the user's own questions. */
function wantedOf(definition: PackDefinition): readonly Wanted[] {
  const splits = ["service-type", "region"] as const satisfies readonly PackTable["by"][];
  const stages = definition.tables.length === 0 ? [] : STAGES;
  return [
    ...stages.flatMap((stage) =>
      splits.map((by) => ({
        about: stage,
        stem: STAGE_STEMS[stage],
        by,
        full: noted(definition, stage, seriesOf(definition, stage, by)),
      })),
    ),
    ...definition.sets.flatMap((set) =>
      set.questions.flatMap((question) =>
        splits.map((by) => ({
          about: question.code,
          stem: question.code,
          by,
          full: noted(definition, question.code, ownSeries(definition, set, question, by)),
        })),
      ),
    ),
  ];
}

/** The finding of a chart: which group stands highest where one clearly does, else the figures of everybody. */
function titleOf(series: ChartSeries): string {
  const top = highest(series);
  const rivals = series.panels.filter((panel) => panel.key !== "all" && panel.la.at(-1)?.share === top?.point.share);
  if (series.about !== "intent" || top === null || rivals.length !== 1) return finding(series);
  return `Highest intent, local authority contracts: ${top.panel.label}, ${top.point.text}`;
}

/** The series of a stage: local authority beside NHS, up to the leading month, as the screen would show it. */
function seriesOf(definition: PackDefinition, stage: Stage, by: PackTable["by"]): ChartSeries {
  return chartSeries(stageTable(definition, stage, by), by);
}

/** The rows of a stage up to the leading month, local authority beside NHS, as the screen's charts take them. */
export function stageTable(definition: PackDefinition, stage: Stage, by: PackTable["by"]): AnswerTable {
  const rows = COMMISSIONERS.flatMap((commissioner) => {
    const table = findTable(definition, stage, commissioner, by);
    const until = (table?.table.rows ?? []).filter((row) => row.month <= definition.month);
    return until.map((row) => ({ ...row, commissioner }));
  });
  return { measure: stage, commissioner: null, unit: definition.unit, protected: true, rows };
}

/** The series of a question of a user's own, up to its set's leading month. */
function ownSeries(
  { unit }: PackDefinition,
  { tables, month }: PackSet,
  packQuestion: PackQuestion,
  by: PackTable["by"],
): ChartSeries {
  const question = withoutSet(packQuestion);
  const found = tables.find((table) => table.question.code === question.code && table.by === by);
  const rows = (found?.table.rows ?? []).filter((row) => row.month <= month);
  return chartSeries(
    { measure: question.code, question, commissioner: null, unit, protected: true, rows: [...rows] },
    by,
  );
}

/** What a chart's subtitle says: measure, population, place and period. */
export function chartSubtitle(
  subject: Subject,
  unit: PackDefinition["unit"],
  when: string,
  kind: ChartKind = "trend",
): string {
  if (kind === "answers")
    return `Every answer about handing contracts back, of ${unit}s that answered, England, ${when}`;
  if (kind === "stages") return `Each stage on its own: share of ${unit}s that answered, England, ${when}`;
  if (typeof subject !== "string") {
    const share = subject.options.some(({ counted }) => counted) ? "Share, and every answer," : "Every answer";
    return `${share} of ${unit}s that answered, England, ${when}`;
  }
  return `${STAGE_LABELS[subject]}: share of ${unit}s that answered, England, ${when}`;
}
