// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { AnswersChart, answersChartHeight } from "../../../shared/charts/AnswersChart.tsx";
import { answersFigures, answersSeries, answersSummary } from "../../../shared/charts/answers.ts";
import { ChangeChart, changeChartHeight } from "../../../shared/charts/ChangeChart.tsx";
import { changeFigures, changeSeries, changeSummary } from "../../../shared/charts/change.ts";
import { CoverageChart, coverageChartHeight } from "../../../shared/charts/CoverageChart.tsx";
import { coverageFigures, coverageSeries, coverageSummary } from "../../../shared/charts/coverage.ts";
import type { FigureTable } from "../../../shared/charts/figureTable.ts";
import { CHART_PALETTES } from "../../../shared/charts/palette.ts";
import { StagesChart, stagesChartHeight } from "../../../shared/charts/StagesChart.tsx";
import { stagesFigures, stagesSeries, stagesSummary } from "../../../shared/charts/stages.ts";
import type { AnswerTable, CoverageTable, TableRow } from "../../../shared/contract.ts";
import { parseMonth } from "../../../shared/month.ts";
import { drawn, svgOf } from "./draw.tsx";
import { hideSmall, inventedRow, inventedTable } from "./tables.ts";

const MONTHS = ["2025-01", "2025-02"];
const NOBODY: TableRow = {
  ...inventedRow("2025-01", "la", "all", 1, 0),
  base: 0,
  counts: null,
  intends: 0,
  share: null,
  low: null,
  high: null,
};
const ALL_NA: AnswerTable = { ...inventedTable([]), rows: [NOBODY, { ...NOBODY, commissioner: "nhs" }] };

/** A figure table as text, by row and column key. */
function textOf(table: FigureTable): Readonly<Record<string, Readonly<Record<string, string>>>> {
  for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length);
  return Object.fromEntries(
    table.rows.map(({ key, cells }) => [
      key,
      Object.fromEntries(table.columns.map((column, index) => [column.key, cells[index]!.text])),
    ]),
  );
}

