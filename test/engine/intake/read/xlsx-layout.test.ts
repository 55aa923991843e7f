import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readCells, readRows, refusal, rowsOf, withSpreadsheet } from "./files.ts";
import { oddWorkbook, ordinaryWorkbook, sheetXml, workbookParts, zippable } from "./workbooks.ts";

const DATA = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>';
const STRINGS = "<si><t>Oak</t></si>";
const EXPECTED = [{ row: 1, cells: ["Oak", 2] }];

/** The ordinary workbook with one of its parts rewritten. */
function rewritten(
  name: string,
  rewrite: (part: string) => string,
  also: Record<string, string | null> = {},
): Uint8Array {
  const parts = workbookParts({ data: DATA, strings: STRINGS });
  return oddWorkbook({ data: DATA, strings: STRINGS, parts: { [name]: rewrite(parts[name] as string), ...also } });
}

describe("where cells stand", () => {
  test("references place cells, gaps are empty, blank rows are left out but numbered", async () => {
    const data =
      '<row r="2"><c r="B2"><v>1</v></c><c r="AA2"><v>2</v></c></row><row r="3"/><row r="4"><c r="A4" s="1"/></row><row r="9"><c r="A9"><v>3</v></c></row>';
    expect(await readRows(oddWorkbook({ data }))).toEqual([
      { row: 2, cells: [null, 1, ...Array(24).fill(null), 2] },
      { row: 9, cells: [3] },
    ]);
  });
  test("cells without references follow one another", async () => {
    expect(
      await readRows(oddWorkbook({ data: '<row r="3"><c><v>1</v></c><c r="D3"><v>2</v></c><c><v>3</v></c></row>' })),
    ).toEqual([{ row: 3, cells: [1, null, null, 2, 3] }]);
  });
  test("rows without numbers follow one another, or take their cells' number", async () => {
    const data =
      '<row><c><v>1</v></c></row><row r="5"><c><v>2</v></c></row><row><c><v>3</v></c></row><row><c r="A9"><v>4</v></c></row>';
    expect((await readRows(oddWorkbook({ data }))).map(({ row }) => row)).toEqual([1, 5, 6, 9]);
  });
  test.each(["A1", "A1:XFD1048576", "C7:D9", "nonsense"])(
    "a dimension that lies (%s) is ignored",
    async (dimension) => {
      expect(
        await readRows(oddWorkbook({ strings: STRINGS, sheets: [sheetXml(DATA, `<dimension ref="${dimension}"/>`)] })),
      ).toEqual(EXPECTED);
    },
  );
  test("hidden rows are read and flagged, hidden columns noted", async () => {
    const sheet = sheetXml(
      '<row r="1" hidden="1"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row r="2" hidden="0"><c><v>4</v></c></row>',
      '<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>',
    );
    await withSpreadsheet(oddWorkbook({ sheets: [sheet] }), async ({ sheets, notes }) => {
      expect(await rowsOf(sheets[0])).toEqual([
        { row: 1, cells: [1, 2, 3], hidden: true },
        { row: 2, cells: [4] },
      ]);
      expect(notes).toEqual(["The sheet “Sheet 1” hides columns B to C; they were read all the same."]);
    });
  });
  test("what looks like cells outside the sheet's data is not read", async () => {
    const sheet = sheetXml(
      '<row r="1"><c><v>1</v><extLst><ext><v>7</v></ext></extLst></c></row>',
      "",
      '<extLst><ext><row r="8"><c><v>9</v></c></row></ext></extLst>',
    );
    expect(await readRows(oddWorkbook({ sheets: [sheet] }))).toEqual([{ row: 1, cells: [1] }]);
  });
  test("greater-than signs and quotation marks inside attributes do not end a tag", async () => {
    expect(await readRows(oddWorkbook({ data: `<row r='1' x="a>b'"><c y='">' r="B1"><v>1</v></c></row>` }))).toEqual([
      { row: 1, cells: [null, 1] },
    ]);
  });
});

