import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Respondent } from "../../../electron/engine/disclosure/collection.ts";
import { attackSums, intervalOf } from "../../../electron/engine/disclosure/magnitudes/attack.ts";
import { defendSums } from "../../../electron/engine/disclosure/magnitudes/defend.ts";
import { baseBelow, isDominated, sumBase } from "../../../electron/engine/disclosure/magnitudes/dominance.ts";
import { protectSums } from "../../../electron/engine/disclosure/magnitudes/protect.ts";
import type { ProtectedSums } from "../../../electron/engine/disclosure/magnitudes/sums.ts";
import {
  sumOccasionOf,
  type SumOccasion,
  type SumSystem,
  sumSystemOf,
} from "../../../electron/engine/disclosure/magnitudes/system.ts";
import { verifySums } from "../../../electron/engine/disclosure/magnitudes/verify.ts";
import { protectCube } from "../../../electron/engine/disclosure/protect.ts";
import type { Draws } from "../../../electron/engine/disclosure/round.ts";
import { type BoundSolver, loadSolver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import { drawsOf } from "../../../electron/engine/draws.ts";
import { exactSums, inHundredths } from "../../../electron/engine/measures/exactSums.ts";
import { cubeOfRespondents } from "../../../electron/engine/measures/respondents.ts";
import type { Month } from "../../../shared/month.ts";
import { defendedSums, numbersPanel, PACKAGES, sumsOnly, withNumber } from "./numbers.ts";

let solver: BoundSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

let next = 0;
/** Organisations in one place that gave these numbers. */
function gave(numbers: readonly number[], place: Partial<Respondent> = {}): Respondent[] {
  return numbers.map((given) => {
    next += 1;
    const where = { serviceType: "homecare", region: "London", icb: "not_stated" } as const;
    const member = `organisation ${next}`;
    return withNumber({ member, fingerprint: member, ...where, ...place, answers: {} }, given * 100);
  });
}

/** So many organisations that gave a number together, all about the same; some of them also these. */
function together(sum: number, count: number, place: Partial<Respondent> = {}, also: readonly number[] = []) {
  const rest = sum - also.reduce((total, one) => total + one, 0);
  const each = Math.floor(rest / count);
  const numbers = Array.from({ length: count }, (_, index) => each + (index < rest - each * count ? 1 : 0));
  return gave([...numbers, ...also], place);
}

const month = (index: number): Month => `2025-0${index + 1}` as Month;

function collectionOf(respondents: readonly Respondent[], index = 0, draws: Draws = drawsOf("5ec4e7")) {
  const cube = protectCube(cubeOfRespondents(month(index), [PACKAGES], respondents), drawsOf("5ec4e7"), solver);
  const sums = { [PACKAGES.code]: protectSums(respondents, cube, PACKAGES, draws, solver) };
  return { questionSet: "packages", month: month(index), cube: { ...cube, sums }, respondents };
}

function occasionsOf(...collections: readonly ReturnType<typeof collectionOf>[]): SumOccasion[] {
  return collections.map((collection) => sumOccasionOf(collection, PACKAGES.code)!);
}

/** A naive publication: some true sums, and nothing known of what sums are rounded to. */
function naive(months: readonly (readonly Respondent[])[], isShown: (place: string) => boolean): SumSystem {
  const occasions = months.map((respondents, index): SumOccasion => {
    const groups = exactSums(PACKAGES.code, respondents).flatMap(({ split, key, sum }) =>
      isShown(`${split} ${key}`) ? [{ split, key, value: sum / 100, hidden: null }] : [],
    );
    const contributors = respondents.map(({ member, serviceType, region, numbers }) => {
      return { member, serviceType, region, given: numbers![PACKAGES.code]! };
    });
    return { month: month(index), sums: { roundedTo: 1, groups } as unknown as ProtectedSums, contributors };
  });
  const system = sumSystemOf(occasions);
  return {
    ...system,
    facts: system.facts.map((fact) => ({ ...fact, low: fact.low + 100, high: fact.high - 100 })),
    strata: system.strata.map((stratum) => ({
      ...stratum,
      persons: stratum.persons.map((person) => ({ ...person, least: 0, most: Infinity })),
    })),
  };
}

describe("the rules of dominance", () => {
  const hundredths = (numbers: readonly number[]): number[] => numbers.map((number) => number * 100);

  it("hide where the two largest are more than 85% of the sum, and not at 85%", () => {
    expect(isDominated(hundredths([50, 36, 5, 5, 4]))).toBe(true);
    expect(isDominated(hundredths([50, 35, 5, 5, 5]))).toBe(false);
    expect(isDominated(hundredths([100, 1, 1, 1, 1]))).toBe(true);
    expect(isDominated(hundredths([7, 7]))).toBe(true);
    expect(isDominated([])).toBe(false);
  });

  it("leave nothing of which the second largest knows the largest within 10%", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 }), (numbers) => {
        const sorted = numbers.toSorted((a, b) => b - a);
        const [first = 0, second = 0] = sorted;
        const estimate = sorted.reduce((sum, one) => sum + one, 0) - second;
        if (!isDominated(sorted)) expect(estimate - first).toBeGreaterThanOrEqual(first / 10);
      }),
    );
  });

  it.each([
    [0, 5],
    [25, 5],
    [25.01, 10],
    [50, 10],
    [100, 20],
    [101, 50],
    [250, 50],
    [1_300, 500],
    [2_000_000, 500_000],
  ])("sums with a largest number of %d are rounded to %d", (largest, base) => {
    expect(sumBase(Math.round(largest * 100))).toBe(base);
    expect(largest / 5).toBeLessThanOrEqual(base);
    if (base > 5) expect(largest / 5).toBeGreaterThan(baseBelow(base));
  });

  it("take numbers to the hundredth, and none too large to be meant", () => {
    expect([11.44, 0.1 + 0.2, 1e11, 1e12].map(inHundredths)).toEqual([1144, 30, 1e13, null]);
  });
});