describe("answers", () => {
  const counts = { very_likely: 30, likely: 22, neither: 10, unlikely: 28, very_unlikely: 22, dont_know: 8 };
  const row = { ...inventedRow("2025-02", "la", "homecare", 120, 52), counts };
  const table: AnswerTable = { ...inventedTable(["2025-01"]), rows: [...inventedTable(["2025-01"]).rows, row] };

  test("every answer is a part of the base, of the newest month or the one chosen", () => {
    const series = answersSeries(table, "service-type");
    expect(series).toMatchObject({ month: "2025-02", rows: [{ key: "homecare", bars: [{ line: "la" }] }] });
    expect(series.rows[0]!.bars[0]!.answers!.map(({ share }) => Math.round(share * 1000))).toEqual([
      250, 183, 83, 233, 183, 67,
    ]);
    expect(answersSeries(table, "service-type", parseMonth("2025-01")!).rows).toHaveLength(10);
    const svg = svgOf(AnswersChart, answersChartHeight, series);
    for (const text of ["25%", "18%", "8%", "23%", "7%", "43%", "120", "Homecare", "Very unlikely"])
      expect(svg).toContain(`>${text}<`);
    expect(answersSummary(series)).toContain("Homecare. LA 43% (base 120): Very likely 25%, Likely 18%");
  });

  test("stand by share, everybody first", () => {
    const { rows } = answersSeries(inventedTable(["2025-01"]), "service-type");
    expect(rows[0]!.key).toBe("all");
    const shares = rows.slice(1, 4).map(({ bars }) => bars[0]!.point.share!);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });

  test("the table has every count and part, and says whose they are unless they are protected", () => {
    const figures = answersFigures(answersSeries(table, "service-type"));
    expect(textOf(figures)["homecare 2025-02 la"]).toMatchObject({
      share: "43%",
      base: "120",
      "n likely": "22",
      "share likely": "18%",
    });
    const place = { line: "la", group: "homecare", month: "2025-02", option: "answer:likely" };
    expect(figures.rows[0]!.cells.map((cell) => cell.place)).toContainEqual(place);
    const hidden = answersFigures(answersSeries(hideSmall(inventedTable(["2025-01"])), "service-type"));
    expect(hidden.rows.flatMap(({ cells }) => cells).filter((cell) => cell.place !== undefined)).toEqual([]);
    expect(textOf(hidden)["shared_lives 2025-01 la"]).toMatchObject({
      share: "[c]",
      base: "[c]",
      "n likely": "[c]",
      "share likely": "[c]",
    });
  });

  test("a bound shows no part and gives its reason", () => {
    const bound = {
      ...row,
      share: null,
      low: null,
      high: null,
      counts: null,
      shareText: "90 % or more",
      hidden: "would give away a single answer",
    };
    const series = answersSeries({ ...table, protected: true, rows: [bound] }, "service-type");
    const svg = svgOf(AnswersChart, answersChartHeight, series);
    expect(svg).toContain(">90% or more: would give away a single answer<");
    expect(svg).not.toContain('fill="#801650" stroke="#ffffff"');
  });

  test("nobody in any base is said, not drawn", () => {
    const series = answersSeries(ALL_NA, "service-type");
    expect(series).toMatchObject({ rows: [], leftOut: ["All services"] });
    expect(svgOf(AnswersChart, answersChartHeight, series)).toContain(">No answers<");
    expect(answersSummary(series)).toBe("No figures yet.");
    expect(answersSeries(inventedTable([]), "service-type").month).toBeNull();
  });

  test("figures in the bars stand out, light and dark, and neighbours of the scale from each other", () => {
    for (const { scale } of Object.values(CHART_PALETTES)) {
      for (const { fill, text } of Object.values(scale)) expect(contrast(fill, text), fill).toBeGreaterThanOrEqual(4.5);
      const order = [
        scale.very_likely,
        scale.likely,
        scale.neither,
        scale.unlikely,
        scale.very_unlikely,
        scale.dont_know,
      ];
      for (const [place, { fill }] of order.slice(0, -1).entries()) expect(fill).not.toBe(order[place + 1]!.fill);
      expect(contrast(scale.very_likely.fill, scale.likely.fill)).toBeGreaterThan(2);
      expect(contrast(scale.very_unlikely.fill, scale.unlikely.fill)).toBeGreaterThan(2);
    }
  });

  test("where it is interactive each group can be reached and tells its figures", () => {
    const series = answersSeries(table, "service-type");
    const height = answersChartHeight(series, 900);
    const read = (interactive: boolean) =>
      drawn(AnswersChart, { series, width: 900, height, scheme: "light", interactive }, (element) =>
        [...element.querySelectorAll("[tabindex='0']")].map((found) => found.getAttribute("aria-label")),
      );
    expect(read(true)).toEqual([expect.stringContaining("Homecare. LA 43% (base 120)")]);
    expect(read(false)).toEqual([]);
  });
});

