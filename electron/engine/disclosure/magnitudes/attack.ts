import type { BoundSolver, MixedProgram } from "../solver.ts";
import { WITHIN } from "./dominance.ts";
import { strangersTo } from "./strangers.ts";
import type { Person, SumFact, SumSystem } from "./system.ts";

/** A contribution that a reader would know too closely. In hundredths. */
export interface KnownSum {
  readonly target: Person;
  /** The contributor who takes their own off; null for a reader who gave none. */
  readonly own: Person | null;
  /** What the reader knows of it: no less and no more; null where the counted steps did not settle it. */
  readonly between: readonly [low: number, high: number] | null;
}

/** What came of an attack on the sums of one question. */
export interface SumAttack {
  readonly claims: number;
  readonly known: readonly KnownSum[];
}

/**
 * Of every contributor, how closely somebody can know what they gave who knows who gave a number: between the least and the
 * most that agree with everything shown. They must be two times 10% of it apart, for an outsider and for each of those
 * contributors who know most beside it. Not taken into account is what the bands of the same question tell: the attack on
 * those leaves it open in which of them a contributor is.
 */
export function attackSums(system: SumSystem, solver: BoundSolver): SumAttack {
  const room = roomOf(system);
  const known: KnownSum[] = [];
  let claims = 0;
  for (const { persons } of system.strata) {
    for (const own of [null, ...insidersTo(system, persons[0])]) {
      const target = persons.find((person) => person !== own);
      if (target === undefined || target.given === 0) continue;
      claims += 1;
      if (hasRoom(system, room, target, own)) continue;
      const between = intervalOf(system, target, own, solver);
      if (between === null || tooClose(between, target)) known.push({ target, own, between });
    }
  }
  return { claims, known };
}

/** Whether somebody who does not even know who gave a number comes to know a contribution that one who does comes to know. */
export function isKnownOutside(system: SumSystem, { target, own }: KnownSum, solver: BoundSolver): boolean {
  const between = intervalOf(strangersTo(system), target, own, solver);
  return between === null || tooClose(between, target);
}

function tooClose([low, high]: readonly [number, number], { given }: Person): boolean {
  return high - low < (2 * WITHIN * given) / 100 - 1e-4 * given;
}

/** The largest other contributors: of all, of those in the same service type or region, and of those in the same months. */
function insidersTo({ strata }: SumSystem, target: Person | undefined): readonly Person[] {
  const places = target === undefined ? undefined : strata[target.stratum]?.places;
  const at = places?.findLast((place) => place !== null);
  if (places === undefined || at === undefined || at === null) return [];
  const found = new Set<Person>();
  const alike: readonly ((other: SumSystem["strata"][number]) => boolean)[] = [
    () => true,
    (other) => other.places.some((place) => place?.serviceType === at.serviceType),
    (other) => other.places.some((place) => place?.region === at.region),
    (other) => other.places.every((place, index) => (place === null) === (places[index] === null)),
  ];
  for (const isAlike of alike) {
    const others = strata.filter(isAlike).flatMap(({ persons }) => persons.find((person) => person !== target) ?? []);
    const largest = others.reduce<Person | null>(
      (best, one) => (best === null || one.given > best.given ? one : best),
      null,
    );
    if (largest !== null && largest.given > 0) found.add(largest);
  }
  return [...found];
}

/** By stratum, how far what it gave together may truly rise and fall with everything else as it is. */
interface Room {
  readonly up: readonly number[];
  readonly down: readonly number[];
}

function roomOf({ strata, facts }: SumSystem): Room {
  const sums = strata.map(({ persons }) => persons.reduce((sum, { given }) => sum + given, 0));
  const up = strata.map(() => Infinity);
  const down = strata.map(() => Infinity);
  for (const fact of facts) {
    const rounded = fact.hidden?.rounded ?? 0;
    const sum = fact.strata.reduce((total, index) => total + (sums[index] ?? 0), 0) - rounded;
    for (const index of fact.strata) {
      up[index] = Math.min(up[index] ?? 0, fact.high - sum);
      down[index] = Math.min(down[index] ?? 0, sum - fact.low);
    }
  }
  return { up, down };
}

/** Whether a contribution has room enough with nothing moved but it and others of its stratum: that is often so, and quick. */
function hasRoom({ strata }: SumSystem, { up, down }: Room, target: Person, own: Person | null): boolean {
  const others = strata[target.stratum]?.persons.filter((person) => person !== target && person !== own) ?? [];
  const fall = others.reduce((sum, { given, least }) => sum + given - least, 0);
  const rise = others.reduce((sum, { given, most }) => sum + most - given, 0);
  const high = target.given + Math.min(target.most - target.given, (up[target.stratum] ?? 0) + fall);
  const low = target.given - Math.min(target.given - target.least, (down[target.stratum] ?? 0) + rise);
  return !tooClose([low, high], target);
}

/** The least and the most that a contribution can be; null where the counted steps run out. */
export function intervalOf(
  system: SumSystem,
  target: Person,
  own: Person | null,
  solver: BoundSolver,
): readonly [number, number] | null {
  const scale = Math.max(...system.occasions.map(({ sums }) => sums.roundedTo * 100));
  const least = solver.least(programOf(system, target, own, scale, 1));
  const most = solver.least(programOf(system, target, own, scale, -1));
  if (typeof least !== "number" || typeof most !== "number") return null;
  return [least * scale, -most * scale];
}

/**
 * A column a stratum, for what those of it gave together but the target and the reader; one for the target; and one a hidden
 * sum, for what it was rounded to, in whole multiples. Numbers in units of `scale`, so that they are of one size.
 */
function programOf(
  { strata, facts, totals, hidden }: SumSystem,
  target: Person,
  own: Person | null,
  scale: number,
  cost: 1 | -1,
): MixedProgram {
  const others = strata.map(({ persons }) => persons.filter((person) => person !== target && person !== own));
  const sumOf = (of: "least" | "most"): number[] =>
    others.map((persons) => persons.reduce((sum, person) => sum + person[of], 0) / scale);
  const unknown = Array.from({ length: hidden }, () => Infinity);
  const place = strata.length;
  return {
    costs: [...strata.map(() => 0), cost, ...unknown.map(() => 0)],
    lower: [...sumOf("least"), target.least / scale, ...unknown.map(() => 0)],
    upper: [...sumOf("most"), target.most / scale, ...unknown],
    whole: [...strata.map(() => false), false, ...unknown.map(() => true)],
    rows: [
      ...facts.map((fact) => factRow(fact, target, own, scale, place)),
      ...totals.map((total) => ({
        columns: total.hidden.map((index) => place + 1 + index),
        factors: total.hidden.map(() => 1),
        low: total.total,
        high: total.total,
      })),
    ],
  };
}

function factRow(
  { strata, low, high, hidden }: SumFact,
  target: Person,
  own: Person | null,
  scale: number,
  place: number,
): MixedProgram["rows"][number] {
  const columns = [...strata];
  const factors = strata.map(() => 1);
  if (strata.includes(target.stratum)) {
    columns.push(place);
    factors.push(1);
  }
  if (hidden !== null) {
    columns.push(place + 1 + hidden.index);
    factors.push(-hidden.step / scale);
  }
  const taken = own !== null && strata.includes(own.stratum) ? own.given : 0;
  return { columns, factors, low: (low - taken) / scale, high: (high - taken) / scale };
}