describe("a naive table gives numbers away, and ours does not", () => {
  const [NURSING, HOMECARE, DAY] = ["care_home_nursing", "homecare", "day_service"] as const;
  const here = (serviceType: Respondent["serviceType"]) => ({ serviceType });

  it("total minus the rest: a hidden sum with one giant", () => {
    const everybody = [
      ...together(900, 30, here(HOMECARE)),
      ...together(200, 20, here(DAY)),
      ...together(760, 20, here(NURSING), [700]),
    ];
    const sums = new Map(exactSums(PACKAGES.code, everybody).map((group) => [group.key, group]));
    const [all, homecare, day, nursing] = ["all", HOMECARE, DAY, NURSING].map((key) => sums.get(key)!);
    const givenBack = all!.sum - homecare!.sum - day!.sum;
    const [giant, second] = nursing!.contributions;
    expect(givenBack - second! - giant!).toBeLessThan(giant! / 10);

    const ours = collectionOf(everybody);
    const { groups } = ours.cube.sums[PACKAGES.code]!;
    const hidden = groups.filter(({ split, hidden: why }) => split === "service-type" && why !== null);
    expect(hidden.map(({ key }) => key)).toEqual([NURSING, DAY]);
    const contributions = [...nursing!.contributions, ...day!.contributions].sort((one, other) => other - one);
    expect([isDominated(nursing!.contributions), isDominated(contributions)]).toEqual([true, false]);
    expect(verifySums(ours, [PACKAGES])).toEqual([]);
    expect(attackSums(sumSystemOf(occasionsOf(ours)), solver).known).toEqual([]);
  });

  it("takes only as many sums beside a hidden one as it must, the smallest first", () => {
    const everybody = [
      ...together(3_000, 60, here(HOMECARE)),
      ...together(900, 30, here(DAY)),
      ...together(340, 20, here(NURSING), [300]),
    ];
    const ours = collectionOf(everybody);
    const { groups } = ours.cube.sums[PACKAGES.code]!;
    expect(groups.filter(({ hidden }) => hidden !== null).map(({ key }) => key)).toEqual([NURSING, DAY]);
    const [first] = protectedTable([ours.cube], {
      measure: "packages.back",
      commissioner: null,
      by: "service-type",
    }).rows.filter(({ serviceType }) => serviceType === NURSING);
    expect(first).toMatchObject({
      base: 20,
      sum: { value: null, roundedTo: null, hidden: "would give away a single answer" },
    });

    const open = structuredClone(ours) as unknown as {
      cube: { sums: Record<string, { groups: { hidden: unknown }[] }> };
    };
    open.cube.sums[PACKAGES.code]!.groups[groups.findIndex(({ key }) => key === DAY)]!.hidden = null;
    expect(verifySums(open as never, [PACKAGES]).join(" ")).toMatch(/hidden can be given back/);
  });

  it("from one month to the next: the number of the one who joined", () => {
    const stayed = [...together(2_000, 40), ...together(800, 30, here(DAY))];
    const joined = [...stayed, ...gave([130])];
    const naively = naive([stayed, joined], () => true);
    const { known } = attackSums(naively, solver);
    expect(known.map(({ between }) => between)).toContainEqual([13_000, 13_000]);

    const { collections, outcome } = sumsOnly(
      [stayed, joined].map((respondents, index) => ({ month: month(index), respondents })),
      solver,
    );
    expect(outcome.proofs).toEqual([]);
    const system = sumSystemOf(collections.map((collection) => sumOccasionOf(collection, PACKAGES.code)!));
    const joiner = system.strata.find(({ places }) => places[0] === null)!.persons[0]!;
    const [low, high] = intervalOf(system, joiner, null, solver)!;
    expect(high - low).toBeGreaterThanOrEqual(0.2 * 13_000);
  });

  it("a group of which all gave nothing is hidden: its sum would tell every answer", () => {
    const everybody = [
      ...together(2_000, 60, here(HOMECARE)),
      ...together(0, 30, here(DAY)),
      ...together(900, 30, here(NURSING)),
    ];
    const { groups } = collectionOf(everybody).cube.sums[PACKAGES.code]!;
    expect(groups.filter(({ hidden }) => hidden !== null).map(({ key }) => key)).toEqual([NURSING, DAY]);
  });
});

