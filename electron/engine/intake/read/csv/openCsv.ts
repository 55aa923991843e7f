import { crc32 } from "node:zlib";
import { BATCH, LIMITS } from "../limits.ts";
import { changed, damaged, empty, endlessRow } from "../refusals.ts";
import type { SourceFile } from "../sourceFile.ts";
import type { BytesSurvey } from "../surveyBytes.ts";
import type { SheetRow, Spreadsheet } from "../types.ts";
import { refuseOtherKinds } from "../textKind.ts";
import { dialectOf, type Dialect } from "./delimiter.ts";
import { encodingOf, fieldReader, type FieldReader } from "./encoding.ts";
import { RecordSplitter } from "./recordSplitter.ts";
import { Turns } from "../turns.ts";

/** A piece is split in smaller ones: V8 keeps a text of 32 KB among its short-lived objects, so that less memory waits to be freed. */
const PIECE = 256 * 1024;
const SPLIT = 32 * 1024;

/** Opens delimited text: its encoding, delimiter and line ends are told from the bytes, and every cell is text as written. */
export function openCsv(file: SourceFile, survey: BytesSurvey): Spreadsheet {
  if (survey.blank) throw empty(file.place);
  const encoding = encodingOf(survey.head, survey.utf8 === "valid");
  refuseOtherKinds(file.place, survey.head, encoding.startsWith("utf-16"));
  const cut = encoding.startsWith("utf-16") ? file.bytes % 2 === 1 : survey.utf8 === "cut";
  if (cut) throw damaged(file.place, "its last character is incomplete");
  const reader = (): FieldReader => fieldReader(encoding, survey.head);
  const dialect = dialectOf(reader(), survey.head, survey.head.length === file.bytes);
  return {
    format: "csv",
    sha256: survey.sha256,
    bytes: file.bytes,
    modified: file.modified,
    notes: encoding === "utf-8" ? [] : [`The file is written in ${SPELLED[encoding]}, not UTF-8; it was read as such.`],
    sheets: [{ name: null, hidden: false, rows: () => rowsOf(file, survey.crc, reader(), dialect) }],
    close: () => file.close(),
  };
}

const SPELLED = { "utf-16le": "UTF-16", "utf-16be": "UTF-16", "windows-1252": "Windows-1252" };

async function* rowsOf(
  file: SourceFile,
  expected: number,
  reader: FieldReader,
  dialect: Dialect,
): AsyncGenerator<readonly SheetRow[], void, undefined> {
  const turns = new Turns();
  const splitter = new RecordSplitter(dialect.delimiter, reader.decode);
  let skip = reader.mark + dialect.skip;
  let crc = 0;
  for await (const bytes of file.pass((handle) => file.slices(handle, 0, file.bytes, PIECE, true))) {
    crc = crc32(bytes, crc);
    const piece = reader.pieceOf(bytes);
    for (let at = skip, to = at; at < piece.length; at = to) {
      // A record that waits for its end is gone through again with each piece: the longer it is, the more is added.
      to = at + Math.max(SPLIT, splitter.waiting);
      splitter.add(piece.subarray(at, to));
      while (splitter.next(false)) {
        if (splitter.rows.length < BATCH.rows && splitter.held < BATCH.cells) continue;
        yield splitter.take();
        if (turns.over) await turns.pass();
        file.check();
      }
      if (splitter.waiting > LIMITS.record) throw endlessRecord(file, splitter);
    }
    skip = Math.max(0, skip - piece.length);
    file.progress.add(bytes.length);
  }
  if (crc !== expected) throw changed(file.place);
  splitter.next(true);
  if (splitter.openQuote) throw endlessRecord(file, splitter);
  file.progress.complete();
  if (splitter.rows.length > 0) yield splitter.take();
}

function endlessRecord(file: SourceFile, splitter: RecordSplitter): Error {
  const row = splitter.row + 1;
  const place = { ...file.place, row };
  if (!splitter.openQuote) return endlessRow(place, row);
  return damaged(
    place,
    `a quotation mark opened in row ${row} is never closed, so the rows after it cannot be told apart`,
  );
}
