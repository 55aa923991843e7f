import { LIMITS } from "../limits.ts";
import { builtInKind, customKind, type NumberKind } from "./numberFormat.ts";
import { OPEN } from "../xml/xmlScanner.ts";
import { scanPart } from "../xml/xmlPart.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";

/** Reads from the styles part only what tells dates from numbers: the kind of each cell format, by its index. */
export async function readCellKinds(archive: ZipArchive, entry: ZipEntry | undefined): Promise<readonly NumberKind[]> {
  if (entry === undefined) return [];
  const customs = new Map<number, NumberKind>();
  const formats: number[] = [];
  let inCellFormats = false;
  await scanPart(archive, entry, LIMITS.part, (xml, token) => {
    if (xml.is("cellXfs")) inCellFormats = token === OPEN;
    if (token !== OPEN) return;
    if (inCellFormats && xml.is("xf")) formats.push(Number(xml.attribute("numFmtId") ?? 0));
    if (xml.is("numFmt")) customs.set(Number(xml.attribute("numFmtId")), customKind(xml.attribute("formatCode") ?? ""));
  });
  return formats.map((id) => customs.get(id) ?? builtInKind(id));
}
