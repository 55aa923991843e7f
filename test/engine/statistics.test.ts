import { describe, expect, test } from "vitest";
import { commands } from "../../electron/engine/commands.ts";
import { mcnemar } from "../../electron/engine/measures/mcnemar.ts";
import { cellOf } from "../../electron/engine/measures/population.ts";
import { raked, weightedShare } from "../../electron/engine/measures/weights.ts";
import { wilson } from "../../electron/engine/measures/wilson.ts";
import { newSession } from "../../electron/engine/session.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import {
  contract,
  tableQuerySchema,
  type AnswerTable,
  type Output,
  type PathTable,
  type TableQuery,
  type TableRow,
} from "../../shared/contract.ts";
import { groupOfRow, pathTableSchema } from "../../shared/tables.ts";
import { COMMISSIONERS, REGIONS, SERVICE_TYPES, type Commissioner, type ServiceType } from "../../shared/vocabulary.ts";
import { importInto, newCampaign, quietly } from "./campaign.ts";
import { directoryCsv } from "./directories.ts";
import { temporaryFolder, write } from "./files.ts";
import { handbackMembers, PAY, payMembers, storeMembers, storeSet, type Member } from "./ownSets.ts";

/** Who answered, by month, as the tests know it: members keep their number from month to month, their groups may change. */
type Answered = Readonly<Record<string, readonly Member[]>>;

/** Four months in a row, the next left out, and one after it; members come and go. */
const ANSWERED: Answered = Object.fromEntries(
  ["2024-11", "2024-12", "2025-01", "2025-02", "2025-04"].map((month, index) => [
    month,
    handbackMembers(150, 7 + index).filter(({ number }) => (number * 7 + index * 13) % 10 < 8),
  ]),
);

function stored(answered: Answered = ANSWERED, folder = temporaryFolder()): CampaignFile {
  const campaign = newCampaign(folder);
  for (const [month, members] of Object.entries(answered)) storeMembers(campaign, null, month, members);
  return campaign;
}

async function tableFor(campaign: CampaignFile, query: Partial<TableQuery>): Promise<Output<"table.get">> {
  const whole = tableQuerySchema.parse({ measure: "intent", by: "none", ...query });
  return contract["table.get"].output.parse(
    structuredClone(await tableOf(newSession("test", campaign), whole, quietly)),
  );
}

const answersOf = async (campaign: CampaignFile, query: Partial<TableQuery>): Promise<AnswerTable> =>
  (await tableFor(campaign, query)) as AnswerTable;
const pathOf = async (campaign: CampaignFile, query: Partial<TableQuery> = {}): Promise<PathTable> =>
  (await tableFor(campaign, { measure: "path", ...query })) as PathTable;

const LIKELY = ["very_likely", "likely"];
const NO_BASE = ["not_applicable", ""];
const inBase = (member: Member | undefined, code: string): boolean =>
  member !== undefined && !NO_BASE.includes(member.answers[code] ?? "");
const counts = (member: Member | undefined, code: string): boolean =>
  inBase(member, code) && [...LIKELY, "yes"].includes(member?.answers[code] ?? "");
const numbered = (members: readonly Member[]): Map<number, Member> =>
  new Map(members.map((member) => [member.number, member]));

/** Whether a member is in the group of a row, by what it said in the row's month. */
function isIn(member: Member, row: Pick<TableRow, "serviceType" | "region">, types: readonly ServiceType[]): boolean {
  const type = SERVICE_TYPES[member.serviceType] ?? "not_stated";
  return (
    (row.serviceType === undefined || row.serviceType === "all" || row.serviceType === type) &&
    (row.region === undefined || row.region === "all" || row.region === REGIONS[member.region]) &&
    (types.length === 0 || types.includes(type))
  );
}

