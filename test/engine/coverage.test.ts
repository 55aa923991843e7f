import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chaseList, coverageMissing, coveragePanel } from "../../electron/engine/chasing.ts";
import { commitImport } from "../../electron/engine/importing.ts";
import { frameTable, panelOf, type Answered, type Known } from "../../electron/engine/measures/coverage.ts";
import { newSession } from "../../electron/engine/session.ts";
import { knownFrom, stageFiles } from "../../electron/engine/staging.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import {
  contract,
  coverageTableSchema,
  tableQuerySchema,
  type CoverageTable,
  type TableQuery,
} from "../../shared/contract.ts";
import { REGIONS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import { importInto, newCampaign, quietly } from "./campaign.ts";
import { directoryCsv } from "./directories.ts";
import { csv, surveyCsv, temporaryFolder, trackerCsv, write } from "./files.ts";

const DIRECTORY = directoryCsv("31 October 2024", [
  { location: "1-11", provider: "1-900", providerName: "Alder Care Ltd", name: "Alder House", postcode: "LS1 1AA" },
  { location: "1-12", provider: "1-900", providerName: "Alder Care Ltd", name: "Alder Lodge", postcode: "LS1 1AB" },
  { location: "1-13", provider: "1-901", providerName: "Birch Homes", name: "Birch View", types: "Nursing homes" },
  {
    location: "1-14",
    provider: "1-902",
    providerName: "=Cedar()",
    name: "Cedar Court",
    types: "Nursing homes",
    authority: "Camden",
    region: "London",
  },
]);
const MEMBERS = csv([
  ["Member", "CQC provider ID", "Email", "Service type"],
  ["Alder Care", "1-900", "kit@alder.example", "Homecare"],
  ["Dogwood Support", "1-903", "sam@dogwood.example", "Supported living"],
]);

/** Alder's two sites and an unlisted firm answer about January; Birch and Alder about February. */
async function campaignWith(lists: readonly ("directory" | "members")[]): Promise<CampaignFile> {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const likely = { "intent.la": "Likely" } as const;
  await importInto(campaign, [
    write(
      folder,
      "january.csv",
      trackerCsv("January", [
        { location: "1-11", serviceType: "Supported living", region: "London", answers: likely },
        { location: "1-12", serviceType: "Homecare", answers: likely },
        { location: "1-77", parent: "Elm Ltd", serviceType: "Homecare", region: "London", answers: likely },
      ]),
    ),
    write(
      folder,
      "february.csv",
      trackerCsv("February", [
        { location: "1-11", updated: "10/03/2025 09:30:00", answers: likely },
        { location: "1-13", updated: "10/03/2025 09:30:00", answers: likely },
      ]),
    ),
  ]);
  if (lists.includes("directory")) await importInto(campaign, [write(folder, "directory.csv", DIRECTORY)]);
  if (lists.includes("members")) {
    const file = write(folder, "members 2025-01-15.csv", MEMBERS);
    const inputs = [{ path: file, name: path.basename(file) }];
    const { files, refused } = await stageFiles(inputs, quietly, { ...knownFrom(campaign), members: true });
    expect(refused).toEqual([]);
    await commitImport(campaign, files, quietly, null);
  }
  return campaign;
}

async function coverage(campaign: CampaignFile, query: Partial<TableQuery> = {}): Promise<CoverageTable> {
  const whole = tableQuerySchema.parse({ measure: "coverage", by: "none", ...query });
  const table = await tableOf(newSession("test", campaign), whole, quietly);
  return coverageTableSchema.parse(structuredClone(table));
}

describe("coverage", () => {
  test("is not known without a list, and never guessed", async () => {
    const campaign = await campaignWith([]);
    const table = await coverage(campaign);
    expect(table).not.toHaveProperty("frame");
    expect(table.rows).toEqual([
      { month: "2025-01", responded: 3, known: null, share: null },
      { month: "2025-02", responded: 2, known: null, share: null },
    ]);
    await expect(coverage(campaign, { frame: "members" })).rejects.toThrow("no member list in this campaign");
    expect(coveragePanel(campaign, "organisation").frames).toEqual([]);
    expect(() => chaseList(campaign, { month: "2025-01", unit: "organisation" })).toThrow(
      "Import the CQC directory or your member list",
    );
    campaign.close();
  });

  test("counts organisations of the directory in the directory's own groups, and beside them those it does not list", async () => {
    const campaign = await campaignWith(["directory"]);
    const table = await coverage(campaign, { by: "service-type" });
    expect(table).toMatchObject({ frame: "directory", asOf: "2024-10-31", unit: "organisation" });
    expect(table.rows.filter(({ month }) => month === "2025-01")).toEqual([
      { month: "2025-01", serviceType: "care_home_nursing", responded: 0, known: 2, share: 0, outside: 0 },
      { month: "2025-01", serviceType: "homecare", responded: 1, known: 1, share: 1, outside: 1 },
      { month: "2025-01", serviceType: "all", responded: 1, known: 3, share: 0.3333, outside: 1 },
    ]);
    const regions = await coverage(campaign, { by: "region" });
    expect(regions.rows.filter(({ month }) => month === "2025-02")).toMatchObject([
      { region: "Yorkshire and The Humber", responded: 2, known: 2 },
      { region: "London", responded: 0, known: 1 },
      { region: "all", responded: 2, known: 3 },
    ]);
    campaign.close();
  });

  test("counts locations of the directory where that is the unit, and refuses to mix the two", async () => {
    const campaign = await campaignWith(["directory", "members"]);
    const { frame, rows } = await coverage(campaign, { unit: "location" });
    expect(frame).toBe("directory");
    expect(rows).toMatchObject([
      { month: "2025-01", responded: 2, known: 4, share: 0.5, outside: 1 },
      { month: "2025-02", responded: 2, known: 4, share: 0.5, outside: 0 },
    ]);
    await expect(coverage(campaign, { unit: "location", frame: "members" })).rejects.toThrow(
      "A member list names organisations",
    );
    campaign.close();
  });

  test("prefers the member list; the directory is compared with where it is asked for", async () => {
    const campaign = await campaignWith(["directory", "members"]);
    expect(await coverage(campaign)).toMatchObject({
      frame: "members",
      rows: [
        { month: "2025-01", responded: 1, known: 2, share: 0.5, outside: 1 },
        { month: "2025-02", responded: 1, known: 2, outside: 1 },
      ],
    });
    expect(await coverage(campaign, { frame: "directory" })).toMatchObject({
      frame: "directory",
      rows: [{ known: 3 }, {}],
    });
    expect(coveragePanel(campaign, "organisation")).toEqual({
      frames: [
        { frame: "members", asOf: "2025-01-15", known: 2 },
        { frame: "directory", asOf: "2024-10-31", known: 3 },
      ],
      months: [
        { month: "2025-01", answered: 2, since: null, stayed: null, joined: null, left: null },
        { month: "2025-02", answered: 2, since: "2025-01", stayed: 1, joined: 1, left: 1 },
      ],
    });
    for (const [frame, unit, sizes] of [
      ["members", "organisation", [3, 3]],
      ["directory", "organisation", [4, 3]],
      ["directory", "location", [5, 4]],
    ] as const) {
      const asked = tableQuerySchema.parse({ measure: "intent", by: "none", commissioner: "la", frame, unit });
      const { rows } = await tableOf(newSession("test", campaign), asked, quietly);
      expect(rows.map((row) => ("population" in row ? row.population : null))).toEqual(sizes);
    }
    campaign.close();
  });

  test("is worked out again once something was imported", async () => {
    const campaign = await campaignWith(["directory"]);
    expect((await coverage(campaign)).rows[0]).toMatchObject({ responded: 1 });
    const folder = temporaryFolder();
    await importInto(campaign, [
      write(
        folder,
        "more.csv",
        surveyCsv("January", [{ respondent: "1", provider: "1-902", answers: { "intent.la": "Likely" } }]),
      ),
    ]);
    expect((await coverage(campaign)).rows[0]).toMatchObject({ responded: 2 });
    campaign.close();
  });
});

describe("who has not answered", () => {
  test("is listed by name with ids, contact and when it answered last; those who did are not on it", async () => {
    const campaign = await campaignWith(["directory", "members"]);
    const missing = (month: string, query: object = {}) =>
      contract["coverage.missing"].output.parse(
        coverageMissing(campaign, contract["coverage.missing"].input.parse({ month, offset: 0, limit: 100, ...query })),
      );
    expect(missing("2025-02")).toEqual({
      frame: "members",
      total: 1,
      rows: [
        {
          member: "provider 1-903",
          name: "Dogwood Support",
          ids: ["CQC provider 1-903"],
          contact: "sam@dogwood.example",
          serviceType: "supported_living",
          region: "not_stated",
          lastAnswered: null,
        },
      ],
    });
    expect(
      missing("2025-03", { frame: "directory" }).rows.map(({ name, contact, lastAnswered }) => [
        name,
        contact,
        lastAnswered,
      ]),
    ).toEqual([
      ["=Cedar()", null, null],
      ["Alder Care Ltd", "kit@alder.example", "2025-02"],
      ["Birch Homes", null, "2025-02"],
    ]);
    expect(missing("2025-03", { frame: "directory", search: "1-901" })).toMatchObject({
      total: 1,
      rows: [{ name: "Birch Homes" }],
    });
    expect(missing("2025-03", { unit: "location" }).rows.map(({ name }) => name)).toEqual([
      "Alder House",
      "Alder Lodge",
      "Birch View",
      "Cedar Court",
    ]);
    campaign.close();
  });

  test("goes into a file that says it is identifiable, and in which nothing is a formula", async () => {
    const campaign = await campaignWith(["directory"]);
    const { name, text, rows } = chaseList(campaign, { month: "2025-01", unit: "organisation" });
    expect(name).toBe("IDENTIFIABLE chase list 2025-01.csv");
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const lines = text.slice(1).split("\r\n");
    expect(lines[0]).toMatch(/^"?IDENTIFIABLE: for chasing members only, not to be published\./);
    expect(lines.slice(1)).toEqual([
      "name,contact,ids,last answered before then,service type,region",
      "'=Cedar(),,CQC provider 1-902,not before,Care home with nursing,London",
      "Birch Homes,,CQC provider 1-901,not before,Care home with nursing,Yorkshire and The Humber",
      "",
    ]);
    expect(rows).toBe(2);
    campaign.close();
  });
});

const count = (of: ReadonlySet<string>, is: (member: string) => boolean): number => [...of].filter(is).length;
const group = { serviceType: fc.nat(SERVICE_TYPES.length - 1), region: fc.nat(REGIONS.length - 1) };
const known = fc.array(fc.record({ member: fc.nat(12), ...group }), { maxLength: 12 }).map((members): Known => ({
  frame: "members",
  asOf: "2025-01-15",
  members: new Map(members.map(({ member, ...own }) => [`m${member}`, own])),
}));
/** Months a member answered in, each in one group. */
const answered = fc
  .uniqueArray(fc.record({ member: fc.nat(16), month: fc.integer({ min: 24_300, max: 24_304 }), ...group }), {
    maxLength: 40,
    selector: ({ member, month }) => `${member} ${month}`,
  })
  .map((all): Answered[] =>
    all.map(({ member, month, ...own }) => ({ member: `m${member}`, months: [month], ...own })),
  );

describe("laws of coverage", () => {
  test("groups add up to all; no share is above 1; responded and outside are everybody who answered", () => {
    fc.assert(
      fc.property(answered, known, fc.constantFrom("service-type", "region"), (entries, list, by) => {
        const { rows } = frameTable("organisation", entries, list, by);
        for (const [month, own] of Map.groupBy(rows, (row) => row.month)) {
          const all = own.find((row) => (row.serviceType ?? row.region) === "all")!;
          const sum = (of: (row: (typeof own)[number]) => number): number =>
            own.filter((row) => row !== all).reduce((n, row) => n + of(row), 0);
          expect([sum((row) => row.responded), sum((row) => row.known!), sum((row) => row.outside!)]).toEqual([
            all.responded,
            all.known,
            all.outside,
          ]);
          expect(all.known).toBe(list.members.size);
          const answeredThen = entries.filter(({ months }) =>
            months.some((one) => `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, "0")}` === month),
          );
          expect(all.responded + all.outside!).toBe(answeredThen.length);
          for (const row of own) expect(row.share ?? 0).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("the panel loses and gains exactly those who left and joined", () => {
    fc.assert(
      fc.property(answered, (entries) => {
        const panel = panelOf(entries);
        const then = (month: number | null) =>
          new Set(entries.filter(({ months }) => months.includes(month ?? -1)).map(({ member }) => member));
        for (const [index, step] of panel.entries()) {
          const [now, before] = [then(step.month), then(step.since)];
          expect(step.since).toBe(panel[index - 1]?.month ?? null);
          expect(step.answered).toBe(now.size);
          if (step.since === null) expect([step.stayed, step.joined, step.left]).toEqual([null, null, null]);
          else {
            expect(step.stayed).toBe(count(now, (one) => before.has(one)));
            expect(step.joined).toBe(count(now, (one) => !before.has(one)));
            expect(step.left).toBe(count(before, (one) => !now.has(one)));
          }
        }
      }),
    );
  });
});
