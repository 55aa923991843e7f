import type { System } from "./system.ts";

/** What the respondents may have answered: a number for each stratum and option, and what the facts then add up to. */
export interface World {
  readonly counts: Int32Array;
  readonly sums: Int32Array;
}

/** One respondent of a stratum answers otherwise. */
export interface Move {
  readonly stratum: number;
  readonly from: number;
  readonly to: number;
}

/** The world of some numbers. */
export function worldOf({ facts, options }: System, counts: Int32Array): World {
  const sums = Int32Array.from(facts, ({ strata, has }) => {
    let sum = 0;
    for (const stratum of strata) {
      const at = stratum * options.length;
      for (let option = 0; option < has.length; option += 1) if (has[option] === 1) sum += counts[at + option] ?? 0;
    }
    return sum;
  });
  return { counts: counts.slice(), sums };
}

/** How far the sums of a world are from what is published, added up: 0 where it could be the real one. */
export function contradiction({ facts }: System, { sums }: World): number {
  return facts.reduce((total, { low, high }, fact) => total + outside(sums[fact] ?? 0, low, high), 0);
}

/** What a move would add to the contradiction of a world. */
export function cost({ facts, factsOf }: System, { sums }: World, { stratum, from, to }: Move): number {
  let change = 0;
  for (const fact of factsOf[stratum] ?? []) {
    const known = facts[fact];
    if (known === undefined) continue;
    const step = (known.has[to] ?? 0) - (known.has[from] ?? 0);
    if (step === 0) continue;
    const sum = sums[fact] ?? 0;
    change += outside(sum + step, known.low, known.high) - outside(sum, known.low, known.high);
  }
  return change;
}

/** What a move would add to the squares of how far sums are from the middle of what is published. */
export function offCentre({ facts, factsOf }: System, { sums }: World, { stratum, from, to }: Move): number {
  let change = 0;
  for (const fact of factsOf[stratum] ?? []) {
    const known = facts[fact];
    if (known === undefined) continue;
    const step = (known.has[to] ?? 0) - (known.has[from] ?? 0);
    if (step !== 0) change += 1 + 2 * step * ((sums[fact] ?? 0) - (known.low + known.high) / 2);
  }
  return change;
}

/** Makes a move, in place. */
export function move({ facts, factsOf, options }: System, { counts, sums }: World, { stratum, from, to }: Move): void {
  const at = stratum * options.length;
  counts[at + from] = (counts[at + from] ?? 0) - 1;
  counts[at + to] = (counts[at + to] ?? 0) + 1;
  for (const fact of factsOf[stratum] ?? []) {
    const has = facts[fact]?.has;
    sums[fact] = (sums[fact] ?? 0) + (has?.[to] ?? 0) - (has?.[from] ?? 0);
  }
}

/** The facts a world contradicts. */
export function contradicted({ facts }: System, { sums }: World): number[] {
  return facts.flatMap(({ low, high }, fact) => (outside(sums[fact] ?? 0, low, high) > 0 ? [fact] : []));
}

function outside(sum: number, low: number, high: number): number {
  return sum < low ? low - sum : sum > high ? sum - high : 0;
}
