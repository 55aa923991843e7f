import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finiteBase, wilson } from "../../../electron/engine/measures/wilson.ts";

describe("Wilson’s interval", () => {
  // Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i of %i is as Newcombe prints it", (counted, base, low, high) => {
    const interval = wilson(counted, base);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  test("is none where nobody is in the base", () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(0, 0, 10)).toBeNull();
  });

  test("contains the share, lies within 0 and 1, and narrows as the base nears the population", () => {
    const asked = fc
      .tuple(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(5000), fc.nat(5000))
      .map(([base, share, more, other]) => ({ base, counted: Math.round(share * base), more, other }));
    fc.assert(
      fc.property(asked, ({ base, counted, more, other }) => {
        const [near, far] = [base + Math.min(more, other), base + Math.max(more, other)];
        const intervals = [wilson(counted, base, near)!, wilson(counted, base, far)!, wilson(counted, base)!];
        const widths = intervals.map(({ low, high }) => high - low);
        for (const { low, high } of intervals) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(counted / base + 1e-12);
          expect(high).toBeGreaterThanOrEqual(counted / base - 1e-12);
        }
        expect(widths[0]!).toBeLessThanOrEqual(widths[1]! + 1e-12);
        expect(widths[1]!).toBeLessThanOrEqual(widths[2]! + 1e-12);
      }),
    );
  });
});

describe("a finite population", () => {
  // Krejcie, R. V. and Morgan, D. W. (1970), Educational and Psychological Measurement 30, 607-610, table 1: the sample
  // of each population that tells as much as 384 of an endless one.
  test.each([
    [100, 80],
    [500, 217],
    [1000, 278],
    [5000, 357],
    [10_000, 370],
    [75_000, 382],
  ])("of %i needs the sample of Krejcie and Morgan’s table", (population, sample) => {
    const endless = (3.841 * 0.25) / 0.05 ** 2;
    const needed = Array.from({ length: population }, (_, index) => index + 1).find(
      (n) => finiteBase(n + 0.5, population) >= endless,
    );
    expect(needed).toBe(sample);
  });

  test("corrects the standard error by the root of (N - n) / (N - 1)", () => {
    // A worked example: N = 100, n = 25, a share of 0.4 has a standard error of 0.098 x 0.8704 = 0.0853.
    const n = finiteBase(25, 100);
    expect(n).toBeCloseTo(33, 10);
    expect(Math.sqrt((0.4 * 0.6) / n)).toBeCloseTo(0.0853, 4);
    const [corrected, plain] = [wilson(10, 25, 100)!, wilson(13.2, 33)!];
    expect(corrected.low).toBeCloseTo(plain.low, 12);
    expect(corrected.high).toBeCloseTo(plain.high, 12);
  });

  test("leaves no doubt once everybody has answered", () => {
    expect(wilson(3, 8, 8)).toEqual({ low: 0.375, high: 0.375 });
    expect(wilson(1, 1, 1)).toEqual({ low: 1, high: 1 });
    expect(wilson(0, 1, 2)).toEqual(wilson(0, 1));
  });
});
