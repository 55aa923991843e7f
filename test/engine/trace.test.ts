import { rmSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../electron/engine/deciding.ts";
import { columnsOf } from "../../electron/engine/evidence/cells.ts";
import { traceRows } from "../../electron/engine/evidence/traceRows.ts";
import { newSession, type Session } from "../../electron/engine/session.ts";
import { linkOrganisations, standByChoice } from "../../electron/engine/settling.ts";
import { removeCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { readImports } from "../../electron/engine/store/summary.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import { traceFigureOf, traceResponseOf } from "../../electron/engine/tracing.ts";
import {
  contract,
  ONE_ANSWER,
  tableQuerySchema,
  type AnswerTable,
  type FigureTrace,
  type TableQuery,
  type TableRow,
} from "../../shared/contract.ts";
import { figureQuerySchema } from "../../shared/traces.ts";
import { importInto, newCampaign, quietly } from "./campaign.ts";
import { directoryCsv } from "./directories.ts";
import { surveyCsv, temporaryFolder, trackerCsv, write } from "./files.ts";
import { PAY, payMembers, storeMembers, storeSet } from "./ownSets.ts";

const PAGE = { search: "", offset: 0, limit: 500 };
type Asked = Partial<Parameters<typeof traceFigureOf>[1]> & Pick<Parameters<typeof traceFigureOf>[1], "month">;

function trace(session: Session, asked: Asked): FigureTrace {
  const query = contract["trace.figure"].input.parse({ measure: "intent", commissioner: "la", ...PAGE, ...asked });
  return contract["trace.figure"].output.parse(traceFigureOf(session, query));
}

async function tableFor(session: Session, query: Partial<TableQuery>): Promise<AnswerTable> {
  const whole = tableQuerySchema.parse({ measure: "intent", by: "none", ...query });
  return (await tableOf(session, whole, quietly)) as AnswerTable;
}

/** Every figure of a row with the option that asks for it. */
function figuresOf(row: TableRow): [option: string, figure: number][] {
  const counted = row.intends ?? row.yes ?? row.counted;
  const all = row.base! + row.notApplicable! + row.blank! + (row.unrecognised ?? 0);
  return [
    ["base", row.base!],
    ["not_applicable", row.notApplicable!],
    ["blank", row.blank!],
    ["unrecognised", row.unrecognised ?? 0],
    ["all", all],
    ...(counted == null ? [] : [["counted", counted] as [string, number]]),
    ...Object.entries(row.counts!).map(([code, n]): [string, number] => [`${ONE_ANSWER}${code}`, n]),
  ];
}

/** Each figure of a table is the number of those behind it, no name twice, and a page of them is part of the whole. */
async function addsUp(session: Session, query: Partial<TableQuery>): Promise<number> {
  const table = await tableFor(session, query);
  let figures = 0;
  for (const row of table.rows) {
    const by = query.by ?? "none";
    const asked = {
      measure: table.measure,
      commissioner: row.commissioner ?? table.commissioner,
      unit: table.unit,
      month: row.month,
      by,
      group: row.serviceType ?? row.region ?? "all",
      matched: query.matched === true,
    };
    for (const [option, figure] of figuresOf(row)) {
      const found = trace(session, { ...asked, option });
      expect(found.total, JSON.stringify({ ...asked, option })).toBe(figure);
      expect(new Set(found.rows.map(({ member }) => member)).size).toBe(figure);
      expect(
        found.rows.every(
          (one) =>
            by === "none" || asked.group === "all" || [one.serviceType, one.region].includes(asked.group as never),
        ),
      ).toBe(true);
      figures += 1;
    }
    if (row.before !== undefined) {
      const before = (option: string) => trace(session, { ...asked, option, before: true });
      expect(before("base").total).toBe(row.before.base);
      expect(before("counted").total).toBe(row.before.counted);
      expect(before("base").month).toBe(row.comparedWith);
      for (const [code, n] of Object.entries(row.before.counts ?? {}))
        expect(before(`${ONE_ANSWER}${code}`).total).toBe(n);
    }
  }
  return figures;
}

const answer = fc.constantFrom("Likely", "Very likely", "Very unlikely", "N/A", "", "Don't know", "It depends");
const place = fc.tuple(
  fc.nat(6),
  fc.constantFrom("", "Alder Care Ltd", "Birch Homes"),
  answer,
  answer,
  fc.integer({ min: 1, max: 28 }),
);
const tracker = fc
  .tuple(fc.constantFrom("January", "February", "March"), fc.array(place, { minLength: 1, maxLength: 9 }))
  .map(([month, rows]) => ({
    name: `tracker ${month}`,
    text: trackerCsv(
      month,
      rows.map(([location, parent, la, nhs, day]) => ({
        location: `1-1000${location}`,
        parent,
        region: ["London", "South West", ""][location % 3] ?? "",
        serviceType: ["Homecare", "Nursing homes", ""][day % 3] ?? "",
        updated: `${String(day).padStart(2, "0")}/04/2025 09:30:00`,
        answers: {
          "intent.la": la,
          "intent.nhs": nhs,
          "discussion.la": "Yes",
          "handback.nhs": day % 2 === 0 ? "No" : "",
        },
      })),
    ),
  }));
const survey = fc
  .tuple(fc.constantFrom("January", "February"), fc.array(fc.tuple(fc.nat(6), answer), { minLength: 1, maxLength: 6 }))
  .map(([month, rows]) => ({
    name: `survey ${month}`,
    text: surveyCsv(
      month,
      rows.map(([location, la], index) => ({
        respondent: `50000000000${index}`,
        location: `1-1000${location}`,
        ended: "04/11/2025 07:33:13 AM",
        answers: { "intent.la": la },
      })),
    ),
  }));
const directory = fc.constant({
  name: "directory",
  text: directoryCsv("31 October 2024", [
    {
      location: "1-10000",
      provider: "1-900",
      providerName: "Alder Care Ltd",
      name: "Alder House",
      postcode: "LS1 1AA",
    },
    {
      location: "1-10001",
      provider: "1-900",
      providerName: "Alder Care Ltd",
      name: "Alder Lodge",
      postcode: "LS1 1AB",
    },
  ]),
});
const files = fc.array(fc.oneof({ weight: 4, arbitrary: tracker }, { weight: 2, arbitrary: survey }, directory), {
  minLength: 2,
  maxLength: 5,
});

async function withFiles(
  some: readonly { readonly name: string; readonly text: string }[],
  folder: string,
  run: string,
  work: (campaign: CampaignFile) => Promise<void>,
): Promise<void> {
  const paths = some.map(({ name, text }, index) => write(folder, `${run}-${index} ${name}.csv`, text));
  const campaign = newCampaign(folder, run);
  try {
    for (const path of paths) await importInto(campaign, [path]);
    await work(campaign);
  } finally {
    campaign.close();
    removeCampaign(campaign.path);
    for (const path of paths) rmSync(path, { force: true });
  }
}

describe("the trace of a figure", () => {
  test("adds up to the figure: stages, splits, units, months, matched or not", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        run += 1;
        await withFiles(some, folder, `adds ${run}`, async (campaign) => {
          const session = newSession("test", campaign);
          for (const unit of ["organisation", "location"] as const)
            for (const matched of [false, true])
              for (const [measure, by] of [
                ["intent", "service-type"],
                ["intent", "region"],
                ["handback", "none"],
              ] as const)
                await addsUp(session, { measure, by, unit, matched });
        });
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test("adds up for questions of a user’s own, whose options may be called as the sums are", async () => {
    const campaign = newCampaign(temporaryFolder());
    storeSet(campaign, PAY);
    storeMembers(campaign, PAY, "2025-01", payMembers(120, 3));
    storeMembers(campaign, PAY, "2025-02", payMembers(90, 4));
    const session = newSession("test", campaign);
    for (const measure of ["pay.outlook", "pay.worry", "pay.steps.agency", "pay.wage"] as const)
      for (const matched of [false, true])
        expect(await addsUp(session, { measure, by: "service-type", matched })).toBeGreaterThan(20);
    const sum = trace(session, { measure: "pay.outlook", commissioner: null, month: "2025-01", option: "base" });
    const option = trace(session, {
      measure: "pay.outlook",
      commissioner: null,
      month: "2025-01",
      option: "answer:base",
    });
    expect(option.total).toBeLessThan(sum.total);
    expect(option.rows.every((row) => row.option === "base")).toBe(true);
    campaign.close();
  });

  test("adds up after a question was added to a set", async () => {
    const campaign = newCampaign(temporaryFolder());
    storeSet(campaign, { ...PAY, questions: PAY.questions.filter(({ code }) => code !== "rise") });
    storeMembers(campaign, PAY, "2025-01", payMembers(30, 3));
    storeSet(campaign, PAY);
    storeMembers(campaign, PAY, "2025-02", payMembers(30, 5));
    const session = newSession("test", campaign);
    await addsUp(session, { measure: "pay.rise", by: "none" });
    await addsUp(session, { measure: "pay.rise", by: "region", matched: true });
    campaign.close();
  });

  test("gives each with its cell and place; searches names, ids and answers; pages in order of name", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(
        folder,
        "tracker.csv",
        trackerCsv("January", [
          { location: "1-11", parent: "Birch Homes", answers: { "intent.la": "1. Very likely" } },
          { location: "1-12", parent: "Älder Care Ltd", answers: { "intent.la": "Very likely" } },
          { location: "1-13", parent: "Cedar Living", answers: { "intent.la": "" } },
        ]),
      ),
    ]);
    const session = newSession("test", campaign);
    const { total, unit, rows } = trace(session, { month: "2025-01", option: "all" });
    expect([total, unit]).toEqual([3, "organisation"]);
    expect(rows.map(({ organisation, written, option, row }) => [organisation, written, option, row])).toEqual([
      ["Älder Care Ltd", "Very likely", "very_likely", 3],
      ["Birch Homes", "1. Very likely", "very_likely", 2],
      ["Cedar Living", null, "blank", 4],
    ]);
    expect(rows[1]).toMatchObject({ file: "tracker.csv", sheet: null, source: "capacity-tracker" });
    for (const search of ["alder", "1-12", "ALDER CARE"]) {
      expect(trace(session, { month: "2025-01", option: "all", search }).rows).toMatchObject([
        { organisation: "Älder Care Ltd" },
      ]);
    }
    expect(trace(session, { month: "2025-01", option: "all", search: "1. very" }).total).toBe(1);
    expect(trace(session, { month: "2025-01", option: "all", offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      rows: [{ organisation: "Birch Homes" }],
    });
    campaign.close();
  });

  test("refuses what is no figure: a stage of no commissioner, a group of another split, one month compared", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(
        folder,
        "survey.csv",
        surveyCsv("January", [{ respondent: "1", provider: "1-5", answers: { "intent.la": "Likely" } }]),
      ),
    ]);
    const session = newSession("test", campaign);
    const month = "2025-01";
    const refusal = (asked: Asked) => () => trace(session, asked);
    expect(refusal({ month, commissioner: null })).toThrow("Name one commissioner");
    expect(refusal({ month, by: "region", group: "homecare" })).toThrow("There is no group “homecare”");
    expect(refusal({ month, matched: true })).toThrow("once two months are in");
    expect(refusal({ month, unit: "location" })).toThrow("Locations cannot be counted");
    expect(refusal({ month, measure: "pay.rise", commissioner: null })).toThrow("no question “pay.rise”");
    expect(figureQuerySchema.safeParse({ measure: "coverage", month }).success).toBe(false);
    campaign.close();
  });
});

