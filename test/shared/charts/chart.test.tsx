// @vitest-environment happy-dom
import { mkdirSync, writeFileSync } from "node:fs";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeAll, expect, test } from "vitest";
import { chartSvg } from "../../../shared/charts/compose.ts";
import { IntentChart } from "../../../shared/charts/IntentChart.tsx";
import { type ChartSeries, chartSeries } from "../../../shared/charts/series.ts";
import { count } from "../../../shared/charts/format.ts";
import type { TableRow } from "../../../shared/contract.ts";
import { notesWithin } from "../../../shared/timeline.ts";
import { hideSmall, inventedRow, inventedTable } from "./tables.ts";

let element: HTMLElement | null = null;

beforeAll(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
});

afterEach(() => {
  element?.remove();
  element = null;
});

test("a chart rendered without a screen becomes one standalone SVG with every panel, figure and base", () => {
  const series = chartSeries(inventedTable(MONTHS), "service-type");
  const svg = svgOf(series, "exact");
  for (const panel of series.panels) {
    expect(svg).toContain(panel.label);
    expect(svg).toContain(`LA ${panel.la.at(-1)!.text}`);
    expect(svg).toContain(`NHS ${panel.nhs.at(-1)!.text}`);
  }
  expect(svg).toContain("Base Jun: LA 520, NHS 520");
  expect(svg.match(/<path stroke="#(?:12436D|F46A25)"[^>]*>/g)?.length).toBe(series.panels.length * 2);
  expect(svg).not.toContain("NaN");
});

test("the same figures give the same bytes", () => {
  const series = chartSeries(inventedTable(MONTHS), "service-type");
  expect(svgOf(series)).toBe(svgOf(series));
});

test("hidden figures are written [c], never drawn as nought", () => {
  const svg = svgOf(chartSeries(hideSmall(inventedTable(MONTHS)), "service-type"), "protected");
  expect(svg).toContain("LA [c]");
  expect(svg).toContain("Base Jun: LA [c], NHS [c]");
});

test("a group that a protected table leaves out of the newest month has the base [c], in an exact one nobody", () => {
  const table = inventedTable(MONTHS);
  const left = table.rows.filter(
    (row) => !(row.serviceType === "homecare" && row.month === MONTHS.at(-1) && row.commissioner === "nhs"),
  );
  expect(svgOf(chartSeries({ ...table, rows: left }, "service-type"))).toMatch(/Base Jun: LA \d+, NHS 0</);
  const hidden = svgOf(chartSeries({ ...table, rows: left, protected: true }, "service-type"));
  expect(hidden).toMatch(/Base Jun: LA \d+, NHS \[c\]</);
  expect(hidden).not.toContain("NHS 0<");
});

test("one month stands as a row a group: marks with whiskers on one axis, share and base at the right", () => {
  const series = chartSeries(inventedTable(MONTHS.slice(0, 1)), "service-type");
  const svg = svgOf(series, "one-month");
  for (const { label, la, nhs } of series.panels) {
    expect(svg).toContain(`>${label}<`);
    for (const { text, base, lowBase } of [la[0]!, nhs[0]!])
      expect(svg).toMatch(new RegExp(`>${text}</tspan><tspan[^>]*>${count(base)}${lowBase ? " low" : ""}<`));
  }
  expect(svg.match(/<path [^>]*opacity="0.6"/g)).toHaveLength(2 * series.panels.length);
  expect(svg.match(/>40%</g)!.length).toBeLessThan(4);
});

test("one month of hidden figures and of nobody says so, and a bound is in words", () => {
  const [all] = inventedTable(["2025-01"]).rows.filter((row) => row.serviceType === "all");
  const rows: TableRow[] = [
    { ...all!, share: null, low: null, high: null, shareText: "90 % or more", hidden: "nearly all said the same" },
    { ...all!, commissioner: "nhs", base: 0, share: null, low: null, high: null, intends: 0 },
    { ...hideSmall({ ...inventedTable([]), rows: [{ ...all!, serviceType: "homecare", base: 4 }] }).rows[0]! },
  ];
  const svg = svgOf(chartSeries({ ...inventedTable([]), protected: true, rows }, "service-type"));
  for (const words of ["90% or more", "No answers", "[c]"]) expect(svg).toContain(`>${words}<`);
});

