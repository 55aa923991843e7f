import { BellwetherError, cancelled, throwIfCancelled } from "../../../shared/errors.ts";
import { monthNumber, parseMonth, type Month } from "../../../shared/month.ts";
import { QUESTIONS } from "../../../shared/vocabulary.ts";
import type { NewFile, NewSheet } from "../store/imports.ts";
import { HANDBACK_SET_ID } from "../store/questionSets.ts";
import { collectionMonth, contradicts, type MonthFinding } from "./collectionMonth.ts";
import type { Mapping } from "./mapping.ts";
import { openSpreadsheet } from "./read/open.ts";
import type { Sheet, SheetRow } from "./read/types.ts";
import {
  columnLetter,
  fullestHeaders,
  HEADER_SEARCH_ROWS,
  nothingRecognised,
  recognise,
  type Proposal,
} from "./recognise.ts";
import { codeRows, fingerprintsOf, rawRow, type CodedRows, type RawRow, type SetAside } from "./rows.ts";

/** A file to import: where it is, and the name the user knows it by. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
}

/** A sheet read, recognised and coded, waiting for its month to be certain and for the user to commit. */
export interface StagedSheet {
  readonly position: number;
  readonly name: string | null;
  readonly proposal: Proposal;
  readonly finding: MonthFinding;
  readonly month: Month | null;
  readonly coded: CodedRows;
  readonly setAside: readonly SetAside[];
  readonly rowsRead: number;
}

/** A file read to the end. At least one sheet holds responses. */
export interface StagedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: readonly StagedSheet[];
  readonly ignoredSheets: readonly string[];
  readonly notes: readonly string[];
}

/** How to read: what the user said, and how far along it is. `onRows` hears the rows read so far of this file. */
export interface StageOptions {
  readonly month?: Month | null;
  readonly mapping?: Mapping | null;
  readonly signal?: AbortSignal | undefined;
  readonly onRows?: ((rows: number) => void) | undefined;
}

/**
 * Reads a file once, forward, and says what its sheets are. Nothing is stored.
 * @throws BellwetherError what is wrong with the file; `no-recognisable-columns`; `month-contradicted`; `cancelled`
 */
export async function stageFile(input: InputFile, options: StageOptions = {}): Promise<StagedFile> {
  const spreadsheet = await openSpreadsheet(input.path, input.name, { signal: options.signal });
  try {
    const sheets: StagedSheet[] = [];
    const ignored: string[] = [];
    let headers: string[] = [];
    let rows = 0;
    for (const [position, sheet] of spreadsheet.sheets.entries()) {
      const read = await readSheet(sheet, position, input.name, options, (count) => options.onRows?.(rows + count));
      rows += read.rows;
      if (read.staged !== null) sheets.push(read.staged);
      else if (sheet.name !== null) ignored.push(sheet.name);
      if (read.headers.length > headers.length) headers = read.headers;
    }
    if (sheets.length === 0) throw nothingRecognised(input.name, headers);
    if (rows === 0) throw nothingBelow(input.name);
    const { sha256, bytes, notes } = spreadsheet;
    return { name: input.name, sha256, bytes, sheets, ignoredSheets: ignored, notes };
  } catch (error) {
    throw located(error, input.name);
  } finally {
    await spreadsheet.close();
  }
}

/** The sheet with the month the user says, whatever its wording names. */
export function withMonth(sheet: StagedSheet, month: Month): StagedSheet {
  return { ...sheet, month };
}

/** A staged file in the form the store takes. @throws BellwetherError `month-uncertain` while a month is not known */
export function toNewFile(file: StagedFile): NewFile {
  return {
    name: file.name,
    sha256: file.sha256,
    bytes: file.bytes,
    sheets: file.sheets.map((sheet) => toNewSheet(sheet, file.name)),
  };
}

/** A staged sheet in the form the store takes. @throws BellwetherError `month-uncertain` while its month is not known */
export function toNewSheet(sheet: StagedSheet, file: string): NewSheet {
  if (sheet.month === null) throw monthUncertain(sheet, file);
  const { source, platform } = sheet.proposal;
  return {
    position: sheet.position,
    name: sheet.name,
    source,
    platform,
    month: monthNumber(sheet.month),
    questionSet: HANDBACK_SET_ID,
    mapping: JSON.stringify(mappingOf(sheet)),
    responses: sheet.coded.responses,
    fingerprints: fingerprintsOf(sheet.coded.responses, sheet.month, platform ?? source),
    setAside: sheet.setAside,
    issues: sheet.coded.issues,
  };
}

