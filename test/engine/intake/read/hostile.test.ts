import { readdir, stat, utimes, writeFile } from "node:fs/promises";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openSpreadsheet } from "../../../../electron/engine/intake/read/open.ts";
import { contentXml, gap, number, oddDocument, row, table, text } from "./documents.ts";
import { folder, readCells, readRows, refusal, rowsOf, withSpreadsheet } from "./files.ts";
import { oddWorkbook, sheetXml, workbookParts, zippable } from "./workbooks.ts";

const CELL = "<row><c><v>1</v></c></row>";

/** The places of a zip's directory records. */
function records(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 1)) found.push(at);
  return found;
}

describe("zip bombs", () => {
  test("content that unpacks a thousandfold is refused", async () => {
    const bomb = oddDocument({ content: contentXml(table("One", " ".repeat(48 * 1024 * 1024))) });
    expect(bomb.length).toBeLessThan(200_000);
    await refusal(bomb, "file-too-large", /unpacks to far more.*copy only the rows/);
  });
  test("an entry that unpacks to more than its directory says is refused when it passes that size", async () => {
    const bytes = Buffer.from(oddWorkbook({ sheets: [sheetXml(CELL.repeat(200_000))] }));
    for (const at of records(bytes)) bytes.writeUInt32LE(Math.min(1000, bytes.readUInt32LE(at + 24)), at + 24);
    await refusal(bytes, "truncated-file", /do not match their checksum.*again/);
  });
  test("entries that promise more in all than any spreadsheet holds are refused before one is unpacked", async () => {
    const many = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`xl/media/${index}`, strToU8("x")]));
    const bytes = Buffer.from(zipSync({ ...zippable(workbookParts({ data: CELL })), ...many }));
    for (const at of records(bytes).slice(-8)) bytes.writeUInt32LE(0xf0000000, at + 24);
    await refusal(bytes, "file-too-large", /unpacks to far more.*copy only the rows/);
  });
  test("entries that share bytes of the file are refused", async () => {
    const bytes = Buffer.from(oddWorkbook({ sheets: [sheetXml(CELL), sheetXml(CELL)] }));
    const sheets = records(bytes).filter((at) => bytes.toString("latin1", at + 46, at + 70).includes("worksheets"));
    bytes.writeUInt32LE(bytes.readUInt32LE(sheets[0]! + 42), sheets[1]! + 42);
    await refusal(bytes, "truncated-file", /parts lie over one another.*again/);
  });
  test("a zip inside a zip is not opened", async () => {
    await refusal(
      zipSync({ "returns.xlsx": [oddWorkbook({ data: CELL }), { level: 0 }] }),
      "not-a-spreadsheet",
      /zip archive.*Unpack it/,
    );
  });
  test("a long shared text used over and over is refused", async () => {
    const strings = `<si><t>${Array.from({ length: 40_000 }, (_, index) => index).join(" ")}</t></si>`;
    await refusal(
      oddWorkbook({ strings, data: `<row>${'<c t="s"><v>0</v></c>'.repeat(1000)}</row>` }),
      "file-too-large",
      /row \(1\) far longer.*copy only the rows/,
    );
  });
  test("a text pieced together beyond all measure is refused", async () => {
    const piece = Array.from({ length: 100_000 }, (_, index) => (index * 7919).toString(36)).join("");
    const pieces = `${piece}<!-- -->`.repeat(20);
    await refusal(
      oddWorkbook({ data: `<row><c t="inlineStr"><is><t>${pieces}</t></is></c></row>` }),
      "file-too-large",
      /longer than any cell/,
    );
    await refusal(oddWorkbook({ strings: `<si><t>${pieces}</t></si>`, data: CELL }), "file-too-large", /longer/);
    await refusal(oddDocument({ data: row(text(pieces)) }), "file-too-large", /longer than any cell/);
  });
});

