import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Backup } from "../../../shared/campaigns.ts";
import {
  backupFolder,
  listBackups,
  makeBackup,
  makeDailyBackup,
  toLetGo,
} from "../../../electron/engine/library/backups.ts";
import { openCampaign } from "../../../electron/engine/store/campaignFile.ts";
import { revisionOf } from "../../../electron/engine/store/revision.ts";
import { dump, importInto, newCampaign } from "../campaign.ts";
import { temporaryFolder, trackerCsv, write } from "../files.ts";

test("a backup holds exactly what the campaign does, and making it changes nothing of that", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", [{ location: "1-1" }]))]);
  const revision = revisionOf(campaign);
  const { name } = makeBackup(campaign, "by-hand");
  expect(revisionOf(campaign)).toBe(revision);
  const copy = openCampaign(path.join(backupFolder(campaign.path), name), "read");
  expect(dump(copy)).toEqual(dump(campaign));
  copy.close();
  campaign.close();
});

test("one backup a day is made, whichever way the clock goes, and the newest stays first", () => {
  const campaign = newCampaign(temporaryFolder());
  const days = ["2026-03-02T23:59:59Z", "2026-03-03T00:00:01Z", "2026-03-03T18:00:00Z", "2019-01-01T08:00:00Z"];
  expect(days.map((day) => makeDailyBackup(campaign, new Date(day)))).toEqual([true, true, false, true]);
  expect(listBackups(campaign.path).map(({ at }) => at)).toEqual([
    "2019-01-01T08:00:00Z",
    "2026-03-03T00:00:01Z",
    "2026-03-02T23:59:59Z",
  ]);
  campaign.close();
});

test("old backups go as newer ones stand for them: the newest six, a week of days and half a year of months stay", () => {
  const days = Array.from({ length: 400 }, (_, index) => new Date(Date.UTC(2026, 11, 31) - index * 86_400_000));
  const all = days.flatMap((day, index): Backup[] =>
    ["T16:00:00Z", "T09:00:00Z"].map((time) => ({
      name: `${index} ${time}`,
      at: `${day.toISOString().slice(0, 10)}${time}`,
      reason: "daily",
      bytes: 1,
    })),
  );
  const kept = all.filter((backup) => !toLetGo(all).includes(backup));
  expect(kept.map(({ at }) => at.slice(0, 13))).toEqual([
    "2026-12-31T16",
    "2026-12-31T09",
    "2026-12-30T16",
    "2026-12-30T09",
    "2026-12-29T16",
    "2026-12-29T09",
    "2026-12-28T16",
    "2026-12-27T16",
    "2026-12-26T16",
    "2026-12-25T16",
    "2026-11-30T16",
    "2026-10-31T16",
    "2026-09-30T16",
    "2026-08-31T16",
    "2026-07-31T16",
  ]);
});

test("whatever dates a clock gave them, the six newest backups never go", () => {
  const at = fc
    .date({ min: new Date(0), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString());
  fc.assert(
    fc.property(fc.array(at, { maxLength: 40 }), (dates) => {
      const all = dates.map((date, index): Backup => ({ name: String(index), at: date, reason: "daily", bytes: 1 }));
      const gone = toLetGo(all);
      expect(gone.some((backup) => all.indexOf(backup) < 6)).toBe(false);
      expect(all.length - gone.length).toBeLessThanOrEqual(6 + 7 + 6);
    }),
  );
});

test("the copy made before a migration is listed among the backups, and what is no backup is not", () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  writeFileSync(`${campaign.path}.before-v4.bak`, "old");
  mkdirSync(backupFolder(campaign.path), { recursive: true });
  writeFileSync(path.join(backupFolder(campaign.path), "notes.txt"), "mine");
  expect(listBackups(campaign.path)).toMatchObject([{ reason: "before-migration", bytes: 3 }]);
  campaign.close();
});
