import type { CoverageTable, Frame, TableQuery } from "../../../shared/contract.ts";
import { monthFromNumber } from "../../../shared/month.ts";
import { REGIONS, SERVICE_TYPES, SIZE_BANDS, type Split, type Unit } from "../../../shared/vocabulary.ts";
import { groupKey, groupsOf } from "./exactTable.ts";
import { rounded } from "./rounded.ts";
import type { TableCube } from "./tableCubes.ts";

type CoverageRow = CoverageTable["rows"][number];

/** The groups of a member, as indexes into shared/vocabulary; its size where that is split by. */
export interface Groups {
  readonly serviceType: number;
  readonly region: number;
  readonly size?: number;
}

/** The months in which a member answered while in a group, as in the store. */
export interface Answered extends Groups {
  readonly member: string;
  readonly months: readonly number[];
}

/** Everybody who could answer, with the group of each. */
export interface Known {
  readonly frame: Frame;
  readonly asOf: string;
  readonly members: ReadonlyMap<string, Groups>;
}

/** What a list of those who could answer can be split by: what it says of each of them. */
export const FRAME_SPLITS = ["service-type", "region", "size"] as const satisfies readonly Split[];
export type FrameSplit = (typeof FRAME_SPLITS)[number] | "none";

/** How many responded, by month and group, where nothing says who could have: `known` is null, never guessed. */
export function coverageTable(unit: Unit, cubes: readonly TableCube[], by: TableQuery["by"]): CoverageTable {
  const rows = cubes.flatMap((cube) =>
    groupsOf(cube, by).map((group) => ({
      month: cube.month,
      ...groupKey(by, group.key),
      responded: group.respondents,
      known: null,
      share: null,
    })),
  );
  return { measure: "coverage", unit, protected: false, rows };
}

/**
 * Coverage against a list of those who could answer (DESIGN section 4): of each group of the list how many answered, so
 * that no share is above 1; and beside them those who answered without being on it, in the groups their answers give.
 * @param types only those of these service types, as indexes into shared/vocabulary; null for all
 */
export function frameTable(
  unit: Unit,
  answered: readonly Answered[],
  { frame, asOf, members }: Known,
  by: FrameSplit,
  types: ReadonlySet<number> | null = null,
): CoverageTable {
  const isWanted = ({ serviceType }: Groups): boolean => types === null || types.has(serviceType);
  const size = tally(by);
  for (const member of members.values()) if (isWanted(member)) size.add(member);
  const responded = new Map<number, Tally>();
  const outside = new Map<number, Tally>();
  const at = (tallies: Map<number, Tally>, month: number): Tally => {
    const found = tallies.get(month) ?? tally(by);
    tallies.set(month, found);
    return found;
  };
  const months = new Set<number>();
  for (const entry of answered) {
    const known = members.get(entry.member);
    for (const month of entry.months) {
      months.add(month);
      if (isWanted(known ?? entry)) at(known === undefined ? outside : responded, month).add(known ?? entry);
    }
  }
  const rows = [...months]
    .sort((a, b) => a - b)
    .flatMap((month) =>
      keysOf(by)
        .filter((key) => key === ALL || size.of(key) + at(outside, month).of(key) > 0)
        .map((key): CoverageRow => {
          const [known, n] = [size.of(key), at(responded, month).of(key)];
          return {
            month: monthFromNumber(month),
            ...groupKey(by, namesIn(by)[key]),
            responded: n,
            known,
            share: known === 0 ? null : rounded(n / known, 4),
            outside: at(outside, month).of(key),
          };
        }),
    );
  return { measure: "coverage", unit, protected: false, frame, asOf, rows };
}

/** How many of everybody were asked and how the panel moved from one month to the next. */
export interface PanelStep {
  readonly month: number;
  readonly answered: number;
  /** The month before it that has answers; null for the first, as are the rest. */
  readonly since: number | null;
  readonly stayed: number | null;
  readonly joined: number | null;
  readonly left: number | null;
}

/** For each month how many answered, and how many of these stayed from the month before, joined, or have left since. */
export function panelOf(answered: readonly Answered[]): PanelStep[] {
  const monthsOf = new Map<string, Set<number>>();
  for (const { member, months } of answered) {
    const known = monthsOf.get(member) ?? new Set<number>();
    monthsOf.set(member, known);
    for (const month of months) known.add(month);
  }
  const all = [...new Set(answered.flatMap(({ months }) => months))].sort((a, b) => a - b);
  const size = new Map(all.map((month) => [month, 0]));
  const stayed = new Map(all.map((month) => [month, 0]));
  const before = new Map(all.map((month, index) => [month, all[index - 1] ?? null]));
  for (const months of monthsOf.values()) {
    for (const month of months) {
      size.set(month, (size.get(month) ?? 0) + 1);
      const since = before.get(month);
      if (since != null && months.has(since)) stayed.set(month, (stayed.get(month) ?? 0) + 1);
    }
  }
  return all.map((month) => {
    const since = before.get(month) ?? null;
    const [answeredNow, same] = [size.get(month) ?? 0, stayed.get(month) ?? 0];
    if (since === null) return { month, answered: answeredNow, since, stayed: null, joined: null, left: null };
    return {
      month,
      answered: answeredNow,
      since,
      stayed: same,
      joined: answeredNow - same,
      left: (size.get(since) ?? 0) - same,
    };
  });
}

const ALL = -1;

interface Tally {
  add(member: Groups): void;
  of(key: number): number;
}

/** Counts members by the group of a split, and all of them. */
function tally(by: FrameSplit): Tally {
  const counts = new Map<number, number>();
  const more = (key: number): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  return {
    add({ serviceType, region, size = SIZE_BANDS.indexOf("not_known") }) {
      more(ALL);
      if (by !== "none") more(by === "service-type" ? serviceType : by === "region" ? region : size);
    },
    of: (key) => counts.get(key) ?? 0,
  };
}

/** The groups of a split in the vocabulary's order, everybody last. */
function keysOf(by: FrameSplit): number[] {
  return [...namesIn(by).keys(), ALL];
}

function namesIn(by: FrameSplit): readonly string[] {
  return by === "none" ? [] : by === "service-type" ? SERVICE_TYPES : by === "region" ? REGIONS : SIZE_BANDS;
}
