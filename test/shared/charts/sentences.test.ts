import { describe, expect, test } from "vitest";
import { coverageSentences, pathSentences, sentencesOf, stageSentences } from "../../../shared/charts/sentences.ts";
import { chartSeries } from "../../../shared/charts/series.ts";
import type { AnswerTable, CoverageTable, PathRow, TableRow } from "../../../shared/contract.ts";
import type { Month } from "../../../shared/month.ts";

const counts = { very_likely: 0, likely: 0, neither: 0, unlikely: 0, very_unlikely: 0, dont_know: 0 };

function row(part: Partial<TableRow>): TableRow {
  return {
    month: "2025-06",
    commissioner: "la",
    serviceType: "all",
    base: 120,
    counts,
    notApplicable: 0,
    blank: 0,
    intends: 62,
    share: 0.5167,
    low: 0.428,
    high: 0.604,
    ...part,
  };
}

function table(rows: readonly TableRow[], part: Partial<AnswerTable> = {}): AnswerTable {
  return { measure: "intent", commissioner: null, unit: "organisation", protected: false, rows: [...rows], ...part };
}

function said(rows: readonly TableRow[], part: Partial<AnswerTable> = {}): readonly string[] {
  return sentencesOf(chartSeries(table(rows, part), "service-type"));
}

describe("what a view says in words", () => {
  test("a share is said as people say it, with its figures behind it", () => {
    expect(said([row({}), row({ commissioner: "nhs", share: 0.25, base: 80, low: 0.168, high: 0.355 })])).toEqual([
      "In June 2025, just over half of organisations (52%, base 120) said they were likely to hand back local authority contracts in the next 3 months.",
      "For NHS contracts: a quarter (25%, base 80).",
    ]);
  });

  test("a low base is a hint and never a fraction; a wide interval is said", () => {
    expect(said([row({ base: 12, share: 0.5, low: 0.25, high: 0.75 })])).toEqual([
      "In June 2025, 50% of organisations (a low base of 12, so a hint only) said they were likely to hand back local authority contracts in the next 3 months.",
    ]);
    expect(said([row({ base: 40, share: 0.5, low: 0.35, high: 0.65 })])[0]).toMatch(
      /With this base it could lie anywhere between 35% and 65%\.$/,
    );
  });

  test("nobody, everybody and not shown are said as such", () => {
    expect(said([row({ share: 0, intends: 0, low: 0, high: 0.031 })])[0]).toContain(
      "none of the organisations that answered (0%, base 120)",
    );
    expect(said([row({ share: 1, intends: 120, low: 0.969, high: 1 })])[0]).toContain(
      "all organisations (100%, base 120)",
    );
    const none = { base: 0, intends: 0, share: null, low: null, high: null };
    expect(said([row(none)])).toEqual(["Nobody to whom the question applies answered it in June 2025."]);
    const hidden = {
      base: null,
      counts: null,
      intends: null,
      share: null,
      low: null,
      high: null,
      hidden: "too few organisations",
    };
    expect(said([row({ ...hidden, notApplicable: null, blank: null })], { protected: true })).toEqual([
      "Too few organisations answered in June 2025 for a figure to be published.",
    ]);
    const bound = { ...hidden, base: 40, shareText: "90% or more", hidden: "would give away a single answer" };
    expect(said([row(bound)], { protected: true })[0]).toContain("90% or more of organisations (base 40)");
  });

  test("the group that stands out is named by the people in it; two alike name none", () => {
    const rows = [
      row({}),
      row({ serviceType: "homecare", base: 60, share: 0.61 }),
      row({ serviceType: "shared_lives", base: 60, share: 0.4 }),
    ];
    expect(said(rows).at(-1)).toBe(
      "Highest for local authority contracts among homecare providers: just over three in five (61%, base 60).",
    );
    expect(said([...rows, row({ serviceType: "extra_care", base: 60, share: 0.61 })])).toHaveLength(1);
  });

  test("of the same organisations it says who moved which way, and what chance could do", () => {
    const before = { comparedWith: "2025-05", before: { base: 118, counted: 57, share: 0.483 } };
    const moved = (p: number) => [row({ ...before, change: { pairs: 116, gained: 14, lost: 10, p } })];
    expect(said(moved(0.541), { matched: true })[0]).toBe(
      "Among the same organisations the share about local authority contracts went from 48% in May 2025 to 52% (+4 points). Of the 116 in the base of both months, 14 turned to it and 10 away, which chance alone could explain (p 0.54).",
    );
    expect(said(moved(0.0004), { matched: true })[0]).toMatch(/more than chance would explain \(p < 0\.001\)\.$/);
  });

  test("a weighted share stands beside the unweighted one with what the weights cost", () => {
    const weighted = { share: 0.458, low: 0.35, high: 0.57, designEffect: 1.62, effectiveBase: 74.1 };
    expect(said([row({ weighted })])[1]).toBe(
      "Weighted to the list by service type and region it is 46% for local authority contracts (design effect 1.6, effective base 74).",
    );
  });

  test("the three stages are one sentence a commissioner, each with a base of its own", () => {
    const of = (measure: "intent" | "discussion" | "handback", share: number, base: number) =>
      chartSeries(table([row({ share, base })], { measure }), "service-type");
    expect(stageSentences([of("intent", 0.47, 671), of("discussion", 0.2, 660), of("handback", 0.06, 655)])).toEqual([
      "Of organisations with local authority contracts in June 2025, 47% were likely to hand some back in the next 3 months (base 671), 20% had discussed it (base 660) and 6% had handed some back (base 655).",
    ]);
  });

  test("coverage names the list and those beside it, or says that nothing says who could have answered", () => {
    const coverage = (part: Partial<CoverageTable>, known: number | null): CoverageTable => ({
      measure: "coverage",
      unit: "organisation",
      protected: false,
      rows: [
        {
          month: "2025-06",
          serviceType: "all",
          responded: 300,
          known,
          share: known === null ? null : 300 / known,
          outside: 4,
        },
      ],
      ...part,
    });
    expect(
      coverageSentences(coverage({ frame: "members", asOf: "2025-06-01" }, 400), "2025-06" as Month, "none"),
    ).toEqual([
      "About June 2025, three quarters of the 400 organisations on the member list answered (75%, 300).",
      "4 more answered and are not on it.",
    ]);
    expect(coverageSentences(coverage({}, null), "2025-06" as Month, "none")[0]).toContain(
      "300 organisations answered about June 2025. Nothing says",
    );
  });

  test("the path compares those who said likely with those who did not, in the newest month that has its three", () => {
    const path = (part: Partial<PathRow>): PathRow => ({
      month: "2025-03",
      commissioner: "la",
      said: "likely",
      members: 140,
      followed: 120,
      discussed: 20,
      handedBack: 9,
      either: 24,
      share: 0.2,
      low: 0.138,
      high: 0.281,
      until: "2025-06",
      complete: true,
      ...part,
    });
    const rows = [
      path({}),
      path({ said: "not_likely", followed: 200, share: 0.05 }),
      path({ month: "2025-05", complete: false, share: 0.4 }),
    ];
    expect(pathSentences(rows, "organisations")).toEqual([
      "Of the organisations that said in March 2025 they were likely to hand back local authority contracts, one in five (20%, base 120) had discussed it or handed back within 3 months; of those who had not said so, 5% (base 200).",
    ]);
    expect(pathSentences([path({ followed: 0, share: null })], "organisations")[0]).toContain(
      "Nobody was asked again yet",
    );
  });
});
