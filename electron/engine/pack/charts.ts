import { createElement } from "react";
import { chartSvg } from "../../../shared/charts/compose.ts";
import { CHART_PALETTES } from "../../../shared/charts/palette.ts";
import { type ChartSeries, chartSeries, withFigures } from "../../../shared/charts/series.ts";
import { chartSummary, finding, highest } from "../../../shared/charts/words.ts";
import { COMMISSIONERS, STAGE_LABELS, STAGES, type Stage } from "../../../shared/vocabulary.ts";
import {
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

/** A chart of the pack: its words and its SVG document. */
export interface PackChart {
  /** A stage, or the code of a question of a user's own set. */
  readonly about: string;
  readonly by: PackTable["by"];
  /** The finding, with its figures. */
  readonly title: string;
  /** For people who cannot see it. */
  readonly alt: string;
  /** Groups without a figure in any month, which have no panel. */
  readonly leftOut: readonly string[];
  readonly file: PackFile;
  readonly svg: string;
}

const WIDTH = 960;

/**
 * Draws every chart of the pack with the component that the screen shows, at a fixed size and in light colours.
 * Charts without a single shown share are left out.
 */
export async function drawCharts(
  definition: PackDefinition,
  drawn: (done: number, total: number) => void,
): Promise<readonly PackChart[]> {
  const wanted = wantedOf(definition);
  const charts: PackChart[] = [];
  const drawing = await openDrawing();
  try {
    const { IntentChart, intentChartHeight } = await import("../../../shared/charts/IntentChart.tsx");
    for (const [index, { about, stem, by, full }] of wanted.entries()) {
      const { series, leftOut } = withFigures(full);
      if (series.panels.length > 0) {
        const height = intentChartHeight(series, WIDTH);
        const component = createElement(IntentChart, {
          series,
          width: WIDTH,
          height,
          scheme: "light",
          fontFamily: FONT,
        });
        const [title, alt] = [titleOf(series), chartSummary(series)];
        const background = CHART_PALETTES.light.surface;
        const svg = await drawing.draw(component, (element) =>
          chartSvg(element, { width: WIDTH, height, background, fontFamily: FONT, title, description: alt }),
        );
        const name = `charts/${stem}-by-${by}.svg`;
        charts.push({
          about,
          by,
          title,
          alt,
          leftOut,
          svg,
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
  const rows = COMMISSIONERS.flatMap((commissioner) => {
    const table = findTable(definition, stage, commissioner, by);
    const until = (table?.table.rows ?? []).filter((row) => row.month <= definition.month);
    return until.map((row) => ({ ...row, commissioner }));
  });
  return chartSeries({ measure: stage, commissioner: null, unit: definition.unit, protected: true, rows }, by);
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
export function chartSubtitle(subject: Subject, unit: PackDefinition["unit"], when: string): string {
  if (typeof subject !== "string") {
    const share = subject.options.some(({ counted }) => counted) ? "Share, and every answer," : "Every answer";
    return `${share} of ${unit}s that answered, England, ${when}`;
  }
  return `${STAGE_LABELS[subject]}: share of ${unit}s that answered, England, ${when}`;
}