describe("the trace of a response", () => {
  const october = directoryCsv("31 October 2024", [
    {
      location: "1-11",
      provider: "1-900",
      providerName: "Alder Care Ltd",
      name: "Alder House",
      postcode: "LS1 1AA",
      types: "Nursing homes",
    },
  ]);

  /** A tracker row of a registered location, superseded by nothing; a survey of the same provider. */
  async function campaignOf(): Promise<{ session: Session; campaign: CampaignFile; folder: string }> {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [
      write(folder, "directory.csv", october),
      write(
        folder,
        "tracker.csv",
        trackerCsv("January", [
          { location: "1-11", answers: { "intent.la": "Likely", "intent.nhs": "It depends" } },
          { location: "1-12", parent: "Birch Homes", answers: { "intent.la": "Unlikely" } },
        ]),
      ),
      write(
        folder,
        "survey.csv",
        surveyCsv("January", [
          { respondent: "118", provider: "1-900", asked: "Home care", answers: { "intent.la": "Unlikely" } },
          { respondent: "119", organisation: "Cedar Living", postcode: "ls1 1zz", answers: { "intent.la": "N/A" } },
          { respondent: "120", answers: { "intent.la": "Likely" } },
        ]),
      ),
    ]);
    return { session: newSession("test", campaign), campaign, folder };
  }
  const responseAt = (campaign: CampaignFile, file: string, row: number): number =>
    Number(
      campaign.db
        .prepare(
          `SELECT sr.response_id FROM source_row sr JOIN sheet s ON s.id = sr.sheet_id JOIN file f ON f.id = s.file_id
           WHERE f.name = ? AND sr.row = ?`,
        )
        .pluck()
        .get(file, row),
    );
  const traced = (session: Session, file: string, row: number) =>
    contract["trace.response"].output.parse(traceResponseOf(session, responseAt(session.campaign, file, row)));

  test("leads to file, sheet, row and the cell as it was written, with its column", async () => {
    const { session, campaign } = await campaignOf();
    const found = traced(session, "tracker.csv", 2);
    expect(found.places).toMatchObject([{ file: "tracker.csv", sheet: null, row: 2, fate: "stored" }]);
    expect(found.identifiers).toEqual([
      { field: "locationId", value: "1-11", column: "F", heading: "CQC_ID" },
      { field: "localAuthority", value: "Northmoor", column: "A", heading: "Local_Authority" },
    ]);
    expect(found.answers).toMatchObject([
      {
        question: "intent.la",
        column: "I",
        written: "Likely",
        option: "likely",
        optionLabel: "Likely",
        decided: false,
      },
      { question: "intent.nhs", column: "J", written: "It depends", option: "unrecognised", decided: false },
      { question: "discussion.la", column: "K", written: null, option: "blank" },
      { question: "discussion.nhs" },
      { question: "handback.la" },
      { question: "handback.nhs", heading: expect.stringMatching(/^Did you hand back any of your NHS .* January/) },
    ]);
    await decide(
      campaign,
      { kind: "unknown-wording", question: "intent.nhs", wording: "it depends", value: "neither" },
      quietly,
    );
    expect(traced(session, "tracker.csv", 2).answers[1]).toMatchObject({
      option: "neither",
      written: "It depends",
      decided: true,
    });
    campaign.close();
  });

  test("says how its organisation was found, in words", async () => {
    const { session, campaign } = await campaignOf();
    const how = (file: string, row: number): string[] => traced(session, file, row).organisation.how;
    expect(how("tracker.csv", 2)).toEqual([
      "By its CQC location id 1-11, which the register of 31 October 2024 gives to provider 1-900, “Alder Care Ltd”.",
    ]);
    expect(how("tracker.csv", 3)).toEqual([
      "By its CQC location id 1-12, for which the files name the parent organisation “Birch Homes”.",
    ]);
    expect(how("survey.csv", 3)).toEqual(["By its CQC provider id 1-900."]);
    expect(how("survey.csv", 4)).toEqual(["By its name and postcode, “Cedar Living”, LS11ZZ."]);
    expect(how("survey.csv", 5)[0]).toMatch(/^By SurveyMonkey’s respondent id 120\b/);
    await linkOrganisations(
      campaign,
      { pairs: [{ a: "name cedarliving at LS11ZZ", b: "provider 1-900" }], verdict: "same", note: "Told by telephone" },
      quietly,
    );
    expect(how("survey.csv", 4)).toEqual([
      "By its name and postcode, “Cedar Living”, LS11ZZ.",
      expect.stringMatching(/^You said on .* that it is the same as .*CQC provider 1-900: “Told by telephone”\.$/),
    ]);
    campaign.close();
  });

  test("says where its service type is from, and what stands in its place and why", async () => {
    const { session, campaign } = await campaignOf();
    const counts = traced(session, "tracker.csv", 2);
    const superseded = traced(session, "survey.csv", 3);
    expect(counts.serviceType).toMatchObject({ value: "care_home_nursing", from: "register" });
    expect(superseded.serviceType).toMatchObject({
      value: "homecare",
      from: "answer",
      written: "Home care",
      column: "K",
    });
    expect(counts.standing[0]).toMatchObject({
      unit: "organisation",
      stands: true,
      reason: "The Capacity Tracker stands before surveys.",
    });
    expect(superseded.standing).toEqual([
      {
        unit: "organisation",
        stands: false,
        holder: counts.responseId,
        reason: "The Capacity Tracker stands before surveys.",
      },
    ]);
    expect(superseded.siblings).toMatchObject([
      { responseId: counts.responseId, stands: true, file: "tracker.csv", row: 2 },
    ]);
    await standByChoice(campaign, { responseId: superseded.responseId, note: "They rang us" }, quietly);
    expect(traced(session, "tracker.csv", 2).standing[0]).toMatchObject({
      stands: false,
      holder: superseded.responseId,
      reason: "A person chose it: “They rang us”.",
    });
    expect(() => traceResponseOf(session, 999)).toThrow("its import has been undone");
    campaign.close();
  });
});

