import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { PackDefinition } from "../../../electron/engine/pack/definition.ts";
import type { Block, PackDocument } from "../../../electron/engine/pack/document.ts";
import { type NativeChart, nativeCharts } from "../../../electron/engine/pack/native.ts";
import type { Piece } from "../../../electron/engine/pack/page-tables.ts";
import { packDocument } from "../../../electron/engine/pack/sections.ts";
import { wordFile } from "../../../electron/engine/pack/word.ts";
import { assertNever } from "../../../shared/errors.ts";
import { exampleDefinition } from "./definition.ts";
import {
  brokenLinks,
  chartMemory,
  chartsOf,
  chartWorkbook,
  ENDLESS,
  HOSTILE,
  type OfficeParts,
  partsOf,
  TAMED,
  unescaped,
  wideSet,
} from "./office.ts";

const MONTHS = ["2024-11", "2024-12", "2025-01"] as const;

let definition: PackDefinition;
let document: PackDocument;
let natives: readonly NativeChart[];
let bytes: Uint8Array;
let parts: OfficeParts;
let body: string;

beforeAll(async () => {
  definition = await exampleDefinition({ months: MONTHS, sets: [await wideSet(MONTHS as never)] });
  document = packDocument(definition, await chartsOf(definition, true));
  natives = nativeCharts(definition);
  bytes = (await wordFile(document, natives, definition.month)).bytes;
  parts = partsOf(bytes);
  body = parts.text("word/document.xml");
});

afterEach(() => vi.useRealTimers());

/** Paragraphs of a part in order, as they read. */
function paragraphs(xml: string): string[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p\/>/gs)].map(([, inside = ""]) =>
    [...inside.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => unescaped(text!)).join(""),
  );
}

const words = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");

/** What a block must say, paragraph by paragraph; charts may be native ones. */
function saidBy(block: Block): readonly string[] {
  switch (block.kind) {
    case "text":
    case "heading":
      return [block.text];
    case "list":
      return block.items.map(words);
    case "table": {
      const { caption, head, rows, notes } = block.table;
      return [caption, ...head, ...rows.flatMap(({ label, cells }) => [label, ...cells.map(words)]), ...notes];
    }
    case "terms":
      return block.terms.flatMap(({ term, text }) => [term, text]);
    case "chart":
      return block.chart.kind === "answers" ? [] : [block.chart.title, block.subtitle, block.source];
    case "quote":
      return [`“${block.words}”`, block.by];
    case "reference":
      return [block.text, `${block.citation} ${block.link}`.trimEnd()];
    default:
      return assertNever(block);
  }
}

