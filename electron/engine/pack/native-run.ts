import type { ChartFont, ChartRunOptions } from "docx/charts";
import { CHART_PALETTES } from "../../../shared/charts/palette.ts";
import { assertNever } from "../../../shared/errors.ts";
import type { NativeChart, NativeSeries } from "./native.ts";
import { printable } from "./office-properties.ts";

/** How large a native chart is set: pixels at 96 to the inch, and points of its text. */
export interface NativeSize {
  readonly width: number;
  readonly height: number;
  readonly points: number;
}

/** The least part of a bar, of 1, that has room for its figure. */
const ROOM = 0.045;

/** A native chart as the Word library draws it: shares as whole percentages, labelled directly, hidden figures as gaps. */
export function nativeOptions(chart: NativeChart, { width, height, points }: NativeSize): ChartRunOptions {
  const { ink } = CHART_PALETTES.light;
  const font = (color: string): ChartFont => ({ name: FACE, size: points, color: bare(color) });
  const base = {
    categories: chart.categories.map(printable),
    font: { name: FACE, color: bare(ink) },
    chartArea: { fill: "none", border: "none" },
    legend: { position: "top", font: font(ink) },
    transformation: { width, height },
    altText: { name: "Chart", description: printable(chart.alt) },
    emptyValues: "gap",
  } as const;
  const labels = (series: NativeSeries) => ({ value: true, numberFormat: "0%", font: font(series.text) });
  const upper = chart.series.toSorted((a, b) => sum(b) - sum(a))[0];
  const highest = Math.max(...chart.series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const hidden = { visible: false, gridlines: false, numberFormat: "0%", minimum: 0 } as const;
  switch (chart.form) {
    case "bars":
      return {
        ...base,
        type: "bar",
        gapWidth: 45,
        overlap: 0,
        categoryAxis: { reverseOrder: true, font: font(ink) },
        valueAxis: hidden,
        series: chart.series.map((series) => ({
          name: series.name,
          values: series.values,
          color: series.colour,
          dataLabels: { ...labels(series), position: "outsideEnd" },
        })),
      };
    case "stack":
      return {
        ...base,
        type: "bar",
        stacking: "percent",
        gapWidth: 35,
        categoryAxis: { reverseOrder: true, font: font(ink) },
        valueAxis: { ...hidden, maximum: 100 },
        series: chart.series.map((series) => ({
          name: series.name,
          values: series.values,
          color: series.colour,
          dataLabels: { ...labels(series), position: "center" },
          pointLabels: series.values.map((value) => (value === null || value < ROOM ? (false as const) : undefined)),
        })),
      };
    case "line":
      return {
        ...base,
        type: "line",
        categoryAxis: { font: font(ink) },
        valueAxis: { minimum: 0, interval: highest > 0.2 ? 0.1 : 0.05, numberFormat: "0%", font: font(ink) },
        series: chart.series.map((series) => ({
          name: series.name,
          values: series.values,
          color: series.colour,
          markers: { shape: series.dashed ? "diamond" : "circle", size: 8 },
          line: { color: series.colour, width: 2.5, dash: series.dashed ? "dash" : "solid" },
          dataLabels: { ...labels(series), position: series === upper ? "above" : "below" },
        })),
      };
    default:
      return assertNever(chart.form);
  }
}

const FACE = "Arial";

function bare(colour: string): string {
  return colour.replace("#", "");
}

function sum({ values }: NativeSeries): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
