import type { PackFormat } from "../../../shared/packs.ts";
import { pictureFile, withPictures } from "./chart-pictures.ts";
import { drawCharts } from "./charts.ts";
import { dataFiles } from "./data-files.ts";
import { formatsOf, type PackDefinition, type PackFile } from "./definition.ts";
import { packDocument } from "./sections.ts";
import { manifestFile } from "./manifest.ts";
import { nativeCharts } from "./native.ts";
import { pageFile } from "./page.tsx";
import { briefingFile } from "./pdf/briefing.ts";
import { loadTypst } from "./pdf/typst.ts";
import { slidesFile } from "./slides.ts";
import { wordFile } from "./word.ts";
import { workbookFile } from "./workbook.ts";

type Made = PackFile | Promise<PackFile>;

/** Told of each step of a composition: the step in words, and how many of how many parts of it are done. */
export type Report = (stage: string, done: number, total: number) => void;

/**
 * Composes a pack from protected tables: PDF, Word document, slides, page, workbook, charts, data files and manifest, sorted
 * by name. Run it in a fresh worker: it puts a document into the global object while it draws. The same definition gives the
 * same bytes.
 */
export async function composePack(definition: PackDefinition, report: Report): Promise<readonly PackFile[]> {
  const formats = formatsOf(definition);
  const wants = (...some: readonly PackFormat[]): boolean => some.some((format) => formats.includes(format));
  const drawn = await drawCharts(definition, (done, total) => report("Drawing charts", done, total));
  const charts = wants("png", "docx", "pptx")
    ? await withPictures(drawn, (done, total) => report("Drawing charts as pictures", done, total))
    : drawn;
  const document = packDocument(definition, charts);
  const natives = nativeCharts(definition);
  const { month } = definition;
  const makers: Readonly<Record<Exclude<PackFormat, "png">, readonly [stage: string, make: () => Made]>> = {
    pdf: ["Setting the PDF", async () => briefingFile(document, month, await loadTypst())],
    html: ["Writing the page", () => pageFile(document)],
    docx: ["Writing the Word document", () => wordFile(document, natives, month)],
    pptx: ["Writing the slides", () => slidesFile(document, natives, month)],
    xlsx: ["Writing the workbook", () => workbookFile(definition)],
  };
  const documents: PackFile[] = [];
  for (const format of formats) {
    if (format === "png") continue;
    const [stage, make] = makers[format];
    report(stage, 0, 1);
    documents.push(await make());
    report(stage, 1, 1);
  }
  const drawings = charts.flatMap((chart) => [chart.file, ...(wants("png") ? pictureFile(chart) : [])]);
  const files = [...documents, ...drawings, ...dataFiles(definition)];
  return [...files, manifestFile(definition, files)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
