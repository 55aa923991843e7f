import type { Month } from "../../../shared/month.ts";
import { type PackFile, textFile } from "./definition.ts";
import { APP_PROPERTIES, coreProperties } from "./office-properties.ts";
import { unzipPack, zipPack } from "./zip.ts";

/** Changes of a part's XML that a format needs beside those every Office file gets. */
export type PartChange = (name: string, xml: string) => string;

/**
 * Makes the bytes of a Word or PowerPoint file depend on its content alone: ids in their order, dates of the leading
 * month, British English throughout, shares in charts and their workbooks as percentages, and no maker but the app.
 */
export function normaliseOffice(bytes: Uint8Array, month: Month, title: string, change: PartChange): Uint8Array {
  const files = unzipPack(bytes).filter(({ name }) => !name.endsWith("/"));
  const ids = relationIds(files);
  return zipPack(
    files.map(({ name, bytes: content }): PackFile => {
      if (name === "docProps/core.xml") return textFile(name, coreProperties(month, title));
      if (name === "docProps/app.xml") return textFile(name, APP_PROPERTIES);
      if (name.endsWith(".xlsx")) return { name, bytes: chartWorkbook(content) };
      if (!/\.(?:xml|rels)$/.test(name)) return { name, bytes: content };
      const xml = new TextDecoder()
        .decode(content)
        .replaceAll(/ altLang="[^"]*"/g, "")
        .replaceAll("en-US", "en-GB");
      const own = xml.replaceAll(/ (Id|r:\w+)="([^"]*)"/g, (all, attribute: string, id: string) => {
        const short = (attribute === "Id" ? ids.get(name) : ids.get(relationsOf(name)))?.get(id);
        return short === undefined ? all : ` ${attribute}="${short}"`;
      });
      let drawings = 0;
      const numbered = own.replaceAll(/(<wp:docPr [^>]*?\bid=)"\d+"/g, (_, start: string) => `${start}"${++drawings}"`);
      return textFile(name, change(name, isChart(name) ? chartPart(numbered) : numbered));
    }),
  );
}

/** Whether a part is a chart. */
export function isChart(name: string): boolean {
  return /\/charts\/[^/]+\.xml$/.test(name);
}

/** New ids of the relations of each part, in the order they stand, by the name of the file that lists them. */
function relationIds(files: readonly PackFile[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    files
      .filter(({ name }) => name.endsWith(".rels"))
      .map(({ name, bytes }) => {
        const found = [...new TextDecoder().decode(bytes).matchAll(/ Id="([^"]*)"/g)].map(([, id = ""]) => id);
        return [name, new Map(found.map((id, place) => [id, `rId${place + 1}`]))];
      }),
  );
}

/** `word/_rels/document.xml.rels` for `word/document.xml`. */
function relationsOf(name: string): string {
  const at = name.lastIndexOf("/") + 1;
  return `${name.slice(0, at)}_rels/${name.slice(at)}.rels`;
}

/** A chart whose remembered shares say that they are percentages; its sheet has a name of ours. */
function chartPart(xml: string): string {
  return xml
    .replaceAll("<c:formatCode>General</c:formatCode>", "<c:formatCode>0%</c:formatCode>")
    .replaceAll("<c:f>Sheet1!", `<c:f>${SHEET}!`);
}

/** The one sheet of a chart's workbook. */
const SHEET = "Figures";

/** The workbook of a chart with its shares as percentages (format 9 of ISO/IEC 29500, numFmtId). */
function chartWorkbook(bytes: Uint8Array): Uint8Array {
  const format =
    '<cellXfs count="2">$1<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>';
  return zipPack(
    unzipPack(bytes).map(({ name, bytes: content }) => {
      const xml = new TextDecoder().decode(content);
      if (name === "xl/styles.xml") return textFile(name, xml.replace(/<cellXfs count="1">(.*?)<\/cellXfs>/s, format));
      if (name === "xl/workbook.xml") return textFile(name, xml.replace('name="Sheet1"', `name="${SHEET}"`));
      return name.startsWith("xl/worksheets/")
        ? textFile(name, xml.replaceAll(/<c r="(\w+)"><v>/g, '<c r="$1" s="1"><v>'))
        : { name, bytes: content };
    }),
  );
}
