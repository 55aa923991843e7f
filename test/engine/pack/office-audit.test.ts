import { beforeAll, describe, expect, it } from "vitest";
import { auditPack } from "../../../electron/engine/pack/audit/audit.ts";
import { composePack } from "../../../electron/engine/pack/compose.ts";
import type { PackDefinition, PackFile } from "../../../electron/engine/pack/definition.ts";
import { unzipPack, zipPack } from "../../../electron/engine/pack/zip.ts";
import type { PackPlan } from "../../../shared/packs.ts";
import { PAGES } from "../campaign.ts";
import { exampleDefinition } from "./definition.ts";
import { packWith } from "./documents.ts";
import { wideSet } from "./office.ts";

const MONTHS = ["2024-12", "2025-01"] as const;

let definition: PackDefinition;
let files: readonly PackFile[];

beforeAll(async () => {
  const sets = [await wideSet(MONTHS as never)];
  const sections = [...PAGES.sections, ...sets.map(({ code }) => `set-${code}`)];
  const plan: PackPlan = { ...PAGES, sections, formats: ["html", "docx", "pptx", "xlsx"] };
  definition = { ...(await exampleDefinition({ months: MONTHS, respondents: 500, sets })), plan };
  files = await composePack(definition, () => undefined);
});

/** A zip with one part changed, at any depth: `word/charts/chart1.xml`, or a part of a workbook in it. */
function changed(bytes: Uint8Array, [name, ...inside]: readonly string[], change: (xml: string) => string): Uint8Array {
  let met = false;
  const parts = unzipPack(bytes).map((part) => {
    if (part.name !== name) return part;
    met = true;
    if (inside.length > 0) return { name, bytes: changed(part.bytes, inside, change) };
    const before = new TextDecoder().decode(part.bytes);
    const after = change(before);
    expect(after).not.toBe(before);
    return { name, bytes: new TextEncoder().encode(after) };
  });
  expect(met, name).toBe(true);
  return zipPack(parts);
}

async function faultsWith(name: string, path: readonly string[], change: (xml: string) => string): Promise<string[]> {
  const { bytes } = files.find((file) => file.name === name)!;
  const altered = packWith(files, { name, bytes: changed(bytes, path, change) });
  const faults = await auditPack(altered, { definition, needles: [] });
  return faults.map(({ file, fault }) => `${file}: ${fault}`);
}

/** The first share that a chart remembers, or a sheet holds, made another. */
const inCache = (xml: string): string => xml.replace(/(<c:val>.*?<c:v>)0\.\d+/s, "$10.4317");
const inSheet = (xml: string): string => xml.replace(/(<c r="B2" s="1"><v>)0\.\d+/, "$10.4317");

describe("a pack with its Word document and slides", () => {
  it("passes its audit, with a set of the user's own that needs pages on their side", async () => {
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(["briefing.docx", "slides.pptx"]));
    expect(await auditPack(files, { definition, needles: ["Sunrise Care Ltd"] })).toEqual([]);
    expect(await auditPack(files, { definition: null, needles: [] })).toEqual([]);
  });

  it.each([
    ["briefing.docx", "word"],
    ["slides.pptx", "ppt"],
  ])("is refused where a number of a chart, or of the workbook in it, is another: %s", async (name, folder) => {
    const chart = `${folder}/charts/chart1.xml`;
    expect(await faultsWith(name, [chart], inCache)).toEqual([
      `${name} > ${chart}: It states 0.4317, which is no published figure.`,
    ]);
    const book = [`${folder}/embeddings/Microsoft_Excel_Worksheet2.xlsx`, "xl/worksheets/sheet1.xml"];
    expect(await faultsWith(name, book, inSheet)).toEqual([
      `${[name, ...book].join(" > ")}: It states 0.4317, which is no published figure.`,
    ]);
  });

  it("is refused where a table of the Word document states another figure, or a note of the slides another base", async () => {
    const table = await faultsWith("briefing.docx", ["word/document.xml"], (xml) =>
      xml.replace(/(<w:t[^>]*>)\d+%(<\/w:t><\/w:r><\/w:p><\/w:tc>)/, "$197%$2"),
    );
    expect(table).toEqual(["briefing.docx > word/document.xml: It states 97%, which is no published figure."]);
    const notes = "ppt/notesSlides/notesSlide3.xml";
    const note = await faultsWith("slides.pptx", [notes], (xml) => xml.replace(/\(base \d+/, "(base 883"));
    expect(note).toEqual([`slides.pptx > ${notes}: It states 883, which is no published figure.`]);
  });
});
