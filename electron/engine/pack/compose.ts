import { type WantedPicture, wantedPictures } from "./chart-pictures.ts";
import { drawCharts, type PackChart } from "./charts.ts";
import { dataFiles } from "./data-files.ts";
import { formatsOf, type PackDefinition, type PackFile } from "./definition.ts";
import { manifestFile } from "./manifest.ts";
import { openDrawing } from "./draw.ts";
import { nativeCharts } from "./native.ts";
import { pageFile } from "./page.tsx";
import { briefingFile } from "./pdf/briefing.ts";
import { loadTypst } from "./pdf/typst.ts";
import { packDocument } from "./sections.ts";

/** Told of each step of a composition: the step in words, and how many of how many parts of it are done. */
export type Report = (stage: string, done: number, total: number | null) => void;

/** Who makes the files of Office's formats and the pictures in them. */
export interface Office {
  /** Is told of pictures as soon as they can be drawn. */
  readonly draw: (pictures: readonly WantedPicture[]) => void;
  /** Makes the files, and tells how many formats are done. */
  readonly files: (
    definition: PackDefinition,
    charts: readonly PackChart[],
    finished: (formats: number) => void,
  ) => Promise<readonly PackFile[]>;
}

/**
 * Composes a pack from protected tables: PDF, Word document, slides, page, workbook, charts, data files and manifest, sorted
 * by name. Run it in a fresh worker: it puts a document into the global object while it draws. The same definition gives the
 * same bytes.
 * @param office makes its part beside the rest, where it is elsewhere
 */
export async function composePack(
  definition: PackDefinition,
  report: Report,
  office: Office = HERE,
): Promise<readonly PackFile[]> {
  const formats = formatsOf(definition);
  const natives = nativeCharts(definition);
  const charts = await drawCharts(definition, (chart, done, total) => {
    office.draw(wantedPictures(chart, formats, natives));
    report("Drawing charts", done, total);
  });
  const made = { here: 0, there: 0 };
  const told = (): void => report("Writing the documents", made.here + made.there, formats.length);
  told();
  const officeFiles = office.files(definition, charts, (done) => {
    made.there = done;
    told();
  });
  // It is waited for below; what fails before that ends the whole.
  officeFiles.catch(() => undefined);
  const document = packDocument(definition, charts);
  const documents: PackFile[] = [];
  const finished = (file: PackFile): void => {
    documents.push(file);
    made.here += 1;
    told();
  };
  if (formats.includes("pdf")) finished(briefingFile(document, definition.month, await loadTypst()));
  if (formats.includes("html")) finished(pageFile(document));
  const drawings = charts.map(({ file }) => file);
  const files = [...documents, ...drawings, ...dataFiles(definition), ...(await officeFiles)];
  return [...files, manifestFile(definition, files)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Loads what drawing and typesetting need, for a composition that is to come. */
export async function prepareToCompose(): Promise<void> {
  const drawing = await openDrawing();
  await import("../../../shared/charts/IntentChart.tsx");
  await drawing.close();
  await loadTypst();
}

const HERE: Office = {
  draw: () => undefined,
  async files(...given) {
    const { officeFiles } = await import("./office.ts");
    return officeFiles(...given);
  },
};
