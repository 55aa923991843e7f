import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newSession, type Session } from "../../electron/engine/session.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import { traceFigureOf } from "../../electron/engine/tracing.ts";
import {
  contract,
  ONE_ANSWER,
  tableQuerySchema,
  type AnswerTable,
  type CoverageTable,
  type TableQuery,
  type TableRow,
} from "../../shared/contract.ts";
import { groupOfRow, splitBySchema } from "../../shared/tables.ts";
import { SPLITS, type ServiceType } from "../../shared/vocabulary.ts";
import { dump, importInto, newCampaign, quietly, undo } from "./campaign.ts";
import { directoryCsv } from "./directories.ts";
import { csv, surveyCsv, temporaryFolder, write } from "./files.ts";

/** When surveys about March were answered. */
const LATER = "04/10/2025 07:33:13 AM";

/** A row of an extract with both columns of local authorities. */
interface PlacedRow {
  readonly location: string;
  readonly parent?: string;
  readonly authority?: string;
  readonly second?: string;
  readonly icb?: string;
  readonly type?: string;
  readonly region?: string;
  readonly la?: string;
  readonly updated?: string;
}

function placedCsv(month: string, rows: readonly PlacedRow[]): string {
  return csv([
    [
      "Local_Authority",
      "Location",
      "Parent_Organisation",
      "LocalAuthority",
      "Region",
      "ICB",
      "Service_Type",
      "CQC_ID",
      "ODS_Code",
      "How likely are you to hand back any of your Local Authority commissioned contracts for care and support in the next 3 months?",
      "Last_Updated_UTC",
      `Did you hand back any of your Local Authority commissioned contracts in ${month}?`,
    ],
    ...rows.map((row) => [
      row.authority ?? "",
      `House ${row.location}`,
      row.parent ?? "",
      row.second ?? "",
      row.region ?? "",
      row.icb ?? "",
      row.type ?? "",
      row.location,
      "",
      row.la ?? "Likely",
      row.updated ?? "10/04/2025 09:30:00",
      "No",
    ]),
  ]);
}

async function answers(campaign: CampaignFile, query: Partial<TableQuery>): Promise<AnswerTable> {
  const whole = tableQuerySchema.parse({ measure: "intent", commissioner: "la", by: "none", ...query });
  return contract["table.get"].output.parse(await tableOf(newSession("test", campaign), whole, quietly)) as AnswerTable;
}

/** Groups of a month with their bases, in the order of the table. */
async function bases(
  campaign: CampaignFile,
  query: Partial<TableQuery>,
  month = "2025-01",
): Promise<[string, number][]> {
  const { rows } = await answers(campaign, query);
  const by = splitBySchema.parse(query.by ?? "none");
  return rows.filter((row) => row.month === month).map((row) => [groupOfRow(row, by), row.base!]);
}

async function refusal(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  return work.then(
    () => ({ code: "none", message: "" }),
    (error: unknown) => error as { code: string; message: string },
  );
}

async function campaignOf(texts: Readonly<Record<string, string>>): Promise<CampaignFile> {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  for (const [name, text] of Object.entries(texts)) await importInto(campaign, [write(folder, name, text)]);
  return campaign;
}

