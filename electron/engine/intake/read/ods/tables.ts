import { LIMITS } from "../limits.ts";
import { notASpreadsheet, tooLarge } from "../refusals.ts";
import { OPEN } from "../xml/xmlScanner.ts";
import { scanPart } from "../xml/xmlPart.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";

/** A sheet as the content lists it. */
export interface Table {
  readonly name: string;
  readonly hidden: boolean;
  /** Its place among all tables of the spreadsheet. */
  readonly index: number;
}

/**
 * Lists the sheets in one pass that looks into none of them; copies of other files' cells, kept for links, are left out.
 * @throws BellwetherError `truncated-file` where the content does not arrive whole
 */
export async function listTables(archive: ZipArchive, content: ZipEntry): Promise<readonly Table[]> {
  const { place } = archive.file;
  const tables: Table[] = [];
  const hiddenStyles = new Set<string>();
  let style = "";
  let body = 0;
  let index = 0;
  const visit: Parameters<typeof scanPart>[3] = (xml, token) => {
    if (token !== OPEN) return;
    if (body > 0) {
      if (xml.depth !== body + 1 || !xml.is("table")) return;
      const tableStyle = xml.attribute("style-name") ?? "";
      const name = xml.attribute("name") ?? "";
      if (!isLinkCache(name, tableStyle)) tables.push({ name, hidden: hiddenStyles.has(tableStyle), index });
      if (name.length > LIMITS.sheetName)
        throw tooLarge(place, `has a sheet whose name is longer than ${LIMITS.sheetName} characters`);
      index++;
      if (index > LIMITS.sheets) throw tooLarge(place, `has more than ${LIMITS.sheets} sheets`);
      xml.passElement();
    } else if (xml.is("spreadsheet")) body = xml.depth;
    else if (xml.is("style")) style = xml.attribute("name") ?? "";
    else if (xml.is("table-properties") && xml.attribute("display") === "false") hiddenStyles.add(style);
    if (hiddenStyles.size > LIMITS.sheets) throw tooLarge(place, `has more than ${LIMITS.sheets} hidden sheets`);
  };
  await scanPart(archive, content, LIMITS.sheet, visit, () => undefined);
  if (body === 0)
    throw notASpreadsheet(
      place,
      "is an OpenDocument file without a spreadsheet in it",
      "Open it in LibreOffice, save it as a spreadsheet (.ods or .xlsx), then choose that file.",
    );
  return tables;
}

function isLinkCache(name: string, style: string): boolean {
  return style === "ta_extref" || /^'(?:[^']|'')*'#\$/.test(name);
}
