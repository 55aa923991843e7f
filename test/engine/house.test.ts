import { beforeAll, describe, expect, test } from "vitest";
import { keepHouse, keptHouse } from "../../electron/engine/house.ts";
import { auditPack } from "../../electron/engine/pack/audit/audit.ts";
import { chartId, chartSketches } from "../../electron/engine/pack/chart-sketches.ts";
import { composePack } from "../../electron/engine/pack/compose.ts";
import type { PackDefinition, PackFile } from "../../electron/engine/pack/definition.ts";
import { drawnLogo } from "../../electron/engine/pack/logo.ts";
import { unzipPack } from "../../electron/engine/pack/zip.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { PLAIN_HOUSE } from "../../shared/house.ts";
import { importInto, newCampaign, quietly } from "./campaign.ts";
import { folderForAll, temporaryFolder, trackerCsv, write } from "./files.ts";
import { exampleDefinition } from "./pack/definition.ts";
import { readPdf } from "./pack/read-pdf.ts";

const NAME = "Care Association 30";
const CONTACT = "Ask policy@association.example or 020 7946 0030, SW1A 2AA & ask again";
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><script>alert(1)</script><metadata>secret</metadata><rect width="90" height="90" fill="#0a5"/><image href="https://outside.example/x.png" width="5" height="5"/></svg>`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a pack in the style of a house", () => {
  let definition: PackDefinition;
  let files: readonly PackFile[];
  const textOf = (file: string, part?: string): string => {
    const found = files.find(({ name }) => name === file)!;
    const inner = part === undefined ? found : unzipPack(found.bytes).find(({ name }) => name === part)!;
    return new TextDecoder().decode(inner.bytes);
  };

  beforeAll(async () => {
    const plain = await exampleDefinition({ months: ["2025-01"] });
    const house = {
      name: NAME,
      contact: CONTACT,
      colour: "#7a1f5c",
      accent: "#006b5c",
      logo: await drawnLogo(bytes(LOGO)),
    };
    // What the style touches, and nothing that takes time to draw.
    definition = {
      ...plain,
      house,
      wording: { messages: {}, titles: {}, leftOut: chartSketches(plain).map(chartId) },
      plan: { formats: ["pdf", "docx", "pptx", "html", "xlsx"], sections: ["messages", "reading"], comments: {} },
    };
    files = await composePack(definition, () => undefined);
  });

  test("passes its audit, with the definition at hand and without", async () => {
    expect(await auditPack(files, { definition, needles: [] })).toEqual([]);
    expect(await auditPack(files, { definition: null, needles: [] })).toEqual([]);
  });

  test("is still searched for what no pack may hold: its own words are no way out", async () => {
    const faults = await auditPack(files, {
      definition,
      needles: ["Care Association 30", "policy@association.example"],
    });
    expect(new Set(faults.map(({ file }) => file.split(" > ")[0])).size).toBeGreaterThanOrEqual(5);
  });

  test("names whom to ask in every document", async () => {
    expect(
      (await readPdf(files.find(({ name }) => name === "briefing.pdf")!.bytes)).text.replaceAll(/\s+/g, " "),
    ).toContain(CONTACT);
    const written = CONTACT.replace("&", "&amp;");
    expect(textOf("index.html")).toContain(written);
    expect(textOf("briefing.docx", "word/document.xml")).toContain(written);
    expect(textOf("slides.pptx", "ppt/slides/slide1.xml")).toContain(written);
    expect(textOf("data-tables.xlsx", "xl/sharedStrings.xml")).toContain(written);
  });

  test("has the colours of the house where Bellwether’s stood", () => {
    expect(textOf("index.html")).toContain("--main:#7a1f5c;--accent:#006b5c");
    for (const part of ["word/document.xml"])
      expect(textOf("briefing.docx", part)).toMatch(/7A1F5C[\s\S]*006B5C|006B5C[\s\S]*7A1F5C/);
    expect(textOf("slides.pptx", "ppt/slideLayouts/slideLayout2.xml")).toContain("7A1F5C");
    for (const [file, part] of [
      ["briefing.docx", "word/document.xml"],
      ["slides.pptx", "ppt/slideLayouts/slideLayout2.xml"],
    ] as const)
      expect(textOf(file, part)).not.toMatch(/12436[DE]/);
  });

  test("says what its logo is to people who cannot see it, and carries nothing of the file but the picture", () => {
    expect(textOf("index.html")).toContain(`alt="Logo of ${NAME}"`);
    expect(textOf("briefing.docx", "word/document.xml")).toContain(`descr="Logo of ${NAME}"`);
    expect(textOf("slides.pptx", "ppt/slides/slide1.xml")).toContain(`descr="Logo of ${NAME}"`);
    const logo = Buffer.from(definition.house!.logo!).toString("latin1");
    expect(logo).not.toMatch(/secret|alert|outside|tEXt|iTXt|eXIf/);
  });

  test("is the same to the byte when it is composed again", async () => {
    const again = await composePack(definition, () => undefined);
    expect(
      again.map(({ name, bytes: made }) => [
        name,
        Buffer.from(made).equals(files.find((file) => file.name === name)!.bytes),
      ]),
    ).toEqual(files.map(({ name }) => [name, true]));
  });
});

describe("a logo", () => {
  test("that is no picture, shows nothing or never ends is refused with words", async () => {
    await expect(drawnLogo(bytes("hello"))).rejects.toThrow("neither a PNG nor an SVG");
    await expect(drawnLogo(bytes(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`))).rejects.toThrow(
      "shows nothing",
    );
    await expect(
      drawnLogo(bytes(`<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>`)),
    ).rejects.toThrow("neither");
    await expect(drawnLogo(new Uint8Array(1_000_001))).rejects.toThrow("larger than 1 MB");
  });

  test("as a PNG loses what is written in it, and keeps its shape", async () => {
    const picture = await drawnLogo(bytes(LOGO));
    const again = await drawnLogo(picture);
    const size = (png: Uint8Array): number => new DataView(png.buffer, png.byteOffset).getUint32(16);
    expect(size(again)).toBe(size(picture));
  });
});

