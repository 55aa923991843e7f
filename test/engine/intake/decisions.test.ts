import Database from "better-sqlite3";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { decide, undecide } from "../../../electron/engine/deciding.ts";
import { NO_MAPPING, type Mapping } from "../../../electron/engine/intake/mapping.ts";
import { needsConsolidation } from "../../../electron/engine/store/registerState.ts";
import { openCampaign } from "../../../electron/engine/store/campaignFile.ts";
import { APPLICATION_ID, MIGRATIONS } from "../../../electron/engine/store/migrations.ts";
import { check, dump, everybody, importInto, newCampaign, quietly, undo } from "../campaign.ts";
import { temporaryFolder, trackerCsv, write } from "../files.ts";

const PROBABLY = { kind: "unknown-wording", question: "intent.la", wording: "Probably" } as const;

describe("a decision on a wording", () => {
  const january = trackerCsv("January", [
    { location: "1-1", answers: { "intent.la": "Probably" } },
    { location: "1-2", answers: { "intent.la": " PROBABLY " } },
    { location: "1-3", answers: { "intent.la": "Unlikely" } },
  ]);

  test("waits as one entry, counts for all its rows once made, and for next month's", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "january.csv", january)]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1, unrecognised: 2 });
    await decide(campaign, { ...PROBABLY, value: "likely" }, quietly);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 3, intends: 2 });
    expect(check(campaign).issues).toEqual([]);
    expect(check(campaign).decisions).toMatchObject([{ wording: "Probably", value: "likely", label: "Likely" }]);
    const february = trackerCsv("February", [
      { location: "1-4", answers: { "intent.la": "probably" }, updated: "10/03/2025 09:30:00" },
    ]);
    await importInto(campaign, [write(folder, "february.csv", february)]);
    expect(await everybody(campaign, "2025-02")).toMatchObject({ base: 1, intends: 1 });
  });

  test("taken back leaves everything as it was, to the bit", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "january.csv", january)]);
    const before = dump(campaign);
    await decide(campaign, { ...PROBABLY, value: "very_likely" }, quietly);
    await decide(campaign, { ...PROBABLY, value: "dont_know" }, quietly);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 3, intends: 0 });
    await undecide(campaign, PROBABLY, quietly);
    expect(dump(campaign)).toEqual(before);
  });

  test("does not make a file imported again look changed, and outlives the import", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const file = write(folder, "january.csv", january);
    const { importId } = await importInto(campaign, [file]);
    await decide(campaign, { ...PROBABLY, value: "likely" }, quietly);
    const decided = await everybody(campaign, "2025-01");
    expect((await importInto(campaign, [file])).importId).toBeNull();
    await undo(campaign, importId ?? 0);
    await importInto(campaign, [file]);
    expect(await everybody(campaign, "2025-01")).toEqual(decided);
  });

  test("that a mapping brings counts in the months that were there before, even where its file is not new", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const february = trackerCsv("February", [
      { location: "1-4", answers: { "intent.la": "Probably" }, updated: "10/03/2025 09:30:00" },
    ]);
    const file = write(folder, "january.csv", january);
    await importInto(campaign, [file, write(folder, "february.csv", february)]);
    const mapping: Mapping = { ...NO_MAPPING, wordings: { "intent.la": { Probably: "likely" } } };
    expect((await importInto(campaign, [file], null, mapping)).importId).toBeNull();
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 3, intends: 2 });
    expect(await everybody(campaign, "2025-02")).toMatchObject({ base: 1, intends: 1 });
  });

  test("to leave it as it is empties the queue and changes no figure", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "january.csv", january)]);
    const before = await everybody(campaign, "2025-01");
    await decide(campaign, { ...PROBABLY, value: null }, quietly);
    expect(check(campaign).issues).toEqual([]);
    expect(await everybody(campaign, "2025-01")).toEqual(before);
  });

  test("that is none of the choices is refused", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "january.csv", january)]);
    await expect(decide(campaign, { ...PROBABLY, value: "yes" }, quietly)).rejects.toMatchObject({
      code: "bad-request",
    });
    expect(check(campaign).issues).toHaveLength(1);
  });
});

