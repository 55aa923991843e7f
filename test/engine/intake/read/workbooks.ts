import ExcelJS from "exceljs";
import { strToU8, zipSync, type Zippable } from "fflate";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** A workbook of hand-written XML. Anything left out gets an ordinary default. */
export interface OddWorkbook {
  /** The children of `sheetData`. */
  readonly data?: string;
  /** The whole XML of sheets, instead of `data`. */
  readonly sheets?: readonly (string | Uint8Array)[];
  /** The children of `sst`. */
  readonly strings?: string;
  /** Number formats of the cell styles 0, 1, 2…: an id, or a format code. */
  readonly formats?: readonly (number | string)[];
  readonly from1904?: boolean;
  /** Parts to add or replace; null takes one away. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
  readonly level?: 0 | 6;
}

/** Zips a workbook of hand-written XML. */
export function oddWorkbook(workbook: OddWorkbook): Uint8Array {
  return zipSync(zippable(workbookParts(workbook)), {
    level: workbook.level ?? 6,
    mtime: new Date("2025-01-01T00:00:00Z"),
  });
}

/** The XML of one sheet around rows. */
export function sheetXml(data: string, before = "", after = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}" xmlns:r="${LINKS}">${before}<sheetData>${data}</sheetData>${after}</worksheet>`;
}

/** The parts of a workbook by name. */
export function workbookParts(workbook: OddWorkbook): Record<string, string | Uint8Array> {
  const sheets = workbook.sheets ?? [sheetXml(workbook.data ?? "")];
  const parts: Record<string, string | Uint8Array | null> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><workbookPr${workbook.from1904 === true ? ' date1904="1"' : ""}/><sheets>${sheets.map((_, index) => `<sheet name="Sheet ${index + 1}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${LINKS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join("")}<Relationship Id="rIdS" Type="${LINKS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdF" Type="${LINKS}/styles" Target="styles.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${workbook.strings ?? ""}</sst>`,
    "xl/styles.xml": stylesXml(workbook.formats ?? []),
  };
  sheets.forEach((sheet, index) => (parts[`xl/worksheets/sheet${index + 1}.xml`] = sheet));
  Object.assign(parts, workbook.parts);
  return Object.fromEntries(
    Object.entries(parts).filter((part): part is [string, string | Uint8Array] => part[1] !== null),
  );
}

/** Parts as fflate takes them. */
export function zippable(parts: Record<string, string | Uint8Array>): Zippable {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]),
  );
}

/** A workbook that exceljs writes, one grid a sheet. */
export async function ordinaryWorkbook(
  sheets: Readonly<Record<string, readonly (readonly ExcelJS.CellValue[])[]>>,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, grid] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(grid.map((row) => [...row]));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** The first bytes of an old Office container whose directory names these streams. */
export function oldContainer(...streams: readonly string[]): Uint8Array {
  const bytes = Buffer.alloc(4096);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  streams.forEach((stream, index) => bytes.write(`${stream}\0`, 1024 + index * 128, "utf16le"));
  return bytes;
}

function stylesXml(formats: readonly (number | string)[]): string {
  const codes = formats.map((format, index) =>
    typeof format === "string" ? `<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>` : "",
  );
  const cells = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === "string" ? 164 + index : format}" xfId="0"/>`,
  );
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join("")}</cellXfs></styleSheet>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
