import type { DisplayRules } from "../../../../shared/releases.ts";
import { type CertifiedCase, isOwn } from "./format.ts";
import { BESIDE, partOf, type PublishedQuestion, type PublishedRow } from "./packFigures.ts";

/** How many of a group gave one of some answers in a month: a rounded figure, shown or not. */
export interface Figure {
  readonly month: string;
  /** `all all`, `service-type homecare`, `region London`, `icb Sussex`. */
  readonly group: string;
  /** The options it counts as `base`, `counted` or the one option. */
  readonly name: string;
  /** Null where hidden. */
  readonly published: number | null;
  /** What it can have been rounded to, by what is said beside it: why it is hidden, or words for its share. */
  readonly least: number;
  readonly most: number;
}

/** Rounded figures, each added or taken away, come to a number. */
export interface Sum {
  readonly what: string;
  readonly terms: readonly (readonly [figure: number, times: 1 | -1])[];
  readonly total: number;
}

/** The figures of the months of a case that are in the pack, and what of a dataset they count. */
export interface Layout {
  readonly figures: readonly Figure[];
  readonly sums: readonly Sum[];
  /** By stratum, where the figures of its groups begin, over all months. */
  readonly rows: readonly (readonly number[])[];
  /** By option, which figures of a group count it: so many after the first. */
  readonly parts: readonly (readonly number[])[];
  /** The place of a figure; null where that month of the case is not in the pack, undefined where the pack has no such figure. */
  find(occasion: number, group: string, part: string): number | null | undefined;
  /** What does not fit together, in words. */
  readonly faults: readonly string[];
}

/** Lays out the figures of a question for a case. */
export function layoutOf(certified: CertifiedCase, question: PublishedQuestion, rules: DisplayRules): Layout {
  const { months, strata, options } = certified;
  const sets = [...options.map((option) => [option]), ...totalsOf(question)];
  const parts = new Map(sets.map((set) => [partOf(set), set]));
  const order = [...parts.keys()];
  const figures: Figure[] = [];
  const starts: Month["starts"][] = [];
  const known: Month[] = [];
  const faults: string[] = [];
  months.forEach((month, occasion) => {
    const rows = isOwn(certified, occasion) ? (question.months.get(month) ?? []) : [];
    const starting = new Map<string, number>();
    starts.push(starting);
    for (const [group, stated] of groupsIn(rows)) {
      starting.set(group, figures.length);
      const size = sizeOf(certified, occasion, group);
      for (const part of order) figures.push(figureOf(month, group, part, stated, size, question, rules));
      faults.push(...contradictions(stated, question).map((fault) => `${month}, ${group}: ${fault}`));
    }
    if (rows.length > 0) known.push({ month, occasion, rows, starts: starting });
  });
  const begin = strata.map(({ places }, stratum) =>
    known.flatMap(({ month, occasion, rows, starts: starting }) =>
      groupsOf(places[occasion]).flatMap((group) => {
        const start = starting.get(group);
        // A pack shows boards in months with enough of them, or in none.
        const isShown = !group.startsWith(BOARD) || rows.some(({ split }) => split === "icb");
        if (start === undefined && isShown)
          faults.push(`${month}: the pack has no ${group}, where stratum ${stratum} is`);
        return start ?? [];
      }),
    ),
  );
  const summed = known.map((month) => sumsOf(month, question, options, order));
  return {
    figures,
    sums: summed.flatMap(({ sums }) => sums),
    rows: begin,
    parts: options.map((option) =>
      order.flatMap((part, index) => (parts.get(part)?.includes(option) === true ? [index] : [])),
    ),
    find(occasion, group, part) {
      const starting = starts[occasion];
      if (starting === undefined || starting.size === 0) return null;
      const [start, index] = [starting.get(group), order.indexOf(part)];
      return start === undefined || index < 0 ? undefined : start + index;
    },
    faults: [...faults, ...summed.flatMap((month) => month.faults)],
  };
}

/** The options of a question as a certificate has to name them. */
export function optionsOf({ options }: PublishedQuestion): readonly string[] {
  return [...options, ...BESIDE];
}

/** The options that are published added up: those of the base, and those that count. */
function totalsOf({ options, counted }: PublishedQuestion): readonly (readonly string[])[] {
  return [options, counted].filter((set) => set.length > 0);
}

/** What a part is called in a fault. */
function nameOf(part: string, { options, counted }: PublishedQuestion): string {
  if (options.length > 1 && part === partOf(options)) return "base";
  return counted.length > 1 && part === partOf(counted) ? "counted" : part;
}

/** A month of a case that is in the pack. */
interface Month {
  readonly month: string;
  readonly occasion: number;
  readonly rows: readonly PublishedRow[];
  /** By group, the place of its first figure. */
  readonly starts: ReadonlyMap<string, number>;
}

function groupOf(split: string, key: string): string {
  return key === "all" ? "all all" : `${split} ${key}`;
}

/** The rows of each group: two of all. */
function groupsIn(rows: readonly PublishedRow[]): ReadonlyMap<string, readonly PublishedRow[]> {
  return Map.groupBy(
    rows.filter(({ merges }) => merges === null),
    ({ split, key }) => groupOf(split, key),
  );
}

