import * as fc from "fast-check";
import type { Attacked } from "../../../electron/engine/disclosure/attack/claims.ts";
import type {
  Fact,
  GroupName,
  HiddenFigure,
  HiddenSum,
  Occasion,
  Stratum,
  System,
} from "../../../electron/engine/disclosure/attack/system.ts";
import type { Respondent } from "../../../electron/engine/measures/respondents.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";

/** Systems so small that every world can be listed, to hold the attack against. */

/** A question of two options; with not applicable and no answer there are four. */
export const TINY: CountedQuestion = {
  id: 100,
  set: "tiny",
  code: "tiny.question",
  label: "Tiny",
  wording: "Tiny?",
  options: [
    { id: 100, code: "yes", label: "Yes", counted: true },
    { id: 101, code: "no", label: "No", counted: false },
  ],
};
const OPTIONS = ["yes", "no", "not_applicable", "blank"] as const;
const TYPES = ["homecare", "other"] as const;
const REGIONS = ["London", "South East"] as const;
const GROUPS: readonly GroupName[] = [
  { split: "all", key: "all" },
  ...TYPES.map((key) => ({ split: "service-type" as const, key })),
  ...REGIONS.map((key) => ({ split: "region" as const, key })),
];
const OPTION_SETS = [["yes"], ["no"], ["not_applicable"], ["blank"], ["yes", "no"], ["no", "blank"]] as const;

export function respondent(
  member: string,
  serviceType: Respondent["serviceType"],
  region: Respondent["region"],
  answer: string,
): Respondent {
  return { member, fingerprint: "", serviceType, region, icb: "not_stated", answers: { [TINY.code]: answer } };
}

/** An occasion that publishes what it is given. */
export function occasion(
  month: string,
  respondents: readonly Respondent[],
  shown: readonly Fact[],
  hidden: readonly HiddenFigure[] = [],
  sums: readonly HiddenSum[] = [],
): Occasion {
  const asShown = hidden.map(({ rounded, ...figure }): Fact => ({
    ...figure,
    low: Math.max(0, rounded - 4),
    high: rounded + 4,
  }));
  return { month, respondents, published: () => ({ everything: [...shown, ...asShown], shown, hidden, sums }) };
}

const anyFigure = fc.record({
  group: fc.nat(GROUPS.length - 1),
  options: fc.nat(OPTION_SETS.length - 1),
  kind: fc.constantFrom("exact", "near", "hidden", "hidden and small"),
  below: fc.nat(2),
  above: fc.nat(2),
  up: fc.boolean(),
  inSum: fc.boolean(),
});
type AnyFigure = typeof anyFigure extends fc.Arbitrary<infer T> ? T : never;

/** One or two occasions of two to six respondents, who publish a few figures: exact, within limits, or rounded and hidden. */
export const anyOccasions: fc.Arbitrary<readonly Occasion[]> = fc
  .record({
    months: fc.integer({ min: 1, max: 2 }),
    members: fc.array(
      fc.record({
        type: fc.nat(1),
        region: fc.nat(1),
        // By month; 4 is away. Half stay with their first answer.
        answers: fc.tuple(fc.nat(4), fc.nat(4)),
        stays: fc.boolean(),
      }),
      { minLength: 2, maxLength: 6 },
    ),
    figures: fc.tuple(fc.array(anyFigure, { maxLength: 6 }), fc.array(anyFigure, { maxLength: 6 })),
  })
  .map(({ months, members, figures }) =>
    Array.from({ length: months }, (_, month) => {
      const standing = members.flatMap(({ type, region, answers, stays }, index): Respondent[] => {
        const answer = OPTIONS[stays ? answers[0] : (answers[month] ?? 4)];
        return answer === undefined ? [] : [respondent(`${index}`, TYPES[type]!, REGIONS[region]!, answer)];
      });
      return publishing(`2025-0${month + 1}`, standing, figures[month] ?? []);
    }),
  );