describe("change", () => {
  const change = { pairs: 90, gained: 34, lost: 12, p: 0.0016 };
  const pair = (serviceType: "all" | "homecare" | "extra_care", from: number, to: number): readonly TableRow[] => [
    {
      ...inventedRow("2025-01", "la", serviceType, 90, from),
      comparedWith: "2025-02",
      before: { base: 90, counted: to, share: to / 90 },
      change: { ...change, gained: 12, lost: 34 },
    },
    {
      ...inventedRow("2025-02", "la", serviceType, 90, to),
      comparedWith: "2025-01",
      before: { base: 90, counted: from, share: from / 90 },
      change,
    },
  ];
  const table: AnswerTable = {
    ...inventedTable([]),
    matched: true,
    rows: [...pair("homecare", 18, 27), ...pair("extra_care", 18, 45), ...pair("all", 45, 36)],
  };

  test("goes from the earlier share to the later one, the greatest rise first", () => {
    const series = changeSeries(table, "service-type");
    expect(
      series.rows.map(({ key, marks }) => [key, marks[0]!.earlier.share, marks[0]!.later.share, marks[0]!.text]),
    ).toEqual([
      ["all", 0.5, 0.4, "−10"],
      ["extra_care", 0.2, 0.5, "+30"],
      ["homecare", 0.2, 0.3, "+10"],
    ]);
    const svg = svgOf(ChangeChart, changeChartHeight, series);
    for (const text of ["LA 20% → 50%", "+30", "90", "0.002", "Extra care"]) expect(svg).toContain(`>${text}<`);
    expect(changeSummary(series)).toContain(
      "Homecare: LA 20% in Jan 2025, 30% in Feb 2025, +10 points (90 organisations, 34 moved towards, 12 away, p 0.002).",
    );
  });

  test("the first month is told in its own order too", () => {
    const series = changeSeries(table, "service-type", parseMonth("2025-01")!);
    expect(series.rows.find(({ key }) => key === "homecare")!.marks[0]).toMatchObject({
      earlier: { month: "2025-01" },
      text: "+10",
    });
  });

  test("the table has who moved and how likely that is by chance", () => {
    expect(textOf(changeFigures(changeSeries(table, "service-type")))["homecare 2025-02"]).toMatchObject({
      "la share": "30%",
      "la earlier": "20% in Jan 2025 (+10)",
      "la change": "+10",
      "la members": "90",
      "la gained": "34",
      "la lost": "12",
      "la p": "0.002",
      "nhs share": "",
    });
  });

  test("one month alone has nothing to compare", () => {
    const series = changeSeries({ ...inventedTable(["2025-01"]), matched: true }, "service-type");
    expect(series.rows).toEqual([]);
    expect(svgOf(ChangeChart, changeChartHeight, series)).toContain(">Nobody is in the base of both months<");
  });
});

describe("stages", () => {
  const of = (measure: "intent" | "discussion" | "handback", intends: number, month = "2025-02"): AnswerTable => ({
    ...inventedTable([]),
    measure,
    rows: (["all", "homecare"] as const).flatMap((group) =>
      (["la", "nhs"] as const).map((line) =>
        inventedRow(month, line, group, 100, line === "la" ? intends : intends / 2),
      ),
    ),
  });
  const tables = [of("handback", 4), of("intent", 60), of("discussion", 20)];

  test("stand side by side and are never added up", () => {
    const series = stagesSeries(tables, "service-type");
    expect(series).toMatchObject({ month: "2025-02", stages: ["intent", "discussion", "handback"] });
    expect(series.rows[1]).toMatchObject({
      key: "homecare",
      stages: {
        intent: { la: { share: 0.6 }, nhs: { share: 0.3 } },
        discussion: { la: { share: 0.2 } },
        handback: { nhs: { share: 0.02 } },
      },
    });
    const svg = svgOf(StagesChart, stagesChartHeight, series);
    for (const text of ["LA 60%", "NHS 30%", "LA 20%", "NHS 10%", "LA 4%", "NHS 2%"])
      expect(svg.split(`>${text}<`)).toHaveLength(3);
    expect(stagesSummary(series)).toContain(
      "Homecare. Likely to hand back in the next 3 months: LA 60% (base 100), NHS 30% (base 100); Discussed",
    );
  });

  test("the table has share, interval and base of each, and traces each to its own stage", () => {
    const figures = stagesFigures(stagesSeries(tables, "service-type"));
    expect(textOf(figures)["homecare 2025-02 nhs"]).toMatchObject({
      "intent Share": "30%",
      "handback Share": "2%",
      "discussion Base, organisations": "100",
    });
    const places = figures.rows
      .find(({ key }) => key === "homecare 2025-02 la")!
      .cells.flatMap(({ place }) => place ?? []);
    expect(places.map(({ measure, option }) => `${measure} ${option}`)).toEqual(
      ["intent", "discussion", "handback"].flatMap((stage) => [`${stage} counted`, `${stage} base`]),
    );
  });

  test("a stage nobody answered in the month says so, and hidden figures are [c]", () => {
    const svg = svgOf(
      StagesChart,
      stagesChartHeight,
      stagesSeries([of("intent", 60), of("discussion", 20, "2025-01")], "service-type"),
    );
    expect(svg).toContain(">No answers<");
    const small = hideSmall({
      ...of("intent", 20),
      rows: [...of("intent", 20).rows, { ...inventedRow("2025-02", "la", "extra_care", 9, 3) }],
    });
    const series = stagesSeries([small], "service-type");
    expect(series.leftOut).toEqual(["Extra care"]);
    expect(textOf(stagesFigures(series))["extra_care 2025-02 la"]).toMatchObject({
      "intent Share": "[c]",
      "intent Base, organisations": "[c]",
    });
    expect(svgOf(StagesChart, stagesChartHeight, stagesSeries([ALL_NA], "service-type"))).toContain(">No answers<");
  });
});

