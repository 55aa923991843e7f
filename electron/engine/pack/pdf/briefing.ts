import type { Month } from "../../../../shared/month.ts";
import { assertNever } from "../../../../shared/errors.ts";
import { DOCUMENT_FONT } from "../assets.ts";
import { FONT, type PackChart } from "../charts.ts";
import type { PackFile } from "../definition.ts";
import type { Block, PackDocument } from "../document.ts";
import { measuredWidth } from "../font-metrics.ts";
import type { Piece } from "../page-tables.ts";
import TEMPLATE from "./briefing.typ?raw";
import { finished } from "./finish.ts";
import { settable, wrappable } from "./letters.ts";
import { pagesIn, pdfObjects } from "./objects.ts";
import { tableParts, TEXT_WIDTH } from "./table-parts.ts";
import type { Typesetter } from "./typst.ts";

/** The name of the briefing as a PDF in a pack. */
export const BRIEFING = "briefing.pdf";

/**
 * The briefing as a tagged PDF (PDF/UA-1): text and charts as vectors, one column, A4. Its one date is the first day of
 * the reference month. It is set a little closer where that saves a page.
 */
export function briefingFile(document: PackDocument, month: Month, typeset: Typesetter): PackFile {
  const words = wordsOf(document, month);
  const template = encode(TEMPLATE);
  const drawings = drawingsOf(document);
  const tried = FITS.map((fit) =>
    pdfObjects(
      typeset(
        new Map([["/main.typ", template], ["/briefing.json", encode(JSON.stringify({ ...words, fit }))], ...drawings]),
      ),
    ),
  );
  const best = tried.reduce((least, other) => (pagesIn(other) < pagesIn(least) ? other : least));
  return { name: BRIEFING, bytes: finished(best, { title: words.name, month }) };
}

/** How large charts are, and the rows of tables high: the first that needs the fewest pages is taken. */
const FITS = [1, 0.95, 0.9] as const;

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
function wordsOf({ title, lead, campaign, tags, about, sections, closing }: PackDocument, month: Month) {
  return {
    name: plain(title),
    title: wrappable(title),
    lead: lead === null ? null : wrappable(lead),
    campaign: wrappable(campaign),
    running: running(campaign),
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
