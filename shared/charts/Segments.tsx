import type { ReactElement } from "react";
import { ReferenceDot, ReferenceLine } from "recharts";
import { monthNumber } from "../month.ts";
import { Mark } from "./Mark.tsx";
import type { ChartPalette } from "./palette.ts";
import { type ChartPanel, isDrawnByOther, type LineKey } from "./series.ts";

/** Matched figures: one stroke a pair of months, because each pair compares its own set of members. */
export function Segments({
  panel,
  lines,
  palette,
}: {
  readonly panel: ChartPanel;
  readonly lines: readonly LineKey[];
  readonly palette: ChartPalette;
}): ReactElement {
  return (
    <>
      {lines.flatMap((key) =>
        panel[key].flatMap((point) => {
          const { before, share } = point;
          const { line } = palette[key];
          if (share === null) return [];
          const end = { x: monthNumber(point.month), y: share };
          const dot = (place: { x: number; y: number }, role: string) => (
            <ReferenceDot
              key={`${key}-${point.month}-${role}`}
              {...place}
              r={3}
              shape={({ cx, cy }: { cx?: number; cy?: number }) => (
                <Mark
                  line={key}
                  x={cx ?? 0}
                  y={cy ?? 0}
                  color={line}
                  surface={palette.surface}
                  hollow={point.lowBase}
                />
              )}
            />
          );
          if (before === null || before.share === null) return [dot(end, "end")];
          if (isDrawnByOther(point, panel[key])) return [];
          const start = { x: monthNumber(before.month), y: before.share };
          return [
            <ReferenceLine
              key={`${key}-${point.month}-pair`}
              segment={[start, end]}
              stroke={line}
              strokeWidth={2.25}
              {...(key === "nhs" ? { strokeDasharray: "5 3" } : {})}
            />,
            dot(start, "start"),
            dot(end, "end"),
          ];
        }),
      )}
    </>
  );
}
