import { createHash } from "node:crypto";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { auditPack, type PackFault } from "../../../electron/engine/pack/audit/audit.ts";
import { composePack } from "../../../electron/engine/pack/compose.ts";
import type { PackDefinition, PackFile } from "../../../electron/engine/pack/definition.ts";
import { opened } from "../../../electron/engine/pack/audit/open.ts";
import {
  publishedByData,
  publishedByPage,
  publishedByTables,
  publishedByWorkbook,
} from "../../../electron/engine/pack/published.ts";
import { unzipPack, zipPack } from "../../../electron/engine/pack/zip.ts";
import type { PackPlan } from "../../../shared/packs.ts";
import { PAGES } from "../campaign.ts";
import { exampleDefinition } from "./definition.ts";

let definition: PackDefinition;
let files: readonly PackFile[];
/** The same as a release of page and workbook, for what is not about the other documents. */
let released: PackDefinition;
let pages: readonly PackFile[];
const steps: string[] = [];

beforeAll(async () => {
  definition = await exampleDefinition();
  files = await composePack(definition, (stage, done, total) => steps.push(`${stage} ${done}/${total}`));
  released = { ...definition, plan: PAGES, release: { code: "2025-01-kfwmtz" } };
  pages = await composePack(released, () => undefined);
});

const file = (name: string): PackFile => files.find((candidate) => candidate.name === name)!;
const text = (name: string): string => new TextDecoder().decode(file(name).bytes);
const faultsOf = (changed: readonly PackFile[], needles: readonly string[] = []): Promise<readonly PackFault[]> =>
  auditPack(changed, { definition: released, needles });

/** The pack of page and workbook with one file's text changed, its manifest left as it was or made to agree. */
function altered(name: string, change: (text: string) => string): readonly PackFile[] {
  return pages.map((candidate) =>
    candidate.name === name
      ? { name, bytes: new TextEncoder().encode(change(new TextDecoder().decode(candidate.bytes))) }
      : candidate,
  );
}

