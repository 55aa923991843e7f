import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { provesFromPair } from "../../../electron/engine/disclosure/attack/pairs.ts";
import type { Collection } from "../../../electron/engine/disclosure/collection.ts";
import { defend } from "../../../electron/engine/disclosure/defend.ts";
import { isNextTo, protectPair } from "../../../electron/engine/disclosure/matched.ts";
import { matchedIntentTable } from "../../../electron/engine/disclosure/matchedTable.ts";
import { protectCube, RESPONDENTS } from "../../../electron/engine/disclosure/protect.ts";
import { DEFAULT_RULES, type DisplayRules } from "../../../electron/engine/disclosure/rules.ts";
import { loadSolver, type Solver } from "../../../electron/engine/disclosure/solver.ts";
import { drawsOf } from "../../../electron/engine/draws.ts";
import { cubeOfRespondents, type Respondent } from "../../../electron/engine/measures/respondents.ts";
import { HANDBACK_QUESTIONS } from "../../../shared/questionSets.ts";
import { panelOf } from "./panels.ts";
import { respondent, TINY } from "./tiny.ts";

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

const draws = drawsOf("00ff");
const LA = HANDBACK_QUESTIONS[0]!;

function collectionOf(
  month: string,
  respondents: readonly Respondent[],
  questions = HANDBACK_QUESTIONS,
  again = new Map<string, number>(),
): Collection {
  const cube = protectCube(cubeOfRespondents(month as never, questions, respondents), draws, solver, again);
  return { questionSet: questions[0]!.set, month: month as never, cube, respondents };
}

/** Respondents who answered one question, named by their numbers. */
function answering(answers: readonly string[], from = 0): Respondent[] {
  return answers.map((answer, index) => ({
    ...respondent(`${from + index}`, "homecare", "London", answer),
    answers: { "intent.la": answer },
  }));
}

const of = (n: number, answer: string): string[] => Array.from({ length: n }, () => answer);

describe("the same organisations in two months", () => {
  it("are rounded next to the truth, and what adds up does", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom("likely", "unlikely", "blank"),
            fc.constantFrom("likely", "neither", "not_applicable"),
          ),
          {
            minLength: 60,
            maxLength: 120,
          },
        ),
        (pairs) => {
          const [before, now] = [0, 1].map((month) =>
            collectionOf(`2025-0${month + 1}`, answering(pairs.map((pair) => pair[month]!))),
          ) as [Collection, Collection];
          const pair = protectPair([before, now], LA, draws, solver, DEFAULT_RULES);
          expect(isNextTo(pair, [before, now], LA)).toBe(true);
          if (pair.cells === null) return;
          const truth = { both: 0, lost: 0, gained: 0, neither: 0 };
          for (const [then, later] of pairs) {
            if (then === "blank" || later === "not_applicable") continue;
            truth[
              then === "likely" ? (later === "likely" ? "both" : "lost") : later === "likely" ? "gained" : "neither"
            ] += 1;
          }
          const near = (rounded: number, n: number): void => {
            expect(rounded % 5).toBe(0);
            expect(Math.abs(rounded - n)).toBeLessThan(5);
          };
          const { both, lost, gained, neither } = pair.cells;
          near(both, truth.both);
          near(both + lost, truth.both + truth.lost);
          near(both + gained, truth.both + truth.gained);
          near(both + lost + gained + neither, truth.both + truth.lost + truth.gained + truth.neither);
          expect(isNextTo({ ...pair, cells: { ...pair.cells, gained: gained + 10 } }, [before, now], LA)).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("are hidden where one to nine answered only one of the months, where too few answered both, and near unanimity", () => {
    const before = collectionOf("2025-01", answering([...of(40, "likely"), ...of(40, "unlikely")]));
    const pairWith = (answers: readonly string[], from = 0) =>
      protectPair([before, collectionOf("2025-02", answering(answers, from))], LA, draws, solver, DEFAULT_RULES);
    expect(pairWith([...of(30, "likely"), ...of(50, "unlikely")])).toMatchObject({
      cells: { both: 30, lost: 10, gained: 0, neither: 40 },
    });
    const unmatched = { cells: null, hidden: "too few organisations answered only one of the months" };
    expect(pairWith([...of(30, "likely"), ...of(41, "unlikely")])).toMatchObject(unmatched);
    expect(pairWith([...of(30, "likely"), ...of(59, "unlikely")])).toMatchObject(unmatched);
    expect(pairWith([...of(30, "likely"), ...of(40, "unlikely")]).cells).not.toBeNull();
    expect(pairWith([...of(30, "likely"), ...of(60, "unlikely")]).cells).not.toBeNull();
    expect(pairWith(of(60, "likely"), 55)).toMatchObject({ cells: null, hidden: "too few organisations" });
    expect(pairWith([...of(3, "likely"), ...of(77, "unlikely")])).toMatchObject({
      cells: null,
      hidden: "would give away a single answer",
    });
  });

  it("stricter rules hide them in tables", () => {
    const before = collectionOf("2025-01", answering([...of(20, "likely"), ...of(20, "unlikely")]));
    const now = collectionOf("2025-02", answering([...of(15, "likely"), ...of(25, "unlikely")]));
    const pair = protectPair([before, now], LA, draws, solver, DEFAULT_RULES);
    expect(matchedIntentTable([pair], null).rows).toMatchObject([
      {
        month: "2025-02",
        commissioner: "la",
        comparedWith: "2025-01",
        base: 40,
        intends: 15,
        share: 0.375,
        lowBase: true,
        before: { base: 40, counted: 20, share: 0.5 },
        change: { pairs: 40, gained: 0, lost: 5 },
      },
    ]);
    expect(matchedIntentTable([pair], "nhs").rows).toEqual([]);
    const [row] = matchedIntentTable([pair], "la", { percentagesFrom: 45 }).rows;
    expect(row).toMatchObject({ base: null, share: null, hidden: "too few organisations" });
    expect(row).not.toHaveProperty("before");
  });
});

