import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readFrozen, writeRules } from "../../electron/engine/frozen.ts";
import { keepPlan, keptPlan } from "../../electron/engine/packPlan.ts";
import { protectionOf } from "../../electron/engine/protecting.ts";
import { HANDBACK } from "../../electron/engine/questions.ts";
import { withLateReturns } from "../../electron/engine/respondents.ts";
import { newSession } from "../../electron/engine/session.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { saveView } from "../../electron/engine/savedViews.ts";
import { tableOf } from "../../electron/engine/tables.ts";
import { isAnswerTable, tableQuerySchema } from "../../shared/tables.ts";
import { DEFAULT_RULES } from "../../electron/engine/disclosure/rules.ts";
import { importInto, quietly } from "./campaign.ts";
import { write } from "./files.ts";
import { plainExtract, releasable, released } from "./releasable.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "bellwether-protecting-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function protectedRows(campaign: CampaignFile, month: string) {
  const query = tableQuerySchema.parse({ measure: "intent", by: "service-type", protected: true });
  const table = await tableOf(newSession("test", campaign), query, quietly);
  if (!isAnswerTable(table)) throw new Error("no table of answers");
  return table.rows.filter((row) => row.month === month);
}

async function baseOfAll(campaign: CampaignFile, month: string): Promise<number | null | undefined> {
  return (await protectedRows(campaign, month)).find(
    ({ serviceType, commissioner }) => serviceType === "all" && commissioner === "la",
  )?.base;
}

describe("a collection that was released", () => {
  let campaign: CampaignFile;
  beforeAll(async () => {
    campaign = await releasable(folder);
  });
  afterAll(() => campaign.close());

  it("keeps its figures whatever arrives later; late returns count in the next collection", async () => {
    await released(campaign, path.join(folder, "pack"));
    const before = await protectedRows(campaign, "2025-01");
    await importInto(campaign, [write(folder, "late January.csv", plainExtract("January", 60, 1_000))]);
    expect(await protectedRows(campaign, "2025-01")).toEqual(before);
    expect(await baseOfAll(campaign, "2025-01")).toBe(240);

    // 100 of the 240 answer February, and 20 of the 60 that were late with January.
    await importInto(campaign, [write(folder, "February.csv", plainExtract("February", 100))]);
    await importInto(campaign, [write(folder, "February 2.csv", plainExtract("February", 20, 1_000))]);
    expect(await protectedRows(campaign, "2025-01")).toEqual(before);
    expect(await baseOfAll(campaign, "2025-02")).toBe(100 + 20 + 40);
    expect(readFrozen(campaign).map(({ collection }) => collection.month)).toEqual(["2025-01"]);
  });

  it("is attacked again together with what is to come", async () => {
    const { outcome, certificate, collections, late } = await protectionOf(
      newSession("test", campaign),
      HANDBACK,
      null,
      quietly,
    );
    expect(late).toBe(true);
    expect(collections.map(({ month }) => month)).toEqual(["2025-02"]);
    expect(outcome.proofs).toEqual([]);
    expect(outcome.readers.every(({ claims, proved }) => claims > 0 && proved === 0)).toBe(true);
    expect(certificate.cases.some((each) => each.includes(`"months":["2025-01","2025-02"]`))).toBe(true);
  });
});

it("shows less under stricter rules, and says what would show more", async () => {
  const campaign = await releasable(folder, ["January"], "rules");
  try {
    const before = await protectedRows(campaign, "2025-01");
    expect(before.some(({ serviceType, base }) => serviceType === "homecare" && base !== null)).toBe(true);
    writeRules(campaign, { ...DEFAULT_RULES, countsFrom: 100, percentagesFrom: 150 });
    const after = (await protectedRows(campaign, "2025-01")).filter(({ serviceType }) => serviceType === "homecare");
    expect(after.map(({ base, hidden, remedy }) => [base, hidden, remedy])).toEqual([
      [null, "too few organisations", "Merge Homecare with Care home with nursing."],
      [null, "too few organisations", "Merge Homecare with Care home with nursing."],
    ]);
  } finally {
    campaign.close();
  }
});

describe("late returns", () => {
  const one = { serviceType: "homecare", region: "London", icb: "not_stated", answers: {} } as const;
  const of = (...members: string[]) => members.map((member) => ({ ...one, member, fingerprint: `${member} then` }));
  const frozen = [{ questionSet: "handback", month: "2025-01", cube: {} as never, respondents: of("a", "b") }] as never;

  it("are carried once, to the first open collection, and not past three months", () => {
    const january = { month: "2025-01", respondents: of("a", "b", "c") } as never;
    const members = (months: ReturnType<typeof withLateReturns>) =>
      months.map(({ month, respondents }) => [month, respondents.map(({ member }) => member).join("")]);
    const february = { month: "2025-02", respondents: [] } as never;
    const march = { month: "2025-03", respondents: [] } as never;
    const june = { month: "2025-06", respondents: [] } as never;
    expect(members(withLateReturns([january, february, march], frozen))).toEqual([
      ["2025-02", "c"],
      ["2025-03", ""],
    ]);
    expect(members(withLateReturns([january, june], frozen))).toEqual([["2025-06", ""]]);
  });

  it("are no corrections: whoever was counted is not counted again", () => {
    const corrected = of("a", "b").map((respondent) => ({ ...respondent, fingerprint: "corrected" }));
    const months = [
      { month: "2025-01", respondents: corrected },
      { month: "2025-02", respondents: [] },
    ] as never;
    expect(withLateReturns(months, frozen).map(({ respondents }) => respondents.length)).toEqual([0]);
  });
});

it("figures are not protected anew for what is no evidence: what packs hold, and views that are kept", async () => {
  const campaign = await releasable(folder, ["January"], "aside");
  const session = newSession("test", campaign);
  const first = await protectionOf(session, HANDBACK, null, quietly);
  keepPlan(campaign, { formats: ["pdf"], sections: ["messages"], comments: { messages: "Words" } });
  saveView(campaign, { name: "Mine", address: "measure=intent" });
  expect(await protectionOf(session, HANDBACK, null, quietly)).toBe(first);
  expect(keptPlan(campaign)).toEqual({ formats: ["pdf"], sections: ["messages"], comments: { messages: "Words" } });
  await importInto(campaign, [write(folder, "more January.csv", plainExtract("January", 3, 3_000))]);
  expect(await protectionOf(session, HANDBACK, null, quietly)).not.toBe(first);
  campaign.close();
});
