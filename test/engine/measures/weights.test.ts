import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellOf, populationsOf, regionOf, serviceTypeOf } from "../../../electron/engine/measures/population.ts";
import { raked, weightedShare, weightsOf } from "../../../electron/engine/measures/weights.ts";
import { wilson } from "../../../electron/engine/measures/wilson.ts";

const cell = (serviceType: number, region = 0): number => cellOf({ serviceType, region });
const cellsIn = (rows: readonly (readonly number[])[]): Map<number, number> =>
  new Map(rows.flatMap((row, type) => row.map((n, region): [number, number] => [cell(type, region), n])));

describe("post-stratification", () => {
  // Penn State, STAT 506 Sampling Theory and Methods, lesson 6.3: 20 men of mean 180 lb and 80 women of mean 120 lb in a
  // sample of 100, half of the population men: the sample's mean is 132, the poststratified one 150. Here as shares of 300 lb.
  test("gives the estimate of Penn State’s worked example", () => {
    const respondents = cellsIn([[20], [80]]);
    const population = cellsIn([[500], [500]]);
    const weights = weightsOf({ respondents, population })!;
    expect(weights).toEqual(cellsIn([[25], [6.25]]));
    const cells = [
      { cell: cell(0), base: 20, counted: 12 },
      { cell: cell(1), base: 80, counted: 32 },
    ];
    expect((12 + 32) / 100).toBe(132 / 300);
    const found = weightedShare(cells, weights, 1000)!;
    expect(found.share).toBeCloseTo(150 / 300, 12);
    // Kish: n sum(w^2) / sum(w)^2 = 100 x (20 x 625 + 80 x 39.0625) / 1000^2, worked by hand.
    expect(found.designEffect).toBeCloseTo(1.5625, 12);
    expect(found.effectiveBase).toBeCloseTo(64, 12);
    // 64 of 1000 tell as much as 64 x 999 / 936 of an endless population.
    expect(found).toMatchObject(wilson((0.5 * 64 * 999) / 936, (64 * 999) / 936)!);
  });

  // Kish (1992), Journal of Official Statistics 8, 183-200: worked here for a tenth of the sample weighing ten times the rest.
  test("has Kish’s design effect, 1 + the squared coefficient of variation of the weights", () => {
    const weights = cellsIn([[10], [1]]);
    const cells = [
      { cell: cell(0), base: 10, counted: 4 },
      { cell: cell(1), base: 90, counted: 9 },
    ];
    const all = [...Array.from({ length: 10 }, () => 10), ...Array.from({ length: 90 }, () => 1)];
    const mean = all.reduce((sum, w) => sum + w) / 100;
    const variance = all.reduce((sum, w) => sum + (w - mean) ** 2, 0) / 100;
    const found = weightedShare(cells, weights, 1e6)!;
    expect(found.designEffect).toBeCloseTo(1 + variance / mean ** 2, 12);
    expect(found.designEffect).toBeCloseTo(3.019, 3);
    expect(found.share).toBeCloseTo((40 + 9) / 190, 12);
  });

  test("is none where nobody is in the base", () => {
    expect(weightedShare([], new Map(), 10)).toBeNull();
    expect(weightedShare([{ cell: cell(0), base: 0, counted: 0 }], cellsIn([[2]]), 10)).toBeNull();
  });
});

describe("raking", () => {
  // Wikipedia, Iterative proportional fitting, example: the fitted table to two decimals.
  test("gives the fitted table of the published example", () => {
    const seed = [
      [40, 30, 20, 10],
      [35, 50, 100, 75],
      [30, 80, 70, 120],
      [20, 30, 40, 50],
    ];
    const fitted = [
      [64.56, 46.23, 35.38, 3.82],
      [49.97, 68.16, 156.5, 25.37],
      [56.72, 144.43, 145.08, 53.77],
      [28.75, 41.18, 63.03, 17.03],
    ];
    const rows = [150, 300, 400, 150];
    const columns = [200, 300, 400, 100];
    const population = cellsIn(rows.map((row) => columns.map((column) => (row * column) / 1000)));
    const weights = raked(cellsIn(seed), population)!;
    for (const [type, row] of seed.entries())
      for (const [region, n] of row.entries())
        expect(weights.get(cell(type, region))! * n).toBeCloseTo(fitted[type]![region]!, 2);
  });

  test("takes the place of the cells where one of them has fewer than five respondents", () => {
    const respondents = cellsIn([
      [40, 4],
      [10, 26],
    ]);
    const population = cellsIn([
      [100, 60],
      [40, 50],
    ]);
    const weights = weightsOf({ respondents, population })!;
    expect(weights).toEqual(raked(respondents, population));
    expect(weights.get(cell(0, 1))).not.toBeCloseTo(15, 1);
  });

  test("leaves out margins without any respondent: their population is represented by nobody", () => {
    const respondents = cellsIn([
      [10, 20, 0],
      [30, 3, 0],
    ]);
    const population = cellsIn([
      [50, 40, 70],
      [60, 30, 80],
      [500, 0, 0],
    ]);
    const weights = weightsOf({ respondents, population })!;
    const total = [...weights].reduce((sum, [at, w]) => sum + w * (respondents.get(at) ?? 0), 0);
    expect(total).toBeCloseTo(50 + 40 + 60 + 30, 6);
  });

  test("gives no weights where the respondents’ cells cannot meet both margins, rather than wrong ones", () => {
    const respondents = cellsIn([
      [10, 10],
      [0, 10],
    ]);
    const population = cellsIn([
      [50, 50],
      [150, 50],
    ]);
    expect(raked(respondents, population)).toBeNull();
    expect(weightsOf({ respondents, population })).toBeNull();
  });
});

