import type { ReactElement } from "react";
import type { LineKey } from "./series.ts";

/** Props of a data mark; `hollow` says that the base is low. */
export interface MarkProps {
  readonly line: LineKey;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly surface: string;
  readonly hollow: boolean;
}

/** A data mark: a circle, or a square for NHS beside local authority, so that colour never carries the meaning alone. */
export function Mark({ line, x, y, color, surface, hollow }: MarkProps): ReactElement {
  const paint = {
    fill: hollow ? surface : color,
    stroke: color,
    strokeWidth: 1.75,
    className: `bw-mark bw-${line}${hollow ? " bw-hollow" : ""}`,
  };
  if (line !== "nhs") return <circle cx={x} cy={y} r={3.1} {...paint} />;
  return <rect x={x - 2.9} y={y - 2.9} width={5.8} height={5.8} {...paint} />;
}

/** A small open diamond: a weighted share, beside the mark of the unweighted one. */
export function Diamond({ x, y, color, surface }: Pick<MarkProps, "x" | "y" | "color" | "surface">): ReactElement {
  return (
    <path
      d={`M${x} ${y - 4.6}L${x + 4.6} ${y}L${x} ${y + 4.6}L${x - 4.6} ${y}Z`}
      fill={surface}
      stroke={color}
      strokeWidth={1.5}
      className="bw-weighted"
    />
  );
}
