import type { PackFile } from "../definition.ts";
import { unescaped } from "./escapes.ts";
import { openFiles, type Part, textOf } from "./open.ts";
import { readPart } from "./read-part.ts";
import type { Reading } from "./texts.ts";

/** A forbidden text found in a file of a pack, or in a part of one ("data-tables.xlsx > xl/sharedStrings.xml"). */
export interface FoundNeedle {
  readonly file: string;
  readonly needle: string;
}

/** Opens and reads files, and searches them for forbidden texts. */
export async function findNeedles(
  files: readonly PackFile[],
  needles: readonly string[],
): Promise<readonly FoundNeedle[]> {
  const parts = openFiles(files).parts.map(async (part) => ({ part, reading: await readPart(part) }));
  return findNeedlesIn(await Promise.all(parts), needles);
}

/**
 * Searches every byte of every part for forbidden texts: as UTF-8, UTF-16 of both byte orders, and escaped for XML and
 * JSON, in any case, as whole words; and what the part says, unescaped, without regard to accents and kinds of space, also
 * over the pieces a text is broken into. Needles under 4 characters and numbers under 6 digits are passed over: they
 * cannot be told from figures. So are names of files that the pack's own files bear.
 */
export function findNeedlesIn(
  read: readonly { readonly part: Part; readonly reading: Reading }[],
  needles: readonly string[],
): readonly FoundNeedle[] {
  const names = read.map(({ part }) => part.name.toLowerCase());
  const sought = [...new Set(needles.map((text) => text.trim()))].filter(
    (needle) =>
      needle.length >= 4 &&
      !/^\d{1,5}$/.test(needle) &&
      !(FILE_NAME.test(needle) && names.some((name) => name.includes(needle.toLowerCase()))),
  );
  if (sought.length === 0) return [];
  const bytes = indexOf(sought, patternsOf);
  const words = indexOf(sought, (needle) => [{ bytes: Buffer.from(folded(needle)), step: 1 }]);
  return read.flatMap(({ part, reading }) => {
    const found = new Set(part.kind === "pdf" ? [] : search(part.bytes, bytes));
    for (const text of new Set(wordsOf(part, reading).map(folded))) {
      for (const needle of search(Buffer.from(text), words)) found.add(needle);
    }
    return [...found].map((needle) => ({ file: part.name, needle }));
  });
}

const FILE_NAME = /\.(csv|tsv|txt|xlsx?|xlsm|ods|json|evidence)$/i;

/** A part's words in every way they may be meant: its name, its source unescaped, its paragraphs, and its pieces run together. */
function wordsOf(part: Part, { texts, runs }: Reading): readonly string[] {
  const source = part.kind === "pdf" || part.kind === "binary" ? null : textOf(part.bytes);
  const said = texts.map(({ text }) => text).join("\n");
  return [
    part.name,
    ...(source === null ? [] : [unescaped(source)]),
    said,
    ...(/[&\\%]/.test(said) ? [unescaped(said)] : []),
    runs.join(""),
    runs.join(" "),
  ];
}

/** Text as it is searched for: without case, accents, joins of letters, invisible characters, and kinds of space, dash and quotation mark. */
function folded(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase().replaceAll(/\s+/g, " ");
  return text
    .normalize("NFKD")
    .replaceAll(/[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/gu, "")
    .toLowerCase()
    .replaceAll(/[øłđæœßð]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replaceAll(/[\u201c\u201d\u2033]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll(/\s+/g, " ");
}

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ß: "ss", ð: "d" };

/** Forbidden byte strings, whole, and for each beginning of three bytes the lengths that go on from it. */
interface Index {
  /** One bit for each beginning, so that most places cost one look. */
  readonly bits: Uint8Array;
  readonly lengths: ReadonlyMap<number, readonly { readonly length: number; readonly step: Step }[]>;
  /** The forbidden text by its bytes, written as Latin-1. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Bytes a character takes: neighbours are looked at this far away. */
type Step = 1 | 2;

interface Pattern {
  readonly bytes: Buffer;
  readonly step: Step;
}

function indexOf(needles: readonly string[], patterns: (needle: string) => readonly Pattern[]): Index {
  const bits = new Uint8Array(1 << 21);
  const lengths = new Map<number, { length: number; step: Step }[]>();
  const texts = new Map<string, string>();
  for (const needle of needles) {
    for (const { bytes, step } of patterns(needle)) {
      const head = headOf(bytes, 0);
      const { length } = bytes;
      bits[head >> 3] = (bits[head >> 3] ?? 0) | (1 << (head & 7));
      const known = lengths.get(head) ?? [];
      if (!known.some((entry) => entry.length === length && entry.step === step)) known.push({ length, step });
      lengths.set(head, known);
      texts.set(bytes.toString("latin1"), needle);
    }
  }
  return { bits, lengths, texts };
}

function patternsOf(needle: string): readonly Pattern[] {
  const lower = needle.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const xml = lower.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const written = [
    lower,
    xml,
    xml.replaceAll('"', "&quot;").replaceAll("'", "&#x27;"),
    xml.replaceAll('"', "&quot;").replaceAll("'", "&apos;"),
    JSON.stringify(lower).slice(1, -1),
  ];
  const little = Buffer.from(lower, "utf16le");
  return [
    ...[...new Set(written)].map((text) => ({ bytes: Buffer.from(text, "utf8"), step: 1 as const })),
    { bytes: little, step: 2 },
    { bytes: Buffer.from(little).swap16(), step: 2 },
  ];
}

function search(bytes: Uint8Array, { bits, lengths, texts }: Index): ReadonlySet<string> {
  const found = new Set<string>();
  const text = inLowerCase(bytes);
  let head = headOf(text, 0) >> 8;
  for (let at = 0; at + 3 <= text.length; at += 1) {
    head = ((head << 8) | (text[at + 2] ?? 0)) & 0xffffff;
    if (((bits[head >> 3] ?? 0) & (1 << (head & 7))) === 0) continue;
    for (const { length, step } of lengths.get(head) ?? []) {
      const end = at + length;
      if (end > text.length || !standsAlone(text, at, end, step)) continue;
      const needle = texts.get(text.toString("latin1", at, end));
      if (needle !== undefined) found.add(needle);
    }
  }
  return found;
}

/** Bytes with the capital letters of ASCII made small. */
function inLowerCase(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes);
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (byte >= 65 && byte <= 90) text[at] = byte + 32;
  }
  return text;
}

/** In UTF-16 the other byte of an ASCII neighbour is zero; looking at both finds it in either order. */
function standsAlone(text: Buffer, from: number, end: number, step: Step): boolean {
  for (let away = 0; away < step; away += 1)
    if (isWord(text[from - 1 - away]) || isWord(text[end + away])) return false;
  return true;
}

function isWord(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 122));
}

function headOf(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}
