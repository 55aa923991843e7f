import { setImmediate as otherWork } from "node:timers/promises";
import { BATCH, LIMITS } from "../limits.ts";
import { damaged, empty, tooLarge } from "../refusals.ts";
import type { SourceFile } from "../sourceFile.ts";
import type { BytesSurvey } from "../surveyBytes.ts";
import type { SheetRow, Spreadsheet } from "../types.ts";
import { refuseOtherKinds } from "../textKind.ts";
import { dialectOf, type Dialect } from "./delimiter.ts";
import { encodingOf, textDecoder, type Encoding } from "./encoding.ts";
import { RecordSplitter } from "./recordSplitter.ts";

const PIECE = 128 * 1024;

/** Opens delimited text: its encoding, delimiter and line ends are told from the bytes, and every cell is text as written. */
export function openCsv(file: SourceFile, survey: BytesSurvey): Spreadsheet {
  if (survey.blank) throw empty(file.place);
  const encoding = encodingOf(survey.head, survey.utf8 === "valid");
  refuseOtherKinds(file.place, survey.head, encoding.startsWith("utf-16"));
  if (survey.utf8 === "cut" && !encoding.startsWith("utf-16"))
    throw damaged(file.place, "its last character is incomplete");
  const decoder = textDecoder(encoding);
  const whole = survey.head.length === file.bytes;
  const dialect = dialectOf(decoder.add(survey.head) + (whole ? decoder.end() : ""), whole);
  return {
    format: "csv",
    sha256: survey.sha256,
    bytes: file.bytes,
    notes: encoding === "utf-8" ? [] : [`The file is written in ${SPELLED[encoding]}, not UTF-8; it was read as such.`],
    sheets: [{ name: null, hidden: false, rows: () => rowsOf(file, encoding, dialect) }],
    close: () => file.close(),
  };
}

const SPELLED = { "utf-16le": "UTF-16", "utf-16be": "UTF-16", "windows-1252": "Windows-1252" };

async function* rowsOf(
  file: SourceFile,
  encoding: Encoding,
  dialect: Dialect,
): AsyncGenerator<readonly SheetRow[], void, undefined> {
  const decoder = textDecoder(encoding);
  const splitter = new RecordSplitter(dialect.delimiter);
  let skip = dialect.skip;
  for await (const bytes of file.pass((handle) => file.slices(handle, 0, file.bytes, PIECE))) {
    const text = decoder.add(bytes);
    splitter.add(skip === 0 ? text : text.slice(skip));
    skip = Math.max(0, skip - text.length);
    while (splitter.next(false)) if (isFull(splitter)) yield* batch(file, splitter);
    if (splitter.waiting > LIMITS.record) throw endlessRecord(file, splitter);
    file.progress.add(bytes.length);
  }
  splitter.add(decoder.end());
  while (splitter.next(true)) if (isFull(splitter)) yield* batch(file, splitter);
  if (splitter.openQuote) throw endlessRecord(file, splitter);
  file.progress.complete();
  if (splitter.rows.length > 0) yield* batch(file, splitter);
}

function isFull(splitter: RecordSplitter): boolean {
  return splitter.rows.length >= BATCH.rows || splitter.cells >= BATCH.cells;
}

async function* batch(
  file: SourceFile,
  splitter: RecordSplitter,
): AsyncGenerator<readonly SheetRow[], void, undefined> {
  yield splitter.take();
  await otherWork();
  file.check();
}

function endlessRecord(file: SourceFile, splitter: RecordSplitter): Error {
  const row = splitter.row + 1;
  const place = { ...file.place, row };
  if (!splitter.openQuote) return tooLarge(place, `has a row (${row}) far longer than any spreadsheet row`);
  return damaged(
    place,
    `a quotation mark opened in row ${row} is never closed, so the rows after it cannot be told apart`,
  );
}
