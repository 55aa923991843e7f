import path from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditFinished, composeBrief } from "../../electron/engine/briefing.ts";
import { readFrozen } from "../../electron/engine/frozen.ts";
import { auditPack } from "../../electron/engine/pack/audit/audit.ts";
import { readPack } from "../../electron/engine/pack/read.ts";
import { newSession, type Session } from "../../electron/engine/session.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import { answerTableSchema, tableQuerySchema, type AnswerTable, type TableQuery } from "../../shared/contract.ts";
import { REGIONS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import { newCampaign, quietly, PAGE, PAGES } from "./campaign.ts";
import { folderForAll, temporaryFolder } from "./files.ts";
import { type Member, PACKAGES, packageMembers, storeMembers, storeSet } from "./ownSets.ts";
import { released } from "./releasable.ts";

const MEMBERS = packageMembers(420, 31);
/** February: most gave the same again, some another number, some left and some joined. */
const LATER = packageMembers(430, 32).map((member, index) =>
  index < 360 ? { ...MEMBERS[index]!, number: index } : member,
);

function campaignWith(
  months: Readonly<Record<string, readonly Member[]>>,
  folder: string = temporaryFolder(),
): CampaignFile {
  const campaign = newCampaign(folder);
  storeSet(campaign, PACKAGES);
  for (const [month, members] of Object.entries(months)) storeMembers(campaign, PACKAGES, month, members);
  return campaign;
}

async function tableFor(
  campaign: CampaignFile,
  query: Partial<TableQuery>,
  session: Session = newSession("test", campaign),
): Promise<AnswerTable> {
  const whole = tableQuerySchema.parse({ measure: "packages.back", by: "service-type", ...query });
  return (await tableOf(session, whole, quietly)) as AnswerTable;
}

/** What the members of a group gave together, and how many gave a number. */
function trueSum(members: readonly Member[], by: "service-type" | "region", key: string) {
  const inside = members.filter(
    (member) => key === "all" || (by === "region" ? REGIONS[member.region] : SERVICE_TYPES[member.serviceType]) === key,
  );
  const given = inside.flatMap(({ answers }) => (/^\d/.test(answers["back"]!) ? [Number(answers["back"])] : []));
  return { value: given.reduce((sum, n) => sum + n, 0), given: given.length, largest: Math.max(0, ...given) };
}

describe("tables of a number question", () => {
  test.each(["service-type", "region"] as const)("give the true sum inside the app, by %s", async (by) => {
    const campaign = campaignWith({ "2025-01": MEMBERS });
    const found = await tableFor(campaign, { by });
    expect(found.question).toMatchObject({ summed: true });
    for (const row of found.rows) {
      const { value, given } = trueSum(MEMBERS, by, row.serviceType ?? row.region!);
      expect(row.sum).toEqual({ value, roundedTo: null, given });
    }
    const fee = await tableFor(campaign, { measure: "packages.fee", by });
    expect(fee.question).not.toHaveProperty("summed");
    expect(fee.rows[0]).not.toHaveProperty("sum");
    const homecare = await tableFor(campaign, { by: "none", serviceTypes: ["homecare"] });
    expect(homecare.rows[0]!.sum!.value).toBe(trueSum(MEMBERS, "service-type", "homecare").value);
    campaign.close();
  });

  test("give a rounded sum where it may leave the app, next to the true one and adding up as far as it is shown", async () => {
    const campaign = campaignWith({ "2025-01": MEMBERS });
    const session = newSession("test", campaign);
    for (const by of ["service-type", "region"] as const) {
      const found = await tableFor(campaign, { by, protected: true }, session);
      expect(answerTableSchema.parse(structuredClone(found))).toEqual(found);
      const { largest } = trueSum(MEMBERS, by, "all");
      const shown = found.rows.filter(({ sum }) => sum!.value !== null);
      expect(shown.length).toBeGreaterThan(4);
      for (const { base, sum, serviceType, region, merges } of shown) {
        const { value, roundedTo } = sum!;
        expect(roundedTo!).toBeGreaterThanOrEqual(largest / 5);
        expect(value! % roundedTo!).toBe(0);
        expect(base!).toBeGreaterThanOrEqual(15);
        if (merges !== undefined) continue;
        const truth = trueSum(MEMBERS, by, serviceType ?? region!).value;
        expect(Math.abs(value! - truth)).toBeLessThan(roundedTo!);
      }
      for (const { sum } of found.rows) {
        if (sum!.value === null)
          expect(sum!.hidden).toMatch(/^(too few organisations|would give away a single answer)$/);
      }
      const small = found.rows.filter(({ base }) => base === null);
      expect(small.length).toBeGreaterThan(0);
      expect(small.every(({ sum }) => sum!.value === null)).toBe(true);
    }
    campaign.close();
  });
});

describe("a pack with a number question", () => {
  const folder = folderForAll();
  let campaign: CampaignFile;
  let all: AnswerTable["rows"][number];
  let briefed: Awaited<ReturnType<typeof brief>>;
  beforeAll(async () => {
    campaign = campaignWith({ "2025-01": MEMBERS, "2025-02": LATER }, folder);
    const session = newSession("test", campaign);
    const { rows } = await tableFor(campaign, { protected: true }, session);
    all = rows.find(({ month, serviceType }) => month === "2025-02" && serviceType === "all")!;
    briefed = await brief(session);
  });
  afterAll(() => campaign.close());
  const brief = async (session: Session) => {
    const out = path.join(folder, "pack");
    const request = {
      month: null,
      title: null,
      out,
      zip: false,
      plan: { ...PAGES, sections: [...PAGES.sections, "set-packages"] },
      appVersion: "0",
    };
    const result = await composeBrief(session, request, quietly);
    return { out, result, files: await readPack(out) };
  };
  const textOf = (files: Awaited<ReturnType<typeof readPack>>, name: string): string =>
    new TextDecoder().decode(files.find((file) => file.name === name)!.bytes);

  test("holds the sums in every format, says how they are rounded, and passes its audit with and without the campaign", async () => {
    const { value, roundedTo } = all.sum!;
    const { out, files, result } = briefed;
    expect((await auditFinished(out, campaign.path, quietly)).faults).toEqual([]);
    expect((await auditFinished(out, null, quietly)).faults).toEqual([]);

    const csv = textOf(files, "data/set-packages-by-service-type.csv");
    expect(csv).toContain(`2025-02,packages.back,all,All services,sum,Sum of the numbers given,number,${value},`);
    expect(csv).toContain(`2025-02,packages.back,all,All services,sum_rounding,Sum rounded to,number,${roundedTo},`);
    expect(csv).toMatch(/,packages\.back,shared_lives,[^\n]*,sum,[^\n]*,\[c\],[^\n]*\[c\] sum: too few organisations/);
    const page = textOf(files, "index.html");
    const printed = value!.toLocaleString("en-GB");
    expect(page).toContain(`data-f="packages.back|2025-02|service-type|all|sum">${printed}<`);
    expect(page).toContain(
      `Sum of Packages handed back, by service type, February 2025, rounded to ${roundedTo!.toLocaleString("en-GB")}`,
    );
    expect(page).not.toContain("Sum of Average hourly fee");
    expect(page).toContain("at least a fifth of the largest number given");
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(files.find(({ name }) => name === "data-tables.xlsx")!.bytes) as never);
    const sheet = workbook.getWorksheet("Table_1")!;
    const heads = (sheet.getRow(3).values as string[]).slice(1);
    expect(heads).toEqual(expect.arrayContaining(["Sum of the numbers given", "Sum rounded to"]));
    const metadata = JSON.parse(textOf(files, "data/metadata.json")) as { columns: Record<string, string> };
    expect(metadata.columns["figure"]).toContain("sum: the numbers given, added up");
    expect(result.hidden.some(({ where }) => where.startsWith("Sum of Packages of care: Packages handed back"))).toBe(
      true,
    );
    for (const file of files) expect(new TextDecoder().decode(file.bytes)).not.toContain("contributions");
  });

  test("is found out by the audit where a sum was changed, or one that is hidden is stated", async () => {
    const { files } = briefed;
    const faultsWith = async (edit: (csv: string) => string) => {
      const name = "data/set-packages-by-service-type.csv";
      const edited = files.map((file) =>
        file.name === name ? { name, bytes: new TextEncoder().encode(edit(textOf(files, name))) } : file,
      );
      return (await auditPack(edited, { definition: null, needles: [] })).map(({ fault }) => fault).join(" ");
    };
    expect(await faultsWith((csv) => csv.replace(/(,sum,[^,]*,number,)\d+/, "$113"))).toMatch(
      /13 is not a multiple of what sums are rounded to/,
    );
    expect(await faultsWith((csv) => csv.replace(/(,sum,[^,]*,number,)\[c\]/, "$1100"))).toMatch(
      /\|sum: shown although the base is hidden or too small/,
    );
  });
});

