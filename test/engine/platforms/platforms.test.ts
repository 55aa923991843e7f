import { describe, expect, test } from "vitest";
import type { AnswerTable } from "../../../shared/contract.ts";
import type { Month } from "../../../shared/month.ts";
import {
  SCALES,
  SERVICE_TYPES,
  type Commissioner,
  type OptionCode,
  type ServiceType,
  type Stage,
} from "../../../shared/vocabulary.ts";
import type { ImportOutcome } from "../../../electron/engine/importing.ts";
import type { CampaignFile } from "../../../electron/engine/store/campaignFile.ts";
import { importInto, newCampaign, table } from "../campaign.ts";
import { temporaryFolder, write } from "../files.ts";
import { alchemer } from "./alchemer.ts";
import { capacityTracker } from "./capacityTracker.ts";
import { fixtureOf, type Fixture } from "./fixture.ts";
import { googleForms } from "./googleForms.ts";
import { jisc } from "./jisc.ts";
import { limeSurvey } from "./limeSurvey.ts";
import { microsoftForms } from "./microsoftForms.ts";
import { qualtrics } from "./qualtrics.ts";
import { ANSWER_WORDINGS, COMPLETE, EVERYBODY, SERVICE_WORDINGS } from "./sets.ts";
import { smartSurvey } from "./smartSurvey.ts";
import { snap } from "./snap.ts";
import { surveyMonkey } from "./surveyMonkey.ts";
import { typeform } from "./typeform.ts";
import { onlyAlike, unknown } from "./unknown.ts";

const fixtures = [
  ...surveyMonkey,
  ...microsoftForms,
  ...googleForms,
  ...smartSurvey,
  ...jisc,
  ...qualtrics,
  ...limeSurvey,
  ...alchemer,
  ...typeform,
  ...snap,
  ...capacityTracker,
  ...unknown,
].map((variant) => fixtureOf(variant, EVERYBODY));

const TABLES = [
  ["intent", "la"],
  ["intent", "nhs"],
  ["discussion", "la"],
  ["discussion", "nhs"],
  ["handback", "la"],
  ["handback", "nhs"],
] as const;

describe("the forty respondents", () => {
  test("each have something to say, a place of their own, and every option somewhere", () => {
    for (const { answers } of EVERYBODY) expect(Object.values(answers).some((answer) => answer !== "")).toBe(true);
    expect(new Set(COMPLETE.map(({ organisation }) => organisation)).size).toBe(40);
    expect(new Set(COMPLETE.map(({ asked }) => asked))).toEqual(new Set(Object.keys(SERVICE_WORDINGS)));
    const said = new Set(COMPLETE.flatMap(({ answers }) => Object.values(answers)));
    expect(said).toEqual(new Set(Object.keys(ANSWER_WORDINGS)));
  });
});

describe.each(fixtures.map((fixture) => [fixture.title, fixture] as const))("%s", (_, fixture) => {
  test("is recognised, and its rows are accounted for", async () => {
    const { campaign, outcome } = await imported(fixture);
    const { expected } = fixture;
    expect(outcome.files).toHaveLength(1);
    const [sheet] = outcome.files;
    expect(sheet).toMatchObject({
      source: expected.source,
      platform: expected.platform,
      month: expected.month,
      rowsRead: expected.rowsRead,
      stored: 40,
      unchanged: 0,
      superseded: 0,
    });
    const reasons = (sheet?.setAside ?? []).map(({ reason }) => reason);
    const previews = reasons.filter((reason) => /preview|\btest\b/i.test(reason));
    const rest = reasons.filter((reason) => !/preview|\btest\b/i.test(reason));
    expect(previews).toHaveLength(expected.preview);
    expect(rest).toHaveLength(expected.partial);
    for (const reason of rest) expect(reason).toMatch(/finish|complet|partial|submitted|disqualif/i);
    campaign.close();
  });

  test("gives the counts of the forty respondents", async () => {
    const { campaign } = await imported(fixture);
    for (const [measure, commissioner] of TABLES) {
      const found = await table(campaign, { by: "service-type", measure, commissioner });
      expect(figures(found), `${measure} ${commissioner}`).toEqual(counted(measure, commissioner, fixture));
    }
    campaign.close();
  });

  test.runIf(fixture.expected.dated)("keeps the day each response was sent", async () => {
    const { campaign } = await imported(fixture);
    const times = campaign.db.prepare("SELECT submitted_at FROM response").pluck().all() as (string | null)[];
    expect(perDay(times)).toEqual(perDay(COMPLETE.map(({ submitted }) => submitted)));
    campaign.close();
  });
});

test("a spreadsheet that asks only questions which sound alike is not taken for the seven questions", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const { name, bytes } = onlyAlike(COMPLETE);
  const file = write(folder, name, bytes);
  await expect(importInto(campaign, [file], "2025-01" as Month)).rejects.toThrow(/question/i);
  campaign.close();
});

async function imported({ files, expected }: Fixture): Promise<{ campaign: CampaignFile; outcome: ImportOutcome }> {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const paths = files.map(({ name, bytes }) => write(folder, name, bytes));
  return { campaign, outcome: await importInto(campaign, paths, expected.monthGiven ? expected.month : null) };
}

/** How many responses each day brought. */
function perDay(times: readonly (string | null)[]): Readonly<Record<string, number>> {
  const days: Record<string, number> = {};
  for (const time of times) days[time?.slice(0, 10) ?? "none"] = (days[time?.slice(0, 10) ?? "none"] ?? 0) + 1;
  return days;
}

/** What a table says, without the rows that say nothing. */
interface Figures {
  readonly month: string;
  readonly serviceType: string;
  readonly base: number;
  readonly counts: Partial<Record<OptionCode, number>>;
  readonly notApplicable: number;
  readonly blank: number;
}

function figures({ rows }: AnswerTable): readonly Figures[] {
  return rows
    .map(({ month, serviceType = "", base, counts, notApplicable, blank }) => ({
      month,
      serviceType,
      base: base ?? Number.NaN,
      counts: counts ?? {},
      notApplicable: notApplicable ?? Number.NaN,
      blank: blank ?? Number.NaN,
    }))
    .filter(({ base, notApplicable, blank }) => base + notApplicable + blank !== 0)
    .sort(byServiceType);
}

function byServiceType(one: Figures, other: Figures): number {
  return one.serviceType < other.serviceType ? -1 : 1;
}

/** The same, counted from the list of respondents. */
function counted(stage: Stage, commissioner: Commissioner, { expected }: Fixture): readonly Figures[] {
  const serviceOf = (asked: string): ServiceType => SERVICE_WORDINGS[asked] ?? "not_stated";
  const row = (serviceType: ServiceType | "all"): Figures => {
    const said = COMPLETE.filter(({ asked }) => serviceType === "all" || serviceOf(asked) === serviceType).map(
      ({ answers }) => ANSWER_WORDINGS[answers[`${stage}.${commissioner}`] ?? ""],
    );
    const count = (option: OptionCode): number => said.filter((code) => code === option).length;
    const { inBase } = SCALES[stage];
    return {
      month: expected.month,
      serviceType,
      base: inBase.reduce((sum, option) => sum + count(option), 0),
      counts: Object.fromEntries(inBase.map((option) => [option, count(option)])),
      notApplicable: count("not_applicable"),
      blank: count("blank"),
    };
  };
  return [...SERVICE_TYPES, "all" as const]
    .map(row)
    .filter(({ base, notApplicable, blank }) => base + notApplicable + blank !== 0)
    .sort(byServiceType);
}
