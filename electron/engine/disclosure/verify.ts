import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { PUBLISHED_SPLITS } from "../../../shared/vocabulary.ts";
import type { ExactCube } from "../measures/cube.ts";
import { type AnswerCounts, countedCodes, exactAnswers, sameBase, sharesBaseWith } from "./answers.ts";
import type { ProtectedCube, ProtectedGroup } from "./protect.ts";
import { ROUNDING_BASE } from "./round.ts";

/**
 * Checks a protected cube against its exact one without the solver: every figure a multiple of 5 next to its true
 * value, multiples unmoved, every sum intact. Gives the faults in words; none means it passes. Cells that went one
 * multiple further are faults only where they are more than the cube recorded.
 */
export function verifyCube(exact: ExactCube, cube: ProtectedCube): readonly string[] {
  const faults: string[] = [];
  const { questions } = exact;
  if (exact.month !== cube.month || exact.unit !== cube.unit)
    faults.push("The cubes are of different months or units.");
  if (exact.questionSet !== cube.questionSet) faults.push("The cubes are of different question sets.");
  if (exact.groups.length !== cube.groups.length) faults.push("The cubes have different groups.");
  const relaxed = new Map<string, number>();
  exact.groups.forEach((group, index) => {
    const rounded = cube.groups[index];
    if (rounded === undefined || rounded.split !== group.split || rounded.key !== group.key) {
      faults.push(`${group.split} ${group.key} is missing.`);
      return;
    }
    const place = `${group.split} ${group.key}`;
    if (move(group.respondents, rounded.respondents) !== "adjacent")
      faults.push(`${place}: respondents moved too far.`);
    for (const question of questions) {
      const { code } = question;
      const [answers, shown] = [exactAnswers(group, question), rounded.questions[code]];
      if (shown === undefined) {
        faults.push(`${place}, ${code} is missing.`);
        continue;
      }
      const moves = movesOf(answers, shown);
      relaxed.set(code, (relaxed.get(code) ?? 0) + moves.filter((m) => m === "further").length);
      if (moves.includes("wrong")) faults.push(`${place}, ${code}: a figure is not a neighbouring multiple of 5.`);
      faults.push(...sumsWithin(place, question, shown, rounded.respondents));
      const first = sharesBaseWith(question, questions);
      const beside = rounded.questions[first.code];
      if (beside !== undefined && sameBase(exactAnswers(group, first), answers) && !sameBase(beside, shown))
        faults.push(`${place}, ${code}: its base is that of ${first.code} and was rounded apart from it.`);
    }
  });
  for (const question of questions) {
    const { code } = question;
    const recorded = cube.relaxed.find((entry) => entry.question === code)?.cells ?? 0;
    const found = relaxed.get(code) ?? 0;
    if (found > recorded)
      faults.push(`${code}: ${found} cells moved further than the neighbouring multiple, ${recorded} recorded.`);
    faults.push(...sumsAcross(question, cube));
  }
  return faults;
}

type Move = "adjacent" | "further" | "wrong";

function move(value: number, rounded: number): Move {
  if (rounded < 0 || rounded % ROUNDING_BASE !== 0) return "wrong";
  const far = Math.abs(rounded - value);
  if (value % ROUNDING_BASE === 0 ? far === 0 : far < ROUNDING_BASE) return "adjacent";
  return far < 2 * ROUNDING_BASE && (value % ROUNDING_BASE !== 0 || far === ROUNDING_BASE) ? "further" : "wrong";
}

function movesOf(exact: AnswerCounts, rounded: AnswerCounts): readonly Move[] {
  return [
    ...Object.keys(exact.counts).map((option) => move(exact.counts[option] ?? 0, rounded.counts[option] ?? -1)),
    ...(["base", "counted", "notApplicable", "noAnswer"] as const).map((part) => move(exact[part], rounded[part])),
  ];
}

function sumsWithin(
  place: string,
  question: CountedQuestion,
  answers: AnswerCounts,
  respondents: number,
): readonly string[] {
  const { code } = question;
  const of = (options: readonly string[]): number =>
    options.reduce((sum, option) => sum + (answers.counts[option] ?? Number.NaN), 0);
  const faults: string[] = [];
  if (of(question.options.map((option) => option.code)) !== answers.base)
    faults.push(`${place}, ${code}: the answers do not add up to the base.`);
  if (of(countedCodes(question)) !== answers.counted)
    faults.push(`${place}, ${code}: the counted answers do not add up.`);
  if (answers.base + answers.notApplicable + answers.noAnswer !== respondents) {
    faults.push(`${place}, ${code}: base, not applicable and no answer do not add up to the respondents.`);
  }
  return faults;
}

function sumsAcross(question: CountedQuestion, cube: ProtectedCube): readonly string[] {
  const all = cube.groups.find((group) => group.split === "all");
  if (all === undefined) return ["There is no group for all."];
  const faults: string[] = [];
  for (const split of PUBLISHED_SPLITS) {
    const parts = cube.groups.filter((group) => group.split === split);
    if (parts.length === 0) continue;
    const figures = (group: ProtectedGroup): readonly number[] => {
      const answers = group.questions[question.code];
      if (answers === undefined) return [];
      const { counts, base, counted, notApplicable, noAnswer } = answers;
      const options = question.options.map(({ code }) => counts[code] ?? Number.NaN);
      return [group.respondents, base, counted, notApplicable, noAnswer, ...options];
    };
    const sums = parts.map(figures).reduce((left, right) => left.map((value, index) => value + (right[index] ?? 0)));
    if (figures(all).some((value, index) => value !== sums[index])) {
      faults.push(`${question.code}: the groups of ${split} do not add up to all.`);
    }
  }
  return faults;
}
