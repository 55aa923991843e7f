// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { beforeAll, expect, test } from "vitest";
import { chartSvg } from "../../../shared/charts/compose.ts";
import { IntentChart, intentChartHeight } from "../../../shared/charts/IntentChart.tsx";
import { answerLetter, CHART_PALETTES } from "../../../shared/charts/palette.ts";
import { type ChartSeries, chartSeries, withFigures } from "../../../shared/charts/series.ts";
import { basisWords, chartSummary, finding } from "../../../shared/charts/words.ts";
import type { AnswerTable, TableQuestion, TableRow } from "../../../shared/contract.ts";

beforeAll(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
});

const LONG = "An answer so long that no key could hold the whole of it beside seven others";

/** A question with as many options as `counted` says, each true for one that counts. */
function question(counted: readonly boolean[]): TableQuestion {
  const options = counted.map((counts, place) => ({
    code: `o${place}`,
    label: place === 1 ? LONG : `Option ${answerLetter(place)}`,
    counted: counts,
  }));
  return { code: "pay.scale", label: "Scale", wording: "How much?", options };
}

function row(
  month: string,
  serviceType: "all" | "homecare",
  counts: readonly number[],
  about: TableQuestion,
): TableRow {
  const base = counts.reduce((sum, n) => sum + n, 0);
  const counted = about.options.reduce((sum, option, place) => sum + (option.counted ? counts[place]! : 0), 0);
  const share = about.options.some((option) => option.counted) ? counted / base : null;
  return {
    month,
    serviceType,
    base,
    counts: Object.fromEntries(about.options.map(({ code }, place) => [code, counts[place]!])),
    notApplicable: 0,
    blank: 0,
    counted: share === null ? null : counted,
    share,
    low: share === null ? null : Math.max(0, share - 0.1),
    high: share === null ? null : Math.min(1, share + 0.1),
  };
}

function tableOf(about: TableQuestion, rows: readonly TableRow[], isProtected = false): AnswerTable {
  const { code: measure } = about;
  return {
    measure,
    question: about,
    commissioner: null,
    unit: "organisation",
    protected: isProtected,
    rows: [...rows],
  };
}

const YES_NO = question([true, false]);
const EIGHT = question(Array(8).fill(false));
const eightRows = ["2025-01", "2025-02"].map((month) => row(month, "all", [40, 30, 20, 20, 10, 10, 10, 60], EIGHT));

test("one line for the share, every answer as part of the base, and no commissioner", () => {
  const series = chartSeries(tableOf(YES_NO, [row("2025-01", "all", [30, 70], YES_NO)]), "service-type");
  expect(series).toMatchObject({ lines: ["own"], hasShare: true, about: { code: "pay.scale" } });
  expect(series.panels[0]).toMatchObject({ la: [], nhs: [] });
  expect(series.panels[0]!.own[0]).toMatchObject({
    share: 0.3,
    answers: [
      { code: "o0", n: 30, share: 0.3 },
      { code: "o1", n: 70, share: 0.7 },
    ],
  });
  expect(finding(series)).toBe("Scale, January 2025: 30% of organisations answered “Option A”");
});

test("without an option that counts the answers fill the chart, and the most common one is the finding", () => {
  const series = chartSeries(tableOf(EIGHT, eightRows), "service-type");
  expect(series).toMatchObject({ hasShare: false, top: 1 });
  expect(finding(series)).toBe(
    "Scale, February 2025: 30% of organisations answered “Option H”, the most common answer",
  );
  expect(chartSummary(series)).toContain("Stacked columns of every answer, one for each group");
  expect(basisWords(EIGHT, "location")).toMatch(/^Base: locations that answered “Option A”.*No answer counts/);
});

test("eight answers are all drawn, lettered, keyed and readable; a long label is cut and whole in its title", () => {
  const svg = svgOf(chartSeries(tableOf(EIGHT, eightRows), "service-type"));
  expect(svg.match(/<rect [^>]*stroke="#ffffff"/g)).toHaveLength(16);
  for (const [place, share] of [20, 15, 10, 10, 5, 5, 5, 30].entries())
    expect(svg).toContain(`>${answerLetter(place)} ${share}%<`);
  expect(svg).toContain(`<title>${LONG}</title>`);
  expect(svg).toMatch(/>An answer so long[^<]*…</);
  expect(svg).not.toMatch(/NaN|undefined|Local authority|LA |NHS/);
});

test("a hidden month is [c], neither drawn nor told by its answers", () => {
  const hidden = { ...row("2025-02", "all", [95, 5], YES_NO), share: null, low: null, high: null, counted: null };
  const rows = [
    row("2025-01", "all", [30, 70], YES_NO),
    { ...hidden, counts: null, shareText: "90% or more", hidden: "would give away a single answer" },
    {
      ...row("2025-01", "homecare", [10, 10], YES_NO),
      share: null,
      low: null,
      high: null,
      hidden: "too few organisations for a percentage",
    },
  ];
  const series = chartSeries(tableOf(YES_NO, rows, true), "service-type");
  const { series: shown, leftOut } = withFigures(series);
  expect(leftOut).toEqual(["Homecare"]);
  expect(shown.panels[0]!.own[1]).toMatchObject({ share: 0.9, answers: null });
  const svg = svgOf(shown);
  expect(svg).toContain("[c]");
  expect(svg).not.toContain("B 5%");
});

test("of the same members both months stand beside each other, once a pair", () => {
  const about = YES_NO;
  const before = (month: string, counts: readonly [number, number]) => ({
    comparedWith: month,
    before: { base: 100, counted: counts[0], share: counts[0] / 100, counts: { o0: counts[0], o1: counts[1] } },
  });
  const rows = [
    { ...row("2025-01", "all", [30, 70], about), ...before("2025-02", [40, 60]) },
    { ...row("2025-02", "all", [40, 60], about), ...before("2025-01", [30, 70]) },
  ];
  const series = chartSeries({ ...tableOf(about, rows), matched: true }, "service-type");
  expect(svgOf(series).match(/<rect [^>]*stroke="#ffffff"/g)).toHaveLength(4);
});

test("letters stand out from their bars, and neighbouring bars from each other, light and dark", () => {
  for (const { answers, unsure, surface } of Object.values(CHART_PALETTES)) {
    for (const { fill, text } of [...answers, unsure]) {
      expect(contrast(fill, text), fill).toBeGreaterThanOrEqual(4.5);
      expect(contrast(fill, surface), fill).toBeGreaterThanOrEqual(2.4);
    }
    for (const [place, { fill }] of answers.entries())
      expect(contrast(fill, answers[(place + 1) % answers.length]!.fill), fill).toBeGreaterThan(1.3);
  }
  expect([0, 25, 26, 27, 52].map(answerLetter)).toEqual(["A", "Z", "AA", "AB", "BA"]);
});

function svgOf(series: ChartSeries): string {
  const size = { width: 960, height: intentChartHeight(series, 960) };
  const element = document.createElement("div");
  document.body.append(element);
  const root = createRoot(element);
  act(() => root.render(<IntentChart series={series} {...size} scheme="light" fontFamily="sans-serif" />));
  const svg = chartSvg(element, { ...size, background: "#fff", fontFamily: "x", title: "T", description: "D" });
  act(() => root.unmount());
  element.remove();
  return svg;
}

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
