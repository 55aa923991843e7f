import { unzipSync, zipSync, type Zippable } from "fflate";
import type { PackFile } from "./definition.ts";

/** Every entry of every zip carries this time, the earliest a zip can hold, so that the clock leaves no trace. */
const FIXED_TIME = "1980-01-01T00:00:00";

/** One zip of a pack: entries sorted by name, with fixed times and no attributes of the machine that made it. */
export function zipPack(files: readonly PackFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    // fflate reads the time in the local zone, so this is 1 January 1980 everywhere.
    entries[file.name] = [
      file.bytes,
      { level: PACKED.test(file.name) ? 0 : 6, mtime: new Date(FIXED_TIME), os: 0, attrs: 0 },
    ];
  }
  return zipSync(entries);
}

/** What is packed already gains nothing by it. */
const PACKED = /\.(?:png|xlsx|docx|pptx|zip)$/;

/** The files of a zip, by name in the order of the archive. */
export function unzipPack(bytes: Uint8Array): readonly PackFile[] {
  return Object.entries(unzipSync(bytes)).map(([name, content]) => ({ name, bytes: content }));
}

/** Whether bytes are a zip: Office files are, too. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}