describe("the change of the same members", () => {
  test.each<[string, Partial<TableQuery>]>([
    ["everybody", {}],
    ["by service type", { by: "service-type" }],
    ["by region, of some service types", { by: "region", serviceTypes: ["homecare", "care_home_nursing"] }],
    ["against one month", { by: "service-type", against: "2024-12" }],
    ["of another stage", { measure: "handback", commissioner: "nhs", by: "region" }],
  ])("is what comparing them one by one gives: %s", async (_, query) => {
    const campaign = stored();
    const table = await answersOf(campaign, { ...query, matched: true });
    expect(table.rows.length).toBeGreaterThan(3);
    let moved = 0;
    for (const row of table.rows) {
      const code = `${table.measure}.${row.commissioner ?? table.commissioner}`;
      const [now, then] = [numbered(ANSWERED[row.month]!), numbered(ANSWERED[row.comparedWith!]!)];
      const pairs = [...now.values()].filter(
        (member) =>
          isIn(member, row, query.serviceTypes ?? []) && inBase(member, code) && inBase(then.get(member.number), code),
      );
      const gained = pairs.filter((member) => counts(member, code) && !counts(then.get(member.number), code)).length;
      const lost = pairs.filter((member) => !counts(member, code) && counts(then.get(member.number), code)).length;
      moved += gained + lost;
      expect(row.change, JSON.stringify(row)).toEqual(
        pairs.length === 0
          ? null
          : { pairs: pairs.length, gained, lost, p: Number(mcnemar(gained, lost).toPrecision(4)) },
      );
    }
    expect(moved).toBeGreaterThan(20);
    campaign.close();
  });

  test("is told of a question of one's own that has a share, and of no other; nor of tables that are not matched", async () => {
    const campaign = newCampaign(temporaryFolder());
    storeSet(campaign, PAY);
    storeMembers(campaign, PAY, "2025-01", payMembers(60, 3));
    storeMembers(campaign, PAY, "2025-02", payMembers(60, 4));
    const [rise, worry] = await Promise.all(
      (["pay.rise", "pay.worry"] as const).map(
        async (measure) => (await answersOf(campaign, { measure, matched: true })).rows,
      ),
    );
    const [january, february] = [numbered(payMembers(60, 3)), numbered(payMembers(60, 4))];
    const both = [...january.keys()].filter(
      (number) => inBase(january.get(number), "rise") && inBase(february.get(number), "rise"),
    );
    expect(rise?.[0]?.change).toMatchObject({
      pairs: both.length,
      gained: both.filter((number) => counts(january.get(number), "rise") && !counts(february.get(number), "rise"))
        .length,
    });
    expect(rise?.[1]?.change).toMatchObject({ gained: rise?.[0]?.change?.lost, p: rise?.[0]?.change?.p });
    expect(worry?.every((row) => !("change" in row))).toBe(true);
    expect((await answersOf(campaign, { measure: "pay.rise" })).rows[0]).not.toHaveProperty("change");
    campaign.close();
  });
});

describe("the path from intent to hand-back", () => {
  const after = (month: string, ahead: number): string => {
    const [year = 0, number = 0] = month.split("-").map(Number);
    const date = new Date(Date.UTC(year, number - 1 + ahead, 1));
    return date.toISOString().slice(0, 7);
  };

  test.each<[string, Partial<TableQuery>]>([
    ["everybody", {}],
    ["by service type", { by: "service-type" }],
    ["by region", { by: "region", commissioner: "nhs" }],
    ["of some service types", { commissioner: "la", serviceTypes: ["homecare"] }],
    ["by source", { by: "source" }],
  ])("is what following them one by one gives: %s", async (_, query) => {
    const campaign = stored();
    const { rows } = await pathOf(campaign, query);
    const commissioners: readonly Commissioner[] = query.commissioner == null ? COMMISSIONERS : [query.commissioner];
    expect(new Set(rows.map((row) => row.commissioner))).toEqual(new Set(commissioners));
    let followedAtAll = 0;
    for (const row of rows) {
      const code = (stage: string): string => `${stage}.${row.commissioner}`;
      const later = [1, 2, 3].map((ahead) => numbered(ANSWERED[after(row.month, ahead)] ?? []));
      const members = ANSWERED[row.month]!.filter(
        (member) =>
          isIn(member, row, query.serviceTypes ?? []) &&
          inBase(member, code("intent")) &&
          counts(member, code("intent")) === (row.said === "likely"),
      );
      const ever = (member: Member, said: typeof counts, stage: string): boolean =>
        later.some((month) => said(month.get(member.number), code(stage)));
      const count = (isOne: (member: Member) => boolean): number => members.filter(isOne).length;
      const followed = count((one) => ever(one, inBase, "discussion") || ever(one, inBase, "handback"));
      const either = count((one) => ever(one, counts, "discussion") || ever(one, counts, "handback"));
      const interval = wilson(either, followed);
      followedAtAll += followed;
      expect(row).toMatchObject({
        members: members.length,
        followed,
        discussed: count((one) => ever(one, counts, "discussion")),
        handedBack: count((one) => ever(one, counts, "handback")),
        either,
        until: after(row.month, 3),
        complete: Object.keys(ANSWERED).some((month) => month >= after(row.month, 3)),
      });
      if (interval === null) expect([row.share, row.low, row.high]).toEqual([null, null, null]);
      else {
        expect(row.share).toBeCloseTo(either / followed, 4);
        expect(row.low).toBeCloseTo(interval.low, 3);
        expect(row.high).toBeCloseTo(interval.high, 3);
      }
    }
    expect(followedAtAll).toBeGreaterThan(30);
    const last = rows.at(-1);
    expect(last).toMatchObject({ month: "2025-04", said: "not_likely", followed: 0, complete: false });
    expect(groupOfRow(last!, query.by ?? "none")).toBe("all");
    campaign.close();
  });

  test("is worked out anew once something else is in", async () => {
    const { "2025-02": february, ...rest } = ANSWERED;
    const campaign = stored(rest);
    const before = (await pathOf(campaign)).rows.find(({ month }) => month === "2024-11");
    storeMembers(campaign, null, "2025-02", february!);
    const now = (await pathOf(campaign)).rows.find(({ month }) => month === "2024-11");
    expect(now?.followed).toBeGreaterThan(before?.followed ?? 0);
    campaign.close();
  });

  test("is empty where nothing is in, and internal always", async () => {
    const campaign = newCampaign(temporaryFolder());
    expect(await pathOf(campaign)).toEqual({ measure: "path", unit: "organisation", protected: false, rows: [] });
    await expect(pathOf(campaign, { protected: true })).rejects.toMatchObject({ code: "bad-request" });
    for (const query of [{ matched: true }, { frame: "directory" }, { weighted: true }] as const)
      await expect(pathOf(campaign, query)).rejects.toThrow("the same organisations by itself");
    campaign.close();
  });
});

