import type { PackFormat } from "../../../shared/packs.ts";
import { pictureFile, withPictures } from "./chart-pictures.ts";
import { drawCharts, type PackChart } from "./charts.ts";
import { dataFiles } from "./data-files.ts";
import { formatsOf, type PackDefinition, type PackFile } from "./definition.ts";
import type { PackDocument } from "./document.ts";
import { packDocument } from "./sections.ts";
import { manifestFile } from "./manifest.ts";
import { nativeCharts, nativesAt } from "./native.ts";
import { pageFile } from "./page.tsx";
import { briefingFile } from "./pdf/briefing.ts";
import { loadTypst } from "./pdf/typst.ts";
import { slidesFile } from "./slides.ts";
import { wordFile } from "./word.ts";
import { workbookFile } from "./workbook.ts";

type Made = PackFile | Promise<PackFile>;

/** Told of each step of a composition: the step in words, and how many of how many parts of it are done. */
export type Report = (stage: string, done: number, total: number | null) => void;

/**
 * Composes a pack from protected tables: PDF, Word document, slides, page, workbook, charts, data files and manifest, sorted
 * by name. Run it in a fresh worker: it puts a document into the global object while it draws. The same definition gives the
 * same bytes.
 * @param draw makes the pictures, beside the documents that hold none where it can
 */
export async function composePack(
  definition: PackDefinition,
  report: Report,
  draw: typeof withPictures = withPictures,
): Promise<readonly PackFile[]> {
  const formats = formatsOf(definition);
  const wants = (...some: readonly PackFormat[]): boolean => some.some((format) => formats.includes(format));
  const drawn = await drawCharts(definition, (done, total) => report("Drawing charts", done, total));
  const natives = wants("docx", "pptx") ? nativeCharts(definition) : [];
  const isDrawn = (chart: PackChart): boolean => nativesAt(chart, natives).instead.length === 0;
  const onPaper = wants("docx") ? drawn.filter(isDrawn).map(({ file }) => file.name) : [];
  const pictured = wants("png", "docx", "pptx")
    ? draw(drawn, { wide: wants("png", "pptx"), paper: onPaper }, (done, total) =>
        report("Drawing charts as pictures", done, total),
      )
    : Promise.resolve(drawn);
  // It is waited for below; what fails before that ends the whole.
  pictured.catch(() => undefined);
  const document = packDocument(definition, drawn);
  const withThem = async (): Promise<PackDocument> => packDocument(definition, await pictured);
  const { month } = definition;
  const makers: Readonly<Record<Exclude<PackFormat, "png">, readonly [stage: string, make: () => Made]>> = {
    pdf: ["Setting the PDF", async () => briefingFile(document, month, await loadTypst())],
    html: ["Writing the page", () => pageFile(document)],
    docx: ["Writing the Word document", async () => wordFile(await withThem(), natives, month)],
    pptx: ["Writing the slides", async () => slidesFile(await withThem(), natives, month)],
    xlsx: ["Writing the workbook", () => workbookFile(definition)],
  };
  const documents: PackFile[] = [];
  const wanted = formats.filter((format) => format !== "png");
  for (const format of wanted.toSorted((a, b) => Number(holdsPictures(a)) - Number(holdsPictures(b)))) {
    const [stage, make] = makers[format];
    report(stage, 0, 1);
    documents.push(await make());
    report(stage, 1, 1);
  }
  const drawings = (await pictured).flatMap((chart) => [chart.file, ...(wants("png") ? pictureFile(chart) : [])]);
  const files = [...documents, ...drawings, ...dataFiles(definition)];
  return [...files, manifestFile(definition, files)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Documents that show charts as pictures are written last, so that those are drawn meanwhile. */
function holdsPictures(format: PackFormat): boolean {
  return format === "docx" || format === "pptx";
}
