import type { PackFormat } from "../../../shared/packs.ts";
import { pictureFile, withPictures } from "./chart-pictures.ts";
import type { PackChart } from "./charts.ts";
import { formatsOf, type PackDefinition, type PackFile } from "./definition.ts";
import { nativeCharts } from "./native.ts";
import { packDocument } from "./sections.ts";
import { slidesFile } from "./slides.ts";
import { wordFile } from "./word.ts";
import { workbookFile } from "./workbook.ts";

/**
 * Those files of a pack that are made of Office's parts, and charts as pictures. They need no window and no typesetter, so
 * that they can be made beside the rest.
 * @param finished told how many formats are done
 */
export async function officeFiles(
  definition: PackDefinition,
  charts: readonly PackChart[],
  finished: (formats: number) => void,
): Promise<readonly PackFile[]> {
  const formats = formatsOf(definition);
  const natives = nativeCharts(definition);
  const pictured = await withPictures(charts, formats, natives);
  const document = packDocument(definition, pictured);
  const { month } = definition;
  const makers: readonly (readonly [PackFormat, () => Promise<PackFile> | readonly PackFile[]])[] = [
    ["png", () => pictured.flatMap(pictureFile)],
    ["docx", () => wordFile(document, natives, month)],
    ["pptx", () => slidesFile(document, natives, month)],
    ["xlsx", () => workbookFile(definition)],
  ];
  const files: PackFile[] = [];
  for (const [index, [, make]] of makers.filter(([format]) => formats.includes(format)).entries()) {
    files.push(...[await make()].flat());
    finished(index + 1);
  }
  return files;
}
