import type { StandingColumns } from "./rowCounts.ts";
import { wilson } from "./wilson.ts";

/** What a member may have said of one commissioner in a month, to be added up. */
export const SAID = {
  intentBase: 1,
  likely: 2,
  discussionBase: 4,
  discussed: 8,
  handbackBase: 16,
  handedBack: 32,
} as const;

/** As many months as the question on intent looks ahead: they follow the month it is asked about. */
const MONTHS_AHEAD = 3;

/** One month of standing answers about one commissioner. */
export interface PathMonth {
  /** As the store numbers it. */
  readonly month: number;
  /** By member, the sum of what it said (`SAID`); 0 for those who do not stand. Members have the same place every month. */
  readonly said: ArrayLike<number>;
  /** By member, the place of its group; empty where they are not split. */
  readonly group: ArrayLike<number>;
}

/** What became of those of one group who said one thing in one month. */
export interface PathCounts {
  readonly month: number;
  /** The place of the group; null for everybody. */
  readonly group: number | null;
  readonly said: "likely" | "not_likely";
  readonly members: number;
  readonly followed: number;
  readonly discussed: number;
  readonly handedBack: number;
  readonly either: number;
  /** `either` of `followed`, unrounded, with Wilson’s interval; null where nobody was followed. */
  readonly share: { readonly share: number; readonly low: number; readonly high: number } | null;
  /** The last of the months looked at, and whether there are answers of it or of a later one. */
  readonly until: number;
  readonly complete: boolean;
}

/**
 * The path from intent to discussion to hand-back: of the members in the base of intent in a month, in the groups they
 * had in it, how many discussed or handed back in the three months after it. Whoever is in the base of either question
 * in any of these months is followed, and did what it answered “yes” to at least once. The path is complete
 * once the newest month with answers reaches past it: a quarterly cycle has no answers of the months between.
 * @param groups how many groups there are; those without anybody in the base of intent are left out, everybody is last
 */
export function pathCounts(months: readonly PathMonth[], groups: number): PathCounts[] {
  const byMonth = new Map(months.map((month) => [month.month, month]));
  const newest = Math.max(...byMonth.keys());
  return months.flatMap(({ month, said, group }) => {
    const after = Array.from({ length: MONTHS_AHEAD }, (_, index) => byMonth.get(month + 1 + index));
    const tallies = Array.from({ length: groups + 1 }, () => ({ likely: emptyTally(), not_likely: emptyTally() }));
    for (let member = 0; member < said.length; member += 1) {
      const then = said[member] ?? 0;
      if ((then & SAID.intentBase) === 0) continue;
      let later = 0;
      for (const each of after) later |= each?.said[member] ?? 0;
      const answer = (then & SAID.likely) === 0 ? "not_likely" : "likely";
      const own = group[member];
      for (const place of own === undefined ? [groups] : [own, groups]) {
        const tally = tallies[place]?.[answer];
        if (tally !== undefined) count(tally, later);
      }
    }
    const complete = newest >= month + MONTHS_AHEAD;
    return tallies.flatMap((tally, place) =>
      place < groups && tally.likely.members + tally.not_likely.members === 0
        ? []
        : (["likely", "not_likely"] as const).map((answer): PathCounts => {
            const { either, followed } = tally[answer];
            const interval = wilson(either, followed);
            return {
              month,
              group: place === groups ? null : place,
              said: answer,
              ...tally[answer],
              share: interval === null ? null : { share: either / followed, ...interval },
              until: month + MONTHS_AHEAD,
              complete,
            };
          }),
    );
  });
}

/** By list of answers, where it stands to each stage of one commissioner, as `placesOf` tells. */
export interface PathPlaces {
  readonly intent: Uint8Array;
  readonly discussion: Uint8Array;
  readonly handback: Uint8Array;
}

/**
 * What those who stand said of one commissioner, month by month.
 * @param groups by row, the place of its group; empty where they are not split
 * @param types whose path is looked at, by their service type in the month of intent; null for all
 */
export function pathMonths(
  { months, members, member, answers, serviceType }: StandingColumns,
  { intent, discussion, handback }: PathPlaces,
  groups: ArrayLike<number>,
  types: ReadonlySet<number> | null,
): PathMonth[] {
  return [...months].map(([month, { from, to }]) => {
    const said = new Uint8Array(members.length);
    const group = groups.length === 0 ? [] : new Int32Array(members.length);
    for (let row = from; row < to; row += 1) {
      const [who, list] = [member[row] ?? 0, answers[row] ?? 0];
      const asked = types === null || types.has(serviceType[row] ?? -1);
      said[who] =
        (asked ? bits(intent[list], SAID.intentBase, SAID.likely) : 0) +
        bits(discussion[list], SAID.discussionBase, SAID.discussed) +
        bits(handback[list], SAID.handbackBase, SAID.handedBack);
      if (groups.length > 0) group[who] = groups[row] ?? 0;
    }
    return { month, said, group };
  });
}

function bits(place: number | undefined, base: number, counted: number): number {
  return place === 2 ? base + counted : place === 1 ? base : 0;
}

interface Tally {
  members: number;
  followed: number;
  discussed: number;
  handedBack: number;
  either: number;
}

function emptyTally(): Tally {
  return { members: 0, followed: 0, discussed: 0, handedBack: 0, either: 0 };
}

function count(tally: Tally, later: number): void {
  tally.members += 1;
  if ((later & (SAID.discussionBase | SAID.handbackBase)) !== 0) tally.followed += 1;
  if ((later & SAID.discussed) !== 0) tally.discussed += 1;
  if ((later & SAID.handedBack) !== 0) tally.handedBack += 1;
  if ((later & (SAID.discussed | SAID.handedBack)) !== 0) tally.either += 1;
}
