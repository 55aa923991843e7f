import { createHash } from "node:crypto";
import { consolidate } from "../../electron/engine/evidence/consolidate.ts";
import type { CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { storeImport, type NewResponse } from "../../electron/engine/store/imports.ts";
import { writeQuestionSet } from "../../electron/engine/store/questionSets.ts";
import { monthNumber, type Month } from "../../shared/month.ts";
import { FIRST_OWN_OPTION, optionId, questionSetSchema, scaleOf, type QuestionSet } from "../../shared/questionSets.ts";
import { LIKELIHOOD, OPTIONS, QUESTIONS, REGIONS, SERVICE_TYPES, YES_NO } from "../../shared/vocabulary.ts";

/** What nobody outside may read: it stands in every free text answer. */
export const SECRET_TEXT = "Margaret on Elm Road told us she cannot go on";

/** Workforce pay: one question of each kind, and codes and labels that could be taken for something else. */
export const PAY: QuestionSet = questionSetSchema.parse({
  code: "pay",
  title: "Workforce pay",
  questions: [
    { code: "rise", label: "Pay rise given", wording: "Did you raise pay this year?", kind: "yes-no" },
    {
      code: "outlook",
      label: "Outlook for pay",
      wording: "How do you expect pay to move over the next year?",
      kind: "single",
      options: [
        { code: "base", label: "Up by 10% or more", role: "counted" },
        { code: "low", label: "Up by 5% to 9.5%", role: "counted" },
        { code: "counted", label: "Base", role: "base" },
        { code: "dont_know", label: "Don’t know", role: "base" },
        { code: "none", label: "We employ nobody", role: "beside" },
      ],
    },
    {
      code: "worry",
      label: "Greatest worry",
      wording: "What worries you most?",
      kind: "single",
      options: ["Recruitment", "Retention", "Cost of agency staff", "=Sick pay"].map((label, index) => ({
        code: `w${index}`,
        label,
        role: "base",
      })),
    },
    {
      code: "wage",
      label: "Lowest hourly wage",
      wording: "What is your lowest hourly wage, in pounds?",
      kind: "number",
      options: [
        { code: "to_1144", label: "Under £11.44", role: "base", below: 11.44 },
        { code: "to_12", label: "£11.44 to £11.99", role: "base", below: 12 },
        { code: "over", label: "£12 and more", role: "counted", below: null },
      ],
    },
    {
      code: "steps",
      label: "Steps taken",
      wording: "Which of these have you done?",
      kind: "multiple",
      options: [
        { code: "agency", label: "Used agency staff", role: "base" },
        { code: "overtime", label: "Paid overtime", role: "base" },
        { code: "turned", label: "Turned work away", role: "base" },
      ],
    },
    { code: "why", label: "Why", wording: "Please say why", kind: "text" },
  ],
});

/** Packages handed back: a number that is added up, and one that is not. */
export const PACKAGES: QuestionSet = questionSetSchema.parse({
  code: "packages",
  title: "Packages of care",
  questions: [
    {
      code: "back",
      label: "Packages handed back",
      wording: "How many packages of care did you hand back?",
      kind: "number",
      options: [
        { code: "few", label: "Under 20", role: "base", below: 20 },
        { code: "some", label: "20 to under 100", role: "base", below: 100 },
        { code: "many", label: "100 or more", role: "counted", below: null },
        { code: "none", label: "We have none", role: "beside" },
      ],
    },
    {
      code: "fee",
      label: "Average hourly fee",
      wording: "What is your average hourly fee, in pounds?",
      kind: "number",
      options: [
        { code: "low", label: "Under £25", role: "base", below: 25 },
        { code: "high", label: "£25 or more", role: "base", below: null },
      ],
    },
  ],
});

/** One fictional member's answers, by code of the question; what is left out is blank. */
export interface Member {
  readonly number: number;
  readonly serviceType: number;
  readonly region: number;
  readonly answers: Readonly<Record<string, string>>;
}

/** Fictional members who answered the pay questions: the same every time. */
export function payMembers(count: number, seed: number): Member[] {
  const random = randomFrom(seed);
  const pick = <T>(values: readonly T[], weights: readonly number[]): T => pickFrom(values, weights, random);
  return Array.from({ length: count }, (_, number) => {
    const ticked = random() < 0.93;
    const tick = (weight: number): string => (random() < weight ? "yes" : "no");
    const answers: Record<string, string> = {
      rise: pick(["yes", "no", "dont_know", "not_applicable", ""], [52, 30, 6, 7, 5]),
      outlook: pick(["base", "low", "counted", "dont_know", "none", ""], [20, 25, 30, 12, 6, 7]),
      worry: pick(["w0", "w1", "w2", "w3", "unrecognised", ""], [40, 25, 18, 8, 3, 6]),
      wage: pick(["to_1144", "to_12", "over", ""], [15, 45, 30, 10]),
      ...(ticked
        ? { "steps.agency": tick(0.5), "steps.overtime": tick(0.7), "steps.turned": tick(0.2) }
        : { "steps.agency": "", "steps.overtime": "", "steps.turned": "" }),
      why: `${SECRET_TEXT} ${number}`,
    };
    return { number, serviceType: serviceTypeFrom(random), region: Math.floor(random() * 9), answers };
  });
}

/** Fictional members who gave numbers, skewed as those of providers are: the same every time. A number is its own wording. */
export function packageMembers(count: number, seed: number): Member[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, number) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const back = pickFrom([String(Math.round(20 * Math.exp(normal))), "none", ""], [88, 5, 7], random);
    const fee = `£${(20 + 10 * random()).toFixed(2)}`;
    return { number, serviceType: serviceTypeFrom(random), region: Math.floor(random() * 9), answers: { back, fee } };
  });
}