/** A directory of the first members, each in a group of its own saying, and of others who never answered. */
async function withDirectory(campaign: CampaignFile, folder: string, groupOf: typeof listed): Promise<void> {
  const rows = Array.from({ length: 260 }, (_, number) => {
    const { serviceType, region } = groupOf(number);
    return {
      location: `1-${800_000_000 + number}`,
      provider: `1-${500_000_000 + number}`,
      providerName: `Fictional Carers ${number} Ltd`,
      types: CQC_TYPES[serviceType] ?? "",
      region: REGIONS[region]!,
    };
  }).filter((_row, number) => isListed(number));
  await importInto(campaign, [write(folder, "directory.csv", directoryCsv("31 October 2024", rows))]);
}

/** As the directory names the first three service types. */
const CQC_TYPES = ["Nursing homes", "Residential homes", "Homecare agencies"];
const isListed = (number: number): boolean => number % 5 > 0;
const listed = (number: number): { serviceType: number; region: number } => ({
  serviceType: number % 3,
  region: Math.floor(number / 3) % 4,
});

/** The population by cell, by hand: those who answered in their own groups, and those listed who did not. */
function populationByHand(members: readonly Member[]): Map<number, number> {
  const cells = new Map<number, number>();
  const add = (cell: number): void => void cells.set(cell, (cells.get(cell) ?? 0) + 1);
  for (const member of members) add(cellOf(member));
  const there = numbered(members);
  for (let number = 0; number < 260; number += 1)
    if (isListed(number) && !there.has(number)) add(cellOf(listed(number)));
  return cells;
}

const sumOf = (cells: ReadonlyMap<number, number>, isWanted: (cell: number) => boolean): number =>
  [...cells].reduce((sum, [cell, n]) => sum + (isWanted(cell) ? n : 0), 0);
const cellIn =
  (row: Pick<TableRow, "serviceType" | "region">) =>
  (cell: number): boolean =>
    isIn(
      { number: 0, answers: {}, serviceType: Math.floor(cell / REGIONS.length), region: cell % REGIONS.length },
      row,
      [],
    );

