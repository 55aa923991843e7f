import { REGIONS } from "../../../shared/vocabulary.ts";
import type { Answered, Known } from "./coverage.ts";

/** Numbers by cell: a service type in a region, as `cellOf` numbers it. */
export type Cells = ReadonlyMap<number, number>;

/** Who answered in a month and who could have, by cell: nowhere fewer could than did. */
export interface Population {
  readonly respondents: Cells;
  readonly population: Cells;
}

/** The number of a cell. Codes are indexes into shared/vocabulary. */
export function cellOf({ serviceType, region }: { readonly serviceType: number; readonly region: number }): number {
  return serviceType * REGIONS.length + region;
}

/** The service type of a cell. */
export function serviceTypeOf(cell: number): number {
  return Math.floor(cell / REGIONS.length);
}

/** The region of a cell. */
export function regionOf(cell: number): number {
  return cell % REGIONS.length;
}

/**
 * By store month, those who answered, on the list or not, in the groups their answers give, and with them those on the
 * list who did not answer, in the list’s own groups.
 */
export function populationsOf(
  answered: readonly Answered[],
  { members }: Pick<Known, "members">,
): ReadonlyMap<number, Population> {
  const listed = new Map<number, number>();
  for (const member of members.values()) add(listed, cellOf(member), 1);
  const found = new Map<number, { respondents: Map<number, number>; population: Map<number, number> }>();
  const listedThere = new Map<number, Set<string>>();
  for (const entry of answered) {
    const known = members.get(entry.member);
    for (const month of entry.months) {
      const own = found.get(month) ?? { respondents: new Map<number, number>(), population: new Map(listed) };
      found.set(month, own);
      add(own.respondents, cellOf(entry), 1);
      add(own.population, cellOf(entry), 1);
      if (known === undefined) continue;
      const there = listedThere.get(month) ?? new Set<string>();
      listedThere.set(month, there);
      if (there.has(entry.member)) continue;
      there.add(entry.member);
      add(own.population, cellOf(known), -1);
    }
  }
  return found;
}

function add(cells: Map<number, number>, cell: number, n: number): void {
  cells.set(cell, (cells.get(cell) ?? 0) + n);
}
