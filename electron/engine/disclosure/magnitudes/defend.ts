import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import { READERS, type AttackOutcome, type Proof, type Reader, type Repair } from "../../../../shared/releases.ts";
import type { Collection } from "../collection.ts";
import type { Defended } from "../defend.ts";
import type { Draws } from "../round.ts";
import type { BoundSolver } from "../solver.ts";
import { attackSums, isKnownOutside, type KnownSum } from "./attack.ts";
import { protectSums, type SumRepair } from "./protect.ts";
import { placeOf } from "./sums.ts";
import { sumOccasionOf, sumSystemOf, type SumOccasion, type SumSystem } from "./system.ts";
import { sumProofOf } from "./words.ts";

/** The sums of one question set that are to be defended. */
export interface SumsToDefend {
  readonly questionSet: string;
  readonly questions: readonly CountedQuestion[];
  /** What was released, by month: never changed. */
  readonly frozen: readonly Collection[];
  /** By month, with their counts as they may be published. */
  readonly open: readonly Collection[];
}

/** The open collections with their sums, and what the attack on those came to. */
export interface DefendedSums {
  readonly collections: readonly Collection[];
  readonly outcome: AttackOutcome;
}

/** How often sums are drawn again before one is hidden, and how many are hidden before all of that month are. */
const MAX_AGAIN = 6;
const MAX_WITHHELD = 12;
/** How many collections in a row are looked at together. */
const TOGETHER = 4;

/**
 * Adds up the numbers given to each question whose numbers are added, month by month, and attacks each together with those
 * before it and the one after (DISCLOSURE points 6 and 9). Where somebody would come to know a contribution within 10% of it,
 * the sums of that month are drawn again, then those it is in are hidden, in the end all of that month. What was released
 * cannot be repaired: that is told, and stops the release.
 */
export function defendSums(
  { questionSet, questions, frozen, open }: SumsToDefend,
  draws: Draws,
  solver: BoundSolver,
): DefendedSums {
  let collections = [...open];
  const outcomes = questions
    .filter(({ summed }) => summed === true)
    .map((question) => {
      const defended = defendQuestion(question, { frozen, open: collections }, draws, solver);
      collections = [...defended.collections];
      return { ...defended.found, questionSet };
    });
  return { collections, outcome: outcomeOf(outcomes) };
}

/** Counts that were defended, with the sums of their question set, and what the attack on both came to. */
export function withSums(
  counts: Defended,
  { questionSet, questions, frozen }: Pick<SumsToDefend, "questionSet" | "questions" | "frozen">,
  draws: Draws,
  solver: BoundSolver,
): Defended {
  const sums = defendSums({ questionSet, questions, frozen, open: counts.collections }, draws, solver);
  const [one, other] = [counts.outcome, sums.outcome];
  return {
    ...counts,
    collections: sums.collections,
    outcome: {
      readers: one.readers.map(({ reader, claims, proved }) => {
        const more = other.readers.find((outcome) => outcome.reader === reader);
        return { reader, claims: claims + (more?.claims ?? 0), proved: proved + (more?.proved ?? 0) };
      }),
      repairs: [...one.repairs, ...other.repairs],
      proofs: [...one.proofs, ...other.proofs],
      twins: one.twins,
    },
  };
}

interface Found {
  readonly claims: Readonly<Record<Reader, number>>;
  readonly proofs: readonly Omit<Proof, "questionSet">[];
  readonly repairs: readonly Omit<Repair, "questionSet">[];
}

function outcomeOf(found: readonly (Found & { readonly questionSet: string })[]): AttackOutcome {
  const proofs = found.flatMap(({ questionSet, proofs: own }) => own.map((proof) => ({ ...proof, questionSet })));
  return {
    readers: READERS.map((reader) => ({
      reader,
      claims: found.reduce((sum, { claims }) => sum + claims[reader], 0),
      proved: proofs.filter((proof) => proof.reader === reader).length,
    })),
    repairs: found.flatMap(({ questionSet, repairs }) => repairs.map((done) => ({ ...done, questionSet }))),
    proofs,
    twins: 0,
  };
}