test("decisions on service types, regions and dates move the figures and come back", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const rows = [
    {
      location: "1-1",
      serviceType: "Rest home",
      region: "Wessex",
      updated: "sometime in Feb",
      answers: { "intent.la": "Likely" },
    },
    { location: "1-2", serviceType: "Homecare", region: "London", answers: { "intent.la": "Likely" } },
  ];
  await importInto(campaign, [write(folder, "january.csv", trackerCsv("January", rows))]);
  const before = dump(campaign);
  const kinds = check(campaign).issues.map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(["date", "unknown-region", "unknown-service-type"]);
  const said = [
    {
      kind: "unknown-service-type",
      question: "serviceTypeColumn",
      wording: "Rest home",
      value: "care_home_residential",
    },
    { kind: "unknown-region", question: "region", wording: "Wessex", value: "South West" },
    { kind: "date", question: "submittedAt", wording: "sometime in Feb", value: "15/02/2025" },
  ] as const;
  for (const decision of said) await decide(campaign, decision, quietly);
  expect(check(campaign).issues).toEqual([]);
  expect(await everybody(campaign, "2025-01", { by: "service-type" })).toMatchObject({
    serviceType: "care_home_residential",
    base: 1,
  });
  expect(await everybody(campaign, "2025-01", { by: "region" })).toMatchObject({ region: "London", base: 1 });
  expect(campaign.db.prepare("SELECT submitted_at FROM response WHERE location_id = '1-1'").pluck().get()).toBe(
    "2025-02-15T00:00:00",
  );
  for (const { kind, question, wording } of said) await undecide(campaign, { kind, question, wording }, quietly);
  expect(dump(campaign)).toEqual(before);
});

test("a campaign of version 1 opens with the same figures, its old file kept beside it", async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "old.evidence");
  const db = new Database(file);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.exec(MIGRATIONS[0] ?? "");
  db.pragma("user_version = 1");
  db.exec(`
    INSERT INTO meta VALUES ('name', 'Old'), ('secret', '${"00".repeat(32)}'), ('sample', '0');
    INSERT INTO import VALUES (1, '2025-02-12T10:00:00Z');
    INSERT INTO file VALUES (1, 1, 'old.csv', 'aa', 10);
    INSERT INTO sheet VALUES (1, 1, 0, NULL, 0, NULL, ${2025 * 12}, '[]');
    INSERT INTO response (id, fingerprint, source, month, location_id, organisation) VALUES
      (1, x'01', 0, ${2025 * 12}, '1-1', 'location 1-1'), (2, x'02', 0, ${2025 * 12}, '1-2', 'location 1-2');
    INSERT INTO answer VALUES (1, 0, 1, 'Fairly likely'), (1, 1, 8, NULL), (2, 0, 10, 'Probably');
    INSERT INTO source_row VALUES (1, 2, 0, 1, NULL), (1, 3, 0, 2, NULL);
    INSERT INTO standing VALUES (0, ${2025 * 12}, 'location 1-1', 'location 1-1', 1, 8, 9), (0, ${2025 * 12}, 'location 1-2', 'location 1-2', 2, 8, 9);
    INSERT INTO rollup VALUES (0, ${2025 * 12}, 0, 8, 9, 1, 1), (0, ${2025 * 12}, 0, 8, 9, 10, 1);
  `);
  db.close();
  const campaign = openCampaign(file, "write");
  expect(needsConsolidation(campaign)).toBe(true);
  expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1, intends: 1, unrecognised: 1 });
  expect(check(campaign).issues).toMatchObject([{ wording: "Probably", rows: 1, file: "old.csv", row: 3 }]);
  const written = campaign.db
    .prepare(
      "SELECT group_concat(wording.written, '; ') FROM response, json_each(response.answers) j JOIN wording ON wording.id = j.value WHERE response.id = 1",
    )
    .pluck();
  expect(written.get()).toBe("Fairly likely; Not applicable");
  await decide(campaign, { ...PROBABLY, value: "likely" }, quietly);
  expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2, intends: 2 });
  campaign.close();
});