describe("what XML can do to a reader", () => {
  const LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>';
  const OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  const REMOTE = '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">';
  test.each(["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml"])(
    "entities and document types in %s are refused, not followed",
    async (name) => {
      const { "_rels/.rels": links, ...parts } = workbookParts({ data: CELL });
      const linked = name === "[Content_Types].xml" ? {} : { "_rels/.rels": links! };
      for (const type of [LAUGHS, OUTSIDE, REMOTE])
        await refusal(
          zipSync(
            zippable({ ...linked, ...parts, [name]: `${type}${String(parts[name]).replace(/<\?xml.*?\?>/, "")}` }),
          ),
          "not-a-spreadsheet",
          /document type.*save it again/,
        );
    },
  );
  test("those of OpenDocument likewise", async () => {
    const content = contentXml(table("One", row(text("&a;"))));
    for (const type of [LAUGHS, OUTSIDE, REMOTE]) {
      await refusal(oddDocument({ content: content.replace("?>", `?>${type}`) }), "not-a-spreadsheet", /document type/);
      await refusal(
        oddDocument({ parts: { "META-INF/manifest.xml": `${type}<manifest/>` } }),
        "not-a-spreadsheet",
        /document type/,
      );
    }
  });
  test("an entity that nothing declares stays as it is written", async () => {
    expect(await readCells(oddDocument({ data: row(text("&a;")) }))).toEqual([["&a;"]]);
    expect(await readCells(oddWorkbook({ data: '<row><c t="inlineStr"><is><t>&a;</t></is></c></row>' }))).toEqual([
      ["&a;"],
    ]);
  });
  test.each([
    ["tag", (junk: string) => `<c x="${junk}"><v>1</v></c>`],
    ["name", (junk: string) => `<c${junk}><v>1</v></c>`],
    ["comment", (junk: string) => `<!--${junk.repeat(6)}--><c><v>1</v></c>`],
    ["CDATA", (junk: string) => `<c t="str"><v><![CDATA[${junk.repeat(6)}]]></v></c>`],
    ["instruction", (junk: string) => `<?x ${junk.repeat(6)}?><c><v>1</v></c>`],
  ])("a %s of many megabytes is refused in linear time", async (_, write) => {
    const junk = Array.from({ length: 300_000 }, (_unused, index) => (index * 7919).toString(36)).join("");
    const start = performance.now();
    await refusal(oddWorkbook({ data: `<row>${write(junk)}</row>` }), "file-too-large", /longer|Open it in Excel/);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("names that point outside", () => {
  test("entries named as paths out of the folder are never written", async () => {
    await using place = await folder();
    const parts = workbookParts({ data: CELL });
    const names = ["../../outside.xml", "/etc/outside.xml", "C:\\outside.xml", "..\\..\\outside.xml"];
    const bytes = zipSync(zippable({ ...parts, ...Object.fromEntries(names.map((name) => [name, "<x/>"])) }));
    const spreadsheet = await openSpreadsheet(await place.write("a.xlsx", bytes), "a.xlsx");
    expect(await rowsOf(spreadsheet.sheets[0])).toEqual([{ row: 1, cells: [1] }]);
    await spreadsheet.close();
    expect(await readdir(place.path)).toEqual(["a.xlsx"]);
  });
  test.each([
    "../../../../../../etc/passwd",
    "file:///etc/passwd",
    "http://example.invalid/sheet1.xml",
    "\\\\server\\share\\sheet1.xml",
    "//server/share/sheet9.xml",
    "%2e%2e/%2e%2e/etc/passwd",
    "http://[",
  ])("a sheet said to be at %s is a missing part, not looked for elsewhere", async (target) => {
    const parts = workbookParts({ data: CELL });
    const links = String(parts["xl/_rels/workbook.xml.rels"]).replace("worksheets/sheet1.xml", target);
    await refusal(
      oddWorkbook({ data: CELL, parts: { "xl/_rels/workbook.xml.rels": links } }),
      "truncated-file",
      /missing in the sheet “Sheet 1”/,
    );
  });
});

describe("sheets of extreme shape", () => {
  const WIDE = [...Array<null>(16_383).fill(null), "end"];
  test("the last column is read, and one after it is refused", async () => {
    const inline = (reference: string): string => `<row><c r="${reference}" t="str"><v>end</v></c></row>`;
    expect(await readCells(oddWorkbook({ data: inline("XFD1") }))).toEqual([WIDE]);
    await refusal(oddWorkbook({ data: inline("XFE1") }), "truncated-file", /outside the columns/);
    expect(await readCells(oddDocument({ data: row(gap(16_383) + text("end")) }))).toEqual([WIDE]);
    await refusal(oddDocument({ data: row(gap(16_384) + text("end")) }), "truncated-file", /outside the columns/);
  });
  test("16,384 filled columns are read in every format", async () => {
    const grid = Array.from({ length: 20 }, (_, line) =>
      Array.from({ length: 16_384 }, (_unused, column) => `${line}.${column}`),
    );
    expect(await readCells(grid.map((cells) => cells.join(",")).join("\n"))).toEqual(grid);
    const sheet = grid.map((cells) => `<row>${cells.map((cell) => `<c t="str"><v>${cell}</v></c>`).join("")}</row>`);
    expect(await readCells(oddWorkbook({ data: sheet.join("") }))).toEqual(grid);
    const document = grid.map((cells) => row(cells.map((cell) => text(cell)).join("")));
    expect(await readCells(oddDocument({ data: document.join("") }))).toEqual(grid);
  });
  test.each([
    ["rows of XLSX", oddWorkbook({ data: `${"<row/>".repeat(1_048_575)}${CELL}` })],
    ["styled rows of XLSX", oddWorkbook({ data: `${'<row><c s="1"/></row>'.repeat(1_048_575)}${CELL}` })],
    [
      "rows of ODS",
      oddDocument({
        data: `${row(gap(16_384)).repeat(75)}${row("", 'table:number-rows-repeated="1048500"')}${row(number(1))}`,
      }),
    ],
    ["rows of ODS written out", oddDocument({ data: `${"<table:table-row/>".repeat(1_048_575)}${row(number(1))}` })],
    ["lines of CSV", Buffer.from(`${"\n".repeat(1_048_575)}1`)],
  ])("a million empty %s are passed over fast, in little memory", async (_, bytes) => {
    await withSpreadsheet(bytes, async ({ sheets }) => {
      const start = performance.now();
      const before = process.memoryUsage().heapUsed;
      const rows = await rowsOf(sheets[0]);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.row).toBe(1_048_576);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
      expect(performance.now() - start).toBeLessThan(8000);
    });
  });
  test("a million columns said to be hidden are not all kept", async () => {
    const columns = '<col min="1" max="3" hidden="1"/>'.repeat(300_000);
    const bytes = oddWorkbook({ sheets: [sheetXml(CELL, `<cols>${columns}</cols>`)] });
    await withSpreadsheet(bytes, async ({ sheets, notes }) => {
      await rowsOf(sheets[0]);
      expect(notes.join("").length).toBeLessThan(500);
    });
  });
});

describe("a file that changes while it is read", () => {
  const lines = (word: string): string => Array.from({ length: 60_000 }, (_, line) => `${line},${word}`).join("\n");
  const FORMATS: readonly (readonly [string, (word: string) => Uint8Array | string])[] = [
    ["CSV", lines],
    [
      "XLSX",
      (word) =>
        oddWorkbook({
          data: Array.from({ length: 60_000 }, () => `<row><c t="str"><v>${word}</v></c></row>`).join(""),
          level: 0,
        }),
    ],
    ["ODS", (word) => oddDocument({ data: Array.from({ length: 20_000 }, () => row(text(word))).join(""), level: 0 })],
  ];
  test.each(FORMATS)("%s: a change is an error even where size and time stay the same", async (_, write) => {
    await using place = await folder();
    const path = await place.write("f", write("oak"));
    const before = await stat(path);
    const spreadsheet = await openSpreadsheet(path, "f");
    await writeFile(path, write("elm"));
    await utimes(path, before.atime, before.mtime);
    expect((await stat(path)).size).toBe(before.size);
    await expect(rowsOf(spreadsheet.sheets[0])).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:file-locked|truncated-file)$/),
      message: expect.stringMatching(/“f”.*choose it again/),
    });
    await spreadsheet.close();
  });
  test.each(FORMATS)("%s: a change half way through the rows is an error at their end", async (_, write) => {
    for (const changed of [write("elm"), write("a longer word"), "a,b\n1,2"]) {
      await using place = await folder();
      const path = await place.write("f", write("oak"));
      const spreadsheet = await openSpreadsheet(path, "f");
      const reading = (async () => {
        let batches = 0;
        for await (const batch of spreadsheet.sheets[0]!.rows())
          if (batch.length > 0 && ++batches === 2) await writeFile(path, changed);
      })();
      await expect(reading).rejects.toMatchObject({
        code: expect.stringMatching(/^(?:file-locked|truncated-file)$/),
        message: expect.stringMatching(/“f”.*choose it again/),
      });
      await spreadsheet.close();
    }
  });
});

test("formulas are never calculated, whatever they would fetch or run", async () => {
  const formula = "=cmd|' /C calc'!A0";
  expect(await readRows(`a,b\n${formula},=WEBSERVICE("http://example.invalid")`)).toEqual([
    { row: 1, cells: ["a", "b"] },
    { row: 2, cells: [formula, '=WEBSERVICE("http://example.invalid")'] },
  ]);
  const cells = `<row><c t="str"><f>WEBSERVICE("http://example.invalid")</f><v>stored</v></c><c><f>1+1</f><v>7</v></c></row>`;
  expect(await readCells(oddWorkbook({ data: cells }))).toEqual([["stored", 7]]);
});
