import { rmSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMonth } from "../../shared/month.ts";
import { removeCampaign } from "../../electron/engine/store/campaignFile.ts";
import { check, dump, evidence, everybody, importInto, newCampaign, table, undo } from "./campaign.ts";
import { csv, surveyCsv, temporaryFolder, trackerCsv, write, type SurveyRow, type TrackerRow } from "./files.ts";

const likely = { "intent.la": "Likely" };
const unlikely = { "intent.la": "Unlikely" };

describe("import", () => {
  test("a Capacity Tracker extract in either heading style gives the same figures", async () => {
    const rows: TrackerRow[] = [
      { location: "1-1001", answers: likely, serviceType: "Homecare" },
      { location: "1-1002", answers: unlikely, serviceType: "Care home with nursing" },
    ];
    const tables = [];
    for (const style of ["2023", "2024"] as const) {
      const folder = temporaryFolder();
      const campaign = newCampaign(folder);
      await importInto(campaign, [write(folder, "tracker.csv", trackerCsv("January", rows, style))]);
      tables.push(await table(campaign));
      campaign.close();
    }
    expect(tables[0]).toEqual(tables[1]);
    expect(tables[0]?.rows).toContainEqual({
      month: "2025-01",
      serviceType: "homecare",
      base: 1,
      notApplicable: 0,
      blank: 0,
      intends: 1,
      share: 1,
      low: 0.207,
      high: 1,
      counts: { very_likely: 0, likely: 1, neither: 0, unlikely: 0, very_unlikely: 0, dont_know: 0 },
    });
  });

  test("a SurveyMonkey export with one or two heading rows, in UTF-8 or Windows-1252, gives the same figures", async () => {
    const rows: SurveyRow[] = [
      { respondent: "1", answers: { "intent.la": "Don’t know" } },
      { respondent: "2", answers: { "intent.la": "Very likely" } },
    ];
    const found = [];
    for (const headings of [1, 2] as const) {
      for (const encoding of ["utf8", "windows-1252"]) {
        const folder = temporaryFolder();
        const campaign = newCampaign(folder);
        const text = surveyCsv("January", rows, headings);
        const bytes = encoding === "utf8" ? Buffer.from(text) : Buffer.from(text.replaceAll("’", "\u0092"), "latin1");
        const { files } = await importInto(campaign, [write(folder, "survey.csv", bytes)]);
        expect(files[0]).toMatchObject({
          source: "survey",
          platform: "SurveyMonkey",
          month: "2025-01",
          rowsRead: 2,
          stored: 2,
        });
        found.push(await table(campaign));
        campaign.close();
      }
    }
    for (const other of found) expect(other).toEqual(found[0]);
    expect(found[0]?.rows[0]).toMatchObject({ base: 2, intends: 1 });
    expect(found[0]?.rows[0]?.counts).toMatchObject({ dont_know: 1, very_likely: 1 });
  });

  test("importing a file again stores nothing new and changes nothing", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const file = write(
      folder,
      "tracker.csv",
      trackerCsv("January", [{ location: "1-1", answers: likely }, {}, { location: "1-2" }]),
    );
    await importInto(campaign, [file]);
    const before = dump(campaign);
    const again = await importInto(campaign, [file]);
    expect(again.importId).toBeNull();
    expect(again.files[0]).toMatchObject({ rowsRead: 3, stored: 0, unchanged: 2, superseded: 0 });
    expect(again.files[0]?.setAside).toHaveLength(1);
    expect(dump(campaign)).toEqual(before);
  });

  test("a later export that holds the same responses and more stores only the new ones", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const first: SurveyRow[] = [{ respondent: "1", answers: likely }];
    await importInto(campaign, [write(folder, "a.csv", surveyCsv("January", first))]);
    const { files } = await importInto(campaign, [
      write(folder, "b.csv", surveyCsv("January", [...first, { respondent: "2", answers: likely }])),
    ]);
    expect(files[0]).toMatchObject({ rowsRead: 2, stored: 1, unchanged: 1 });
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
  });

  test("two equal rows in one file are two rows: one stands, one is superseded at once", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const row = { location: "1-1", answers: likely };
    const { files } = await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", [row, row]))]);
    expect(files[0]).toMatchObject({ rowsRead: 2, stored: 2, superseded: 1 });
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
  });

  test("a row that nothing identifies is set aside with the reason, and counted", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const { files } = await importInto(campaign, [
      write(folder, "a.csv", trackerCsv("January", [{ answers: likely }, { location: "1-1", answers: likely }])),
    ]);
    expect(files[0]).toMatchObject({
      rowsRead: 2,
      stored: 1,
      setAside: [{ row: 2, reason: expect.stringContaining("identifies") }],
    });
    expect(check(campaign).rows).toMatchObject({ read: 2, stored: 1, setAside: 1 });
  });

  test("a row of totals, an unfinished response and a preview are set aside, each with its reason", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const tracker = trackerCsv("January", [
      { location: "1-1", answers: likely },
      { parent: "Grand Total", answers: likely },
    ]);
    const survey = csv([
      [
        "Finished",
        "Response Type",
        "Recorded Date",
        "Parent organisation",
        "Did you hand back any of your NHS contracts in January?",
      ],
      ['{"ImportId":"finished"}', "", "", "", ""],
      ["True", "IP Address", "2025-02-03 10:00:00", "Alder", "No"],
      ["False", "IP Address", "2025-02-03 10:00:00", "Birch", "No"],
      ["True", "Survey Preview", "2025-02-03 10:00:00", "Cedar", "Yes"],
    ]);
    const { files } = await importInto(campaign, [write(folder, "a.csv", tracker), write(folder, "b.csv", survey)]);
    expect(files.map(({ rowsRead, stored }) => [rowsRead, stored])).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(files.flatMap(({ setAside }) => setAside)).toEqual([
      { row: 3, reason: expect.stringContaining("totals") },
      { row: 4, reason: expect.stringContaining("not finished") },
      { row: 5, reason: expect.stringContaining("preview") },
    ]);
  });

  test("dates of an unknown platform that can be read both ways are asked about, never guessed", async () => {
    const folder = temporaryFolder();
    const rows = (second: string): string =>
      csv([
        ["Parent organisation", "Submission date", "Did you hand back any of your NHS contracts in January?"],
        ["Alder", "02/03/2025", "No"],
        ["Birch", second, "Yes"],
      ]);
    const campaign = newCampaign(folder);
    const open = write(folder, "open.csv", rows("03/02/2025"));
    await expect(importInto(campaign, [open])).rejects.toThrow(/open\.csv.*row 2.*dateOrder/);
    const { files } = await importInto(campaign, [write(folder, "settled.csv", rows("22/02/2025"))]);
    expect(files[0]).toMatchObject({ month: "2025-01", stored: 2 });
  });

  test("an unknown wording is kept as an issue and never counted in the base", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const rows = [
      { location: "1-1", answers: { "intent.la": "Perhaps" } },
      { location: "1-2", answers: likely },
    ];
    await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", rows))]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1, unrecognised: 1, blank: 0 });
    expect(check(campaign).issues).toMatchObject([
      { kind: "unknown-wording", question: "intent.la", wording: "Perhaps", rows: 1, file: "a.csv", row: 2 },
    ]);
  });

  test("the numbers do not count not applicable, blank and a sign for missing, and do count don't know", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const wordings = ["Likely", "Don't know", "N/A", "", "-", "Very unlikely"];
    const rows = wordings.map((wording, index) => ({ location: `1-${index + 1}`, answers: { "intent.la": wording } }));
    await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", rows))]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({
      base: 3,
      notApplicable: 1,
      blank: 2,
      intends: 1,
      share: 0.3333,
    });
  });

  test("a location is resolved again once a later import names its parent, and the group then has one standing response", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(
        folder,
        "a.csv",
        trackerCsv("January", [
          { location: "1-1", answers: likely },
          { location: "1-2", answers: unlikely },
        ]),
      ),
    ]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
    const named = ["1-1", "1-2"].map((location) => ({
      location,
      parent: "Alder Care Ltd",
      updated: "10/03/2025 09:00:00",
    }));
    const later = await importInto(campaign, [write(folder, "b.csv", trackerCsv("February", named))]);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
    expect(check(campaign).conflicts).toHaveLength(1);
    await undo(campaign, later.importId ?? 0);
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 2 });
  });

  test("a superseded response that differs on intent is a conflict, with both places", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(folder, "tracker.csv", trackerCsv("January", [{ location: "1-1", answers: likely }])),
      write(folder, "survey.csv", surveyCsv("January", [{ respondent: "9", location: "1-1", answers: unlikely }])),
    ]);
    expect(check(campaign).conflicts).toMatchObject([
      {
        month: "2025-01",
        organisation: "location 1-1",
        question: "intent.la",
        kind: "sources",
        impact: 1,
        note: null,
        standing: { option: "likely", file: "tracker.csv", sheet: null, row: 2 },
        superseded: { option: "unlikely", file: "survey.csv", sheet: null, row: 3 },
      },
    ]);
  });

  test("matched figures are over the organisations that stand in both months", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const march = "10/03/2025 09:00:00";
    await importInto(campaign, [
      write(
        folder,
        "a.csv",
        trackerCsv("January", [
          { location: "1-1", answers: unlikely },
          { location: "1-2", answers: likely },
        ]),
      ),
      write(
        folder,
        "b.csv",
        trackerCsv("February", [
          { location: "1-2", answers: unlikely, updated: march },
          { location: "1-3", answers: likely, updated: march },
        ]),
      ),
    ]);
    expect((await table(campaign, { by: "none", matched: true })).rows).toMatchObject([
      { month: "2025-01", comparedWith: "2025-02", base: 1, intends: 1, before: { base: 1, counted: 0, share: 0 } },
      { month: "2025-02", comparedWith: "2025-01", base: 1, intends: 0, before: { base: 1, counted: 1, share: 1 } },
    ]);
  });

  test("matched figures by group are of the same organisations, in the group each belongs to in the row’s month", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const rows = (month: string, updated: string, types: readonly string[]) =>
      trackerCsv(
        month,
        types.map((serviceType, index) => ({ location: `1-${index}`, serviceType, updated, answers: likely })),
      );
    await importInto(campaign, [
      write(folder, "a.csv", rows("January", "10/02/2025 09:00:00", ["Homecare", "Homecare", "Homecare"])),
      write(folder, "b.csv", rows("February", "10/03/2025 09:00:00", ["Homecare", "Homecare", "Extra care"])),
    ]);
    const matched = (await table(campaign, { matched: true })).rows.map((row) => [
      row.month,
      row.serviceType,
      row.base,
      row.before?.base,
    ]);
    expect(matched).toEqual([
      ["2025-01", "homecare", 3, 3],
      ["2025-01", "all", 3, 3],
      ["2025-02", "homecare", 2, 2],
      ["2025-02", "extra_care", 1, 1],
      ["2025-02", "all", 3, 3],
    ]);
  });

  test("a file that was imported as another month, or read in another way, is refused until that is undone", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const file = write(folder, "a.csv", surveyCsv("the month", [{ respondent: "1", answers: likely }]));
    const first = await importInto(campaign, [file], parseMonth("2025-01"));
    await expect(importInto(campaign, [file], parseMonth("2025-02"))).rejects.toMatchObject({
      code: "already-imported",
      message: expect.stringContaining("January 2025"),
    });
    await undo(campaign, first.importId ?? 0);
    expect((await importInto(campaign, [file], parseMonth("2025-02"))).files).toMatchObject([{ stored: 1 }]);
  });

  test("locations are refused as the unit where a source names none", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const rows = [
      { location: "1-1", parent: "Alder", answers: likely },
      { location: "1-2", parent: "Alder", answers: likely },
    ];
    await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", rows))]);
    expect(await everybody(campaign, "2025-01", { unit: "location" })).toMatchObject({ base: 2 });
    const published = table(campaign, { unit: "location", protected: true });
    await expect(published).rejects.toMatchObject({ code: "unit-unavailable" });
    expect(await everybody(campaign, "2025-01")).toMatchObject({ base: 1 });
    await importInto(campaign, [write(folder, "b.csv", surveyCsv("January", [{ respondent: "1", answers: likely }]))]);
    await expect(table(campaign, { unit: "location" })).rejects.toMatchObject({
      code: "unit-unavailable",
      message: expect.stringContaining("b.csv"),
    });
  });

  test("cancelled halfway, an import leaves the campaign as it was", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const before = dump(campaign);
    const { commitImport } = await import("../../electron/engine/importing.ts");
    const { stageFiles } = await import("../../electron/engine/staging.ts");
    const rows = Array.from({ length: 9000 }, (_, index) => ({ location: `1-${index}`, answers: likely }));
    const file = write(folder, "a.csv", trackerCsv("January", rows));
    const stop = new AbortController();
    const context = { signal: stop.signal, progress: ({ done }: { done: number }) => done >= 4000 && stop.abort() };
    const { files } = await stageFiles([{ path: file, name: "a.csv" }], {
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    await expect(commitImport(campaign, files, context)).rejects.toMatchObject({ code: "cancelled" });
    expect(dump(campaign)).toEqual(before);
  });
});

