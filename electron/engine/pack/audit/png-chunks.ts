import { inflateSync } from "node:zlib";
import { inflated } from "./inflated.ts";

/** What a PNG says in words and carries beside its picture. */
export interface PngContents {
  /** "Title: Intent to hand back", of tEXt, zTXt and iTXt chunks. */
  readonly texts: readonly string[];
  /** The PNG without its pixels and the words told apart. */
  readonly rest: Uint8Array;
  /** Whatever follows the end of the picture. */
  readonly tail: Uint8Array;
  readonly closed: readonly string[];
}

/** The words of a PNG (PNG Specification, third edition, 11.3.3). Its pixels stay as they are. */
export function pngContents(bytes: Uint8Array): PngContents {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rest = Buffer.from(png);
  const texts: string[] = [];
  const closed: string[] = [];
  let at = 8;
  for (let ended = false; !ended && at + 12 <= png.length;) {
    const [from, type] = [at + 8, png.toString("latin1", at + 4, at + 8)];
    const to = Math.min(png.length, from + png.readUInt32BE(at));
    const data = png.subarray(from, to);
    if (PICTURE.has(type)) rest.fill(0, from, to);
    else {
      const text = textOf(type, data);
      if (text === null) closed.push(`${type} chunk`);
      else if (text !== "") {
        texts.push(text);
        if (type !== "eXIf") rest.fill(0, from, to);
      }
    }
    at = to + 4;
    ended = type === "IEND";
  }
  rest.fill(0, Math.min(at, rest.length));
  return { texts, rest, tail: new Uint8Array(png.subarray(at)), closed };
}

const PICTURE: ReadonlySet<string> = new Set(["IDAT", "fdAT", "IHDR", "PLTE", "tRNS", "iCCP"]);

/** The words of a chunk, none for one without; null where they cannot be unpacked. */
function textOf(type: string, data: Buffer): string | null {
  const end = data.indexOf(0);
  const keyword = data.toString("latin1", 0, Math.max(0, end));
  if (type === "eXIf")
    return (
      data
        .toString("latin1")
        .match(/[ -~]{6,}/g)
        ?.join("\n") ?? ""
    );
  if (type === "tEXt") return `${keyword}: ${data.toString("latin1", end + 1)}`;
  if (type === "zTXt") {
    const text = inflated(inflateSync, data.subarray(end + 2));
    return text === null ? null : `${keyword}: ${Buffer.from(text.content).toString("latin1")}`;
  }
  if (type !== "iTXt") return "";
  const language = data.indexOf(0, end + 3);
  const translated = data.indexOf(0, language + 1);
  const name = data.toString("utf8", language + 1, translated);
  const packed = data.subarray(translated + 1);
  if (data[end + 1] !== 1) return `${keyword} ${name}: ${packed.toString("utf8")}`;
  const text = inflated(inflateSync, packed);
  return text === null ? null : `${keyword} ${name}: ${Buffer.from(text.content).toString("utf8")}`;
}
