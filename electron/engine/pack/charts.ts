import { createElement } from "react";
import { chartSvg } from "../../../shared/charts/compose.ts";
import { CHART_PALETTES } from "../../../shared/charts/palette.ts";
import { type ChartSeries, chartSeries } from "../../../shared/charts/series.ts";
import { chartSummary, finding, highest } from "../../../shared/charts/words.ts";
import { COMMISSIONERS, STAGE_LABELS, STAGES, type Stage } from "../../../shared/vocabulary.ts";
import type { PackDefinition, PackFile, PackTable } from "./definition.ts";
import { openDrawing } from "./draw.ts";
import { findTable } from "./figures.ts";
import { STAGE_STEMS } from "./wording.ts";

/** The font of charts and pages: on every office machine, and generic where it is not. */
export const FONT = "Arial, Helvetica, sans-serif";

/** A chart of the pack: its words and its SVG document. */
export interface PackChart {
  readonly stage: Stage;
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
  const wanted = STAGES.flatMap((stage) => (["service-type", "region"] as const).map((by) => ({ stage, by })));
  const charts: PackChart[] = [];
  const drawing = await openDrawing();
  try {
    const { IntentChart, intentChartHeight } = await import("../../../shared/charts/IntentChart.tsx");
    for (const [index, { stage, by }] of wanted.entries()) {
      const full = seriesOf(definition, stage, by);
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
        const name = `charts/${STAGE_STEMS[stage]}-by-${by}.svg`;
        charts.push({
          stage,
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

/** The finding of a chart: which group stands highest where one clearly does, else the figures of everybody. */
function titleOf(series: ChartSeries): string {
  const top = highest(series);
  const rivals = series.panels.filter((panel) => panel.key !== "all" && panel.la.at(-1)?.share === top?.point.share);
  if (series.stage !== "intent" || top === null || rivals.length !== 1) return finding(series);
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

function withFigures(series: ChartSeries): { series: ChartSeries; leftOut: readonly string[] } {
  const shown = series.panels.filter((panel) => [...panel.la, ...panel.nhs].some((point) => point.share !== null));
  const leftOut = series.panels.filter((panel) => !shown.includes(panel)).map((panel) => panel.label);
  return { series: { ...series, panels: shown }, leftOut };
}

/** What a chart's subtitle says: measure, population, place and period. */
export function chartSubtitle(stage: Stage, unit: PackDefinition["unit"], when: string): string {
  return `${STAGE_LABELS[stage]}: share of ${unit}s that answered, England, ${when}`;
}