describe("how a workbook is put together", () => {
  test("a prefix on every element, as Microsoft Forms writes, is no matter", async () => {
    const prefix = (part: string): string => part.replace(/<(\/?)(\w)/g, "<$1x:$2").replace("xmlns=", "xmlns:x=");
    const parts = workbookParts({ data: DATA, strings: STRINGS });
    const prefixed = Object.fromEntries(
      ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"].map((name) => [name, prefix(parts[name] as string)]),
    );
    expect(
      await readRows(
        rewritten(
          "xl/worksheets/sheet1.xml",
          (part) =>
            prefix(part).replace("?x:xml", "?xml").replace("<x:sheetData>", '<x:dimension ref="A1"/><x:sheetData>'),
          prefixed,
        ),
      ),
    ).toEqual(EXPECTED);
  });
  test("strict namespaces are no matter", async () => {
    const strict = (part: string): string =>
      part
        .replaceAll(
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
          "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        .replaceAll(
          "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
          "http://purl.oclc.org/ooxml/spreadsheetml/main",
        );
    const parts = workbookParts({ data: DATA, strings: STRINGS });
    expect(
      await readRows(
        oddWorkbook({
          parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strict(part as string)])),
        }),
      ),
    ).toEqual(EXPECTED);
  });
  test("targets may be absolute, dotted, escaped or written with backslashes", async () => {
    const retarget = (target: string) =>
      rewritten("xl/_rels/workbook.xml.rels", (part) => part.replace("worksheets/sheet1.xml", target));
    for (const target of [
      "/xl/worksheets/sheet1.xml",
      "./worksheets/../worksheets/sheet1.xml",
      "worksheets\\sheet1.xml",
      "worksheets/sheet%31.xml",
      "Worksheets/Sheet1.XML",
    ])
      expect(await readRows(retarget(target)), target).toEqual(EXPECTED);
  });
  test("entry names may have backslashes, a leading slash or other case", async () => {
    for (const rename of [
      (name: string) => name.replaceAll("/", "\\"),
      (name: string) => `/${name}`,
      (name: string) => name.toUpperCase(),
    ]) {
      const parts = workbookParts({ data: DATA, strings: STRINGS });
      expect(
        await readRows(
          zipSync(zippable(Object.fromEntries(Object.entries(parts).map(([name, part]) => [rename(name), part])))),
        ),
      ).toEqual(EXPECTED);
    }
  });
  test("the workbook may lie anywhere the relationships or content types say", async () => {
    const parts = workbookParts({ data: DATA, strings: STRINGS });
    const moved = Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name
          .replace("xl/_rels/workbook", "data/_rels/book")
          .replace("xl/workbook", "data/book")
          .replace("xl/", "data/"),
        typeof part === "string" ? part.replaceAll("xl/workbook.xml", "data/book.xml") : part,
      ]),
    );
    expect(await readRows(zipSync(zippable(moved)))).toEqual(EXPECTED);
    const { "_rels/.rels": _, ...unlinked } = moved;
    expect(await readRows(zipSync(zippable(unlinked)))).toEqual(EXPECTED);
  });
  test("a sheet may be called anything", async () => {
    const parts = workbookParts({ data: DATA, strings: STRINGS });
    const links = String(parts["xl/_rels/workbook.xml.rels"]).replace("worksheets/sheet1.xml", "Blätter/a b.xml");
    const { "xl/worksheets/sheet1.xml": sheet, ...rest } = parts;
    expect(
      await readRows(zipSync(zippable({ ...rest, "xl/_rels/workbook.xml.rels": links, "xl/Blätter/a b.xml": sheet! }))),
    ).toEqual(EXPECTED);
  });
  test.each(["spreadsheetml.template", "excel.sheet.macroEnabled", "excel.template.macroEnabled"])(
    "a workbook of type %s is read, found by that type alone",
    async (type) => {
      const { "_rels/.rels": _, ...parts } = workbookParts({ data: DATA, strings: STRINGS });
      const types = `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-${type}.main+xml"/></Types>`;
      const bytes = zipSync(zippable({ ...parts, "[Content_Types].xml": types, "xl/vbaProject.bin": "macros" }));
      expect(await readRows(bytes)).toEqual(EXPECTED);
    },
  );
  test("sheets come in the workbook's order, whatever their files are called", async () => {
    const swapped = workbookParts({
      sheets: [sheetXml("<row><c><v>1</v></c></row>"), sheetXml("<row><c><v>2</v></c></row>")],
    });
    const links = (swapped["xl/_rels/workbook.xml.rels"] as string)
      .replace("sheet1.xml", "x")
      .replace("sheet2.xml", "sheet1.xml")
      .replace('worksheets/x"', 'worksheets/sheet2.xml"');
    const bytes = zipSync(zippable({ ...swapped, "xl/_rels/workbook.xml.rels": links }));
    const read = await withSpreadsheet(bytes, async ({ sheets }) => [await rowsOf(sheets[0]), await rowsOf(sheets[1])]);
    expect(read.map((rows) => rows[0]?.cells)).toEqual([[2], [1]]);
  });
  test("hidden sheets are read and noted; chart sheets are left out and noted", async () => {
    const bytes = oddWorkbook({
      sheets: [sheetXml(""), sheetXml("<row><c><v>5</v></c></row>"), "<chartsheet/>"],
      parts: {
        "xl/workbook.xml":
          '<workbook xmlns:r="r"><sheets><sheet name="A &amp; B" r:id="rId1"/><sheet name="Key" state="veryHidden" r:id="rId2"/><sheet name="Graph" r:id="rId3"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
          '<Relationships><Relationship Id="rId1" Type="a/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="a/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="a/chartsheet" Target="worksheets/sheet3.xml"/></Relationships>',
      },
    });
    await withSpreadsheet(bytes, async ({ sheets, notes }) => {
      expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
        ["A & B", false],
        ["Key", true],
      ]);
      expect(await rowsOf(sheets[1])).toEqual([{ row: 1, cells: [5] }]);
      expect(notes).toEqual([
        expect.stringContaining("“Key” is hidden"),
        expect.stringContaining("“Graph” holds a chart"),
      ]);
    });
  });
  test("every part may be UTF-16, in both byte orders, with and without a mark", async () => {
    const parts = workbookParts({ data: DATA, strings: STRINGS });
    for (const mark of ["\ufeff", ""])
      for (const swapped of [false, true]) {
        const written = Object.entries(parts).map(([name, part]) => {
          const xml = String(part).replace(/^<\?xml.*?\?>\n/, "");
          const little = Buffer.from(`${mark}<?xml version="1.0" encoding="UTF-16"?>${xml}`, "utf16le");
          return [name, swapped ? little.swap16() : little];
        });
        expect(await readRows(zipSync(zippable(Object.fromEntries(written))))).toEqual(EXPECTED);
      }
  });
  test("parts may be UTF-16, or name another encoding", async () => {
    const bytes = oddWorkbook({
      sheets: [Buffer.from(`\ufeff${sheetXml(DATA).replace("UTF-8", "UTF-16")}`, "utf16le")],
      parts: {
        "xl/sharedStrings.xml": Buffer.from(
          '<?xml version="1.0" encoding="ISO-8859-1"?><sst><si><t>Caf\xe9</t></si></sst>',
          "latin1",
        ),
      },
    });
    expect(await readCells(bytes)).toEqual([["Café", 2]]);
  });
  test("a workbook without shared strings or styles is read", async () => {
    const bytes = rewritten(
      "xl/_rels/workbook.xml.rels",
      (links) => links.replace(/<Relationship [^>]*styles.xml"\/>/, ""),
      {
        "xl/sharedStrings.xml": null,
        "xl/styles.xml": null,
        "xl/worksheets/sheet1.xml": sheetXml('<row><c s="3"><v>1</v></c></row>'),
      },
    );
    expect(await readCells(bytes)).toEqual([[1]]);
  });
  test("styles that are linked and missing are an error, for dates would come out as numbers", async () => {
    await refusal(
      oddWorkbook({ data: DATA, strings: STRINGS, parts: { "xl/styles.xml": null } }),
      "truncated-file",
      /tells dates from numbers is missing.*again/,
    );
  });
  test("rows that go back or come twice are an error", async () => {
    for (const second of ['r="2"', 'r="5"', 'r="6.5"'])
      await refusal(
        oddWorkbook({ data: `<row r="5"><c><v>1</v></c></row><row ${second}><c><v>2</v></c></row>` }),
        "truncated-file",
        /row after 5 has no proper number.*again/,
      );
  });
  test("a byte order mark before a part is no matter", async () =>
    expect(await readRows(rewritten("xl/worksheets/sheet1.xml", (part) => `\ufeff${part}`))).toEqual(EXPECTED));
  test("a workbook of several thousand rows comes in batches, in order", async () => {
    const grid = Array.from({ length: 3000 }, (_, index) => [index, `row ${index}`]);
    const bytes = await ordinaryWorkbook({ Data: grid });
    await withSpreadsheet(bytes, async ({ sheets }) => {
      let batches = 0;
      const rows: unknown[] = [];
      for await (const batch of sheets[0]!.rows()) {
        batches++;
        rows.push(...batch.map(({ row, cells }) => [row, ...cells]));
      }
      expect(batches).toBeGreaterThan(2);
      expect(rows).toEqual(grid.map(([number, text], index) => [index + 1, number, text]));
    });
  });
});
