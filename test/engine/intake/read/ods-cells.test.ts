import { describe, expect, test } from "vitest";
import { number, oddDocument, row, text, textCell } from "./documents.ts";
import { readCells, refusal, rowsOf, withSpreadsheet } from "./files.ts";

const cells = async (...written: readonly string[]): Promise<readonly unknown[] | undefined> =>
  (await readCells(oddDocument({ data: row(written.join("")) })))[0];
const one = async (written: string): Promise<unknown> => (await cells(written))?.[0];
const valued = (type: string, value: string, shown = "shown"): string =>
  `<table:table-cell office:value-type="${type}" ${value} calcext:value-type="${type}"><text:p>${shown}</text:p></table:table-cell>`;

describe("texts in OpenDocument", () => {
  test("paragraphs are lines, empty ones too", async () =>
    expect(await one(textCell("<text:p>one</text:p><text:p/><text:p>three</text:p>"))).toBe("one\n\nthree"));
  test("spans and links give their text", async () =>
    expect(
      await one(text('Oak <text:span text:style-name="T1">House</text:span> <text:a href="https://x">site</text:a>')),
    ).toBe("Oak House site"));
  test("spelt-out spaces, tabs and line breaks are those characters", async () =>
    expect(await one(text('<text:s text:c="2"/>a<text:s/> b<text:tab/>c<text:line-break/>d'))).toBe("  a  b\tc\nd"));
  test("white space of the markup is one space, and none before the text", async () => {
    expect(await one(text("\n   Oak\n   <text:span>  House</text:span>"))).toBe("Oak House");
    expect(await one(text("trailing "))).toBe("trailing ");
  });
  test("a long run of spaces is refused where no cell could hold it", async () => {
    await refusal(
      oddDocument({ data: row(text('<text:s text:c="999999999"/>')) }),
      "file-too-large",
      /copy only the rows you need/,
    );
  });
  test("annotations are not part of the cell, before its text or within it", async () => {
    const note =
      '<office:annotation><dc:date xmlns:dc="d">2025-01-01T00:00:00</dc:date><text:p>a note</text:p></office:annotation>';
    expect(await one(textCell(`${note}<text:p>Oak</text:p>`))).toBe("Oak");
    expect(await one(text(`Oak${note} House`))).toBe("Oak House");
    expect(await cells(`<table:table-cell>${note}</table:table-cell>`, number(1))).toEqual([null, 1]);
  });
  test("shapes over a cell and readings above its text are not part of it", async () => {
    const shape = "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>";
    expect(await one(textCell(`<text:p>Oak${shape}</text:p>${shape}`))).toBe("Oak");
    expect(
      await one(
        text("<text:ruby><text:ruby-base>Oak</text:ruby-base><text:ruby-text>oh-k</text:ruby-text></text:ruby>"),
      ),
    ).toBe("Oak");
  });
  test("entities, references and CDATA are resolved; what looks like an escape of Excel is not", async () =>
    expect(await one(text("&lt;&amp;&gt;&#233;&#x1F600; <![CDATA[<b>&amp;]]> _x000D_"))).toBe(
      "<&>é😀 <b>&amp; _x000D_",
    ));
  test("a text given as an attribute counts before the one shown", async () =>
    expect(await one(valued("string", 'office:string-value="00123 &amp;"', "123"))).toBe("00123 &"));
  test("a cell that names no kind of value is its text", async () =>
    expect(await one("<table:table-cell><text:p>Oak</text:p></table:table-cell>")).toBe("Oak"));
  test("numbers that are written as text stay text", async () => expect(await one(text("00123"))).toBe("00123"));
});

describe("values in OpenDocument", () => {
  test.each([
    ["float", "1.5", 1.5],
    ["float", "0", 0],
    ["float", "-2.5E-07", -2.5e-7],
    ["percentage", "0.5", 0.5],
    ["currency", "12.5", 12.5],
  ])("a %s of %s is the number, not what is shown", async (type, value, expected) =>
    expect(await one(valued(type, `office:value="${value}"`))).toBe(expected),
  );
  test("a number without its value is what is shown", async () =>
    expect(await one(valued("float", "", "n/a"))).toBe("n/a"));
  test.each([
    ["2025-01-31", { date: "2025-01-31" }],
    ["2025-01-31T00:00:00", { date: "2025-01-31" }],
    ["2025-01-31T14:05:09", { date: "2025-01-31T14:05:09" }],
    ["2025-01-31T14:05:09.400000000", { date: "2025-01-31T14:05:09" }],
    ["2025-12-31T23:59:59.999999999", { date: "2026-01-01" }],
    ["1899-12-30", { date: "1899-12-30" }],
    ["2025-13-01", "2025-13-01"],
    ["-0044-03-15", "-0044-03-15"],
  ])("the date %s is read without a zone", async (value, expected) =>
    expect(await one(valued("date", `office:date-value="${value}"`))).toEqual(expected),
  );
  test.each([
    ["PT14H05M09S", "14:05:09"],
    ["PT14H05M08.999999999S", "14:05:09"],
    ["PT36H00M00S", "36:00:00"],
    ["P1DT2H", "26:00:00"],
    ["-PT1H", "shown"],
    ["P", "shown"],
  ])("the time %s is as the clock shows it", async (value, expected) =>
    expect(await one(valued("time", `office:time-value="${value}"`))).toBe(expected),
  );
  test("truths are themselves", async () =>
    expect(
      await cells(
        valued("boolean", 'office:boolean-value="true"', "WAHR"),
        valued("boolean", 'office:boolean-value="false"', "FALSCH"),
      ),
    ).toEqual([true, false]));
  test("errors are errors, as LibreOffice and as others write them", async () => {
    const formula = 'table:formula="of:=1/0" office:value-type="string" office:string-value=""';
    expect(
      await cells(
        `<table:table-cell ${formula} calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>`,
        `<table:table-cell ${formula} calcext:value-type="error"><text:p>Err:502</text:p></table:table-cell>`,
        `<table:table-cell ${formula}><text:p>#N/A</text:p></table:table-cell>`,
        '<table:table-cell table:formula="of:=X" office:value-type="string" office:string-value="#NAME?"/>',
        text("#N/A"),
      ),
    ).toEqual([{ error: "#DIV/0!" }, { error: "Err:502" }, { error: "#N/A" }, { error: "#NAME?" }, "#N/A"]);
  });
  test("a formula gives its stored result and is never calculated", async () =>
    expect(
      await cells(
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>',
        '<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://x&quot;)" office:value-type="string" office:string-value="ok"><text:p>ok</text:p></table:table-cell>',
      ),
    ).toEqual([7, null, "ok"]));
  test("formulas that were never calculated are empty, and a note says so", async () => {
    const bytes = oddDocument({ data: row(`<table:table-cell table:formula="of:=1+1"/>${number(1)}`) });
    const notes = await withSpreadsheet(bytes, async (spreadsheet) => {
      expect((await rowsOf(spreadsheet.sheets[0]))[0]?.cells).toEqual([null, 1]);
      return spreadsheet.notes;
    });
    expect(notes).toEqual([expect.stringMatching(/One formula in the sheet “Sheet 1” had no stored result/)]);
  });
});
