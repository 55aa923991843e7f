import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { AttackOutcome, DisplayRules, Repair } from "../../../shared/releases.ts";
import type { ExactCube } from "../measures/cube.ts";
import type { Respondent } from "../measures/respondents.ts";
import { type Certificate, certificateOf } from "./attack/certificate.ts";
import { occasionOf } from "./attack/published.ts";
import { provesFromPair } from "./attack/pairs.ts";
import { type Case, listReader, unchangedReader } from "./attack/readers.ts";
import type { Occasion } from "./attack/system.ts";
import { proofOf } from "./attack/words.ts";
import type { Collection } from "./collection.ts";
import { isMatched, protectPair, type ProtectedPair } from "./matched.ts";
import { protectCube, type ProtectedCube, type ProtectedGroup, RESPONDENTS } from "./protect.ts";
import type { Draws } from "./round.ts";
import { REASONS } from "./rules.ts";
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

/** How often the rounding of a question is drawn again before that of the respondents is, and how often that is. */
const MAX_AGAIN = 4;
const MAX_RESPONDENTS_AGAIN = 8;
/** How many groups are merged or hidden before a collection is given up. */
const MAX_WITHHELD = 8;
/** How many collections in a row the reader who takes it that nobody changed their mind looks at together. */
const TOGETHER = 4;

/**
 * Rounds the open collections month by month and attacks each together with everything before it (DISCLOSURE point 6).
 * What can be proved is repaired: by drawing the rounding of that question again, then by merging the group it is proved
 * of with others, then by hiding it. What cannot be repaired is told.
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
  const attacked = (collection: Collection, asked: readonly CountedQuestion[]): Map<string, Case[]> => {
    const [occasion, windows] = windowsOf(known, collection, rules);
    return new Map(asked.map((question) => [question.code, casesOf(occasion, windows, question, solver)]));
  };
  for (const collection of frozenOnce(frozen)) {
    report(known.length, total);
    for (const found of attacked(collection, questions).values())
      cases.push(...found.map((each) => ({ month: collection.month, found: each })));
    known.push(collection);
  }
  for (const { cube: exact, respondents } of open) {
    report(known.length, total);
    const before = known.findLast(({ month, elsewhere }) => month < exact.month && elsewhere !== true);
    const draw: Drawing = (again, without) => {
      const cube = protectCube(exact, draws, solver, again);
      const collection = { questionSet, month: exact.month, cube, respondents };
      return before === undefined
        ? collection
        : { ...collection, pairs: pairsOf([before, collection], { questions, draws, solver, rules }, again, without) };
    };
    const repaired = repair(draw, questions, attacked);
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
    certificate: certificateOf(all.map((found) => ({ questionSet, found }))),
  };
}

/** What pairs are made with. */
interface PairMaking extends Pick<ToDefend, "questions" | "rules"> {
  readonly draws: Draws;
  readonly solver: Solver;
}

/**
 * How those who also stood in the collection before answered both times, for each question about intent. A pair from which
 * something could be proved is drawn again, and at last hidden.
 */
function pairsOf(
  collections: readonly [before: Collection, now: Collection],
  { questions, draws, solver, rules }: PairMaking,
  again: ReadonlyMap<string, number>,
  without: ReadonlySet<string>,
): ProtectedPair[] {
  return questions.filter(isMatched).map((question): ProtectedPair => {
    const first = (again.get(question.code) ?? 0) * (MAX_AGAIN + 1);
    let pair = protectPair(collections, question, draws, solver, rules, first);
    for (let times = 1; ; times += 1) {
      const { cells, ...about } = pair;
      if (cells === null) return pair;
      const proved =
        without.has(question.code) || provesFromPair(collections, { ...about, cells }, question, solver, rules);
      if (!proved) return pair;
      if (times > MAX_AGAIN || without.has(question.code)) return { ...about, cells: null, hidden: REASONS.unanimous };
      pair = protectPair(collections, question, draws, solver, rules, first + times);
    }
  });
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
): Case[] {
  const list = listReader(occasion, question, solver, false);
  if (isProved(list)) return list;
  return [...list, ...windows.map((window) => unchangedReader(window, question, solver, false))];
}

interface Repaired {
  readonly collection: Collection;
  readonly cases: ReadonlyMap<string, readonly Case[]>;
  readonly repairs: readonly Pick<Repair, "what" | "where">[];
}

