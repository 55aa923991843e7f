import { type PackFile, textFile } from "./definition.ts";
import { type ChartFiles, numberIn } from "./native-files.ts";
import { isChart } from "./office-package.ts";
import { escaped, printable } from "./office-properties.ts";
import { unzipPack, zipPack } from "./zip.ts";

/**
 * Puts right what the slide library writes: sound charts in the place of its own, numbered from 1 in every run; notes in
 * paragraphs; ids that are not used twice; no date of its maker's in the notes' master; a head row where a table has one.
 * @param charts the charts in the order of the slides
 * @param notes the notes of each slide, a paragraph a line
 */
export function patchSlides(bytes: Uint8Array, charts: readonly ChartFiles[], notes: readonly string[]): Uint8Array {
  const files = unzipPack(bytes).filter(({ name }) => !name.endsWith("/"));
  const numbers = files
    .map(({ name }) => name)
    .filter(isChart)
    .map(numberIn)
    .toSorted((a, b) => a - b);
  const place = (number: string): number => numbers.indexOf(Number(number)) + 1;
  const renamed = (text: string): string =>
    text.replaceAll(
      /(charts\/(?:_rels\/)?chart|Microsoft_Excel_Worksheet)(\d+)(?=\.)/g,
      (_, stem: string, number: string) => `${stem}${place(number)}`,
    );
  return zipPack(
    files.map(({ name: old, bytes: content }): PackFile => {
      const name = renamed(old);
      const chart = charts[numberIn(name) - 1];
      if (isChart(name) && chart !== undefined) return textFile(name, withRelation(chart.xml));
      if (name.endsWith(".xlsx") && chart !== undefined) return { name, bytes: chart.workbook };
      if (!/\.(?:xml|rels)$/.test(name)) return { name, bytes: content };
      const xml = renamed(new TextDecoder().decode(content)).replaceAll(NUMBER, "$1‹#›");
      if (name.startsWith("ppt/notesSlides/notesSlide"))
        return textFile(name, withNotes(xml, notes[numberIn(name) - 1] ?? ""));
      if (name.startsWith("ppt/notesMasters/notesMaster")) return textFile(name, xml.replace(DATE, ""));
      if (name === "[Content_Types].xml") return textFile(name, onlyParts(xml, files));
      if (name === "ppt/presentation.xml") return textFile(name, inOrder(xml));
      return textFile(name, name.startsWith("ppt/slide") ? withShapes(xml) : xml);
    }),
  );
}

/** The library lists a master for every slide, of which there is one. */
function onlyParts(types: string, files: readonly PackFile[]): string {
  const masters = new Set(files.map(({ name }) => `/${name}`).filter((name) => name.includes("slideMasters/")));
  return types.replaceAll(/<Override PartName="(\/ppt\/slideMasters\/[^"]*)"[^>]*\/>/g, (all, name: string) =>
    masters.has(name) ? all : "",
  );
}

/** The library names the workbook of every chart `rId1`. */
function withRelation(xml: string): string {
  return xml.replace(/<c:externalData r:id="[^"]*"/, '<c:externalData r:id="rId1"');
}

/** A field with the day its maker looked at it. */
const DATE = /<a:fld id="[^"]*" type="datetimeFigureOut">.*?<\/a:fld>/s;

/** The number of a slide as the library worked it out: a program that shows the slide knows it. */
const NUMBER = /(<a:fld [^>]*type="slidenum">(?:(?!<\/a:fld>).)*?<a:t>)[^<]*/gs;

/** The list of notes' masters stands before that of slides (ISO/IEC 29500, `CT_Presentation`). */
function inOrder(xml: string): string {
  const masters = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(xml)?.[0] ?? "";
  return xml.replace(masters, "").replace("<p:sldIdLst>", `${masters}<p:sldIdLst>`);
}

function withNotes(xml: string, notes: string): string {
  const paragraphs = notes
    .split("\n")
    .map((line) => `<a:p><a:r><a:rPr lang="en-GB"/><a:t>${escaped(printable(line))}</a:t></a:r></a:p>`);
  return xml.replace(
    /(<p:ph type="body" idx="1"\/>.*?<a:lstStyle\/>)<a:p>.*?<\/a:p>/s,
    (_, start: string) => `${start}${paragraphs.join("")}`,
  );
}

/** Shapes numbered in their order, one setting a paragraph; a table says which row is its head, and what it holds. */
function withShapes(xml: string): string {
  let shapes = 0;
  return xml
    .replaceAll(/(<\/a:r>)<a:pPr\b(?:[^>]*\/>|.*?<\/a:pPr>)/gs, "$1")
    .replaceAll(/(<p:cNvPr id=)"\d+"/g, (_, start: string) => `${start}"${++shapes}"`)
    .replaceAll(
      /name="[^"]*"(><\/p:cNvPr><p:cNvSpPr\/><p:nvPr><p:ph\s[^>]*?type="(title|body)")/g,
      (_, rest: string, type: string) => `name="${type === "title" ? "Title" : "Words"}"${rest}`,
    )
    .replaceAll("<a:tblPr/>", '<a:tblPr firstRow="1"/>')
    .replaceAll(
      /(<p:cNvPr id="\d+" name="([^"]*)")(\/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"\/>)/g,
      '$1 descr="$2"$3',
    );
}