test("a line breaks where its own wording changed, and notes stand over the plot with their texts in the key", () => {
  const all = chartSeries(inventedTable(MONTHS), "service-type");
  const panels = all.panels.length;
  const breaks = [
    { month: "2025-03", commissioner: "la", source: "Capacity Tracker", before: "Old?", after: "New?" },
    { month: "2025-03", commissioner: "la", source: "SurveyMonkey", before: "Old?", after: "New?" },
  ] as const;
  const svg = svgOf({ ...all, notes: notesWithin(all.months), breaks });
  const strokes = (text: string, colour: string) =>
    text.match(new RegExp(`<path stroke="${colour}"[^>]*stroke-width="2.25"`, "g"))?.length;
  expect(strokes(svgOf(all), "#12436D")).toBe(panels);
  expect([strokes(svg, "#12436D"), strokes(svg, "#F46A25")]).toEqual([2 * panels, panels]);
  expect(svg.match(/stroke-width="1.75" fill="none"/g)).toHaveLength(panels + 1);
  for (const words of ["Wording changed", "1 Apr 2025: National Living Wage rises to £12.21", "b, c"])
    expect(svg).toContain(`>${words}<`);
});

test("ten years keep one mark a line and are labelled by year", () => {
  const months = Array.from(
    { length: 120 },
    (_, index) => `${2016 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`,
  );
  const table = inventedTable(months);
  const rows = table.rows.map((row) => ({ ...row, share: 0.4, low: 0.3, high: 0.5 }));
  const series = chartSeries({ ...table, rows }, "service-type");
  const svg = svgOf(series);
  expect(svg.match(/<circle [^>]*r="3.1"/g)!.length).toBeLessThanOrEqual(series.panels.length + 2);
  expect(svg).toContain(">2025<");
  expect(svg).not.toMatch(/NaN|>Jan/);
});

test("of more groups than there is room for, those with the largest base are drawn and the rest counted", () => {
  const rows = Array.from({ length: 40 }, (_, index) =>
    MONTHS.slice(0, 2).map((month) => {
      const { serviceType: __, ...row } = inventedRow(month, "la", "all", 100 + index, 30);
      return { ...row, localAuthority: index === 0 ? "all" : `Place ${index}` };
    }),
  ).flat();
  const svg = svgOf(chartSeries({ ...inventedTable([]), rows }, "local-authority"));
  expect(svg).toContain(">All areas<");
  expect([svg.includes(">Place 39<"), svg.includes(">Place 15<")]).toEqual([true, false]);
  expect(svg).toContain("15 more in the table");
});

test("weighted shares stand as open diamonds beside the ends of the lines and in words under the base", () => {
  const table = inventedTable(MONTHS);
  const weighted = { share: 0.615, low: 0.5, high: 0.7, designEffect: 1.6, effectiveBase: 75 };
  const svg = svgOf(chartSeries({ ...table, rows: table.rows.map((row) => ({ ...row, weighted })) }, "service-type"));
  expect(svg).toContain(">Weighted: LA 62%, NHS 62%<");
  expect(svg.match(/<path d="M[^"]*Z" fill="#ffffff"/g)).toHaveLength(2 * 10 + 1);
});

function svgOf(series: ChartSeries, name?: string): string {
  const size = { width: 1040, height: 600 };
  element = document.createElement("div");
  document.body.append(element);
  const root = createRoot(element);
  act(() => root.render(<IntentChart series={series} {...size} scheme="light" fontFamily="sans-serif" />));
  const svg = chartSvg(element, {
    ...size,
    background: "#fff",
    fontFamily: "sans-serif",
    title: "T",
    description: "D",
  });
  act(() => root.unmount());
  if (process.env["CHART_PREVIEW"] !== undefined && name !== undefined) {
    mkdirSync(process.env["CHART_PREVIEW"], { recursive: true });
    writeFileSync(`${process.env["CHART_PREVIEW"]}/${name}.svg`, svg);
  }
  return svg;
}

const MONTHS = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06"];
