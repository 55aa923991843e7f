import path from "node:path";
import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import { auditFinished } from "../../electron/engine/briefing.ts";
import { readFrozen } from "../../electron/engine/frozen.ts";
import { auditPack } from "../../electron/engine/pack/audit/audit.ts";
import { MATCHED_FILE, MATCHED_TITLE, matchedByData } from "../../electron/engine/pack/matched.ts";
import type { PackFile } from "../../electron/engine/pack/definition.ts";
import { readPack } from "../../electron/engine/pack/read.ts";
import { newSession } from "../../electron/engine/session.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import { answerTableSchema, type AnswerTable, tableQuerySchema, type TableQuery } from "../../shared/contract.ts";
import { importInto, quietly } from "./campaign.ts";
import { folderForAll, write } from "./files.ts";
import { plainExtract, releasable, released } from "./releasable.ts";

let campaign: CampaignFile;
const folder = folderForAll();
let files: readonly PackFile[];

async function matched(query: Partial<TableQuery>): Promise<AnswerTable> {
  const whole = tableQuerySchema.parse({ measure: "intent", by: "none", matched: true, ...query });
  return answerTableSchema.parse(await tableOf(newSession("test", campaign), whole, quietly));
}

beforeAll(async () => {
  campaign = await releasable(folder);
  // 30 of January are gone, and 40 of February are new; the others answer as many rows further on.
  await importInto(campaign, [write(folder, "February.csv", plainExtract("February", 250, 30))]);
  await released(campaign, path.join(folder, "pack"));
  files = await readPack(path.join(folder, "pack"));
});

const text = (name: string): string => new TextDecoder().decode(files.find((file) => file.name === name)!.bytes);

test("the protected table of the same organisations is next to the exact one", async () => {
  const [exact, safe] = [await matched({}), await matched({ protected: true })];
  expect(safe).toMatchObject({ protected: true, matched: true, unit: "organisation" });
  expect(safe.rows.map(({ month, commissioner }) => [month, commissioner])).toEqual([
    ["2025-02", "la"],
    ["2025-02", "nhs"],
  ]);
  const near = (rounded: number | null | undefined, n: number | null | undefined): void => {
    expect(rounded! % 5).toBe(0);
    expect(Math.abs(rounded! - n!)).toBeLessThan(5);
  };
  for (const row of safe.rows) {
    const truth = exact.rows.find((each) => each.month === row.month && each.commissioner === row.commissioner)!;
    expect(row.comparedWith).toBe("2025-01");
    near(row.base, truth.base);
    near(row.intends, truth.intends);
    near(row.before!.counted, truth.before!.counted);
    near(row.change!.gained, truth.change!.gained);
    near(row.change!.lost, truth.change!.lost);
    expect(row.share).toBeCloseTo(row.intends! / row.base!, 4);
  }
  expect((await matched({ protected: true, commissioner: "nhs" })).rows).toHaveLength(1);
});

test.each([{ by: "region" }, { measure: "handback" }, { against: "2025-01" }] as Partial<TableQuery>[])(
  "nothing else of the same organisations is published: %o",
  async (query) => {
    await expect(matched({ protected: true, ...query })).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("only hand-back intent is published"),
    });
  },
);

test("a pack says them in page, data and workbook alike, and its audit finds one that was changed", async () => {
  expect((await auditFinished(path.join(folder, "pack"), campaign.path, quietly)).faults).toEqual([]);
  const published = matchedByData(files);
  expect(published.size).toBe(20);
  const share = published.get("intent.la|2025-02|matched|2025-01|share") as number;
  expect(text("index.html")).toContain(`${MATCHED_TITLE}, January 2025 and February 2025`);
  expect(text("index.html")).toContain(`data-f="intent.la|2025-02|matched|2025-01|share">${Math.round(share * 100)}%<`);
  const then = published.get("intent.la|2025-01|matched|2025-02|share") as number;
  expect(text("index.html").replaceAll(/<[^>]*>/g, "")).toContain(
    `of the organisations that answered both months, ${Math.round(then * 100)}% then and ${Math.round(share * 100)}% now`,
  );
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(files.find(({ name }) => name === "data-tables.xlsx")!.bytes) as never);
  const sheet = workbook.worksheets.at(-1)!;
  expect(sheet.getCell("A1").text).toContain(MATCHED_TITLE);
  expect(sheet.rowCount).toBe(3 + 4);

  const base = published.get("intent.la|2025-01|matched|2025-02|base") as number;
  const csv = text(MATCHED_FILE).replace(`base,Base,organisations,${base},`, `base,Base,organisations,${base + 5},`);
  expect(csv).not.toBe(text(MATCHED_FILE));
  const changed = files.map((file) =>
    file.name === MATCHED_FILE ? { ...file, bytes: new TextEncoder().encode(csv) } : file,
  );
  const faults = await auditPack(changed, { definition: null, needles: [] });
  expect(faults.map(({ fault }) => fault).join()).toContain("intent.la|2025-01|matched|2025-02|base");
});

test("what a release froze of the same organisations stays as it is", async () => {
  const before = readFrozen(campaign).flatMap(({ collection }) => collection.pairs ?? []);
  expect(before.map(({ month, question }) => [month, question])).toEqual([
    ["2025-02", "intent.la"],
    ["2025-02", "intent.nhs"],
  ]);
  const rows = (await matched({ protected: true })).rows;
  await importInto(campaign, [write(folder, "Late.csv", plainExtract("February", 40, 400))]);
  expect((await matched({ protected: true })).rows).toEqual(rows);
  expect((await matched({})).rows.find(({ month }) => month === "2025-02")!.base).toBeGreaterThan(0);
});
