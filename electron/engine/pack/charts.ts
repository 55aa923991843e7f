import { createElement, type ReactElement } from "react";
import { answersSeries, answersSummary } from "../../../shared/charts/answers.ts";
import { chartSvg } from "../../../shared/charts/compose.ts";
import { CHART_PALETTES } from "../../../shared/charts/palette.ts";
import { type ChartSeries, chartSeries, withFigures } from "../../../shared/charts/series.ts";
import { stagesSeries, type StagesSeries, stagesSummary } from "../../../shared/charts/stages.ts";
import { chartSummary, finding, highest } from "../../../shared/charts/words.ts";
import type { AnswerTable } from "../../../shared/contract.ts";
import { monthLabel } from "../../../shared/month.ts";
import { COMMISSIONERS, STAGE_LABELS, STAGES, type Stage } from "../../../shared/vocabulary.ts";
import {
  formatsOf,
  type PackDefinition,
  type PackFile,
  type PackQuestion,
  type PackSet,
  type PackTable,
  type Subject,
  withoutSet,
} from "./definition.ts";
import { openDrawing } from "./draw.ts";
import { findTable } from "./figures.ts";
import { STAGE_STEMS } from "./wording.ts";

/** The font of charts and pages: on every office machine, and generic where it is not. */
export const FONT = "Arial, Helvetica, sans-serif";

/** What a chart shows: a share over the months, every answer of the leading month, or its stages side by side. */
export type ChartKind = "trend" | "answers" | "stages";

/** A chart of the pack: its words and its SVG document. */
export interface PackChart {
  readonly kind: ChartKind;
  /** A stage, or the code of a question of a user's own set. */
  readonly about: string;
  readonly by: PackTable["by"];
  /** The finding, with its figures. */
  readonly title: string;
  /** For people who cannot see it. */
  readonly alt: string;
  /** Groups without a figure, which are not in it. */
  readonly leftOut: readonly string[];
  readonly file: PackFile;
  readonly svg: string;
  /** The same as a picture, where it was drawn as one. */
  readonly png?: Uint8Array;
  /** A picture of it drawn for the narrower column of a page of paper, where there is one. */
  readonly paperPng?: Uint8Array;
  /**
   * The same chart drawn for the narrower column of a page of paper, so that its words stay large enough there; null where
   * it is not in the briefing or would be too high.
   */
  readonly paper: string | null;
}

const WIDTH = 960;
/** Stages stand beside each other, each with its words: they need more room. */
const PAPER_WIDTHS: Readonly<Record<ChartKind, number>> = { trend: 700, answers: 700, stages: 820 };

/** Height by width of a chart that still has a page of paper with the words that belong to it. */
const HIGHEST = 1.2;

/**
 * Draws every chart of the pack with the components that the screen shows, at a fixed size and in light colours.
 * Charts without a single shown share are left out.
 */
export async function drawCharts(
  definition: PackDefinition,
  drawn: (done: number, total: number) => void,
): Promise<readonly PackChart[]> {
  const charts: PackChart[] = [];
  const onPaper = formatsOf(definition).some((format) => format === "pdf" || format === "docx");
  const drawing = await openDrawing();
  try {
    const wanted = [...wantedOf(definition).map(trendSketch), ...monthSketches(definition)];
    for (const [index, sketch] of wanted.entries()) {
      const made = await sketch();
      if (made !== null) {
        const { stem, sized, ...chart } = made;
        const background = CHART_PALETTES.light.surface;
        const words = { title: chart.title, description: chart.alt };
        const svgOf = (wide: number): Promise<string> => {
          const { component, height } = sized(wide);
          return drawing.draw(component, (element) =>
            chartSvg(element, { width: wide, height, background, fontFamily: FONT, ...words }),
          );
        };
        const svg = await svgOf(WIDTH);
        const width = PAPER_WIDTHS[chart.kind];
        const fits = onPaper && isInBriefing(chart) && sized(width).height <= width * HIGHEST;
        const paper = fits ? await svgOf(width) : null;
        const name = `charts/${stem}-by-${chart.by}.svg`;
        charts.push({
          ...chart,
          svg,
          paper,
          file: { name, bytes: new TextEncoder().encode(`${svg}\n`) },
        });
      }
      drawn(index + 1, wanted.length);
    }
  } finally {
    await drawing.close();
  }
  return charts;
}