describe("a table by local authority", () => {
  test("joins the ways in which a council is written, and takes the column that names one", async () => {
    const campaign = await campaignOf({
      "tracker.csv": placedCsv("January", [
        { location: "1-1", authority: "Leeds City Council", second: "Leeds" },
        { location: "1-2", authority: "LEEDS", second: "" },
        { location: "1-3", authority: "Area 7", second: "City of Leeds" },
        { location: "1-4", authority: "Fenland", second: "Area 9" },
        { location: "1-5", authority: "", second: "Northmoor  council" },
        { location: "1-6", authority: "Northmoor Council", second: "" },
        { location: "1-7", authority: "NORTHMOOR COUNCIL", second: "Northmoor Council" },
        { location: "1-8", authority: "-", second: "N/A" },
      ]),
    });
    expect(await bases(campaign, { by: "local-authority" })).toEqual([
      ["Cambridgeshire", 1],
      ["Leeds", 3],
      ["Northmoor Council", 3],
      ["not_stated", 1],
      ["all", 8],
    ]);
    campaign.close();
  });

  test("asks the register where the row says nothing: of the location, then of most of the organisation’s", async () => {
    const register = (location: string, authority: string) => ({
      location,
      provider: "1-900",
      providerName: "Alder Care Ltd",
      authority,
    });
    const campaign = await campaignOf({
      "directory.csv": directoryCsv("31 October 2024", [
        register("1-11", "Kent County Council"),
        register("1-12", "Leeds"),
        register("1-13", "Leeds"),
        { location: "1-21", provider: "1-901", providerName: "Birch Homes", authority: "Leeds" },
        { location: "1-22", provider: "1-901", providerName: "Birch Homes", authority: "Kent" },
      ]),
      "tracker.csv": placedCsv("January", [{ location: "1-11", authority: "Bradford" }]),
      "later.csv": placedCsv("February", [{ location: "1-11" }]),
      "survey.csv": surveyCsv("March", [
        { respondent: "1", provider: "1-900", ended: LATER, answers: { "intent.la": "Likely" } },
        { respondent: "2", provider: "1-901", ended: LATER, answers: { "intent.la": "Likely" } },
      ]),
    });
    const by = "local-authority" as const;
    expect(await bases(campaign, { by })).toEqual([
      ["Bradford", 1],
      ["all", 1],
    ]);
    expect(await bases(campaign, { by }, "2025-02")).toEqual([
      ["Kent", 1],
      ["all", 1],
    ]);
    expect(await bases(campaign, { by }, "2025-03")).toEqual([
      ["Leeds", 1],
      ["not_stated", 1],
      ["all", 2],
    ]);
    campaign.close();
  });
});

describe("a table by integrated care board", () => {
  test("joins spellings under the one that is written most, and remembers what was said of a location last", async () => {
    const campaign = await campaignOf({
      "january.csv": placedCsv("January", [
        { location: "1-1", icb: "NHS West Yorkshire Integrated Care Board" },
        { location: "1-2", icb: "west yorkshire" },
        { location: "1-3", icb: "NHS Kent & Medway ICB" },
      ]),
      "february.csv": placedCsv("February", [
        { location: "1-1", icb: "NHS West Yorkshire ICB" },
        { location: "1-2", icb: "NHS West Yorkshire ICB" },
        { location: "1-3", icb: "NHS Kent and Medway ICB" },
        { location: "1-4", icb: "" },
      ]),
      "survey.csv": surveyCsv("March", [
        { respondent: "1", location: "1-3", ended: LATER, answers: { "intent.la": "Likely" } },
        { respondent: "2", location: "1-4", ended: LATER, answers: { "intent.la": "Likely" } },
      ]),
    });
    expect(await bases(campaign, { by: "icb" })).toEqual([
      ["NHS Kent & Medway ICB", 1],
      ["NHS West Yorkshire ICB", 2],
      ["all", 3],
    ]);
    expect(await bases(campaign, { by: "icb" }, "2025-03")).toEqual([
      ["NHS Kent & Medway ICB", 1],
      ["not_stated", 1],
      ["all", 2],
    ]);
    campaign.close();
  });
});

