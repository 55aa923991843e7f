import { strToU8, zipSync } from "fflate";
import { zippable } from "./workbooks.ts";

export const SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet";

const NAMESPACES = ["office", "table", "text", "style", "draw"]
  .map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
  .concat('xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"')
  .join(" ");

/** An OpenDocument file of hand-written XML. Anything left out gets an ordinary default. */
export interface OddDocument {
  /** The children of the first table. */
  readonly data?: string;
  /** The children of the spreadsheet, instead of `data`. */
  readonly tables?: string;
  /** The children of the automatic styles. */
  readonly styles?: string;
  /** The whole content, instead of all of the above. */
  readonly content?: string | Uint8Array;
  readonly media?: string;
  /** Parts to add or replace; null takes one away. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
  readonly level?: 0 | 6;
}

/** Zips an OpenDocument spreadsheet of hand-written XML, its kind stored first as the format asks. */
export function oddDocument(document: OddDocument): Uint8Array {
  const { mimetype, ...parts } = documentParts(document);
  const mtime = new Date("2025-01-01T00:00:00Z");
  return zipSync(
    {
      ...(mimetype !== undefined && {
        mimetype: [typeof mimetype === "string" ? strToU8(mimetype) : mimetype, { level: 0 as const }],
      }),
      ...zippable(parts),
    },
    { level: document.level ?? 6, mtime },
  );
}

/** The parts of an OpenDocument file by name. */
export function documentParts(document: OddDocument): Record<string, string | Uint8Array> {
  const media = document.media ?? SPREADSHEET;
  const parts: Record<string, string | Uint8Array | null> = {
    mimetype: media,
    "content.xml": document.content ?? contentXml(document.tables ?? table("Sheet 1", document.data), document.styles),
    "META-INF/manifest.xml": manifestXml(media),
    ...document.parts,
  };
  return Object.fromEntries(
    Object.entries(parts).filter((part): part is [string, string | Uint8Array] => part[1] !== null),
  );
}

/** The content around tables. */
export function contentXml(tables: string, styles = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content ${NAMESPACES} office:version="1.3"><office:scripts/><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
}

export function manifestXml(media: string, inEntries = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${media}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">${inEntries}</manifest:file-entry></manifest:manifest>`;
}

export function table(name: string, data = "", attributes = ""): string {
  return `<table:table table:name="${name}" ${attributes}>${data}</table:table>`;
}

export function row(cells: string, attributes = ""): string {
  return `<table:table-row ${attributes}>${cells}</table:table-row>`;
}

/** A cell of text paragraphs, given as XML. */
export function textCell(paragraphs: string, attributes = ""): string {
  return `<table:table-cell office:value-type="string" calcext:value-type="string" ${attributes}>${paragraphs}</table:table-cell>`;
}

/** A cell of one text. */
export function text(value: string | number, attributes = ""): string {
  return textCell(`<text:p>${value}</text:p>`, attributes);
}

export function number(value: number, attributes = ""): string {
  return `<table:table-cell office:value-type="float" office:value="${value}" calcext:value-type="float" ${attributes}><text:p>${value}</text:p></table:table-cell>`;
}

/** An empty cell, or many. */
export function gap(times = 1): string {
  return `<table:table-cell table:number-columns-repeated="${times}"/>`;
}

/** A grid of plain values as an OpenDocument spreadsheet. */
export function documentOf(grid: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const escaped = (value: string): string => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const cell = (value: string | number | null): string =>
    value === null ? gap() : typeof value === "number" ? number(value) : text(escaped(value));
  return oddDocument({ data: grid.map((cells) => row(cells.map(cell).join(""))).join("") });
}
