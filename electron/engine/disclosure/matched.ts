import type { Month } from "../../../shared/month.ts";
import { HANDBACK_SET, type CountedQuestion } from "../../../shared/questionSets.ts";
import type { Collection, Respondent } from "./collection.ts";
import { type Additivity, type Cell, type Draws, ROUNDING_BASE, roundCells } from "./round.ts";
import { type DisplayRules, REASONS } from "./rules.ts";
import type { Solver } from "./solver.ts";

/** Those in the base of both months by whether they were counted: in both, only in the earlier, only in the later, in neither. */
export interface PairCells {
  readonly both: number;
  readonly lost: number;
  readonly gained: number;
  readonly neither: number;
}

/** How the same organisations answered a question in two collections: a 2 x 2 cube of its own, all of them, rounded. */
export interface ProtectedPair {
  readonly question: string;
  /** The earlier month; the pair belongs to the collection of the later one. */
  readonly before: Month;
  readonly month: Month;
  /** Multiples of 5 that add up; null where hidden. */
  readonly cells: PairCells | null;
  /** Why it is hidden. */
  readonly hidden?: string;
}

/** Whether pairs are made of a question: of hand-back intent, which a pack sets side by side for the same organisations. */
export function isMatched({ set, code }: CountedQuestion): boolean {
  return set === HANDBACK_SET && code.startsWith("intent.");
}

/** So many at least answered only one of the months, or nobody did. */
const LEAST_UNMATCHED = 10;

/** What a question is seen as when two months are set side by side: counted, in the base and not counted, or outside it. */
export const SEEN = ["counted", "other", "not_applicable", "blank"] as const;
export type Seen = (typeof SEEN)[number];

/** How an answer is seen. */
export function seenAs({ answers }: Respondent, { code, options }: CountedQuestion): Seen {
  const answer = answers[code] ?? "blank";
  const option = options.find((known) => known.code === answer);
  if (option !== undefined) return option.counted ? "counted" : "other";
  return answer === "not_applicable" ? answer : "blank";
}

/**
 * Rounds the 2 x 2 cube of a question over those who stand in both collections (DISCLOSURE point 8): zero-restricted and
 * controlled as every cube is, of everybody only, and hidden where some but fewer than 10 answered only one of the months,
 * where its base is too small for percentages, or where nearly all or nearly none were counted.
 * @param again how many times it is to be drawn again
 */
export function protectPair(
  [before, now]: readonly [before: Collection, now: Collection],
  question: CountedQuestion,
  draws: Draws,
  solver: Solver,
  rules: DisplayRules,
  again = 0,
): ProtectedPair {
  const about = { question: question.code, before: before.month, month: now.month };
  const { cells, unmatched } = exactPair(before, now, question);
  if (unmatched.some((n) => n > 0 && n < LEAST_UNMATCHED)) return { ...about, cells: null, hidden: REASONS.unmatched };
  const named = (part: string): string =>
    [question.set, now.month, question.code, `matched ${before.month}`, part, ...(again > 0 ? [again] : [])].join("|");
  const rounded = roundPair(cells, named, draws, solver);
  const hidden = rounded === null ? REASONS.unanimous : reasonToHide(rounded, rules);
  return hidden === null ? { ...about, cells: rounded } : { ...about, cells: null, hidden };
}

/** The base of a pair and how many of it were counted in each month. */
export function pairTotals({ both, lost, gained, neither }: PairCells): {
  readonly base: number;
  readonly earlier: number;
  readonly later: number;
} {
  return { base: both + lost + gained + neither, earlier: both + lost, later: both + gained };
}

/** Why a pair may not be shown under some rules; null where it may. */
export function reasonToHide(cells: PairCells, { percentagesFrom, unanimity }: DisplayRules): string | null {
  const { base, earlier, later } = pairTotals(cells);
  if (base < percentagesFrom) return REASONS.tooFew;
  const edge = Math.round(unanimity * 1000);
  const near = (n: number): boolean => n * 1000 > base * edge || n * 1000 < base * (1000 - edge);
  return near(earlier) || near(later) ? REASONS.unanimous : null;
}

function exactPair(
  before: Collection,
  now: Collection,
  question: CountedQuestion,
): { readonly cells: PairCells; readonly unmatched: readonly number[] } {
  const [then, later] = [before, now].map(
    ({ respondents }) =>
      new Map(
        respondents.flatMap((respondent): [string, boolean][] => {
          const seen = seenAs(respondent, question);
          return seen === "counted" || seen === "other" ? [[respondent.member, seen === "counted"]] : [];
        }),
      ),
  );
  const cells = { both: 0, lost: 0, gained: 0, neither: 0 };
  let pairs = 0;
  for (const [member, counted] of later ?? []) {
    const earlier = then?.get(member);
    if (earlier === undefined) continue;
    pairs += 1;
    cells[earlier ? (counted ? "both" : "lost") : counted ? "gained" : "neither"] += 1;
  }
  return { cells, unmatched: [(then?.size ?? 0) - pairs, (later?.size ?? 0) - pairs] };
}

function roundPair(
  { both, lost, gained, neither }: PairCells,
  label: (part: string) => string,
  draws: Draws,
  solver: Solver,
): PairCells | null {
  const values = [both, lost, gained, neither, both + lost, gained + neither, both + gained, lost + neither];
  const names = ["both", "lost", "gained", "neither", "then", "not then", "now", "not now", "base"];
  const cells = [...values, both + lost + gained + neither].map((value, place): Cell => ({
    label: label(names[place] ?? ""),
    value,
  }));
  const sums: readonly [total: number, ...parts: number[]][] = [
    [4, 0, 1],
    [5, 2, 3],
    [6, 0, 2],
    [7, 1, 3],
    [8, 4, 5],
  ];
  const additivity = sums.map(([total, ...parts]): Additivity => ({ total, parts }));
  const rounded = roundCells({ cells, additivity }, draws, solver);
  if (rounded === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = rounded.values;
  return { both: a, lost: b, gained: c, neither: d };
}

/** Whether rounded cells are next to the true ones. */
export function isNextTo(
  pair: ProtectedPair,
  [before, now]: readonly [Collection, Collection],
  question: CountedQuestion,
): boolean {
  if (pair.cells === null) return true;
  const { cells } = exactPair(before, now, question);
  const rounded = pair.cells;
  return (Object.keys(cells) as (keyof PairCells)[]).every(
    (part) => rounded[part] % ROUNDING_BASE === 0 && Math.abs(rounded[part] - cells[part]) < ROUNDING_BASE,
  );
}
