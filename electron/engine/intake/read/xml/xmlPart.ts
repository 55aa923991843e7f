import { TextDecoder } from "node:util";
import { damaged, notASpreadsheet, type FilePlace } from "../refusals.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";
import { MORE, XmlScanner, type Token } from "./xmlScanner.ts";
import { Turns } from "../turns.ts";

/** Runs over a whole XML part, showing each token to `visit`. @throws BellwetherError as the scanner and archive do */
export async function scanPart(
  archive: ZipArchive,
  entry: ZipEntry,
  limit: number,
  visit: (scanner: XmlScanner, token: Token) => void,
  heard?: (bytes: number) => void,
): Promise<void> {
  const place = archive.file.place;
  const turns = new Turns();
  const scanner = new XmlScanner(place);
  for await (const piece of xmlPieces(archive, entry, place, limit, heard)) {
    scanner.add(piece);
    for (let token = scanner.next(); token !== MORE; token = scanner.next()) visit(scanner, token);
    archive.file.check();
    if (turns.over) await turns.pass();
  }
  if (!scanner.finished) throw damaged(place, "a part of it stops before its end");
}

/** The bytes of an XML part as UTF-8, whatever encoding it is written in; `heard` as the archive takes it. */
export async function* xmlPieces(
  archive: ZipArchive,
  entry: ZipEntry,
  place: FilePlace,
  limit: number,
  heard?: (bytes: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let decoder: TextDecoder | undefined;
  let first = true;
  for await (const piece of archive.read(entry, place, limit, heard)) {
    if (first) decoder = decoderOf(piece, place);
    first = false;
    yield decoder === undefined ? piece : Buffer.from(decoder.decode(piece, { stream: true }));
  }
}

/** None for UTF-8. */
function decoderOf(start: Buffer, place: FilePlace): TextDecoder | undefined {
  const mark = start.toString("hex", 0, 2);
  if (mark === "fffe" || mark === "3c00") return new TextDecoder("utf-16le");
  if (mark === "feff" || mark === "003c") return new TextDecoder("utf-16be");
  const told = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(
    start.toString("latin1", 0, 256),
  )?.[1];
  if (told === undefined || /^(?:utf-?8|us-ascii)$/i.test(told)) return undefined;
  try {
    return new TextDecoder(told);
  } catch {
    throw notASpreadsheet(
      place,
      `is written in the character encoding “${told}”, which cannot be read`,
      "Open it in Excel and save it again as .xlsx.",
    );
  }
}
