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

/** Decodes text piece by piece, dropping a leading byte order mark; call `end` after the last piece. */
export function textDecoder(encoding: Encoding): { add(bytes: Buffer): string; end(): string } {
  if (encoding === "windows-1252") return { add: windows1252, end: () => "" };
  const decoder = new TextDecoder(encoding);
  return { add: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

/** 0x80 to 0x9F of Windows-1252; the five unassigned bytes keep their value. */
const HIGH = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Written out because `TextDecoder("windows-1252")` reads these bytes as Latin-1 in some releases of Node 22 to 24. */
function windows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\x80-\x9f]/g, (char) => HIGH.charAt(char.charCodeAt(0) - 0x80));
}

function nulShares(bytes: Buffer): [even: number, odd: number] {
  const nuls = [0, 0] as [number, number];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) nuls[at % 2 === 0 ? 0 : 1] += 1;
  const half = Math.max(1, bytes.length / 2);
  return [nuls[0] / half, nuls[1] / half];
}
