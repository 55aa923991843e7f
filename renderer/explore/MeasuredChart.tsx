import { Text, useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { type ReactElement, useEffect, useRef } from "react";
import { IntentChart, intentChartHeight } from "../../shared/charts/IntentChart.tsx";
import { type ChartSeries, withFigures } from "../../shared/charts/series.ts";
import type { Trace } from "./traced.ts";

/** Props of the chart; `trace` opens who is behind a month of a panel. */
export interface MeasuredChartProps {
  readonly series: ChartSeries;
  readonly trace?: Trace;
}

/** The chart at the width the window leaves it. */
export function MeasuredChart({ series: all, trace }: MeasuredChartProps): ReactElement {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme("light");
  const { series, leftOut } = withFigures(all);
  const whole = Math.floor(width);
  const chart = useRef<HTMLDivElement>(null);
  const { lines, hasShare } = all;
  // The month is the one whose figures are shown, by the pointer or by the arrow keys.
  useEffect(() => {
    const box = chart.current;
    const [line] = lines;
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
  }, [trace, lines, hasShare]);
  return (
    <div ref={ref} style={whole < 200 ? { minHeight: 500 } : {}}>
      <div ref={chart} className={trace === undefined ? "" : "bw-traced"}>
        {whole < 200 ? null : (
          <IntentChart
            series={series}
            width={whole}
            height={intentChartHeight(series, whole)}
            scheme={scheme}
            interactive
            fontFamily="var(--mantine-font-family)"
          />
        )}
      </div>
      {leftOut.length === 0 ? null : (
        <Text mt="sm">
          {all.protected ? "Not shown in any month" : "No answers in any month"}: {leftOut.join(", ")}.
        </Text>
      )}
    </div>
  );
}
