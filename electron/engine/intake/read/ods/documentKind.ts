import { LIMITS } from "../limits.ts";
import { damaged, notASpreadsheet, passwordProtected } from "../refusals.ts";
import { OPEN } from "../xml/xmlScanner.ts";
import { scanPart } from "../xml/xmlPart.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";

const SAVE_AS = "Open it in LibreOffice, save it as a spreadsheet (.ods or .xlsx), then choose that file.";
const COPY = "Copy its table into a spreadsheet, save that as .ods or .xlsx, then choose that file.";

/** Media types of OpenDocument and of what came before it: how each begins, what it is and what to do instead. */
const OTHERS: readonly (readonly [media: string, what: string, advice: string])[] = [
  ["application/vnd.oasis.opendocument.text", "is an OpenDocument text document (.odt)", COPY],
  ["application/vnd.oasis.opendocument.presentation", "is an OpenDocument presentation (.odp)", COPY],
  ["application/vnd.oasis.opendocument.graphics", "is an OpenDocument drawing (.odg)", COPY],
  [
    "application/vnd.oasis.opendocument.chart",
    "is an OpenDocument chart (.odc)",
    "Choose the spreadsheet its figures come from.",
  ],
  ["application/vnd.oasis.opendocument.base", "is an OpenDocument database (.odb)", SAVE_AS],
  ["application/vnd.oasis.opendocument.database", "is an OpenDocument database (.odb)", SAVE_AS],
  ["application/vnd.sun.xml.calc", "is an old OpenOffice.org 1 spreadsheet (.sxc)", SAVE_AS],
  ["application/vnd.sun.xml.", "is an old OpenOffice.org 1 document", SAVE_AS],
  ["application/vnd.oasis.opendocument.", "is an OpenDocument file, but not a spreadsheet", SAVE_AS],
];

/** Whether a zip is an OpenDocument file of any kind, told by its `mimetype`, or by its parts where it has none. */
export async function isOpenDocument(archive: ZipArchive): Promise<boolean> {
  if (archive.find("[Content_Types].xml") !== undefined) return false;
  if (archive.find("content.xml") !== undefined && archive.find("META-INF/manifest.xml") !== undefined) return true;
  return /^application\/vnd\.(?:oasis\.opendocument|sun\.xml)\./.test(await mediaType(archive));
}

/** The part with a spreadsheet's sheets. @throws BellwetherError naming another kind of document, or saying that it is encrypted */
export async function findContent(archive: ZipArchive): Promise<ZipEntry> {
  const { place } = archive.file;
  const manifest = await readManifest(archive);
  const media = (await mediaType(archive)) || manifest.media;
  if (!media.startsWith("application/vnd.oasis.opendocument.spreadsheet"))
    for (const [start, what, advice] of OTHERS) if (media.startsWith(start)) throw notASpreadsheet(place, what, advice);
  if (manifest.encrypted) throw passwordProtected(place, "LibreOffice");
  const content = archive.find("content.xml");
  if (content === undefined) throw damaged(place, "its sheets are missing");
  return content;
}

async function mediaType(archive: ZipArchive): Promise<string> {
  const entry = archive.find("mimetype");
  const pieces: Buffer[] = [];
  if (entry === undefined || entry.inflated > LIMITS.mediaType) return "";
  for await (const piece of archive.read(entry, archive.file.place, LIMITS.mediaType)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString("latin1").trim();
}

/** What the manifest says of the whole package. */
async function readManifest(archive: ZipArchive): Promise<{ media: string; encrypted: boolean }> {
  const entry = archive.find("META-INF/manifest.xml");
  const manifest = { media: "", encrypted: false };
  if (entry === undefined) return manifest;
  await scanPart(archive, entry, LIMITS.part, (xml, token) => {
    if (token !== OPEN) return;
    if (xml.is("encryption-data")) manifest.encrypted = true;
    if (xml.is("file-entry") && xml.attribute("full-path") === "/") manifest.media = xml.attribute("media-type") ?? "";
  });
  return manifest;
}
