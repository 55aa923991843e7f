import { isZip, unzipPack } from "./zip.ts";
import type { PackFile } from "./definition.ts";

/** A forbidden text found in a file of a pack, or in a part of one ("data-tables.xlsx > xl/sharedStrings.xml"). */
export interface FoundNeedle {
  readonly file: string;
  readonly needle: string;
}

/**
 * Searches every byte of every file, zips and Office files opened, for forbidden texts: as UTF-8, UTF-16 of both byte
 * orders, and escaped for XML and JSON, in any case, as whole words. Needles under 4 characters and numbers under 6
 * digits are passed over: they cannot be told from figures.
 */
export function findNeedles(files: readonly PackFile[], needles: readonly string[]): readonly FoundNeedle[] {
  const index = indexOf(needles);
  return opened(files).flatMap(({ name, bytes }) =>
    [...search(bytes, index)].map((needle) => ({ file: name, needle })),
  );
}

/** Every file, and in the place of each zip its parts as well, to any depth. */
export function opened(files: readonly PackFile[]): readonly PackFile[] {
  return files.flatMap((file) => {
    if (!isZip(file.bytes)) return [file];
    return opened(unzipPack(file.bytes).map(({ name, bytes }) => ({ name: `${file.name} > ${name}`, bytes })));
  });
}

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

function indexOf(needles: readonly string[]): Index {
  const bits = new Uint8Array(1 << 21);
  const lengths = new Map<number, { length: number; step: Step }[]>();
  const texts = new Map<string, string>();
  for (const needle of new Set(needles.map((text) => text.trim()))) {
    if (needle.length < 4 || /^\d{1,5}$/.test(needle)) continue;
    for (const { bytes, step } of patternsOf(needle)) {
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

function patternsOf(needle: string): readonly { readonly bytes: Buffer; readonly step: Step }[] {
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
  const text = Buffer.from(bytes.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte)));
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const head = headOf(text, at);
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
