import { Text, useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { ReactElement } from "react";
import type { Shown } from "./shown.ts";
import type { Trace } from "./traced.ts";
import { useTracing } from "./useTracing.ts";

/** Props of the chart; `trace` opens who is behind a month of a panel. */
export interface MeasuredChartProps {
  readonly shown: Pick<Shown, "chart" | "series" | "summary" | "leftOut">;
  readonly trace?: Trace;
}

/** The chart at the width the window leaves it, its words for those who cannot see it, and what it leaves to the table. */
export function MeasuredChart({ shown, trace }: MeasuredChartProps): ReactElement {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme("light");
  const chart = useTracing(shown.series, trace);
  const whole = Math.floor(width);
  const fits = whole >= 200;
  const fontFamily = "var(--mantine-font-family)";
  return (
    <div ref={ref} style={fits ? {} : { minHeight: 500 }}>
      <div ref={chart} className={trace === undefined ? "" : "bw-traced"}>
        {fits && shown.chart !== null
          ? shown.chart({ width: whole, scheme, fontFamily, interactive: true }).element
          : null}
      </div>
      <p className="bw-hidden">{shown.summary}</p>
      {shown.leftOut === null ? null : <Text mt="sm">{shown.leftOut}</Text>}
    </div>
  );
}
