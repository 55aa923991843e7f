import type { FileHandle } from "node:fs/promises";
import { LIMITS } from "../limits.ts";
import { damaged, tooLarge } from "../refusals.ts";
import type { SourceFile } from "../sourceFile.ts";

/** One file inside a zip, as its central directory lists it. */
export interface ZipEntry {
  /** As `partName` writes it, so that names that differ only in slashes or case are the same. */
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly compressed: number;
  readonly inflated: number;
  /** Where its local header starts. */
  readonly headerAt: number;
}

/** Reads a zip's central directory, Zip64 included. @throws BellwetherError `truncated-file`, `file-too-large` */
export async function readZipDirectory(file: SourceFile, handle: FileHandle): Promise<Map<string, ZipEntry>> {
  const { count, size, at } = await endRecord(file, handle);
  if (count > LIMITS.zipEntries || size > LIMITS.zipDirectory)
    throw tooLarge(file.place, `holds ${count} files inside, far more than a workbook does`);
  if (at + size > file.bytes) throw damaged(file.place, "its list of contents lies beyond its end");
  const directory = await file.readAt(handle, at, size);
  const entries = new Map<string, ZipEntry>();
  const all: ZipEntry[] = [];
  let from = 0;
  for (let index = 0; index < count; index++) {
    if (from + 46 > size || directory.readUInt32LE(from) !== 0x02014b50)
      throw damaged(file.place, "its list of contents is broken");
    const to =
      from +
      46 +
      directory.readUInt16LE(from + 28) +
      directory.readUInt16LE(from + 30) +
      directory.readUInt16LE(from + 32);
    if (to > size) throw damaged(file.place, "its list of contents is broken");
    const entry = entryOf(directory.subarray(from, to));
    if (!entries.has(entry.name)) entries.set(entry.name, entry);
    all.push(entry);
    from = to;
  }
  refuseBombs(file, all);
  return entries;
}

/** Refuses entries that share bytes of the file, by which a small zip unpacks to any size, and too much in all. */
function refuseBombs(file: SourceFile, entries: readonly ZipEntry[]): void {
  let unpacked = 0;
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.headerAt - b.headerAt)) {
    if (entry.headerAt < free) throw damaged(file.place, "its parts lie over one another");
    free = entry.headerAt + 30 + entry.compressed;
    unpacked += entry.inflated;
  }
  if (unpacked > LIMITS.unpacked) throw tooLarge(file.place, "unpacks to far more than a spreadsheet holds");
}

/** A part's name in one spelling: forward slashes, no leading slash, lower case. */
export function partName(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

/** The end record stands last in the file, before a comment of at most 65,535 bytes. */
async function endRecord(file: SourceFile, handle: FileHandle): Promise<{ count: number; size: number; at: number }> {
  const start = Math.max(0, file.bytes - 65_557);
  const tail = await file.readAt(handle, start, file.bytes - start);
  for (let end = tail.length - 22; end >= 0; end--) {
    if (tail.readUInt32LE(end) !== 0x06054b50 || end + 22 + tail.readUInt16LE(end + 20) > tail.length) continue;
    const short = {
      count: tail.readUInt16LE(end + 10),
      size: tail.readUInt32LE(end + 12),
      at: tail.readUInt32LE(end + 16),
    };
    const locator = end - 20;
    if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return short;
    const long = await file.readAt(handle, safe(tail.readBigUInt64LE(locator + 8)), 56);
    if (long.length < 56 || long.readUInt32LE(0) !== 0x06064b50)
      throw damaged(file.place, "its list of contents is broken");
    return {
      count: safe(long.readBigUInt64LE(32)),
      size: safe(long.readBigUInt64LE(40)),
      at: safe(long.readBigUInt64LE(48)),
    };
  }
  throw damaged(file.place, "its end is missing, as when a download or copy stops half way");
}

function entryOf(record: Buffer): ZipEntry {
  const nameEnd = 46 + record.readUInt16LE(28);
  const flags = record.readUInt16LE(8);
  let inflated = record.readUInt32LE(24);
  let compressed = record.readUInt32LE(20);
  let headerAt = record.readUInt32LE(42);
  const wide = zip64Field(record.subarray(nameEnd, nameEnd + record.readUInt16LE(30)));
  let at = 0;
  const next = (short: number): number => {
    if (short !== 0xffffffff || at + 8 > wide.length) return short;
    at += 8;
    return safe(wide.readBigUInt64LE(at - 8));
  };
  inflated = next(inflated);
  compressed = next(compressed);
  headerAt = next(headerAt);
  return {
    name: partName(record.toString((flags & 0x800) === 0 ? "latin1" : "utf8", 46, nameEnd)),
    method: record.readUInt16LE(10),
    encrypted: (flags & 1) !== 0,
    crc: record.readUInt32LE(16),
    compressed,
    inflated,
    headerAt,
  };
}

function zip64Field(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return extra.subarray(0, 0);
}

/** A position no file reaches stands in for one beyond the exact integers. */
function safe(value: bigint): number {
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
}
