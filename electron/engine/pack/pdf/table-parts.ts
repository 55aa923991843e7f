import { COMMISSIONER_LABELS } from "../../../../shared/vocabulary.ts";
import type { TableLook } from "../document.ts";
import { figureLabel, textOf } from "../figures.ts";
import { measuredWidth } from "../font-metrics.ts";
import type { PageTable } from "../page-tables.ts";
import { wrappable } from "./letters.ts";

/** A table as the template sets it: at one size, with the width of every column. Lengths are in points. */
export interface TablePart {
  readonly caption: string;
  readonly look: TableLook;
  readonly size: number;
  /** Room at the right of each cell but the last. */
  readonly gap: number;
  readonly widths: readonly number[];
  readonly spans: PageTable["spans"];
  readonly head: readonly string[];
  readonly rows: readonly { readonly label: string; readonly total: boolean; readonly cells: readonly string[] }[];
  readonly notes: readonly string[];
}

/** The width of text on a page: A4 less two margins of 18 mm. */
export const TEXT_WIDTH = 493.2;

/**
 * A table for the width of a page: as large as its look allows, else smaller, and where even the smallest size is too
 * wide, in several tables one under the other, each with the labels of the rows and some of the columns.
 */
export function tableParts(table: PageTable, look: TableLook): readonly TablePart[] {
  const words = wordsOf(table);
  for (const wrap of WRAPS) {
    for (const size of SIZES[look].filter((one) => wrap.heads || one >= LEAST_OPEN)) {
      const widths = widthsOf(words, look, size, wrap);
      if (widths !== null) {
        return [{ ...words, look, size, gap: GAPS[look], widths }];
      }
    }
  }
  return inParts(words, look);
}

const SIZES: Readonly<Record<TableLook, readonly number[]>> = {
  plain: [10.5, 10, 9.5, 9, 8.5, 8],
  pair: [10, 9.5, 9, 8.5, 8],
  dense: [9.5, 9, 8.5, 8],
  words: [10.5],
};
const GAPS: Readonly<Record<TableLook, number>> = { plain: 9, pair: 9, dense: 7, words: 16 };

/** Of the columns of words: which table, its groups, and why. */
const WORD_SHARES = [0.38, 0.34, 0.28] as const;

/** Where the second commissioner's columns begin, and how far they keep from the first's. */
const NHS_COLUMN = 4;
const NHS_GAP = 10;

/** What may wrap: nothing but heads to three lines; then, from large again, labels too; then heads at every word. */
interface Wrap {
  readonly labels: boolean;
  readonly heads: boolean;
}
const EVERYWHERE: Wrap = { labels: true, heads: true };
const WRAPS: readonly Wrap[] = [{ labels: false, heads: false }, { labels: true, heads: false }, EVERYWHERE];

/** Text is made smaller down to this size before more of it wraps. */
const LEAST_OPEN = 9;

/** A label that wraps is not made narrower than this, in sizes of the text. */
const LEAST_LABEL = 10;

type Words = Pick<TablePart, "caption" | "spans" | "head" | "rows" | "notes">;

function wordsOf({ caption, spans, head, rows, notes }: PageTable): Words {
  return {
    caption: wrappable(caption),
    spans:
      spans?.map(({ text, columns }) => ({
        text: text === COMMISSIONER_LABELS.la ? "Local authority contracts" : "NHS contracts",
        columns,
      })) ?? null,
    head: head.map(wrappable),
    rows: rows.map(({ label, total, cells }) => ({
      label: wrappable(label),
      total,
      cells: cells.map((pieces) => wrappable(textOf(pieces))),
    })),
    notes: notes.map(wrappable),
  };
}

/** The widths of all columns; null where they do not fit at this size. */
function widthsOf({ head, rows }: Words, look: TableLook, size: number, wrap: Wrap): readonly number[] | null {
  if (look === "words") return WORD_SHARES.map((share) => share * TEXT_WIDTH);
  const gap = GAPS[look];
  const columns = head
    .slice(1)
    .map(
      (words, index) =>
        columnWidth(words, rows, index, size, wrap.heads) + (look === "pair" && index === NHS_COLUMN ? NHS_GAP : 0),
    );
  const taken = columns.reduce((sum, width) => sum + width, 0) + gap * (columns.length - 1);
  const labels = rows.map(({ label, total }) => measuredWidth(label, size) * (total ? BOLD : 1));
  const wanted = Math.max(measuredWidth(head[0] ?? "", size) * BOLD, ...labels) + 2;
  const longest = Math.max(...rows.flatMap(({ label }) => wordWidths(label, size))) + gap;
  const least = wrap.labels ? Math.min(wanted, Math.max(longest, LEAST_LABEL * size)) : wanted + gap;
  const room = TEXT_WIDTH - taken;
  if (room < least) return null;
  const label = Math.min(room, wanted + gap);
  const extra = (TEXT_WIDTH - taken - label) / Math.max(1, columns.length + 1);
  return [
    label + extra,
    ...columns.map((width, index) => width + extra + (index === columns.length - 1 ? 0 : gap)),
  ].map((width) => Math.round(width * 100) / 100);
}

/**
 * A column is as wide as its longest cell, which never wraps, and the longest word of its head; a head of many words gets
 * room for three lines where there is any.
 */
function columnWidth(head: string, rows: Words["rows"], index: number, size: number, narrow: boolean): number {
  const cells = rows.map(({ cells: of, total }) => measuredWidth(of[index] ?? "", size) * (total ? BOLD : 1));
  const lines = narrow ? 0 : (measuredWidth(head, size) * BOLD) / 2.7;
  return Math.max(lines, ...cells, ...wordWidths(head, size)) + 1;
}

/** The widths of what stands between the places where a text may wrap. */
function wordWidths(text: string, size: number): readonly number[] {
  return text.split(/[ \u200b]/).map((word) => measuredWidth(word, size) * BOLD);
}

/** Bold is a little wider than the metrics of regular text tell. */
const BOLD = 1.09;

const BASE = figureLabel("base", "intent");

/** Takes as many columns at a time as fit; the base, where it is the first of them, stands in every part. */
function inParts(words: Words, look: TableLook): readonly TablePart[] {
  const size = SIZES[look].at(-1) ?? 8;
  const parts: TablePart[] = [];
  const always = words.head[1] === BASE ? [0] : [];
  let columns: readonly number[] = always;
  const close = (): void => {
    const some = withColumns(words, columns);
    const widths = widthsOf(some, look, size, EVERYWHERE) ?? some.head.map(() => TEXT_WIDTH / some.head.length);
    const caption = parts.length === 0 ? words.caption : `${words.caption} (continued)`;
    parts.push({ ...some, caption, look, size, gap: GAPS[look], widths, notes: [] });
    columns = always;
  };
  for (let index = always.length; index < words.head.length - 1; index += 1) {
    const more = [...columns, index];
    if (columns.length > always.length && widthsOf(withColumns(words, more), look, size, EVERYWHERE) === null) close();
    columns = [...columns, index];
  }
  close();
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, notes: words.notes } : part));
}

function withColumns({ caption, head, rows, notes }: Words, columns: readonly number[]): Words {
  const of = (list: readonly string[]): readonly string[] => columns.map((index) => list[index] ?? "");
  return {
    caption,
    spans: null,
    head: [head[0] ?? "", ...of(head.slice(1))],
    rows: rows.map((row) => ({ ...row, cells: of(row.cells) })),
    notes,
  };
}
