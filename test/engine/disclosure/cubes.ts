import { createHmac } from "node:crypto";
import type { ExactCube, ExactGroup, Split } from "../../../electron/engine/measures/cube.ts";
import type { Draws } from "../../../electron/engine/disclosure/round.ts";
import type { Month } from "../../../shared/month.ts";
import { HANDBACK_QUESTIONS, HANDBACK_SET } from "../../../shared/questionSets.ts";
import {
  type OptionCode,
  QUESTIONS,
  type QuestionCode,
  REGIONS,
  SERVICE_TYPES,
  type Unit,
} from "../../../shared/vocabulary.ts";

/** One fictional respondent: where it belongs, which organisation runs it, and its six answers. */
export interface Respondent {
  readonly serviceType: ExactGroup["key"];
  readonly region: ExactGroup["key"];
  readonly answers: Readonly<Record<QuestionCode, OptionCode>>;
  /** Only where the unit is the location. */
  readonly organisation?: string;
}

/** Counts respondents into an exact cube, by a way of its own. */
export function cubeOf(respondents: readonly Respondent[], month = "2025-01", unit: Unit = "organisation"): ExactCube {
  const group = (split: Split, key: ExactGroup["key"], members: readonly Respondent[]): ExactGroup => {
    const sizes = new Map<string, number>();
    members.forEach((member, index) => {
      const name = member.organisation ?? `alone ${index}`;
      sizes.set(name, (sizes.get(name) ?? 0) + 1);
    });
    const counts = Object.fromEntries(
      QUESTIONS.map((question) => {
        const byOption: Partial<Record<OptionCode, number>> = {};
        for (const member of members)
          byOption[member.answers[question]] = (byOption[member.answers[question]] ?? 0) + 1;
        return [question, byOption];
      }),
    ) as ExactGroup["counts"];
    return {
      split,
      key,
      respondents: members.length,
      organisations: sizes.size,
      largestOrganisation: Math.max(0, ...sizes.values()),
      counts,
    };
  };
  const split = (name: Split, keys: readonly ExactGroup["key"][], of: "serviceType" | "region"): ExactGroup[] =>
    keys
      .map((key) =>
        group(
          name,
          key,
          respondents.filter((respondent) => respondent[of] === key),
        ),
      )
      .filter((found) => found.respondents > 0);
  return {
    month: month as Month,
    unit,
    questionSet: HANDBACK_SET,
    questions: HANDBACK_QUESTIONS,
    groups: [
      group("all", "all", respondents),
      ...split("service-type", SERVICE_TYPES, "serviceType"),
      ...split("region", REGIONS, "region"),
    ],
  };
}

/** A pseudo-random month of respondents, with the sizes and answers of a real one. */
export function realisticRespondents(count: number, seed: number): Respondent[] {
  let state = seed;
  const random = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const pick = <T>(values: readonly T[], weights: readonly number[]): T => {
    let left = random() * weights.reduce((a, b) => a + b, 0);
    return values[weights.findIndex((weight) => (left -= weight) < 0)] ?? values[0]!;
  };
  const intent = [
    "very_likely",
    "likely",
    "neither",
    "unlikely",
    "very_unlikely",
    "dont_know",
    "not_applicable",
    "blank",
    "unrecognised",
  ] as const;
  const yesNo = ["yes", "no", "dont_know", "not_applicable", "blank"] as const;
  const weights: Record<QuestionCode, readonly number[]> = {
    "intent.la": [18, 18, 12, 20, 15, 5, 8, 3, 1],
    "intent.nhs": [9, 11, 12, 18, 16, 5, 26, 3, 0],
    "discussion.la": [24, 56, 5, 10, 5],
    "discussion.nhs": [16, 50, 5, 24, 5],
    "handback.la": [13, 67, 5, 10, 5],
    "handback.nhs": [6, 60, 5, 24, 5],
  };
  return Array.from({ length: count }, () => ({
    serviceType: pick(SERVICE_TYPES, [15, 25, 30, 3, 10, 1, 4, 2, 3]),
    region: pick(REGIONS, [5, 13, 10, 9, 11, 12, 14, 16, 10, 2]),
    answers: Object.fromEntries(
      QUESTIONS.map((question) => [
        question,
        question.startsWith("intent") ? pick(intent, weights[question]) : pick(yesNo, weights[question]),
      ]),
    ) as Respondent["answers"],
  }));
}

/** Draws as the campaign makes them: an HMAC of its secret. */
export function drawsOf(secret: string): Draws {
  return (label) => createHmac("sha256", secret).update(label).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** `count` respondents of one group who all give one answer to every likelihood question and one to every yes/no question. */
export function alike(
  count: number,
  serviceType: ExactGroup["key"],
  intent: OptionCode,
  yesNo: OptionCode,
  region: ExactGroup["key"] = "London",
): Respondent[] {
  const answers = Object.fromEntries(
    QUESTIONS.map((question) => [question, question.startsWith("intent") ? intent : yesNo]),
  ) as Respondent["answers"];
  return Array.from({ length: count }, () => ({ serviceType, region, answers }));
}
