// @vitest-environment happy-dom
import { mkdirSync, writeFileSync } from "node:fs";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeAll, expect, test } from "vitest";
import { chartSvg } from "../../../shared/charts/compose.ts";
import { IntentChart } from "../../../shared/charts/IntentChart.tsx";
import { type ChartSeries, chartSeries } from "../../../shared/charts/series.ts";
import { hideSmall, inventedTable } from "./tables.ts";

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

test("one month stands as marks with whiskers", () => {
  const svg = svgOf(chartSeries(inventedTable(MONTHS.slice(0, 1)), "service-type"), "one-month");
  expect(svg).toContain("Base Jan: LA");
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
