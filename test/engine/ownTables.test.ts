import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditFinished, composeBrief } from "../../electron/engine/briefing.ts";
import { commands } from "../../electron/engine/commands.ts";
import { protectCube } from "../../electron/engine/disclosure/protect.ts";
import { loadSolver } from "../../electron/engine/disclosure/solver.ts";
import { verifyCube } from "../../electron/engine/disclosure/verify.ts";
import { exactCubes } from "../../electron/engine/measures/exactCubes.ts";
import { auditPack } from "../../electron/engine/pack/audit/audit.ts";
import { findNeedles } from "../../electron/engine/pack/audit/needles.ts";
import { opened } from "../../electron/engine/pack/audit/open.ts";
import { readPack } from "../../electron/engine/pack/read.ts";
import { ownSets, questionList } from "../../electron/engine/questions.ts";
import { newSession, type Session } from "../../electron/engine/session.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { readRollup, readStandingCounts } from "../../electron/engine/store/rollup.ts";
import {
  answerTableSchema,
  contract,
  tableQuerySchema,
  type AnswerTable,
  type TableQuery,
} from "../../shared/contract.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import type { Month } from "../../shared/month.ts";
import type { PackPlan } from "../../shared/packs.ts";
import { questionSetSchema } from "../../shared/questionSets.ts";
import { REGIONS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import { drawsOf } from "./disclosure/cubes.ts";
import { newCampaign, quietly, PAGE, PAGES } from "./campaign.ts";
import { folderForAll, temporaryFolder } from "./files.ts";
import { handbackMembers, type Member, PAY, payMembers, SECRET_TEXT, storeMembers, storeSet } from "./ownSets.ts";

const MONTHS = ["2025-01", "2025-02"];
const PAY_MEMBERS = new Map(MONTHS.map((month, index) => [month, payMembers(420 + 30 * index, 21 + index)]));
const HANDBACK_MEMBERS = new Map(MONTHS.map((month, index) => [month, handbackMembers(380 + 20 * index, 5 + index)]));

const common = folderForAll();
const campaigns = new Map<string, CampaignFile>();
afterAll(() => campaigns.forEach((campaign) => campaign.close()));

/** A campaign of these sets and months, made once: tests that share it read only. */
function campaignWith(sets: readonly ("pay" | "handback")[], months: readonly string[] = MONTHS): CampaignFile {
  const name = [...sets, ...months].join(" ");
  const known = campaigns.get(name);
  if (known !== undefined) return known;
  const campaign = newCampaign(common, name);
  campaigns.set(name, campaign);
  if (sets.includes("pay")) storeSet(campaign, PAY);
  for (const month of months) {
    if (sets.includes("handback")) storeMembers(campaign, null, month, HANDBACK_MEMBERS.get(month)!);
    if (sets.includes("pay")) storeMembers(campaign, PAY, month, PAY_MEMBERS.get(month)!);
  }
  return campaign;
}

const sessions = new WeakMap<CampaignFile, Session>();

/** The one session of a campaign, in which its cubes are protected once. */
function sessionOf(campaign: CampaignFile): Session {
  const session = sessions.get(campaign) ?? newSession("test", campaign);
  sessions.set(campaign, session);
  return session;
}

/** A table of any measure, by service type, both commissioners. */
async function own(campaign: CampaignFile, query: Partial<TableQuery>): Promise<AnswerTable> {
  const whole = tableQuerySchema.parse({ measure: "intent", by: "service-type", ...query });
  return (await tableOf(sessionOf(campaign), whole, quietly)) as AnswerTable;
}

/** Options in the base, of every counted question, as the set says. */
const IN_BASE: Readonly<Record<string, readonly string[]>> = {
  "pay.rise": ["yes", "no", "dont_know"],
  "pay.outlook": ["base", "low", "counted", "dont_know"],
  "pay.worry": ["w0", "w1", "w2", "w3"],
  "pay.wage": ["to_1144", "to_12", "over"],
  "pay.steps.agency": ["yes", "no"],
  "pay.steps.overtime": ["yes", "no"],
  "pay.steps.turned": ["yes", "no"],
};
const COUNTED: Readonly<Record<string, readonly string[]>> = {
  "pay.rise": ["yes"],
  "pay.outlook": ["base", "low"],
  "pay.worry": [],
  "pay.wage": ["over"],
  "pay.steps.agency": ["yes"],
  "pay.steps.overtime": ["yes"],
  "pay.steps.turned": ["yes"],
};
const OWN = Object.keys(IN_BASE) as `${string}.${string}`[];

describe("exact tables of a user’s own questions", () => {
  test.each(["service-type", "region", "none"] as const)("are the members’ own counts, by %s", async (by) => {
    const campaign = campaignWith(["pay", "handback"]);
    for (const measure of OWN) {
      const found = await own(campaign, { measure, by });
      expect(found).toMatchObject({ measure, commissioner: null, protected: false, question: { code: measure } });
      expect(found.question!.options.map(({ code }) => code)).toEqual(IN_BASE[measure]);
      expect(found.question!.options.filter((option) => option.counted).map(({ code }) => code)).toEqual(
        COUNTED[measure],
      );
      for (const month of MONTHS) {
        for (const [key, members] of groupsOf(PAY_MEMBERS.get(month)!, by)) {
          const row = found.rows.find(
            (candidate) => candidate.month === month && (candidate.serviceType ?? candidate.region ?? "all") === key,
          )!;
          expect(row, `${measure} ${month} ${key}`).toMatchObject(counted(measure, members));
          expect(row).not.toHaveProperty("intends");
          expect(row).not.toHaveProperty("yes");
        }
      }
      expect(answerTableSchema.parse(structuredClone(found))).toEqual(found);
    }
  });

  test("have no share where no option counts, and are not hidden for that", async () => {
    const campaign = campaignWith(["pay"]);
    for (const isProtected of [false, true]) {
      const { rows } = await own(campaign, { measure: "pay.worry", by: "none", protected: isProtected });
      for (const row of rows) {
        expect(row).toMatchObject({ share: null, low: null, high: null, counted: null });
        expect(row.hidden).toBeUndefined();
        expect(row.counts).not.toBeNull();
      }
    }
  });

  test("of the same organisations compare each month with its neighbour, every answer beside the share", async () => {
    const campaign = campaignWith(["pay"]);
    const { rows } = await own(campaign, { measure: "pay.rise", by: "none", matched: true });
    const [january, february] = MONTHS.map((month) => PAY_MEMBERS.get(month)!.slice(0, 420));
    expect(rows.find(({ month }) => month === "2025-02")).toMatchObject({
      ...counted("pay.rise", february!),
      comparedWith: "2025-01",
      before: {
        base: counted("pay.rise", january!).base,
        counted: counted("pay.rise", january!).counted,
        counts: counted("pay.rise", january!).counts,
      },
    });
  });

  test("a question that came into the set later was answered by nobody before", async () => {
    const campaign = newCampaign(temporaryFolder());
    const later = { code: "later", label: "Later", wording: "Later?", kind: "yes-no" as const, options: [] };
    storeSet(campaign, PAY);
    storeMembers(campaign, PAY, "2025-01", PAY_MEMBERS.get("2025-01")!);
    storeSet(campaign, { ...PAY, questions: [...PAY.questions, later] });
    const protectedRows = (await own(campaign, { measure: "pay.later", by: "none", protected: true })).rows;
    expect(protectedRows).toMatchObject([{ base: null, hidden: "too few organisations" }]);
    campaign.close();
  });
});

describe("what is refused", () => {
  test.each([
    ["pay.nothing", null, /no question “pay.nothing”.*pay\.rise, .*pay\.steps\.agency/],
    ["pay.steps", null, /multiple choice.*pay\.steps\.agency, pay\.steps\.overtime, pay\.steps\.turned/],
    ["pay.why", null, /free text, which is never counted/],
    ["intent.la", null, /no question “intent.la”.*intent, discussion, handback, coverage and path/],
    ["pay.rise", "la", /not split by commissioner.*pay\.rise/],
  ] as const)("%s with commissioner %s", async (measure, commissioner, message) => {
    const campaign = campaignWith(["pay"], ["2025-01"]);
    await expect(own(campaign, { measure, commissioner })).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringMatching(message),
    });
  });

  test("an option with the code of no answer, which would be counted as one", () => {
    const [, outlook] = PAY.questions;
    const withOption = (code: string, role: string) =>
      questionSetSchema.safeParse({
        ...PAY,
        questions: [{ ...outlook, options: [...outlook!.options, { code, label: code, role }] }],
      }).success;
    expect(withOption("not_applicable", "beside")).toBe(true);
    expect([
      withOption("blank", "base"),
      withOption("unrecognised", "beside"),
      withOption("not_applicable", "base"),
    ]).toEqual([false, false, false]);
  });

  test("a measure that could be no question of any set does not pass the contract", () => {
    const parse = (measure: string) => contract["table.get"].input.safeParse({ measure, by: "none" }).success;
    expect(["pay.rise", "pay.steps.agency", "coverage", "intent"].map(parse)).toEqual([true, true, true, true]);
    expect(["pay", "Pay.rise", "pay.rise.a.b", "pay. rise", "pay.rise;"].map(parse)).toEqual(Array(5).fill(false));
  });
});

