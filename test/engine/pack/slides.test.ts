import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { chartId } from "../../../electron/engine/pack/chart-sketches.ts";
import { isInBriefing } from "../../../electron/engine/pack/charts.ts";
import type { PackDefinition } from "../../../electron/engine/pack/definition.ts";
import type { PackDocument } from "../../../electron/engine/pack/document.ts";
import { type NativeChart, nativeCharts, nativesAt } from "../../../electron/engine/pack/native.ts";
import { packDocument } from "../../../electron/engine/pack/sections.ts";
import { textOf } from "../../../electron/engine/pack/figures.ts";
import { type Slide, slidesOf } from "../../../electron/engine/pack/slide-plan.ts";
import { UNDER } from "../../../electron/engine/pack/slide-size.ts";
import { slidesFile } from "../../../electron/engine/pack/slides.ts";
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
let plan: readonly Slide[];
let bytes: Uint8Array;
let parts: OfficeParts;

beforeAll(async () => {
  definition = await exampleDefinition({ months: MONTHS, sets: [await wideSet(MONTHS as never)] });
  document = packDocument(definition, await chartsOf(definition, true));
  natives = nativeCharts(definition);
  plan = slidesOf(document, natives);
  bytes = (await slidesFile(document, natives, definition.month)).bytes;
  parts = partsOf(bytes);
});

afterEach(() => vi.useRealTimers());

/** Paragraphs of a part in order, as they read. */
function paragraphs(xml: string): string[] {
  return [...xml.matchAll(/<a:p>(.*?)<\/a:p>/gs)].map(([, inside]) =>
    [...inside!.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => unescaped(text!)).join(""),
  );
}

const slideNames = (): readonly string[] => parts.matching(/^ppt\/slides\/slide\d+\.xml$/);
const notesOf = (index: number): string[] => paragraphs(parts.text(`ppt/notesSlides/notesSlide${index + 1}.xml`));