/** Every figure shown, so that a world can be held against the roundings without knowing how hiding works. */
const ALL_SHOWN: DisplayRules = { ...DEFAULT_RULES, countsFrom: 0, organisations: 0, largestShare: 1 };
const ANSWERS = ["yes", "no", "not_applicable", "blank"] as const;

interface TinyMember {
  readonly type: "homecare" | "other";
  /** By month; null: away. */
  readonly answers: readonly [string | null, string | null];
}

/** Whether trying every world one by one proves somebody's answer, for outsiders and for members. */
function provedByTrying(
  members: readonly TinyMember[],
  isPossible: (world: readonly TinyMember[]) => boolean,
): boolean {
  const ways = members.map(({ type, answers }) => {
    const may = (answer: string | null): readonly (string | null)[] => (answer === null ? [null] : ANSWERS);
    return may(answers[0]).flatMap((then) =>
      may(answers[1]).map((now): TinyMember => ({ type, answers: [then, now] })),
    );
  });
  let worlds: TinyMember[][] = [[]];
  for (const way of ways) worlds = worlds.flatMap((world) => way.map((each) => [...world, each]));
  const possible = worlds.filter(isPossible);
  const alike = (member: TinyMember): string =>
    `${member.type} ${member.answers.map((answer) => answer === null).join()}`;
  const sideIn = ({ answers }: TinyMember, month: number): boolean => (answers[month] ?? answers[1 - month]) === "yes";
  const same = (one: TinyMember, other: TinyMember): boolean => one.answers.join() === other.answers.join();
  return [0, 1].some((month) =>
    [...new Set(members.map(alike))].some((stratum) =>
      [-1, ...members.keys()].some((own) => {
        // Members know what they said, not which of those who are like them is counted for it.
        const known = own < 0 ? possible : possible.filter((world) => same(world[own]!, members[own]!));
        const others = members.flatMap((member, index) => (alike(member) === stratum && index !== own ? [index] : []));
        if (others.length === 0) return false;
        return [true, false].some((side) =>
          known.every((world) => others.every((index) => sideIn(world[index]!, month) === side)),
        );
      }),
    ),
  );
}

