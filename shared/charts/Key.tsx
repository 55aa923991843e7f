import type { ReactElement } from "react";
import { COMMISSIONER_LABELS } from "../vocabulary.ts";
import { textWidth } from "./layout.ts";
import { Mark } from "./Mark.tsx";
import type { ChartPalette } from "./palette.ts";
import type { ChartSeries } from "./series.ts";

/** Props of the chart's key. */
export interface KeyProps {
  readonly series: ChartSeries;
  readonly width: number;
  readonly palette: ChartPalette;
  readonly fontFamily: string;
}

/** The key above the panels, drawn as SVG so that it travels with the chart into every document. */
export function Key({ series, width, palette, fontFamily }: KeyProps): ReactElement {
  const rows = placed(entries(series), width);
  const height = KEY_HEIGHT(width);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontFamily={fontFamily}>
      {rows.map(({ entry, x, y }) => (
        <g key={entry.id} transform={`translate(${x},${y})`}>
          <Swatch id={entry.id} palette={palette} />
          <text
            x={SWATCH + 8}
            y={4}
            fontSize={SIZE}
            fill={entry.strong ? palette.ink : palette.muted}
            fontWeight={entry.strong ? 600 : 400}
          >
            {entry.text}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Height of the key in pixels: narrow charts need more lines. */
export function KEY_HEIGHT(width: number): number {
  return width >= 900 ? 30 : width >= 560 ? 52 : 96;
}

interface Entry {
  readonly id: "la" | "nhs" | "band" | "low" | "hidden" | "matched";
  readonly text: string;
  readonly strong: boolean;
}

function entries(series: ChartSeries): readonly Entry[] {
  const points = series.panels.flatMap((panel) => [...panel.la, ...panel.nhs]);
  const list: Entry[] = [
    { id: "la", text: COMMISSIONER_LABELS.la, strong: true },
    { id: "nhs", text: COMMISSIONER_LABELS.nhs, strong: true },
  ];
  if (series.matched)
    list.push({ id: "matched", text: "Same organisations; beside the share its change in points", strong: false });
  else list.push({ id: "band", text: "95% interval, indicative", strong: false });
  if (points.some((point) => point.lowBase)) list.push({ id: "low", text: "Low base", strong: false });
  if (points.some((point) => point.hidden !== null))
    list.push({ id: "hidden", text: "Not shown, to protect members", strong: false });
  return list;
}

function placed(list: readonly Entry[], width: number): readonly { entry: Entry; x: number; y: number }[] {
  let x = 0;
  let y = 10;
  return list.map((entry) => {
    const needed = SWATCH + 8 + textWidth(entry.text, SIZE) + 26;
    if (x > 0 && x + needed - 26 > width) {
      x = 0;
      y += 22;
    }
    const place = { entry, x, y };
    x += needed;
    return place;
  });
}

function Swatch({ id, palette }: { readonly id: Entry["id"]; readonly palette: ChartPalette }): ReactElement {
  if (id === "la" || id === "nhs") {
    const { line } = palette[id];
    return (
      <g>
        <line
          x1={0}
          x2={SWATCH}
          stroke={line}
          strokeWidth={2.25}
          {...(id === "nhs" ? { strokeDasharray: "5 3" } : {})}
        />
        <Mark commissioner={id} x={SWATCH / 2} y={0} color={line} surface={palette.surface} hollow={false} />
      </g>
    );
  }
  if (id === "band") return <rect x={2} y={-6} width={SWATCH - 4} height={12} fill={palette.muted} opacity={0.22} />;
  if (id === "low")
    return <Mark commissioner="la" x={SWATCH / 2} y={0} color={palette.muted} surface={palette.surface} hollow />;
  if (id === "hidden") {
    return (
      <text x={SWATCH} y={4} fontSize={SIZE} textAnchor="end" fill={palette.ink}>
        [c]
      </text>
    );
  }
  return <line x1={2} x2={SWATCH - 2} y1={4} y2={-4} stroke={palette.muted} strokeWidth={2} />;
}

const SIZE = 12.5;
const SWATCH = 30;
