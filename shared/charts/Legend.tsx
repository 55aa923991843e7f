import type { ReactElement } from "react";
import { LINE_LABELS } from "./labels.ts";
import { fitted, textWidth } from "./layout.ts";
import { Mark } from "./Mark.tsx";
import type { ChartPalette } from "./palette.ts";
import type { LineKey } from "./series.ts";

/** One entry of a key: its sign, drawn around the middle of a box of `SWATCH` pixels, and its words. */
export interface LegendItem {
  readonly id: string;
  readonly text: string;
  readonly sign: ReactElement;
  readonly strong?: boolean;
}

/** The key over a chart of rows, in as many lines as a width needs. */
export function Legend({
  items,
  width,
  palette,
}: {
  readonly items: readonly LegendItem[];
  readonly width: number;
  readonly palette: ChartPalette;
}): ReactElement {
  return (
    <g>
      {inLines(items, width).map(({ item, x, y, text }) => (
        <g key={item.id} transform={`translate(${x},${y})`}>
          {item.sign}
          <text
            x={SWATCH + 7}
            y={4}
            fontSize={SIZE}
            fontWeight={item.strong === true ? 600 : 400}
            fill={item.strong === true ? palette.ink : palette.muted}
            className="bw-ink"
          >
            {text === item.text ? null : <title>{item.text}</title>}
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Height of the key in pixels. */
export function legendHeight(items: readonly LegendItem[], width: number): number {
  return items.length === 0 ? 0 : (inLines(items, width).at(-1)?.y ?? 0) + 16;
}

/** The mark of a line in a key. */
export function lineItem(line: LineKey, palette: ChartPalette): LegendItem {
  const { line: color } = palette[line];
  const sign = <Mark line={line} x={SWATCH / 2} y={0} color={color} surface={palette.surface} hollow={false} />;
  return { id: line, text: LINE_LABELS[line], sign, strong: true };
}

/** A field of colour in a key. */
export function fieldSign(fill: string, palette: ChartPalette, letter = "", ink = palette.ink): ReactElement {
  return (
    <g>
      <rect x={2} y={-7} width={SWATCH - 2} height={14} fill={fill} stroke={palette.axis} strokeWidth={0.5} />
      {letter === "" ? null : (
        <text x={SWATCH / 2 + 1} y={4} fontSize={10.5} textAnchor="middle" fill={ink}>
          {letter}
        </text>
      )}
    </g>
  );
}

/** Width of a sign in pixels. */
export const SWATCH = 18;

function inLines(
  items: readonly LegendItem[],
  width: number,
): readonly { readonly item: LegendItem; readonly x: number; readonly y: number; readonly text: string }[] {
  let x = 0;
  let y = 10;
  return items.map((item) => {
    const text = fitted(item.text, SIZE, Math.min(320, width - SWATCH - 8));
    const needed = SWATCH + 7 + textWidth(text, SIZE);
    if (x > 0 && x + needed > width) {
      x = 0;
      y += 22;
    }
    const place = { item, x, y, text };
    x += needed + 20;
    return place;
  });
}

const SIZE = 12.5;