describe("the slides", () => {
  it("begin with the finding and the key messages, have a slide a chart, and end with how to read and what was hidden", () => {
    const charts = document.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "chart"));
    const kinds = plan.map(({ kind }) => kind);
    expect(kinds[0]).toBe("title");
    expect(plan[1]!.title).toBe("Key messages");
    // Two native charts stand beside a picture, two in the place of one.
    expect(kinds.filter((kind) => kind === "chart")).toHaveLength(charts.length + 3);
    expect(plan.slice(-2).map(({ title }) => title)).toEqual(["How to read these figures", "What was hidden, and why"]);
    expect(slideNames()).toHaveLength(plan.length);
  });

  it("have a title of their own each, in a real place for titles", () => {
    const titles = slideNames().map((name) => {
      const [, shape = ""] = /<p:sp>((?:(?!<\/p:sp>).)*?type="title".*?)<\/p:sp>/s.exec(parts.text(name)) ?? [];
      return paragraphs(shape).join("");
    });
    expect(titles).toEqual(plan.map(({ title }) => title));
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles[0]).toBe(document.title);
    expect(parts.text(slideNames()[1]!)).toContain('name="Title"');
  });

  it("say every key message with its figures, and source and caveats under each chart", () => {
    const messages = document.sections
      .find(({ id }) => id === "messages")!
      .blocks.flatMap((block) => (block.kind === "list" ? block.items : []));
    const lists = plan.flatMap((slide, index) =>
      slide.kind === "list" && slide.title.startsWith("Key messages") ? [index] : [],
    );
    const said = lists.flatMap((index) => paragraphs(parts.text(slideNames()[index]!)));
    expect(said.filter((text) => messages.some((message) => textOf(message) === text))).toEqual(messages.map(textOf));
    plan.forEach((slide, index) => {
      if (slide.kind !== "chart") return;
      const texts = paragraphs(parts.text(slideNames()[index]!)).join("\n");
      expect(texts).toContain(slide.source);
      expect(texts).toContain(slide.subtitle);
    });
  });

  it("give the speaker the words of each chart and the figures of its tables", () => {
    const tables = document.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])),
    );
    const all = plan.flatMap((_, index) => notesOf(index));
    const told = tables.filter(({ caption }) => all.includes(`${caption}.`));
    expect(told.length).toBeGreaterThanOrEqual(tables.length - 2);
    const pair = tables.find(({ caption }) =>
      caption.startsWith("Likely to hand back contracts in the next 3 months, by service type"),
    )!;
    const row = pair.rows.at(-1)!;
    const [base, , share] = row.cells.map(textOf);
    expect(
      all.some(
        (line) => line.startsWith(`All services: Local authority: Base ${base}, `) && line.includes(`Share ${share}`),
      ),
    ).toBe(true);
    plan.forEach((slide, index) => {
      if (slide.kind === "chart") expect(notesOf(index).length, slide.title).toBeGreaterThan(1);
      if (slide.kind === "chart" && "form" in slide.chart && slide.chart.form !== "stack")
        expect(notesOf(index)[0]).toBe(slide.alt);
    });
  });

  it("have no link to nowhere and no part without a kind", () => {
    expect(brokenLinks(parts)).toEqual([]);
  });

  it("say in words what each chart, picture and table shows, and number their shapes once", () => {
    slideNames().forEach((name, index) => {
      const xml = parts.text(name);
      const ids = [...xml.matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const drawings = [...xml.matchAll(/<p:(?:pic|graphicFrame)>.*?<p:cNvPr ([^>]*)>/gs)].map(
        ([, attributes]) => attributes!,
      );
      const slide = plan[index]!;
      expect(drawings).toHaveLength(slide.kind === "chart" || slide.kind === "table" ? 1 : 0);
      if (slide.kind === "chart") expect(unescaped(/descr="([^"]*)"/.exec(drawings[0]!)![1]!)).toBe(slide.alt);
      if (slide.kind === "table") expect(/descr="([^"]*)"/.exec(drawings[0]!)![1]).toBe(slide.table.caption);
      if (slide.kind === "table") expect(xml).toContain('<a:tblPr firstRow="1"/>');
    });
  });

  it("are numbered, all but the first", () => {
    slideNames().forEach((name, index) => {
      expect(parts.text(name).includes('type="slidenum"'), name).toBe(index > 0);
    });
  });

  it("are British English throughout, and name no author, no clock and no machine", () => {
    for (const name of parts.matching(/\.(?:xml|rels)$/)) {
      const xml = parts.text(name);
      expect(
        [...xml.matchAll(/(?: lang|altLang|c:lang val)="([^"]*)"/g)].filter(([, lang]) => lang !== "en-GB"),
      ).toEqual([]);
      expect(xml.replaceAll("2025-01-01T00:00:00Z", "")).not.toMatch(
        /20\d\d-\d\d-\d\dT|PptxGenJS|Microsoft Office|datetimeFigureOut/,
      );
    }
    expect(parts.text("docProps/core.xml")).toContain("<dc:creator>Bellwether</dc:creator>");
    expect(parts.names.some((name) => /comment|author/i.test(name))).toBe(false);
  });

  it("are 16:9, and nothing on them lies outside", () => {
    const [, width, height] = /<p:sldSz cx="(\d+)" cy="(\d+)"/.exec(parts.text("ppt/presentation.xml"))!.map(Number);
    expect(width! / height!).toBeCloseTo(16 / 9, 3);
    for (const name of slideNames()) {
      for (const [, ...place] of parts
        .text(name)
        .matchAll(/<a:off x="(-?\d+)" y="(-?\d+)"\/><a:ext cx="(\d+)" cy="(\d+)"\/>/g)) {
        const [x, y, w, h] = place.map(Number);
        expect(Math.min(x!, y!), name).toBeGreaterThanOrEqual(0);
        expect(x! + w!, name).toBeLessThanOrEqual(width!);
        expect(y! + h!, name).toBeLessThanOrEqual(height!);
      }
      for (const [, size] of parts.text(name).matchAll(/ sz="(\d+)"/g))
        expect(Number(size)).toBeGreaterThanOrEqual(1200);
    }
  });

  it("have words in their pictures of 7 points or more, 9 where groups stand in one row", async () => {
    const charts = await chartsOf(definition, false);
    const pictured = charts.filter((chart) => isInBriefing(chart) && nativesAt(chart, natives).instead.length === 0);
    const points = pictured.map((chart): readonly [string, number] => {
      const [, width = "", height = ""] = /width="(\d+)" height="(\d+)"/.exec(chart.slide ?? chart.svg)!;
      const inches = Math.min(UNDER.subtitle.w / Number(width), 4.5 / Number(height));
      return [chartId(chart), inches * 72 * 12.5];
    });
    expect(points.length).toBeGreaterThan(4);
    expect(points.filter(([, size]) => size < 7)).toEqual([]);
    expect(points.find(([id]) => id === "trend-intent-service-type")?.[1]).toBeGreaterThan(9);
  });

  it("give the same bytes in a second run, in another year and in another time zone", async () => {
    const zone = process.env["TZ"];
    vi.useFakeTimers({ now: new Date("2031-08-09T10:11:12Z"), toFake: ["Date"] });
    process.env["TZ"] = "Pacific/Kiritimati";
    try {
      const again = await slidesFile(document, nativeCharts(definition), definition.month);
      expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });

  it("survive hostile words", async () => {
    const title = `${HOSTILE} ${ENDLESS}`;
    const hostile = packDocument({ ...definition, title, campaignName: HOSTILE }, await chartsOf(definition, true));
    const written = await slidesFile(hostile, natives, definition.month);
    const first = paragraphs(partsOf(written.bytes).text("ppt/slides/slide1.xml"));
    expect(first).toContain(`${TAMED} ${ENDLESS}`);
    expect(first).toContain(TAMED);
  });

  it("set long titles smaller, so that they keep to their place", async () => {
    const sizeOf = async (title: string): Promise<number> => {
      const written = await slidesFile({ ...document, title, sections: [] }, [], definition.month);
      const [, size] = /type="title".*? sz="(\d+)"/s.exec(partsOf(written.bytes).text("ppt/slides/slide1.xml"))!;
      return Number(size) / 100;
    };
    expect(await sizeOf("Short and plain")).toBe(34);
    const long = await sizeOf("Members told us why they hand contracts back ".repeat(6));
    expect(long).toBeLessThan(34);
    expect(long).toBeGreaterThanOrEqual(14);
  });

  it("go on to another slide where messages do not fit one", () => {
    const [messages] = document.sections;
    const [list] = messages!.blocks;
    if (list?.kind !== "list") throw new Error("The key messages are a list.");
    const many = { ...messages!, blocks: [{ ...list, items: Array.from({ length: 6 }, () => list.items).flat() }] };
    const slides = slidesOf({ ...document, sections: [many] }, []).filter(({ kind }) => kind === "list");
    expect(slides.length).toBeGreaterThan(2);
    expect(slides[1]!.title).toBe("Key messages, continued");
    expect(slides.flatMap((slide) => (slide.kind === "list" ? slide.items : []))).toHaveLength(list.items.length * 6);
  });

  it("can be made where everything is hidden", async () => {
    const small = await exampleDefinition({ months: ["2025-01"], respondents: 9 });
    const written = await slidesFile(packDocument(small, []), [], small.month);
    expect(brokenLinks(partsOf(written.bytes))).toEqual([]);
  });
});

