import type { System } from "./system.ts";
import { contradicted, contradiction, cost, move, type Move, offCentre, type World, worldOf } from "./world.ts";

/**
 * What a reader wants to prove: that everybody of a stratum is on one side. `own` are the answers that the reader knows for
 * being a member, by stratum and option; they stay as they are and prove nothing by themselves.
 */
export interface Claim {
  readonly stratum: number;
  readonly side: number;
  readonly own: ReadonlyMap<number, number>;
}

/** First moves from which others are tried, and the most others that are made to make up for one. */
const OPENINGS = 6;
const REPAIRS = 14;
/** Moves looked at for each. */
const LOOKS = 400;
/** How many of the last moves are not taken back. */
const MEMORY = 20;

/** How many gave an answer, by the cell of stratum and option. */
export type CellCount = (cell: number) => number;

/** Whether somebody of the claim's stratum, other than the reader, is on another side. */
export function refutes({ options, side }: System, count: CellCount, { stratum, side: claimed, own }: Claim): boolean {
  const at = stratum * options.length;
  for (let option = 0; option < options.length; option += 1) {
    if (side[option] !== claimed && count(at + option) - (own.get(at + option) ?? 0) > 0) return true;
  }
  return false;
}

/** Whether a world leaves the reader's own answers as they are. */
export function keepsOwn(count: CellCount, { own }: Claim): boolean {
  for (const [cell, n] of own) if (count(cell) < n) return false;
  return true;
}

/**
 * Looks for a world that agrees with everything published and refutes a claim, in a counted number of steps: somebody of
 * the stratum changes sides, and a few others change what they said to make up for it. Null tells nothing: the exact
 * answer is an integer program's.
 */
export function findWorld(system: System, from: World, claim: Claim): Int32Array | null {
  const { options, side } = system;
  const world = copyOf(from);
  for (const [cell, n] of claim.own) if (!giveBack(system, world, cell, n, claim)) return null;
  const count: CellCount = (cell) => world.counts[cell] ?? 0;
  if (refutes(system, count, claim)) return mend(system, world, claim) ? world.counts : null;
  const at = claim.stratum * options.length;
  const openings: { readonly move: Move; readonly cost: number }[] = [];
  for (let option = 0; option < options.length; option += 1) {
    if (side[option] !== claim.side || count(at + option) - (claim.own.get(at + option) ?? 0) <= 0) continue;
    for (let to = 0; to < options.length; to += 1) {
      if (side[to] === claim.side) continue;
      const opening = { stratum: claim.stratum, from: option, to };
      openings.push({ move: opening, cost: cost(system, world, opening) });
    }
  }
  openings.sort((a, b) => a.cost - b.cost);
  for (const opening of openings.slice(0, OPENINGS)) {
    const tried = copyOf(world);
    move(system, tried, opening.move);
    if (mend(system, tried, claim)) return tried.counts;
  }
  return null;
}

function copyOf({ counts, sums }: World): World {
  return { counts: counts.slice(), sums: sums.slice() };
}

/** Gives a reader their own answers back where a world has taken them away; false where nobody is left to give them. */
function giveBack(system: System, world: World, cell: number, n: number, claim: Claim): boolean {
  const { options } = system;
  const [stratum, to] = [Math.floor(cell / options.length), cell % options.length];
  while ((world.counts[cell] ?? 0) < n) {
    let best: Found | null = null;
    for (let from = 0; from < options.length; from += 1) {
      const other = stratum * options.length + from;
      if (from === to || (world.counts[other] ?? 0) - (claim.own.get(other) ?? 0) <= 0) continue;
      const tried = { stratum, from, to };
      const change = cost(system, world, tried);
      if (best === null || change < best.cost) best = { move: tried, cost: change };
    }
    if (best === null) return false;
    move(system, world, best.move);
  }
  return true;
}

/**
 * Changes what others said until nothing published is contradicted; false where that takes too many steps. Each step mends
 * one contradicted figure as well as any move can that does not take back one of the last ones.
 */
function mend(system: System, world: World, claim: Claim): boolean {
  const random = steadyRandom(claim.stratum);
  let left = contradiction(system, world);
  const made: number[] = [];
  for (let step = 0; left > 0 && step < REPAIRS; step += 1) {
    const facts = contradicted(system, world);
    const wrong = facts[Math.floor(random() * facts.length)] ?? 0;
    const found = bestMove(system, world, wrong, claim, new Set(made), random);
    if (found === null) return false;
    move(system, world, found.move);
    const { stratum, from, to } = found.move;
    made.push(nameOf(system, stratum, to, from));
    if (made.length > MEMORY) made.shift();
    left += found.cost;
  }
  return left === 0;
}

/** Moves tried to bring a world to the middle of what is published, for each number it has. */
const CENTRING = 12;

/**
 * A world that agrees with everything published as far from every edge of it as a few moves bring it: from there most
 * claims are refuted by one move.
 * @param from a world that agrees
 */
export function centred(system: System, from: Int32Array): World {
  const { strata, options } = system;
  const world = worldOf(system, from);
  const random = steadyRandom(strata.length);
  const pick = (most: number): number => Math.floor(random() * most);
  for (let tries = strata.length * options.length * CENTRING; tries > 0; tries -= 1) {
    const tried = { stratum: pick(strata.length), from: pick(options.length), to: pick(options.length) };
    if (tried.from === tried.to || (world.counts[tried.stratum * options.length + tried.from] ?? 0) === 0) continue;
    if (cost(system, world, tried) === 0 && offCentre(system, world, tried) < 0) move(system, world, tried);
  }
  return world;
}

interface Found {
  readonly move: Move;
  readonly cost: number;
}

function bestMove(
  system: System,
  world: World,
  wrong: number,
  claim: Claim,
  made: ReadonlySet<number>,
  random: () => number,
): Found | null {
  const { facts, options, side } = system;
  const fact = facts[wrong];
  if (fact === undefined) return null;
  const tooMany = (world.sums[wrong] ?? 0) > fact.high;
  let best: Found | null = null;
  let looks = 0;
  const first = Math.floor(random() * fact.strata.length);
  for (let index = 0; index < fact.strata.length && looks < LOOKS; index += 1) {
    const stratum = fact.strata[(first + index) % fact.strata.length] ?? 0;
    for (let from = 0; from < options.length; from += 1) {
      const cell = stratum * options.length + from;
      if ((fact.has[from] === 1) !== tooMany) continue;
      if ((world.counts[cell] ?? 0) - (claim.own.get(cell) ?? 0) <= 0) continue;
      const refuting = stratum === claim.stratum && side[from] !== claim.side;
      for (let to = 0; to < options.length; to += 1) {
        if ((fact.has[to] === 1) === tooMany || made.has(nameOf(system, stratum, from, to))) continue;
        if (refuting && side[to] === claim.side) continue;
        looks += 1;
        const tried = { stratum, from, to };
        const change = cost(system, world, tried);
        if (best === null || change < best.cost) best = { move: tried, cost: change };
        if (change < 0 && best.cost <= -2) return best;
      }
    }
  }
  return best;
}

/** A number of its own for each move. */
function nameOf({ options }: System, stratum: number, from: number, to: number): number {
  return (stratum * options.length + from) * options.length + to;
}

/** Numbers in [0,1) that are the same every time (mulberry32). */
export function steadyRandom(seed: number): () => number {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
