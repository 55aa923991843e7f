import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import { auditPack } from "../../../electron/engine/pack/audit/audit.ts";
import { drawCharts } from "../../../electron/engine/pack/charts.ts";
import { composePack } from "../../../electron/engine/pack/compose.ts";
import type { PackDefinition, PackFile } from "../../../electron/engine/pack/definition.ts";
import type { Block, PackDocument } from "../../../electron/engine/pack/document.ts";
import type { Piece } from "../../../electron/engine/pack/page-tables.ts";
import { briefingFile } from "../../../electron/engine/pack/pdf/briefing.ts";
import { settable, wrappable } from "../../../electron/engine/pack/pdf/letters.ts";
import { loadTypst, type Typesetter } from "../../../electron/engine/pack/pdf/typst.ts";
import { packDocument } from "../../../electron/engine/pack/sections.ts";
import { assertNever } from "../../../shared/errors.ts";
import type { PackPlan } from "../../../shared/packs.ts";
import { PAGES } from "../campaign.ts";
import { exampleDefinition } from "./definition.ts";
import { packWith } from "./documents.ts";
import { readPdf, type ReadPdf } from "./read-pdf.ts";

let definition: PackDefinition;
let document: PackDocument;
let typeset: Typesetter;
let briefing: PackFile;
let read: ReadPdf;

beforeAll(async () => {
  definition = await exampleDefinition();
  document = packDocument(definition, await drawCharts(definition));
  typeset = await loadTypst();
  briefing = briefingFile(document, definition.month, typeset);
  read = await readPdf(briefing.bytes);
});

const blocks = (of: PackDocument): readonly Block[] => of.sections.flatMap((section) => section.blocks);
const said = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** Everything that people read of a block as text, in order. */
function wordsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "text":
    case "heading":
      return [block.text];
    case "list":
      return block.items.map(said);
    case "chart":
      return [block.chart.title, block.subtitle, block.source];
    case "table": {
      const { caption, head, rows, notes } = block.table;
      return [caption, ...head, ...rows.flatMap(({ label, cells }) => [label, ...cells.map(said)]), ...notes];
    }
    case "terms":
      return block.terms.flatMap(({ term, text }) => [term, text]);
    case "quote":
      return [`“${block.words}”`, block.by];
    case "reference":
      // An address may be broken anywhere.
      return [block.text, block.citation];
    default:
      return assertNever(block);
  }
}

/** The first of some texts that does not follow the one before it; undefined where all stand in their order. */
function outOfOrder(text: string, texts: readonly string[]): string | undefined {
  let at = 0;
  return texts.find((one) => {
    const found = text.indexOf(plain(one), at);
    at = found + plain(one).length;
    return found < 0;
  });
}

describe("briefing.pdf", () => {
  it("says all that the briefing says, in its order: key messages, every cell of every table, notes and methods", () => {
    const { title, about, closing, sections } = document;
    const words = sections.flatMap((section) => [section.heading, ...section.blocks.flatMap(wordsOf)]);
    expect(words.length).toBeGreaterThan(500);
    expect(outOfOrder(read.text, [title, about, ...words, ...closing])).toBeUndefined();
    expect(outOfOrder(read.text, words.toReversed())).toBeDefined();
  });

  it("is tagged, has title, language, outline, the mark of PDF/UA-1 and dates of the data, and names nobody", async () => {
    const { info, metadata, catalog } = read;
    expect(info).toMatchObject({ Title: document.title, Creator: "Bellwether", Producer: "Typst" });
    expect([info["CreationDate"], info["ModDate"]]).toEqual(["D:20250101000000Z", "D:20250101000000Z"]);
    expect(info["Author"]).toBeUndefined();
    expect(info["Language"]).toBe("en-GB");
    expect(metadata).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(read.marked).toBe(true);
    expect(catalog).toMatch(/\/DisplayDocTitle true/);
    const level2 = document.sections.map(({ heading }) => heading);
    expect(read.outline.map(({ title }) => title)).toEqual(level2);
    const headings = blocks(document).flatMap((block) => (block.kind === "heading" ? [block.text] : []));
    expect(read.outline.flatMap(({ items }) => items)).toEqual(headings);
  });

  it("gives every chart its alternative text and every cell of a table its row and column", () => {
    const charts = blocks(document).flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
    expect(charts.length).toBe(6);
    expect(read.figures).toEqual(charts.map(({ alt }) => alt));
    const tables = blocks(document).flatMap((block) => (block.kind === "table" ? [block.table] : []));
    expect(read.tables).toHaveLength(tables.length);
    for (const [index, { rows, head, spans }] of tables.entries()) {
      const table = read.tables[index]!;
      expect(table.columnHeads).toBe(head.length + (spans === null ? 0 : 1 + spans.length));
      expect(table.rowHeads).toEqual(rows.map(() => 1));
      expect(table.cells).toEqual(rows.map(({ cells }) => cells.length));
    }
  });

  it("says on every page but the first whose it is, and on every page what it is and which page of how many", () => {
    expect(read.pages.length).toBeGreaterThan(6);
    for (const [index, page] of read.pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${read.pages.length}`);
      expect(page).toContain("Draft");
      expect(page).toContain(definition.campaignName);
    }
  });

  it("is the same in a second run", () => {
    const again = briefingFile(document, definition.month, typeset);
    expect(Buffer.compare(again.bytes, briefing.bytes)).toBe(0);
  });

  it("is one of a release where it is one, and of the sample says so", async () => {
    const released = { ...definition, sample: true, release: { code: "2025-01-kfwmtz" } };
    const made = await readPdf(briefingFile(packDocument(released, []), definition.month, typeset).bytes);
    for (const page of made.pages) expect(page).toContain("Release 2025-01-kfwmtz · Fictional sample data");
  });
});

describe("words that people give", () => {
  /** A short document without charts, of two pages and more, under a title. */
  const titled = (title: string): PackDocument => {
    const sections = document.sections.filter(({ id }) => ["messages", "reading", "methods"].includes(id));
    return { ...document, sections, title, campaign: title };
  };
  const hostile = [
    '#panic("no") #{1/0} *bold* _low_ $x^2$ \\ " ] [ <label> @ref // gone /* gone */ `raw` ~ -- = head',
    "Żółć, Ελλάδα, Київ, Ærø, naïve – “quoted”",
    "#set page(width: 1pt)",
    "- list + enum / term: 1. one",
  ];

  it.each(hostile)("are set as they are: %s", async (title) => {
    const made = await readPdf(briefingFile(titled(title), definition.month, typeset).bytes);
    expect(made.text).toContain(plain(title));
    expect(made.pages[1]).toContain(plain(title).slice(0, 60));
    expect(made.info["Title"]).toBe(title);
  });

  it("get a box for a letter the font lacks, and keep it in the title of the file", async () => {
    const title = "Care 💷👩🏽‍⚕️ 介護 report\u0000";
    const made = await readPdf(briefingFile(titled(title), definition.month, typeset).bytes);
    expect(made.text).toContain("Care □□ □□ report");
    expect(made.info["Title"]).toBe("Care 💷👩🏽‍⚕️ 介護 report");
  });

  it("stay on the page where they are very long", async () => {
    const made = await readPdf(briefingFile(titled(`${"Endless".repeat(60)} end`), definition.month, typeset).bytes);
    expect(plain(made.text).replaceAll(" ", "")).toContain("Endless".repeat(60));
    expect(made.rightmost).toBeLessThan(595 - 45);
    const many = await readPdf(briefingFile(titled("many words ".repeat(200)), definition.month, typeset).bytes);
    expect(many.text).toContain(plain("many words ".repeat(200)));
    expect(many.rightmost).toBeLessThan(595 - 45);
  });

  it("are made settable by what the fonts hold, regular and bold alike", () => {
    for (const file of ["400Regular/Arimo_400Regular.ttf", "700Bold/Arimo_700Bold.ttf"]) {
      const held = charactersOf(
        readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/arimo/${file}`)),
      );
      expect(held.size).toBeGreaterThan(2000);
      for (let code = 0x20; code < 0x10000; code += 1) {
        const letter = String.fromCodePoint(code);
        const set = settable(letter);
        if (set === letter) expect(held.has(code), code.toString(16)).toBe(true);
        else if (set === "□" && code < 0xe000) expect(held.has(code), code.toString(16)).toBe(false);
      }
    }
    expect(settable("e\u0301")).toBe("é");
    expect(wrappable("a".repeat(35))).toBe(`${"a".repeat(10)}\u200b`.repeat(3) + "a".repeat(5));
  });
});

