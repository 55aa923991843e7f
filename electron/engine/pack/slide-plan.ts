import type { PackChart } from "./charts.ts";
import type { Block, DocumentSection, PackDocument } from "./document.ts";
import { textOf } from "./figures.ts";
import { kicker } from "./look.ts";
import { type NativeChart, nativesAt } from "./native.ts";
import type { PageTable, Piece } from "./page-tables.ts";
import { BODY, fitted } from "./slide-size.ts";
import { splitWords } from "./wording.ts";

/** One slide before it is drawn: what it says, and what a speaker has beside it. */
export type Slide = { readonly title: string; readonly notes: string } & (
  | { readonly kind: "title"; readonly lead: string | null; readonly lines: readonly string[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Piece[])[]; readonly points: number }
  | { readonly kind: "said"; readonly items: readonly Said[]; readonly points: number }
  | { readonly kind: "table"; readonly text: string; readonly table: PageTable; readonly after: string }
  | {
      readonly kind: "chart";
      readonly subtitle: string;
      readonly source: string;
      readonly alt: string;
      readonly chart: PackChart | NativeChart;
    }
);

/** What somebody said or published, and under it whose words they are. */
export interface Said {
  readonly text: string;
  readonly by: string;
}

/** The slides of a briefing: the finding, the key messages, a chart a slide, and how to read them; titles are never alike. */
export function slidesOf(document: PackDocument, natives: readonly NativeChart[]): readonly Slide[] {
  const { sections, closing } = document;
  const of = (id: string): readonly DocumentSection[] => sections.filter((section) => section.id === id);
  const slides = [
    titleSlide(document),
    ...of("messages").flatMap(listSlides),
    ...sections.flatMap((section) => chartSlides(section, natives)),
    ...of("quotes").flatMap(asideSlides),
    ...of("context").flatMap(asideSlides),
    ...of("reading").flatMap(listSlides),
    ...of("hidden").flatMap((section) => hiddenSlides(section, closing[0] ?? "")),
  ];
  const seen = new Set<string>();
  return slides.map((slide) => {
    const title = otherThan(seen, slide);
    seen.add(title);
    return { ...slide, title };
  });
}

/** The title of a slide, told apart from those before it: a chart by its split, a list as going on. */
function otherThan(seen: ReadonlySet<string>, slide: Slide): string {
  const { title } = slide;
  if (!seen.has(title)) return title;
  const [whose, more] = slide.kind === "chart" ? [`, by ${splitOf(slide.chart)}`, ", again"] : ["", ", continued"];
  let told = `${title}${whose === "" ? more : whose}`;
  while (seen.has(told)) told = `${told}${more}`;
  return told;
}

function splitOf(chart: PackChart | NativeChart): string {
  const { by } = "form" in chart ? chart.beside : chart;
  return splitWords(by);
}

function titleSlide(document: PackDocument): Slide {
  const { title, lead, house, about, tags, closing } = document;
  const issued = house === null || house.contact === "" ? [] : [`Contact: ${house.contact}`];
  return {
    kind: "title",
    title,
    lead,
    lines: [kicker(document), about, tags.join(" · "), ...issued],
    notes: closing.join("\n"),
  };
}

/** A list over as many slides as it needs at a size that can be read. */
function listSlides({ heading, blocks }: DocumentSection): readonly Slide[] {
  return blocks.flatMap((block) => {
    if (block.kind !== "list") return [];
    const { points, pages } = fitted(block.items, (item) => [textOf(item)]);
    const notes = heading === "Key messages" ? "Each message states the published figures and their bases." : heading;
    return pages.map((items): Slide => ({ kind: "list", title: heading, items, points, notes }));
  });
}

/** Members' words, or what others published, with who said it: what is to be known of them, and where it stands, is in the notes. */
function asideSlides({ id, heading, blocks }: DocumentSection): readonly Slide[] {
  const items = blocks.flatMap((block): readonly Said[] => {
    if (block.kind === "quote") return [{ text: `“${block.words}”`, by: block.by }];
    return block.kind === "reference" ? [{ text: block.text, by: block.citation }] : [];
  });
  const notes = blocks.flatMap((block) => {
    if (block.kind === "text") return [block.text];
    return block.kind === "reference" ? [`${block.citation} ${block.link}`.trimEnd()] : [];
  });
  const title = id === "context" ? `${heading}, not this pack’s figures` : heading;
  const { points, pages } = fitted(items, ({ text, by }) => [text, by]);
  return pages.map((some): Slide => ({ kind: "said", title, items: some, points, notes: notes.join("\n") }));
}

