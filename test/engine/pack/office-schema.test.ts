import validate, { type Format } from "@ooxml-tools/validate";
import { beforeAll, describe, expect, it } from "vitest";
import type { PackDefinition, PackFile } from "../../../electron/engine/pack/definition.ts";
import type { PackDocument } from "../../../electron/engine/pack/document.ts";
import { nativeCharts } from "../../../electron/engine/pack/native.ts";
import { packDocument } from "../../../electron/engine/pack/sections.ts";
import { slidesFile } from "../../../electron/engine/pack/slides.ts";
import { wordFile } from "../../../electron/engine/pack/word.ts";
import { unzipPack, zipPack } from "../../../electron/engine/pack/zip.ts";
import { exampleDefinition } from "./definition.ts";
import { chartsOf, ENDLESS, HOSTILE, partsOf, wideSet } from "./office.ts";

const MONTHS = ["2024-12", "2025-01"] as const;

let definition: PackDefinition;
/** The briefing with pictures, and with drawings only and words that break files. */
let documents: readonly PackDocument[];

beforeAll(async () => {
  definition = await exampleDefinition({ months: MONTHS, respondents: 500, sets: [await wideSet(MONTHS as never)] });
  const hostile = { ...definition, title: `${HOSTILE} ${ENDLESS}`, campaignName: HOSTILE };
  documents = [
    packDocument(definition, await chartsOf(definition, true)),
    packDocument(hostile, await chartsOf(definition, false)),
  ];
});

/** What the validator of Microsoft's Open XML SDK (as WASM) says against a file; it takes its time, and one at a time. */
async function faultsOf({ bytes }: Pick<PackFile, "bytes">, format: Format): Promise<readonly string[]> {
  const found = await validate(bytes, format, "Microsoft365");
  return found.map(({ description, path }) => `${path.partUri}: ${description}`);
}

describe("the Open XML SDK", { timeout: 240_000 }, () => {
  it("finds the Word document sound, with pictures, and with drawings and hostile words", async () => {
    for (const document of documents) {
      expect(await faultsOf(await wordFile(document, nativeCharts(definition), definition.month), "docx")).toEqual([]);
    }
  });

  it("finds the slides sound, with pictures, and with drawings and hostile words", async () => {
    for (const document of documents) {
      expect(await faultsOf(await slidesFile(document, nativeCharts(definition), definition.month), "pptx")).toEqual(
        [],
      );
    }
  });

  it("finds the workbooks of charts sound", async () => {
    const parts = partsOf((await wordFile(documents[0]!, nativeCharts(definition), definition.month)).bytes);
    const books = parts.matching(/\.xlsx$/);
    expect(books).toHaveLength(4);
    for (const name of books) expect(await faultsOf({ bytes: parts.bytes(name) }, "xlsx")).toEqual([]);
  });

  it("finds what is not: a chart without one of its axes", async () => {
    const { bytes } = await slidesFile(documents[0]!, nativeCharts(definition), definition.month);
    const broken = unzipPack(bytes).map(({ name, bytes: content }) => ({
      name,
      bytes: name.endsWith("chart1.xml")
        ? new TextEncoder().encode(new TextDecoder().decode(content).replace(/<c:crossAx [^>]*>/, ""))
        : content,
    }));
    expect((await faultsOf({ bytes: zipPack(broken) }, "pptx")).join(" ")).toContain("/ppt/charts/chart1.xml");
  });
});