describe("a table set against a list", () => {
  test.each(["none", "service-type", "region"] as const)(
    "gives the size of each group and corrects the interval for it: by %s",
    async (by) => {
      const folder = temporaryFolder();
      const campaign = stored(ANSWERED, folder);
      await withDirectory(campaign, folder, listed);
      const plain = await answersOf(campaign, { by });
      const table = await answersOf(campaign, { by, frame: "directory" });
      expect(table).toMatchObject({ frame: "directory", measure: "intent" });
      expect(table.rows).toHaveLength(plain.rows.length);
      for (const [index, row] of table.rows.entries()) {
        const population = sumOf(populationByHand(ANSWERED[row.month]!), cellIn(row));
        const interval = wilson(row.intends!, row.base!, population);
        expect(row).toEqual({
          ...plain.rows[index],
          population,
          low: interval === null ? null : Math.round(interval.low * 1000) / 1000,
          high: interval === null ? null : Math.round(interval.high * 1000) / 1000,
        });
        expect(row.population).toBeGreaterThanOrEqual(row.base! + row.blank! + row.notApplicable!);
      }
      campaign.close();
    },
  );

  test("weights by cell where each has respondents enough: worked by hand", async () => {
    const folder = temporaryFolder();
    const everyday = (number: number): Member => ({
      number,
      // Two service types in two regions; most of those who answer are of the first, and fewer of these intend.
      serviceType: number % 3 < 2 ? 0 : 1,
      region: number % 2,
      answers: { "intent.la": number % 7 === 0 ? "" : number % 5 < (number % 3 < 2 ? 1 : 3) ? "likely" : "unlikely" },
    });
    const members = Array.from({ length: 120 }, (_, number) => everyday(number));
    const campaign = stored({ "2025-01": members }, folder);
    const rows = Array.from({ length: 300 }, (_, number) => ({
      location: `1-${810_000_000 + number}`,
      provider: `1-${600_000_000 + number}`,
      providerName: `Silent Carers ${number} Ltd`,
      types: CQC_TYPES[number % 3 === 0 ? 0 : 1] ?? "",
      region: REGIONS[number % 5 === 0 ? 0 : 1],
    }));
    await importInto(campaign, [write(folder, "directory.csv", directoryCsv("31 October 2024", rows))]);
    const table = await answersOf(campaign, {
      by: "service-type",
      commissioner: "la",
      frame: "directory",
      weighted: true,
    });
    for (const row of table.rows) {
      let [sum, squares, counted, base] = [0, 0, 0, 0];
      for (const type of [0, 1]) {
        for (const region of [0, 1]) {
          if (row.serviceType !== "all" && row.serviceType !== SERVICE_TYPES[type]) continue;
          const own = members.filter((member) => member.serviceType === type && member.region === region);
          const silent = rows.filter((one) => one.types === CQC_TYPES[type] && one.region === REGIONS[region]).length;
          expect(own.length).toBeGreaterThanOrEqual(5);
          const weight = (own.length + silent) / own.length;
          for (const member of own.filter((one) => inBase(one, "intent.la"))) {
            sum += weight;
            squares += weight ** 2;
            base += 1;
            if (counts(member, "intent.la")) counted += weight;
          }
        }
      }
      expect(row.base).toBe(base);
      expect(row.weighted?.share).toBeCloseTo(counted / sum, 4);
      expect(row.weighted?.designEffect).toBeCloseTo((base * squares) / sum ** 2, 2);
      expect(row.weighted?.effectiveBase).toBeCloseTo(sum ** 2 / squares, 1);
      const interval = wilson((counted / sum) * (sum ** 2 / squares), sum ** 2 / squares, row.population);
      expect(row.weighted?.low).toBeCloseTo(interval!.low, 3);
      expect(row.weighted?.high).toBeCloseTo(interval!.high, 3);
      if (row.serviceType === "all") {
        expect(row.weighted?.designEffect).toBeGreaterThan(1.1);
        expect(row.weighted?.share).not.toBeCloseTo(row.share!, 2);
      }
    }
    campaign.close();
  });

  test("rakes to the margins where cells are sparse, and gives null where nobody is in the base", async () => {
    const folder = temporaryFolder();
    const campaign = stored(ANSWERED, folder);
    await withDirectory(campaign, folder, listed);
    storeMembers(campaign, null, "2025-05", [{ number: 3, serviceType: 2, region: 1, answers: {} }]);
    const table = await answersOf(campaign, {
      measure: "discussion",
      commissioner: "nhs",
      by: "region",
      frame: "directory",
      weighted: true,
    });
    for (const row of table.rows) {
      if (row.month === "2025-05") {
        expect(row).toMatchObject({ base: 0, share: null, weighted: null });
        continue;
      }
      const members = ANSWERED[row.month]!;
      const respondents = new Map<number, number>();
      for (const member of members) respondents.set(cellOf(member), (respondents.get(cellOf(member)) ?? 0) + 1);
      const population = populationByHand(members);
      const cells = [...respondents.keys()].filter(cellIn(row)).map((cell) => {
        const own = members.filter((member) => cellOf(member) === cell);
        return {
          cell,
          base: own.filter((member) => inBase(member, "discussion.nhs")).length,
          counted: own.filter((member) => counts(member, "discussion.nhs")).length,
        };
      });
      const weights = raked(respondents, population);
      const expected = weights === null ? null : weightedShare(cells, weights, row.population!);
      if (expected === null) expect(row.weighted).toBeNull();
      else {
        expect(row.weighted?.share).toBeCloseTo(expected.share, 4);
        expect(row.weighted?.designEffect).toBeCloseTo(expected.designEffect, 2);
        expect(row.weighted!.low).toBeLessThanOrEqual(row.weighted!.share);
        expect(row.weighted!.high).toBeGreaterThanOrEqual(row.weighted!.share);
      }
    }
    campaign.close();
  });

  test("serves a question of one's own, with the respondents of its own set", async () => {
    const folder = temporaryFolder();
    const campaign = stored({ "2025-01": ANSWERED["2025-01"]! }, folder);
    await withDirectory(campaign, folder, listed);
    storeSet(campaign, PAY);
    const members = payMembers(400, 3);
    storeMembers(campaign, PAY, "2025-01", members);
    const [row] = (await answersOf(campaign, { measure: "pay.rise", frame: "directory", weighted: true })).rows;
    expect(row?.population).toBe(sumOf(populationByHand(members), () => true));
    expect(row?.weighted?.effectiveBase).toBeLessThanOrEqual(row!.base!);
    const worry = await answersOf(campaign, { measure: "pay.worry", frame: "directory", weighted: true });
    expect(worry.rows[0]).toMatchObject({ population: row?.population, share: null, low: null });
    expect(worry.rows[0]).not.toHaveProperty("weighted");
    campaign.close();
  });

  test("is refused where a list tells nothing, each time with what to do", async () => {
    const folder = temporaryFolder();
    const campaign = stored({ "2025-01": ANSWERED["2025-01"]! }, folder);
    await expect(answersOf(campaign, { frame: "members" })).rejects.toThrow("no member list in this campaign");
    await withDirectory(campaign, folder, listed);
    const frame = "directory";
    for (const [query, words] of [
      [{ weighted: true }, "Name the list"],
      [{ frame, by: "size" }, "by service type and by region only"],
      [{ frame, by: "source", weighted: true }, "by service type and by region only"],
      [{ frame, matched: true }, "compared with each other"],
      [{ frame, protected: true }, "rounded figures alone"],
      [{ frame, serviceTypes: ["homecare"] }, "Leave out the service types"],
      [{ measure: "coverage", weighted: true }, "nothing to weight"],
    ] as const) {
      const asked = answersOf(campaign, query as Partial<TableQuery>);
      await expect(asked).rejects.toMatchObject({ code: "bad-request", message: expect.stringContaining(words) });
    }
    campaign.close();
  });
});

