import type { ReactElement } from "react";
import { COMMISSIONER_LABELS } from "../vocabulary.ts";
import { fitted, textWidth } from "./layout.ts";
import { Diamond, Mark } from "./Mark.tsx";
import { breaksOf, numberedNotes } from "./notes.ts";
import { BreakSign } from "./NoteMarks.tsx";
import { answerColour, answerLetter, type ChartPalette } from "./palette.ts";
import { type ChartSeries, isShown, isWeighted, pointsOf } from "./series.ts";
import { shareWords } from "./words.ts";

/** Props of the chart's key. */
export interface KeyProps {
  readonly series: ChartSeries;
  readonly width: number;
  readonly palette: ChartPalette;
  readonly fontFamily: string;
  /** Groups left to the table. */
  readonly more?: number;
}

/** The key above the panels, drawn as SVG so that it travels with the chart into every document. */
export function Key({ series, width, palette, fontFamily, more = 0 }: KeyProps): ReactElement {
  const rows = placed(entries(series, more), width);
  const height = keyHeight(series, width, more);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontFamily={fontFamily}>
      {rows.map(({ entry, x, y }) => (
        <g key={entry.id} transform={`translate(${x},${y})`}>
          <Swatch entry={entry} palette={palette} />
          {entry.full === undefined ? null : <title>{entry.full}</title>}
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

/** Height of the key in pixels: as many lines as its entries need in a width. */
export function keyHeight(series: ChartSeries, width: number, more = 0): number {
  return (placed(entries(series, more), width).at(-1)?.y ?? 0) + 24;
}

interface Entry {
  readonly id: string;
  readonly kind:
    | "la"
    | "nhs"
    | "own"
    | "band"
    | "low"
    | "hidden"
    | "matched"
    | "answer"
    | "whisker"
    | "weighted"
    | "break"
    | "note"
    | "more";
  /** Notes: the place among them, and the letter that stands above the plots. */
  readonly number?: number;
  readonly letter?: string;
  /** Answers: the option's code and its place in the scale. */
  readonly answer?: { readonly code: string; readonly place: number };
  /** The whole text where it was cut. */
  readonly full?: string;
  readonly text: string;
  readonly strong: boolean;
}

function entries(series: ChartSeries, more: number): readonly Entry[] {
  const { about, matched, hasShare, plain } = series;
  const points = series.panels.flatMap((panel) => pointsOf(panel, series));
  const entry = (kind: Entry["kind"], text: string, strong = false): Entry => ({ id: kind, kind, text, strong });
  const list: Entry[] = [];
  if (typeof about === "string")
    list.push(entry("la", COMMISSIONER_LABELS.la, true), entry("nhs", COMMISSIONER_LABELS.nhs, true));
  else if (hasShare) list.push(cut(entry("own", `Share: ${shareWords(about)}`, true), WIDEST_SHARE));
  if (matched && hasShare) list.push(entry("matched", "Same organisations; beside the share its change in points"));
  else if (matched) list.push(entry("matched", "Same organisations, the earlier month on the left"));
  else if (hasShare && plain !== true)
    list.push(entry(series.months.length === 1 ? "whisker" : "band", "95% interval, indicative"));
  if (hasShare && points.some((point) => point.lowBase)) list.push(entry("low", "Low base"));
  if (points.some((point) => point.hidden !== null)) list.push(entry("hidden", "Not shown, to protect members"));
  if (isWeighted(series)) list.push(entry("weighted", "Weighted to the make-up of the list"));
  if (series.lines.some((line) => breaksOf(series, line).length > 0)) list.push(entry("break", "Wording changed"));
  if (more > 0) list.push(entry("more", `The groups with the largest base; ${more} more in the table`));
  const notes = numberedNotes(series).map(({ number, letter, text }): Entry => ({
    ...entry("note", text),
    id: `note ${number}`,
    number,
    letter,
  }));
  if (typeof about === "string" || plain === true || !points.some(isShown)) return [...list, ...notes];
  if (drawnAsDots(series)) return list;
  const options = about.options.map(({ code, label }, place) =>
    cut({ id: `answer ${code}`, kind: "answer", text: label, strong: false, answer: { code, place } }, WIDEST_ANSWER),
  );
  return [...list, ...options, ...notes];
}

function cut(entry: Entry, width: number): Entry {
  const text = fitted(entry.text, SIZE, width);
  return text === entry.text ? entry : { ...entry, text, full: entry.text };
}

function placed(list: readonly Entry[], width: number): readonly { entry: Entry; x: number; y: number }[] {
  let x = 0;
  let y = 10;
  return list.map((entry) => {
    const bold = entry.kind === "own" ? BOLD : 1;
    const needed = SWATCH + 8 + textWidth(entry.text, SIZE) * bold + 26;
    const first = entry.answer?.place === 0 || entry.number === 1;
    if (x > 0 && (first || x + needed - 26 > width)) {
      x = 0;
      y += 22;
    }
    const place = { entry, x, y };
    x += needed;
    return place;
  });
}

/** Whether a chart is of one month, whose shares stand as dots in rows rather than in panels of lines. */
export function drawnAsDots({ months, hasShare }: Pick<ChartSeries, "months" | "hasShare">): boolean {
  return months.length === 1 && hasShare;
}

function Swatch({ entry, palette }: { readonly entry: Entry; readonly palette: ChartPalette }): ReactElement {
  const { kind: id, answer } = entry;
  if (answer !== undefined) {
    const { fill, text } = answerColour(palette, answer.code, answer.place);
    return (
      <g>
        <rect x={7} y={-8} width={SWATCH - 7} height={16} fill={fill} />
        <text x={(SWATCH + 7) / 2} y={4} fontSize={10.5} textAnchor="middle" fill={text}>
          {answerLetter(answer.place)}
        </text>
      </g>
    );
  }
  if (id === "la" || id === "nhs" || id === "own") {
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
        <Mark line={id} x={SWATCH / 2} y={0} color={line} surface={palette.surface} hollow={false} />
      </g>
    );
  }
  if (id === "band") return <rect x={2} y={-6} width={SWATCH - 4} height={12} fill={palette.muted} opacity={0.22} />;
  if (id === "whisker")
    return <path d={`M4 0H${SWATCH - 4}M4 -3V3M${SWATCH - 4} -3V3`} stroke={palette.muted} strokeWidth={1.5} />;
  if (id === "weighted") return <Diamond x={SWATCH / 2} y={0} color={palette.muted} surface={palette.surface} />;
  if (id === "break") return <BreakSign x={SWATCH / 2} y={0} color={palette.muted} />;
  if (id === "note")
    return (
      <g>
        <path d={`M${SWATCH - 6} -9V7`} stroke={palette.muted} strokeDasharray="1 3" />
        <text x={SWATCH - 11} y={4} fontSize={11} fontWeight={600} textAnchor="end" fill={palette.muted}>
          {entry.letter}
        </text>
      </g>
    );
  if (id === "more")
    return (
      <text x={SWATCH} y={4} fontSize={SIZE} textAnchor="end" fill={palette.muted}>
        …
      </text>
    );
  if (id === "low")
    return <Mark line="la" x={SWATCH / 2} y={0} color={palette.muted} surface={palette.surface} hollow />;
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
/** How much wider a long bold text runs than the estimate. */
const BOLD = 1.2;
/** A longer text is cut, and stands whole in its title and in the table. */
const WIDEST_ANSWER = 250;
const WIDEST_SHARE = 420;
