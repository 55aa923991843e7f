import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canBePublished,
  changed,
  known,
  monthsIn,
  STARTING_VIEW,
  type View,
  viewAddress,
  viewIn,
} from "../../renderer/explore/view.ts";
import type { Month } from "../../shared/month.ts";
import { COMMISSIONERS, SERVICE_TYPES, SPLITS, STAGES, UNITS } from "../../shared/vocabulary.ts";

const month = fc
  .integer({ min: 0, max: 40 })
  .map((n) => `${2023 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}` as Month);
const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { nil: null });
/** One choice made on the screen. */
const choice: fc.Arbitrary<Partial<View>> = fc.oneof(
  fc
    .constantFrom(...STAGES, "stages" as const, "path" as const, "coverage" as const, "pay.rise" as const)
    .map((measure) => ({ measure })),
  fc.constantFrom(...SPLITS, "none" as const).map((by) => ({ by })),
  maybe(fc.constantFrom(...COMMISSIONERS)).map((commissioner) => ({ commissioner })),
  fc.constantFrom("months" as const, "answers" as const, "change" as const).map((chart) => ({ chart })),
  fc.constantFrom("chart" as const, "table" as const).map((as) => ({ as })),
  maybe(month).map((from) => ({ from })),
  maybe(month).map((to) => ({ to })),
  fc.subarray([...SERVICE_TYPES]).map((serviceTypes) => ({ serviceTypes })),
  fc.constantFrom(...UNITS).map((unit) => ({ unit })),
  fc.boolean().map((matched) => ({ matched })),
  maybe(month).map((against) => ({ matched: true, against })),
  fc.boolean().map((isProtected) => ({ protected: isProtected })),
  maybe(fc.constantFrom("directory" as const, "members" as const)).map((frame) => ({ frame })),
  maybe(fc.record({ column: fc.constantFrom("group", "la-share"), down: fc.boolean() })).map((sort) => ({ sort })),
);
const views = fc.array(choice, { maxLength: 14 }).map((choices) => choices.reduce(changed, STARTING_VIEW));

describe("the view of Explore", () => {
  test("every view one can come to reads back from its address as it was", () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(viewIn(viewAddress(view))).toEqual(view);
      }),
    );
  });

  test("whatever is chosen, a published view is one that can be published, and weights never stand beside it", () => {
    fc.assert(
      fc.property(views, (view) => {
        if (view.protected) expect(canBePublished(view)).toBe(true);
        if (view.frame !== null) expect([view.protected, view.matched]).toEqual([false, false]);
        if (view.from !== null && view.to !== null) expect(view.from <= view.to).toBe(true);
      }),
    );
  });

  test("what was chosen last stays: publishing leaves the internal split, and an internal split leaves publishing", () => {
    const internal = changed(STARTING_VIEW, { by: "icb" });
    const published = changed(internal, { protected: true });
    expect([published.protected, published.by]).toEqual([true, "service-type"]);
    const again = changed(published, { by: "local-authority" });
    expect([again.protected, again.by]).toEqual([false, "local-authority"]);
    expect(changed(changed(STARTING_VIEW, { matched: true }), { protected: true })).toMatchObject({
      matched: false,
      protected: true,
    });
    // Of the same organisations intent of everybody is published, and nothing else.
    const same = changed(changed(STARTING_VIEW, { by: "none" }), { matched: true });
    expect(changed(same, { protected: true })).toMatchObject({ matched: true, protected: true, chart: "change" });
    expect(changed({ ...same, against: "2025-01" as Month }, { protected: true })).toMatchObject({
      matched: false,
      protected: true,
    });
    expect(changed(changed(same, { protected: true }), { by: "region" })).toMatchObject({
      matched: true,
      protected: false,
    });
    expect(changed(changed(STARTING_VIEW, { protected: true }), { unit: "location" })).toMatchObject({
      protected: false,
      unit: "location",
    });
    expect(changed(changed(STARTING_VIEW, { matched: true }), { frame: "members" })).toMatchObject({
      matched: false,
      frame: "members",
    });
  });

  test("an address from elsewhere, with nonsense in it, opens as far as it makes sense", () => {
    expect(
      viewIn("measure=nonsense&by=shoe-size&from=2025-13&services=homecare,spaceships&published=perhaps&sort="),
    ).toEqual({
      ...STARTING_VIEW,
      serviceTypes: ["homecare"],
      sort: { column: "", down: false },
    });
    expect(viewIn("measure=pay.rise&from=2025-03&to=2025-01").measure).toBe("pay.rise");
    expect(viewIn("%E0%A4%A")).toEqual(STARTING_VIEW);
  });

  test("a question or list that the campaign does not have gives way to the first question, unweighted", () => {
    const view = changed({ ...STARTING_VIEW, measure: "pay.rise" }, { as: "table" });
    expect(known(view, [], []).measure).toBe("intent");
    expect(known({ ...STARTING_VIEW, frame: "members" }, [], ["directory"]).frame).toBeNull();
    expect(known({ ...STARTING_VIEW, frame: "directory" }, [], ["directory"]).frame).toBe("directory");
  });

  test("only the months between the first and the last chosen are shown", () => {
    const months = ["2025-01", "2025-02", "2025-03"] as Month[];
    expect(monthsIn({ from: months[1]!, to: null }, months)).toEqual(["2025-02", "2025-03"]);
    expect(monthsIn({ from: null, to: months[0]! }, months)).toEqual(["2025-01"]);
  });
});
