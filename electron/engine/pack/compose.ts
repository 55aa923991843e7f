import { drawCharts } from "./charts.ts";
import { dataFiles } from "./data-files.ts";
import type { PackDefinition, PackFile } from "./definition.ts";
import { packDocument } from "./sections.ts";
import { manifestFile } from "./manifest.ts";
import { nativeCharts } from "./native.ts";
import { pageFile } from "./page.tsx";
import { slidesFile } from "./slides.ts";
import { wordFile } from "./word.ts";
import { workbookFile } from "./workbook.ts";

/** Told of each step of a composition: the step in words, and how many of how many parts of it are done. */
export type Report = (stage: string, done: number, total: number) => void;

/**
 * Composes a pack from protected tables: page, Word document, slides, workbook, charts, data files and manifest, sorted by name. Run it in a
 * fresh worker: it puts a document into the global object while it draws. The same definition gives the same bytes.
 */
export async function composePack(definition: PackDefinition, report: Report): Promise<readonly PackFile[]> {
  const charts = await drawCharts(definition, (done, total) => report("Drawing charts", done, total));
  report("Writing the page", 0, 1);
  const document = packDocument(definition, charts);
  const page = pageFile(document);
  report("Writing the page", 1, 1);
  const natives = nativeCharts(definition);
  report("Writing the Word document", 0, 1);
  const word = await wordFile(document, natives, definition.month);
  report("Writing the Word document", 1, 1);
  report("Writing the slides", 0, 1);
  const slides = await slidesFile(document, natives, definition.month);
  report("Writing the slides", 1, 1);
  report("Writing the workbook", 0, 1);
  const workbook = await workbookFile(definition);
  report("Writing the workbook", 1, 1);
  const files = [page, word, slides, workbook, ...charts.map((chart) => chart.file), ...dataFiles(definition)];
  return [...files, manifestFile(definition, files)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
