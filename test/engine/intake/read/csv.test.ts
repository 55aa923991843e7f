import { describe, expect, test } from "vitest";
import { readCells, readRows, refusal, rowsOf, withSpreadsheet } from "./files.ts";

const GRID = [
  ["Name", "Fees"],
  ["Café “Élan”", "£1,200"],
];
const TEXT = 'Name,Fees\r\nCafé “Élan”,"£1,200"\r\n';

describe("encodings of CSV files", () => {
  test("UTF-8 is read without a byte order mark", async () => expect(await readCells(TEXT)).toEqual(GRID));
  test("UTF-8 is read with a byte order mark", async () => expect(await readCells(`\ufeff${TEXT}`)).toEqual(GRID));
  test("UTF-16 is read in both byte orders", async () => {
    const little = Buffer.from(`\ufeff${TEXT}`, "utf16le");
    expect(await readCells(little)).toEqual(GRID);
    expect(await readCells(Buffer.from(little).swap16())).toEqual(GRID);
  });
  test("UTF-16 without a byte order mark is told by its pattern, in both byte orders", async () => {
    expect(await readCells(Buffer.from(TEXT, "utf16le"))).toEqual(GRID);
    expect(await readCells(Buffer.from(TEXT, "utf16le").swap16())).toEqual(GRID);
  });
  test("UTF-16 with an odd byte at its end is cut short", async () => {
    await refusal(Buffer.from(`\ufeff${TEXT}`, "utf16le").subarray(0, -1), "truncated-file", /incomplete.*again/);
  });
  test("what is not UTF-8 is read as Windows-1252, and a note says so", async () => {
    const bytes = Buffer.from('Name,Fees\r\nCaf\xe9 \x93\xc9lan\x94,"\xa31,200"\r\n', "latin1");
    expect(await readCells(bytes)).toEqual(GRID);
    expect(await withSpreadsheet(bytes, ({ notes }) => notes)).toEqual([expect.stringContaining("Windows-1252")]);
  });
  test("every byte of Windows-1252 has its own character", async () => {
    const all = Buffer.from(Array.from({ length: 128 }, (_, index) => 128 + index));
    const text = (await readCells(Buffer.concat([Buffer.from("x,"), all, Buffer.from(",y")])))[0]?.[1] as string;
    expect(new Set(text).size).toBe(128);
    expect(text).toContain("€");
    expect(text.slice(-1)).toBe("ÿ");
  });
  test("a character that straddles two pieces of the file stays whole", async () => {
    const filler = "x".repeat(128 * 1024 - 3);
    expect(await readCells(`${filler},–é\nb,c`)).toEqual([
      [filler, "–é"],
      ["b", "c"],
    ]);
  });
  test("a UTF-8 file cut inside a character is an error, not Windows-1252", async () => {
    await refusal(Buffer.from("é,ü\n1,é").subarray(0, -1), "truncated-file", /again/);
  });
});