const size = fc.integer({ min: 0, max: 40 });
const table = fc.array(fc.tuple(size, size, size), { minLength: 2, maxLength: 5 });

describe("weights", () => {
  test("reproduce the population: by cell where each has enough respondents, else by margin", () => {
    const enough = fc.integer({ min: 5, max: 40 });
    const full = fc.array(fc.tuple(enough, enough, enough), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.oneof(full, table), fc.array(size, { minLength: 15, maxLength: 15 }), (rows, silent) => {
        const respondents = new Map([...cellsIn(rows)].filter(([, n]) => n > 0));
        fc.pre(respondents.size > 0);
        const population = new Map(
          [...cellsIn(rows)].map(([at, n], index): [number, number] => [at, n + (silent[index] ?? 0)]),
        );
        const weights = weightsOf({ respondents, population });
        if (weights === null) {
          expect(rows.flat()).toContain(0);
          return;
        }
        const weighted = [...respondents].map(([at, n]): [number, number] => [at, n * (weights.get(at) ?? 0)]);
        if ([...population].every(([at, n]) => n === 0 || (respondents.get(at) ?? 0) >= 5)) {
          for (const [at, n] of weighted) expect(n).toBeCloseTo(population.get(at)!, 6);
        }
        const [types, regions] = [
          new Set(weighted.map(([at]) => serviceTypeOf(at))),
          new Set(weighted.map(([at]) => regionOf(at))),
        ];
        const spoken = [...population].filter(([at]) => types.has(serviceTypeOf(at)) && regions.has(regionOf(at)));
        const sum = (cells: readonly [number, number][]): number => cells.reduce((of, [, n]) => of + n, 0);
        expect(sum(weighted) / sum(spoken)).toBeCloseTo(1, 2);
        for (const [of, keys] of [
          [serviceTypeOf, types],
          [regionOf, regions],
        ] as const)
          for (const key of keys) {
            const met = sum(weighted.filter(([at]) => of(at) === key));
            const wanted = sum(spoken.filter(([at]) => of(at) === key));
            expect(Math.abs(met / wanted - 1)).toBeLessThan(0.002);
          }
      }),
    );
  });

  test("change nothing where every cell answered in the same proportion", () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), fc.nat(100), (rows, times, percent) => {
        const respondents = new Map([...cellsIn(rows)].filter(([, n]) => n > 0));
        fc.pre(respondents.size > 0);
        const population = new Map([...respondents].map(([at, n]) => [at, n * times]));
        const cells = [...respondents].map(([at, base]) => ({
          cell: at,
          base,
          counted: Math.round((base * percent) / 100),
        }));
        const [base, counted] = [
          cells.reduce((sum, each) => sum + each.base, 0),
          cells.reduce((sum, each) => sum + each.counted, 0),
        ];
        const found = weightedShare(cells, weightsOf({ respondents, population })!, base * times)!;
        expect(found.designEffect).toBeCloseTo(1, 6);
        expect(found.share).toBeCloseTo(counted / base, 6);
        const plain = wilson(counted, base, base * times)!;
        expect(found.low).toBeCloseTo(plain.low, 4);
        expect(found.high).toBeCloseTo(plain.high, 4);
      }),
    );
  });

  test("never make a share more certain, and the interval contains it", () => {
    const one = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0.1, max: 90, noNaN: true }), fc.nat(100));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 9 }), fc.nat(500), (some, more) => {
        const weights = new Map(some.map(([, weight], index) => [index, weight]));
        const cells = some.map(([base, , percent], index) => ({
          cell: index,
          base,
          counted: Math.round((base * percent) / 100),
        }));
        const base = cells.reduce((sum, each) => sum + each.base, 0);
        const found = weightedShare(cells, weights, base + more)!;
        expect(found.designEffect).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(found.effectiveBase).toBeLessThanOrEqual(base + 1e-9);
        expect(found.low).toBeLessThanOrEqual(found.share + 1e-9);
        expect(found.high).toBeGreaterThanOrEqual(found.share - 1e-9);
      }),
    );
  });
});

test("the population is those who answered, in their own groups, and those on the list who did not, in the list’s", () => {
  const answered = [
    { member: "a", serviceType: 2, region: 1, months: [10, 11] },
    { member: "b", serviceType: 3, region: 1, months: [10] },
    { member: "b", serviceType: 4, region: 1, months: [11] },
    { member: "guest", serviceType: 2, region: 9, months: [11] },
  ];
  const members = new Map([
    ["a", { serviceType: 0, region: 0 }],
    ["b", { serviceType: 3, region: 1 }],
    ["silent", { serviceType: 0, region: 0 }],
  ]);
  const shown = (cells: ReadonlyMap<number, number>): [number, number, number][] =>
    [...cells]
      .filter(([, n]) => n > 0)
      .map(([at, n]): [number, number, number] => [serviceTypeOf(at), regionOf(at), n])
      .sort((one, other) => one[0] - other[0]);
  const found = populationsOf(answered, { members });
  expect(shown(found.get(10)!.population)).toEqual([
    [0, 0, 1],
    [2, 1, 1],
    [3, 1, 1],
  ]);
  expect(shown(found.get(11)!.respondents)).toEqual(
    [
      [2, 1, 1],
      [2, 9, 1],
      [4, 1, 1],
    ].sort((one, other) => one[0]! - other[0]!),
  );
  expect(shown(found.get(11)!.population)).toEqual([
    [0, 0, 1],
    [2, 1, 1],
    [2, 9, 1],
    [4, 1, 1],
  ]);
});
