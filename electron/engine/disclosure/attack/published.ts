import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import type { DisplayRules } from "../../../../shared/releases.ts";
import type { PublishedSplit } from "../../../../shared/vocabulary.ts";
import { type AnswerCounts, countedCodes } from "../answers.ts";
import type { Collection } from "../collection.ts";
import type { ProtectedCube, ProtectedGroup } from "../protect.ts";
import { ROUNDING_BASE } from "../round.ts";
import { passes } from "../show.ts";
import { shownGroups } from "../table.ts";
import {
  isIn,
  reachOf,
  type Fact,
  type GroupName,
  type HiddenFigure,
  type HiddenSum,
  type Occasion,
  type PublishedQuestion,
} from "./system.ts";

/** A collection as its readers have it: the figures of its rounded cube that the display rules show, the others hidden. */
export function occasionOf({ month, cube, respondents, elsewhere, pairs }: Collection, rules: DisplayRules): Occasion {
  const known = new Map<string, PublishedQuestion>();
  return {
    month,
    ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(pairs === undefined ? {} : { pairs }),
    respondents,
    published(question) {
      const found = known.get(question.code) ?? published(cube, respondents, question, rules);
      known.set(question.code, found);
      return found;
    },
  };
}

/** One rounded figure of a group: of these options, its value, and whether anything tells how far it may be from the truth. */
interface Part {
  readonly name: string;
  readonly options: readonly string[];
  readonly value: number;
}

function published(
  cube: ProtectedCube,
  respondents: Collection["respondents"],
  question: CountedQuestion,
  rules: DisplayRules,
): PublishedQuestion {
  const exact = cube.relaxed.every((entry) => entry.question !== question.code);
  const truth = exact ? null : trueCount(respondents, question);
  const facts = cube.groups.flatMap((group) =>
    partsOf(group, question).map((part) => ({ group, part, fact: factOf(group, part, truth) })),
  );
  const visible = visibleGroups(cube, question, rules);
  const isShown = ({ split, key }: GroupName): boolean => visible.shown.has(`${split} ${key}`);
  const shown = facts.flatMap(({ group, fact }) => (isShown(group) ? [fact] : []));
  const hidden: HiddenFigure[] = [];
  const places = new Map<string, number>();
  for (const { group, part } of facts) {
    if (isShown(group)) continue;
    // The reason of a hidden row tells whether its base is too small.
    const [base, large] = [part.name === "base", part.value >= rules.countsFrom];
    const most = base && !large ? rules.countsFrom - ROUNDING_BASE : null;
    const least = base && large ? rules.countsFrom : 0;
    places.set(placeOf(group, part.name), hidden.length);
    hidden.push({ split: group.split, key: group.key, options: part.options, most, least, rounded: part.value });
  }
  const sums = [...sumsWithin(cube, question, places), ...sumsAcross(cube, question, places, visible.merged)].filter(
    ({ parts }) => parts.length > 0,
  );
  return { everything: facts.map(({ fact }) => fact), shown, hidden, sums };
}

/** A rounded figure is next to the true one; where a cell had to go one multiple further, its reader is told so. */
function factOf({ split, key }: ProtectedGroup, { options, value }: Part, truth: TrueCount | null): Fact {
  const far = truth === null ? 0 : Math.abs(value - truth({ split, key }, options));
  const [low, high] = reachOf(value, far < ROUNDING_BASE ? 1 : 2);
  return { split, key, options, low, high };
}

function partsOf(group: ProtectedGroup, question: CountedQuestion): Part[] {
  const answers = group.questions[question.code];
  return answers === undefined ? [] : partsOfAnswers(answers, question);
}

function partsOfAnswers(answers: AnswerCounts, question: CountedQuestion): Part[] {
  const codes = question.options.map(({ code }) => code);
  const counted = countedCodes(question);
  const parts = [
    ...codes.map((code) => ({ name: `option ${code}`, options: [code], value: answers.counts[code] ?? 0 })),
    { name: "not_applicable", options: ["not_applicable"], value: answers.notApplicable },
    { name: "blank", options: ["blank"], value: answers.noAnswer },
    { name: "base", options: codes, value: answers.base },
  ];
  return counted.length < 2 ? parts : [...parts, { name: "counted", options: counted, value: answers.counted }];
}

