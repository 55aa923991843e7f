import { gzipSync } from "node:zlib";
import { strToU8 } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { auditPack } from "../../../electron/engine/pack/audit/audit.ts";
import { composePack } from "../../../electron/engine/pack/compose.ts";
import { DEFAULT_RULES } from "../../../electron/engine/disclosure/rules.ts";
import type { PackDefinition, PackFile } from "../../../electron/engine/pack/definition.ts";
import { publishedByTables } from "../../../electron/engine/pack/published.ts";
import { unzipPack, zipPack } from "../../../electron/engine/pack/zip.ts";
import { PAGE, PAGES } from "../campaign.ts";
import { exampleDefinition } from "./definition.ts";
import { docx, packWith, pdf, png, pptx, workbook } from "./documents.ts";

let definition: PackDefinition;
let files: readonly PackFile[];
/** A share of the tables as it is printed and as a proportion, its base, and a share that nothing states. */
let share: string;
let proportion: number;
let base: number;
let nowhere: string;

beforeAll(async () => {
  definition = { ...(await exampleDefinition({ months: ["2025-01"] })), plan: PAGE };
  files = packWith(await composePack(definition, () => undefined));
  const published = publishedByTables(definition);
  proportion = published.get("intent.la|2025-01|service-type|all|share") as number;
  share = `${Math.round(proportion * 100)}%`;
  base = published.get("intent.la|2025-01|service-type|all|base") as number;
  nowhere = "97%";
});

const NAME = "Sunrise Care Ltd";

async function faultsWith(name: string, bytes: Uint8Array, needles: readonly string[] = [NAME]): Promise<string[]> {
  const faults = await auditPack(packWith(files, { name, bytes }), { definition, needles });
  return faults.map(({ file, fault }) => `${file}: ${fault}`);
}