describe("their native charts", () => {
  it("remember what they were given, in cache and workbook alike, as percentages, on two axes that they define", async () => {
    const drawn = plan.flatMap((slide) => (slide.kind === "chart" && "form" in slide.chart ? [slide.chart] : []));
    const names = parts.matching(/^ppt\/charts\/chart\d+\.xml$/);
    expect(names).toHaveLength(drawn.length);
    for (const [index, name] of names.entries()) {
      const memory = chartMemory(parts.text(name));
      const given = new Map(drawn[index]!.series.map((series) => [series.name, series.values]));
      expect(memory.series).toEqual(given);
      expect(memory.categories).toEqual(drawn[index]!.categories);
      expect(new Set(memory.formats)).toEqual(new Set(["0%"]));
      expect(memory.used).toHaveLength(2);
      expect(new Set(memory.defined)).toEqual(new Set(memory.used));
      const book = await chartWorkbook(parts.bytes(`ppt/embeddings/Microsoft_Excel_Worksheet${index + 1}.xlsx`));
      expect(book.series).toEqual(given);
      expect(book.categories).toEqual(drawn[index]!.categories);
    }
  });

  it("have labels that stand out from the bars they are in", () => {
    const luminance = (hex: string): number => {
      const [r, g, b] = [0, 2, 4].map((at) => {
        const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const contrast = (one: string, other: string): number => {
      const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
      return (light! + 0.05) / (dark! + 0.05);
    };
    for (const { form, series } of natives) {
      for (const { colour, text } of series) {
        expect(contrast(text, form === "stack" ? colour : "FFFFFF")).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});
