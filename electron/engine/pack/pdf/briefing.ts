import type { Month } from "../../../../shared/month.ts";
import { assertNever } from "../../../../shared/errors.ts";
import { DOCUMENT_FONT } from "../assets.ts";
import { followed } from "../beside.ts";
import { FONT } from "../chart-sketches.ts";
import type { PackChart } from "../charts.ts";
import type { PackFile } from "../definition.ts";
import type { Block, PackDocument } from "../document.ts";
import { measuredWidth } from "../font-metrics.ts";
import { kicker, logoWords, lookOf, type PackHouse } from "../look.ts";
import type { Piece } from "../page-tables.ts";
import { pictureSize } from "../picture-size.ts";
import TEMPLATE from "./briefing.typ?raw";
import { finished } from "./finish.ts";
import { settable, wrappable } from "./letters.ts";
import { pdfObjects } from "./objects.ts";
import { tableParts, TEXT_WIDTH } from "./table-parts.ts";
import type { Typesetter, TypstFiles } from "./typst.ts";

/** The name of the briefing as a PDF in a pack. */
export const BRIEFING = "briefing.pdf";

/**
 * The briefing as a tagged PDF (PDF/UA-1): text and charts as vectors, one column, A4. Its one date is the first day of
 * the reference month. It is set a little closer where that saves a page.
 */
export function briefingFile(document: PackDocument, month: Month, typesetter: Typesetter): PackFile {
  const pdf = pdfObjects(typesetter.set(fittest(document, month, typesetter), "pdf"));
  return { name: BRIEFING, bytes: finished(pdf, { title: plain(document.title), month }) };
}

/** The layout of the same pages, for those who draw them. */
export function briefingLayout(document: PackDocument, month: Month, typesetter: Typesetter): Uint8Array {
  return typesetter.set(fittest(document, month, typesetter), "vector");
}

/** What the briefing is set from, as close as it needs to be for the fewest pages. */
function fittest(document: PackDocument, month: Month, { numbers }: Typesetter): TypstFiles {
  const words = wordsOf(document, month);
  const template = encode(TEMPLATE);
  const logo = document.house?.logo ?? null;
  const pictures = [...drawingsOf(document), ...(logo === null ? [] : [["/logo.png", logo] as const])];
  const filesAt = (fit: number): TypstFiles =>
    new Map([["/main.typ", template], ["/briefing.json", encode(JSON.stringify({ ...words, fit }))], ...pictures]);
  const pagesAt = (fit: number): number => numbers(filesAt(fit), "pages")[0] ?? 0;
  const fewest = pagesAt(CLOSEST);
  return filesAt(FITS.find((fit) => pagesAt(fit) <= fewest) ?? CLOSEST);
}

/** How large charts are, and the rows of tables high: the first that needs no more pages than the closest is taken. */
const FITS = [1, 0.95] as const;
const CLOSEST = 0.9;

function drawingsOf({ sections }: PackDocument): readonly (readonly [string, Uint8Array])[] {
  return sections.flatMap(({ id, blocks }) =>
    blocks.flatMap((block, index) =>
      block.kind === "chart" ? [[`/${chartFile(id, index)}`, encode(drawingOf(drawn(block.chart)))] as const] : [],
    ),
  );
}

/** The campaign's name on one line of a page's head. */
function running(campaign: string): string {
  const words = settable(plain(campaign));
  return words.length <= LONGEST_HEAD ? words : `${words.slice(0, LONGEST_HEAD).trimEnd()}…`;
}

const LONGEST_HEAD = 70;

/** What the template is given: the document's words, and where its charts are. */
function wordsOf(document: PackDocument, month: Month) {
  const { title, lead, house, tags, about, sections, closing } = document;
  const whose = kicker(document);
  return {
    name: plain(title),
    title: wrappable(title),
    lead: lead === null ? null : wrappable(lead),
    house: houseOf(house),
    campaign: wrappable(whose),
    running: running(whose),
    tags: tags.map(wrappable),
    about: wrappable(about),
    date: [Number(month.slice(0, 4)), Number(month.slice(5)), 1],
    sections: sections.map(({ id, heading, blocks }) => ({
      id,
      heading: wrappable(heading),
      blocks: blocks.map((_, index) => blockWords(blocks, index, id)),
    })),
    closing: closing.map(wrappable),
  };
}