describe("the Word document", () => {
  it("says everything the briefing says, each figure included, in its order", () => {
    const expected = [
      document.title,
      document.about,
      ...document.sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(saidBy)]),
      ...document.closing,
    ];
    expect(expected.length).toBeGreaterThan(900);
    const found = paragraphs(body);
    let at = 0;
    for (const text of expected) {
      const next = found.indexOf(text, at);
      expect(next, `“${text}” after “${found[at - 1]}”`).toBeGreaterThanOrEqual(0);
      at = next + 1;
    }
  });

  it("puts every native chart where its picture would stand, and a picture where there is none", () => {
    const found = paragraphs(body);
    for (const { title, source, subtitle } of natives) {
      expect(found).toContain(title);
      expect(found).toContain(subtitle);
      expect(found).toContain(source);
    }
    const charts = document.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "chart"));
    expect(body.match(/<c:chart /g)).toHaveLength(4);
    expect(body.match(/<pic:pic /g)).toHaveLength(charts.length - 1);
  });

  it("leads nowhere outside but to where others published what it quotes", () => {
    const rels = parts.matching(/\.rels$/).map((name) => parts.text(name));
    const outside = rels.flatMap((xml) => xml.match(/<Relationship [^>]*TargetMode="External"[^>]*>/g) ?? []);
    const links = (definition.references ?? []).map(({ link }) => link).filter((link) => link !== "");
    expect(links.length).toBeGreaterThan(0);
    expect(outside.map((tag) => / Target="([^"]*)"/.exec(tag)![1])).toEqual(links);
  });

  it("has no link to nowhere and no part without a kind", () => {
    expect(brokenLinks(parts)).toEqual([]);
    const without = { ...parts, names: parts.names.filter((name) => !name.endsWith("Worksheet2.xlsx")) };
    expect(brokenLinks(without).length).toBeGreaterThan(0);
  });

  it("heads its sections in levels without a skip, and its title comes first", () => {
    const styles = [...body.matchAll(/<w:pStyle w:val="Heading(\d)"\/>/g)].map(([, level]) => Number(level));
    expect(styles[0]).toBe(1);
    expect(styles.filter((level) => level === 1)).toHaveLength(1);
    expect(styles.filter((level) => level === 2)).toHaveLength(document.sections.length);
    styles.forEach((level, at) => expect(level - (styles[at - 1] ?? 0)).toBeLessThanOrEqual(1));
    for (const level of [1, 2, 3]) expect(parts.text("word/styles.xml")).toContain(`w:styleId="Heading${level}"`);
  });

  it("numbers real lists, each anew", () => {
    const numbered = [...body.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);
    const items = document.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "list" ? block.items : [])),
    );
    expect(numbered).toHaveLength(items.length);
    expect(parts.text("word/numbering.xml")).toContain('<w:numFmt w:val="decimal"/>');
    expect(parts.text("word/numbering.xml")).toContain('<w:numFmt w:val="bullet"/>');
  });

  it("says in words what each table, chart and picture shows", () => {
    const drawings = [...body.matchAll(/<wp:docPr ([^>]*)>/g)].map(([, attributes]) => attributes!);
    expect(drawings.length).toBeGreaterThan(8);
    for (const attributes of drawings)
      expect(unescaped(/descr="([^"]*)"/.exec(attributes)![1]!).length).toBeGreaterThan(60);
    const ids = drawings.map((attributes) => /\bid="(\d+)"/.exec(attributes)![1]);
    expect(ids).toEqual(drawings.map((_, index) => String(index + 1)));
    const tables = [...body.matchAll(/<w:tblPr>(.*?)<\/w:tblPr>/gs)].map(([, inside]) => inside!);
    const captions = document.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "table" ? [block.table.caption] : [])),
    );
    expect(tables.map((inside) => unescaped(/<w:tblCaption w:val="([^"]*)"/.exec(inside)![1]!))).toEqual(captions);
    for (const inside of tables)
      expect(/<w:tblDescription w:val="([^"]*)"/.exec(inside)![1]!.length).toBeGreaterThan(20);
  });

  it("repeats the heads of tables, keeps their rows whole and their columns within the page", () => {
    const blocks = document.sections.flatMap((section) =>
      section.blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])),
    );
    const tables = [...body.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
    tables.forEach((table, index) => {
      const { spans, rows, head } = blocks[index]!;
      expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(spans === null ? 1 : 2);
      expect(table.match(/<w:cantSplit\/>/g)).toHaveLength(rows.length + (spans === null ? 1 : 2));
      const grid = [...table.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
      expect(grid).toHaveLength(head.length);
      for (const sizes of table.matchAll(/<w:sz w:val="(\d+)"\/>/g))
        expect(Number(sizes[1])).toBeGreaterThanOrEqual(18);
      const after = body.slice(body.indexOf(table) + table.length);
      const [, width, height] = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(after)!;
      expect(grid.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(Number(width) - 2 * 1134 + 2);
      if (head.includes("Accommodation & food")) expect(Number(width)).toBeGreaterThan(Number(height));
    });
    expect([...body.matchAll(/<w:pgSz [^>]*w:orient="(\w+)"/g)].map(([, orient]) => orient)).toEqual([
      "portrait",
      "landscape",
      "portrait",
    ]);
  });

  it("goes on in further tables where columns fit no page, each with the row heads, and loses no figure", async () => {
    const wide = { ...definition, tables: [], sets: [await wideSet(MONTHS as never, 13)] };
    const whole = packDocument(wide, []);
    const xml = partsOf((await wordFile(whole, [], wide.month)).bytes).text("word/document.xml");
    const [table] = whole.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])),
    );
    const found = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([one]) =>
      [...one.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => paragraphs(row)),
    );
    const shown = found.filter(([head]) => head![0] === "Service type");
    expect(shown.length).toBeGreaterThan(1);
    const joined = table!.rows.map((_, at) => shown.flatMap((rows) => rows[at + 1]!.slice(1)));
    expect(joined).toEqual(table!.rows.map(({ cells }) => cells.map(words)));
    expect(shown.flatMap(([head]) => head!.slice(1))).toEqual(table!.head.slice(1));
    for (const rows of shown)
      expect(rows.slice(1).map(([label]) => label)).toEqual(table!.rows.map(({ label }) => label));
    expect(paragraphs(xml)).toContain(`${table!.caption}, continued`);
  });

  it("is British English throughout, and names no author, no clock and no machine", () => {
    for (const name of parts.matching(/\.(?:xml|rels)$/)) {
      const xml = parts.text(name);
      expect(
        [...xml.matchAll(/(?: lang|w:lang w:val|c:lang val)="([^"]*)"/g)].filter(([, lang]) => lang !== "en-GB"),
      ).toEqual([]);
      expect(xml).not.toContain("en-US");
      expect(xml.replaceAll("2025-01-01T00:00:00Z", "")).not.toMatch(/20\d\d-\d\d-\d\dT|Un-named|Microsoft Office/);
    }
    expect(parts.text("word/styles.xml")).toContain('<w:lang w:val="en-GB"');
    const core = parts.text("docProps/core.xml");
    expect(core).toContain(`<dc:title>${document.title}</dc:title><dc:creator>Bellwether</dc:creator>`);
    expect(parts.names.some((name) => /comments|people/.test(name))).toBe(false);
  });

  it("carries the campaign at the head and state and page at the foot", () => {
    const heads = parts.matching(/header\d+\.xml$/).map((name) => paragraphs(parts.text(name)).join(""));
    expect(heads.filter((text) => text === definition.campaignName).length).toBeGreaterThan(0);
    for (const name of parts.matching(/footer\d+\.xml$/)) {
      expect(paragraphs(parts.text(name)).join("")).toMatch(/^Draft.*Page  of $/);
      expect(parts.text(name)).toMatch(/PAGE.*NUMPAGES/s);
    }
  });

  it("gives the same bytes in a second run, in another year and in another time zone", async () => {
    const zone = process.env["TZ"];
    vi.useFakeTimers({ now: new Date("2031-08-09T10:11:12Z"), toFake: ["Date"] });
    process.env["TZ"] = "Pacific/Kiritimati";
    try {
      const again = await wordFile(document, nativeCharts(definition), definition.month);
      expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });

  it("survives hostile words", async () => {
    const title = `${HOSTILE} ${ENDLESS}`;
    const hostile = { ...definition, title, campaignName: HOSTILE };
    const written = await wordFile(packDocument(hostile, await chartsOf(definition, true)), natives, definition.month);
    const made = partsOf(written.bytes);
    const found = paragraphs(made.text("word/document.xml"));
    expect(found).toContain(`${TAMED} ${ENDLESS}`);
    expect(found[0]).toContain(TAMED);
    expect(unescaped(made.text("docProps/core.xml"))).toContain(`<dc:title>${TAMED} ${ENDLESS}</dc:title>`);
  });

  it("can be made where everything is hidden", async () => {
    const small = await exampleDefinition({ months: ["2025-01"], respondents: 9 });
    expect(nativeCharts(small)).toEqual([]);
    const written = await wordFile(packDocument(small, []), [], small.month);
    expect(brokenLinks(partsOf(written.bytes))).toEqual([]);
    expect(paragraphs(partsOf(written.bytes).text("word/document.xml"))).toContain(
      "No group is large enough for a chart.",
    );
  });
});

describe("its native charts", () => {
  it("remember what they were given, in cache and workbook alike, as percentages", async () => {
    const names = parts.matching(/word\/charts\/chart\d+\.xml$/);
    expect(names).toHaveLength(natives.length);
    for (const [index, name] of names.entries()) {
      const chart = natives[index]!;
      const memory = chartMemory(parts.text(name));
      const given = new Map(chart.series.map((series) => [series.name, series.values]));
      expect(memory.series).toEqual(given);
      expect(memory.categories).toEqual(chart.categories);
      expect(new Set(memory.formats)).toEqual(new Set(["0%"]));
      const book = await chartWorkbook(parts.bytes(`word/embeddings/Microsoft_Excel_Worksheet${index + 1}.xlsx`));
      expect(book.series).toEqual(given);
      expect(book.categories).toEqual(chart.categories);
      expect(new Set(book.formats)).toEqual(new Set(["0%"]));
    }
  });

  it("use two axes, and define those two", () => {
    for (const name of parts.matching(/word\/charts\/chart\d+\.xml$/)) {
      const { used, defined } = chartMemory(parts.text(name));
      expect(used).toHaveLength(2);
      expect(new Set(defined)).toEqual(new Set(used));
    }
  });
});
