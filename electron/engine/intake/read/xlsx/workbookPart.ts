import { LIMITS } from "../limits.ts";
import { damaged, notASpreadsheet } from "../refusals.ts";
import { readRelationships } from "./relationships.ts";
import { OPEN } from "../xml/xmlScanner.ts";
import { scanPart } from "../xml/xmlPart.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";

const EXPORT = "Open it there, export or save it as an Excel workbook (.xlsx) or as CSV, then choose that file.";

/** Other zip files people take for spreadsheets: a part that gives each away, what it is and what to do instead. */
const OTHERS: readonly (readonly [part: RegExp, what: string, advice: string])[] = [
  [
    /^xl\/workbook\.bin$/,
    "is an Excel binary workbook (.xlsb)",
    "Open it in Excel, save it as an Excel workbook (.xlsx), then choose that file.",
  ],
  [
    /^word\//,
    "is a Word document",
    "Copy its table into Excel, save that as an Excel workbook (.xlsx), then choose that file.",
  ],
  [/^ppt\//, "is a PowerPoint presentation", "Choose the spreadsheet its figures come from."],
  [/^(?:index\.zip|index\/.*\.iwa|.*\.numbers\/.*)$/, "is an Apple Numbers or other iWork file", EXPORT],
];

/** Finds a zip's workbook part by relationship, else by content type. @throws BellwetherError `not-a-spreadsheet` naming what it is instead */
export async function findWorkbook(archive: ZipArchive): Promise<ZipEntry> {
  const { place } = archive.file;
  const names = [...archive.entries.keys()];
  const linked = (await readRelationships(archive, "")).find((link) => link.type === "officeDocument")?.entry;
  const found = [linked, ...(await typedWorkbooks(archive)), archive.find("xl/workbook.xml")].find(
    (entry) => entry !== undefined && !isOther(entry.name),
  );
  if (found !== undefined) return found;
  for (const [part, what, advice] of OTHERS)
    if (names.some((name) => part.test(name))) throw notASpreadsheet(place, what, advice);
  if (names.includes("[content_types].xml")) throw damaged(place, "its workbook is missing");
  throw notASpreadsheet(place, "is a zip archive, not a spreadsheet", "Unpack it and choose the spreadsheet inside.");
}

function isOther(name: string): boolean {
  return OTHERS.some(([part]) => part.test(name));
}

/** The parts that the list of content types calls a workbook, whatever their names. */
async function typedWorkbooks(archive: ZipArchive): Promise<readonly (ZipEntry | undefined)[]> {
  const entry = archive.find("[Content_Types].xml");
  const found: (ZipEntry | undefined)[] = [];
  if (entry === undefined) return found;
  await scanPart(archive, entry, LIMITS.part, (xml, token) => {
    if (token !== OPEN || !xml.is("Override")) return;
    const type = xml.attribute("ContentType") ?? "";
    if (/(?:spreadsheetml\.(?:sheet|template)|excel\.(?:sheet|template)\.macroEnabled)\.main\+xml$/i.test(type))
      found.push(archive.find(xml.attribute("PartName") ?? ""));
  });
  return found;
}
