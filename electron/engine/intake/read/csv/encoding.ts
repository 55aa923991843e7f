import type { FieldDecoder } from "./recordSplitter.ts";

/** How the bytes of a text file spell characters. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Tells the encoding by byte order mark, else UTF-16 by its pattern of NULs, else UTF-8 where the whole file is valid, else Windows-1252. */
export function encodingOf(head: Buffer, validUtf8: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const [even, odd] = nulShares(head.subarray(0, 4096));
  if (odd > 0.4 && even < 0.05) return "utf-16le";
  if (even > 0.4 && odd < 0.05) return "utf-16be";
  return validUtf8 ? "utf-8" : "windows-1252";
}

/** How the splitter takes a file of some encoding. */
export interface FieldReader {
  /** How many bytes of byte order mark stand before the text. */
  readonly mark: number;
  /** A piece of the file in an encoding that spells ASCII as ASCII does. */
  pieceOf(bytes: Buffer): Buffer;
  readonly decode: FieldDecoder;
}

/** UTF-8 and Windows-1252 are split as they are, UTF-16 as UTF-8. */
export function fieldReader(encoding: Encoding, head: Buffer): FieldReader {
  const asIs = (bytes: Buffer): Buffer => bytes;
  if (encoding === "windows-1252") return { mark: 0, pieceOf: asIs, decode: windows1252 };
  if (encoding === "utf-8")
    return { mark: head.toString("hex", 0, 3) === "efbbbf" ? 3 : 0, pieceOf: asIs, decode: utf8 };
  const decoder = new TextDecoder(encoding);
  return { mark: 0, pieceOf: (bytes) => Buffer.from(decoder.decode(bytes, { stream: true })), decode: utf8 };
}

function utf8(bytes: Buffer, from: number, to: number): string {
  return bytes.toString("utf8", from, to);
}

/** 0x80 to 0x9F of Windows-1252; the five unassigned bytes keep their value. */
const HIGH = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Written out because `TextDecoder("windows-1252")` reads these bytes as Latin-1 in some releases of Node 22 to 24. */
function windows1252(bytes: Buffer, from: number, to: number): string {
  return bytes.toString("latin1", from, to).replace(/[\x80-\x9f]/g, (char) => HIGH.charAt(char.charCodeAt(0) - 0x80));
}

function nulShares(bytes: Buffer): [even: number, odd: number] {
  const nuls = [0, 0] as [number, number];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) nuls[at % 2 === 0 ? 0 : 1] += 1;
  const half = Math.max(1, bytes.length / 2);
  return [nuls[0] / half, nuls[1] / half];
}
