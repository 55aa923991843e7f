/**
 * What a text of a pack is, which decides what numbers may stand in it: running words; words in or in the place of a
 * chart; a value of a sheet or of a chart's memory; a technical name; the program that made a file; an address of cells.
 */
export type TextKind = "words" | "chart" | "value" | "name" | "maker" | "address";

/** One paragraph, label, cell or property of a file. */
export interface PackText {
  readonly kind: TextKind;
  readonly text: string;
}

/** Everything one part of a pack says. */
export interface Reading {
  readonly texts: readonly PackText[];
  /** Pieces of text as they follow each other: words may be broken over them. */
  readonly runs: readonly string[];
  /** What is wrong with it beside its words. */
  readonly faults?: readonly string[];
}

/** Texts of one kind. */
export function textsOf(kind: TextKind, texts: readonly string[]): readonly PackText[] {
  return texts.filter((text) => text.trim() !== "").map((text) => ({ kind, text }));
}

/** Labels of a chart without those of an axis. */
export function withoutTicks(labels: readonly string[]): readonly string[] {
  const ticks = ticksIn(labels);
  return labels.filter((_, place) => !ticks.has(place));
}

/** The labels of axes: percentages that follow each other from 0% in equal steps, multiples of 5. */
export function ticksIn(labels: readonly string[]): ReadonlySet<number> {
  const ticks = new Set<number>();
  for (let at = 0; at < labels.length; at += 1) {
    const length = ticksFrom(labels, at);
    for (let place = 0; place < length; place += 1) ticks.add(at + place);
    at += Math.max(0, length - 1);
  }
  return ticks;
}

function ticksFrom(labels: readonly string[], from: number): number {
  const value = (at: number): number => {
    const digits = /^(\d{1,3})%$/.exec(labels[at]?.trim() ?? "")?.[1];
    return digits === undefined ? Number.NaN : Number(digits);
  };
  const step = value(from + 1);
  if (value(from) !== 0 || !(step > 0) || step % 5 !== 0) return 0;
  let length = 2;
  while (value(from + length) === step * length && step * length <= 100) length += 1;
  return length;
}