const clean = (): string =>
  `In January 2025, ${share} of organisations (base ${base}) said so, 95% interval, rounded to 5.`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("auditPack reads inside", () => {
  it("Word, PowerPoint, PDF and PNG files whose figures are published and that name nobody, and passes them", async () => {
    const book = await workbook([proportion, base, "Homecare"]);
    const said = {
      runs: [clean()],
      alt: clean(),
      title: clean(),
      notes: clean(),
      values: [proportion],
      workbook: book,
    };
    expect(await faultsWith("briefing.docx", docx({ ...said, header: "Page 1 of 3", comment: clean() }))).toEqual([]);
    expect(await faultsWith("slides.pptx", pptx(said))).toEqual([]);
    const page = { lines: [[clean()], ["1"]], title: clean(), alt: clean(), xmp: clean(), attached: bytesOf(clean()) };
    expect(await faultsWith("briefing.pdf", pdf(page))).toEqual([]);
    const chunks = png([
      ["iTXt", "Title", clean()],
      ["tEXt", "Author", "Bellwether"],
    ]);
    expect(await faultsWith("chart.png", chunks)).toEqual([]);
    const all = zipPack([
      { name: "briefing.docx", bytes: docx(said) },
      { name: "briefing.pdf", bytes: pdf(page) },
    ]);
    expect(await faultsWith("all.zip", all)).toEqual([]);
  });

  it("figures however they are written", async () => {
    const told = [
      "97%",
      "97 per cent",
      "97 percent",
      "903",
      "1,207",
      "1 207",
      "39.4%",
      "0.4317",
      "97 %",
      "n=883",
      "883rd",
      "½",
    ];
    const faults = await faultsWith("briefing.docx", docx({ runs: [told.join("; ")] }));
    const stated = faults.map((fault) => /states (.*), which/.exec(fault)?.[1]);
    const expected = [
      "97%",
      "97 per cent",
      "97 percent",
      "903",
      "1,207",
      "1 207",
      "1",
      "39.4%",
      "0.4317",
      "97 %",
      "883",
      "883rd",
      "2",
    ];
    expect(new Set(stated)).toEqual(new Set(expected));
  });

  describe("a figure that is not published", () => {
    const text = "About 97% of organisations";
    const expected = (place: string): unknown => expect.stringMatching(`${place}.*It states 97%`);
    it("in paragraphs, broken runs, alternative texts, headers, comments and properties of Word", async () => {
      const at = async (said: Parameters<typeof docx>[0]): Promise<string[]> => faultsWith("briefing.docx", docx(said));
      expect(await at({ runs: [text] })).toEqual([expected("document.xml")]);
      const middle = text.indexOf("97%") + 1;
      expect(await at({ runs: [text.slice(0, middle), text.slice(middle)] })).toEqual([expected("document.xml")]);
      expect(await at({ alt: text })).toEqual([expected("document.xml")]);
      expect(await at({ header: text })).toEqual([expected("header1.xml")]);
      expect(await at({ comment: text })).toEqual([expected("comments.xml")]);
      expect(await at({ title: text })).toEqual([expected("docProps/core.xml")]);
    });
    it("in slides, notes and alternative texts of PowerPoint", async () => {
      const at = async (said: Parameters<typeof pptx>[0]): Promise<string[]> => faultsWith("slides.pptx", pptx(said));
      expect(await at({ runs: [text] })).toEqual([expected("slide1.xml")]);
      expect(await at({ notes: text })).toEqual([expected("notesSlide1.xml")]);
      expect(await at({ alt: text })).toEqual([expected("slide1.xml")]);
    });
    it("on pages of PDF, in its properties, alternative texts and attachments", async () => {
      const at = async (said: Parameters<typeof pdf>[0]): Promise<string[]> => faultsWith("briefing.pdf", pdf(said));
      expect(await at({ lines: [[text]] })).toEqual([expected("briefing.pdf")]);
      expect(await at({ title: text })).toEqual([expected("objects")]);
      expect(await at({ alt: text })).toEqual([expected("objects")]);
      expect(await at({ xmp: text })).toEqual([expected("stream 7")]);
      expect(await at({ attached: bytesOf(text) })).toEqual([expected("stream 10")]);
      const orphan = `20 0 obj\n<< /S /Figure /Alt (${text}) >>\nendobj\n`;
      expect(await at({ orphan })).toEqual([expected("objects")]);
    });
    it("in the texts of PNG, and in what is zipped", async () => {
      for (const type of ["tEXt", "zTXt", "iTXt"] as const)
        expect(await faultsWith("chart.png", png([[type, "Description", text]]))).toEqual([
          expected("chart.png > text"),
        ]);
      const zipped = zipPack([
        { name: "deep.zip", bytes: zipPack([{ name: "briefing.docx", bytes: docx({ runs: [text] }) }]) },
      ]);
      expect(await faultsWith("all.zip", zipped)).toEqual([
        expected("all.zip > deep.zip > briefing.docx > word/document.xml"),
      ]);
      expect(await faultsWith("notes.txt.gz", new Uint8Array(gzipSync(text)))).toEqual([expected("content")]);
    });
  });

  it("the memories of charts and their workbooks: hidden sheets, cells, names and comments", async () => {
    const chart = await faultsWith("briefing.docx", docx({ values: [proportion, 0.4317] }));
    expect(chart).toEqual([expect.stringMatching("chart1.xml: It states 0.4317, which is no published figure")]);
    const books = [
      await workbook([proportion, 883]),
      await workbook(
        [base],
        (book) => (book.addWorksheet("Hidden", { state: "veryHidden" }).getCell("B2").value = 883),
      ),
      await workbook([base], (book) => book.definedNames.add("Data!$A$1", "Of_883%")),
      await workbook([base], (book) => (book.getWorksheet("Data")!.getCell("A1").note = "883 true")),
    ];
    for (const book of books) {
      for (const document of [docx({ workbook: book }), pptx({ workbook: book })]) {
        const faults = await faultsWith("briefing.docx", document);
        expect(faults.join("\n")).toMatch(/embeddings\/Workbook1\.xlsx > xl\/.*883/);
      }
    }
    expect((await faultsWith("briefing.docx", docx({ workbook: books[1]! }))).join()).toContain(
      "It holds a hidden sheet.",
    );
  });

  it("pages in which a marked figure has neighbours, and figures that stand unmarked, in attributes, comments and pictures", async () => {
    const html = new TextDecoder().decode(files.find(({ name }) => name === "index.html")!.bytes);
    const changed = async (from: string | RegExp, to: string): Promise<string> => {
      expect(html.search(from)).toBeGreaterThan(0);
      return (await faultsWith("index.html", bytesOf(html.replace(from, to)))).join("\n");
    };
    expect(await changed(/(<strong data-f=[^>]*>)/, "9$1")).toMatch(/It states 9…/);
    expect(await changed("Key messages</h2>", `Key messages: ${nowhere}</h2>`)).toMatch(/It states 97%/);
    expect(await changed("<main>", `<main><p title="${nowhere}">so</p>`)).toMatch(/It states 97%/);
    expect(await changed("<main>", `<main><!-- true share ${nowhere} -->`)).toMatch(/It states 97%/);
    expect(await changed("<main>", `<main><meta name="description" content="${nowhere}">`)).toMatch(/It states 97%/);
    expect(await changed("<main>", "<main><p>&#57;&#x37;%</p>")).toMatch(/It states 97%/);
    expect(await changed("<main>", "<main><p>９７％</p>")).toMatch(/It states 97%/);
    expect(await changed("<main>", "<main><p>9<b>7</b>%</p>")).toMatch(/It states 97%/);
    expect(await changed("<desc>", `<desc>${nowhere} `)).toMatch(/It states 97%/);
    expect(await changed("rounded to 5 so", "rounded to 3 so")).toMatch(/It states 3/);
    expect(await changed("from a base of 15, percentages", "from a base of 14, percentages")).toMatch(/It states 14/);
    expect(await changed("95% intervals", "99% intervals")).toMatch(/It states 99%/);
    const picture = `data:image/svg+xml;base64,${Buffer.from(`<svg><text>${nowhere}</text></svg>`).toString("base64")}`;
    expect(await changed("<main>", `<main><img alt="" src="${picture}">`)).toMatch(/data \d+: It states 97%/);
  });

  it("columns, notes and other words of data files, and figures stated twice", async () => {
    const name = "data/intent-by-region.csv";
    const csv = new TextDecoder().decode(files.find((file) => file.name === name)!.bytes);
    const note = csv.replace(/(2025-01,la,all,All regions,base,Base,organisations,\d+,)/, "$1true 883");
    expect((await faultsWith(name, bytesOf(note))).join()).toMatch(/It states 883/);
    const twice = `${csv}2025-01,la,all,All regions,base,Base,organisations,5,\r\n`;
    expect((await faultsWith(name, bytesOf(twice))).join()).toMatch(/all\|base is \d+ and 5 and should be/);
  });
});