/** The colours of the house, and its logo with its shape and what is said of it. */
function houseOf(house: PackHouse | null) {
  const logo = house?.logo ?? null;
  const size = logo === null ? null : pictureSize(logo);
  return {
    ...lookOf(house),
    logo: size === null || house === null ? null : { alt: plain(logoWords(house)), ratio: size.height / size.width },
  };
}

function blockWords(blocks: readonly Block[], index: number, id: string): unknown {
  const block = blocks[index];
  if (block === undefined) return null;
  switch (block.kind) {
    case "text":
      return { kind: "text", text: wrappable(block.text), note: block.note === true, leads: leads(blocks[index + 1]) };
    case "heading":
      return { kind: "heading", text: wrappable(block.text) };
    case "list":
      return {
        kind: "list",
        ordered: block.ordered,
        items: block.items.map((item) => pieces(item, id === "messages")),
      };
    case "chart": {
      const { chart, subtitle, source } = block;
      return {
        kind: "chart",
        file: chartFile(id, index),
        alt: plain(chart.alt),
        ratio: ratioOf(drawn(chart)),
        above: heightAbove(blocks.slice(0, index)),
        title: wrappable(chart.title),
        subtitle: wrappable(subtitle),
        source: wrappable(source),
      };
    }
    case "table":
      return { kind: "table", breakable: block.look === "words", parts: tableParts(block.table, block.look) };
    case "terms":
      return { kind: "terms", terms: block.terms.map(({ term, text }) => [wrappable(term), wrappable(text)]) };
    case "quote":
      return { kind: "quote", words: wrappable(`“${block.words}”`), by: wrappable(block.by) };
    case "reference": {
      const { text, citation, link } = block;
      const [source, address] = [wrappable(citation), wrappable(link)];
      return { kind: "reference", text: wrappable(text), source, link: followed(link), address };
    }
    default:
      return assertNever(block);
  }
}

/** A short text before a chart or a table stays on its page. */
function leads(next: Block | undefined): boolean {
  return next?.kind === "chart" || next?.kind === "table";
}

/** About how high the headings and texts are that lead to a chart, back to the last chart or table, in points. */
function heightAbove(before: readonly Block[]): number {
  const from = before.findLastIndex(({ kind }) => kind !== "text" && kind !== "heading") + 1;
  const heights = before.slice(from).map((block) => (block.kind === "text" ? textHeight(block.text) : 44));
  return heights.reduce((sum, height) => sum + height, from === 0 ? 62 : 0);
}

function textHeight(words: string): number {
  return 14 + 21 * Math.ceil(measuredWidth(words, 12) / TEXT_WIDTH);
}

/** The chart as paper has it. */
function drawn({ paper, svg }: PackChart): string {
  return paper ?? svg;
}

/** Height by width of a drawing. */
function ratioOf(svg: string): number {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return Number(height) / Number(width);
}

/** Words and whether they are strong: shares are, in key messages. */
function pieces(list: readonly Piece[], strong: boolean): readonly (readonly [string, boolean])[] {
  return list.map((piece) =>
    typeof piece === "string"
      ? [settable(piece), false]
      : [settable(piece.text), strong && piece.key.endsWith("|share")],
  );
}

function chartFile(id: string, index: number): string {
  return `chart-${id}-${index}.svg`;
}

/** A drawing with the font of the document, and no letter that it lacks. */
function drawingOf(svg: string): string {
  return settable(svg.replaceAll(FONT, DOCUMENT_FONT));
}

/** Words on one line as people gave them, for those who read what the fonts do not show. */
function plain(words: string): string {
  return words.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
