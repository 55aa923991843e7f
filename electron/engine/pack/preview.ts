import { createHash } from "node:crypto";
import { chartId, type Sketch } from "./chart-sketches.ts";
import { drawChart, packSketches, type PackChart } from "./charts.ts";
import type { Report } from "./compose.ts";
import { type PackDefinition, textFile } from "./definition.ts";
import type { PackDocument } from "./document.ts";
import { openDrawing } from "./draw.ts";
import { briefingLayout } from "./pdf/briefing.ts";
import { settable } from "./pdf/letters.ts";
import { loadPages, type PageImage } from "./pdf/pages.ts";
import { loadTypst } from "./pdf/typst.ts";
import { packDocument } from "./sections.ts";

/** A page with the headings on it. */
export interface PreviewedPage extends PageImage {
  readonly heads: readonly string[];
}

/** Charts drawn before, by what is in them: words around a chart change more often than it does. */
const drawnBefore = new Map<string, PackChart>();
let drawnFrom = "";

/**
 * The pages of a pack's briefing as its PDF will have them, and nothing else of it. What was drawn is kept for the next time,
 * so run it in a worker that stays.
 * @param stop throws where nobody waits for it any more
 */
export async function previewPages(
  definition: PackDefinition,
  report: Report,
  stop: () => void,
): Promise<readonly PreviewedPage[]> {
  const charts = await chartsOf(definition, report, stop);
  report("Setting the pages", 0, null);
  const [typesetter, draw] = await Promise.all([loadTypst(), loadPages()]);
  await turn();
  stop();
  const document = packDocument(definition, charts);
  const layout = briefingLayout(document, definition.month, typesetter);
  await turn();
  stop();
  const heads = headsOf(document);
  return draw(layout).map((page) => {
    const words = flat(page.words);
    return { ...page, heads: heads.filter((head) => words.includes(head)) };
  });
}

/** What a reader may look for: titles of the briefing, its sections, charts and tables, as they are set. */
function headsOf({ title, sections }: PackDocument): readonly string[] {
  const found = sections.flatMap(({ heading, blocks }) => [
    heading,
    ...blocks.flatMap((block) => {
      if (block.kind === "chart") return [block.chart.title];
      return block.kind === "table" ? [block.table.caption] : [];
    }),
  ]);
  return [title, ...found].map((head) => flat(settable(head)));
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** The charts that stand in the briefing, as drawn before where they are the same. */
async function chartsOf(definition: PackDefinition, report: Report, stop: () => void): Promise<readonly PackChart[]> {
  const { tables, sets, months, month, unit, breaks = [] } = definition;
  const from = createHash("sha256").update(JSON.stringify({ tables, sets, months, month, unit, breaks })).digest("hex");
  if (from !== drawnFrom) drawnBefore.clear();
  drawnFrom = from;
  const sketches = packSketches(definition);
  const wanted = standing(definition, sketches);
  const missing = wanted.filter((sketch) => !drawnBefore.has(keyOf(sketch)));
  if (missing.length > 0) {
    const drawing = await openDrawing();
    try {
      for (const [index, sketch] of missing.entries()) {
        report("Drawing charts", index, missing.length);
        await turn();
        stop();
        drawnBefore.set(keyOf(sketch), await drawChart(drawing, sketch, { paper: true, slides: false }));
      }
    } finally {
      await drawing.close();
    }
  }
  return sketches.map((sketch) => drawnBefore.get(keyOf(sketch)) ?? undrawn(sketch));
}

/** The charts that the briefing shows, told by making it without drawings. */
function standing(definition: PackDefinition, sketches: readonly Sketch[]): readonly Sketch[] {
  const { sections } = packDocument(definition, sketches.map(undrawn));
  const shown = new Set(
    sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "chart" ? [chartId(block.chart)] : []))),
  );
  return sketches.filter((sketch) => shown.has(chartId(sketch)));
}

function undrawn({ stem, load: _load, ...words }: Sketch): PackChart {
  return { ...words, svg: "", paper: null, slide: null, file: textFile(stem, "") };
}

function keyOf(sketch: Sketch): string {
  return `${chartId(sketch)} ${sketch.title}`;
}

/** Lets a message in that says to stop. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
