import { beforeAll, describe, expect, it } from "vitest";
import { auditPack } from "../../../electron/engine/pack/audit/audit.ts";
import { composePack } from "../../../electron/engine/pack/compose.ts";
import type { PackDefinition, PackFile } from "../../../electron/engine/pack/definition.ts";
import { openFiles } from "../../../electron/engine/pack/audit/open.ts";
import { readPart } from "../../../electron/engine/pack/audit/read-part.ts";
import type { PackPlan } from "../../../shared/packs.ts";
import { unzipPack } from "../../../electron/engine/pack/zip.ts";
import { PAGES } from "../campaign.ts";
import { exampleDefinition } from "./definition.ts";

let definition: PackDefinition;
let files: readonly PackFile[];

beforeAll(async () => {
  const example = await exampleDefinition({ months: ["2025-01", "2025-03", "2025-04"], respondents: 400 });
  definition = { ...example, breaks: [{ about: "intent", commissioner: "nhs", month: "2025-03" }] };
  files = await composePack(definition, () => undefined);
});

const plain = (text: string): string => text.replaceAll(/[\s\u200b]+/g, " ");

/** Everything a file says, its parts unpacked. */
async function wordsOf(name: string): Promise<string> {
  const { parts } = openFiles(files.filter((file) => file.name === name));
  const read = await Promise.all(parts.map((part) => readPart(part)));
  return plain(read.flatMap(({ texts }) => texts.map(({ text }) => text)).join("\n"));
}

describe("what stands in a pack beside its figures", () => {
  it("passes the audit with its numbers, with the definition and by the pack's own files alone", async () => {
    expect(await auditPack(files, { definition, needles: [] })).toEqual([]);
    expect(await auditPack(files, { definition: null, needles: [] })).toEqual([]);
  });

  it("is said in every document, apart from the figures", async () => {
    for (const name of ["index.html", "briefing.pdf", "briefing.docx", "slides.pptx", "data-tables.xlsx"]) {
      const words = await wordsOf(name);
      expect(words, name).toContain("We lost 12% on every council hour in 2024");
      expect(words, name).toContain("A member (Homecare)");
      expect(words, name).toContain("57% of over 1,180 providers would hand back contracts.");
      expect(words, name).toMatch(/not (?:figures of this pack’s own|this pack’s figures)/);
      expect(words, name).toContain("27 November 2024");
    }
  });

  it("leads to addresses as programs follow them, whatever is in them", async () => {
    const link = `https://example.org/a?b=77&c="d"<e>'f'[h]$i$*j*_k_é\\%20m`;
    const references = definition.references!.map((one) => ({ ...one, link }));
    const plan: PackPlan = { ...PAGES, formats: ["pdf", "docx", "html"] };
    const made = { ...definition, references, plan };
    const pack = await composePack(made, () => undefined);
    expect(await auditPack(pack, { definition: made, needles: [] })).toEqual([]);
    const { href } = new URL(link);
    const word = unzipPack(pack.find(({ name }) => name === "briefing.docx")!.bytes);
    const rels = new TextDecoder().decode(word.find(({ name }) => name === "word/_rels/document.xml.rels")!.bytes);
    expect(/Target="(https:[^"]*)"/.exec(rels)![1]).toBe(href.replaceAll("&", "&amp;").replaceAll("'", "&apos;"));
    const page = new TextDecoder().decode(pack.find(({ name }) => name === "index.html")!.bytes);
    expect(page).toContain(`href="${href.replaceAll("&", "&amp;").replaceAll("'", "&#x27;")}"`);
    const pdf = Buffer.from(pack.find(({ name }) => name === "briefing.pdf")!.bytes).toString("latin1");
    expect(pdf).toContain("/URI");
  });

  it("gives no leave to the same numbers elsewhere", async () => {
    const page = files.find(({ name }) => name === "index.html")!;
    const html = new TextDecoder().decode(page.bytes).replace("</h1>", "</h1><p>It is 57% by now.</p>");
    const changed = files.map((file) => (file === page ? { ...page, bytes: new TextEncoder().encode(html) } : file));
    const faults = await auditPack(changed, { definition, needles: [] });
    expect(faults.map(({ fault }) => fault)).toContain("It states 57%, which is no published figure.");
  });

  it("is searched for names like everything else", async () => {
    const faults = await auditPack(files, { definition, needles: ["every council hour"] });
    expect(new Set(faults.map(({ file }) => file.split(" ")[0]))).toContain("slides.pptx");
  });

  it("notes the timeline and where the wording changed in the trend charts, and nothing in others", async () => {
    const chart = await wordsOf("charts/intent-by-service-type.svg");
    expect(chart).toContain("6 Apr 2025: Employer National Insurance rises to 15%, from £5,000");
    expect(chart).toContain("Wording changed");
    expect(chart).toContain("changed in March 2025.");
    expect(await wordsOf("charts/discussions-by-region.svg")).not.toContain("Wording changed");
    expect(await wordsOf("charts/stages-by-service-type.svg")).not.toContain("Employer National");
    expect(await wordsOf("briefing.pdf")).toContain("Capacity Tracker’s collection on January 2025 closed");
  });
});
