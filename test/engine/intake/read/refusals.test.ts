import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openSpreadsheet } from "../../../../electron/engine/intake/read/open.ts";
import { folder, readCells, refusal, withSpreadsheet } from "./files.ts";
import { manifestXml, oddDocument, SPREADSHEET } from "./documents.ts";
import { oddWorkbook, oldContainer, sheetXml, workbookParts, zippable } from "./workbooks.ts";

const zip = (...names: readonly string[]): Uint8Array =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8("<x/>")])));

describe("files that are something else", () => {
  test("a workbook is known by its content, whatever it is called", async () => {
    const bytes = oddWorkbook({ data: "<row><c><v>1</v></c></row>" });
    expect(await withSpreadsheet(bytes, ({ format }) => format, "Returns.csv")).toBe("xlsx");
  });
  test("delimited text is known by its content, whatever it is called", async () => {
    expect(await withSpreadsheet("a,b\n1,2", ({ format }) => format, "Returns.xlsx")).toBe("csv");
  });
  test("an encrypted workbook is said to have a password", async () => {
    await refusal(
      oldContainer("Root Entry", "EncryptionInfo", "EncryptedPackage"),
      "password-protected",
      /clear the password/,
    );
  });
  test("an encrypted OpenDocument spreadsheet is said to have a password, however it was encrypted", async () => {
    const manifest = manifestXml(SPREADSHEET, '<manifest:encryption-data manifest:checksum-type="SHA256"/>');
    const noise = Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 251);
    for (const parts of [
      { "META-INF/manifest.xml": manifest, "content.xml": noise },
      { "META-INF/manifest.xml": manifest, "content.xml": null, "encrypted-package": noise },
    ])
      await refusal(oddDocument({ parts }), "password-protected", /LibreOffice, choose File, Save As, clear/, "a.ods");
  });
  test("an .xls is named and to be saved as .xlsx", async () => {
    const fault = await refusal(
      oldContainer("Root Entry", "Workbook"),
      "not-a-spreadsheet",
      /Save As, Excel Workbook \(\.xlsx\)/,
    );
    expect(fault.message).toContain("old Excel workbook (.xls)");
  });
  test("another old Office file is to be saved as .xlsx", async () => {
    await refusal(oldContainer("Root Entry", "WordDocument"), "not-a-spreadsheet", /Save As/);
  });
  test.each([
    ["Numbers", zip("Index/Document.iwa", "Metadata/Properties.plist"), /iWork.*\.xlsx/],
    ["Numbers with its parts zipped", zip("June.numbers/Index.zip", "June.numbers/preview.jpg"), /iWork.*\.xlsx/],
    ["text document", oddDocument({ media: SPREADSHEET.replace("spreadsheet", "text") }), /\.odt.*Copy its table/],
    [
      "text document without its kind",
      oddDocument({
        parts: { mimetype: null, "META-INF/manifest.xml": manifestXml(SPREADSHEET.replace("spreadsheet", "text")) },
      }),
      /\.odt.*Copy its table/,
    ],
    ["presentation", oddDocument({ media: SPREADSHEET.replace("spreadsheet", "presentation") }), /\.odp.*Copy/],
    ["drawing", oddDocument({ media: SPREADSHEET.replace("spreadsheet", "graphics") }), /\.odg.*Copy/],
    ["chart", oddDocument({ media: SPREADSHEET.replace("spreadsheet", "chart") }), /\.odc.*figures come from/],
    ["database", oddDocument({ media: SPREADSHEET.replace("spreadsheet", "base") }), /\.odb.*save it as/],
    ["formula", oddDocument({ media: SPREADSHEET.replace("spreadsheet", "formula") }), /not a spreadsheet.*save it as/],
    ["OpenOffice 1 spreadsheet", oddDocument({ media: "application/vnd.sun.xml.calc" }), /\.sxc.*save it as/],
    [
      "OpenDocument file of unknown kind",
      zip("mimetype", "content.xml", "META-INF/manifest.xml"),
      /without a spreadsheet.*save it as/,
    ],
    ["e-book", zip("mimetype", "OEBPS/content.opf"), /zip archive.*Unpack it/],
    [
      "flat OpenDocument",
      '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
      /flat OpenDocument.*save it as/,
    ],
    ["Word", zip("[Content_Types].xml", "word/document.xml"), /Word document.*Excel/],
    ["PowerPoint", zip("[Content_Types].xml", "ppt/presentation.xml"), /PowerPoint.*Choose/],
    ["binary workbook", zip("[Content_Types].xml", "xl/workbook.bin"), /\.xlsb.*save it as/],
    ["archive", zip("June.csv"), /zip archive.*Unpack it/],
    ["empty archive", zipSync({}), /zip archive.*Unpack it/],
    ["PDF", strToU8("%PDF-1.7\n"), /PDF.*Choose the spreadsheet/],
    ["PNG", Buffer.from("\x89PNG\r\n\x1a\n\0\0", "latin1"), /picture.*Choose the spreadsheet/],
    ["gzip", gzipSync(strToU8("a,b")), /compressed.*Choose the spreadsheet/],
    ["unknown binary", Buffer.from([1, 2, 0, 0, 0, 9, 200, 0]), /Choose the spreadsheet/],
    ["web page", "<html><body><table><tr><td>1</td></tr></table></body></html>", /web page.*Save As/],
    ["web page with a mark and a doctype", "\ufeff\n<!DOCTYPE html>\n<html></html>", /web page.*Save As/],
    ["web page in UTF-16", Buffer.from("\ufeff<table><tr><td>1</td></tr></table>", "utf16le"), /web page.*Save As/],
    [
      "XML spreadsheet",
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook></Workbook>',
      /XML Spreadsheet 2003.*Save As/,
    ],
    ["XML", '<?xml version="1.0"?><rows><row/></rows>', /XML file.*Choose/],
  ])("%s is named, with what to do instead", async (_, bytes, advice) => {
    await refusal(bytes, "not-a-spreadsheet", advice);
  });
  test("a folder is not a file", async () => {
    await using place = await folder();
    await expect(openSpreadsheet(place.path, "Returns")).rejects.toMatchObject({
      code: "not-a-spreadsheet",
      message: expect.stringContaining("“Returns” is a folder"),
    });
  });
  test.each([
    ["no bytes", ""],
    ["spaces", " \n\r\n\t "],
    ["a byte order mark", "\ufeff"],
  ])("a file of %s is empty", async (_, bytes) => {
    await refusal(bytes, "empty-file", /again/);
  });
  test("a file of separators alone has no rows", async () => expect(await readCells(",,,\n,,,\n")).toEqual([]));
  test("a missing file says to look where it went", async () => {
    await using place = await folder();
    const opening = openSpreadsheet(join(place.path, "gone.csv"), "gone.csv");
    await expect(opening).rejects.toMatchObject({
      code: "not-found",
      place: { file: "gone.csv" },
      message: expect.stringMatching(/“gone.csv”.*choose it again/),
    });
  });
  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "a file that may not be read says to close it in Excel",
    async () => {
      await using place = await folder();
      const path = await place.write("held.csv", "a,b");
      await chmod(path, 0);
      await expect(openSpreadsheet(path, "held.csv")).rejects.toMatchObject({
        code: "file-locked",
        message: expect.stringMatching(/“held.csv”.*Close it in Excel/),
      });
    },
  );
});

