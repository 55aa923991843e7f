import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";
import { LIMITS } from "../limits.ts";
import { damaged, notASpreadsheet, passwordProtected, tooLarge, type FilePlace } from "../refusals.ts";
import type { SourceFile } from "../sourceFile.ts";
import { partName, readZipDirectory, type ZipEntry } from "./zipDirectory.ts";

const PIECE = 64 * 1024;

/** A zip file whose entries are read by name, each in a pass of its own. */
export class ZipArchive {
  readonly file: SourceFile;
  readonly entries: ReadonlyMap<string, ZipEntry>;

  private constructor(file: SourceFile, entries: ReadonlyMap<string, ZipEntry>) {
    this.file = file;
    this.entries = entries;
  }

  static async open(file: SourceFile): Promise<ZipArchive> {
    let entries: ReadonlyMap<string, ZipEntry> = new Map();
    for await (const read of file.pass((handle) => once(readZipDirectory(file, handle)))) entries = read;
    return new ZipArchive(file, entries);
  }

  find(name: string): ZipEntry | undefined {
    return this.entries.get(partName(name));
  }

  /**
   * The inflated bytes of an entry in pieces, its length and CRC-32 checked by the time it ends.
   * @param limit the most inflated bytes that are let through
   * @param heard hears the bytes of the file as they are read, which are progress unless it says otherwise
   * @throws BellwetherError `truncated-file`, `file-too-large`, `password-protected`
   */
  async *read(
    entry: ZipEntry,
    place: FilePlace,
    limit: number,
    heard = (bytes: number): void => this.file.progress.add(bytes),
  ): AsyncGenerator<Buffer, void, undefined> {
    if (entry.encrypted) throw passwordProtected(place);
    if (entry.method !== 0 && entry.method !== 8)
      throw notASpreadsheet(
        place,
        "is packed in a way that Excel does not use",
        "Open it in Excel and save it again as .xlsx.",
      );
    if (entry.inflated > limit) throw bomb(place);
    let inflated = 0;
    let crc = 0;
    for await (const bytes of this.file.pass((handle) => this.#inflated(handle, entry, place, heard))) {
      inflated += bytes.length;
      if (inflated > limit || (inflated > LIMITS.ratioFrom && inflated > entry.compressed * LIMITS.ratio))
        throw bomb(place);
      if (inflated > entry.inflated) break;
      crc = crc32(bytes, crc);
      yield bytes;
    }
    if (inflated !== entry.inflated || crc !== entry.crc)
      throw damaged(place, "its contents do not match their checksum");
  }

  async *#inflated(
    handle: FileHandle,
    entry: ZipEntry,
    place: FilePlace,
    heard: (bytes: number) => void,
  ): AsyncGenerator<Buffer, void, undefined> {
    const deflated = this.#deflated(handle, entry, place, heard);
    if (entry.method === 0) {
      yield* deflated;
      return;
    }
    const inflate = createInflateRaw({ chunkSize: PIECE });
    const feeding = pipeline(Readable.from(deflated), inflate);
    feeding.catch(() => undefined);
    try {
      yield* inflate;
    } catch (error) {
      throw isZlibFault(error) ? damaged(place, "its contents cannot be unpacked", error) : error;
    } finally {
      inflate.destroy();
      await feeding.catch(() => undefined);
    }
  }

  async *#deflated(
    handle: FileHandle,
    entry: ZipEntry,
    place: FilePlace,
    heard: (bytes: number) => void,
  ): AsyncGenerator<Buffer, void, undefined> {
    const header = await this.file.readAt(handle, entry.headerAt, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
      throw damaged(place, "a part is not where its list of contents says");
    const from = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    for await (const bytes of this.file.slices(handle, from, from + entry.compressed, PIECE, false)) {
      heard(bytes.length);
      yield bytes;
    }
  }
}

async function* once<T>(value: Promise<T>): AsyncGenerator<T, void, undefined> {
  yield await value;
}

function bomb(place: FilePlace): Error {
  return tooLarge(place, "unpacks to far more than a spreadsheet of its size would hold");
}

function isZlibFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" && code.startsWith("Z_");
}
