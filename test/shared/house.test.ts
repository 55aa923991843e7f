import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastWithWhite, isReadable, nearestReadable, PLAIN_HOUSE } from "../../shared/house.ts";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("contrast against white is that of WCAG", () => {
  expect(contrastWithWhite("#000000")).toBeCloseTo(21, 5);
  expect(contrastWithWhite("#ffffff")).toBeCloseTo(1, 5);
  expect(contrastWithWhite("#767676")).toBeCloseTo(4.54, 2);
  expect(isReadable(PLAIN_HOUSE.colour)).toBe(true);
});

test("the nearest readable colour can be read, and is the colour itself where that can be", () => {
  fc.assert(
    fc.property(colour, (hex) => {
      const nearest = nearestReadable(hex);
      expect(isReadable(nearest)).toBe(true);
      if (isReadable(hex)) expect(nearest).toBe(hex);
      else expect(contrastWithWhite(nearest)).toBeLessThan(5);
    }),
  );
});
