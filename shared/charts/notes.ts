import { dayLabel } from "../day.ts";
import { distinctMonths, type Month, monthLabel, monthNumber, MONTH_NAMES, parseMonth } from "../month.ts";
import type { TimelineNote } from "../timeline.ts";
import { LINE_LABELS } from "./labels.ts";
import { textWidth } from "./layout.ts";
import type { ChartSeries, LineKey } from "./series.ts";

/** Where a day stands on the axis of months, on which a month's own number is its middle. */
export function dayNumber(day: string): number | null {
  const month = parseMonth(day.slice(0, 7));
  if (month === null) return null;
  const days = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
  return monthNumber(month) - 0.5 + (Number(day.slice(8, 10)) - 1) / days;
}

/** A note's place among those of the chart from 1, its letter there ("a": numbers are figures), its place on the axis and its words ("30 Oct 2024: Autumn Budget …"). */
export interface NumberedNote {
  readonly number: number;
  readonly letter: string;
  readonly at: number;
  readonly text: string;
}

/** The notes that fall within the months of a chart, numbered as the key lists them. */
export function numberedNotes({ notes = [], months }: Pick<ChartSeries, "notes" | "months">): readonly NumberedNote[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined || months.length < 2) return [];
  const inside = notes.flatMap((note) => {
    const at = dayNumber(note.day);
    return at === null || at < monthNumber(first) - 0.5 || at > monthNumber(last) + 0.5 ? [] : [{ at, note }];
  });
  return inside.map(({ at, note }, index) => ({
    number: index + 1,
    letter: letterOf(index + 1),
    at,
    text: noteText(note),
  }));
}

/** Marks above a plot: notes whose letters would touch share one, "b, c" or "b–d". */
export interface NoteMark {
  readonly x: number;
  readonly text: string;
}

/** Where the letters of notes stand above a plot, given the pixel of each and the edges they must keep within. */
export function noteMarks(
  notes: readonly { readonly number: number; readonly x: number }[],
  left: number,
  right: number,
): readonly NoteMark[] {
  let marks = notes.map(({ number, x }) => ({ first: number, last: number, from: x, to: x }));
  for (let index = 0; index < marks.length - 1;) {
    const [one, two] = [marks[index], marks[index + 1]];
    if (one === undefined || two === undefined) break;
    const [a, b] = [markOf(one, left, right), markOf(two, left, right)];
    const apart = b.x - a.x - (textWidth(a.text, NOTE_SIZE) + textWidth(b.text, NOTE_SIZE)) / 2;
    if (apart >= 5) index += 1;
    else {
      const joined = { first: one.first, last: two.last, from: one.from, to: two.to };
      marks = [...marks.slice(0, index), joined, ...marks.slice(index + 2)];
      index = Math.max(0, index - 1);
    }
  }
  return marks.map((mark) => markOf(mark, left, right));
}

/** Size of the letters above a plot, and the room they take, in pixels. */
export const NOTE_SIZE = 10;
export const NOTES_ROOM = 11;

/** Where the wording of a line's question changed: the first months of new wordings, earliest first. */
export function breaksOf(
  { breaks = [], months }: Pick<ChartSeries, "breaks" | "months">,
  line: LineKey,
): readonly Month[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const found = breaks.filter(({ commissioner }) => (commissioner ?? "own") === line).map(({ month }) => month);
  return distinctMonths(found).filter((month) => month > first && month <= last);
}

/** What stands beside the figures, in words: each note, and each change of wording. */
export function contextWords(series: ChartSeries): readonly string[] {
  const notes = numberedNotes(series).map(({ letter, text }) => `Note ${letter}: ${text}.`);
  return [...notes, ...changeWords(series)];
}

/** Where the wording of a question changed, in words. */
export function changeWords(series: Pick<ChartSeries, "breaks" | "months" | "lines">): readonly string[] {
  return series.lines.flatMap((line) =>
    breaksOf(series, line).map((month) => {
      const whose = line === "own" ? "" : ` about ${line === "la" ? "local authority" : LINE_LABELS[line]} contracts`;
      return `The wording of the question${whose} changed in ${monthLabel(month)}.`;
    }),
  );
}

/** a, b, c and so on. */
function letterOf(number: number): string {
  return String.fromCodePoint(96 + number);
}

/** The words of a note with its day, as charts write them. */
export function noteText({ day, text }: TimelineNote): string {
  const [date = "", month = "", year = ""] = dayLabel(day).split(" ");
  return `${date} ${MONTH_NAMES.find((name) => name === month)?.slice(0, 3) ?? month} ${year}: ${text}`;
}

function markOf(
  {
    first,
    last,
    from,
    to,
  }: { readonly first: number; readonly last: number; readonly from: number; readonly to: number },
  left: number,
  right: number,
): NoteMark {
  const [one, other] = [letterOf(first), letterOf(last)];
  const text = first === last ? one : last === first + 1 ? `${one}, ${other}` : `${one}–${other}`;
  const half = textWidth(text, NOTE_SIZE) / 2;
  return { x: Math.min(right - half, Math.max(left + half, (from + to) / 2)), text };
}
