import { drawCharts } from "./charts.ts";
import { dataFiles } from "./data-files.ts";
import type { PackDefinition, PackFile } from "./definition.ts";
import { packDocument } from "./sections.ts";
import { manifestFile } from "./manifest.ts";
import { pageFile } from "./page.tsx";
import { workbookFile } from "./workbook.ts";

/** Told of each step of a composition: the step in words, and how many of how many parts of it are done. */
export type Report = (stage: string, done: number, total: number) => void;

/**
 * Composes a pack from protected tables: page, workbook, charts, data files and manifest, sorted by name. Run it in a
 * fresh worker: it puts a document into the global object while it draws. The same definition gives the same bytes.
 */
export async function composePack(definition: PackDefinition, report: Report): Promise<readonly PackFile[]> {
  const charts = await drawCharts(definition, (done, total) => report("Drawing charts", done, total));
  report("Writing the page", 0, 1);
  const page = pageFile(packDocument(definition, charts));
  report("Writing the page", 1, 1);
  report("Writing the workbook", 0, 1);
  const workbook = await workbookFile(definition);
  report("Writing the workbook", 1, 1);
  const files = [page, workbook, ...charts.map((chart) => chart.file), ...dataFiles(definition)];
  return [...files, manifestFile(definition, files)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