describe("auditPack", () => {
  it("passes a pack with its PDF and pictures, whatever its title, and refuses a PDF with one altered figure", async () => {
    const title = `97% of 41 homes 💷 ${"word2".repeat(10)} near LS1 4AP: a title of several lines, so that it wraps`;
    const plan: PackPlan = { ...PAGES, formats: ["pdf", "png"] };
    const made = { ...definition, title, campaignName: "Evidence 7 介護", plan };
    const files = await composePack(made, () => undefined);
    expect(files.map(({ name }) => name)).toContain("briefing.pdf");
    expect(await auditPack(files, { definition: made, needles: [] })).toEqual([]);
    const table = blocks(document).find((block) => block.kind === "table")!;
    const wrong = { ...document, sections: document.sections.map((section) => withFigure(section, table)) };
    const altered = briefingFile({ ...wrong, title, campaign: made.campaignName }, made.month, typeset);
    const faults = await auditPack(packWith(files, altered), { definition: made, needles: ["Annual Review"] });
    expect(faults).toEqual([{ file: "briefing.pdf", fault: "It states 97%, which is no published figure." }]);
    const hidden = briefingFile({ ...document, campaign: "Annual Review" }, made.month, typeset);
    const held = await auditPack(packWith(files, hidden), { definition: made, needles: ["Annual Review"] });
    expect(held).toContainEqual({
      file: "briefing.pdf",
      fault: "It holds “Annual Review”, which must not leave the app.",
    });
  }, 180_000);
});

/** A section in which a table's first figure reads 97%. */
function withFigure(section: PackDocument["sections"][number], table: Block): PackDocument["sections"][number] {
  return {
    ...section,
    blocks: section.blocks.map((block) => {
      if (block !== table || block.kind !== "table") return block;
      const [first, ...rows] = block.table.rows;
      return {
        ...block,
        table: { ...block.table, rows: [{ ...first!, cells: [["97%"], ...first!.cells.slice(1)] }, ...rows] },
      };
    }),
  };
}

/** The characters in a TrueType font's table `cmap`, format 4 (OpenType 1.9, cmap). */
function charactersOf(font: Buffer): ReadonlySet<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + index * 16);
  const cmap = font.readUInt32BE(tables.find((at) => font.toString("latin1", at, at + 4) === "cmap")! + 8);
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, index) => cmap + font.readUInt32BE(cmap + 8 + index * 8),
  );
  const table = subtables.find((at) => font.readUInt16BE(at) === 4)!;
  const count = font.readUInt16BE(table + 6) / 2;
  const held = new Set<number>();
  for (let segment = 0; segment < count; segment += 1) {
    const [end, start] = [
      font.readUInt16BE(table + 14 + segment * 2),
      font.readUInt16BE(table + 16 + (count + segment) * 2),
    ];
    for (let code = start; code <= end && code < 0xffff; code += 1) held.add(code);
  }
  return held;
}
