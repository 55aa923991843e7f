import type { LIKELIHOOD, YES_NO } from "../vocabulary.ts";

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
  /** The share of a user's own question: neutral, beside the colours of its answers. */
  readonly own: { readonly line: string; readonly text: string };
  /** Response rates of groups; everybody’s has the colour of local authority. */
  readonly rate: string;
  /** Stacked answers in order, neighbours apart in lightness too; `text` stands on `fill` (contrast >= 4.5:1). */
  readonly answers: readonly AnswerColour[];
  /** “Don’t know”, toned down. */
  readonly unsure: AnswerColour;
  /** Answers of the hand-back questions: the ends of the scale emphasised, its middle toned down. */
  readonly scale: Readonly<Record<ScaleOption, AnswerColour>>;
}

/** The options of the hand-back questions that stand in the base. */
type ScaleOption = (typeof LIKELIHOOD)[number] | (typeof YES_NO)[number];

/** The colours of one answer's bar and of the letter on it. */
export interface AnswerColour {
  readonly fill: string;
  readonly text: string;
}

/** The colour of an answer by its place in the scale. */
export function answerColour(palette: ChartPalette, code: string, place: number): AnswerColour {
  if (code === "dont_know") return palette.unsure;
  return palette.answers[place % palette.answers.length] ?? palette.unsure;
}

/** The colour of an answer to a hand-back question; other options by their place in the scale. */
export function scaleColour(palette: ChartPalette, code: string, place: number): AnswerColour {
  return palette.scale[code as ScaleOption] ?? answerColour(palette, code, place);
}

/** The letter of an answer by its place in the scale, in its bar and in the key: A to Z, then AA. */
export function answerLetter(place: number): string {
  const letter = String.fromCodePoint(65 + (place % 26));
  return place < 26 ? letter : `${answerLetter(Math.floor(place / 26) - 1)}${letter}`;
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
    own: { line: "#3d4a58", text: "#14202e" },
    rate: "#28A197",
    answers: [
      { fill: "#12436D", text: "#ffffff" },
      { fill: "#28A197", text: "#0b0c0c" },
      { fill: "#801650", text: "#ffffff" },
      { fill: "#F46A25", text: "#0b0c0c" },
      { fill: "#3D3D3D", text: "#ffffff" },
      { fill: "#A285D1", text: "#0b0c0c" },
      { fill: "#7A5C00", text: "#ffffff" },
      { fill: "#86A9C4", text: "#0b0c0c" },
    ],
    unsure: { fill: "#8A949E", text: "#0b0c0c" },
    scale: {
      very_likely: { fill: "#801650", text: "#ffffff" },
      likely: { fill: "#D59CBB", text: "#0b0c0c" },
      neither: { fill: "#CBD2DA", text: "#0b0c0c" },
      unlikely: { fill: "#9AD1CA", text: "#0b0c0c" },
      very_unlikely: { fill: "#176B64", text: "#ffffff" },
      yes: { fill: "#801650", text: "#ffffff" },
      no: { fill: "#9AD1CA", text: "#0b0c0c" },
      dont_know: { fill: "#E7EBEF", text: "#0b0c0c" },
    },
  },
  dark: {
    ink: "#eef2f6",
    muted: "#a9b6c4",
    grid: "#2b3a49",
    axis: "#62748a",
    surface: "#17212c",
    la: { line: "#7fb8ea", text: "#9bcaf3" },
    nhs: { line: "#ff9a5f", text: "#ffb083" },
    own: { line: "#cfd8e2", text: "#eef2f6" },
    rate: "#2a9d93",
    answers: [
      { fill: "#7fb8ea", text: "#0b0c0c" },
      { fill: "#2a9d93", text: "#0b0c0c" },
      { fill: "#e79ac3", text: "#0b0c0c" },
      { fill: "#e0702f", text: "#0b0c0c" },
      { fill: "#d9dfe6", text: "#0b0c0c" },
      { fill: "#9a7ad0", text: "#0b0c0c" },
      { fill: "#e3c96a", text: "#0b0c0c" },
      { fill: "#5b8fb8", text: "#0b0c0c" },
    ],
    unsure: { fill: "#8796a5", text: "#0b0c0c" },
    scale: {
      very_likely: { fill: "#F0A5CC", text: "#0b0c0c" },
      likely: { fill: "#93507A", text: "#ffffff" },
      neither: { fill: "#566472", text: "#ffffff" },
      unlikely: { fill: "#2B6F68", text: "#ffffff" },
      very_unlikely: { fill: "#74D6CA", text: "#0b0c0c" },
      yes: { fill: "#F0A5CC", text: "#0b0c0c" },
      no: { fill: "#2B6F68", text: "#ffffff" },
      dont_know: { fill: "#36434F", text: "#ffffff" },
    },
  },
};
