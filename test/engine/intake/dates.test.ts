import { describe, expect, test } from "vitest";
import { collectionMonth, contradicts } from "../../../electron/engine/intake/collectionMonth.ts";
import { momentOf, orderEvidence } from "../../../electron/engine/intake/dates.ts";
import { parseMonth } from "../../../shared/month.ts";

describe("moments", () => {
  const cases: [string, "day-month" | "month-day", string | null][] = [
    ["12/22/2025 07:33:13 AM", "month-day", "2025-12-22T07:33:13"],
    ["12/22/2025 12:05:00 AM", "month-day", "2025-12-22T00:05:00"],
    ["02/03/2025 05:12 PM", "month-day", "2025-02-03T17:12:00"],
    ["02/03/2025 17:12", "day-month", "2025-03-02T17:12:00"],
    ["22/12/2025", "month-day", null],
    ["31/02/2025", "day-month", null],
    ["2025-01-31T14:05:09Z", "day-month", "2025-01-31T14:05:09"],
    ["2025-01-31 14:05", "month-day", "2025-01-31T14:05:00"],
    ["09/Jan/2018 - 00:00", "day-month", "2018-01-09T00:00:00"],
    ["9 January 2018", "month-day", "2018-01-09T00:00:00"],
    ["45688.5", "day-month", "2025-01-31T12:00:00"],
    ["soon", "day-month", null],
  ];
  for (const [written, order, moment] of cases)
    test(`“${written}” read ${order}`, () => expect(momentOf(written, order)).toBe(moment));
  test("a single 22/12 settles a column, and both kinds are mixed", () => {
    expect(orderEvidence(["01/02/2025", "22/12/2025"])).toBe("day-month");
    expect(orderEvidence(["01/02/2025", "12/22/2025"])).toBe("month-day");
    expect(orderEvidence(["22/12/2025", "12/22/2025"])).toBe("mixed");
    expect(orderEvidence(["01/02/2025", null])).toBe("either");
  });
});

describe("the reference month", () => {
  const january = ["Did you hand back any of your NHS commissioned contracts in January, due to fee uplifts?"];
  test("is the month the questions name, in the latest year not after the last submission", () => {
    expect(collectionMonth(january, ["2025-02-28T10:00:00", "2025-02-10T10:00:00"]).month).toBe("2025-01");
    expect(collectionMonth(january, ["2025-01-20T10:00:00"]).month).toBe("2025-01");
    expect(collectionMonth([january[0]?.replace("January", "December") ?? ""], ["2025-01-14T10:00:00"]).month).toBe(
      "2024-12",
    );
  });
  test("is certain without any date where the wording gives the year", () => {
    expect(collectionMonth(["Did you hand back NHS contracts in March 2024?"], []).month).toBe("2024-03");
  });
  test("is read from headings without spaces, and “may” alone is a verb", () => {
    expect(collectionMonth(["didyouhandbackanyofyournhscontractsinfebruary"], ["2025-03-01T00:00:00"]).month).toBe(
      "2025-02",
    );
    expect(
      collectionMonth(["Did you hand back contracts that you may need in April?"], ["2025-05-01T00:00:00"]).month,
    ).toBe("2025-04");
  });
  test("is not told from dates alone, from two wordings, without dates, or past a stray date", () => {
    expect(collectionMonth(["Did you hand back NHS contracts?"], ["2025-02-10T10:00:00"]).month).toBeNull();
    expect(collectionMonth([...january, "Did you discuss it in March?"], ["2025-04-10T10:00:00"]).month).toBeNull();
    expect(collectionMonth(january, []).month).toBeNull();
    expect(
      collectionMonth(january, ["2025-02-10T10:00:00", "2025-02-11T10:00:00", "2052-02-11T10:00:00"]).month,
    ).toBeNull();
  });
  test("as stated by the user goes against another month's name, not against an open year", () => {
    const named = { number: 1, year: null };
    const month = (text: string) => parseMonth(text)!;
    expect(contradicts(month("2025-02"), named)).toBe(true);
    expect(contradicts(month("2024-01"), named)).toBe(false);
    expect(contradicts(month("2024-01"), { number: 1, year: 2025 })).toBe(true);
  });
});
