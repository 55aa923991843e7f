import { createHash } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { openSpreadsheet } from "../../../../electron/engine/intake/read/open.ts";
import { folder, openHandles, rowsOf } from "./files.ts";
import { number, oddDocument, row, table, text } from "./documents.ts";
import { oddWorkbook } from "./workbooks.ts";

const CSV = Buffer.from(`a,b,c\n${Array.from({ length: 60_000 }, (_, index) => `${index},"x, y",é`).join("\n")}\n`);
const XLSX = oddWorkbook({
  data: Array.from(
    { length: 20_000 },
    (_, index) =>
      `<row><c><v>${index * 7919}</v></c><c t="inlineStr"><is><t>text ${index * 104_729}</t></is></c></row>`,
  ).join(""),
});
const ODS = oddDocument({
  tables:
    table("Notes", row(text("Read me"))) +
    table(
      "Data",
      Array.from({ length: 20_000 }, (_, index) => row(number(index * 7919) + text(`text ${index * 104_729}`))).join(
        "",
      ),
    ),
});
const FILES: readonly (readonly [kind: string, bytes: Uint8Array])[] = [
  ["CSV", CSV],
  ["XLSX", XLSX],
  ["ODS", ODS],
];

describe.each(FILES)("passes over %s files", (_, bytes) => {
  test("the hash and size are those of the bytes", async () => {
    await using place = await folder();
    const spreadsheet = await openSpreadsheet(await place.write("f", bytes), "f");
    expect(spreadsheet.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(spreadsheet.bytes).toBe(bytes.length);
    await spreadsheet.close();
  });

  test("progress never goes back and ends at the file's size", async () => {
    await using place = await folder();
    const heard: number[] = [];
    const onBytes = (done: number, total: number): void => {
      expect(total).toBe(bytes.length);
      heard.push(done);
    };
    const spreadsheet = await openSpreadsheet(await place.write("f", bytes), "f", { onBytes });
    for (const sheet of spreadsheet.sheets) await rowsOf(sheet);
    await spreadsheet.close();
    expect(heard.length).toBeGreaterThan(2);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBe(bytes.length);
  });

  test("other work runs while rows are read", async () => {
    await using place = await folder();
    const spreadsheet = await openSpreadsheet(await place.write("f", bytes), "f");
    let turns = 0;
    let reading = true;
    const turn = (): void => {
      turns++;
      if (reading) setImmediate(turn);
    };
    setImmediate(turn);
    const start = performance.now();
    await rowsOf(spreadsheet.sheets.at(-1));
    reading = false;
    expect(turns).toBeGreaterThan(Math.min(5, (performance.now() - start) / 50));
    await spreadsheet.close();
  });

  test("an abort half way ends the reading with nothing held open", async () => {
    await using place = await folder();
    const stop = new AbortController();
    const spreadsheet = await openSpreadsheet(await place.write("f", bytes), "f", { signal: stop.signal });
    let batches = 0;
    const reading = (async () => {
      for await (const batch of spreadsheet.sheets.at(-1)!.rows())
        if (batch.length > 0 && ++batches === 2) stop.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: "cancelled" });
    expect(batches).toBe(2);
    expect(await openHandles(place.path)).toEqual([]);
    await spreadsheet.close();
  });

  test("an abort while the file is being opened is heard", async () => {
    await using place = await folder();
    const path = await place.write("f", bytes);
    await expect(openSpreadsheet(path, "f", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "cancelled",
    });
    expect(await openHandles(place.path)).toEqual([]);
  });

  test("leaving the rows early holds nothing open, and the rows can be had again", async () => {
    await using place = await folder();
    const spreadsheet = await openSpreadsheet(await place.write("f", bytes), "f");
    const sheet = spreadsheet.sheets.at(-1)!;
    for await (const batch of sheet.rows()) if (batch.length > 0) break;
    expect(await openHandles(place.path)).toEqual([]);
    expect((await rowsOf(sheet)).length).toBeGreaterThan(10_000);
    await spreadsheet.close();
  });

  test("closing half way frees the handle, and may be done twice", async () => {
    await using place = await folder();
    const spreadsheet = await openSpreadsheet(await place.write("f", bytes), "f");
    const rows = spreadsheet.sheets.at(-1)!.rows()[Symbol.asyncIterator]();
    expect((await rows.next()).done).toBe(false);
    await spreadsheet.close();
    await spreadsheet.close();
    expect(await openHandles(place.path)).toEqual([]);
    await expect(
      (async () => {
        for (let more = true; more;) more = (await rows.next()).done !== true;
      })(),
    ).rejects.toMatchObject({ code: "cancelled" });
  });

  test("a refusal half way holds nothing open", async () => {
    await using place = await folder();
    const path = await place.write("f", bytes);
    const spreadsheet = await openSpreadsheet(path, "f");
    await appendFile(path, "more");
    await expect(rowsOf(spreadsheet.sheets.at(-1))).rejects.toMatchObject({
      code: "file-locked",
      message: expect.stringMatching(/“f” changed while it was being read/),
    });
    expect(await openHandles(place.path)).toEqual([]);
    await spreadsheet.close();
  });
});
