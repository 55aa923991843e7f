import { describe, expect, test } from "vitest";
import { isConfirmed, type Quote, redacted, withheld } from "../../shared/quotes.ts";

const quote: Quote = {
  id: "6d3f6c2e-6f0e-4d5d-9a3b-0c1f5b8b7a11",
  text: "We, Sunrise Care,\n cannot go on.",
  from: null,
  month: null,
  serviceType: "homecare",
  region: "London",
  label: "service-type",
  removed: [{ start: 4, end: 16, kind: "organisation" }],
  left: [],
  consent: { by: "Member", on: "2025-03-01", note: "" },
  confirmed: null,
  inPack: true,
};

describe("a quote", () => {
  test("reads without what is taken out, in one line", () => {
    expect(redacted(quote)).toBe("We, […], cannot go on.");
    expect(
      redacted({
        text: "Jane Smith",
        removed: [
          { start: 0, end: 4, kind: "own" },
          { start: 5, end: 10, kind: "own" },
        ],
      }),
    ).toBe("[…]");
    expect(
      redacted({
        text: "abcdef",
        removed: [
          { start: 1, end: 4, kind: "own" },
          { start: 2, end: 5, kind: "own" },
        ],
      }),
    ).not.toMatch(/[b-e]/);
  });

  test("is confirmed only in the very words it would be published in", () => {
    const confirmed = { ...quote, confirmed: { by: "Ann", on: "2025-03-02", words: redacted(quote) } };
    expect(isConfirmed(confirmed)).toBe(true);
    expect(withheld(confirmed)).toBeNull();
    expect(isConfirmed({ ...confirmed, removed: [] })).toBe(false);
    expect(withheld({ ...confirmed, consent: null })).toMatch(/consent/);
    expect(withheld(quote)).toMatch(/confirmed/);
  });
});
