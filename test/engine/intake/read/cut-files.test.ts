import { expect, test } from "vitest";
import { BellwetherError } from "../../../../shared/errors.ts";
import { readRows, refusal, rowsOf, withSpreadsheet } from "./files.ts";
import { contentXml, documentOf, oddDocument, row, table, text } from "./documents.ts";
import { oddWorkbook, ordinaryWorkbook, sheetXml } from "./workbooks.ts";

const GRID = Array.from({ length: 400 }, (_, index) => [
  `1-${index}`,
  index / 7,
  index % 2 === 0,
  `Comment ${index} – “quoted”`,
]);

test.each([
  ["a workbook", async () => ordinaryWorkbook({ Data: GRID })],
  ["an OpenDocument spreadsheet", () => documentOf(GRID.map((cells) => cells.map(String)))],
])(
  "%s cut at any byte is an error, never fewer rows",
  async (_, write) => {
    const bytes = await write();
    const step = Math.max(1, Math.floor(bytes.length / 150));
    for (let length = 2; length < bytes.length; length += length < 40 || length > bytes.length - 40 ? 1 : step) {
      await refusal(bytes.subarray(0, length), "truncated-file", /again/);
    }
  },
  120_000,
);

test.each([
  [
    "a workbook",
    oddWorkbook({
      data: GRID.map(
        ([id, number], index) =>
          `<row r="${index + 1}"><c t="inlineStr"><is><t>${id}</t></is></c><c><v>${number}</v></c></row>`,
      ).join(""),
    }),
  ],
  ["an OpenDocument spreadsheet", documentOf(GRID.map((cells) => cells.map(String)))],
])(
  "%s with any byte changed is read whole, or is an error",
  async (_, bytes) => {
    const whole = await readRows(bytes);
    expect(whole).toHaveLength(GRID.length);
    for (let at = 0; at < bytes.length; at += 37) {
      const spoilt = Uint8Array.from(bytes);
      spoilt[at] = (spoilt[at] ?? 0) ^ 0x15;
      const read = await readRows(spoilt).catch((error: unknown) => {
        expect(error, String(error)).toBeInstanceOf(BellwetherError);
      });
      if (read !== undefined) expect(read).toEqual(whole);
    }
  },
  120_000,
);

test("a sheet that stops before its end tag is an error that tells the last row, though its zip is whole", async () => {
  const whole = sheetXml(
    GRID.map((_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index}</v></c></row>`).join(""),
  );
  for (const share of [0.2, 0.5, 0.9, 0.999]) {
    const fault = await refusal(
      oddWorkbook({ sheets: [whole.slice(0, Math.floor(whole.length * share))] }),
      "truncated-file",
      /breaks off after row \d+ in the sheet “Sheet 1”.*again/,
    );
    expect(fault.place.sheet).toBe("Sheet 1");
    expect(fault.place.row).toBeGreaterThan(1);
  }
});

test("an OpenDocument sheet that stops before its end tag is an error, though its zip is whole", async () => {
  const whole = contentXml(table("One", GRID.map(([id]) => row(text(String(id)))).join("")) + table("Two"));
  for (const share of [0.1, 0.5, 0.9, 0.999])
    await refusal(
      oddDocument({ content: whole.slice(0, Math.floor(whole.length * share)) }),
      "truncated-file",
      /stops before its end.*again/,
    );
  await refusal(oddDocument({ content: "" }), "truncated-file", /stops before its end.*again/);
  await refusal(oddDocument({ parts: { "content.xml": null } }), "truncated-file", /sheets are missing.*again/);
});

test("an empty part is an error", async () => {
  await refusal(oddWorkbook({ sheets: [""] }), "truncated-file", /stops before its first row/);
});

test("shared strings that stop before their end are an error", async () => {
  await refusal(
    oddWorkbook({ data: "<row/>", parts: { "xl/sharedStrings.xml": "<sst><si><t>a</t></si>" } }),
    "truncated-file",
    /again/,
  );
});

test("a sheet that the zip does not hold is an error that names it", async () => {
  const fault = await refusal(
    oddWorkbook({ parts: { "xl/worksheets/sheet1.xml": null } }),
    "truncated-file",
    /missing in the sheet “Sheet 1”/,
  );
  expect(fault.place.sheet).toBe("Sheet 1");
});

test("contents that do not match their checksum are an error", async () => {
  const bytes = Buffer.from(oddWorkbook({ data: "<row><c><v>1234567</v></c></row>", level: 0 }));
  bytes.write("7654321", bytes.indexOf("1234567"));
  await refusal(bytes, "truncated-file", /do not match their checksum/);
});

test("rows read before a fault are never the last word: the reading itself fails", async () => {
  const whole = sheetXml(GRID.map((_, index) => `<row r="${index + 1}"><c><v>${index}</v></c></row>`).join(""));
  const bytes = oddWorkbook({ sheets: [whole.slice(0, -40)] });
  await withSpreadsheet(bytes, async ({ sheets }) => {
    await expect(rowsOf(sheets[0])).rejects.toMatchObject({ code: "truncated-file" });
  });
});
