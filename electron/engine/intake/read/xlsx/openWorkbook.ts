import { LIMITS } from "../limits.ts";
import type { Sheet, SheetRow, Spreadsheet } from "../types.ts";
import { readSharedStrings } from "./sharedStrings.ts";
import { SheetReader, type WorkbookFacts } from "./sheetReader.ts";
import { sheetNotes } from "../sheetNotes.ts";
import { readCellKinds } from "./styles.ts";
import { findWorkbook } from "./workbookPart.ts";
import { readWorkbook, type SheetPart, type Workbook } from "./workbook.ts";
import { xmlPieces } from "../xml/xmlPart.ts";
import { savedAt } from "../zip/savedAt.ts";
import type { ZipArchive } from "../zip/zipArchive.ts";
import { Turns } from "../turns.ts";

/** Opens an XLSX or XLSM file: its list of sheets now, texts and formats at the first row asked for. */
export async function openWorkbook(archive: ZipArchive, sha256: string): Promise<Spreadsheet> {
  const { file } = archive;
  const workbook = await readWorkbook(archive, await findWorkbook(archive));
  const notes = [...workbook.notes];
  let facts: Promise<WorkbookFacts> | undefined;
  const reading: Reading = {
    archive,
    facts: () => (facts ??= readFacts(archive, workbook)),
    note: (text) => {
      if (!notes.includes(text)) notes.push(text);
    },
    unread: new Set(workbook.sheets),
  };
  return {
    format: "xlsx",
    sha256,
    bytes: file.bytes,
    modified: await savedAt(archive),
    notes,
    sheets: workbook.sheets.map((part): Sheet => ({
      name: part.name,
      hidden: part.hidden,
      rows: () => rowsOf(reading, part),
    })),
    close: () => file.close(),
  };
}

interface Reading {
  readonly archive: ZipArchive;
  readonly facts: () => Promise<WorkbookFacts>;
  readonly note: (text: string) => void;
  readonly unread: Set<SheetPart>;
}

async function readFacts(archive: ZipArchive, workbook: Workbook): Promise<WorkbookFacts> {
  return {
    strings: await readSharedStrings(archive, workbook.sharedStrings),
    kinds: await readCellKinds(archive, workbook.styles),
    from1904: workbook.from1904,
  };
}

async function* rowsOf(reading: Reading, part: SheetPart): AsyncGenerator<readonly SheetRow[], void, undefined> {
  const { file } = reading.archive;
  const place = { ...file.place, sheet: part.name };
  const turns = new Turns();
  const reader = new SheetReader(place, await reading.facts());
  for await (const piece of xmlPieces(reading.archive, part.entry, place, LIMITS.sheet)) {
    reader.add(piece);
    while (reader.fill()) {
      yield reader.take();
      if (turns.over) await turns.pass();
      file.check();
    }
    file.check();
  }
  reader.finish();
  reading.unread.delete(part);
  if (reading.unread.size === 0) file.progress.complete();
  for (const note of sheetNotes(part.name, reader)) reading.note(note);
  if (reader.rows.length > 0) yield reader.take();
}