test("a release freezes its sums, with a late return counted in the next month, whose sums are drawn beside them", async () => {
  const campaign = campaignWith({ "2025-01": MEMBERS.slice(0, 400) });
  const before = await tableFor(campaign, { protected: true });
  const folder = temporaryFolder();
  await released(campaign, path.join(folder, "first"), { plan: PAGE });
  const frozen = () => readFrozen(campaign).map(({ collection }) => JSON.stringify(collection));
  const [january] = frozen();
  expect(JSON.parse(january!).cube.sums["packages.back"].groups.length).toBeGreaterThan(10);

  storeMembers(campaign, PACKAGES, "2025-01", MEMBERS.slice(400));
  storeMembers(campaign, PACKAGES, "2025-02", LATER.slice(0, 390));
  const after = await tableFor(campaign, { protected: true });
  expect(after.rows.filter(({ month }) => month === "2025-01")).toEqual(before.rows);
  const all = after.rows.find(({ month, serviceType }) => month === "2025-02" && serviceType === "all")!;
  const counted = trueSum([...LATER.slice(0, 390), ...MEMBERS.slice(400)], "service-type", "all").value;
  expect(Math.abs(all.sum!.value! - counted)).toBeLessThan(all.sum!.roundedTo!);

  await released(campaign, path.join(folder, "second"), { plan: PAGE });
  expect(frozen()[0]).toBe(january);
  expect(frozen()).toHaveLength(2);
  expect((await auditFinished(path.join(folder, "second"), campaign.path, quietly)).faults).toEqual([]);
  campaign.close();
});
