import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesOf, type AnswerPair } from "../../../electron/engine/measures/changes.ts";
import { mcnemar } from "../../../electron/engine/measures/mcnemar.ts";

/** The same by whole numbers of any length: twice the tail over 2^n, to 15 digits. */
function exactly(gained: number, lost: number): number {
  const moved = BigInt(gained + lost);
  let [term, tail] = [1n, 1n];
  for (let i = 1n; i <= BigInt(Math.min(gained, lost)); i += 1n) {
    term = (term * (moved - i + 1n)) / i;
    tail += term;
  }
  const scale = 10n ** 40n;
  return Math.min(1, Number((2n * tail * scale) / 2n ** moved) / Number(scale));
}

describe("McNemar’s exact test", () => {
  // Fay, M. P., Exact McNemar’s test and matching confidence intervals (vignette of the R package exact2x2), the table
  // 21, 9, 2, 12: p = 0.06543.
  test("gives the p-value of the exact2x2 vignette", () => {
    expect(mcnemar(9, 2)).toBeCloseTo(0.06543, 5);
  });

  // Bentur et al. (2009), airway hyper-responsiveness before and after stem cell transplantation, as worked in Fagerland,
  // Lydersen and Laake (2013), BMC Medical Research Methodology 13:91: 1 against 7, exact p = 0.070.
  test("gives the p-value Fagerland, Lydersen and Laake print", () => {
    expect(mcnemar(7, 1)).toBeCloseTo(0.0703, 4);
  });

  // Agresti, A. (1990), Categorical Data Analysis, p. 350: approval of the President in two surveys, 794, 150, 86, 570.
  // The asymptotic p-value printed there is 3.8e-5 (z^2 = 17.36); the exact one was worked out apart, by binomial test.
  test("gives the exact p-value of Agresti’s approval ratings", () => {
    expect(mcnemar(86, 150)).toBeCloseTo(3.7159361395713866e-5, 15);
  });

  test("is as whole numbers of any length say, for thousands of pairs", () => {
    for (const [gained, lost] of [
      [0, 0],
      [0, 1],
      [3, 3],
      [0, 60],
      [3000, 2800],
      [2500, 2499],
      [5000, 4700],
    ] as const)
      expect(mcnemar(gained, lost) / exactly(gained, lost)).toBeCloseTo(1, 9);
    expect(mcnemar(400_000, 0)).toBe(0);
    expect(mcnemar(200_000, 200_000)).toBe(1);
  });

  test("is a probability, the same both ways, and falls as more move one way", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (gained, lost) => {
        const p = mcnemar(gained, lost);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(mcnemar(lost, gained)).toBe(p);
        if (gained >= lost) expect(mcnemar(gained + 1, lost)).toBeLessThanOrEqual(p + 1e-12);
        expect(Math.abs(p - exactly(gained, lost))).toBeLessThan(1e-12);
      }),
    );
  });
});

test("a change counts only those in the base of both months, by group", () => {
  const pair = (group: string, before: AnswerPair["before"], now: AnswerPair["now"], n = 1): AnswerPair => ({
    group,
    before,
    now,
    n,
  });
  const changes = changesOf([
    pair("homecare", "counted", "counted", 20),
    pair("homecare", "base", "counted", 2),
    pair("homecare", "counted", "base", 9),
    pair("homecare", "base", "base", 12),
    pair("homecare", "outside", "counted", 5),
    pair("homecare", "counted", "outside", 7),
    pair("other", "outside", "base", 3),
  ]);
  expect([...changes]).toEqual([["homecare", { pairs: 43, gained: 2, lost: 9, p: mcnemar(2, 9) }]]);
});