describe("protected tables of a user’s own questions", () => {
  test("are multiples of 5 that add up, next to the true figures, and choices of one question share their base", async () => {
    const campaign = campaignWith(["pay"]);
    const solver = await loadSolver();
    const [set] = ownSets(campaign);
    const cubes = exactCubes(
      "organisation",
      set!.questions,
      readRollup(campaign, "organisation", { questions: set!.questions.map(({ id }) => id) }),
      readStandingCounts(campaign, "organisation", set!.id),
    );
    expect(cubes.map(({ month, questionSet }) => [month, questionSet])).toEqual(MONTHS.map((month) => [month, "pay"]));
    for (const cube of cubes) {
      const rounded = protectCube(cube, drawsOf("pay"), solver);
      expect(verifyCube(cube, rounded)).toEqual([]);
      for (const { questions } of rounded.groups) {
        const bases = ["agency", "overtime", "turned"].map((choice) => questions[`pay.steps.${choice}`]!);
        expect(new Set(bases.map(({ base, noAnswer }) => `${base} ${noAnswer}`)).size).toBe(1);
      }
      const broken = structuredClone(rounded) as unknown as {
        groups: { questions: Record<string, { base: number }> }[];
      };
      broken.groups[0]!.questions["pay.steps.turned"]!.base += 5;
      expect(verifyCube(cube, broken as never).join(" ")).toMatch(/do not add up.*rounded apart/);
    }
  });

  test("are next to the exact ones, and add up over the groups", async () => {
    const campaign = campaignWith(["pay", "handback"]);
    for (const measure of OWN) {
      const exact = await own(campaign, { measure });
      const rounded = await own(campaign, { measure, protected: true });
      expect(rounded.question).toEqual(exact.question);
      for (const row of rounded.rows) {
        const shown = [row.base, row.notApplicable, row.blank, ...Object.values(row.counts ?? {})];
        expect(shown.every((value) => value === null || value % 5 === 0)).toBe(true);
        if (row.counts !== null) {
          expect(Object.values(row.counts).reduce((sum, n) => sum + n, 0)).toBe(row.base);
          expect(Math.max(...Object.values(row.counts))).toBeLessThanOrEqual(0.9 * row.base!);
        }
        const truth = exact.rows.find(
          ({ month, serviceType }) => month === row.month && serviceType === row.serviceType,
        );
        if (row.base !== null && truth !== undefined) expect(Math.abs(row.base - truth.base!)).toBeLessThan(5);
        if (row.share !== null) expect(row.share).toBeCloseTo(row.counted! / row.base!, 4);
      }
    }
  });

  test("an own set and the hand-back questions of the same month change nothing of each other", async () => {
    const [both, handback, pay] = [
      campaignWith(["pay", "handback"]),
      campaignWith(["handback"]),
      campaignWith(["pay"]),
    ];
    for (const isProtected of [false, true]) {
      for (const measure of ["intent", "handback"] as const) {
        const query = { measure, protected: isProtected };
        expect(await own(both, query)).toEqual(await own(handback, query));
      }
      for (const measure of OWN)
        expect(await own(both, { measure, protected: isProtected })).toEqual(
          await own(pay, { measure, protected: isProtected }),
        );
    }
  });

  test("nearly everyone saying one thing hides the detail, whether or not the answer counts", async () => {
    const campaign = newCampaign(temporaryFolder());
    storeSet(campaign, PAY);
    const members = payMembers(300, 3).map((member) => ({
      ...member,
      answers: {
        ...member.answers,
        worry: member.number < 285 ? "w1" : "w2",
        outlook: member.number < 285 ? "counted" : "base",
      },
    }));
    storeMembers(campaign, PAY, "2025-01", members);
    const row = async (measure: `${string}.${string}`) =>
      (await own(campaign, { measure, by: "none", protected: true })).rows[0]!;
    const hidden = { base: 300, counts: null, counted: null, share: null, hidden: "would give away a single answer" };
    expect(await row("pay.worry")).toMatchObject(hidden);
    expect(await row("pay.worry")).not.toHaveProperty("shareText");
    expect(await row("pay.outlook")).toMatchObject({ ...hidden, shareText: "10% or less" });
    campaign.close();
  });
});