interface Visible {
  /** Groups with figures, as `split key`. */
  readonly shown: ReadonlySet<string>;
  readonly merged: readonly {
    readonly split: PublishedSplit;
    readonly merges: readonly string[];
    readonly parts: readonly Part[];
  }[];
}

function visibleGroups(cube: ProtectedCube, question: CountedQuestion, rules: DisplayRules): Visible {
  const shown = new Set<string>();
  const merged: Visible["merged"][number][] = [];
  for (const split of splitsOf(cube)) {
    for (const group of shownGroups(cube, split, question, rules)) {
      if (!passes(group, rules)) continue;
      if (group.merges === undefined) shown.add(group.key === "all" ? "all all" : `${split} ${group.key}`);
      else merged.push({ split, merges: group.merges, parts: partsOfAnswers(group.answers, question) });
    }
  }
  return { shown, merged };
}

function splitsOf(cube: ProtectedCube): PublishedSplit[] {
  return [...new Set(cube.groups.map(({ split }) => split))].filter((split) => split !== "all");
}

/**
 * Rounded answers of a hidden group add up to its rounded base and to what counts; and base, not applicable and no answer to
 * its rounded respondents, which every question shares. Those are taken as known: all questions together may tell them.
 */
function sumsWithin(cube: ProtectedCube, question: CountedQuestion, places: ReadonlyMap<string, number>): HiddenSum[] {
  return cube.groups.flatMap((group) => {
    const at = (...names: readonly string[]): number[] =>
      names.flatMap((name) => places.get(placeOf(group, name)) ?? []);
    const plus = (hidden: number): HiddenSum["parts"][number] => ({ hidden, times: 1 });
    const within = (["base", "counted"] as const).flatMap((name): HiddenSum[] => {
      const [total] = at(name);
      if (total === undefined) return [];
      const codes = name === "base" ? question.options.map(({ code }) => code) : countedCodes(question);
      const parts = at(...codes.map((code) => `option ${code}`)).map(plus);
      return [{ parts: [{ hidden: total, times: -1 }, ...parts], total: 0 }];
    });
    const respondents = at("base", "not_applicable", "blank").map(plus);
    return respondents.length === 0 ? within : [...within, { parts: respondents, total: group.respondents }];
  });
}

/** Rounded figures of a split add up to those of all, and those merged to what is shown of them together. */
function sumsAcross(
  cube: ProtectedCube,
  question: CountedQuestion,
  places: ReadonlyMap<string, number>,
  merged: Visible["merged"],
): HiddenSum[] {
  const all = cube.groups.find(({ split }) => split === "all");
  if (all === undefined) return [];
  const names = partsOf(all, question).map(({ name }) => name);
  const of = (parts: readonly Part[], name: string): number => parts.find((part) => part.name === name)?.value ?? 0;
  const value = (group: ProtectedGroup, name: string): number => of(partsOf(group, question), name);
  const bySplit = splitsOf(cube).flatMap((split) =>
    names.map((name): HiddenSum => {
      const groups = cube.groups.filter((group) => group.split === split);
      const total = places.get(placeOf(all, name));
      const known = groups.reduce((sum, group) => sum + (places.has(placeOf(group, name)) ? 0 : value(group, name)), 0);
      const parts = groups.flatMap((group): HiddenSum["parts"] => {
        const hidden = places.get(placeOf(group, name));
        return hidden === undefined ? [] : [{ hidden, times: 1 }];
      });
      return total === undefined
        ? { parts, total: value(all, name) - known }
        : { parts: [...parts, { hidden: total, times: -1 }], total: -known };
    }),
  );
  const together = merged.flatMap(({ split, merges, parts: stated }) =>
    names.map((name): HiddenSum => {
      const parts = merges.flatMap((key): HiddenSum["parts"] => {
        const hidden = places.get(placeOf({ split, key }, name));
        return hidden === undefined ? [] : [{ hidden, times: 1 }];
      });
      return { parts, total: of(stated, name) };
    }),
  );
  return [...bySplit, ...together];
}

function placeOf({ split, key }: GroupName, part: string): string {
  return `${split} ${key} ${part}`;
}

type TrueCount = (group: GroupName, options: readonly string[]) => number;

function trueCount(respondents: Collection["respondents"], { code }: CountedQuestion): TrueCount {
  return (group, options) =>
    respondents.filter(
      (respondent) =>
        options.includes(respondent.answers[code] ?? "blank") && isIn({ size: 1, places: [respondent] }, 0, group),
    ).length;
}