/** Of splits by region the briefing has intent only. */
function isInBriefing({ about, by }: Pick<PackChart, "about" | "by">): boolean {
  return by === "service-type" || about === "intent";
}

/** A chart before it is drawn: its words, and its component and height for a width. */
interface Sketch extends Omit<PackChart, "svg" | "paper" | "file"> {
  readonly stem: string;
  readonly sized: (width: number) => { readonly component: ReactElement; readonly height: number };
}

/** Makes a chart ready to be drawn; null where it would be empty. Components load only once there is a window. */
type Sketching = () => Promise<Sketch | null>;

const LOOK = { scheme: "light", fontFamily: FONT } as const;

function trendSketch({ about, stem, by, full }: Wanted): Sketching {
  return async () => {
    const { IntentChart, intentChartHeight } = await import("../../../shared/charts/IntentChart.tsx");
    const { series, leftOut } = withFigures(full);
    if (series.panels.length === 0) return null;
    const sized = (width: number): ReturnType<Sketch["sized"]> => {
      const height = intentChartHeight(series, width);
      return { component: createElement(IntentChart, { ...LOOK, series, width, height }), height };
    };
    return {
      kind: "trend",
      about,
      by,
      title: titleOf(series),
      alt: chartSummary(series),
      leftOut,
      stem,
      sized,
    };
  };
}

/** The charts of the leading month: every answer about intent, and the stages side by side, both by service type. */
function monthSketches(definition: PackDefinition): readonly Sketching[] {
  if (definition.tables.length === 0) return [];
  const by = "service-type";
  const { month } = definition;
  return [
    async () => {
      const { AnswersChart, answersChartHeight } = await import("../../../shared/charts/AnswersChart.tsx");
      const table = stageTable(definition, "intent", by);
      const series = answersSeries(table, by, month);
      if (!series.rows.some(({ bars }) => bars.some(({ answers }) => answers !== null))) return null;
      const sized = (width: number): ReturnType<Sketch["sized"]> => {
        const height = answersChartHeight(series, width);
        return { component: createElement(AnswersChart, { ...LOOK, series, width, height }), height };
      };
      const title = finding(chartSeries(table, by));
      const { leftOut } = series;
      const words = { title, alt: answersSummary(series), leftOut };
      return {
        kind: "answers",
        about: "intent",
        by,
        ...words,
        stem: `${STAGE_STEMS.intent}-answers`,
        sized,
      };
    },
    async () => {
      const { StagesChart, stagesChartHeight } = await import("../../../shared/charts/StagesChart.tsx");
      const tables = STAGES.map((stage) => stageTable(definition, stage, by));
      const series = stagesSeries(tables, by, month);
      if (series.rows.length === 0) return null;
      const sized = (width: number): ReturnType<Sketch["sized"]> => {
        const height = stagesChartHeight(series, width);
        return { component: createElement(StagesChart, { ...LOOK, series, width, height }), height };
      };
      const words = { title: stagesTitle(series), alt: stagesSummary(series), leftOut: series.leftOut };
      return { kind: "stages", about: "stages", by, ...words, stem: "stages", sized };
    },
  ];
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

interface Wanted {
  readonly about: string;
  readonly stem: string;
  readonly by: PackTable["by"];
  readonly full: ChartSeries;
}

/** Every chart a pack could hold: the stages, then the user's own questions. */
function wantedOf(definition: PackDefinition): readonly Wanted[] {
  const splits = ["service-type", "region"] as const;
  const stages = definition.tables.length === 0 ? [] : STAGES;
  return [
    ...stages.flatMap((stage) =>
      splits.map((by) => ({ about: stage, stem: STAGE_STEMS[stage], by, full: seriesOf(definition, stage, by) })),
    ),
    ...definition.sets.flatMap((set) =>
      set.questions.flatMap((question) =>
        splits.map((by) => ({
          about: question.code,
          stem: question.code,
          by,
          full: ownSeries(definition, set, question, by),
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