describe("hostile workbooks", () => {
  test("a sheet that unpacks a thousandfold is refused before it is unpacked", async () => {
    const bomb = oddWorkbook({ sheets: [sheetXml(" ".repeat(48 * 1024 * 1024))] });
    expect(bomb.length).toBeLessThan(200_000);
    await refusal(bomb, "file-too-large", /copy only the rows you need/);
  });
  test("a zip of more files than any workbook has is refused", async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, index) => [`xl/media/${index}.png`, new Uint8Array(0)]),
    );
    await refusal(zipSync({ ...zippable(workbookParts({})), ...parts }, { level: 0 }), "file-too-large", /copy only/);
  });
  test("a text longer than any cell is refused in linear time", async () => {
    const text = Array.from({ length: 700_000 }, (_, index) => index.toString(36).padStart(14, "q")).join("");
    await refusal(
      oddWorkbook({ data: `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>` }),
      "file-too-large",
      /copy only/,
    );
  });
  test.each(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])(
    "a document type in %s is refused",
    async (name) => {
      const laughs =
        '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet><sheetData><row><c t="str"><v>&lol2;</v></c></row></sheetData></worksheet>';
      await refusal(oddWorkbook({ parts: { [name]: laughs } }), "not-a-spreadsheet", /save it again as \.xlsx/);
    },
  );
  test("a cell far outside the sheet is refused", async () => {
    await refusal(
      oddWorkbook({ data: '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>' }),
      "truncated-file",
      /outside the columns/,
    );
  });
  test("a row far outside the sheet is refused", async () => {
    await refusal(
      oddWorkbook({ data: '<row r="99999999"><c><v>1</v></c></row>' }),
      "truncated-file",
      /no proper number/,
    );
  });
  test("an encrypted entry is said to have a password", async () => {
    const bytes = Buffer.from(oddWorkbook({}));
    for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 1))
      bytes.writeUInt16LE(1, at + 8);
    await refusal(bytes, "password-protected", /clear the password/);
  });
});
