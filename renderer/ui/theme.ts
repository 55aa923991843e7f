import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** Shades around the dark blue of the charts (#12436D), each step checked for contrast. */
const navy: MantineColorsTuple = [
  "#eef4fa",
  "#dbe7f2",
  "#b7cfe4",
  "#8db4d5",
  "#6a9cc6",
  "#4a82b2",
  "#2b6494",
  "#12436D",
  "#0e365a",
  "#0a2945",
];
const slate: MantineColorsTuple = [
  "#e8edf3",
  "#c9d3de",
  "#a9b6c4",
  "#8796a7",
  "#3a4a5b",
  "#2b3a49",
  "#1b2733",
  "#121b24",
  "#0d141b",
  "#080d12",
];

/** Bellwether's look for Mantine: system fonts, calm corners, its own blue. */
export const theme = createTheme({
  primaryColor: "navy",
  primaryShade: { light: 7, dark: 6 },
  colors: { navy, dark: slate },
  autoContrast: true,
  luminanceThreshold: 0.24,
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.625rem", lineHeight: "1.25" },
      h2: { fontSize: "1.1875rem", lineHeight: "1.3" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});

/** Colours that Mantine's own variables leave too pale to read. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-text": "#14202e",
    "--mantine-color-dimmed": "#51606f",
    "--mantine-color-placeholder": "#657485",
    "--mantine-color-body": "#f6f8fa",
    "--mantine-color-error": "#b3261e",
    "--bw-surface": "#ffffff",
    "--bw-line": "#dde4eb",
    "--bw-nav": "#ffffff",
    "--bw-accent": "#12436D",
    "--bw-accent-soft": "#e9f1f8",
    "--bw-warn": "#8a4b00",
    "--bw-warn-soft": "#fdf3e4",
    "--bw-good": "#1b6b50",
    "--bw-nhs": "#a33d08",
  },
  dark: {
    "--mantine-color-text": "#eef2f6",
    "--mantine-color-dimmed": "#a9b6c4",
    "--mantine-color-placeholder": "#8796a7",
    "--mantine-color-body": "#10181f",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-anchor": "#9bcaf3",
    "--bw-surface": "#17212c",
    "--bw-line": "#2b3a49",
    "--bw-nav": "#141d26",
    "--bw-accent": "#9bcaf3",
    "--bw-accent-soft": "#1d3145",
    "--bw-warn": "#f6c177",
    "--bw-warn-soft": "#33270f",
    "--bw-good": "#84d6b4",
    "--bw-nhs": "#ffb083",
  },
});
