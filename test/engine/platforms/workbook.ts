import { strToU8, zipSync } from "fflate";
import { serialOf } from "./dates.ts";

/** A cell: text, a number, a time written as a serial with a date style, or nothing. */
export type Cell = string | number | { readonly time: string } | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** How a platform's library writes workbooks. */
export interface WorkbookStyle {
  /** Namespace prefix of every element, as Microsoft Forms writes it. */
  readonly prefix?: string;
  /** What `<dimension>` says, right or wrong; the true extent by default. */
  readonly dimension?: string;
  readonly strings?: "shared" | "inline";
  /** Number format of the time cells. */
  readonly timeFormat?: string;
  /** Whether relationships name their targets from the root of the package. */
  readonly absoluteTargets?: boolean;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** The bytes of an .xlsx file. */
export function workbook(sheets: readonly Sheet[], style: WorkbookStyle = {}): Uint8Array {
  const { prefix, strings = "shared", timeFormat = "dd/mm/yyyy hh:mm:ss", absoluteTargets = false } = style;
  const p = prefix === undefined ? "" : `${prefix}:`;
  const root = (name: string, inner: string, more = ""): string =>
    `${DECLARATION}<${p}${name} xmlns${prefix === undefined ? "" : `:${prefix}`}="${MAIN}"${more}>${inner}</${p}${name}>`;
  const pool = new Map<string, number>();
  const text = (cell: string): string => {
    const inner = `<${p}t xml:space="preserve">${escaped(cell)}</${p}t>`;
    if (strings === "inline") return ` t="inlineStr"><${p}is>${inner}</${p}is>`;
    if (!pool.has(cell)) pool.set(cell, pool.size);
    return ` t="s"><${p}v>${pool.get(cell) ?? 0}</${p}v>`;
  };
  const cellXml = (cell: Cell, place: string): string => {
    if (cell === null || cell === "") return "";
    if (typeof cell === "string") return `<${p}c r="${place}"${text(cell)}</${p}c>`;
    if (typeof cell === "number") return `<${p}c r="${place}"><${p}v>${cell}</${p}v></${p}c>`;
    return `<${p}c r="${place}" s="1"><${p}v>${serialOf(cell.time)}</${p}v></${p}c>`;
  };
  const sheetXml = ({ rows }: Sheet): string => {
    const width = Math.max(1, ...rows.map((row) => row.length));
    const dimension = style.dimension ?? `A1:${letters(width - 1)}${Math.max(1, rows.length)}`;
    const lines = rows.map((row, index) => {
      const cells = row.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`)).join("");
      return cells === "" ? "" : `<${p}row r="${index + 1}">${cells}</${p}row>`;
    });
    return root("worksheet", `<${p}dimension ref="${dimension}"/><${p}sheetData>${lines.join("")}</${p}sheetData>`);
  };
  const relation = (id: number, kind: string, folder: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${absoluteTargets ? `/${folder}${target}` : target}"/>`;
  const relations = (inner: string): string =>
    `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const part = (index: number): string => `worksheets/sheet${index + 1}.xml`;
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, index) => (parts[`xl/${part(index)}`] = sheetXml(sheet)));
  parts["xl/workbook.xml"] = root(
    "workbook",
    `<${p}sheets>${sheets
      .map(({ name }, index) => `<${p}sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join("")}</${p}sheets>`,
    ` xmlns:r="${RELATIONS}"`,
  );
  parts["xl/styles.xml"] = root(
    "styleSheet",
    `<${p}numFmts count="1"><${p}numFmt numFmtId="164" formatCode="${escaped(timeFormat)}"/></${p}numFmts>` +
      `<${p}fonts count="1"><${p}font/></${p}fonts><${p}fills count="1"><${p}fill/></${p}fills>` +
      `<${p}borders count="1"><${p}border/></${p}borders><${p}cellStyleXfs count="1"><${p}xf/></${p}cellStyleXfs>` +
      `<${p}cellXfs count="2"><${p}xf numFmtId="0"/><${p}xf numFmtId="164" applyNumberFormat="1"/></${p}cellXfs>`,
  );
  const pooled = [...pool.keys()].map(
    (cell) => `<${p}si><${p}t xml:space="preserve">${escaped(cell)}</${p}t></${p}si>`,
  );
  parts["xl/sharedStrings.xml"] = root("sst", pooled.join(""), ` uniqueCount="${pool.size}"`);
  parts["xl/_rels/workbook.xml.rels"] = relations(
    sheets.map((_, index) => relation(index + 1, "worksheet", "xl/", part(index))).join("") +
      relation(sheets.length + 1, "styles", "xl/", "styles.xml") +
      relation(sheets.length + 2, "sharedStrings", "xl/", "sharedStrings.xml"),
  );
  parts["_rels/.rels"] = relations(relation(1, "officeDocument", "", "xl/workbook.xml"));
  parts["[Content_Types].xml"] =
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${override("workbook.xml", "sheet.main")}` +
    `${override("styles.xml", "styles")}${override("sharedStrings.xml", "sharedStrings")}` +
    `${sheets.map((_, index) => override(part(index), "worksheet")).join("")}</Types>`;
  const order = ["[Content_Types].xml", "_rels/.rels", ...Object.keys(parts)];
  return zipSync(Object.fromEntries([...new Set(order)].map((name) => [name, strToU8(parts[name] ?? "")])), {
    mtime: new Date(2025, 2, 3),
  });
}

function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
