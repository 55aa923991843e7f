import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { auditFinished } from "../../electron/engine/briefing.ts";
import { writeBoards } from "../../electron/engine/frozen.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { importInto, quietly, table } from "./campaign.ts";
import { temporaryFolder, write } from "./files.ts";
import { plainExtract, releasable, released } from "./releasable.ts";

/** Boards as people write them: two of one name, a small one, one that is none. */
const WRITTEN = [
  "NHS Sussex ICB",
  "NHS Greater Manchester Integrated Care Board",
  "Kent and Medway",
  "sussex",
  "NHS Kent & Medway ICB",
];

function boardOf(index: number): string {
  return index < 9 ? "NHS Dorset ICB" : index < 19 ? "Somewhere" : (WRITTEN[index % WRITTEN.length] ?? "");
}

/** The extract with a column that says the board of each organisation. */
function boarded(month: string): string {
  const [head = "", ...lines] = plainExtract(month, 240).trimEnd().split("\r\n");
  return [`${head},Integrated Care Board`, ...lines.map((line, index) => `${line},${boardOf(index)}`)].join("\r\n");
}

/** A campaign with the extract of January, which shows no boards yet. */
async function january(folder: string): Promise<CampaignFile> {
  const campaign = await releasable(folder, []);
  await importInto(campaign, [write(folder, "January.csv", boarded("January"))]);
  return campaign;
}

test("boards are in no protected table until the campaign shows them; then by official names, and they add up", async () => {
  const campaign = await january(temporaryFolder());
  await expect(table(campaign, { by: "icb", protected: true })).rejects.toThrow(/do not tell of.*What may be shown/);
  writeBoards(campaign, true);
  const { rows } = await table(campaign, { by: "icb", protected: true });
  expect(rows.map(({ icb }) => icb)).toEqual([
    "Greater Manchester",
    "Kent and Medway",
    "Sussex",
    "small_boards",
    "not_stated",
    "other_boards",
    "all",
  ]);
  const base = (key: string) => rows.find(({ icb }) => icb === key)!.base;
  expect([base("small_boards"), base("not_stated")]).toEqual([null, null]);
  expect(base("other_boards")).toBeGreaterThanOrEqual(15);
  const shown = ["Greater Manchester", "Kent and Medway", "Sussex", "other_boards"].map((key) => base(key)!);
  expect(shown.reduce((sum, n) => sum + n, 0)).toBe(base("all"));
  const regions = await table(campaign, { by: "region", protected: true });
  expect(regions.rows.find(({ region }) => region === "all")!.base).toBe(base("all"));
  campaign.close();
});

test("boards are in packs as a table and a file that the audit checks; months that are frozen without them stay so", async () => {
  const folder = temporaryFolder();
  const campaign = await january(folder);
  await released(campaign, path.join(folder, "first"));
  writeBoards(campaign, true);
  await importInto(campaign, [write(folder, "February.csv", boarded("February"))]);
  const second = path.join(folder, "second");
  await released(campaign, second);
  const file = readFileSync(path.join(second, "data", "intent-by-icb.csv"), "utf8");
  expect([...new Set(file.split("\r\n").map((line) => line.slice(0, 7)))]).toEqual(["month,c", "2025-02", ""]);
  expect(file).toContain("adds up Smallest boards together + Not stated");
  const page = readFileSync(path.join(second, "index.html"), "utf8");
  expect(page).toContain("by integrated care board, February 2025");
  expect(page).not.toContain("Dorset");
  expect(await auditFinished(second, campaign.path, quietly)).toMatchObject({
    faults: [],
    certificate: { cases: 22 },
  });
  campaign.close();
});