/** The groups of which figures count somebody who is in a place. */
function groupsOf(place: CertifiedCase["strata"][number]["places"][number] | undefined): readonly string[] {
  if (place == null) return [];
  return [groupOf("all", "all"), groupOf("service-type", place[0]), groupOf("region", place[1]), BOARD + place[2]];
}

const BOARD = groupOf("icb", "");

function sizeOf({ strata }: CertifiedCase, occasion: number, group: string): number {
  return strata.reduce((sum, { size, places }) => sum + (groupsOf(places[occasion]).includes(group) ? size : 0), 0);
}

function figureOf(
  month: string,
  group: string,
  part: string,
  stated: readonly PublishedRow[],
  size: number,
  question: PublishedQuestion,
  rules: DisplayRules,
): Figure {
  const [published = null] = stated.flatMap(({ counts }) =>
    counts.flatMap(([own, n]) => (own === part && n !== null ? [n] : [])),
  );
  const base = partOf(question.options);
  const [least, most] =
    part === base
      ? baseBounds(stated, size, rules)
      : part === partOf(question.counted)
        ? shareBounds(stated, base)
        : [0, Infinity];
  return { month, group, name: nameOf(part, question), published, least, most };
}

/**
 * What the base of a hidden row can be, by why it is hidden: too few organisations is a base below the rule, unless the
 * group itself is too small; anything else is said of a row that is large enough.
 */
function baseBounds(
  stated: readonly PublishedRow[],
  size: number,
  { countsFrom, organisations, largestShare }: DisplayRules,
): readonly [least: number, most: number] {
  const hidden = stated.find((row) => row.hidden !== null)?.hidden ?? null;
  if (hidden === "told") return [countsFrom, Infinity];
  return hidden === null || size < organisations || 1 / size > largestShare ? [0, Infinity] : [0, countsFrom - 5];
}

/** How many count where the share is told in words: “90% or more” is more than 90% of the base. */
function shareBounds(stated: readonly PublishedRow[], base: string): readonly [least: number, most: number] {
  let [least, most] = [0, Infinity];
  for (const { share, counts } of stated) {
    const [, percent, side] = (typeof share === "string" ? /^([\d.]+)% or (more|less)$/.exec(share) : null) ?? [];
    const total = counts.find(([part]) => part === base)?.[1] ?? null;
    if (percent === undefined || total === null) continue;
    const edge = (Number(percent) / 100) * total;
    if (side === "more") least = Math.max(least, edge);
    else most = Math.min(most, edge);
  }
  return [least, most];
}

/** Parts that are stated twice and not alike. */
function contradictions(stated: readonly PublishedRow[], question: PublishedQuestion): readonly string[] {
  const known = new Map<string, number>();
  return stated.flatMap(({ counts }) =>
    counts.flatMap(([part, n]) => {
      const before = known.get(part);
      if (n !== null) known.set(part, n);
      return n === null || before === undefined || before === n
        ? []
        : [`the pack says ${before} and ${n} of ${nameOf(part, question)}`];
    }),
  );
}

/** What adds up in a month: answers within a group, groups to all, and those merged to what is shown of them together. */
function sumsOf(
  { month, rows, starts }: Month,
  question: PublishedQuestion,
  options: readonly string[],
  order: readonly string[],
): { readonly sums: readonly Sum[]; readonly faults: readonly string[] } {
  const sums: Sum[] = [];
  const faults: string[] = [];
  type Named = readonly [group: string, part: string, times: 1 | -1];
  const add = (what: string, named: readonly Named[], total = 0): void => {
    const terms = named.flatMap(([group, part, times]): Sum["terms"][number][] => {
      const start = starts.get(group);
      return start === undefined ? [] : [[start + order.indexOf(part), times]];
    });
    const trivial = terms.length === 2 && total === 0 && terms[0]?.[0] === terms[1]?.[0];
    if (terms.length < named.length) faults.push(`${month}: ${what} cannot add up, a row is missing`);
    else if (!trivial) sums.push({ what: `${what} in ${month}`, terms, total });
  };
  for (const group of starts.keys()) {
    for (const total of totalsOf(question)) {
      const named = total.map((option): Named => [group, partOf([option]), 1]);
      add(`${group}, ${nameOf(partOf(total), question)}`, [...named, [group, partOf(total), -1]]);
    }
  }
  for (const split of new Set(rows.map((row) => row.split))) {
    const own = [...starts.keys()].filter((group) => group.startsWith(`${split} `));
    for (const option of options) {
      const named = own.map((group): Named => [group, option, 1]);
      add(`${split}, ${option}`, [...named, [groupOf("all", "all"), option, -1]]);
    }
  }
  for (const { split, key, merges, counts } of rows) {
    for (const [part, n] of counts) {
      if (merges === null || n === null) continue;
      add(
        `${split} ${key}, ${nameOf(part, question)}`,
        merges.map((merged): Named => [groupOf(split, merged), part, 1]),
        n,
      );
    }
  }
  return { sums, faults };
}
