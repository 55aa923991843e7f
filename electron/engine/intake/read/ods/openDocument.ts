import { LIMITS } from "../limits.ts";
import { hiddenSheetNote, sheetNotes } from "../sheetNotes.ts";
import { Turns } from "../turns.ts";
import type { Sheet, SheetRow, Spreadsheet } from "../types.ts";
import { xmlPieces } from "../xml/xmlPart.ts";
import { savedAt } from "../zip/savedAt.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import type { ZipEntry } from "../zip/zipDirectory.ts";
import { findContent } from "./documentKind.ts";
import { TableReader } from "./tableReader.ts";
import { listTables, type Table } from "./tables.ts";

/** Opens an OpenDocument spreadsheet: its sheets are listed now, and each read in a pass of its own over the content they share. */
export async function openDocument(archive: ZipArchive, sha256: string): Promise<Spreadsheet> {
  const { file } = archive;
  const content = await findContent(archive);
  const tables = await listTables(archive, content);
  const notes = tables.filter(({ hidden }) => hidden).map(({ name }) => hiddenSheetNote(name));
  const reading: Reading = {
    archive,
    content,
    note: (text) => {
      if (!notes.includes(text)) notes.push(text);
    },
    unread: new Set(tables),
    counted: 0,
  };
  return {
    format: "ods",
    sha256,
    bytes: file.bytes,
    modified: await savedAt(archive),
    notes,
    sheets: tables.map((table): Sheet => ({
      name: table.name,
      hidden: table.hidden,
      rows: () => rowsOf(reading, table),
    })),
    close: () => file.close(),
  };
}

interface Reading {
  readonly archive: ZipArchive;
  readonly content: ZipEntry;
  readonly note: (text: string) => void;
  readonly unread: Set<Table>;
  /** Bytes of the file that have been told as progress: each sheet's are read again for those after it. */
  counted: number;
}

async function* rowsOf(reading: Reading, table: Table): AsyncGenerator<readonly SheetRow[], void, undefined> {
  const { archive, content } = reading;
  const { file } = archive;
  const place = { ...file.place, sheet: table.name };
  const turns = new Turns();
  const reader = new TableReader(place, table.index);
  let heard = 0;
  const hear = (bytes: number): void => {
    heard += bytes;
    if (reader.done || heard <= reading.counted) return;
    file.progress.add(heard - reading.counted);
    reading.counted = heard;
  };
  for await (const piece of xmlPieces(archive, content, place, LIMITS.sheet, hear)) {
    if (turns.over) await turns.pass();
    file.check();
    // What follows the sheet is unpacked all the same: only then is the checksum known.
    if (reader.done) continue;
    reader.add(piece);
    while (reader.fill()) {
      yield reader.take();
      if (turns.over) await turns.pass();
      file.check();
    }
  }
  reader.finish();
  reading.unread.delete(table);
  if (reading.unread.size === 0) file.progress.complete();
  for (const note of sheetNotes(table.name, reader)) reading.note(note);
  if (reader.rows.length > 0) yield reader.take();
}
