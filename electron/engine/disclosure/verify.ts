import { QUESTIONS, type QuestionCode } from "../../../shared/vocabulary.ts";
import type { ExactCube } from "../measures/cube.ts";
import { type AnswerCounts, exactAnswers, scaleOf } from "./answers.ts";
import type { ProtectedCube, ProtectedGroup } from "./protect.ts";
import { ROUNDING_BASE } from "./round.ts";

/**
 * Checks a protected cube against its exact one without the solver: every figure a multiple of 5 next to its true
 * value, multiples unmoved, every sum intact. Gives the faults in words; none means it passes. Cells that went one
 * multiple further are faults only where they are more than the cube recorded.
 */
export function verifyCube(exact: ExactCube, cube: ProtectedCube): readonly string[] {
  const faults: string[] = [];
  if (exact.month !== cube.month || exact.unit !== cube.unit)
    faults.push("The cubes are of different months or units.");
  if (exact.groups.length !== cube.groups.length) faults.push("The cubes have different groups.");
  const relaxed = new Map<QuestionCode, number>();
  exact.groups.forEach((group, index) => {
    const rounded = cube.groups[index];
    if (rounded === undefined || rounded.split !== group.split || rounded.key !== group.key) {
      faults.push(`${group.split} ${group.key} is missing.`);
      return;
    }
    const place = `${group.split} ${group.key}`;
    if (move(group.respondents, rounded.respondents) !== "adjacent")
      faults.push(`${place}: respondents moved too far.`);
    for (const question of QUESTIONS) {
      const moves = movesOf(exactAnswers(group, question), rounded.questions[question]);
      relaxed.set(question, (relaxed.get(question) ?? 0) + moves.filter((m) => m === "further").length);
      if (moves.includes("wrong")) faults.push(`${place}, ${question}: a figure is not a neighbouring multiple of 5.`);
      faults.push(...sumsWithin(place, question, rounded));
    }
  });
  for (const question of QUESTIONS) {
    const recorded = cube.relaxed.find((entry) => entry.question === question)?.cells ?? 0;
    const found = relaxed.get(question) ?? 0;
    if (found > recorded)
      faults.push(`${question}: ${found} cells moved further than the neighbouring multiple, ${recorded} recorded.`);
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
  const options = Object.keys(exact.counts) as (keyof typeof exact.counts)[];
  return [
    ...options.map((option) => move(exact.counts[option] ?? 0, rounded.counts[option] ?? -1)),
    ...(["base", "counted", "notApplicable", "noAnswer"] as const).map((part) => move(exact[part], rounded[part])),
  ];
}

function sumsWithin(place: string, question: QuestionCode, group: ProtectedGroup): readonly string[] {
  const answers = group.questions[question];
  const scale = scaleOf(question);
  const of = (options: readonly (keyof typeof answers.counts)[]): number =>
    options.reduce((sum, option) => sum + (answers.counts[option] ?? Number.NaN), 0);
  const faults: string[] = [];
  if (of(scale.inBase) !== answers.base) faults.push(`${place}, ${question}: the answers do not add up to the base.`);
  if (of(scale.counted) !== answers.counted) faults.push(`${place}, ${question}: the counted answers do not add up.`);
  if (answers.base + answers.notApplicable + answers.noAnswer !== group.respondents) {
    faults.push(`${place}, ${question}: base, not applicable and no answer do not add up to the respondents.`);
  }
  return faults;
}

function sumsAcross(question: QuestionCode, cube: ProtectedCube): readonly string[] {
  const all = cube.groups.find((group) => group.split === "all");
  if (all === undefined) return ["There is no group for all."];
  const faults: string[] = [];
  for (const split of ["service-type", "region"] as const) {
    const parts = cube.groups.filter((group) => group.split === split);
    if (parts.length === 0) continue;
    const figures = (group: ProtectedGroup): readonly number[] => {
      const { counts, base, counted, notApplicable, noAnswer } = group.questions[question];
      const options = scaleOf(question).inBase.map((option) => counts[option] ?? Number.NaN);
      return [group.respondents, base, counted, notApplicable, noAnswer, ...options];
    };
    const sums = parts.map(figures).reduce((left, right) => left.map((value, index) => value + (right[index] ?? 0)));
    if (figures(all).some((value, index) => value !== sums[index])) {
      faults.push(`${question}: the groups of ${split} do not add up to all.`);
    }
  }
  return faults;
}