describe("laws of import", () => {
  const answers = fc.record({
    "intent.la": fc.constantFrom("Likely", "Unlikely", "N/A", "", "Perhaps"),
    "intent.nhs": fc.constantFrom("Very likely", ""),
  });
  const when = fc.constantFrom("08/02/2025 09:00:00", "09/02/2025 09:00:00");
  const tracker = fc.record({
    location: fc.constantFrom("1-1", "1-2", "1-3", "", "unknown"),
    parent: fc.constantFrom("", "Alder Care Ltd", "ALDER CARE", "Birch Care"),
    ods: fc.constantFrom("", "VX1"),
    updated: when,
    answers,
  });
  const survey = fc.record({
    respondent: fc.constantFrom("1", "2", "3"),
    provider: fc.constantFrom("", "1-900"),
    location: fc.constantFrom("", "1-1", "1-4"),
    organisation: fc.constantFrom("", "Alder Care"),
    postcode: fc.constantFrom("", "ZZ1 1ZZ"),
    ended: fc.constantFrom("02/08/2025 09:00:00 AM", "02/09/2025 10:00:00 PM"),
    answers,
  });
  const files = fc.array(
    fc.oneof(
      fc.array(tracker, { minLength: 1, maxLength: 5 }).map((rows) => trackerCsv("January", rows)),
      fc.array(survey, { minLength: 1, maxLength: 4 }).map((rows) => surveyCsv("January", rows)),
    ),
    { minLength: 2, maxLength: 4 },
  );
  const january = parseMonth("2025-01");

  test("every row is accounted for, and the order of import does not matter", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, fc.integer(), async (texts, seed) => {
        run += 1;
        const paths = texts.map((text, index) => write(folder, `${run}-${index}.csv`, text));
        const shuffled = paths
          .map((file, index) => ({ file, key: Math.sin(seed + index * 7) }))
          .sort((a, b) => a.key - b.key)
          .map(({ file }) => file);
        const found = [];
        for (const [name, order] of [
          ["one", [paths]],
          ["other", shuffled.map((file) => [file])],
        ] as const) {
          const campaign = newCampaign(folder, `${run}-${name}`);
          for (const group of order) {
            const { files: results } = await importInto(campaign, group, january);
            for (const result of results)
              expect(result.rowsRead).toBe(result.stored + result.unchanged + result.setAside.length);
          }
          const { rows } = check(campaign);
          expect(rows.read).toBe(rows.stored + rows.unchanged + rows.setAside);
          expect(rows.stored).toBe(rows.standing + rows.superseded);
          found.push({
            table: await table(campaign),
            nhs: await table(campaign, { commissioner: "nhs" }),
            evidence: withoutRepeats(evidence(campaign)),
          });
          campaign.close();
          removeCampaign(campaign.path);
        }
        for (const file of paths) rmSync(file);
        expect(found[1]).toEqual(found[0]);
      }),
      { numRuns: 30 },
    );
  });

  test("an import taken back leaves the file as it was, to the bit", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, async (texts) => {
        run += 1;
        const paths = texts.map((text, index) => write(folder, `${run}-${index}.csv`, text));
        const campaign = newCampaign(folder, `${run}`);
        const last = paths.at(-1) ?? "";
        for (const file of paths.slice(0, -1)) await importInto(campaign, [file], january);
        const before = dump(campaign);
        const { importId } = await importInto(campaign, [last], january);
        if (importId !== null) await undo(campaign, importId);
        expect(dump(campaign)).toEqual(before);
        campaign.close();
        removeCampaign(campaign.path);
        for (const file of paths) rmSync(file);
      }),
      { numRuns: 30 },
    );
  });

  test("an import taken back out of the middle leaves what never importing it would have left", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, async (texts) => {
        run += 1;
        const paths = texts.map((text, index) => write(folder, `${run}-${index}.csv`, text));
        const [first = "", ...others] = paths;
        const one = newCampaign(folder, `${run}-one`);
        const { importId } = await importInto(one, [first], january);
        for (const file of others) await importInto(one, [file], january);
        await undo(one, importId ?? 0);
        const other = newCampaign(folder, `${run}-other`);
        for (const file of others) await importInto(other, [file], january);
        expect(evidence(one)).toEqual(evidence(other));
        for (const campaign of [one, other]) {
          campaign.close();
          removeCampaign(campaign.path);
        }
        for (const file of paths) rmSync(file);
      }),
      { numRuns: 30 },
    );
  });
});

/** Which file counts a row that several hold as new depends on the order; everything else must not. */
function withoutRepeats(found: unknown): unknown {
  const { rows, ...rest } = found as { rows: { read: number; setAside: number; standing: number } };
  return { ...rest, rows: { read: rows.read, setAside: rows.setAside, standing: rows.standing } };
}