describe("the style of a campaign", () => {
  const campaign = newCampaign(folderForAll());
  const keep = (part: Partial<typeof PLAIN_HOUSE>) => keepHouse(campaign, { ...PLAIN_HOUSE, ...part }, quietly);

  test("is kept, moves no figure, and is plain again when it is taken away", async () => {
    const kept = await keep({ name: "  Care\nAssociation ", contact: "020 7946 0030" });
    expect(kept.name).toBe("Care Association");
    expect(keptHouse(campaign)).toEqual(kept);
    await keepHouse(campaign, null, quietly);
    expect(keptHouse(campaign)).toEqual(PLAIN_HOUSE);
  });

  test("refuses a colour that cannot be read, and says which can", async () => {
    await expect(keep({ colour: "#ffcc00" })).rejects.toThrow(/The main colour #ffcc00 .* 1\.5 to 1.* #907300/);
    await expect(keep({ accent: "#ffffff" })).rejects.toThrow(BellwetherError);
  });

  test("refuses a name of digits, which would hide a figure", async () => {
    await expect(keep({ name: "43" })).rejects.toThrow("in letters");
    await expect(keep({ contact: "43" })).rejects.toThrow("whom to ask");
  });

  test("refuses the name of a member", async () => {
    const folder = temporaryFolder();
    await importInto(campaign, [
      write(
        folder,
        "January.csv",
        trackerCsv("January", [
          {
            location: "1-7000000001",
            serviceType: "Homecare",
            region: "London",
            updated: "10/02/2025 09:30:00",
            answers: {},
          },
        ]),
      ),
    ]);
    await expect(keep({ contact: "Ask at 1-7000000001" })).rejects.toThrow("names a member");
  });
});
