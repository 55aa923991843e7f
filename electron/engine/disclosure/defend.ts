import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { AttackOutcome, DisplayRules, Repair } from "../../../shared/releases.ts";
import { type ExactCube, holdsBoards, withoutBoards } from "../measures/cube.ts";
import type { Respondent } from "../measures/respondents.ts";
import { type Certificate, certificateOf } from "./attack/certificate.ts";
import { occasionOf } from "./attack/published.ts";
import { type Case, listReader, unchangedReader } from "./attack/readers.ts";
import type { Occasion } from "./attack/system.ts";
import { proofOf } from "./attack/words.ts";
import type { Collection } from "./collection.ts";
import { certifiedPairs, pairsOf } from "./pairDraws.ts";
import { protectCube } from "./protect.ts";
import { type Attacking, type Drawing, isProved, repair } from "./repair.ts";
import type { Draws } from "./round.ts";
import type { Solver } from "./solver.ts";

/** A collection that is not frozen yet: its true counts and who stood in it. */
export interface OpenCollection {
  readonly cube: ExactCube;
  readonly respondents: readonly Respondent[];
}

/** What there is to defend of one question set: what the world has already, and what it is to have. */
export interface ToDefend {
  readonly questionSet: string;
  readonly questions: readonly CountedQuestion[];
  /** What was released, by month: never changed. */
  readonly frozen: readonly Collection[];
  /** By month. */
  readonly open: readonly OpenCollection[];
  /** The least strict rules under which any of it was ever shown or may come to be: what is frozen is never drawn again. */
  readonly rules: DisplayRules;
}

/** The collections as they may be published, what the attack on them came to, and the certificate. */
export interface Defended {
  /** Those that were open, by month. */
  readonly collections: readonly Collection[];
  readonly outcome: AttackOutcome;
  readonly certificate: Certificate;
}

/** How many collections in a row the reader who takes it that nobody changed their mind looks at together. */
const TOGETHER = 4;

/**
 * Rounds the open collections month by month and attacks each together with everything before it (DISCLOSURE point 6).
 * What can be proved is repaired: by drawing the rounding of that question again, then by merging the group it is proved
 * of with others, then by hiding it; where there are boards, by leaving them out of the collection. What cannot be repaired
 * is told.
 */
export function defend(
  { questionSet, questions, frozen, open, rules }: ToDefend,
  draws: Draws,
  solver: Solver,
  report: (done: number, total: number) => void = () => undefined,
): Defended {
  const known: Collection[] = [];
  const cases: { readonly month: Collection["month"]; readonly found: Case }[] = [];
  const repairs: Repair[] = [];
  const made: Collection[] = [];
  const total = frozen.length + open.length;
  const attacked: Attacking = (collection, asked, thorough) => {
    const [occasion, windows] = windowsOf(known, collection, rules);
    return new Map(asked.map((question) => [question.code, casesOf(occasion, windows, question, solver, thorough)]));
  };
  for (const collection of frozenOnce(frozen)) {
    report(known.length, total);
    for (const found of attacked(collection, questions, true).values())
      cases.push(...found.map((each) => ({ month: collection.month, found: each })));
    known.push(collection);
  }
  for (const { cube: exact, respondents } of open) {
    report(known.length, total);
    const before = known.findLast(({ month, elsewhere }) => month < exact.month && elsewhere !== true);
    const making = { questions, draws, solver, rules };
    const drawing =
      (own: ExactCube, of: readonly Respondent[]): Drawing =>
      (again, without) => {
        const cube = protectCube(own, draws, solver, again);
        const collection = { questionSet, month: own.month, cube, respondents: of };
        return before === undefined
          ? collection
          : { ...collection, pairs: pairsOf([before, collection], making, again, without) };
      };
    let repaired = repair(drawing(exact, respondents), questions, attacked, rules);
    if (holdsBoards(exact) && [...repaired.cases.values()].some(isProved)) {
      const nowhere = respondents.map((respondent) => ({ ...respondent, icb: "not_stated" }));
      const plain = repair(drawing(withoutBoards(exact), nowhere), questions, attacked, rules);
      repaired = { ...plain, repairs: [{ what: "hidden", where: "all integrated care boards" }, ...plain.repairs] };
    }
    repairs.push(...repaired.repairs.map((what) => ({ questionSet, month: exact.month, ...what })));
    for (const found of repaired.cases.values())
      cases.push(...found.map((each) => ({ month: exact.month, found: each })));
    made.push(repaired.collection);
    known.push(repaired.collection);
    known.sort((a, b) => (a.month < b.month ? -1 : 1));
  }
  report(total, total);
  const all = cases.map(({ found }) => found);
  return {
    collections: made,
    outcome: {
      readers: (["outsider", "list", "unchanged"] as const).map((reader) => {
        const own = all.filter((found) => found.reader === reader);
        const proved = sum(own.map((found) => found.proved.length));
        return { reader, claims: sum(own.map(({ claims }) => claims)), proved };
      }),
      repairs,
      proofs: cases.flatMap(({ month, found }) =>
        found.proved.map((proved) => proofOf(found, proved, questionSet, month)),
      ),
      twins: sum(all.map(({ bases, worlds }) => Math.max(0, bases.length - 1) + worlds.length)),
    },
    certificate: {
      ...certificateOf(all.map((found) => ({ questionSet, found }))),
      pairs: known.some(({ elsewhere }) => elsewhere === true)
        ? []
        : certifiedPairs(known, { questions, solver, rules }),
    },
  };
}

/** Of a month that was frozen twice, the first stands. */
function frozenOnce(frozen: readonly Collection[]): readonly Collection[] {
  const months = new Set<Collection["month"]>();
  return frozen.map((collection) => {
    if (months.has(collection.month)) return { ...collection, elsewhere: true as const };
    months.add(collection.month);
    return collection;
  });
}

/** A collection as readers have it, and the runs of collections with it that the last reader looks at. */
function windowsOf(
  known: readonly Collection[],
  collection: Collection,
  rules: DisplayRules,
): readonly [occasion: Occasion, windows: readonly (readonly Occasion[])[]] {
  const occasion = occasionOf(collection, rules);
  const before = known.filter(({ month }) => month <= collection.month).slice(1 - TOGETHER);
  const after = known.filter(({ month }) => month > collection.month).slice(0, 1);
  const windows = [
    ...(before.length === 0 ? [] : [[...before.map((each) => occasionOf(each, rules)), occasion]]),
    ...(after.length === 0 ? [] : [[occasion, ...after.map((each) => occasionOf(each, rules))]]),
  ];
  return [occasion, windows];
}

function casesOf(
  occasion: Occasion,
  windows: readonly (readonly Occasion[])[],
  question: CountedQuestion,
  solver: Solver,
  thorough: boolean,
): Case[] {
  const list = listReader(occasion, question, solver, false, thorough);
  if (isProved(list)) return list;
  return [...list, ...windows.map((window) => unchangedReader(window, question, solver, false, thorough))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
