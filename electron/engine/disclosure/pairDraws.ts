import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { DisplayRules } from "../../../shared/releases.ts";
import { type CertifiedPair, certifiedPair } from "./attack/certificate.ts";
import { attackPair, provesFromPair } from "./attack/pairs.ts";
import type { Collection } from "./collection.ts";
import { isMatched, protectPair, type ProtectedPair } from "./matched.ts";
import { MAX_AGAIN } from "./repair.ts";
import type { Draws } from "./round.ts";
import { REASONS } from "./rules.ts";
import type { Solver } from "./solver.ts";

/** What pairs are made with. */
export interface PairMaking {
  readonly questions: readonly CountedQuestion[];
  readonly rules: DisplayRules;
  readonly draws: Draws;
  readonly solver: Solver;
}

/**
 * How those who also stood in the collection before answered both times, for each question about intent. A pair from which
 * something could be proved is drawn again, and at last hidden.
 * @param again how often the question was drawn before
 * @param without questions of which no pair is to be shown
 */
export function pairsOf(
  collections: readonly [before: Collection, now: Collection],
  { questions, draws, solver, rules }: PairMaking,
  again: ReadonlyMap<string, number>,
  without: ReadonlySet<string>,
): ProtectedPair[] {
  return questions.filter(isMatched).map((question): ProtectedPair => {
    const first = (again.get(question.code) ?? 0) * (MAX_AGAIN + 1);
    const drawn = (times: number): ProtectedPair =>
      protectPair(collections, question, draws, solver, rules, first + times);
    for (let times = 0; times <= MAX_AGAIN; times += 1) {
      const pair = drawn(times);
      if (pair.cells === null) return pair;
      if (without.has(question.code)) break;
      if (!provesFromPair(collections, pair.cells, question, solver, rules)) return pair;
    }
    return { ...drawn(0), cells: null, hidden: REASONS.unanimous };
  });
}

/**
 * The datasets that leave every answer open beside the pairs that are shown, of collections that all stand; what is known of
 * a month of which another release has other figures is not certified.
 */
export function certifiedPairs(
  collections: readonly Collection[],
  { questions, solver, rules }: Omit<PairMaking, "draws">,
): CertifiedPair[] {
  return collections.flatMap((now) =>
    (now.pairs ?? []).flatMap(({ cells, question: code, before: month }) => {
      const before = collections.find((collection) => collection.month === month);
      const question = questions.find((asked) => asked.code === code);
      if (cells === null || before === undefined || question === undefined) return [];
      return [...attackPair([before, now], cells, question, solver, rules)].flatMap(({ system, ...attacked }) =>
        attacked.proved.length > 0 ? [] : certifiedPair(now.questionSet, system, attacked),
      );
    }),
  );
}
