import { BellwetherError } from "../../../../../shared/errors.ts";
import type { ZipArchive } from "./zipArchive.ts";

/** Where the formats keep when a workbook was last saved. */
const PROPERTIES = ["docprops/core.xml", "meta.xml"];

/** Properties are a page of text; a longer part is none. */
const MOST = 64 * 1024;

/** When a workbook was last saved, as it says itself, else by the file's own time. */
export async function savedAt(archive: ZipArchive): Promise<string> {
  const { file } = archive;
  for (const entry of PROPERTIES.flatMap((name) => archive.find(name) ?? [])) {
    const said = /<(?:\w+:)?(?:modified|date)\b[^>]*>\s*(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?)\s*</.exec(
      await textOf(archive, entry),
    )?.[1];
    if (said !== undefined && !Number.isNaN(Date.parse(said))) return said;
  }
  return file.modified;
}

/** A part's text; empty where it cannot be read, since nothing of the evidence stands there. */
async function textOf(archive: ZipArchive, entry: Parameters<ZipArchive["read"]>[0]): Promise<string> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of archive.read(entry, archive.file.place, MOST, () => undefined)) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof BellwetherError) || error.code === "cancelled" || error.code === "file-locked") throw error;
    return "";
  }
  return Buffer.concat(pieces).toString("utf8");
}