describe("composePack", () => {
  it("makes every file of a pack, sorted by name, and reports its steps", () => {
    expect(files.map((candidate) => candidate.name)).toEqual([
      "briefing.docx",
      "briefing.pdf",
      "charts/discussions-by-region.png",
      "charts/discussions-by-region.svg",
      "charts/discussions-by-service-type.png",
      "charts/discussions-by-service-type.svg",
      "charts/hand-backs-by-region.png",
      "charts/hand-backs-by-region.svg",
      "charts/hand-backs-by-service-type.png",
      "charts/hand-backs-by-service-type.svg",
      "charts/intent-answers-by-service-type.png",
      "charts/intent-answers-by-service-type.svg",
      "charts/intent-by-region.png",
      "charts/intent-by-region.svg",
      "charts/intent-by-service-type.png",
      "charts/intent-by-service-type.svg",
      "charts/stages-by-service-type.png",
      "charts/stages-by-service-type.svg",
      "data-tables.xlsx",
      "data/discussions-by-region.csv",
      "data/discussions-by-service-type.csv",
      "data/hand-backs-by-region.csv",
      "data/hand-backs-by-service-type.csv",
      "data/intent-by-region.csv",
      "data/intent-by-service-type.csv",
      "data/metadata.json",
      "index.html",
      "manifest.json",
      "slides.pptx",
    ]);
    expect(steps).toContain("Drawing charts 8/8");
    expect(steps).toContain("Writing the documents 0/6");
    expect(steps.at(-1)).toBe("Writing the documents 6/6");
  });

  it("says the same numbers in every format, and those of the protected tables", async () => {
    const tables = publishedByTables(definition);
    expect(tables.size).toBeGreaterThan(3000);
    expect(publishedByData(files)).toEqual(tables);
    expect(await publishedByWorkbook(file("data-tables.xlsx"))).toEqual(tables);
    const page = publishedByPage(file("index.html"));
    expect(page.figures.length).toBeGreaterThan(400);
    expect(page.unmarked).toEqual([]);
    expect(page.figures.filter(([key]) => !tables.has(key))).toEqual([]);
  });

  it("passes its own audit, with the definition at hand and without", async () => {
    expect(await faultsOf(files)).toEqual([]);
    expect(await auditPack(files, { definition: null, needles: [] })).toEqual([]);
    expect(await auditPack(unzipPack(zipPack(files)), { definition: null, needles: [] })).toEqual([]);
  });

  it("lists every other file in its manifest with the right hash and size, and no names or clock times", () => {
    const manifest = JSON.parse(text("manifest.json"));
    const others = files.filter((candidate) => candidate.name !== "manifest.json");
    expect(manifest.files).toEqual(
      others.map(({ name, bytes }) => ({
        name,
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      })),
    );
    expect(manifest.sources.map((source: { sha256: string }) => source.sha256[0])).toEqual(["a", "b"]);
    expect(manifest.hidden.length).toBeGreaterThan(10);
    expect(text("manifest.json")).not.toContain(definition.campaignName);
    expect(text("manifest.json")).not.toMatch(/\d\d:\d\d/);
  });

  it("is one page without script that fetches nothing, with words for every chart and the findings first", () => {
    const html = text("index.html");
    const letters = /url\(data:font\/woff2;base64,[\w+/=]+\)/g;
    expect(html.match(letters)).toHaveLength(2);
    expect(html.replaceAll(letters, "")).not.toMatch(/<script|javascript:|@import|url\(|<link|<img|<iframe/);
    const leads = [...html.matchAll(/(?:src|href|action|data|poster)\s*=\s*["']?(?!#|data:)([^\s"'>]+)/g)];
    // Somebody may follow these; the page itself fetches nothing.
    const links = (definition.references ?? []).map(({ link }) => link).filter((link) => link !== "");
    expect(leads.map(([lead]) => lead)).toEqual(links.map((link) => `href="${link}`));
    expect(html.match(/role="img"/g)).toHaveLength(6);
    expect(html.match(/<desc>(?:Stacked bars of every answer|Marks in 3 columns)/g)).toHaveLength(2);
    expect(html.match(/<desc>Line charts/g)).toHaveLength(4);
    expect(html).toMatch(/<h1>January 2025: \d+% of organisations were likely to hand back local authority contracts/);
    const order = [
      "Key messages",
      "How to read",
      "Intent to hand back contracts<",
      "Discussions and hand-backs",
      "What was hidden",
      "Methods",
    ];
    const places = order.map((words) => html.indexOf(`>${words}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(html).toContain("All figures are rounded to 5 so that tables still add up.");
  });

  it("says of a release that it was attacked before it, and of a draft that it is one", () => {
    const claim = "Before release the app tried to break this pack together with every earlier one.";
    expect(text("index.html")).not.toContain(claim);
    expect(new TextDecoder().decode(pages.find(({ name }) => name === "index.html")!.bytes)).toContain(claim);
  });

  it("writes charts that stand alone: their own size, words and generic fonts, no ids and no outside references", () => {
    for (const { name } of files.filter((candidate) => candidate.name.endsWith(".svg"))) {
      const svg = text(name);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="960" height="\d+"/);
      expect(svg).toContain("sans-serif");
      expect(svg).not.toMatch(/ id=|url\(|href|NaN|undefined|recharts/);
    }
  });

  it("writes data files as plain ASCII with CR LF and explains every column", () => {
    const csv = text("data/intent-by-service-type.csv");
    expect(csv).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(
      csv
        .split("\n")
        .slice(0, -1)
        .every((line) => line.endsWith("\r")),
    ).toBe(true);
    expect(csv).toContain("2025-01,la,all,All services,base,Base,organisations,");
    expect(csv).toContain(",[c],");
    const columns = Object.keys(JSON.parse(text("data/metadata.json")).columns).join(" ");
    for (const column of csv.split("\r\n")[0]!.split(",")) expect(columns).toContain(column);
  });
});

describe("the workbook", () => {
  it("opens, with cover, contents and notes first, then one named table a sheet from A3 with its title in A1", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(file("data-tables.xlsx").bytes) as never);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      "Cover",
      "Contents",
      "Notes",
      ...definition.tables.map((_, index) => `Table_${index + 1}`),
    ]);
    for (const sheet of workbook.worksheets.slice(3)) {
      expect(sheet.getCell("A1").text).toMatch(/^Table \d+: /);
      expect(sheet.getCell("A3").text).toBe("Month");
      expect(sheet.getTables()).toHaveLength(1);
      expect(sheet.hasMerges).toBe(false);
      expect(sheet.state).toBe("visible");
      expect(sheet.views.every((view) => view.state === "normal")).toBe(true);
    }
    const parts = opened([file("data-tables.xlsx")]);
    const contents = parts.find(({ name }) => name.endsWith("worksheets/sheet2.xml"))!;
    expect(new TextDecoder().decode(contents.bytes)).toContain('location="&apos;Table_1&apos;!A1"');
  });

  it("holds no author but the app, no filter, no totals flag, no outside link and no clock time", () => {
    for (const { name, bytes } of opened([file("data-tables.xlsx")])) {
      const xml = new TextDecoder().decode(bytes);
      expect(xml).not.toMatch(/autoFilter|totalsRow|mergeCell|TargetMode|<comment/);
      if (name.includes("docProps")) expect(xml).not.toMatch(/Microsoft|Unknown|Company|Manager/);
      expect(xml.replaceAll("2025-01-01T00:00:00Z", "")).not.toMatch(/20\d\d-\d\d-\d\dT/);
      expect(name).not.toMatch(/media|embeddings|comments/);
    }
  });

  it("makes harmless what a spreadsheet could take for a formula", async () => {
    const plan: PackPlan = { ...PAGES, formats: ["xlsx"] };
    const risky = { ...definition, plan, title: '=HYPERLINK("http://x")', campaignName: "+44 campaign" };
    const made = await composePack(risky, () => undefined);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(made.find(({ name }) => name === "data-tables.xlsx")!.bytes) as never);
    const cover = workbook.getWorksheet("Cover")!;
    expect(cover.getCell("A1").text).toBe('\'=HYPERLINK("http://x")');
    expect(cover.getCell("A2").text).toBe("'+44 campaign");
  });
});

describe("auditPack", () => {
  it("finds a figure changed in a data file, the workbook's place taken, or the page", async () => {
    const data = altered("data/intent-by-service-type.csv", (csv) =>
      csv.replace(/(2025-01,la,all,All services,base,Base,organisations),(\d+)/, "$1,999"),
    );
    expect((await faultsOf(data)).map(({ fault }) => fault).join(" ")).toMatch(
      /intent\.la\|2025-01\|service-type\|all\|base is 999/,
    );
    const page = altered("index.html", (html) =>
      html.replace(/(data-f="intent\.la\|2025-01\|service-type\|all\|share">)\d+%/, "$199%"),
    );
    expect((await faultsOf(page)).some(({ fault }) => fault.includes("reads 99%"))).toBe(true);
    const slipped = altered("index.html", (html) => html.replace("</td>", "7</td>"));
    expect((await faultsOf(slipped)).some(({ fault }) => fault.includes("no figure of the protected tables"))).toBe(
      true,
    );
    const answers = altered("charts/intent-answers-by-service-type.svg", (svg) =>
      svg.replace(/Very likely \d+%/, "Very likely 99%"),
    );
    expect(await faultsOf(answers)).toContainEqual(
      expect.objectContaining({
        file: "charts/intent-answers-by-service-type.svg",
        fault: expect.stringContaining("99%"),
      }),
    );
    const chart = altered("charts/intent-by-region.svg", (svg) => svg.replace(/LA \d+%/, "LA 99.3%"));
    expect((await faultsOf(chart)).some(({ fault }) => fault.includes("99.3%"))).toBe(true);
    const without = pages.filter(({ name }) => name !== "data-tables.xlsx");
    expect((await faultsOf(without)).some(({ file: name }) => name === "data-tables.xlsx")).toBe(true);
  });

  it("finds a changed, an unlisted and a missing file by the manifest alone", async () => {
    const changed = altered("data/metadata.json", (json) => `${json} `);
    expect((await faultsOf(changed)).map(({ fault }) => fault)).toEqual([
      "It was changed: its hash is not the manifest’s.",
    ]);
    const extra = [...pages, { name: "notes.txt", bytes: new TextEncoder().encode("Notes") }];
    expect(await faultsOf(extra)).toEqual([{ file: "notes.txt", fault: "The manifest does not list it." }]);
    expect(await faultsOf(pages.filter(({ name }) => name !== "data/metadata.json"))).toEqual([
      { file: "data/metadata.json", fault: "It is missing." },
    ]);
  });

  it("finds figures that break the rules of rounding and display, without the definition", async () => {
    const unrounded = altered("data/intent-by-region.csv", (csv) =>
      csv.replace(/(2025-01,la,all,All regions,base,Base,organisations),(\d+)/, "$1,883"),
    );
    const faults = await auditPack(unrounded, { definition: null, needles: [] });
    expect(faults.some(({ fault }) => fault.includes("883 is not a multiple of 5"))).toBe(true);
  });

  it.each([
    ["plain", "Oakfield Care Ltd", "in oakfield care ltd."],
    ["escaped for XML", "Smith & Sons Care", "<t>Smith &amp; Sons Care</t>"],
    ["escaped for JSON", 'The "Elms" Home', JSON.stringify({ a: 'The "Elms" Home' })],
    ["postcode", "LS1 4AP", "LS1 4AP"],
  ])("finds a forbidden text, %s", async (_, needle, content) => {
    const extra = { name: "x.txt", bytes: new TextEncoder().encode(content) };
    const zipped = { name: "y.zip", bytes: zipPack([{ name: "deep.xlsx", bytes: zipPack([extra]) }]) };
    const wide = { name: "z.bin", bytes: new Uint8Array(Buffer.from(`before ${needle} after`, "utf16le")) };
    const found = (await faultsOf([...pages, extra, zipped, wide], [needle])).filter(({ fault }) =>
      fault.includes(`“${needle}”, which must not leave`),
    );
    expect(found.map(({ file: name }) => name)).toEqual(["x.txt", "y.zip > deep.xlsx > x.txt", "z.bin"]);
  });

  it("passes over parts of longer words and numbers too short to be told from figures", async () => {
    const extra = { name: "x.txt", bytes: new TextEncoder().encode("Carelton 11-1029384756 880 2025") };
    const faults = await faultsOf([...pages, extra], ["Care", "1-1029384756", "880", "2025", "Nobody At All"]);
    expect(faults.filter(({ file: name, fault }) => name === "x.txt" && fault.includes("must not leave"))).toEqual([]);
  });
});

describe("a small campaign", () => {
  it("still makes a pack: everything hidden, no chart, and says so", async () => {
    const small = await exampleDefinition({ months: ["2025-01"], respondents: 9 });
    const made = await composePack(small, () => undefined);
    expect(made.some(({ name }) => name.endsWith(".svg"))).toBe(false);
    expect(await auditPack(made, { definition: small, needles: [] })).toEqual([]);
    const html = new TextDecoder().decode(made.find(({ name }) => name === "index.html")!.bytes);
    expect(html).toContain("Too few organisations answered");
    expect(html).toContain("No group is large enough for a chart.");
  });
});
