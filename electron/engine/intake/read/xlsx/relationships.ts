import { LIMITS } from "../limits.ts";
import { tooLarge } from "../refusals.ts";
import { OPEN } from "../xml/xmlScanner.ts";
import { scanPart } from "../xml/xmlPart.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";

/** A link from one part of a workbook to another. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type, the same in the strict and the transitional namespaces: `worksheet`, `sharedStrings`. */
  readonly type: string;
  /** `undefined` where the target is outside the file or missing. */
  readonly entry: ZipEntry | undefined;
}

/** The relationships of a part (`""` is the package itself), targets resolved. */
export async function readRelationships(archive: ZipArchive, part: string): Promise<readonly Relationship[]> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const entry = archive.find(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const found: Relationship[] = [];
  if (entry === undefined) return found;
  await scanPart(archive, entry, LIMITS.part, (xml, token) => {
    if (token !== OPEN || !xml.is("Relationship")) return;
    if (found.length >= LIMITS.links) throw tooLarge(archive.file.place, `holds more than ${LIMITS.links} links`);
    const target = xml.attribute("TargetMode") === "External" ? undefined : xml.attribute("Target");
    found.push({
      id: xml.attribute("Id") ?? "",
      type: (xml.attribute("Type") ?? "").replace(/^.*\//, ""),
      entry: target === undefined ? undefined : findTarget(archive, folder, target),
    });
  });
  return found;
}

function findTarget(archive: ZipArchive, folder: string, target: string): ZipEntry | undefined {
  const path = URL.parse(target.replaceAll("\\", "/"), `part:///${folder}`)?.pathname ?? target;
  return archive.find(path) ?? archive.find(unescaped(path));
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
