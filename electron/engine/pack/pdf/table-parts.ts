import { COMMISSIONER_LABELS } from "../../../../shared/vocabulary.ts";
import type { TableLook } from "../document.ts";
import { measuredWidth } from "../font-metrics.ts";
import type { PageTable } from "../page-tables.ts";
import { settable } from "./letters.ts";

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
  for (const wrapping of [false, true]) {
    for (const size of SIZES[look]) {
      const widths = widthsOf(words, look, size, wrapping);
      if (widths !== null && (wrapping || size >= LEAST_UNWRAPPED)) {
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

/** Down to this size all row labels are kept on one line; then the text is large again, and labels wrap. */
const LEAST_UNWRAPPED = 9;

/** A label that wraps is not made narrower than this, in sizes of the text. */
const LEAST_LABEL = 10;

type Words = Pick<TablePart, "caption" | "spans" | "head" | "rows" | "notes">;

function wordsOf({ caption, spans, head, rows, notes }: PageTable): Words {
  return {
    caption: settable(caption),
    spans:
      spans?.map(({ text, columns }) => ({
        text: text === COMMISSIONER_LABELS.la ? "Local authority contracts" : "NHS contracts",
        columns,
      })) ?? null,
    head: head.map(settable),
    rows: rows.map(({ label, total, cells }) => ({
      label: settable(label),
      total,
      cells: cells.map((pieces) =>
        settable(pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("")),
      ),
    })),
    notes: notes.map(settable),
  };
}

/** The widths of all columns; null where they do not fit at this size. */
function widthsOf({ head, rows }: Words, look: TableLook, size: number, wrapping = true): readonly number[] | null {
  if (look === "words") return WORD_SHARES.map((share) => share * TEXT_WIDTH);
  const gap = GAPS[look];
  const columns = head
    .slice(1)
    .map(
      (words, index) =>
        columnWidth(words, rows, index, size, wrapping) + (look === "pair" && index === NHS_COLUMN ? NHS_GAP : 0),
    );
  const taken = columns.reduce((sum, width) => sum + width, 0) + gap * columns.length;
  const labels = rows.map(({ label, total }) => measuredWidth(label, size) * (total ? BOLD : 1));
  const wanted = Math.max(measuredWidth(head[0] ?? "", size) * BOLD, ...labels) + 2;
  const least = wrapping ? Math.min(wanted, LEAST_LABEL * size) : wanted + gap;
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
  const words = head.split(" ").map((word) => measuredWidth(word, size) * BOLD);
  const lines = narrow ? 0 : (measuredWidth(head, size) * BOLD) / 2.7;
  return Math.max(lines, ...cells, ...words) + 1;
}

/** Bold is a little wider than the metrics of regular text tell. */
const BOLD = 1.09;

/** Takes as many columns at a time as fit; the first of them, the base, stands in every part. */
function inParts(words: Words, look: TableLook): readonly TablePart[] {
  const size = SIZES[look].at(-1) ?? 8;
  const parts: TablePart[] = [];
  let columns: readonly number[] = [];
  const close = (): void => {
    const some = withColumns(words, columns);
    const widths = widthsOf(some, look, size) ?? some.head.map(() => TEXT_WIDTH / some.head.length);
    const caption = parts.length === 0 ? words.caption : `${words.caption} (continued)`;
    parts.push({ ...some, caption, look, size, gap: GAPS[look], widths, notes: [] });
    columns = [];
  };
  for (let index = 1; index < words.head.length - 1; index += 1) {
    const more = [...columns, index];
    if (columns.length > 0 && widthsOf(withColumns(words, more), look, size) === null) close();
    columns = [...columns, index];
  }
  close();
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, notes: words.notes } : part));
}

function withColumns({ caption, head, rows, notes }: Words, columns: readonly number[]): Words {
  const of = (list: readonly string[]): readonly string[] => [0, ...columns].map((index) => list[index] ?? "");
  return {
    caption,
    spans: null,
    head: [head[0] ?? "", ...of(head.slice(1))],
    rows: rows.map((row) => ({ ...row, cells: of(row.cells) })),
    notes,
  };
}