describe("coverage", () => {
  const rows: CoverageTable["rows"] = [
    { month: "2025-01", region: "London", responded: 10, known: 80, share: 0.125, outside: 0 },
    { month: "2025-02", region: "London", responded: 20, known: 80, share: 0.25, outside: 3 },
    { month: "2025-02", region: "South East", responded: 45, known: 60, share: 0.75, outside: 0 },
    { month: "2025-02", region: "North East", responded: 0, known: 0, share: null, outside: 0 },
    { month: "2025-02", region: "all", responded: 65, known: 140, share: 65 / 140, outside: 3 },
  ];
  const table: CoverageTable = { measure: "coverage", unit: "organisation", protected: false, frame: "members", rows };

  test("names how many of how many answered, and those outside the list", () => {
    const series = coverageSeries(table, "region");
    expect(series.rows.map(({ key }) => key)).toEqual(["all", "South East", "London"]);
    expect(series.leftOut).toEqual(["North East"]);
    const svg = svgOf(CoverageChart, coverageChartHeight, series);
    expect(svg).toMatch(/>25%<\/tspan>\s+20 of 80, 3 more not on the list</);
    expect(coverageSummary(series)).toContain(
      "February 2025, of the organisations on the member list. All regions: 46%, 65 of 140 organisations answered, and 3 not on the list.",
    );
    expect(textOf(coverageFigures(series))).toMatchObject({
      "London 2025-01": { share: "13%", known: "80" },
      "North East 2025-02": { share: "–" },
    });
  });

  test("without a list the bars are counts", () => {
    const counts = rows.map(({ month, region, responded }) => ({ month, region, responded, known: null, share: null }));
    const { frame: _, ...unlisted } = table;
    const series = coverageSeries({ ...unlisted, rows: counts }, "region");
    const svg = svgOf(CoverageChart, coverageChartHeight, series);
    expect(svg).toContain(">45<");
    expect(svg).not.toContain("%");
    expect(Object.keys(textOf(coverageFigures(series))["London 2025-02"]!)).toEqual(["group", "month", "responded"]);
    expect(coverageSeries({ ...table, rows: [] }, "none")).toMatchObject({ month: null, rows: [] });
  });
});

test("of many groups the rows show those with the most answers, the table all", () => {
  const rows = Array.from({ length: 154 }, (_, index) => {
    const { serviceType: __, ...row } = inventedRow("2025-01", "la", "all", 40 + index, 20);
    return { ...row, localAuthority: index === 153 ? "all" : `Place ${index}` };
  });
  const series = answersSeries({ ...inventedTable(MONTHS.slice(0, 0)), rows }, "local-authority");
  expect([series.rows.length, series.more, answersFigures(series).rows.length]).toEqual([43, 111, 154]);
  expect(svgOf(AnswersChart, answersChartHeight, series)).toContain("111 more in the table");
});

/** Contrast ratio of two colours (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}