function defendQuestion(
  question: CountedQuestion,
  { frozen, open }: Pick<SumsToDefend, "frozen" | "open">,
  draws: Draws,
  solver: BoundSolver,
): { readonly collections: readonly Collection[]; readonly found: Found } {
  const claims = { outsider: 0, list: 0, unchanged: 0 };
  const proofs: Found["proofs"][number][] = [];
  const repairs: Found["repairs"][number][] = [];
  let known: readonly SumOccasion[] = [];
  const settle = (collection: Collection, outcomes: readonly Attacked[]): void => {
    for (const { reader, system, claims: tried, known: close } of outcomes) {
      claims[reader] += tried;
      proofs.push(...close.map((one) => sumProofOf(reader, system, one, question, collection.month)));
    }
    const occasion = sumOccasionOf(collection, question.code);
    if (occasion !== null) known = [...known, occasion].sort((a, b) => (a.month < b.month ? -1 : 1));
  };
  for (const collection of frozen) settle(collection, attacked(collection, known, question, solver));
  const collections = open.map((collection) => {
    const repaired = repair(collection, known, question, draws, solver);
    repairs.push(...repaired.repairs.map((what) => ({ ...what, month: collection.month })));
    settle(repaired.collection, repaired.attacked);
    return repaired.collection;
  });
  return { collections, found: { claims, proofs, repairs } };
}

/** What one reader found out. */
interface Attacked {
  readonly reader: Reader;
  readonly system: SumSystem;
  readonly claims: number;
  readonly known: readonly KnownSum[];
}

function attacked(
  collection: Collection,
  known: readonly SumOccasion[],
  question: CountedQuestion,
  solver: BoundSolver,
): readonly Attacked[] {
  const occasion = sumOccasionOf(collection, question.code);
  if (occasion === null) return [];
  const alone = sumSystemOf([occasion]);
  const list = attackSums(alone, solver);
  const outside = list.known.filter((one) => isKnownOutside(alone, one, solver));
  const before = known.filter(({ month }) => month <= occasion.month).slice(1 - TOGETHER);
  const after = known.filter(({ month }) => month > occasion.month).slice(0, 1);
  const windows = [
    ...(before.length === 0 ? [] : [[...before, occasion]]),
    ...(after.length === 0 ? [] : [[occasion, ...after]]),
  ];
  return [
    { reader: "outsider", system: alone, claims: list.claims, known: outside },
    { reader: "list", system: alone, ...list },
    ...windows.map((window): Attacked => {
      const system = sumSystemOf(window);
      return { reader: "unchanged", system, ...attackSums(system, solver) };
    }),
  ];
}

interface Repaired {
  readonly collection: Collection;
  readonly attacked: readonly Attacked[];
  readonly repairs: readonly Pick<Repair, "what" | "where">[];
}

function repair(
  collection: Collection,
  known: readonly SumOccasion[],
  question: CountedQuestion,
  draws: Draws,
  solver: BoundSolver,
): Repaired {
  const { cube, respondents } = collection;
  const drawn = (how: SumRepair): Collection => {
    const sums = { ...cube.sums, [question.code]: protectSums(respondents, cube, question, draws, solver, how) };
    return { ...collection, cube: { ...cube, sums } };
  };
  const repairs: Pick<Repair, "what" | "where">[] = [];
  let how: SumRepair = { again: 0, withheld: new Set() };
  for (;;) {
    const made = drawn(how);
    const tried = attacked(made, known, question, solver);
    const [first] = tried.flatMap(({ system, known: close }) => close.map((one) => ({ system, one })));
    if (first === undefined) return { collection: made, attacked: tried, repairs };
    if (how.again < MAX_AGAIN) {
      if (how.again === 0) repairs.push({ what: "redrawn", where: `${question.label}, sums` });
      how = { ...how, again: how.again + 1 };
      continue;
    }
    const group = how.withheld.size < MAX_WITHHELD ? groupAtFault(first.system, first.one, made, question) : EVERYBODY;
    if (how.withheld.has(group)) return { collection: made, attacked: tried, repairs };
    how = { ...how, withheld: new Set([...how.withheld, group]) };
    repairs.push({ what: "hidden", where: `${question.label}, sum of ${group.replace(" ", ": ")}` });
  }
}

const EVERYBODY = placeOf({ split: "all", key: "all" });

/** The first sum still shown of those that a contributor is in, or was in when they last gave a number; in the end that of all. */
function groupAtFault(
  { strata }: SumSystem,
  { target }: KnownSum,
  { cube }: Collection,
  { code }: CountedQuestion,
): string {
  const place = strata[target.stratum]?.places.findLast((at) => at !== null);
  const groups = cube.sums?.[code]?.groups ?? [];
  const found = groups.find(
    ({ split, key, hidden }) =>
      hidden === null && split !== "all" && (split === "service-type" ? place?.serviceType : place?.region) === key,
  );
  return placeOf(found ?? { split: "all", key: "all" });
}