describe("the interval of a contribution", () => {
  it("is that of trying every number, hidden sums rounded in every way", () => {
    const place = (serviceType: Respondent["serviceType"], region: Respondent["region"]) => ({ serviceType, region });
    const everybody = [
      ...gave([7], place("homecare", "London")),
      ...gave([4], place("homecare", "North West")),
      ...gave([11], place("day_service", "London")),
      ...gave([3], place("day_service", "North West")),
    ];
    const group = (split: string, key: string, value: number, hidden: string | null = null) => ({
      split,
      key,
      value,
      hidden,
    });
    const groups = [
      group("all", "all", 25),
      group("service-type", "day_service", 10, "hidden"),
      group("service-type", "homecare", 15, "hidden"),
      group("region", "London", 20),
      group("region", "North West", 5),
    ];
    const contributors = everybody.map(({ member, serviceType, region, numbers }) => {
      return { member, serviceType, region, given: numbers![PACKAGES.code]! };
    });
    const sums = { roundedTo: 5, groups } as unknown as ProtectedSums;
    const system = sumSystemOf([{ month: month(0), sums, contributors }]);
    const near = (sum: number, value: number) => Math.abs(sum - value) <= 5;
    const worlds: number[][] = [];
    for (let a = 0; a <= 25; a += 1)
      for (let b = 0; b <= 25; b += 1)
        for (let c = 0; c <= 25; c += 1)
          for (let d = 0; d <= 25; d += 1) {
            if (!near(a + b + c + d, 25) || !near(a + c, 20) || !near(b + d, 5)) continue;
            const split = [0, 5, 10, 15, 20, 25].some((home) => near(a + b, home) && near(c + d, 25 - home));
            if (split) worlds.push([a, b, c, d]);
          }
    system.strata.forEach(({ persons }, index) => {
      const tried = worlds.map((world) => world[index]! * 100);
      const [low, high] = intervalOf(system, persons[0]!, null, solver)!;
      expect(low).toBeCloseTo(Math.min(...tried), 3);
      expect(high).toBeCloseTo(Math.max(...tried), 3);
      const own = system.strata[(index + 1) % 4]!.persons[0]!;
      const knowing = worlds
        .filter((world) => world[(index + 1) % 4]! * 100 === own.given)
        .map((world) => world[index]! * 100);
      const [least, most] = intervalOf(system, persons[0]!, own, solver)!;
      expect([least, most].map(Math.round)).toEqual([Math.min(...knowing), Math.max(...knowing)]);
    });
  });

  it("counts as known where the steps run out", () => {
    const everybody = [...together(900, 30), ...together(800, 30, { serviceType: "day_service" }), ...gave([140])];
    const exact = naive([everybody], () => true);
    const tired: BoundSolver = { ...solver, least: () => "undecided" };
    const { known, claims } = attackSums(exact, tired);
    expect(claims).toBeGreaterThan(0);
    expect(known).toEqual([]);
    const alone = naive([everybody.slice(0, 60), everybody], () => true);
    const unsettled = attackSums(alone, tired).known;
    expect(unsettled.length).toBeGreaterThan(0);
    expect(unsettled.every(({ target, between }) => target.given === 14_000 && between === null)).toBe(true);
  });
});

