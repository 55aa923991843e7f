import { Document, Packer, Paragraph } from "docx";
import { ChartRun } from "docx/charts";
import type { NativeChart } from "./native.ts";
import { type NativeSize, nativeOptions } from "./native-run.ts";
import { isChart } from "./office-package.ts";
import { unzipPack } from "./zip.ts";

/** A chart as Office files hold it: its drawing (DrawingML) and the workbook of its figures. */
export interface ChartFiles {
  readonly xml: string;
  readonly workbook: Uint8Array;
}

/**
 * The parts of native charts, for a file that is not Word's. The slide library's own bar and line charts name three axes
 * and define two, so that PowerPoint offers to repair them; the Word library's are sound, and DrawingML is one for both.
 */
export async function chartFiles(charts: readonly NativeChart[], size: NativeSize): Promise<readonly ChartFiles[]> {
  const paragraphs = charts.map((chart) => new Paragraph({ children: [new ChartRun(nativeOptions(chart, size))] }));
  const made = await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] }));
  const files = new Map(unzipPack(new Uint8Array(made)).map(({ name, bytes }) => [name, bytes]));
  return [...files.keys()]
    .filter(isChart)
    .toSorted((a, b) => numberIn(a) - numberIn(b))
    .flatMap((name) => {
      const workbook = files.get(`word/embeddings/Microsoft_Excel_Worksheet${numberIn(name)}.xlsx`);
      return workbook === undefined ? [] : [{ xml: new TextDecoder().decode(files.get(name)), workbook }];
    });
}

/** The number in the name of a part. */
export function numberIn(name: string): number {
  return Number(/(\d+)\.\w+$/.exec(name)?.[1] ?? 0);
}
