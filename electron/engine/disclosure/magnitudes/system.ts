import type { Month } from "../../../../shared/month.ts";
import type { Region, ServiceType } from "../../../../shared/vocabulary.ts";
import type { Collection } from "../collection.ts";
import { baseBelow, BETWEEN } from "./dominance.ts";
import type { ProtectedSum, ProtectedSums } from "./sums.ts";

/** One collection: what each gave who gave a number, and the sums that are published of them. */
export interface SumOccasion {
  readonly month: Month;
  readonly sums: ProtectedSums;
  readonly contributors: readonly Contributor[];
}

/** Who gave a number, where they are, and what they gave, in hundredths. */
export interface Contributor extends Place {
  readonly member: string;
  readonly given: number;
}

interface Place {
  readonly serviceType: ServiceType;
  readonly region: Region;
}

/** One contribution as a reader faces it: the same number for as long as its member gave it. In hundredths. */
export interface Person {
  readonly stratum: number;
  readonly given: number;
  /** What is known of it from what sums are rounded to: nobody gave more than five times that, and the largest not less. */
  readonly least: number;
  readonly most: number;
}

/** Contributors who are alike in everything that a reader knows of them. */
export interface SumStratum {
  /** By occasion; null where they gave no such number. */
  readonly places: readonly (Place | null)[];
  /** The largest first. */
  readonly persons: readonly Person[];
}

/**
 * A published sum, or one that is not shown: what some strata gave together lies between two numbers; of a hidden one, so far
 * from its own rounded sum, which nobody knows. In hundredths.
 */
export interface SumFact {
  readonly strata: readonly number[];
  readonly low: number;
  readonly high: number;
  /** Which hidden sum it is, and of what its rounded one is a multiple; null where it is shown. */
  readonly hidden: { readonly index: number; readonly step: number; readonly rounded: number } | null;
}

/** Hidden sums add up to a number, in multiples of what they are rounded to. */
export interface HiddenTotal {
  readonly hidden: readonly number[];
  readonly total: number;
}

/**
 * What a reader faces who looks at the sums of one question over some collections, knows who gave a number in which, and takes
 * it that nobody gave another than before. Who did counts as one who left and one who joined: from what is not so nothing
 * is learnt.
 */
export interface SumSystem {
  readonly occasions: readonly SumOccasion[];
  readonly strata: readonly SumStratum[];
  readonly facts: readonly SumFact[];
  readonly totals: readonly HiddenTotal[];
  readonly hidden: number;
}

/** A collection as readers of the sums of a question have it; null where it shows none of them. */
export function sumOccasionOf({ month, cube, respondents }: Collection, question: string): SumOccasion | null {
  const sums = cube.sums?.[question];
  if (sums === undefined || sums.groups.every(({ hidden }) => hidden !== null)) return null;
  const contributors = respondents.flatMap(({ member, serviceType, region, numbers }): Contributor[] => {
    const given = numbers?.[question];
    return given === undefined ? [] : [{ member, serviceType, region, given }];
  });
  return { month, sums, contributors };
}

/** Sets a system up over collections in their order. */
export function sumSystemOf(occasions: readonly SumOccasion[]): SumSystem {
  const strata = strataOf(occasions);
  const facts: SumFact[] = [];
  const totals: HiddenTotal[] = [];
  let hidden = 0;
  occasions.forEach(({ sums: { groups, roundedTo } }, occasion) => {
    const step = roundedTo * 100;
    const places = new Map<ProtectedSum, number>();
    for (const group of groups) {
      const inside = strata.flatMap(({ places: at }, index) => (isIn(at[occasion] ?? null, group) ? [index] : []));
      const rounded = group.value * 100;
      if (group.hidden === null) {
        facts.push({ strata: inside, low: rounded - step, high: rounded + step, hidden: null });
      } else {
        places.set(group, hidden);
        facts.push({ strata: inside, low: -step, high: step, hidden: { index: hidden, step, rounded } });
        hidden += 1;
      }
    }
    totals.push(...totalsOf(groups, roundedTo, places));
  });
  return { occasions, strata, facts, totals, hidden };
}

/** Rounded sums of a split add up to that of all, which is shown wherever any is. */
function totalsOf(
  groups: readonly ProtectedSum[],
  roundedTo: number,
  places: ReadonlyMap<ProtectedSum, number>,
): readonly HiddenTotal[] {
  const all = groups.find(({ split }) => split === "all")?.value ?? 0;
  return (["service-type", "region"] as const).flatMap((split) => {
    const inside = groups.filter((group) => group.split === split);
    const hidden = inside.flatMap((group) => places.get(group) ?? []);
    const shown = inside.reduce((sum, { value, hidden: why }) => (why === null ? sum + value : sum), 0);
    return hidden.length === 0 ? [] : [{ hidden, total: Math.round((all - shown) / roundedTo) }];
  });
}

function isIn(place: Place | null, { split, key }: ProtectedSum): boolean {
  if (place === null) return false;
  return split === "all" || (split === "service-type" ? place.serviceType : place.region) === key;
}

function strataOf(occasions: readonly SumOccasion[]): readonly SumStratum[] {
  const members = new Map<string, (Contributor | null)[]>();
  occasions.forEach(({ contributors }, index) => {
    for (const contributor of contributors) {
      const seen = members.get(contributor.member) ?? occasions.map(() => null);
      seen[index] = contributor;
      members.set(contributor.member, seen);
    }
  });
  const largest = occasions.map(({ contributors }) =>
    contributors.reduce((most, { given }) => Math.max(most, given), 0),
  );
  const strata = new Map<string, { places: (Place | null)[]; persons: Omit<Person, "stratum">[] }>();
  for (const seen of members.values()) {
    for (const [given, places] of unchanged(seen)) {
      const key = places.map((at) => (at === null ? "" : `${at.serviceType}|${at.region}`)).join("\n");
      const stratum = strata.get(key) ?? { places, persons: [] };
      const there = occasions.flatMap(({ sums }, index) => (places[index] === null ? [] : [{ sums, index }]));
      stratum.persons.push({
        given,
        least: Math.max(
          ...there.map(({ sums, index }) => (given === largest[index] ? baseBelow(sums.roundedTo) * BETWEEN * 100 : 0)),
        ),
        most: Math.min(...there.map(({ sums }) => sums.roundedTo * BETWEEN * 100)),
      });
      strata.set(key, stratum);
    }
  }
  return [...strata.values()].map(({ places, persons }, stratum) => ({
    places,
    persons: persons.sort((a, b) => b.given - a.given).map((person) => ({ ...person, stratum })),
  }));
}

/** What a member gave, as often as that changed: each time with where they were while it was the same. */
function unchanged(seen: readonly (Contributor | null)[]): readonly (readonly [given: number, (Place | null)[]])[] {
  const runs: [given: number, places: (Place | null)[]][] = [];
  seen.forEach((contributor, index) => {
    if (contributor === null) return;
    let run = runs.at(-1);
    if (run?.[0] !== contributor.given) {
      run = [contributor.given, seen.map(() => null)];
      runs.push(run);
    }
    run[1][index] = contributor;
  });
  return runs;
}