describe("what the attack finds", () => {
  /** February: somebody joins with 350 and somebody with 55, who are told apart by service type and not by region. */
  const [NW, NURSING] = ["North West", "care_home_nursing"] as const;
  const london = together(1_000, 19, {}, [300]);
  const homecareNw = together(1_005, 20, { region: NW });
  const nursingLondon = together(1_096, 20, { serviceType: NURSING });
  const nursingNw = together(1_000, 20, { serviceType: NURSING, region: NW });
  const january = [...london, ...homecareNw, ...nursingLondon, ...nursingNw];
  const [changed, ...same] = nursingNw;
  const february = [
    ...london,
    ...homecareNw,
    ...nursingLondon,
    ...same,
    withNumber(changed!, changed!.numbers![PACKAGES.code]! - 1_500),
    ...gave([350]),
    ...gave([55], { serviceType: NURSING }),
  ];
  /** Rounds these up and those down, once: not where they are drawn again. */
  const UP = ["2025-01 homecare", "2025-01 North West", "2025-02 London", "2025-02 care_home_nursing", "2025-02 all"];
  const unlucky: Draws = (label) => {
    const [, when = "", , , , key = "", ...rest] = label.split("|");
    if (rest.length > 1) return drawsOf("5ec4e7")(label);
    return UP.includes(`${when} ${key}`) ? -50 : 50;
  };

  it("a member who knows their own number comes to know another: it is drawn again", () => {
    const months = [collectionOf(january, 0, unlucky), collectionOf(february, 1, unlucky)];
    const { known } = attackSums(sumSystemOf(occasionsOf(...months)), solver);
    expect(known.map(({ target, own }) => [target.given, own?.given])).toEqual([[35_000, 5_500]]);
    expect(known[0]!.between!.map(Math.round)).toEqual([34_500, 40_000]);

    const open = months.map(({ cube: { sums: _sums, ...cube }, ...collection }) => ({ ...collection, cube }));
    const asked = { questionSet: "packages", questions: [PACKAGES], frozen: [] };
    const defended = defendSums({ ...asked, open }, unlucky, solver);
    expect(defended.outcome.repairs).toEqual([
      { questionSet: "packages", month: "2025-02", what: "redrawn", where: "Packages handed back, sums" },
    ]);
    expect(defended.outcome.proofs).toEqual([]);
    const occasions = defended.collections.map((collection) => sumOccasionOf(collection, PACKAGES.code)!);
    expect(attackSums(sumSystemOf(occasions), solver).known).toEqual([]);
  });

  it("is hidden where no draw helps, all of the month in the end; what was released already stops the next release", () => {
    const always: Draws = (label) => unlucky(label.replace(/\|again \d+$/, ""));
    const months = [collectionOf(january, 0, always), collectionOf(february, 1, always)];
    const open = months.map(({ cube: { sums: _sums, ...cube }, ...collection }) => ({ ...collection, cube }));
    const asked = { questionSet: "packages", questions: [PACKAGES] };
    const defended = defendSums({ ...asked, frozen: [], open }, always, solver);
    expect(defended.outcome.repairs.map(({ what, month: when }) => `${what} ${when}`)).toContain("hidden 2025-02");
    expect(defended.outcome.proofs).toEqual([]);

    const released = defendSums({ ...asked, frozen: months, open: [] }, always, solver);
    expect(released.outcome.proofs).toMatchObject([
      {
        reader: "unchanged",
        insider: true,
        month: "2025-02",
        where: "Packages handed back, sum; Homecare, London",
        proof: expect.stringMatching(/between 345 and 400, which is within 10% of it\. A member who gave 55 can/),
      },
    ]);
  });
});

