import { gunzipSync } from "node:zlib";
import type { PackFile } from "../definition.ts";
import { unescaped } from "./escapes.ts";
import { inflated } from "./inflated.ts";
import { pdfContents } from "./pdf-streams.ts";
import { pngContents } from "./png-chunks.ts";
import { zipContents } from "./zip-entries.ts";

/** What a part is, told by its bytes: what is read of it depends on that. */
export type PartKind = "markup" | "json" | "csv" | "text" | "pdf" | "pdf-objects" | "binary";

/** A file of a pack, or a part of one ("data-tables.xlsx > xl/sharedStrings.xml"), unpacked. */
export interface Part extends PackFile {
  readonly kind: PartKind;
}

/** All parts of some files, and what among them nobody can look into, by the file it is in. */
export interface OpenedFiles {
  readonly parts: readonly Part[];
  readonly closed: readonly { readonly file: string; readonly what: string }[];
}

/** Opens files to any depth: zips and Office files, gzip, streams and attachments of PDF, texts of PNG, `data:` addresses. */
export function openFiles(files: readonly PackFile[]): OpenedFiles {
  const parts: Part[] = [];
  const closed: { file: string; what: string }[] = [];
  const open = (file: PackFile, depth: number): void => {
    const inside = depth > DEEPEST ? { ...contentsOf(file), parts: [], closed: ["its depth"] } : contentsOf(file);
    if (inside.kind !== null) parts.push({ name: file.name, bytes: inside.bytes, kind: inside.kind });
    closed.push(...inside.closed.map((what) => ({ file: file.name, what })));
    for (const { name, bytes, kind } of inside.parts) {
      const part = { name: `${file.name} > ${name}`, bytes };
      if (kind === undefined) open(part, depth + 1);
      else parts.push({ ...part, kind });
    }
  };
  for (const file of files) open(file, 0);
  return { parts, closed };
}

/** Every file, and every part of each, to any depth. */
export function opened(files: readonly PackFile[]): readonly PackFile[] {
  return openFiles(files).parts;
}

/** Zips in zips end somewhere: what goes deeper was made to. */
const DEEPEST = 8;

/** What a file is, its bytes without what is unpacked from it, and the parts of it; parts without a kind are opened in turn. */
interface Contents {
  /** Null for a file that is nothing beside its parts. */
  readonly kind: PartKind | null;
  readonly bytes: Uint8Array;
  readonly parts: readonly (PackFile & { readonly kind?: PartKind })[];
  readonly closed: readonly string[];
}

function contentsOf(file: PackFile): Contents {
  const { bytes } = file;
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) return fromZip(bytes);
  if (head.includes("%PDF-")) return fromPdf(bytes);
  if (head.startsWith("\u0089PNG\r\n\u001a\n")) return fromPng(bytes);
  if (head.startsWith("\u001f\u008b\u0008")) return fromGzip(bytes);
  return (
    fromText(file) ?? { ...plain(bytes, "binary"), closed: isKnownBinary(head) ? [] : ["a file of a kind unknown"] }
  );
}

function plain(bytes: Uint8Array, kind: PartKind): Contents {
  return { kind, bytes, parts: [], closed: [] };
}

function fromZip(bytes: Uint8Array): Contents {
  const { entries, rest, closed } = zipContents(bytes);
  return { kind: "binary", bytes: rest, parts: entries.filter((entry) => entry.bytes.length > 0), closed };
}

function fromGzip(bytes: Uint8Array): Contents {
  const found = inflated(gunzipSync, bytes);
  if (found === null) return { ...plain(bytes, "binary"), closed: ["its packed content"] };
  return { kind: null, bytes, parts: [{ name: "content", bytes: found.content }], closed: [] };
}

function fromPng(bytes: Uint8Array): Contents {
  const { texts, rest, tail, closed } = pngContents(bytes);
  const words = texts.length === 0 ? [] : [{ name: "text", bytes: encode(texts.join("\n")), kind: "text" as const }];
  const after = tail.length === 0 ? [] : [{ name: "what follows the picture", bytes: tail }];
  return { kind: "binary", bytes: rest, parts: [...words, ...after], closed };
}

function fromPdf(bytes: Uint8Array): Contents {
  const { streams, rest, closed } = pdfContents(bytes);
  const objects = { name: "objects", bytes: rest, kind: "pdf-objects" as const };
  const parts = streams.map(({ name, bytes: content, role }) => ({
    name,
    bytes: content,
    ...(role === "file" ? {} : { kind: role === "objects" ? ("pdf-objects" as const) : ("binary" as const) }),
  }));
  return { kind: "pdf", bytes, parts: [objects, ...parts], closed };
}

/** Null for what is no text. */
function fromText({ name, bytes }: PackFile): Contents | null {
  const text = textOf(bytes);
  if (text === null) return null;
  const parts = [...unescaped(text).matchAll(DATA_ADDRESS)].map(([, type = "", base64, data = ""], index) => ({
    name: `data ${index + 1}`,
    bytes: base64 === undefined ? encode(data) : new Uint8Array(Buffer.from(base64, "base64")),
    ...(type.startsWith("font/") ? { kind: "binary" as const } : {}),
  }));
  return { kind: textKind(name, text), bytes, parts, closed: [] };
}

/** After escapes are undone: a space may have been one, and ends nothing in base64. */
const DATA_ADDRESS = /data:([\w/+.-]*)(?:;(?!base64)[\w.=-]+)*(?:;base64,([\w+/=\s-]+)|,([^"'<>)]+))/gi;

/** The text of bytes that are text as a whole: UTF-8, or UTF-16 with its mark; null for all else. */
export function textOf(bytes: Uint8Array): string | null {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    const text = new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function textKind(name: string, text: string): PartKind {
  const start = text.trimStart();
  if (start.startsWith("<")) return "markup";
  if (/\.csv$/i.test(name)) return "csv";
  return /\.json$/i.test(name) || /^[{[]\s*["[{\]}]/.test(start) ? "json" : "text";
}

/** Pictures and fonts, whose bytes hold no words but those searched for: JPEG, GIF, WebP, TrueType, OpenType, WOFF. */
function isKnownBinary(head: string): boolean {
  return (
    BINARY_STARTS.some((start) => head.startsWith(start)) || (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP")
  );
}

const BINARY_STARTS = ["ÿØÿ", "GIF8", "\u0000\u0001\u0000\u0000", "true", "OTTO", "ttcf", "wOFF", "wOF2"] as const;

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
