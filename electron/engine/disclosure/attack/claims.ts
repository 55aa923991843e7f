import type { Solver } from "../solver.ts";
import { decideNear } from "./near.ts";
import { decideWorld } from "./program.ts";
import { otherRounding } from "./otherRounding.ts";
import { type CellCount, centred, type Claim, findWorld, keepsOwn, refutes, steadyRandom } from "./search.ts";
import { holdsBoards, type Rounding, type System } from "./system.ts";
import { type World, worldOf } from "./world.ts";

/** What came of attacking one system. */
export interface Attacked {
  /** Claims tried: every stratum by somebody outside, and by every member who knows their own answer. */
  readonly claims: number;
  /** Claims that hold in every world. */
  readonly proved: readonly Proved[];
  /** Worlds from which others were found; the first is the true one. */
  readonly bases: readonly Base[];
  /** Worlds that agree with everything published: together with the bases they refute every claim that is not proved. */
  readonly worlds: readonly PossibleWorld[];
}

/** A whole world that agrees with everything published, and how hidden figures are rounded in it; null: as they are. */
export interface Base {
  readonly counts: Int32Array;
  readonly rounding: Rounding | null;
}

/** A world by what is other in it than in a base: cells, and by how much. */
export interface PossibleWorld {
  readonly base: number;
  readonly changes: readonly (readonly [cell: number, by: number])[];
}

export interface Proved {
  readonly claim: Claim;
  /** The counted steps ran out before it was decided; it counts as proved. */
  readonly undecided: boolean;
}

/** Other roundings of what is hidden that are tried before an integer program looks for one. */
const OTHER_ROUNDINGS = 6;

const NOBODY: ReadonlyMap<number, number> = new Map();

/**
 * Tries to prove an answer of every stratum, without and with a member's knowledge of their own. A claim is refuted by a
 * world that agrees with everything published and in which it does not hold: one found before, one that a search finds, or
 * one that an integer program finds; where the program proves that there is none, the claim is proved.
 * @param every whether everything that can be proved is wanted; else it ends with the first
 * @param thorough whether a claim that nobody near it refutes, where there are boards, is decided among all; else it counts
 * as proved
 */
export function attack(system: System, solver: Solver, every = true, thorough = true): Attacked {
  const { strata, options, side, truth: start } = system;
  const middle = centred(system, start);
  const bases: Found[] = [
    { system, world: worldOf(system, start) },
    { system, world: middle },
  ];
  const worlds: PossibleWorld[] = [];
  const refuting = new Map<number, PossibleWorld[]>();
  const proved: Proved[] = [];
  const boards = holdsBoards(system);
  // With boards, neighbours find a world sooner than roundings tried at random.
  let roundingsLeft = boards ? 0 : OTHER_ROUNDINGS;
  const random = steadyRandom(system.strata.length);
  const check = (claim: Claim): CellCount | null => {
    const earlier = [
      cellsOf(middle.counts, []),
      ...(refuting.get(claim.stratum) ?? []).map((world) => seen(bases, world)),
    ];
    const known = earlier.find((count) => keepsOwn(count, claim) && refutes(system, count, claim));
    if (known !== undefined) return known;
    const found = searched(bases, 0, claim) ?? otherwiseRounded(claim) ?? decided(claim);
    if (found === null) return null;
    worlds.push(found);
    refuting.set(claim.stratum, [...(refuting.get(claim.stratum) ?? []), found]);
    return seen(bases, found);
  };
  const otherwiseRounded = (claim: Claim): PossibleWorld | null => {
    for (; roundingsLeft > 0; roundingsLeft -= 1) {
      const other = otherRounding(system, start, random, solver);
      if (other === null) continue;
      bases.push({ system: other, world: centred(other, start) });
      const found = searched(bases, bases.length - 1, claim);
      if (found !== null) return found;
    }
    return null;
  };
  const decided = (claim: Claim): PossibleWorld | null => {
    const near = boards ? decideNear(system, claim, solver) : null;
    const found = near ?? (boards && !thorough ? "undecided" : decideWorld(system, claim, solver));
    if (found === null || found === "undecided") {
      proved.push({ claim, undecided: found === "undecided" });
      return null;
    }
    const { system: rounded, counts } = found;
    bases.push(
      { system: rounded, world: centred(rounded, counts) },
      { system: rounded, world: worldOf(rounded, counts) },
    );
    return { base: bases.length - 1, changes: [] };
  };
  let members = 0;
  strata.forEach((_, stratum) => {
    if (!every && proved.length > 0) return;
    const at = stratum * options.length;
    const given = options.flatMap((__, option) => ((start[at + option] ?? 0) > 0 ? [option] : []));
    members += given.length;
    const [first, ...others] = new Set(given.map((option) => side[option] ?? 0));
    if (first === undefined) return;
    if (others.length === 0) {
      const world = check({ stratum, side: first, own: NOBODY });
      if (world === null) return;
      // A member elsewhere whose own answer that world takes away needs another.
      for (const cell of takenAway(start, world)) {
        if (Math.floor(cell / options.length) !== stratum) check({ stratum, side: first, own: new Map([[cell, 1]]) });
      }
    }
    for (const option of given) claimsOfMember(system, start, stratum, option).forEach(check);
  });
  return {
    claims: strata.length * (1 + members),
    proved,
    bases: bases.map(({ system: { rounding }, world: { counts } }) => ({ counts, rounding })),
    worlds,
  };
}

/** A base with the system it agrees with. */
interface Found {
  readonly system: System;
  readonly world: World;
}

/** Searches from worlds that agree with what is published, in their order. */
function searched(bases: readonly Found[], from: number, claim: Claim): PossibleWorld | null {
  for (const [base, { system, world }] of bases.entries()) {
    const found = base < from ? null : findWorld(system, world, claim);
    if (found !== null) return { base, changes: changesOf(world.counts, found) };
  }
  return null;
}

function seen(bases: readonly Found[], { base, changes }: PossibleWorld): CellCount {
  return cellsOf(bases[base]?.world.counts ?? new Int32Array(), changes);
}

function cellsOf(counts: Int32Array, changes: PossibleWorld["changes"]): CellCount {
  if (changes.length === 0) return (cell) => counts[cell] ?? 0;
  const by = new Map(changes);
  return (cell) => (counts[cell] ?? 0) + (by.get(cell) ?? 0);
}

function changesOf(from: Int32Array, to: Int32Array): PossibleWorld["changes"] {
  const changes: [number, number][] = [];
  for (let cell = 0; cell < to.length; cell += 1) {
    const by = (to[cell] ?? 0) - (from[cell] ?? 0);
    if (by !== 0) changes.push([cell, by]);
  }
  return changes;
}

/** What a member of a stratum can claim of the others in it: their side, where they are all on one. */
function claimsOfMember({ options, side }: System, start: Int32Array, stratum: number, option: number): Claim[] {
  const cell = stratum * options.length + option;
  const others = new Set<number>();
  for (let other = 0; other < options.length; other += 1) {
    const n = (start[stratum * options.length + other] ?? 0) - (other === option ? 1 : 0);
    if (n > 0) others.add(side[other] ?? 0);
  }
  const [only, ...more] = others;
  return only === undefined || more.length > 0 ? [] : [{ stratum, side: only, own: new Map([[cell, 1]]) }];
}

/** Cells of which a world leaves nobody. */
function takenAway(start: Int32Array, count: CellCount): number[] {
  const cells: number[] = [];
  for (let cell = 0; cell < start.length; cell += 1) {
    if ((start[cell] ?? 0) > 0 && count(cell) === 0) cells.push(cell);
  }
  return cells;
}