describe("a table by size and by source", () => {
  const texts = {
    "old.csv": directoryCsv("1 October 2024", [
      { location: "1-31", provider: "1-903", providerName: "Closed Ltd" },
      ...Array.from({ length: 5 }, (_, index) => ({
        location: `1-1${index}`,
        provider: "1-900",
        providerName: "Alder Care Ltd",
      })),
    ]),
    "new.csv": directoryCsv("1 November 2024", [
      ...Array.from({ length: 4 }, (_, index) => ({
        location: `1-1${index}`,
        provider: "1-900",
        providerName: "Alder Care Ltd",
      })),
      { location: "1-21", provider: "1-901", providerName: "Birch Homes" },
    ]),
    "tracker.csv": placedCsv("January", [
      { location: "1-11" },
      { location: "1-12" },
      { location: "1-21" },
      { location: "1-31" },
      { location: "1-99" },
    ]),
  };

  test("counts the locations that the newest directory lists, whatever the unit", async () => {
    const campaign = await campaignOf(texts);
    expect(await bases(campaign, { by: "size" })).toEqual([
      ["1", 1],
      ["2_4", 1],
      ["not_known", 2],
      ["all", 4],
    ]);
    expect(await bases(campaign, { by: "size", unit: "location" })).toEqual([
      ["1", 1],
      ["2_4", 2],
      ["not_known", 2],
      ["all", 5],
    ]);
    campaign.close();
  });

  test("compares who answered with the list by size; by source only where no list is asked for", async () => {
    const campaign = await campaignOf({
      ...texts,
      "survey.csv": surveyCsv("January", [{ respondent: "1", provider: "1-905", answers: { "intent.la": "Likely" } }]),
      "own.csv": csv([
        [
          "Organisation name",
          "Postcode",
          "How likely are you to hand back any of your Local Authority contracts?",
          "Month",
        ],
        ["Cedar Living", "LS1 1AA", "Likely", "January 2025"],
      ]),
    });
    const coverage = async (query: Partial<TableQuery>) =>
      (await answers(campaign, { measure: "coverage", commissioner: null, ...query })) as unknown as CoverageTable;
    const sizes = await coverage({ by: "size" });
    expect(sizes.frame).toBe("directory");
    expect(sizes.rows.map(({ size, responded, known, outside }) => [size, responded, known, outside])).toEqual([
      ["1", 1, 1, 0],
      ["2_4", 1, 1, 0],
      ["not_known", 0, 0, 4],
      ["all", 2, 2, 4],
    ]);
    const sources = await coverage({ by: "source" });
    expect(sources.frame).toBeUndefined();
    expect(sources.rows.map(({ source, responded, known }) => [source, responded, known])).toEqual([
      ["Capacity Tracker", 4, null],
      ["Other survey", 1, null],
      ["SurveyMonkey", 1, null],
      ["all", 6, null],
    ]);
    expect(await refusal(coverage({ by: "source", frame: "directory" }))).toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("by service type, region or size, not by source"),
    });
    campaign.close();
  });
});

describe("what a table may not be", () => {
  test("protected by a split or of service types that are never published", async () => {
    const campaign = await campaignOf({ "tracker.csv": placedCsv("January", [{ location: "1-1" }]) });
    for (const by of ["size", "source", "local-authority"] as const) {
      expect(await refusal(answers(campaign, { by, protected: true }))).toMatchObject({
        code: "bad-request",
        message: expect.stringContaining("never leaves the app"),
      });
    }
    expect(await refusal(answers(campaign, { protected: true, serviceTypes: ["homecare"] }))).toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("Leave out the service types"),
    });
    campaign.close();
  });

  test("compared with a month that has no answers, or without being matched", async () => {
    const campaign = await campaignOf({
      "1.csv": placedCsv("January", [{ location: "1-1" }]),
      "2.csv": placedCsv("February", [{ location: "1-1" }]),
    });
    expect(await refusal(answers(campaign, { matched: true, against: "2024-12" }))).toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("There are answers about January 2025, February 2025"),
    });
    expect(await refusal(answers(campaign, { against: "2025-01" }))).toMatchObject({ code: "bad-request" });
    campaign.close();
  });
});

