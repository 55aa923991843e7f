/** Light or dark surroundings; exports are always light. */
export type ChartScheme = "light" | "dark";

/** The colours of a chart. `line` is for strokes and marks, `text` for words in the same series (contrast >= 4.5:1). */
export interface ChartPalette {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  readonly surface: string;
  readonly la: { readonly line: string; readonly text: string };
  readonly nhs: { readonly line: string; readonly text: string };
}

/** Colours by scheme: dark blue for local authority, orange for NHS (PACK.md, Look). */
export const CHART_PALETTES: Readonly<Record<ChartScheme, ChartPalette>> = {
  light: {
    ink: "#14202e",
    muted: "#51606f",
    grid: "#e3e8ee",
    axis: "#93a1b0",
    surface: "#ffffff",
    la: { line: "#12436D", text: "#12436D" },
    nhs: { line: "#F46A25", text: "#a33d08" },
  },
  dark: {
    ink: "#eef2f6",
    muted: "#a9b6c4",
    grid: "#2b3a49",
    axis: "#62748a",
    surface: "#17212c",
    la: { line: "#7fb8ea", text: "#9bcaf3" },
    nhs: { line: "#ff9a5f", text: "#ffb083" },
  },
};
