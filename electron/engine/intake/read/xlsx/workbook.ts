import { LIMITS } from "../limits.ts";
import { damaged, tooLarge } from "../refusals.ts";
import { hiddenSheetNote } from "../sheetNotes.ts";
import { readRelationships } from "./relationships.ts";
import { OPEN } from "../xml/xmlScanner.ts";
import { scanPart } from "../xml/xmlPart.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";

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
    if (!xml.is("sheet")) return;
    listed.push({
      name: xml.attribute("name") ?? "",
      id: xml.attribute("id") ?? "",
      state: xml.attribute("state") ?? "",
    });
    if (listed.length > LIMITS.sheets) throw tooLarge(archive.file.place, `has more than ${LIMITS.sheets} sheets`);
  });
  const links = await readRelationships(archive, part.name);
  const byId = new Map(links.map((link) => [link.id, link]));
  const sheets: SheetPart[] = [];
  const notes: string[] = [];
  for (const { name, id, state } of listed) {
    const link = byId.get(id);
    if (link !== undefined && link.type !== "worksheet") {
      notes.push(`The sheet “${name}” holds a chart or macros, not rows, and was left out.`);
      continue;
    }
    if (link?.entry === undefined) throw damaged({ ...archive.file.place, sheet: name }, "the contents are missing");
    const hidden = state === "hidden" || state === "veryHidden";
    if (hidden) notes.push(hiddenSheetNote(name));
    sheets.push({ name, hidden, entry: link.entry });
  }
  if (links.some((link) => link.type === "styles" && link.entry === undefined))
    throw damaged(archive.file.place, "the part that tells dates from numbers is missing");
  const target = (type: string): ZipEntry | undefined => links.find((link) => link.type === type)?.entry;
  return { sheets, from1904, sharedStrings: target("sharedStrings"), styles: target("styles"), notes };
}