describe("the shape of CSV files", () => {
  test.each([",", ";", "\t", "|"])("the delimiter %j is told", async (delimiter) => {
    expect(await readCells(`a${delimiter}b\n1${delimiter}2`)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });
  test("delimiters inside quotes do not count", async () => {
    expect(await readCells('"id\tResponse\tID";"a\tb"\n"1\t,,,";2\n')).toEqual([
      ["id\tResponse\tID", "a\tb"],
      ["1\t,,,", "2"],
    ]);
  });
  test("decimal commas do not make a semicolon file a comma file", async () => {
    expect(await readCells("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5")).toEqual([
      ["a", "b", "c"],
      ["1,5", "2,5", "3,5"],
      ["1,5", "2,5", "3,5"],
    ]);
  });
  test("lists inside cells do not hide the comma below preamble lines", async () => {
    const cells = await readCells(
      "Care directory\nAs at 1 May 2025\n\nName,Types,Id\nA,Homecare|Supported living,1-1\nB,Homecare|Extra care,1-2\n",
    );
    expect(cells.slice(-1)).toEqual([["B", "Homecare|Extra care", "1-2"]]);
  });
  test.each([",", ";", "\t", "|"])("a line of sep=%j names the delimiter and is not a row", async (delimiter) => {
    const other = delimiter === "," ? ";" : ",";
    for (const end of ["\r\n", "\n", "\r"])
      expect(await readRows(`sep=${delimiter}${end}a${other}b${delimiter}c${end}`)).toEqual([
        { row: 1, cells: [`a${other}b`, "c"] },
      ]);
  });
  test("a sep= line is known after a byte order mark and in UTF-16", async () => {
    const expected = [{ row: 1, cells: ["a,b", "é"] }];
    expect(await readRows("\ufeffsep=;\r\na,b;é\r\n")).toEqual(expected);
    expect(await readRows(Buffer.from("\ufeffSEP=;\r\na,b;é\r\n", "utf16le"))).toEqual(expected);
    expect(await readRows("sep=;\r\n")).toEqual([]);
  });
  test("a first cell that only begins like a sep= line is a cell", async () =>
    expect(await readCells("sep=;x,b\n1,2")).toEqual([
      ["sep=;x", "b"],
      ["1", "2"],
    ]));
  test.each(["Returns.tsv", "Returns.tab", "Returns.txt", "Returns.csv", "Returns"])(
    "%s may be parted by tabs or by commas: the content tells",
    async (name) => {
      const read = (bytes: string): Promise<unknown> =>
        withSpreadsheet(bytes, async ({ sheets }) => (await rowsOf(sheets[0])).map(({ cells }) => cells), name);
      expect(await read("a, b\tc\n1, 2\t3")).toEqual([
        ["a, b", "c"],
        ["1, 2", "3"],
      ]);
      expect(await read("a,b\n1,2")).toEqual([
        ["a", "b"],
        ["1", "2"],
      ]);
    },
  );
  test("headers of LimeSurvey, with tabs inside their quotation marks, are parted by semicolons", async () => {
    const headers = [
      "id. Response ID",
      "submitdate. Date submitted",
      "Q1[SQ001]. How likely\tis it? [Fees;\tcare]",
      "seed. Seed",
    ];
    const lines = [headers, ["1", "2025-01-31 10:00:00", "Very\tlikely", "7"], ["2", "", "", "8"]];
    const written = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(";")).join("\n");
    expect(await readCells(`\ufeff${written}\n`)).toEqual(
      lines.map((cells) => cells.map((cell) => (cell === "" ? null : cell))),
    );
  });
  test.each(["\n", "\r\n", "\r"])("line ends of %j that straddle two pieces of the file end one row", async (end) => {
    for (const before of [32 * 1024 - 1, 32 * 1024 - 2, 256 * 1024 - 1, 256 * 1024 - 2])
      expect(await readRows(`a,${"x".repeat(before - 2)}${end}b,c${end}`)).toEqual([
        { row: 1, cells: ["a", "x".repeat(before - 2)] },
        { row: 2, cells: ["b", "c"] },
      ]);
  });
  test("a quotation that straddles pieces of the file, doubled quotes and all, is one cell", async () => {
    for (let before = 32 * 1024 - 6; before < 32 * 1024 + 2; before++)
      expect(await readCells(`"${"x".repeat(before)}""y",2\n3,4`)).toEqual([
        [`${"x".repeat(before)}"y`, "2"],
        ["3", "4"],
      ]);
  });
  test("a file of one column is one column", async () =>
    expect(await readCells("Name\nOak House\n")).toEqual([["Name"], ["Oak House"]]));
  test.each([
    ["LF", "\n"],
    ["CR LF", "\r\n"],
    ["CR", "\r"],
  ])("line ends may be %s", async (_, end) => {
    expect(await readRows(["a,b", "1,2", ""].join(end))).toEqual([
      { row: 1, cells: ["a", "b"] },
      { row: 2, cells: ["1", "2"] },
    ]);
  });
  test("line ends may be mixed", async () =>
    expect(await readCells("a,b\r\nc,d\ne,f\rg,h")).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
      ["g", "h"],
    ]));
  test("quoted line ends and doubled quotes stay as written", async () => {
    expect(await readCells('a,b\r\n"one\r\ntwo\nthree\rfour","say ""yes"""\r\n')).toEqual([
      ["a", "b"],
      ["one\r\ntwo\nthree\rfour", 'say "yes"'],
    ]);
  });
  test("text after a closing quotation mark is kept as Excel keeps it", async () =>
    expect(await readCells('"abc"def,x\ng"h"i,y')).toEqual([
      ["abcdef", "x"],
      ['g"h"i', "y"],
    ]));
  test("rows may be ragged, and empty cells at the end are left off", async () => {
    expect(await readCells("a,b,c\n1\n1,2,3,4\n1,,\n,,x")).toEqual([
      ["a", "b", "c"],
      ["1"],
      ["1", "2", "3", "4"],
      ["1"],
      [null, null, "x"],
    ]);
  });
  test("blank records are left out but numbered, as Excel numbers them", async () => {
    expect(await readRows('\n\na,b\n,,\n"x\ny",1\n\nz,2')).toEqual([
      { row: 3, cells: ["a", "b"] },
      { row: 5, cells: ["x\ny", "1"] },
      { row: 7, cells: ["z", "2"] },
    ]);
  });
  test("cells are text exactly: no number, date or space is touched", async () => {
    expect(await readCells("id,date,n\n00123,03-04-2024, 1e5 \n")).toEqual([
      ["id", "date", "n"],
      ["00123", "03-04-2024", " 1e5 "],
    ]);
  });
  test("formula-like text is text", async () =>
    expect(await readCells("a,b\n=1+1,@SUM(A1)")).toEqual([
      ["a", "b"],
      ["=1+1", "@SUM(A1)"],
    ]));
  test("a file has one sheet without a name", async () => {
    expect(
      await withSpreadsheet(TEXT, ({ format, sheets }) => [format, sheets.length, sheets[0]?.name, sheets[0]?.hidden]),
    ).toEqual(["csv", 1, null, false]);
  });
});

describe("broken CSV files", () => {
  test("a quotation never closed is an error that tells the row", async () => {
    const fault = await refusal('a,b\n1,2\n3,"four\n5,6\n', "truncated-file", /row 3 is never closed/);
    expect(fault.place.row).toBe(3);
  });
  test("a quotation never closed is found in bounded time in a large file", async () => {
    const fault = await refusal(
      `a,b\n"${"x".repeat(60)},y\n${"1,2,3,4,5,6\n".repeat(600_000)}`,
      "truncated-file",
      /row 2 is never closed/,
    );
    expect(fault.place.row).toBe(2);
  });
  test("a row of many megabytes is refused", async () => {
    await refusal("x".repeat(6 * 1024 * 1024), "file-too-large", /copy only the rows you need/);
  });
  test("a long quoted text that spans many pieces is read", async () => {
    const text = 'quoted ""text"",\r\n'.repeat(40_000);
    const rows = await withSpreadsheet(`a,b\n"${text}",2\n3,4\n`, ({ sheets }) => rowsOf(sheets[0]));
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(rows[1]?.cells[0]).toBe(text.replaceAll('""', '"'));
  });
});