/** Fictional members who answered the hand-back questions. */
export function handbackMembers(count: number, seed: number): Member[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, number) => ({
    number,
    serviceType: serviceTypeFrom(random),
    region: Math.floor(random() * REGIONS.length),
    answers: Object.fromEntries(
      QUESTIONS.map((code) => {
        const options = code.startsWith("intent") ? LIKELIHOOD : YES_NO;
        const all = [...options, "not_applicable", ""];
        return [
          code,
          pickFrom(
            all,
            all.map((_option, index) => 10 - index),
            random,
          ),
        ];
      }),
    ),
  }));
}

/** Stores a set, or changes it. */
export function storeSet(campaign: CampaignFile, set: QuestionSet): void {
  campaign.db.exec("BEGIN IMMEDIATE");
  writeQuestionSet(campaign, set);
  campaign.db.exec("COMMIT");
}

/** Stores members' answers of a month as one file of the store's own making, and consolidates. `set` null: hand-back. */
export function storeMembers(
  campaign: CampaignFile,
  set: QuestionSet | null,
  month: string,
  members: readonly Member[],
): void {
  const stored = campaign.db.prepare("SELECT id, code FROM question WHERE question_set = ?");
  const setId =
    set === null ? 0 : Number(campaign.db.prepare("SELECT id FROM question_set WHERE code = ?").pluck().get(set.code));
  const ids = new Map((stored.all(setId) as { id: number; code: string }[]).map(({ id, code }) => [code, id]));
  const content = JSON.stringify([set?.code ?? "handback", month, members]);
  const responses = members.map((member): NewResponse => ({
    row: member.number + 2,
    submittedAt: `${month}-20T09:00:00`,
    providerId: `1-${500_000_000 + member.number}`,
    locationId: null,
    odsCode: null,
    parentName: null,
    organisationName: `Fictional Carers ${member.number} Ltd`,
    locationName: null,
    postcode: null,
    localAuthority: null,
    icb: null,
    respondentId: null,
    identity: `provider 1-${500_000_000 + member.number}`,
    serviceTypeAnswer: member.serviceType,
    serviceTypeWritten: null,
    serviceTypeSource: null,
    region: member.region,
    answers: Object.entries(member.answers).flatMap(([code, option]) => {
      const question = set === null ? QUESTIONS.findIndex((known) => known === code) : ids.get(code);
      if (option === "" || question === undefined) return [];
      const own = code === "why" || isNumber(option);
      return [{ question, option: storedOption(set, code, option), written: own ? option : `${code} ${option}` }];
    }),
  }));
  const storeMonth = monthNumber(month as Month);
  campaign.db.exec("BEGIN IMMEDIATE");
  drain(
    storeImport(campaign, "2025-03-01T10:00:00Z", [
      {
        name: "members.csv",
        sha256: createHash("sha256").update(content).digest("hex"),
        bytes: content.length,
        sheets: [
          {
            position: 0,
            name: null,
            source: "survey",
            platform: "SurveyMonkey",
            month: storeMonth,
            questionSet: setId,
            mapping: "{}",
            responses,
            fingerprints: members.map((member) =>
              createHash("sha256")
                .update(`${set?.code} ${month} ${JSON.stringify(member)}`)
                .digest(),
            ),
            setAside: [],
            issues: [],
          },
        ],
      },
    ]),
  );
  drain(consolidate(campaign, new Set([storeMonth])));
  campaign.db.exec("COMMIT");
}

/** What the store holds for an option, worked out apart from what reads it back. */
function storedOption(set: QuestionSet | null, code: string, option: string): number {
  if (code === "why") return FIRST_OWN_OPTION;
  const shared = (OPTIONS as readonly string[]).indexOf(option);
  if (set === null || shared >= 0) return shared;
  const question = set.questions.find((candidate) => candidate.code === code)!;
  if (isNumber(option)) {
    const value = Number(option.replace("£", ""));
    const band = question.options.findIndex(({ below }) => below === null || value < (below ?? 0));
    return optionId(question.options[band]!, band);
  }
  const index = scaleOf(question).findIndex((candidate) => candidate.code === option);
  return optionId(scaleOf(question)[index]!, index);
}

function isNumber(answer: string): boolean {
  return /^£?\d/.test(answer);
}

function drain(steps: Generator): void {
  while (steps.next().done !== true);
}

function serviceTypeFrom(random: () => number): number {
  return SERVICE_TYPES.indexOf(pickFrom(SERVICE_TYPES, [15, 22, 32, 4, 12, 1, 5, 4, 5], random));
}

function pickFrom<T>(values: readonly T[], weights: readonly number[], random: () => number): T {
  let left = random() * weights.reduce((a, b) => a + b, 0);
  return values[weights.findIndex((weight) => (left -= weight) < 0)] ?? values[0]!;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