describe("auditPack passes", () => {
  const passes = async (made: PackDefinition): Promise<readonly PackFile[]> => {
    const pack = await composePack(made, () => undefined);
    expect(await auditPack(pack, { definition: made, needles: [] })).toEqual([]);
    expect(await auditPack(pack, { definition: null, needles: [] })).toEqual([]);
    return pack;
  };

  it("numbers and places that people wrote into the title and the campaign’s name", async () => {
    const pack = await passes({
      ...definition,
      plan: PAGES,
      title: "“97% of 41” homes near LS1 4AP – 2 of 3?",
      campaignName: "Evidence 7 & 8",
      release: { code: "2025-01-b12c3d" },
    });
    const other = { ...definition, plan: PAGES, title: "Homes" };
    const faults = await auditPack(pack, { definition: other, needles: [] });
    expect(faults.map(({ fault }) => fault).join()).toMatch(/It states 97%.*It states 41/);
  }, 180_000);

  it("packs made by stricter rules, and says of theirs that others were in force", async () => {
    const rules = {
      countsFrom: 20,
      percentagesFrom: 60,
      lowBaseTo: 85,
      organisations: 7,
      largestShare: 0.4,
      unanimity: 0.85,
    };
    const strict = { ...(await exampleDefinition({ months: ["2024-12", "2025-01"], rules })), plan: PAGES };
    const pack = await passes(strict);
    const faults = await auditPack(pack, { definition: { ...strict, rules: DEFAULT_RULES }, needles: [] });
    expect(faults.map(({ fault }) => fault).join()).toContain("Its display rules are not those");
    expect(faults.map(({ fault }) => fault).join()).toContain("It states 85%");
  }, 180_000);
});

