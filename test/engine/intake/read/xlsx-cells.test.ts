import { describe, expect, test } from "vitest";
import { readCells, refusal, withSpreadsheet, rowsOf } from "./files.ts";
import { oddWorkbook, ordinaryWorkbook, sheetXml } from "./workbooks.ts";

const row = (cells: string): string => `<row r="1">${cells}</row>`;
const one = async (cell: string, rest: Parameters<typeof oddWorkbook>[0] = {}): Promise<unknown> =>
  (await readCells(oddWorkbook({ data: row(cell), ...rest })))[0]?.[0];

describe("texts in workbooks", () => {
  test("shared strings are found by number, empty items counted", async () => {
    const strings = "<si><t>a</t></si><si/><si><t/></si><si><t>d</t></si>";
    expect(
      await readCells(
        oddWorkbook({
          strings,
          data: row('<c t="s"><v>3</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>0</v></c>'),
        }),
      ),
    ).toEqual([["d", null, null, "a"]]);
  });
  test("more shared strings than one block are each found", async () => {
    const texts = Array.from({ length: 1000 }, (_, index) => `${"–".repeat(index % 7)}text ${index}`);
    const strings = texts.map((text) => `<si><t>${text}</t></si>`).join("");
    expect(
      await readCells(
        oddWorkbook({ strings, data: row(texts.map((_, index) => `<c t="s"><v>${index}</v></c>`).join("")) }),
      ),
    ).toEqual([texts]);
  });
  test("rich text is joined and its phonetic reading left out", async () => {
    const strings =
      '<si><r><rPr><b/></rPr><t xml:space="preserve">Oak </t></r><r><t>House</t></r><rPh sb="0" eb="1"><t>オーク</t></rPh><phoneticPr fontId="1"/></si>';
    expect(await one('<c t="s"><v>0</v></c>', { strings })).toBe("Oak House");
    expect(
      await one('<c t="inlineStr"><is><r><t>Oak </t></r><rPh sb="0" eb="1"><t>x</t></rPh><r><t>House</t></r></is></c>'),
    ).toBe("Oak House");
  });
  test("inline strings and formula strings are texts", async () => {
    expect(await one('<c t="inlineStr"><is><t>00123</t></is></c>')).toBe("00123");
    expect(await one('<c t="inlineStr"><v>00123</v></c>')).toBe("00123");
    expect(await one('<c t="str"><f>A1&amp;"x"</f><v>00123</v></c>')).toBe("00123");
  });
  test("spaces are kept with and without xml:space", async () => {
    expect(await one('<c t="inlineStr"><is><t xml:space="preserve">  a  b </t></is></c>')).toBe("  a  b ");
    expect(await one('<c t="inlineStr"><is><t> a</t></is></c>')).toBe(" a");
  });
  test("_xHHHH_ escapes, entities, numeric references and CDATA are resolved", async () => {
    expect(
      await one(
        '<c t="inlineStr"><is><t>a_x000D_\nb_x005F_x0041_ &lt;&amp;&gt;&quot;&apos;&#233;&#x1F600;&nbsp; <![CDATA[<b>&amp;]]>!</t></is></c>',
      ),
    ).toBe("a\r\nb_x0041_ <&>\"'é😀&nbsp; <b>&amp;!");
  });
  test("escapes are resolved in shared strings and formula strings too, pairs of them as one character", async () => {
    const strings = "<si><t>_x000d_a_x0009_b</t></si><si><r><t>_xD83D_</t></r><r><t>_xDE00_</t></r></si>";
    expect(
      await readCells(
        oddWorkbook({
          strings,
          data: row('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>_x00E9_ x_00E9_</v></c>'),
        }),
      ),
    ).toEqual([["\ra\tb", "😀", "é x_00E9_"]]);
  });
  test("characters of several bytes stay whole wherever the unpacked pieces part", async () => {
    const texts = Array.from({ length: 3000 }, (_, index) => `${"x".repeat(index % 7)}don’t – “😀” &amp; é ${index}`);
    const expected = texts.map((text) => [text.replace("&amp;", "&")]);
    const inline = texts.map((text) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`);
    expect(await readCells(oddWorkbook({ data: inline.join("") }))).toEqual(expected);
    const shared = texts.map((_, index) => `<row><c t="s"><v>${index}</v></c></row>`);
    const strings = texts.map((text) => `<si><t>${text}</t></si>`).join("");
    expect(await readCells(oddWorkbook({ data: shared.join(""), strings }))).toEqual(expected);
  });
  test("comments and processing instructions are passed over, even inside a cell", async () => {
    expect(await one("<!-- <c><v>9</v></c> --><c><?x <v>8</v>?><v>1<!-- > -->2</v></c>")).toBe(12);
    expect(await one('<c t="inlineStr"><is><t>a<!-- no -->b<?no?>c</t></is></c>')).toBe("abc");
  });
  test("a shared string that is not there is an error with its row", async () => {
    const fault = await refusal(
      oddWorkbook({ data: '<row r="7"><c t="s"><v>5</v></c></row>', strings: "<si><t>a</t></si>" }),
      "truncated-file",
      /row 7 refers to a text/,
    );
    expect(fault.place).toMatchObject({ row: 7, sheet: "Sheet 1" });
  });
});

describe("numbers, truths and errors in workbooks", () => {
  test.each([
    "0",
    "-0.5",
    "12",
    "1.25",
    "3.0000000000000004",
    "1E-7",
    "6.02e+23",
    "1234567890123456789",
    ".5",
    "5.",
    " 7 ",
  ])("the number %s reads as JavaScript reads it", async (text) => {
    expect(await one(`<c><v>${text}</v></c>`)).toBe(Number(text));
  });
  test("what is no number stays text", async () => expect(await one("<c><v>0x10</v></c>")).toBe("0x10"));
  test("truths and errors are themselves", async () => {
    expect(
      await readCells(
        oddWorkbook({
          data: row('<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="b"><v>true</v></c><c t="e"><v>#N/A</v></c>'),
        }),
      ),
    ).toEqual([[true, false, true, { error: "#N/A" }]]);
  });
  test("a formula gives its stored result, 0 and FALSE too", async () => {
    expect(
      await readCells(
        oddWorkbook({
          data: row(
            '<c><f>1-1</f><v>0</v></c><c t="b"><f>1=2</f><v>0</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="str"><f>""</f><v></v></c><c><v>1</v></c>',
          ),
        }),
      ),
    ).toEqual([[0, false, { error: "#DIV/0!" }, null, 1]]);
  });
  test("formulas that were never calculated are empty, and a note says so", async () => {
    const bytes = oddWorkbook({ data: row("<c><f>1+1</f></c><c><f>2+2</f></c><c><v>1</v></c>") });
    const notes = await withSpreadsheet(bytes, async (spreadsheet) => {
      expect((await rowsOf(spreadsheet.sheets[0]))[0]?.cells).toEqual([null, null, 1]);
      return spreadsheet.notes;
    });
    expect(notes).toEqual([expect.stringMatching(/2 formulas in the sheet “Sheet 1”.*save it/)]);
  });
  test.each([9, 10, "0.0%", '0" %"', "[Red]0%;-0%"])("a percentage under format %j is its number", async (format) =>
    expect(await one('<c s="0"><v>0.5</v></c>', { formats: [format] })).toBe(0.5),
  );
});

describe("dates in workbooks", () => {
  const dated = (value: string, format: number | string, from1904 = false): Promise<unknown> =>
    one(`<c s="1"><v>${value}</v></c>`, { formats: [0, format], from1904 });
  test.each([
    14,
    15,
    16,
    17,
    22,
    27,
    36,
    50,
    58,
    "yyyy-mm-dd",
    "YYYY",
    "[$-809]dd mmmm yyyy;@",
    'dd" of "mmm',
    "mmm-yy",
    "mm",
    "[Red]d/m/yy",
    "ggge年m月d日",
    "dd/mm/yyyy\\ hh:mm",
  ])("format %j is a date", async (format) => {
    expect(await dated("45688", format)).toEqual({ date: "2025-01-31" });
  });
  test.each([
    0,
    1,
    2,
    4,
    9,
    10,
    11,
    37,
    49,
    "0\\ \\d",
    '0" days"',
    "#,##0.00",
    "[Red]0.00",
    "General",
    "0.00E+00",
    "_-* #,##0.00_-",
    "[$£-809]#,##0",
    "@",
    '"year "0',
    "# ?/?",
  ])("format %j is a number", async (format) => {
    expect(await dated("45688.5", format)).toBe(45688.5);
  });
  test("a moment is to the second, without a zone", async () => {
    expect(await dated("45688.58691", 22)).toEqual({ date: "2025-01-31T14:05:09" });
    expect(await dated("45688.9999999", 22)).toEqual({ date: "2025-02-01" });
  });
  test("a time of day and a duration are shown as the clock shows them", async () => {
    expect(await dated("0.5", 20)).toBe("12:00:00");
    expect(await dated("0.75", 14)).toBe("18:00:00");
    expect(await dated("1.5", "[h]:mm")).toBe("36:00:00");
    expect(await dated("1.5", 46)).toBe("36:00:00");
    expect(await dated("0.000011574", "mm:ss.0")).toBe("00:00:01");
    expect(await dated("45688.5", "h:mm AM/PM")).toEqual({ date: "2025-01-31T12:00:00" });
  });
  test("1900 keeps its 29 February that never was", async () => {
    expect(await Promise.all(["1", "59", "60", "61"].map((day) => dated(day, 14)))).toEqual(
      ["1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01"].map((date) => ({ date })),
    );
  });
  test("the calendar may count from 1904", async () => {
    expect(await Promise.all(["0", "44226", "44226.25"].map((day) => dated(day, 14, true)))).toEqual(
      ["1904-01-01", "2025-01-31", "2025-01-31T06:00:00"].map((date) => ({ date })),
    );
  });
  test("a number no calendar has stays a number", async () => {
    expect(await Promise.all(["-1", "0", "2958466"].map((day) => dated(day, 14)))).toEqual([-1, 0, 2958466]);
  });
  test("ISO cells are dates", async () => {
    expect(
      await readCells(
        oddWorkbook({
          data: row(
            '<c t="d"><v>2025-01-31</v></c><c t="d"><v>2025-01-31T00:00:00Z</v></c><c t="d"><v>2025-01-31T14:05:09.000</v></c><c t="d"><v>2025-12-31T23:59:59.9996</v></c><c t="d"><v>2025-01-31T14:05</v></c><c t="d"><v>soon</v></c>',
          ),
        }),
      ),
    ).toEqual([
      [
        { date: "2025-01-31" },
        { date: "2025-01-31" },
        { date: "2025-01-31T14:05:09" },
        { date: "2026-01-01" },
        { date: "2025-01-31T14:05:00" },
        "soon",
      ],
    ]);
  });
  test("only the formats of cells count, not those of named styles", async () =>
    expect(await one('<c s="0"><v>45688</v></c>', { formats: [0] })).toBe(45688));
});

describe("workbooks of exceljs", () => {
  test("texts, numbers, truths, dates, errors, links, rich text and formulas are read", async () => {
    const cells = [
      "Oak House",
      1.5,
      true,
      new Date(Date.UTC(2025, 0, 31)),
      { error: "#N/A" as const },
      { text: "site", hyperlink: "https://example.org" },
      { richText: [{ text: "a ", font: { bold: true } }, { text: "b" }] },
      { formula: "1-1", result: 0 },
      null,
      "end",
    ];
    const read = await readCells(await ordinaryWorkbook({ Data: [cells] }));
    expect(read).toEqual([
      ["Oak House", 1.5, true, { date: "2025-01-31" }, { error: "#N/A" }, "site", "a b", 0, null, "end"],
    ]);
  });
  test("a text of 32,767 characters is read whole", async () => {
    const text = "å<&>".repeat(8191) + "end";
    expect(await readCells(await ordinaryWorkbook({ Data: [[text, "b"]] }))).toEqual([[text, "b"]]);
  });
  test("a sheet without rows has none", async () =>
    expect(await readCells(oddWorkbook({ sheets: [sheetXml("")] }))).toEqual([]));
});
