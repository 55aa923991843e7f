import fc from "fast-check";
import { expect, test } from "vitest";
import { shareInWords, shareOfPeople } from "../../../shared/charts/shareWords.ts";

test.each([
  [0, "none"],
  [0.001, "very few"],
  [0.03, "very few"],
  [0.044, "nearly one in twenty"],
  [0.07, "more than one in twenty"],
  [0.095, "one in ten"],
  [0.15, "more than one in ten"],
  [0.21, "just over one in five"],
  [0.3333, "a third"],
  [0.345, "just over a third"],
  [0.47, "nearly half"],
  [0.4951, "half"],
  [0.52, "just over half"],
  [0.55, "more than half"],
  [0.86, "more than four in five"],
  [0.88, "nearly nine in ten"],
  [0.95, "more than nine in ten"],
  [0.98, "nearly all"],
  [1, "all"],
])("%d is %s", (share, words) => {
  expect(shareInWords(share)).toBe(words);
});

test("words never claim more than the printed figure: what is over lies over, what is nearly lies under", () => {
  const named: readonly (readonly [string, number])[] = [
    ["one in twenty", 0.05],
    ["one in ten", 0.1],
    ["one in five", 0.2],
    ["a quarter", 0.25],
    ["three in ten", 0.3],
    ["a third", 1 / 3],
    ["two in five", 0.4],
    ["half", 0.5],
    ["three in five", 0.6],
    ["two thirds", 2 / 3],
    ["seven in ten", 0.7],
    ["three quarters", 0.75],
    ["four in five", 0.8],
    ["nine in ten", 0.9],
  ];
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 0.97, noNaN: true }), (exact) => {
      const words = shareInWords(exact);
      const share = Math.round(exact * 100) / 100;
      const at = named.find(([name]) => words.endsWith(name))![1];
      if (/^(just over|more than)/.test(words)) expect(share).toBeGreaterThan(at);
      else if (words.startsWith("nearly")) expect(share).toBeLessThan(at);
      else expect(Math.abs(share - at)).toBeLessThanOrEqual(0.005001);
    }),
  );
});

test.each([
  [0, "no organisations"],
  [0.03, "very few organisations"],
  [0.1, "one in ten organisations"],
  [0.44, "more than two in five organisations"],
  [0.5, "half of organisations"],
  [0.66, "nearly two thirds of organisations"],
  [0.98, "nearly all organisations"],
  [1, "all organisations"],
])("%d of organisations is %s", (share, words) => {
  expect(shareOfPeople(share, "organisations")).toBe(words);
});