describe("auditPack finds a name", () => {
  const held = (place: string): unknown => expect.stringMatching(`${place}.*It holds “Sunrise Care Ltd”`);

  it("in every place of Word, PowerPoint, PDF and PNG, also broken over runs and lines", async () => {
    const text = "Says Sunrise Care Ltd to us";
    const broken = ["Says Sun", "rise Ca", "re Ltd to us"];
    for (const said of [{ runs: [text] }, { runs: broken }, { alt: text }, { title: text }, { author: text }]) {
      expect(await faultsWith("briefing.docx", docx(said))).toEqual([held("briefing.docx")]);
      expect(await faultsWith("slides.pptx", pptx(said))).toEqual([held("slides.pptx")]);
    }
    for (const said of [{ header: text }, { comment: text }])
      expect(await faultsWith("briefing.docx", docx(said))).toEqual([held("briefing.docx")]);
    const sheet = await workbook(
      [base],
      (book) => (book.addWorksheet("Hidden", { state: "hidden" }).getCell("A1").value = text),
    );
    expect(await faultsWith("briefing.docx", docx({ workbook: sheet }))).toContainEqual(held("Workbook1.xlsx"));
    const orphan = `20 0 obj\n<< /Title <${Buffer.from(`\ufeff${text}`, "utf16le").swap16().toString("hex")}> >>\nendobj\n`;
    for (const said of [
      { lines: [[text]] },
      { lines: [broken] },
      { lines: [["We spoke to Sunrise"], ["Care Ltd in May"]] },
      { title: text },
      { alt: text },
      { xmp: text },
      { attached: bytesOf(text) },
      { attached: docx({ runs: broken }) },
      { orphan },
    ]) {
      const faults = await faultsWith("briefing.pdf", pdf(said));
      expect(faults.length, JSON.stringify(said)).toBeGreaterThan(0);
      for (const fault of faults) expect(fault).toEqual(held("briefing.pdf"));
    }
    for (const type of ["tEXt", "zTXt", "iTXt"] as const)
      expect(await faultsWith("chart.png", png([[type, "Author", text]]))).toEqual([held("chart.png > text")]);
  });

  it.each([
    ["with other accents and case", "SÜNRISE CARÉ ltd", "Sünrise Care Ltd"],
    ["over lines and kinds of space", "Sunrise\u00a0 Care\r\n\tLtd", NAME],
    ["over paragraphs of a page", "<p>Sunrise</p><p>Care Ltd</p>", NAME],
    ["in references", "<p>&#83;unr&#x69;se Care&nbsp;Ltd</p>", NAME],
    ["escaped twice", "<p>&amp;#83;unrise Care Ltd</p>", NAME],
    ["in escapes of JSON", '{"a":"\\u0053unrise\\nCare Ltd"}', NAME],
    ["percent-encoded", '<a href="x?%53unrise%20Care%20Ltd">so</a>', NAME],
    [
      "in base64",
      `<img alt="" src="data:text/plain;base64,${Buffer.from("by Sunrise Care Ltd").toString("base64")}">`,
      NAME,
    ],
    ["with invisible letters", "Sun\u200brise\u00ad Care Ltd", NAME],
    ["with a ligature", "O\ufb03ce Homes", "Office Homes"],
    ["with letters that have a stroke", "Bjørn & Søn Care", "Bjorn & Son Care"],
  ])("%s", async (_, content, needle) => {
    const faults = await auditPack(packWith(files, { name: "x.html", bytes: bytesOf(content) }), {
      definition,
      needles: [needle],
    });
    expect(faults.map(({ fault }) => fault).join()).toContain(`It holds “${needle}”`);
  });

  it("in names of zip entries, entries that the list leaves out, comments, and with data descriptors", async () => {
    const entry = zipPack([{ name: "x.txt", bytes: bytesOf("by Sunrise Care Ltd, nobody else, by Sunrise Care Ltd") }]);
    const named = zipPack([{ name: "Sunrise Care Ltd.txt", bytes: bytesOf("x") }]);
    expect((await faultsWith("a.zip", named)).join()).toContain("It holds “Sunrise Care Ltd”");
    // The list at the end begins with PK 1 2: before it stands an entry that no list has.
    const hidden = Buffer.concat([
      Buffer.from(entry.slice(0, Buffer.from(entry).indexOf("PK\u0001\u0002", 0, "latin1"))),
      zipPack([]),
    ]);
    expect(unzipPack(new Uint8Array(hidden))).toEqual([]);
    expect((await faultsWith("b.zip", new Uint8Array(hidden))).join()).toContain(
      "b.zip > x.txt: It holds “Sunrise Care Ltd”",
    );
    const described = Buffer.from(entry);
    described.writeUInt16LE(8, 6);
    described.fill(0, 14, 26);
    expect((await faultsWith("c.zip", new Uint8Array(described))).join()).toContain(
      "c.zip > x.txt: It holds “Sunrise Care Ltd”",
    );
    const commented = Buffer.concat([
      Buffer.from(entry.slice(0, -2)),
      Buffer.from([17, 0]),
      Buffer.from("Sunrise Care Ltd!"),
    ]);
    expect((await faultsWith("d.zip", new Uint8Array(commented))).join()).toContain(
      "d.zip: It holds “Sunrise Care Ltd”",
    );
  });

  it("not where only its parts stand, nor in names of files that the pack bears itself", async () => {
    const text = "The sunrise was early; care is needed. See metadata.json.";
    expect(await faultsWith("x.html", bytesOf(`<p>${text}</p>`), [NAME, "data.json", "metadata.json"])).toEqual([]);
  });
});