test("only members of the named service types are counted, and every month keeps its row for all", async () => {
  const campaign = await campaignOf({
    "1.csv": placedCsv("January", [
      { location: "1-1", type: "Homecare", region: "London", authority: "Leeds" },
      { location: "1-2", type: "Nursing homes", region: "London", authority: "Leeds" },
      { location: "1-3", type: "Extra care", region: "South West", authority: "Kent" },
    ]),
    "2.csv": placedCsv("February", [
      { location: "1-2", type: "Nursing homes", region: "London" },
      { location: "1-1", type: "Nursing homes", region: "London" },
    ]),
  });
  const serviceTypes: ServiceType[] = ["homecare", "extra_care"];
  expect((await answers(campaign, { serviceTypes })).serviceTypes).toEqual(serviceTypes);
  expect(await bases(campaign, { by: "region", serviceTypes })).toEqual([
    ["London", 1],
    ["South West", 1],
    ["all", 2],
  ]);
  expect(await bases(campaign, { by: "local-authority", serviceTypes })).toEqual([
    ["Kent", 1],
    ["Leeds", 1],
    ["all", 2],
  ]);
  for (const by of ["none", "service-type", "region", "source", "icb"] as const)
    expect(await bases(campaign, { by, serviceTypes }, "2025-02"), by).toEqual([["all", 0]]);
  const matched = await answers(campaign, { matched: true, by: "service-type", serviceTypes });
  expect(matched.rows.map(({ month, serviceType, base, before }) => [month, serviceType, base, before?.base])).toEqual([
    ["2025-01", "homecare", 1, 1],
    ["2025-01", "all", 1, 1],
  ]);
  campaign.close();
});

test("a matched table can compare every month with one, which is left out", async () => {
  const rows = (answer: string) => [1, 2, 3].map((n) => ({ location: `1-${n}`, la: answer }));
  const campaign = await campaignOf({
    "1.csv": placedCsv("January", rows("Unlikely")),
    "2.csv": placedCsv("February", rows("Likely").slice(1)),
    "3.csv": placedCsv("March", rows("Very likely")),
  });
  const table = await answers(campaign, { matched: true, against: "2025-01" });
  expect(
    table.rows.map(({ month, comparedWith, base, intends, before }) => [
      month,
      comparedWith,
      base,
      intends,
      before?.counted,
    ]),
  ).toEqual([
    ["2025-02", "2025-01", 2, 2, 0],
    ["2025-03", "2025-01", 3, 3, 0],
  ]);
  campaign.close();
});

