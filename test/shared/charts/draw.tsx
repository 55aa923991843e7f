import { type ComponentType, act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { chartSvg } from "../../../shared/charts/compose.ts";
import type { ChartScheme } from "../../../shared/charts/palette.ts";
import type { RowChartProps } from "../../../shared/charts/RowParts.tsx";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** Draws a chart without a screen and hands its element to `read`. */
export function drawn<Series, T>(
  Chart: ComponentType<RowChartProps<Series>>,
  props: RowChartProps<Series>,
  read: (element: HTMLElement) => T,
): T {
  const element = document.createElement("div");
  document.body.append(element);
  const root = createRoot(element);
  act(() => root.render(createElement(Chart, props)));
  const result = read(element);
  act(() => root.unmount());
  element.remove();
  return result;
}

/** A chart as the standalone SVG document that is saved. */
export function svgOf<Series>(
  Chart: ComponentType<RowChartProps<Series>>,
  heightOf: (series: Series, width: number) => number,
  series: Series,
  width = 960,
  scheme: ChartScheme = "light",
): string {
  const size = { width, height: heightOf(series, width) };
  const fontFamily = "Arial, Helvetica, sans-serif";
  return drawn(Chart, { series, ...size, scheme, fontFamily }, (element) =>
    chartSvg(element, {
      ...size,
      background: scheme === "dark" ? "#17212c" : "#fff",
      fontFamily,
      title: "T",
      description: "D",
    }),
  );
}