/** A slide for each chart of a section; native ones before it, after it, or in its place. */
function chartSlides(section: DocumentSection, natives: readonly NativeChart[]): readonly Slide[] {
  return section.blocks.flatMap((block, index) => {
    if (block.kind !== "chart") return [];
    const { chart, subtitle, source } = block;
    const figures = tablesAfter(section.blocks, index).map(tableWords);
    const slide = (
      of: PackChart | NativeChart,
      words: { readonly subtitle: string; readonly source: string },
    ): Slide => ({
      kind: "chart",
      title: of.title,
      subtitle: words.subtitle,
      source: words.source,
      alt: of.alt,
      chart: of,
      notes: [...(saysParts(of) ? [] : [of.alt]), ...figures, words.source].join("\n"),
    });
    const { before, instead, after } = nativesAt(chart, natives);
    const shown = instead.length > 0 ? instead.map((one) => slide(one, one)) : [slide(chart, { subtitle, source })];
    return [...before.map((one) => slide(one, one)), ...shown, ...after.map((one) => slide(one, one))];
  });
}

/** Whether the words of a chart state every answer as a part of its base: notes give those as counts, as tables do. */
function saysParts(chart: PackChart | NativeChart): boolean {
  if ("form" in chart) return chart.form === "stack";
  return chart.kind === "answers" || (chart.kind === "trend" && chart.about.includes("."));
}

/** The tables that belong to a chart: those after it, before the next chart or heading. */
function tablesAfter(blocks: readonly Block[], index: number): readonly PageTable[] {
  const after = blocks.slice(index + 1);
  const end = after.findIndex(({ kind }) => kind === "chart" || kind === "heading");
  return after.slice(0, end < 0 ? after.length : end).flatMap((block) => (block.kind === "table" ? [block.table] : []));
}

/** A table in words: "All services: Base 880, Likely or very likely 380, Share 43%". */
function tableWords({ caption, spans, head, rows }: PageTable): string {
  const groups = (spans ?? []).flatMap(({ text, columns }) => Array.from({ length: columns }, () => text));
  const lines = rows.map(({ label, cells }) => {
    const words = cells.map((pieces, column) => {
      const group = groups[column];
      const opens = group !== undefined && group !== groups[column - 1];
      return `${opens ? `${group}: ` : ""}${head[column + 1] ?? ""} ${textOf(pieces)}`;
    });
    return `${label}: ${words.join(", ")}.`;
  });
  return [`${caption}.`, ...lines].join("\n");
}

/** What was hidden: each reason with the groups it hides in some table; the notes name the tables. */
function hiddenSlides({ heading, blocks }: DocumentSection, promise: string): readonly Slide[] {
  const text = blocks.flatMap((block) => (block.kind === "text" ? [block.text] : [])).join(" ");
  const tables = blocks.flatMap((block) => (block.kind === "table" ? [block.table] : []));
  const rows = tables.flatMap((table) => table.rows);
  const notes = [text, ...rows.map(({ label, cells }) => `${label}: ${cells.map(textOf).join(": ")}.`), promise].join(
    "\n",
  );
  if (rows.length === 0) {
    return [{ kind: "list", title: heading, items: [[text], [promise]], points: BODY.points[0], notes }];
  }
  const groups = new Map<string, Set<string>>();
  for (const { cells } of rows) {
    const [hidden = "", reason = ""] = cells.map(textOf);
    groups.set(reason, new Set([...(groups.get(reason) ?? []), ...hidden.split(", ")]));
  }
  const table: PageTable = {
    caption: tables[0]?.caption ?? heading,
    spans: null,
    head: ["Why", "Groups, in some of the tables"],
    rows: [...groups].map(([label, hidden]) => ({ label, total: false, cells: [[[...hidden].join(", ")]] })),
    notes: [],
  };
  return [{ kind: "table", title: heading, text, table, after: promise, notes }];
}