describe("the column of an answer", () => {
  const roles = (headings: readonly string[]) =>
    JSON.stringify({ roles: headings.map((header, index) => ({ role: "intent.la", header, columns: [index + 3] })) });

  test("is that of the heading that names the month, where a sheet asks again about others", () => {
    const mapping = roles(["LA, in February", "LA, in January"]);
    expect(columnsOf({ mapping, part: 0 }, 0)("intent.la")).toEqual({
      role: "intent.la",
      heading: "LA, in January",
      columns: [4],
    });
    expect(columnsOf({ mapping, part: 0 }, 1)("intent.la")?.columns).toEqual([3]);
  });

  test("goes by the order of the parts where no heading names a month, and is not made up for old imports", () => {
    const mapping = roles(["LA", "LA again"]);
    expect(columnsOf({ mapping, part: 1 }, 5)("intent.la")?.columns).toEqual([4]);
    for (const old of ["{}", "[]", "null", JSON.stringify({ roles: [{ column: "B" }] })])
      expect(columnsOf({ mapping: old, part: 0 }, 0)("intent.la")).toBeNull();
  });
});

describe("what became of each row", () => {
  test("every row is accounted for, and each says why", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        run += 1;
        await withFiles([...some, ...some.slice(0, 1)], folder, `rows ${run}`, async (campaign) => {
          for (const record of readImports(campaign)) {
            const query = { importId: record.importId, file: null, fate: "all" as const, ...PAGE };
            const { counts, total, rows } = contract["trace.rows"].output.parse(traceRows(campaign, query));
            const listed = record.registers.reduce((sum, { entries }) => sum + entries, 0);
            const aside = record.registers.reduce((sum, { setAside }) => sum + setAside, 0);
            expect(counts.stands + counts.superseded + counts.unchanged + counts.setAside + counts.listed).toBe(
              counts.read,
            );
            expect(counts).toMatchObject({ unchanged: record.unchanged, setAside: record.setAside + aside, listed });
            expect(counts.read).toBe(record.rowsRead + listed + aside);
            expect([total, rows.length]).toEqual([counts.read, Math.min(500, counts.read)]);
            for (const row of rows) expect(row.detail === null).toBe(["stands", "listed"].includes(row.fate));
            for (const fate of ["stands", "superseded", "unchanged", "set-aside", "listed"] as const)
              expect(traceRows(campaign, { ...query, fate }).total).toBe(
                counts[fate === "set-aside" ? "setAside" : fate],
              );
          }
        });
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  test("a row names the file that holds it already, or the row that stands instead", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    const one = {
      location: "1-11",
      parent: "Birch Homes",
      updated: "10/02/2025 09:30:00",
      answers: { "intent.la": "Likely" },
    };
    await importInto(campaign, [write(folder, "one.csv", trackerCsv("January", [one]))]);
    const { importId } = await importInto(campaign, [
      write(folder, "two.csv", trackerCsv("January", [one, { ...one, updated: "12/02/2025 09:30:00" }, {}])),
    ]);
    const rowsOf = (id: number | null, search = "") =>
      traceRows(campaign, { importId: id ?? 0, file: null, fate: "all", ...PAGE, search }).rows;
    expect(rowsOf(importId)).toMatchObject([
      { row: 2, fate: "unchanged", detail: "Already in row 2 of one.csv", name: "Birch Homes" },
      { row: 3, fate: "stands", detail: null },
      { row: 4, fate: "set-aside" },
    ]);
    expect(rowsOf(1)).toMatchObject([{ fate: "superseded", detail: "Row 3 of two.csv stands instead" }]);
    expect(rowsOf(importId, "ONE.csv")).toEqual([]);
    expect(rowsOf(importId, "birch")).toHaveLength(2);
    expect(() => rowsOf(99)).toThrow("has been undone");
    campaign.close();
  });
});