test("the command prints weights, changes and paths, for people and as JSON", async () => {
  const folder = temporaryFolder();
  const campaign = stored(ANSWERED, folder);
  await withDirectory(campaign, folder, listed);
  campaign.close();
  const run = async (measure: string, values: Record<string, string | boolean>) => {
    const given = { positionals: [measure], values: { campaign: campaign.path, by: "month", ...values } };
    const context = { ...quietly, version: "1", dataFolder: folder, say: () => undefined };
    const printed = await commands["table"]!.run(given, context);
    return { json: printed!.json, text: printed!.text };
  };
  const weighted = await run("intent", { frame: "directory", weighted: true, commissioner: "la" });
  const [row] = (weighted.json as AnswerTable).rows;
  expect(weighted.text).toContain("set against the CQC directory");
  expect(weighted.text).toContain(`${(row!.weighted!.share * 100).toFixed(1)}%`);
  expect(weighted.text).toContain(row!.population!.toLocaleString("en-GB"));
  const changed = await run("intent", { matched: true, commissioner: "la" });
  const change = (changed.json as AnswerTable).rows[0]!.change!;
  expect(changed.text).toMatch(/with +was +pairs +gained +lost +p/);
  expect(changed.text).toContain(change.p.toFixed(3));
  const path = await run("path", { by: "service-type,month", commissioner: "nhs" });
  expect(pathTableSchema.parse(path.json).rows.length).toBeGreaterThan(10);
  expect(path.text).toContain("not all months are in");
  expect(path.text).toContain("handed back");
  await expect(run("intent", { weighted: true })).rejects.toThrow("Name the list");
});
