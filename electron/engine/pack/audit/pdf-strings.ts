/** A string of a PDF, decoded, with the name it is given to where it follows one ("Alt", "Title"). */
export interface PdfString {
  readonly key: string | null;
  readonly text: string;
}

/** The strings in objects or operators of a PDF (ISO 32000-1, 7.3.4), given as Latin-1: literal and hexadecimal ones. */
export function pdfStrings(source: string): readonly PdfString[] {
  const found: PdfString[] = [];
  const starts = /\/([^\s()<>[\]{}/%]+)|<<|>>|<|\(|%[^\r\n]*/g;
  let key: { readonly name: string; readonly end: number } | null = null;
  for (let match = starts.exec(source); match !== null; match = starts.exec(source)) {
    const [token, name] = match;
    if (name !== undefined) {
      key = { name, end: starts.lastIndex };
      continue;
    }
    if (token !== "(" && token !== "<") continue;
    const { bytes, end } = token === "(" ? literal(source, starts.lastIndex) : hexadecimal(source, starts.lastIndex);
    const named = key !== null && source.slice(key.end, match.index).trim() === "" ? key.name : null;
    found.push({ key: named, text: stringText(bytes) });
    starts.lastIndex = end;
  }
  return found;
}

interface Bytes {
  readonly bytes: Buffer;
  readonly end: number;
}

function literal(source: string, from: number): Bytes {
  const bytes: number[] = [];
  let depth = 1;
  let at = from;
  for (; at < source.length; at += 1) {
    const letter = source[at] ?? "";
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (depth === 0) break;
    if (letter !== "\\") {
      bytes.push(letter.charCodeAt(0));
      continue;
    }
    const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0];
    if (octal !== undefined) {
      bytes.push(Number.parseInt(octal, 8) & 255);
      at += octal.length;
      continue;
    }
    const escaped = source[at + 1] ?? "";
    at += 1;
    if (escaped === "\r" && source[at + 1] === "\n") at += 1;
    if (escaped !== "\r" && escaped !== "\n") bytes.push((ESCAPES[escaped] ?? escaped).charCodeAt(0));
  }
  return { bytes: Buffer.from(bytes), end: at + 1 };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function hexadecimal(source: string, from: number): Bytes {
  const close = source.indexOf(">", from);
  const end = close < 0 ? source.length : close;
  const digits = source.slice(from, end).replaceAll(/[^0-9a-f]/gi, "");
  return { bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex"), end: end + 1 };
}

/** Text strings are UTF-16 or UTF-8 where they say so by a mark, else PDFDocEncoding, which is near Latin-1. */
function stringText(bytes: Buffer): string {
  const mark = bytes.toString("latin1", 0, 3);
  if (mark.startsWith("þÿ"))
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  if (mark.startsWith("ÿþ")) return bytes.subarray(2).toString("utf16le");
  return mark === "ï»¿" ? bytes.subarray(3).toString("utf8") : bytes.toString("latin1");
}
