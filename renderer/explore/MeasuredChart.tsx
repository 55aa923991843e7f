import { Text, useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { ReactElement } from "react";
import { IntentChart, intentChartHeight } from "../../shared/charts/IntentChart.tsx";
import { type ChartSeries, withFigures } from "../../shared/charts/series.ts";

/** The chart at the width the window leaves it. */
export function MeasuredChart({ series: all }: { readonly series: ChartSeries }): ReactElement {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme("light");
  const { series, leftOut } = withFigures(all);
  const whole = Math.floor(width);
  return (
    <div ref={ref} style={whole < 200 ? { minHeight: 500 } : {}}>
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
      {leftOut.length === 0 ? null : (
        <Text mt="sm">
          {all.protected ? "Not shown in any month" : "No answers in any month"}: {leftOut.join(", ")}.
        </Text>
      )}
    </div>
  );
}
