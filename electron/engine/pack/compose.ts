import { pictureFiles } from "./chart-pictures.ts";
import { drawCharts } from "./charts.ts";
import { dataFiles } from "./data-files.ts";
import type { PackDefinition, PackFile } from "./definition.ts";
import { packDocument } from "./sections.ts";
import { manifestFile } from "./manifest.ts";
import { pageFile } from "./page.tsx";
import { briefingFile } from "./pdf/briefing.ts";
import { loadTypst } from "./pdf/typst.ts";
import { workbookFile } from "./workbook.ts";

/** Told of each step of a composition: the step in words, and how many of how many parts of it are done. */
export type Report = (stage: string, done: number, total: number) => void;

/**
 * Composes a pack from protected tables: PDF, page, workbook, charts, data files and manifest, sorted by name. Run it in a
 * fresh worker: it puts a document into the global object while it draws. The same definition gives the same bytes.
 */
export async function composePack(definition: PackDefinition, report: Report): Promise<readonly PackFile[]> {
  const charts = await drawCharts(definition, (done, total) => report("Drawing charts", done, total));
  const pictures = await pictureFiles(charts, (done, total) => report("Drawing charts as pictures", done, total));
  const document = packDocument(definition, charts);
  report("Setting the PDF", 0, 1);
  const briefing = briefingFile(document, definition.month, await loadTypst());
  report("Setting the PDF", 1, 1);
  report("Writing the page", 0, 1);
  const page = pageFile(document);
  report("Writing the page", 1, 1);
  report("Writing the workbook", 0, 1);
  const workbook = await workbookFile(definition);
  report("Writing the workbook", 1, 1);
  const drawings = charts.map((chart) => chart.file);
  const files = [briefing, page, workbook, ...drawings, ...pictures, ...dataFiles(definition)];
  return [...files, manifestFile(definition, files)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
