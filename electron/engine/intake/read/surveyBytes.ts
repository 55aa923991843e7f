import { createHash } from "node:crypto";
import { isAscii, isUtf8 } from "node:buffer";
import { crc32 } from "node:zlib";
import type { SourceFile } from "./sourceFile.ts";

/** What one pass over all the bytes of a file tells. */
export interface BytesSurvey {
  readonly sha256: string;
  /** CRC-32 of the bytes, by which a later pass tells that they are the same. */
  readonly crc: number;
  /** The first bytes, at most 64 KB. */
  readonly head: Buffer;
  /** `cut` is UTF-8 whose last character is incomplete. */
  readonly utf8: "valid" | "invalid" | "cut";
  /** No byte but spaces, tabs, line ends, NULs and byte order marks. */
  readonly blank: boolean;
  /** The directory of an old Office container names an encrypted workbook. */
  readonly encryptedPackage: boolean;
  /** The directory of an old Office container names an Excel workbook. */
  readonly oldWorkbook: boolean;
}

const HEAD = 64 * 1024;
const PIECE = 512 * 1024;
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");
const WORKBOOKS = [Buffer.from("Workbook\0", "utf16le"), Buffer.from("Book\0", "utf16le")];
const BLANK = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** Reads a file once for its SHA-256 and for what decides its kind and encoding, holding no more than the first bytes. */
export async function surveyBytes(file: SourceFile): Promise<BytesSurvey> {
  const hash = createHash("sha256");
  const utf8 = new Utf8Check();
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  let blank = true;
  let crc = 0;
  let encryptedPackage = false;
  let oldWorkbook = false;
  for await (const bytes of file.pass((handle) => file.slices(handle, 0, file.bytes, PIECE, true))) {
    hash.update(bytes);
    crc = crc32(bytes, crc);
    utf8.add(bytes);
    if (head.length === 0) head = Buffer.from(bytes.subarray(0, HEAD));
    blank &&= bytes.every((byte) => BLANK.has(byte));
    if (isOldContainer(head)) {
      const seam = Buffer.concat([tail, bytes]);
      encryptedPackage ||= seam.includes(ENCRYPTED);
      oldWorkbook ||= WORKBOOKS.some((name) => seam.includes(name));
      tail = Buffer.from(seam.subarray(-ENCRYPTED.length));
    }
  }
  return { sha256: hash.digest("hex"), crc, head, utf8: utf8.result(), blank, encryptedPackage, oldWorkbook };
}

/** The container of .xls, .doc and encrypted .xlsx files. */
export function isOldContainer(head: Buffer): boolean {
  return head.subarray(0, 8).toString("hex") === "d0cf11e0a1b11ae1";
}

class Utf8Check {
  #valid = true;
  #beyondAscii = false;
  #rest: Buffer = Buffer.alloc(0);

  add(bytes: Buffer): void {
    if (!this.#valid) return;
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const whole = all.length - unfinished(all);
    this.#valid = isUtf8(all.subarray(0, whole));
    this.#beyondAscii ||= !isAscii(all.subarray(0, whole));
    this.#rest = Buffer.from(all.subarray(whole));
  }

  result(): "valid" | "invalid" | "cut" {
    if (!this.#valid) return "invalid";
    if (this.#rest.length === 0) return "valid";
    return this.#beyondAscii ? "cut" : "invalid";
  }
}

/** How many bytes at the end belong to a character that goes on beyond it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}