describe("packs with a user’s own questions", () => {
  const brief = async (campaign: CampaignFile, plan: PackPlan, month: string | null = null) => {
    const out = path.join(mkdtempSync(path.join(common, "pack-")), "pack");
    const request = { month: month as Month | null, title: null, out, zip: false, plan, appVersion: "0" };
    const result = await composeBrief(sessionOf(campaign), request, quietly);
    return { out, result, files: await readPack(out) };
  };
  type Briefed = Awaited<ReturnType<typeof brief>>;
  let withPay: Briefed;
  let payAlone: Briefed;
  beforeAll(async () => {
    withPay = await brief(campaignWith(["pay", "handback"]), PAGES);
    payAlone = await brief(campaignWith(["pay"], ["2025-02"]), PAGE);
  });
  const text = (files: Awaited<ReturnType<typeof readPack>>, name: string): string =>
    new TextDecoder().decode(files.find((file) => file.name === name)!.bytes);

  test("hold every counted question in every format, agree, and hold nothing of a free text", async () => {
    const campaign = campaignWith(["pay", "handback"]);
    const { out, files, result } = withPay;
    const names = files.map(({ name }) => name);
    for (const by of ["service-type", "region"]) expect(names).toContain(`data/set-pay-by-${by}.csv`);
    for (const code of ["pay.rise", "pay.outlook", "pay.worry", "pay.wage", "pay.steps.agency"])
      for (const by of ["service-type", "region"]) expect(names).toContain(`charts/${code}-by-${by}.svg`);
    expect((await auditFinished(out, campaign.path, quietly)).faults).toEqual([]);

    const rise = await own(campaign, { measure: "pay.rise", by: "none", protected: true });
    const { base, counts } = rise.rows.at(-1)!;
    const csv = text(files, "data/set-pay-by-service-type.csv");
    expect(csv).toMatch(/^month,question,service_type,group,figure,label,unit,value,note\r\n/);
    expect(csv).toContain(`2025-02,pay.rise,all,All services,answer_yes,Yes,organisations,${counts!["yes"]},`);
    expect(csv).toContain("£12 and more");
    expect(csv).toContain(",answer_w3,'=Sick pay,");
    const html = text(files, "index.html");
    expect(html).toMatch(/<h2[^>]*>Workforce pay<\/h2>/);
    expect(html).toContain(`data-f="pay.rise|2025-02|service-type|all|base">${base}<`);
    expect(html).toContain("The share counts “Up by 10% or more” or “Up by 5% to 9.5%”.");
    expect(html).toContain("No answer counts towards a share");
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(files.find(({ name }) => name === "data-tables.xlsx")!.bytes) as never);
    const contents = workbook.getWorksheet("Contents")!.getColumn(2).values.map(String);
    expect(contents).toContain("Workforce pay: Pay rise given, by service type (pay.rise)");
    expect(contents.filter((title) => title.startsWith("Workforce pay:"))).toHaveLength(OWN.length * 2);
    const manifest = JSON.parse(text(files, "manifest.json")) as Record<string, unknown>;
    expect(manifest["questionSets"]).toEqual([{ code: "pay", months: MONTHS }]);
    expect(result.hidden.some(({ where }) => where.startsWith("Workforce pay: "))).toBe(true);

    expect(await findNeedles(files, [SECRET_TEXT, "Please say why", "Elm Road"])).toEqual([]);
    expect(opened(files).some(({ bytes }) => new TextDecoder().decode(bytes).includes("Please say why"))).toBe(false);
  });

  test("say the hand-back figures as a pack without them does", async () => {
    const without = await brief(campaignWith(["handback"]), PAGE);
    for (const { name, bytes } of without.files) {
      if (!/^data\/.*csv$|^charts\//.test(name)) continue;
      expect(withPay.files.find((file) => file.name === name)?.bytes, name).toEqual(bytes);
    }
  });

  test("are found out by the audit where a figure was changed, shown near unanimity, or in a file of no question", async () => {
    const { files } = payAlone;
    const name = "data/set-pay-by-service-type.csv";
    const faults = async (change: (csv: string) => string, as = name) => {
      const changed = files.map((file) =>
        file.name === name ? { name: as, bytes: new TextEncoder().encode(change(text(files, name))) } : file,
      );
      return (await auditPack(changed, { definition: null, needles: [] })).map(({ fault }) => fault).join(" ");
    };
    expect(await faults((csv) => csv)).toContain("its hash is not the manifest’s"); // the byte order mark is gone
    const yes = /(2025-02,pay\.rise,all,All services,answer_yes,Yes,organisations),\d+/;
    expect(await faults((csv) => csv.replace(yes, "$1,7"))).toMatch(/answer_yes: 7 is not a multiple of 5/);
    expect(await faults((csv) => csv.replace(yes, "$1,9995"))).toMatch(/answer_yes: near unanimity shown/);
    expect(await faults((csv) => csv, "data/set-other-by-region.csv")).toMatch(/belongs to no question of the pack/);
    const chart = files.map((file) =>
      file.name === "charts/pay.worry-by-region.svg"
        ? { ...file, bytes: new TextEncoder().encode(text(files, file.name).replace(/>A \d+%</, ">A 99.4%<")) }
        : file,
    );
    expect(
      (await auditPack(chart, { definition: null, needles: [] })).some(({ fault }) => fault.includes("99.4%")),
    ).toBe(true);
  });

  test("lead each set with its own newest month, and stand without hand-back answers", async () => {
    const mixed = newCampaign(temporaryFolder(), "mixed");
    storeSet(mixed, PAY);
    storeMembers(mixed, null, "2025-01", HANDBACK_MEMBERS.get("2025-01")!);
    storeMembers(mixed, PAY, "2025-02", PAY_MEMBERS.get("2025-02")!);
    const both = text((await brief(mixed, PAGE)).files, "index.html");
    expect(both).toMatch(/<h1>January 2025: \d+% of organisations were likely/);
    expect(both).toContain("Pay rise given, by service type, February 2025");
    expect(text((await brief(mixed, PAGE, "2025-01")).files, "index.html")).not.toContain("Workforce pay");
    mixed.close();

    const only = campaignWith(["pay"], ["2025-02"]);
    const { files, out } = payAlone;
    const html = text(files, "index.html");
    expect(html).toContain("<h1>Workforce pay, February 2025</h1>");
    expect(html).not.toMatch(/Intent to hand back|NHS contracts|Too few organisations answered/);
    expect((await auditFinished(out, only.path, quietly)).faults).toEqual([]);
  });

  test("are refused where a question’s own words name a member", async () => {
    const campaign = newCampaign(temporaryFolder());
    const [first, ...rest] = PAY.questions;
    storeSet(campaign, { ...PAY, questions: [{ ...first!, label: "Do you know Fictional Carers 7?" }, ...rest] });
    storeMembers(campaign, PAY, "2025-01", PAY_MEMBERS.get("2025-01")!);
    await expect(brief(campaign, PAGE)).rejects.toMatchObject({
      code: "audit-failed",
      message: /words of a question set/,
    });
    campaign.close();
  });
});

