import { inflateSync } from "node:zlib";
import { inflated } from "./inflated.ts";

/** A stream of a PDF, decoded. */
export interface PdfStream {
  /** "stream 12", by its object's number. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Objects and operators hold strings; a file is one of its own; of fonts and other programs only the bytes count. */
  readonly role: "objects" | "file" | "program";
}

/** What a PDF holds between and in its streams, and why something in it cannot be read. */
export interface PdfContents {
  readonly streams: readonly PdfStream[];
  /** The PDF with its streams blanked. */
  readonly rest: Uint8Array;
  readonly closed: readonly string[];
}

/**
 * Every stream of a PDF wherever it stands, whether or not anything points to it, so that an earlier state of the file
 * (ISO 32000-1, 7.5.6) hides nothing. Pictures stay as they are: what they show cannot be read.
 */
export function pdfContents(bytes: Uint8Array): PdfContents {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = pdf.toString("latin1");
  const rest = Buffer.from(pdf);
  const streams: PdfStream[] = [];
  const closed: string[] = [];
  const starts = /\bstream(?:\r\n|\n|\r)/g;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const object = text.lastIndexOf(" obj", match.index);
    const dictionary = text.slice(Math.max(0, object), match.index);
    if (!/>>\s*$/.test(dictionary)) continue;
    const from = match.index + match[0].length;
    const name = `stream ${/(\d+) \d+$/.exec(text.slice(Math.max(0, object - 24), object))?.[1] ?? "?"}`;
    const packed = packedAt(pdf, text, from, dictionary);
    rest.fill(0x20, from, from + packed);
    starts.lastIndex = from + packed;
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) continue;
    const content = decoded(pdf.subarray(from, from + packed), dictionary);
    if (content === null) closed.push(name);
    else streams.push({ name, bytes: content, role: roleOf(dictionary) });
  }
  return { streams, rest, closed: [...closed, ...unreadable([text, ...streams.map(latin)])] };
}

function latin({ bytes, role }: PdfStream): string {
  return role === "objects" ? Buffer.from(bytes).toString("latin1") : "";
}

/** Encrypted contents, and fonts whose characters nobody can tell. */
function unreadable(texts: readonly string[]): readonly string[] {
  const objects = texts.flatMap((text) => text.split(/\bendobj\b/));
  return [
    ...(texts.some((text) => /\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) ? ["its encrypted text"] : []),
    ...(objects.some((object) => /\/Subtype\s*\/Type0\b/.test(object) && lacksUnicode(object)) ? ["a font"] : []),
  ];
}

/** Whether a composite font maps its glyphs to no characters; several objects may stand in one stream. */
function lacksUnicode(object: string): boolean {
  const fonts = object.match(/\/Subtype\s*\/Type0\b/g) ?? [];
  const maps = object.match(/\/ToUnicode\b/g) ?? [];
  return maps.length < fonts.length;
}

/** How many bytes a stream takes: as many as inflate, or as its dictionary says, or up to its end. */
function packedAt(pdf: Buffer, text: string, from: number, dictionary: string): number {
  if (filtersOf(dictionary)[0] === "FlateDecode") {
    const found = inflated(inflateSync, pdf.subarray(from));
    if (found !== null) return found.length;
  }
  const told = /\/Length\s+(\d+)\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (told !== undefined && /^\s*endstream/.test(text.slice(from + Number(told), from + Number(told) + 20)))
    return Number(told);
  const end = text.indexOf("endstream", from);
  return (end < 0 ? text.length : end) - from;
}

function filtersOf(dictionary: string): readonly string[] {
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? "";
  return [...filters.matchAll(/\/(\w+)/g)].map(([, name = ""]) => LONG_NAMES[name] ?? name);
}

const LONG_NAMES: Readonly<Record<string, string>> = {
  Fl: "FlateDecode",
  AHx: "ASCIIHexDecode",
  A85: "ASCII85Decode",
};

/** A stream without its filters; null where one is not known. */
function decoded(packed: Uint8Array, dictionary: string): Uint8Array | null {
  let bytes: Uint8Array = packed;
  for (const filter of filtersOf(dictionary)) {
    const next = FILTERS[filter]?.(bytes, dictionary) ?? null;
    if (next === null) return null;
    bytes = next;
  }
  return bytes;
}

const FILTERS: Readonly<Record<string, (bytes: Uint8Array, dictionary: string) => Uint8Array | null>> = {
  FlateDecode: (bytes, dictionary) => {
    const found = inflated(inflateSync, bytes);
    return found === null ? null : withoutPredictor(found.content, dictionary);
  },
  ASCIIHexDecode: (bytes) => Buffer.from(latinOf(bytes).replaceAll(/[^0-9a-f]/gi, ""), "hex"),
  ASCII85Decode: (bytes) => fromAscii85(latinOf(bytes)),
};

function latinOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

/** Undoes the predictors of PNG (ISO 32000-1, 7.4.4.4), which cross-reference streams use; null for that of TIFF. */
function withoutPredictor(bytes: Uint8Array, dictionary: string): Uint8Array | null {
  const of = (name: string, otherwise: number): number =>
    Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? otherwise);
  const predictor = of("Predictor", 1);
  if (predictor === 1) return bytes;
  if (predictor < 10) return null;
  const step = Math.max(1, Math.ceil((of("Colors", 1) * of("BitsPerComponent", 8)) / 8));
  const width = Math.ceil((of("Columns", 1) * of("Colors", 1) * of("BitsPerComponent", 8)) / 8);
  const rows = Math.floor(bytes.length / (width + 1));
  const plain = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (width + 1)];
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      const left = column < step ? 0 : (plain[at - step] ?? 0);
      const above = row === 0 ? 0 : (plain[at - width] ?? 0);
      const corner = row === 0 || column < step ? 0 : (plain[at - width - step] ?? 0);
      plain[at] = (bytes[row * (width + 1) + 1 + column] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return plain;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return Math.floor((left + above) / 2);
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

function fromAscii85(text: string): Uint8Array {
  const bytes: number[] = [];
  const plain = text
    .replace(/~>[\s\S]*$/, "")
    .replaceAll(/\s/g, "")
    .replaceAll("z", "!!!!!");
  for (let at = 0; at < plain.length; at += 5) {
    const group = plain.slice(at, at + 5);
    let value = 0;
    for (const letter of group.padEnd(5, "u")) value = value * 85 + (letter.charCodeAt(0) - 33);
    for (let byte = 0; byte < group.length - 1; byte += 1) bytes.push(Math.floor(value / 256 ** (3 - byte)) & 255);
  }
  return Uint8Array.from(bytes);
}

function roleOf(dictionary: string): PdfStream["role"] {
  if (/\/Type\s*\/(EmbeddedFile|Metadata)\b/.test(dictionary)) return "file";
  const program = /\/Length1\b|\/Subtype\s*\/(Type1C|CIDFontType0C|OpenType)\b|\/Type\s*\/XRef\b|\/N\s+[134]\b/;
  return program.test(dictionary) && !/\/Type\s*\/ObjStm\b/.test(dictionary) ? "program" : "objects";
}
