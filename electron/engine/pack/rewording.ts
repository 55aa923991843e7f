import type { MessageEdit } from "../../../shared/wordings.ts";
import type { Figure } from "./figures.ts";
import type { Bound, Message } from "./messages.ts";

/** All published figures as one short text: what words with a number of nobody's sentence are written against. */
export const EVERYTHING = "*";

/** What the words of a message can follow: the parts of the app's own sentence, and a mark of all published figures. */
export interface Followed {
  readonly bounds: readonly Bound[];
  readonly mark: string;
}

/**
 * Reads a message that somebody wrote: what of it stands in the app's own sentence too is tied to that, in the order of the
 * sentence where it can be; the rest is words. It is written against what it is tied to, against the words that make the
 * sentence true (direction, group) even where it does not repeat them, and with any further number against all figures.
 * @param loose whether it states numbers that it is not tied to
 */
export function readMessage(text: string, { bounds, mark }: Followed, loose: (words: string) => boolean): MessageEdit {
  const taken: Taken[] = [];
  let last = 0;
  for (const { role, text: sought } of bounds) {
    const found = sought.trim() === "" ? null : place(text, sought, last, taken);
    if (found === null) continue;
    taken.push({ ...found, role });
    last = found.to;
  }
  const pieces: MessageEdit["pieces"] = [];
  let at = 0;
  for (const { from, to, role } of taken.toSorted((a, b) => a.from - b.from)) {
    if (from > at) pieces.push(text.slice(at, from));
    pieces.push({ role, said: text.slice(from, to) });
    at = to;
  }
  if (at < text.length) pieces.push(text.slice(at));
  const roles = new Set(taken.map(({ role }) => role));
  const against = Object.fromEntries(
    bounds.filter(({ role }) => roles.has(role) || ALWAYS.has(role)).map((bound) => [bound.role, bound.text]),
  );
  const words = pieces.map((piece) => (typeof piece === "string" ? piece : " ")).join("");
  return { pieces, against: loose(words) ? { ...against, [EVERYTHING]: mark } : against };
}

/** Words that a sentence is only true with, whether or not people repeat them. */
const ALWAYS: ReadonlySet<string> = new Set(["words", "direction", "among", "group"]);

interface Taken {
  readonly from: number;
  readonly to: number;
  readonly role: string;
}

/** Where a text stands as words of their own: first after the last one found, else anywhere that is free. */
function place(text: string, sought: string, last: number, taken: readonly Taken[]): Omit<Taken, "role"> | null {
  const found = [...text.matchAll(patternOf(sought))]
    .map(({ index, 0: said }) => ({ from: index, to: index + said.length }))
    .filter(({ from, to }) => taken.every((other) => to <= other.from || from >= other.to));
  return found.find(({ from }) => from >= last) ?? found[0] ?? null;
}

function patternOf(sought: string): RegExp {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(sought)?.[1];
  const [first = "", ...rest] = share === undefined ? sought : [];
  const either =
    first.toLowerCase() === first.toUpperCase() ? escaped(first) : `[${first.toLowerCase()}${first.toUpperCase()}]`;
  const words =
    share === undefined ? `${either}${escaped(rest.join(""))}` : `${escaped(share)}(?:\\s?%|\\s?per\\s?cent)`;
  return new RegExp(`(?<![\\p{L}\\p{N}.,])${words}(?![\\p{L}\\p{N}%]|[.,]\\p{N})`, "gu");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** What people wrote, as they wrote it. */
export function writtenText({ pieces }: Pick<MessageEdit, "pieces">): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.said)).join("");
}

/** What a text was written against and is no more, in words. */
export function movedSince(against: Readonly<Record<string, string>>, { bounds, mark }: Followed): readonly string[] {
  return Object.entries(against).flatMap(([role, was]) => {
    if (role === EVERYTHING)
      return was === mark ? [] : ["The published figures have changed, and it states numbers of its own."];
    const now = bounds.find((bound) => bound.role === role)?.text ?? null;
    if (now === was) return [];
    return [`Was ${quoted(was)}, ${now === null ? "now not shown" : `now ${quoted(now)}`}.`];
  });
}

function quoted(text: string): string {
  const words = text.replaceAll(/^[\s,]+|[\s,]+$/g, "");
  return words === "" ? "without a limit" : /^[\d.,]+%?$/.test(words) ? words : `“${words}”`;
}

/** The same words with the figures of now, written against those; null where one of them is not shown any more. */
export function renewed(edit: MessageEdit, followed: Followed): MessageEdit | null {
  const pieces: MessageEdit["pieces"] = [];
  for (const piece of edit.pieces) {
    const now = typeof piece === "string" ? undefined : followed.bounds.find(({ role }) => role === piece.role);
    if (typeof piece === "string") pieces.push(piece);
    else if (now === undefined) return null;
    else pieces.push({ role: piece.role, said: saidAs(piece.said, now.text, edit.against[piece.role] ?? "") });
  }
  return { pieces, against: againstNow(edit.against, followed) };
}

/** The figures of now, as what the same words are written against. */
export function againstNow(
  before: Readonly<Record<string, string>>,
  { bounds, mark }: Followed,
): Readonly<Record<string, string>> & MessageEdit["against"] {
  return Object.fromEntries(
    Object.keys(before).flatMap((role) => {
      const now = role === EVERYTHING ? mark : bounds.find((bound) => bound.role === role)?.text;
      return now === undefined ? [] : [[role, now]];
    }),
  );
}

/** What is now, written as people wrote what was: small or capital, "43 per cent". */
function saidAs(said: string, now: string, was: string): string {
  if (said === was) return now;
  const sign = /^[\d.]+(\s?(?:%|per\s?cent))$/.exec(said)?.[1];
  const figure = /^([\d.]+)%$/.exec(now)?.[1];
  if (sign !== undefined && figure !== undefined) return `${figure}${sign}`;
  const small = said.slice(0, 1) === said.slice(0, 1).toLowerCase();
  return `${small ? now.slice(0, 1).toLowerCase() : now.slice(0, 1).toUpperCase()}${now.slice(1)}`;
}

/** A message as documents have it: words, and figures where what people wrote is what the tables say. */
export function asMessage({ pieces }: MessageEdit, { bounds }: Followed): Message {
  const read: (string | Figure)[] = [];
  for (const piece of pieces) {
    const bound = typeof piece === "string" ? undefined : bounds.find(({ role }) => role === piece.role);
    const said = typeof piece === "string" ? piece : piece.said;
    const next = bound?.figure?.text === said ? bound.figure : said;
    const last = read.at(-1);
    if (typeof last === "string" && typeof next === "string") read.splice(-1, 1, last + next);
    else read.push(next);
  }
  return read;
}