describe("the trace of a figure, by any split", () => {
  const PAGE = { search: "", offset: 0, limit: 500 };

  async function addsUp(session: Session, query: Partial<TableQuery>): Promise<number> {
    const by = splitBySchema.parse(query.by);
    const { rows } = await answers(session.campaign, query);
    let figures = 0;
    const traced = (row: TableRow, option: string, before = false): number => {
      figures += 1;
      const { unit, matched, against, serviceTypes } = query;
      const asked = { measure: "intent", commissioner: "la", unit, matched, against, serviceTypes, by, ...PAGE };
      const whole = contract["trace.figure"].input.parse({
        ...asked,
        month: row.month,
        group: groupOfRow(row, by),
        option,
        before,
      });
      return traceFigureOf(session, whole).total;
    };
    for (const row of rows) {
      const what = JSON.stringify([query, row]);
      expect(traced(row, "base"), what).toBe(row.base);
      expect(traced(row, "counted"), what).toBe(row.intends);
      expect(traced(row, "blank"), what).toBe(row.blank);
      expect(traced(row, "not_applicable"), what).toBe(row.notApplicable);
      for (const [code, n] of Object.entries(row.counts!)) expect(traced(row, `${ONE_ANSWER}${code}`), what).toBe(n);
      if (row.before === undefined) continue;
      expect(traced(row, "base", true), what).toBe(row.before.base);
      expect(traced(row, "counted", true), what).toBe(row.before.counted);
    }
    return figures;
  }

  const row = fc.record({
    location: fc.nat(7).map((n) => `1-1${n}`),
    parent: fc.constantFrom("", "Alder Care Ltd", "Birch Homes"),
    authority: fc.constantFrom("", "Leeds", "Leeds City Council", "Northmoor", "NORTHMOOR"),
    second: fc.constantFrom("", "Kent", "Area 7"),
    icb: fc.constantFrom("", "NHS Devon ICB", "Devon", "Kent and Medway"),
    type: fc.constantFrom("", "Homecare", "Extra care"),
    region: fc.constantFrom("", "London"),
    la: fc.constantFrom("Likely", "Unlikely", "N/A", "", "It depends"),
    updated: fc.integer({ min: 10, max: 28 }).map((day) => `${day}/04/2025 09:30:00`),
  });
  const tracker = fc
    .tuple(fc.constantFrom("January", "February", "March"), fc.array(row, { minLength: 1, maxLength: 8 }))
    .map(([month, rows]) => placedCsv(month, rows));
  const survey = fc
    .array(fc.tuple(fc.nat(7), fc.constantFrom("Likely", "Unlikely")), { minLength: 1, maxLength: 4 })
    .map((rows) =>
      surveyCsv(
        "February",
        rows.map(([n, la], index) => ({
          respondent: `5000000000${index}`,
          location: `1-1${n}`,
          ended: "04/11/2025 07:33:13 AM",
          answers: { "intent.la": la },
        })),
      ),
    );
  const directory = fc.constant(
    directoryCsv("31 October 2024", [
      { location: "1-10", provider: "1-900", providerName: "Alder Care Ltd", authority: "Leeds" },
      { location: "1-11", provider: "1-900", providerName: "Alder Care Ltd", authority: "Kent" },
      { location: "1-12", provider: "1-901", providerName: "Birch Homes", authority: "Kent" },
    ]),
  );
  const files = fc.array(fc.oneof({ weight: 4, arbitrary: tracker }, { weight: 2, arbitrary: survey }, directory), {
    minLength: 2,
    maxLength: 4,
  });

  test("adds up to the figure: service types, months compared, units; and undoing takes everything back", async () => {
    let figures = 0;
    await fc.assert(
      fc.asyncProperty(files, async (texts) => {
        const folder = temporaryFolder();
        const campaign = newCampaign(folder);
        const first = write(folder, "0.csv", texts[0] ?? "");
        await importInto(campaign, [first]);
        const before = dump(campaign);
        const paths = texts.slice(1).map((text, index) => write(folder, `${index + 1}.csv`, text));
        const imports: number[] = [];
        for (const path of paths) {
          const { importId } = await importInto(campaign, [path]);
          if (importId !== null) imports.push(importId);
        }
        const session = newSession("test", campaign);
        const { rows } = await answers(campaign, {});
        const against = rows.at(-1)?.month;
        for (const by of [...SPLITS, "none"] as const) {
          for (const unit of ["organisation", "location"] as const) {
            figures += await addsUp(session, { by, unit });
            figures += await addsUp(session, { by, unit, serviceTypes: ["homecare", "not_stated"] });
            if (against === undefined) continue;
            figures += await addsUp(session, { by, unit, matched: true, against });
            figures += await addsUp(session, { by, unit, matched: true, serviceTypes: ["extra_care"] });
          }
        }
        for (const importId of imports.toReversed()) await undo(campaign, importId);
        expect(dump(campaign)).toEqual(before);
        campaign.close();
      }),
      { numRuns: 10 },
    );
    expect(figures).toBeGreaterThan(2000);
  }, 120_000);

  test("refuses a group that the split does not have, and a month compared with itself", async () => {
    const campaign = await campaignOf({
      "1.csv": placedCsv("January", [{ location: "1-1", authority: "Leeds" }]),
      "2.csv": placedCsv("February", [{ location: "1-1", authority: "Leeds" }]),
    });
    const session = newSession("test", campaign);
    const asked = (query: object) => () =>
      traceFigureOf(
        session,
        contract["trace.figure"].input.parse({
          measure: "intent",
          commissioner: "la",
          month: "2025-01",
          ...PAGE,
          ...query,
        }),
      );
    expect(asked({ by: "local-authority", group: "Kent" })).toThrow("The groups are all, Leeds, not_stated.");
    expect(asked({ by: "size", group: "7" })).toThrow("There is no group “7”");
    expect(asked({ matched: true, against: "2025-01" })).toThrow("cannot be compared with itself");
    expect(asked({ against: "2025-02" })).toThrow("Only the same organisations");
    campaign.close();
  });
});
