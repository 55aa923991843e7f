import { LIMITS } from "../limits.ts";
import { damaged } from "../refusals.ts";
import { readRelationships } from "./relationships.ts";
import { OPEN } from "./xmlScanner.ts";
import { scanPart } from "./xmlPart.ts";
import type { ZipArchive } from "./zipArchive.ts";
import type { ZipEntry } from "./zipDirectory.ts";

/** A worksheet as the workbook lists it. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

/** What the workbook part says. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  /** Dates count from 1 January 1904. */
  readonly from1904: boolean;
  readonly sharedStrings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
  readonly notes: readonly string[];
}

/** Reads the workbook part: its worksheets in order, chart and macro sheets left out and named in the notes. */
export async function readWorkbook(archive: ZipArchive, part: ZipEntry): Promise<Workbook> {
  const listed: { name: string; id: string; state: string }[] = [];
  let from1904 = false;
  await scanPart(archive, part, LIMITS.part, (xml, token) => {
    if (token !== OPEN) return;
    if (xml.is("workbookPr")) from1904 = ["1", "true", "on"].includes(xml.attribute("date1904") ?? "");
    if (xml.is("sheet"))
      listed.push({
        name: xml.attribute("name") ?? "",
        id: xml.attribute("id") ?? "",
        state: xml.attribute("state") ?? "",
      });
  });
  const links = await readRelationships(archive, part.name);
  const sheets: SheetPart[] = [];
  const notes: string[] = [];
  for (const { name, id, state } of listed) {
    const link = links.find((candidate) => candidate.id === id);
    if (link !== undefined && link.type !== "worksheet") {
      notes.push(`The sheet “${name}” holds a chart or macros, not rows, and was left out.`);
      continue;
    }
    if (link?.entry === undefined) throw damaged({ ...archive.file.place, sheet: name }, "the contents are missing");
    const hidden = state === "hidden" || state === "veryHidden";
    if (hidden) notes.push(`The sheet “${name}” is hidden; it can be read all the same.`);
    sheets.push({ name, hidden, entry: link.entry });
  }
  const target = (type: string): ZipEntry | undefined => links.find((link) => link.type === type)?.entry;
  return { sheets, from1904, sharedStrings: target("sharedStrings"), styles: target("styles"), notes };
}
