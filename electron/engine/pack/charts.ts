import { chartSvg } from "../../../shared/charts/compose.ts";
import { CHART_PALETTES } from "../../../shared/charts/palette.ts";
import { type ChartKind, chartId, chartSketches, FONT, type Sketch } from "./chart-sketches.ts";
import { formatsOf, type PackDefinition, type PackFile, textFile } from "./definition.ts";
import { openDrawing, type Drawing } from "./draw.ts";

/** A chart of the pack: its words and its SVG document. */
export interface PackChart extends Omit<Sketch, "stem" | "load"> {
  readonly file: PackFile;
  readonly svg: string;
  /** The same as a picture, where it was drawn as one. */
  readonly png?: Uint8Array;
  /** Pictures of it drawn for the narrower column of a page of paper, and for a slide, where there are any. */
  readonly paperPng?: Uint8Array;
  readonly slidePng?: Uint8Array;
  /**
   * The same chart drawn for the narrower column of a page of paper, so that its words stay large enough there; null where
   * it is not in the briefing or would be too high.
   */
  readonly paper: string | null;
  /** The same chart drawn for a slide; null where it is not on one, or its words would be no larger there. */
  readonly slide: string | null;
}

const WIDTH = 960;
/** Stages stand beside each other, each with its words: they need more room. */
const PAPER_WIDTHS: Readonly<Record<ChartKind, number>> = { trend: 700, answers: 700, stages: 820 };

/** The room of a chart on a slide, of about 12 by 4.5 inches: a word of 12 pixels has 9 points there. */
const SLIDE_ROOM = { width: 1180, height: 440 } as const;

/** Height by width of a chart that still has a page of paper with the words that belong to it. */
const HIGHEST = 1.2;

/**
 * Draws every chart of the pack with the components that the screen shows, at a fixed size and in light colours.
 * Charts without a single shown share, and those that people leave out, are not in it.
 */
export async function drawCharts(
  definition: PackDefinition,
  drawn: (chart: PackChart, done: number, total: number) => void = () => undefined,
): Promise<readonly PackChart[]> {
  const charts: PackChart[] = [];
  const formats = formatsOf(definition);
  const places = { paper: formats.includes("pdf") || formats.includes("docx"), slides: formats.includes("pptx") };
  const drawing = await openDrawing();
  try {
    const wanted = packSketches(definition);
    for (const [index, sketch] of wanted.entries()) {
      const chart = await drawChart(drawing, sketch, places);
      charts.push(chart);
      drawn(chart, index + 1, wanted.length);
    }
  } finally {
    await drawing.close();
  }
  return charts;
}

/** The charts that are in a pack, with the titles people gave them. */
export function packSketches(definition: PackDefinition): readonly Sketch[] {
  const { titles = {}, leftOut = [] } = definition.wording ?? {};
  return chartSketches(definition)
    .filter((sketch) => !leftOut.includes(chartId(sketch)))
    .map((sketch) => ({ ...sketch, title: titles[chartId(sketch)] ?? sketch.title }));
}

/** Draws one chart, also for paper where it is wanted there and has room, and for slides where that makes it larger. */
export async function drawChart(
  drawing: Drawing,
  { stem, load, ...chart }: Sketch,
  wanted: { readonly paper: boolean; readonly slides: boolean },
): Promise<PackChart> {
  const sized = await load();
  const background = CHART_PALETTES.light.surface;
  const words = { title: chart.title, description: chart.alt };
  const svgOf = (wide: number, high?: number): Promise<string> => {
    const { component, height } = sized(wide, high);
    return drawing.draw(component, (element) =>
      chartSvg(element, { width: wide, height, background, fontFamily: FONT, ...words }),
    );
  };
  const svg = await svgOf(WIDTH);
  const width = PAPER_WIDTHS[chart.kind];
  const fits = wanted.paper && isInBriefing(chart) && sized(width).height <= width * HIGHEST;
  const paper = fits ? await svgOf(width) : null;
  const gains =
    scaleOnSlide(SLIDE_ROOM.width, sized(SLIDE_ROOM.width, SLIDE_ROOM.height).height) >
    scaleOnSlide(WIDTH, sized(WIDTH).height);
  const slide = wanted.slides && isInBriefing(chart) && gains ? await svgOf(SLIDE_ROOM.width, SLIDE_ROOM.height) : null;
  return { ...chart, svg, paper, slide, file: textFile(`charts/${stem}-by-${chart.by}.svg`, `${svg}\n`) };
}

/** How much larger or smaller a drawing is than it was drawn, where it takes the room of a slide. */
function scaleOnSlide(width: number, height: number): number {
  return Math.min(SLIDE_ROOM.width / width, SLIDE_ROOM.height / height);
}

/** Of splits by region the briefing has intent only. */
export function isInBriefing({ about, by }: Pick<PackChart, "about" | "by">): boolean {
  return by === "service-type" || about === "intent";
}
