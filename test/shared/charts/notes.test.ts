import { describe, expect, test } from "vitest";
import { breaksOf, contextWords, dayNumber, noteMarks, numberedNotes } from "../../../shared/charts/notes.ts";
import { chartSeries } from "../../../shared/charts/series.ts";
import { chartSummary } from "../../../shared/charts/words.ts";
import { monthNumber, parseMonth } from "../../../shared/month.ts";
import { notesWithin } from "../../../shared/timeline.ts";
import { inventedTable } from "./tables.ts";

const series = (months: readonly string[]) => chartSeries(inventedTable(months), "none");

describe("notes", () => {
  test("a day stands before or after the middle of its month", () => {
    const april = monthNumber(parseMonth("2025-04")!);
    expect(dayNumber("2025-04-01")).toBe(april - 0.5);
    expect(dayNumber("2025-04-16")).toBe(april);
    expect(dayNumber("2024-02-29")).toBeCloseTo(monthNumber(parseMonth("2024-02")!) - 0.5 + 28 / 29);
  });

  test("are lettered from a among those within the months of the chart, and none of one month alone", () => {
    const some = series(["2025-01", "2025-04"]);
    expect(numberedNotes({ ...some, notes: notesWithin(series(["2024-01", "2025-12"]).months) })).toMatchObject([
      { letter: "a", text: "28 Feb 2025: Capacity Tracker collection on January closes" },
      { letter: "b", text: "1 Apr 2025: National Living Wage rises to £12.21" },
      { letter: "c", text: "6 Apr 2025: Employer National Insurance rises to 15%, from £5,000" },
    ]);
    const one = series(["2025-04"]);
    expect(numberedNotes({ ...one, notes: notesWithin(one.months) })).toEqual([]);
  });

  test("letters that would touch share a mark, and none leaves the plot", () => {
    const at = (xs: readonly number[]) =>
      noteMarks(
        xs.map((x, index) => ({ number: index + 1, x })),
        40,
        150,
      );
    expect(at([50, 90, 140]).map(({ text }) => text)).toEqual(["a", "b", "c"]);
    expect(at([50, 90, 94]).map(({ text }) => text)).toEqual(["a", "b, c"]);
    expect(at([140, 144, 147, 150])).toMatchObject([{ text: "a–d" }]);
    for (const { x } of at([40, 95, 150])) {
      expect(x).toBeGreaterThan(40);
      expect(x).toBeLessThan(150);
    }
  });

  test("changes of wording belong to a commissioner, count once, and are told in words", () => {
    const changed = {
      ...series(["2025-01", "2025-02", "2025-03"]),
      breaks: ["Capacity Tracker", "SurveyMonkey"].map((source) => ({
        month: "2025-02",
        commissioner: "nhs" as const,
        source,
        before: "a",
        after: "b",
      })),
    };
    expect(breaksOf(changed, "nhs")).toEqual(["2025-02"]);
    expect(breaksOf(changed, "la")).toEqual([]);
    expect(contextWords(changed)).toEqual([
      "The wording of the question about NHS contracts changed in February 2025.",
    ]);
    expect(chartSummary({ ...changed, notes: notesWithin(changed.months) })).toMatch(
      /Note a: 28 Feb 2025: .* changed in February 2025\.$/,
    );
  });
});
