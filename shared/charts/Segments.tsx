import type { ReactElement } from "react";
import { ReferenceDot, ReferenceLine } from "recharts";
import { monthNumber } from "../month.ts";
import { COMMISSIONERS } from "../vocabulary.ts";
import { Mark } from "./Mark.tsx";
import type { ChartPalette } from "./palette.ts";
import type { ChartPanel } from "./series.ts";

/** Matched figures: one stroke a pair of months, because each pair compares its own set of members. */
export function Segments({
  panel,
  palette,
}: {
  readonly panel: ChartPanel;
  readonly palette: ChartPalette;
}): ReactElement {
  return (
    <>
      {COMMISSIONERS.flatMap((commissioner) =>
        panel[commissioner].flatMap((point) => {
          const { before, share } = point;
          const { line } = palette[commissioner];
          if (share === null) return [];
          const end = { x: monthNumber(point.month), y: share };
          const dot = (place: { x: number; y: number }, role: string) => (
            <ReferenceDot
              key={`${commissioner}-${point.month}-${role}`}
              {...place}
              r={3}
              shape={({ cx, cy }: { cx?: number; cy?: number }) => (
                <Mark
                  commissioner={commissioner}
                  x={cx ?? 0}
                  y={cy ?? 0}
                  color={line}
                  surface={palette.surface}
                  hollow={point.lowBase}
                />
              )}
            />
          );
          if (before === null) return [dot(end, "end")];
          // The first month is compared with the one after it, whose own row draws the pair.
          if (before.month > point.month) return [];
          const start = { x: monthNumber(before.month), y: before.share };
          return [
            <ReferenceLine
              key={`${commissioner}-${point.month}-pair`}
              segment={[start, end]}
              stroke={line}
              strokeWidth={2.25}
              {...(commissioner === "nhs" ? { strokeDasharray: "5 3" } : {})}
            />,
            dot(start, "start"),
            dot(end, "end"),
          ];
        }),
      )}
    </>
  );
}
