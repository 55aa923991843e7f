import { notASpreadsheet, type FilePlace } from "./refusals.ts";

const SPREADSHEET =
  "Choose the spreadsheet itself: an Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file.";
const SAVE_AS = "Open it in Excel, choose File, Save As, Excel Workbook (.xlsx), then choose the new file.";

const MAGIC: readonly (readonly [start: string, what: string])[] = [
  ["%PDF-", "is a PDF document"],
  ["\x89PNG", "is a picture (PNG)"],
  ["\xff\xd8\xff", "is a picture (JPEG)"],
  ["GIF8", "is a picture (GIF)"],
  ["SQLite format 3", "is a database"],
  ["\x1f\x8b", "is a compressed file (gzip)"],
  ["7z\xbc\xaf\x27\x1c", "is a compressed file (7-Zip)"],
  ["Rar!", "is a compressed file (RAR)"],
  ["{\\rtf", "is a rich-text document"],
];

/** Refuses what is not delimited text, by its first bytes. @throws BellwetherError `not-a-spreadsheet` */
export function refuseOtherKinds(place: FilePlace, head: Buffer, utf16: boolean): void {
  const start = head.toString("latin1", 0, 64);
  for (const [magic, what] of MAGIC) if (start.startsWith(magic)) throw notASpreadsheet(place, what, SPREADSHEET);
  if (!utf16 && head.includes(0))
    throw notASpreadsheet(place, "is not text and not a workbook that Excel would open", SPREADSHEET);
  const text = head
    .toString("latin1", 0, 8192)
    .replaceAll("\0", "")
    .replace(/^[\s\xef\xbb\xbf\xff\xfe]+/, "")
    .slice(0, 4096);
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?workbook\b/i.test(text) ||
    /^<\?xml[^]*progid="Excel\.Sheet"/i.test(text)
  ) {
    throw notASpreadsheet(place, "is an old “XML Spreadsheet 2003” file", SAVE_AS);
  }
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|meta|body|table|style|div)\b/i.test(text)
  ) {
    throw notASpreadsheet(place, "is a web page (HTML) that was given a spreadsheet's name", SAVE_AS);
  }
  if (/^(?:<\?xml[^>]*>\s*)?<(?:\w+:)?document\b[^>]*urn:oasis:names:tc:opendocument/i.test(text)) {
    throw notASpreadsheet(
      place,
      "is a flat OpenDocument file (such as .fods)",
      "Open it in LibreOffice, save it as a spreadsheet (.ods or .xlsx), then choose that file.",
    );
  }
  if (/^<\?xml\b/i.test(text)) throw notASpreadsheet(place, "is an XML file", SPREADSHEET);
}