test("question.list names every counted question under its set, with the months answered", () => {
  const campaign = campaignWith(["pay"]);
  const list = questionList(campaign);
  expect(contract["question.list"].output.parse(structuredClone(list))).toEqual(list);
  expect(list.map(({ code }) => code)).toEqual(OWN);
  expect(list[4]).toEqual({
    set: "pay",
    title: "Workforce pay",
    code: "pay.steps.agency",
    label: "Steps taken: Used agency staff",
    wording: "Which of these have you done? Used agency staff",
    months: MONTHS,
  });
});

test("the command line prints a question’s table, in JSON and for people", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder, "pay");
  storeSet(campaign, PAY);
  storeMembers(campaign, PAY, "2025-01", PAY_MEMBERS.get("2025-01")!);
  campaign.close();
  const [file] = readdirSync(folder).filter((name) => name.endsWith(".evidence"));
  const given = { values: { campaign: path.join(folder, file!), by: "service-type,month" }, positionals: ["pay.rise"] };
  const context = { ...quietly, version: "0", dataFolder: folder, say: () => undefined };
  const output = (await commands["table"]!.run(given, context))!;
  const all = (output.json as AnswerTable).rows.find(({ serviceType }) => serviceType === "all");
  expect(all).toMatchObject(counted("pay.rise", PAY_MEMBERS.get("2025-01")!));
  expect(output.text).toMatch(/pay\.rise.*Pay rise given\n.*yes +no +dont_know +share/);
  expect(output.text).toContain("yes: Yes (counts)");
  await expect(commands["table"]!.run({ ...given, positionals: ["pays"] }, context)).rejects.toThrow(/MEASURE/);
  expect(readFileSync(path.resolve(import.meta.dirname, "../../README.md"), "utf8")).toContain("`pay.rise`");
});

