import { describe, expect, test } from "vitest";
import { contentXml, gap, number, oddDocument, row, SPREADSHEET, table, text } from "./documents.ts";
import { readCells, readRows, refusal, rowsOf, withSpreadsheet } from "./files.ts";

const DATA = row(text("Oak") + number(2));
const EXPECTED = [{ row: 1, cells: ["Oak", 2] }];

describe("where cells stand in OpenDocument", () => {
  test("repeated cells and rows are each given", async () => {
    const data =
      row(text("a", 'table:number-columns-repeated="3"') + gap(2) + text("b")) +
      row(gap(16_384), 'table:number-rows-repeated="2"') +
      row(text("c"), 'table:number-rows-repeated="250"') +
      row(text("d"));
    const rows = await readRows(oddDocument({ data }));
    expect(rows[0]).toEqual({ row: 1, cells: ["a", "a", "a", null, null, "b"] });
    expect(rows.slice(1, -1)).toEqual(Array.from({ length: 250 }, (_, index) => ({ row: index + 4, cells: ["c"] })));
    expect(rows.at(-1)).toEqual({ row: 254, cells: ["d"] });
  });
  test("empty cells and rows cost nothing, however many the file says there are", async () => {
    const empty = row(gap(16_384), 'table:number-rows-repeated="1048000"');
    const start = performance.now();
    expect(await readRows(oddDocument({ data: empty + row(gap(16_000) + text("x")) + empty }))).toEqual([
      { row: 1_048_001, cells: [...Array<null>(16_000).fill(null), "x"] },
    ]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
  test("rows stand in groups and under headers", async () => {
    const data = `<table:table-header-rows>${row(text("h"))}</table:table-header-rows><table:table-row-group><table:table-row-group table:display="false">${row(text("a"), 'table:visibility="collapse"')}</table:table-row-group>${row(text("b"))}</table:table-row-group><table:table-rows>${row(text("c"))}</table:table-rows>`;
    expect(await readRows(oddDocument({ data }))).toEqual([
      { row: 1, cells: ["h"] },
      { row: 2, cells: ["a"], hidden: true },
      { row: 3, cells: ["b"] },
      { row: 4, cells: ["c"] },
    ]);
  });
  test("covered cells keep their place; what they hold is left out and noted", async () => {
    const data = row(
      `${text("Title", 'table:number-columns-spanned="3"')}<table:covered-table-cell/><table:covered-table-cell office:value-type="string"><text:p>old</text:p></table:covered-table-cell>${text("d")}`,
    );
    await withSpreadsheet(oddDocument({ data }), async ({ sheets, notes }) => {
      expect(await rowsOf(sheets[0])).toEqual([{ row: 1, cells: ["Title", null, null, "d"] }]);
      expect(notes).toEqual([expect.stringMatching(/One cell in the sheet “Sheet 1” lay hidden under a merged cell/)]);
    });
  });
  test("hidden and filtered rows are read and flagged, hidden columns noted", async () => {
    const data = `<table:table-column-group><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/></table:table-column-group><table:table-column table:visibility="filter" table:number-columns-repeated="16381"/>${row(number(1), 'table:visibility="filter"')}${row(number(1) + number(2) + number(3))}`;
    await withSpreadsheet(oddDocument({ data }), async ({ sheets, notes }) => {
      expect(await rowsOf(sheets[0])).toEqual([
        { row: 1, cells: [1], hidden: true },
        { row: 2, cells: [1, 2, 3] },
      ]);
      expect(notes).toEqual(["The sheet “Sheet 1” hides columns B to C; they were read all the same."]);
    });
  });
  test("what looks like rows and is none is not read", async () => {
    const data = `<table:table-source/><table:shapes><draw:frame>${row(text("no"))}</draw:frame></table:shapes>${row(`<table:table-cell>${table("inner", row(text("no")))}</table:table-cell>${text("yes")}`)}`;
    expect(await readCells(oddDocument({ data }))).toEqual([[null, "yes"]]);
  });
});

describe("how an OpenDocument spreadsheet is put together", () => {
  test("it is known by its content, whatever it is called", async () =>
    expect(await withSpreadsheet(oddDocument({ data: DATA }), ({ format }) => format, "a.xlsx")).toBe("ods"));
  test("without its mimetype it is known by its manifest", async () =>
    expect(await readRows(oddDocument({ data: DATA, parts: { mimetype: null } }))).toEqual(EXPECTED));
  test("a template is read as a spreadsheet is", async () =>
    expect(await readRows(oddDocument({ data: DATA, media: `${SPREADSHEET}-template` }))).toEqual(EXPECTED));
  test("the manifest may be missing", async () =>
    expect(await readRows(oddDocument({ data: DATA, parts: { "META-INF/manifest.xml": null } }))).toEqual(EXPECTED));
  test("any prefix will do, and none", async () => {
    const content = contentXml(table("Sheet 1", DATA));
    expect(await readRows(oddDocument({ content: content.replace(/\b(table|text|office):/g, "$1x:") }))).toEqual(
      EXPECTED,
    );
    expect(await readRows(oddDocument({ content: content.replace(/(<\/?)(?:table|text|office):/g, "$1") }))).toEqual(
      EXPECTED,
    );
  });
  test("the content may be UTF-16", async () =>
    expect(
      await readRows(
        oddDocument({
          content: Buffer.from(`\ufeff${contentXml(table("É", DATA)).replace("UTF-8", "UTF-16")}`, "utf16le"),
        }),
      ),
    ).toEqual(EXPECTED));
  test("sheets are listed in order before any row is read, and read in any order, more than once", async () => {
    const tables = table("One &amp; two", row(number(1))) + table("Empty") + table("Three", row(number(3)));
    await withSpreadsheet(oddDocument({ tables }), async ({ sheets }) => {
      expect(sheets.map(({ name }) => name)).toEqual(["One & two", "Empty", "Three"]);
      for (const [index, cells] of [
        [2, [3]],
        [0, [1]],
        [2, [3]],
      ] as const)
        expect(await rowsOf(sheets[index])).toEqual([{ row: 1, cells }]);
      expect(await rowsOf(sheets[1])).toEqual([]);
    });
  });
  test("hidden sheets are read and noted", async () => {
    const styles =
      '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>';
    const tables =
      table("Open", row(number(1)), 'table:style-name="ta1"') + table("Key", DATA, 'table:style-name="ta2"');
    await withSpreadsheet(oddDocument({ tables, styles }), async ({ sheets, notes }) => {
      expect(sheets.map(({ hidden }) => hidden)).toEqual([false, true]);
      expect(notes).toEqual([expect.stringContaining("“Key” is hidden")]);
      expect(await rowsOf(sheets[1])).toEqual(EXPECTED);
    });
  });
  test("tracked changes, copies of other files and linked data are no sheets", async () => {
    const tables = `<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell><text:p>old</text:p></table:change-track-table-cell></table:previous>${table("Old", row(text("no")))}</table:cell-content-change></table:tracked-changes>${table("'file:///C:/a.ods'#$Data", row(text("no")), 'table:style-name="ta_extref"')}${table("Data", DATA)}<table:dde-links><table:dde-link>${table("Link", row(text("no")))}</table:dde-link></table:dde-links>`;
    await withSpreadsheet(oddDocument({ tables }), async ({ sheets }) => {
      expect(sheets.map(({ name }) => name)).toEqual(["Data"]);
      expect(await rowsOf(sheets[0])).toEqual(EXPECTED);
    });
  });
  test("a table inside a cell does not end its sheet", async () => {
    const inner = `<table:table-cell>${table("inner", row(`<table:table-cell>${table("innermost", DATA)}</table:table-cell>`))}</table:table-cell>`;
    const tables = table("One", row(inner) + row(number(1))) + table("Two", DATA);
    await withSpreadsheet(oddDocument({ tables }), async ({ sheets }) => {
      expect(sheets.map(({ name }) => name)).toEqual(["One", "Two"]);
      expect(await rowsOf(sheets[0])).toEqual([{ row: 2, cells: [1] }]);
      expect(await rowsOf(sheets[1])).toEqual(EXPECTED);
    });
  });
  test("several thousand rows come in batches, in order", async () => {
    const grid = Array.from({ length: 3000 }, (_, index) => [index, `row ${index}`] as const);
    const data = grid.map(([value, words]) => row(number(value) + text(words))).join("");
    await withSpreadsheet(oddDocument({ data }), async ({ sheets }) => {
      let batches = 0;
      const rows: unknown[] = [];
      for await (const batch of sheets[0]!.rows()) {
        batches++;
        rows.push(...batch.map(({ row: at, cells }) => [at, ...cells]));
      }
      expect(batches).toBeGreaterThan(2);
      expect(rows).toEqual(grid.map(([value, words], index) => [index + 1, value, words]));
    });
  });
});

describe("hostile OpenDocument spreadsheets", () => {
  const many = 'table:number-columns-repeated="16000"';
  test.each([
    ["row", row(text("x"), 'table:number-rows-repeated="1000000"'), /same row 1000000 times over.*copy only/],
    ["wide row", row(text("x", many), 'table:number-rows-repeated="90000"'), /repeats the same cells.*copy only/],
    ["long text", row(text("x".repeat(60_000)), 'table:number-rows-repeated="99000"').repeat(40), /repeats|copy only/],
  ])("a %s repeated beyond all measure is refused, not written out", async (_, data, advice) => {
    await refusal(oddDocument({ data }), "file-too-large", advice);
  });
  test("filled cells beyond the last column are refused", async () => {
    await refusal(
      oddDocument({ data: row(text("x", 'table:number-columns-repeated="2000000000"')) }),
      "truncated-file",
      /outside the columns/,
    );
  });
  test("filled rows beyond the last row are refused", async () => {
    const data = row(gap(), 'table:number-rows-repeated="999999999999"') + row(text("x"));
    await refusal(oddDocument({ data }), "file-too-large", /more rows than a sheet can have/);
  });
  test.each(["0", "-1", "x", "1.5", "1e99"])("a repetition of %j times is damage", async (times) => {
    await refusal(
      oddDocument({ data: row(text("x", `table:number-columns-repeated="${times}"`)) }),
      "truncated-file",
      /repeated without a number|outside the columns/,
    );
  });
  test("a document type is refused", async () => {
    const content = contentXml(table("One", DATA)).replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>');
    await refusal(oddDocument({ content }), "not-a-spreadsheet", /save it again/);
  });
});