function publishing(month: string, standing: readonly Respondent[], figures: readonly AnyFigure[]): Occasion {
  const shown: Fact[] = [];
  const hidden: HiddenFigure[] = [];
  const parts: HiddenSum["parts"][number][] = [];
  for (const { group, options, kind, below, above, up, inSum } of figures) {
    const about = { ...GROUPS[group]!, options: OPTION_SETS[options]! };
    const count = standing.filter(
      (one) => isInside(one, about) && (about.options as readonly string[]).includes(one.answers[TINY.code]!),
    ).length;
    if (kind === "exact") shown.push({ ...about, low: count, high: count });
    else if (kind === "near") shown.push({ ...about, low: Math.max(0, count - below), high: count + above });
    else {
      const rounded = count % 5 === 0 ? count : 5 * (Math.floor(count / 5) + (up ? 1 : 0));
      if (inSum) parts.push({ hidden: hidden.length, times: below === 0 ? -1 : 1 });
      const small = kind === "hidden and small";
      hidden.push({ ...about, most: small ? rounded : null, least: small || above > 0 ? 0 : rounded, rounded });
    }
  }
  const total = parts.reduce((sum, { hidden: at, times }) => sum + times * hidden[at]!.rounded, 0);
  return occasion(month, standing, shown, hidden, parts.length === 0 ? [] : [{ parts, total }]);
}

function isInside(place: Pick<Respondent, "serviceType" | "region"> | null, { split, key }: GroupName): boolean {
  if (place === null) return false;
  return split === "all" || key === (split === "region" ? place.region : place.serviceType);
}

/** How many worlds the strata have before anything is published. */
export function worldsBefore({ strata, options }: System): number {
  return strata.reduce((product, { size }) => product * compositions(size, options.length).length, 1);
}

/** Every world that agrees with what is shown, for some way of rounding what is hidden that a reader cannot rule out. */
export function everyWorld(system: System): readonly (readonly number[])[] {
  return combinations(system.strata.map(({ size }) => compositions(size, system.options.length)))
    .map((strata) => strata.flat())
    .filter((world) => agrees(system, world));
}

/** Whether a world agrees with what is shown on every occasion. */
export function agrees(system: System, world: readonly number[]): boolean {
  return system.occasions.every((each, index) => {
    const { shown, hidden, sums } = each.published(system.question);
    const count = (figure: GroupName & { readonly options: readonly string[] }): number =>
      countIn(system, world, index, figure);
    if (shown.some((fact) => count(fact) < fact.low || count(fact) > fact.high)) return false;
    const roundings = hidden.map((figure) => {
      const low = 5 * Math.floor(count(figure) / 5);
      return [low, ...(low === count(figure) ? [] : [low + 5])].filter(
        (value) => value <= (figure.most ?? value) && value >= figure.least,
      );
    });
    return combinations(roundings).some((values) =>
      sums.every(
        ({ parts, total }) => parts.reduce((sum, part) => sum + part.times * values[part.hidden]!, 0) === total,
      ),
    );
  });
}

/** How many of a group gave one of some options in a world. */
export function countIn(
  { strata, options }: System,
  world: readonly number[],
  index: number,
  figure: GroupName & { readonly options: readonly string[] },
): number {
  return strata.reduce((sum, { places }: Stratum, stratum) => {
    if (!isInside(places[index] ?? null, figure)) return sum;
    return options.reduce(
      (part, option, place) => part + (figure.options.includes(option) ? world[stratum * options.length + place]! : 0),
      sum,
    );
  }, 0);
}

/** The worlds an attack lists, whole, each with the base it is of. */
export function listedWorlds({ bases, worlds }: Attacked): readonly { base: number; counts: readonly number[] }[] {
  const whole = bases.map(({ counts }, base) => ({ base, counts: [...counts] }));
  return [
    ...whole,
    ...worlds.map(({ base, changes }) => {
      const counts = [...whole[base]!.counts];
      for (const [cell, by] of changes) counts[cell]! += by;
      return { base, counts };
    }),
  ];
}

function compositions(size: number, parts: number): number[][] {
  if (parts === 1) return [[size]];
  return Array.from({ length: size + 1 }, (_, first) =>
    compositions(size - first, parts - 1).map((rest) => [first, ...rest]),
  ).flat();
}

function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((made, list) => made.flatMap((start) => list.map((one) => [...start, one])), [[]]);
}
