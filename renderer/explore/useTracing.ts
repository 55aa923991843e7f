import { type RefObject, useEffect, useRef } from "react";
import type { ChartSeries } from "../../shared/charts/series.ts";
import type { Trace } from "./traced.ts";

/** Opens who is behind the month of a panel that is clicked, or on which Enter is pressed. Put the ref around the chart. */
export function useTracing(series: ChartSeries | null, trace: Trace | undefined): RefObject<HTMLDivElement | null> {
  const chart = useRef<HTMLDivElement>(null);
  const line = series?.lines[0];
  const hasShare = series?.hasShare ?? false;
  // The month is the one whose figures are shown, by the pointer or by the arrow keys.
  useEffect(() => {
    const box = chart.current;
    if (box === null || trace === undefined || line === undefined) return undefined;
    const open = (panel: HTMLElement): boolean => {
      const month = panel.querySelector<HTMLElement>("[data-month]")?.dataset["month"];
      const group = panel.dataset["panel"];
      if (month === undefined || group === undefined) return false;
      trace({ line, group, month, option: hasShare ? "counted" : "base" });
      return true;
    };
    const look = (event: MouseEvent | KeyboardEvent) => {
      if (event instanceof KeyboardEvent && event.key !== "Enter") return;
      const panel = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-panel]") : null;
      // A touch, or a quick click, comes before the month's figures are shown.
      if (panel !== null && !open(panel)) setTimeout(() => open(panel), 120);
    };
    box.addEventListener("click", look);
    box.addEventListener("keydown", look);
    return () => {
      box.removeEventListener("click", look);
      box.removeEventListener("keydown", look);
    };
  }, [trace, line, hasShare]);
  return chart;
}