/** A row's figures, counted from the members themselves. */
function counted(measure: string, members: readonly Member[]) {
  const code = measure.slice("pay.".length);
  const said = members.map(({ answers }) => answers[code]!);
  const n = (...options: readonly string[]): number => said.filter((answer) => options.includes(answer)).length;
  const base = n(...IN_BASE[measure]!);
  const counts = Object.fromEntries(IN_BASE[measure]!.map((option) => [option, n(option)]));
  const share = COUNTED[measure]!.length === 0 ? null : n(...COUNTED[measure]!);
  return {
    base,
    counts,
    notApplicable: n("not_applicable", "none"),
    blank: n(""),
    ...(n("unrecognised") > 0 ? { unrecognised: n("unrecognised") } : {}),
    counted: share,
    share: share === null || base === 0 ? null : Math.round((share / base) * 10_000) / 10_000,
  };
}

function groupsOf(members: readonly Member[], by: TableQuery["by"]): ReadonlyMap<string, readonly Member[]> {
  const all: [string, readonly Member[]] = ["all", members];
  if (by === "none") return new Map([all]);
  const key = (member: Member): string =>
    by === "region" ? REGIONS[member.region]! : SERVICE_TYPES[member.serviceType]!;
  return new Map([...Map.groupBy(members, key), all]);
}