describe("who reckons with every answer in both months", () => {
  it("proves from a pair and the two collections exactly what trying every world proves", () => {
    const outcomes = new Set<boolean>();
    const anyAnswer = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("yes", "no") },
      fc.constantFrom(...ANSWERS, null),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            type: fc.constantFrom("homecare" as const, "other" as const),
            answers: fc.tuple(anyAnswer, anyAnswer),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        fc.boolean(),
        (some, doubled) => {
          const members = (doubled ? [...some, ...some.slice(0, 1)] : some).filter(({ answers }) =>
            answers.some((answer) => answer !== null),
          );
          if (members.length === 0) return;
          const standing = (world: readonly TinyMember[], month: number): Respondent[] =>
            world.flatMap(({ type, answers }, index) => {
              const answer = answers[month];
              return answer == null ? [] : [respondent(`${index}`, type, "London", answer)];
            });
          const [before, now] = [0, 1].map((month) =>
            // At the first draw groups this small all go down to 0, and tell nothing.
            collectionOf(`2025-0${month + 1}`, standing(members, month), [TINY], new Map([[RESPONDENTS, 1]])),
          ) as [Collection, Collection];
          // Cells that nobody is in are as exact as any; others are stated as they are: they are next to the truth.
          const cellsOf = (world: readonly TinyMember[]) => {
            const n = (then: string, later: string) =>
              world.filter(({ answers }) => answers[0] === then && answers[1] === later).length;
            return { both: n("yes", "yes"), lost: n("yes", "no"), gained: n("no", "yes"), neither: n("no", "no") };
          };
          const rounded = (n: number): number => (n >= 3 ? 5 : 0);
          const truth = cellsOf(members);
          const cells = {
            both: rounded(truth.both),
            lost: rounded(truth.lost),
            gained: rounded(truth.gained),
            neither: rounded(truth.neither),
          };
          const nearPair = (world: readonly TinyMember[]): boolean => {
            const own = cellsOf(world);
            const close = (a: number, b: number): boolean => Math.abs(a - b) < 5;
            return (
              (["both", "lost", "gained", "neither"] as const).every((part) => close(cells[part], own[part])) &&
              close(cells.both + cells.lost, own.both + own.lost) &&
              close(cells.gained + cells.neither, own.gained + own.neither) &&
              close(cells.both + cells.gained, own.both + own.gained) &&
              close(cells.lost + cells.neither, own.lost + own.neither) &&
              close(
                cells.both + cells.lost + cells.gained + cells.neither,
                own.both + own.lost + own.gained + own.neither,
              )
            );
          };
          fc.pre(nearPair(members));
          const near = (world: readonly TinyMember[]): boolean =>
            [before, now].every(({ cube }, month) => {
              const exact = cubeOfRespondents(cube.month, [TINY], standing(world, month));
              return cube.groups.every((group) => {
                const own = exact.groups.find(({ split, key }) => split === group.split && key === group.key);
                const given = own?.counts[TINY.code] ?? {};
                const shown = group.questions[TINY.code]!;
                const base = (given["yes"] ?? 0) + (given["no"] ?? 0);
                return (
                  Math.abs(shown.counted - (given["yes"] ?? 0)) < 5 &&
                  Math.abs(shown.base - base) < 5 &&
                  Math.abs(shown.notApplicable - (given["not_applicable"] ?? 0)) < 5 &&
                  Math.abs(shown.noAnswer - (given["blank"] ?? 0)) < 5
                );
              });
            });
          const proved = provesFromPair([before, now], cells, TINY, solver, ALL_SHOWN);
          expect(proved).toBe(provedByTrying(members, (world) => near(world) && nearPair(world)));
          outcomes.add(proved);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
    expect([...outcomes].toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true]);
  });
});

it("a panel that is defended shows pairs from which nothing can be proved, and keeps those that were frozen", () => {
  const panel = panelOf({
    organisations: 260,
    months: 3,
    seed: 4,
    joins: 0.1,
    leaves: 0.1,
    changes: 0.15,
    moves: 0.01,
  });
  const open = panel.map(({ month, respondents }) => ({
    cube: cubeOfRespondents(month, HANDBACK_QUESTIONS, respondents),
    respondents,
  }));
  const shape = { questionSet: "handback", questions: HANDBACK_QUESTIONS, rules: DEFAULT_RULES };
  const { collections, outcome } = defend({ ...shape, frozen: [], open }, draws, solver);
  expect(outcome.proofs).toEqual([]);
  const pairs = collections.flatMap((collection) => collection.pairs ?? []);
  expect(pairs.map(({ before, month, question }) => `${before} ${month} ${question}`)).toEqual([
    "2025-01 2025-02 intent.la",
    "2025-01 2025-02 intent.nhs",
    "2025-02 2025-03 intent.la",
    "2025-02 2025-03 intent.nhs",
  ]);
  const shown = pairs.filter(({ cells }) => cells !== null);
  expect(shown.length).toBeGreaterThan(1);
  for (const pair of shown) {
    const [before, now] = [pair.before, pair.month].map((month) => collections.find((each) => each.month === month)!);
    const question = HANDBACK_QUESTIONS.find(({ code }) => code === pair.question)!;
    expect(isNextTo(pair, [before!, now!], question)).toBe(true);
    expect(provesFromPair([before!, now!], pair.cells!, question, solver, DEFAULT_RULES)).toBe(false);
  }
  const [first, second] = collections;
  const frozen: Collection[] = JSON.parse(JSON.stringify([first, second]));
  const later = defend({ ...shape, frozen, open: open.slice(2) }, drawsOf("ff00"), solver);
  expect(later.collections.map(({ month }) => month)).toEqual(["2025-03"]);
  expect(later.collections[0]!.pairs!.map(({ before }) => before)).toEqual(["2025-02", "2025-02"]);
  expect(later.outcome.proofs).toEqual([]);
});