/** The mapping as it is shown: one entry a column taken for a question or field, in column order. */
export function mappingOf(
  sheet: StagedSheet,
): { column: string; header: string; question: string; confidence: number; reason: string }[] {
  return sheet.proposal.roles
    .toSorted((a, b) => (a.columns[0] ?? 0) - (b.columns[0] ?? 0))
    .map(({ role, columns, header, confidence, reason }) => ({
      column: columns.map(columnLetter).join("+"),
      header,
      question: role,
      confidence,
      reason,
    }));
}

/** Asks for the month of a sheet that does not give it. */
export function monthUncertain(sheet: StagedSheet, file: string): BellwetherError {
  return new BellwetherError(
    "month-uncertain",
    `${file}${sheet.name === null ? "" : `, sheet ${sheet.name}`}: the month of this collection cannot be told. ${sheet.finding.reason} Say which month the questions ask about, for example with --month 2025-01.`,
    { file, sheet: sheet.name ?? undefined },
  );
}

function nothingBelow(file: string): BellwetherError {
  return new BellwetherError(
    "empty-file",
    `${file} has the headings of the questions but no rows below them. Export it again with the responses.`,
    { file },
  );
}

interface ReadSheet {
  readonly staged: StagedSheet | null;
  readonly headers: string[];
  readonly rows: number;
}

async function readSheet(
  sheet: Sheet,
  position: number,
  file: string,
  options: StageOptions,
  onRows: (count: number) => void,
): Promise<ReadSheet> {
  const first: SheetRow[] = [];
  let proposal: Proposal | null = null;
  let taken: { raw: RawRow[]; setAside: SetAside[] } | null = null;
  let rows = 0;
  const take = (row: SheetRow, recognised: Proposal): void => {
    taken ??= { raw: [], setAside: [] };
    if (row.row <= (recognised.headerRows.at(-1) ?? 0)) return;
    rows += 1;
    const raw = rawRow(row, recognised.roles);
    if (raw === null) taken.setAside.push({ row: row.row, reason: "The headings are repeated in this row." });
    else taken.raw.push(raw);
  };
  const settle = (): void => {
    proposal = recognise(first, options.mapping ?? null);
    if (proposal !== null) for (const row of first) take(row, proposal);
  };
  for await (const batch of sheet.rows()) {
    throwIfCancelled(options.signal);
    for (const row of batch) {
      if (proposal !== null) take(row, proposal);
      else if (first.length <= HEADER_SEARCH_ROWS) {
        first.push(row);
        if (first.length > HEADER_SEARCH_ROWS) settle();
      }
    }
    onRows(rows);
  }
  if (proposal === null && first.length <= HEADER_SEARCH_ROWS) settle();
  if (proposal === null || taken === null) return { staged: null, headers: fullestHeaders(first), rows };
  if (options.signal?.aborted === true) throw cancelled();
  return { staged: staged(sheet, position, proposal, taken, rows, file, options), headers: [], rows };
}

function staged(
  sheet: Sheet,
  position: number,
  proposal: Proposal,
  taken: { raw: readonly RawRow[]; setAside: readonly SetAside[] },
  rowsRead: number,
  file: string,
  options: StageOptions,
): StagedSheet {
  const coded = codeRows(taken.raw, proposal, options.mapping?.dateOrder ?? null);
  const wordings = proposal.roles
    .filter(({ role }) => QUESTIONS.some((question) => question === role))
    .map(({ header }) => header);
  const finding = collectionMonth(wordings, coded.submissions);
  const stated = options.month ?? null;
  if (stated !== null && contradicts(stated, finding.named)) {
    throw new BellwetherError(
      "month-contradicted",
      `${file}${sheet.name === null ? "" : `, sheet ${sheet.name}`}: ${finding.reason} You said ${stated}. Import this file without --month, or, if its wording is out of date, give the month in a mapping file.`,
      { file, sheet: sheet.name ?? undefined },
    );
  }
  const mapped = options.mapping?.month ?? null;
  return {
    position,
    name: sheet.name,
    proposal,
    finding,
    month: (mapped === null ? null : parseMonth(mapped)) ?? stated ?? finding.month,
    coded,
    setAside: [...taken.setAside, ...coded.setAside].sort((a, b) => a.row - b.row),
    rowsRead,
  };
}

/** A fault of a sheet's content that does not name its file yet gets the file's name. */
function located(error: unknown, file: string): unknown {
  if (!(error instanceof BellwetherError) || error.place.file !== undefined) return error;
  if (error.code === "cancelled") return error;
  return new BellwetherError(error.code, `${file}: ${error.message}`, { ...error.place, file }, { cause: error });
}