/** Makes a collection's figures: how often each was drawn before, and of which questions no pair is to be shown. */
type Drawing = (again: ReadonlyMap<string, number>, without: ReadonlySet<string>) => Collection;

function repair(
  draw: Drawing,
  questions: readonly CountedQuestion[],
  attacked: (collection: Collection, asked: readonly CountedQuestion[]) => Map<string, Case[]>,
): Repaired {
  let again = new Map<string, number>();
  const without = new Set<string>();
  let collection = draw(again, without);
  let cases = attacked(collection, questions);
  const redrawnOnce = new Set<string>();
  for (;;) {
    const faulty = questions.filter(({ code }) => isProved(cases.get(code)));
    if (faulty.length === 0) break;
    // A pair gives way before the figures of the collection do.
    const shown = collection.pairs?.filter(
      ({ cells, question }) => cells !== null && faulty.some(({ code }) => code === question),
    );
    if (shown !== undefined && shown.length > 0) {
      for (const { question } of shown) without.add(question);
      collection = draw(again, without);
      cases = new Map([...cases, ...attacked(collection, faulty)]);
      continue;
    }
    const respondents = again.get(RESPONDENTS) ?? 0;
    for (const { code } of faulty) {
      redrawnOnce.add(code);
      again.set(code, (again.get(code) ?? 0) + 1);
    }
    if (faulty.some(({ code }) => (again.get(code) ?? 0) > MAX_AGAIN)) {
      if (respondents === MAX_RESPONDENTS_AGAIN) break;
      again = new Map([[RESPONDENTS, respondents + 1]]);
    }
    const [before, next] = [collection, draw(again, without)];
    const changed = questions.filter((question) => !sameFigures(before.cube, next.cube, question));
    collection = next;
    cases = new Map([...cases, ...attacked(collection, changed)]);
  }
  const redrawn = questions
    .filter(({ code }) => redrawnOnce.has(code))
    .map(({ label }) => ({ what: "redrawn" as const, where: label }));
  const withheld = withhold(collection, cases, (next) => attacked(next, questions));
  return { ...withheld, repairs: [...redrawn, ...withheld.repairs] };
}

/** Merges, then hides, the groups that something is proved of, until nothing is. */
function withhold(
  made: Collection,
  found: ReadonlyMap<string, readonly Case[]>,
  attacked: (collection: Collection) => ReadonlyMap<string, readonly Case[]>,
): Repaired {
  let [collection, cases] = [made, found];
  const repairs: Pick<Repair, "what" | "where">[] = [];
  for (let steps = 0; steps < MAX_WITHHELD; steps += 1) {
    const group = groupAtFault(collection.cube, [...cases.values()].flat());
    if (group === null) break;
    const withheld = group.withheld === undefined ? ("merged" as const) : ("hidden" as const);
    const groups = collection.cube.groups.map((each) => (each === group ? { ...each, withheld } : each));
    collection = { ...collection, cube: { ...collection.cube, groups } };
    cases = attacked(collection);
    repairs.push({ what: withheld, where: `${group.split === "region" ? "region" : "service type"}: ${group.key}` });
  }
  return { collection, cases, repairs };
}

/** The first group that can still be merged or hidden among those of the strata something is proved of. */
function groupAtFault(cube: ProtectedCube, cases: readonly Case[]): ProtectedGroup | null {
  for (const { system, proved } of cases) {
    for (const { claim } of proved) {
      const place = system.strata[claim.stratum]?.places.at(-1) ?? null;
      if (place === null) continue;
      const groups = cube.groups.filter(
        ({ split, key, withheld }) =>
          withheld !== "hidden" &&
          ((split === "service-type" && key === place.serviceType) || (split === "region" && key === place.region)),
      );
      const next = groups.find(({ withheld }) => withheld === undefined) ?? groups[0];
      if (next !== undefined) return next;
    }
  }
  return null;
}

function isProved(cases: readonly Case[] | undefined): boolean {
  return cases?.some(({ proved }) => proved.length > 0) ?? false;
}

function sameFigures(one: ProtectedCube, other: ProtectedCube, { code }: CountedQuestion): boolean {
  const figures = ({ groups }: ProtectedCube): string => JSON.stringify(groups.map(({ questions }) => questions[code]));
  return figures(one) === figures(other);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