describe("over made-up panels", () => {
  it(
    "sums add up, what is hidden stays so, and nobody is known within 10%, months apart and all together",
    { timeout: 120_000 },
    () => {
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const shape = {
          organisations: 60 + 60 * seed,
          months: 5,
          seed,
          joins: 0.04,
          leaves: 0.04,
          changes: 0,
          moves: 0.01,
        };
        const { collections, outcome } = sumsOnly(
          numbersPanel(shape, 0.6 + 0.25 * seed, seed % 2 === 0 ? 1 : 0.7),
          solver,
        );
        expect(outcome.proofs).toEqual([]);
        expect(outcome.readers.map(({ proved }) => proved)).toEqual([0, 0, 0]);
        expect(collections.flatMap((collection) => verifySums(collection, [PACKAGES]))).toEqual([]);
        const occasions = collections.flatMap((collection) => sumOccasionOf(collection, PACKAGES.code) ?? []);
        expect(occasions.length).toBe(5);
        const { claims, known } = attackSums(sumSystemOf(occasions), solver);
        expect(known).toEqual([]);
        expect(claims).toBeGreaterThan(200);
      }
    },
  );

  it("months do not depend on later ones, what is frozen stays, and a question without sums then has none", () => {
    const shape = { organisations: 150, months: 3, seed: 9, joins: 0.06, leaves: 0.06, changes: 0, moves: 0 };
    const panel = numbersPanel(shape);
    const all = defendedSums(panel, solver);
    const two = defendedSums(panel.slice(0, 2), solver);
    expect(two.collections).toEqual(all.collections.slice(0, 2));
    const third = defendedSums(panel.slice(2), solver, { frozen: two.collections });
    expect(third.collections).toEqual(all.collections.slice(2));
    expect(third.outcome.readers).toEqual(all.outcome.readers);

    const [first] = two.collections;
    const { sums: _sums, ...before } = first!.cube;
    const shape2 = { measure: "packages.back", commissioner: null, by: "none" } as const;
    const { rows } = protectedTable([before, ...all.collections.slice(1).map(({ cube }) => cube)], shape2);
    expect(rows.map(({ sum }) => sum!.hidden ?? "shown")).toEqual([
      "not given when this month was first released",
      "shown",
      "shown",
    ]);
  });

  it("stricter rules hide more, and never so that the rest gives it back; looser ones are not to be had", () => {
    const shape = { organisations: 300, months: 1, seed: 4, joins: 0, leaves: 0, changes: 0, moves: 0 };
    const [collection] = defendedSums(numbersPanel(shape), solver).collections;
    const shownBy = (rules: Parameters<typeof protectedTable>[2]) =>
      (["service-type", "region"] as const).map((by) => {
        const shape3 = { measure: "packages.back", commissioner: null, by } as const;
        const { rows } = protectedTable([collection!.cube], shape3, rules);
        const hidden = rows.filter(({ sum, merges }) => sum!.value === null && merges === undefined);
        const inside = hidden.flatMap(({ serviceType, region }) =>
          collection!.cube.groups.filter(({ split, key }) => split === by && key === (serviceType ?? region)),
        );
        const base = inside.reduce((sum, { questions }) => sum + questions[PACKAGES.code]!.base, 0);
        return { shown: rows.length - hidden.length, base };
      });
    const [usual, strict] = [shownBy({}), shownBy({ countsFrom: 40, percentagesFrom: 40 })];
    strict.forEach(({ shown, base }, index) => {
      expect(shown).toBeLessThan(usual[index]!.shown);
      expect(base === 0 || base >= 40).toBe(true);
    });
    expect(() => shownBy({ countsFrom: 10 })).toThrow(/never looser/);
  });
});