describe("auditPack lets nothing through", () => {
  it.each([
    [
      "an e-mail address",
      "<p>Ask jo.bloggs@sunrise-care.org.uk</p>",
      "an e-mail address: jo.bloggs@sunrise-care.org.uk",
    ],
    ["an e-mail address in a link", '<a href="mailto:jo%40example.org">Jo</a>', "an e-mail address: jo@example.org"],
    ["a home folder", "<p>/home/jo/Desktop/intent.csv</p>", "the path of a file: /home/jo/Desktop/intent.csv"],
    ["a drive", "<p>C:\\Users\\jo\\x.csv</p>", "the path of a file: C:\\Users\\jo\\x.csv"],
    ["a drive in JSON", '{"a":"C:\\\\names\\\\x.csv"}', "the path of a file: C:\\names\\x.csv"],
    ["an address of a file", '<img alt="" src="file:///x/y.png">', "the path of a file: file:///x/y.png"],
    ["a share", "<p>\\\\server\\share\\x.csv</p>", "the path of a file: \\\\server\\share\\x.csv"],
    ["a postcode", "<p>near LS1 4AP</p>", "a postcode: LS1 4AP"],
    ["a postcode without its space", "<p>(SW1A2AA)</p>", "a postcode: SW1A2AA"],
    ["a CQC number", "<p>1-102938475</p>", "a CQC number: 1-102938475"],
  ])("%s", async (_, content, expected) => {
    expect(await faultsWith("x.html", bytesOf(content))).toContainEqual(`x.html: It holds ${expected}.`);
  });

  it("an encrypted, unreadable or unknown file", async () => {
    expect((await faultsWith("briefing.pdf", pdf({ lines: [[clean()]], encrypted: true }))).join()).toContain(
      "cannot be looked into",
    );
    const font = "20 0 obj\n<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>\nendobj\n";
    expect((await faultsWith("briefing.pdf", pdf({ orphan: font }))).join()).toContain("cannot be looked into: a font");
    const zipped = Buffer.from(zipPack([{ name: "x.txt", bytes: strToU8("secret") }]));
    zipped.writeUInt16LE(1, 6);
    expect((await faultsWith("a.zip", new Uint8Array(zipped))).join()).toContain("cannot be looked into: x.txt");
    expect((await faultsWith("x.bin", new Uint8Array([7, 8, 0, 200, 1]))).join()).toContain("a file of a kind unknown");
  });

  it("display rules looser than they may be, or others than those of the figures", async () => {
    const manifest = files.find(({ name }) => name === "manifest.json")!;
    const withRules = async (rules: object, from: PackDefinition | null): Promise<string> => {
      const content = JSON.parse(new TextDecoder().decode(manifest.bytes));
      content.protection.displayRules = { ...content.protection.displayRules, ...rules };
      const changed = { name: "manifest.json", bytes: bytesOf(JSON.stringify(content)) };
      const faults = await auditPack(packWith(files, changed), { definition: from, needles: [] });
      return faults.map(({ fault }) => fault).join(" ");
    };
    expect(await withRules({}, null)).toBe("");
    expect(await withRules({ countsFrom: 10 }, null)).toContain("Its display rules are looser than they may be.");
    expect(await withRules({ percentagesFrom: 300 }, null)).toContain("a percentage on too small a base");
    expect(await withRules({ organisations: 6 }, definition)).toContain("Its display rules are not those");
  });
});
