import { setImmediate as nextTurn } from "node:timers/promises";
import { BellwetherError, throwIfCancelled } from "../../../shared/errors.ts";
import type { Month } from "../../../shared/month.ts";
import type { QuestionSet } from "../../../shared/questionSets.ts";
import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { columnLetter, type Role } from "./columns.ts";
import { settleDateOrder, type OpenDateOrder } from "./dateOrder.ts";
import type { DateOrder } from "./dates.ts";
import { decoded, isJiscCoded, type KeyFile } from "./jiscKey.ts";
import { NO_MAPPING, type Mapping } from "./mapping.ts";
import type { RememberedSheet, SheetMemory } from "./memory.ts";
import { partsOf, type StagedPart } from "./parts.ts";
import type { QualityContext } from "./quality/qualityRow.ts";
import { withWarnings } from "./quality/warnings.ts";
import { openSpreadsheet } from "./read/open.ts";
import type { Sheet } from "./read/types.ts";
import { nothingRecognised, recognise, rolesInOrder, type OpenColumn, type Proposal } from "./recognise.ts";
import { localDay } from "./register/asOf.ts";
import type { StagedRegister } from "./register/register.ts";
import {
  besideDirectory,
  directoryIn,
  emptyRegister,
  memberListAt,
  noMembers,
  notMembers,
  nothingUsable,
  storesNothing,
  type RegisterChoice,
} from "./register/stage.ts";
import { otherThanMembers, registerOptions } from "./registerSheets.ts";
import { readSheet } from "./sheetRows.ts";

/** A file to import: where it is, and the name the user knows it by. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
}

/** A sheet read, recognised and coded, waiting for what is open to be said and for the user to commit. */
export interface StagedSheet {
  readonly position: number;
  readonly name: string | null;
  readonly proposal: Proposal;
  readonly parts: readonly StagedPart[];
  /** Set where dates can be read in two ways and nothing settles which. */
  readonly openDateOrder: OpenDateOrder | null;
  /** Columns a person has to decide about. */
  readonly openColumns: readonly OpenColumn[];
  /** Some values of each column. */
  readonly samples: readonly (readonly string[])[];
  /** What to keep of how it was read. */
  readonly memory: SheetMemory;
  readonly notes: readonly string[];
}

/** A file read to the end. At least one sheet holds responses, or is a register. */
export interface StagedFile {
  readonly input: InputFile;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: readonly StagedSheet[];
  readonly registers: readonly StagedRegister[];
  readonly ignoredSheets: readonly string[];
  readonly notes: readonly string[];
}

/** What a person said of one sheet on the screen; it wins over a mapping for all files. */
export interface SheetChoices extends RegisterChoice {
  readonly places: ReadonlyMap<number, Role | null>;
  readonly months: ReadonlyMap<string, Month>;
  readonly dateOrder: DateOrder | null;
}

/** How to read: what the user said, what is known from before, and how far along it is. */
export interface StageOptions {
  readonly month?: Month | null;
  /** Sheets that ask no question are member lists. */
  readonly members?: boolean;
  /** The day that registers tell about, `YYYY-MM-DD`. */
  readonly asOf?: string | null;
  readonly mapping?: Mapping | null;
  readonly choices?: ReadonlyMap<number, SheetChoices>;
  readonly sets?: readonly QuestionSet[];
  /** Sheets imported earlier, the latest first. */
  readonly remembered?: readonly RememberedSheet[];
  /** Keys of coded exports among the files chosen together. */
  readonly keys?: readonly KeyFile[];
  /** The moment that submissions may not be after; ISO. Now, unless given. */
  readonly now?: string;
  readonly signal?: AbortSignal | undefined;
  /** Hears the rows read so far of this file. */
  readonly onRows?: ((rows: number) => void) | undefined;
}

/**
 * Reads a file once, forward, and says what its sheets are. Nothing is stored.
 * @throws BellwetherError what is wrong with the file; `no-recognisable-columns`; `month-contradicted`; `cancelled`
 */
export async function stageFile(input: InputFile, options: StageOptions = {}): Promise<StagedFile> {
  const spreadsheet = await openSpreadsheet(input.path, input.name, { signal: options.signal });
  const { sha256, bytes, notes } = spreadsheet;
  const file = { input, name: input.name, sha256, bytes, notes };
  const saved = { modified: spreadsheet.modified, now: options.now ?? new Date().toISOString() };
  try {
    const asRegisters = await registerOptions(input, options, localDay(new Date(saved.now)));
    const directory = await directoryIn(spreadsheet, asRegisters);
    if (directory?.rowsRead === 0) throw emptyRegister(input.name);
    if (directory !== null && storesNothing(directory)) throw nothingUsable(input.name, directory);
    const registers: StagedRegister[] = directory === null ? [] : [directory];
    const refused: BellwetherError[] = [];
    const isMembers = async (position: number, sheet: Sheet, said: boolean): Promise<boolean> => {
      const other = await otherThanMembers(sheet, options.signal);
      if (other !== null) {
        const fault = notMembers(input.name, sheet.name, other);
        if (said) throw fault;
        refused.push(fault);
        return false;
      }
      const list = await memberListAt(spreadsheet, position, asRegisters);
      if (list !== null) registers.push(list);
      return list !== null;
    };
    const found: StagedSheet[] = [];
    const ignored: string[] = [];
    let headers: readonly string[] = [];
    let rows = directory?.rowsRead ?? 0;
    for (const [position, sheet] of spreadsheet.sheets.entries()) {
      if (position === directory?.position) continue;
      const kind = options.choices?.get(position)?.kind ?? null;
      if (kind === "member-list" && (await isMembers(position, sheet, true))) continue;
      if (directory !== null && kind === null && besideDirectory(sheet.name)) {
        ignored.push(...(sheet.name === null ? [] : [sheet.name]));
        continue;
      }
      const onRows = (count: number): void => options.onRows?.(rows + count);
      const read = await stageSheet(sheet, position, options, saved, onRows).catch((error: unknown) => {
        throw located(error, input.name, sheet.name);
      });
      rows += read.rows;
      const nothing = read.staged === null || isUnknown(read.staged);
      const proposed = nothing && options.members === true && kind === null && directory === null;
      if (proposed && (await isMembers(position, sheet, false))) continue;
      if (read.staged !== null) found.push(read.staged);
      else if (sheet.name !== null) ignored.push(sheet.name);
      if (read.headers.length > headers.length) headers = read.headers;
    }
    const known = found.filter((sheet) => !isUnknown(sheet) || options.choices?.has(sheet.position) === true);
    const sheets =
      known.length + registers.length > 0
        ? known
        : found.filter(({ samples }) => samples.some((values) => values?.length > 0));
    if (registers.length > 0 && registers.every(({ rowsRead }) => rowsRead === 0)) throw emptyRegister(input.name);
    if (registers.length === 0 && known.length === 0 && options.members === true)
      throw refused[0] ?? noMembers(input.name, headersOf(found, headers));
    if (registers.length === 0 && sheets.every(isCoded)) throw nothingRecognised(input.name, headersOf(found, headers));
    if (rows === 0 && registers.length === 0) throw nothingBelow(input.name);
    ignored.push(...found.flatMap((sheet) => (sheets.includes(sheet) || sheet.name === null ? [] : [sheet.name])));
    const used = registers.filter((each) => !storesNothing(each) || options.choices?.has(each.position) === true);
    const kept = used.length + sheets.length === 0 ? registers : used;
    ignored.push(...registers.flatMap((each) => (kept.includes(each) ? [] : (each.sheet ?? []))));
    return { ...file, sheets, registers: kept, ignoredSheets: ignored };
  } catch (error) {
    throw located(error, input.name, null);
  } finally {
    await spreadsheet.close();
  }
}

/** True for a sheet in which no column answers a question that is known, nor may do so. */
export function isUnknown({ parts, openColumns }: StagedSheet): boolean {
  return parts.length === 0 && openColumns.length === 0;
}

function isCoded({ proposal }: StagedSheet): boolean {
  return proposal.blocks.length === 0 && isJiscCoded(proposal.columns.map(({ header }) => header));
}

/** The headings of the widest of some sheets, for telling a person what was found. */
export function headersOf(found: readonly StagedSheet[], otherwise: readonly string[]): readonly string[] {
  const [widest] = found.toSorted((a, b) => b.proposal.columns.length - a.proposal.columns.length);
  return widest?.proposal.columns.map(({ header }) => header).filter((header) => header !== "") ?? otherwise;
}

/** The mapping as it is shown: one entry a column taken for a question or field, in column order. */
export function mappingOf(
  { proposal }: StagedSheet,
  part: StagedPart | null = null,
): { column: string; header: string; question: string; confidence: number; reason: string }[] {
  const blocks = part === null ? proposal.blocks : [part.block];
  return rolesInOrder({ fields: proposal.fields, blocks }).map(({ role, columns, header, confidence, reason }) => ({
    column: columns.map(columnLetter).join("+"),
    header,
    question: role,
    confidence,
    reason,
  }));
}

function nothingBelow(file: string): BellwetherError {
  return new BellwetherError(
    "empty-file",
    `${file} has the headings of the questions but no rows below them. Export it again with the responses.`,
    { file },
  );
}

async function stageSheet(
  sheet: Sheet,
  position: number,
  options: StageOptions,
  saved: Omit<QualityContext, "month">,
  onRows: (count: number) => void,
): Promise<{ staged: StagedSheet | null; headers: readonly string[]; rows: number }> {
  const choices = options.choices?.get(position);
  const given = options.mapping ?? NO_MAPPING;
  const mapping: Mapping = {
    ...given,
    places: choices?.places ?? given.places,
    dateOrder: choices?.dateOrder ?? given.dateOrder,
    headerRow: choices?.headerRow ?? given.headerRow,
  };
  const sets = [...(options.sets ?? []), ...given.questionSets];
  const source = decoded(sheet, options.keys ?? []);
  const read = await readSheet(
    source.sheet,
    (first) => recognise(first, { mapping, sets, remembered: options.remembered ?? [] }),
    { signal: options.signal, onRows },
  );
  const { proposal } = read;
  if (proposal === null) return { staged: null, headers: read.headers, rows: read.rows };
  const dates = settleDateOrder(read.raw, proposal);
  const said = { stated: options.month ?? null, mapped: given.month, byPart: choices?.months ?? new Map() };
  const parts = await inTurns(
    partsOf(proposal, read.raw, read.setAside, dates.order, sets, said, sheet.name),
    options.signal,
  );
  const key = source.used();
  const notes = [...proposal.notes, ...dates.notes, ...(key === null ? [] : [`Read with the key in ${key}.`])];
  if (parts.length > 0 && parts.every(({ coded }) => coded.responses.length === 0)) notes.push(NOBODY);
  const openColumns = [...proposal.open, ...clashing(proposal, read.clashes)];
  return {
    staged: {
      position,
      name: sheet.name,
      proposal,
      parts: parts.map((part) => withWarnings(part, read.raw, saved)),
      openDateOrder: dates.open,
      openColumns,
      samples: read.samples,
      memory: memoryOf(proposal, parts),
      notes,
    },
    headers: [],
    rows: read.rows,
  };
}

/** Runs work in steps, letting other work run between them. @throws BellwetherError `cancelled` */
async function inTurns<T>(steps: Generator<number, T>, signal: AbortSignal | undefined): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await nextTurn();
    throwIfCancelled(signal);
  }
}

/** Columns that ask the same and that some row answers differently: one of them counts, and a person says which. */
function clashing(proposal: Proposal, clashes: ReadonlyMap<string, number>): OpenColumn[] {
  return rolesInOrder(proposal).flatMap(({ role, columns }) => {
    const row = clashes.get(role);
    if (row === undefined) return [];
    const letters = columns.map(columnLetter).join(" and ");
    return columns.flatMap((index) => {
      const column = proposal.columns[index];
      const reason = `asks the same as another (columns ${letters}), and row ${row} answers them differently; one of them counts`;
      return column === undefined ? [] : [{ column, suggestion: role, reason }];
    });
  });
}

const NOBODY =
  "No row would be stored. Say under Columns which column identifies who answered: a CQC id, an ODS code, a parent organisation, or the organisation’s name with its postcode.";

const REMEMBERED_OPTIONS = 60;

function memoryOf(proposal: Proposal, parts: readonly StagedPart[]): SheetMemory {
  const options: Record<Role, string[]> = {};
  const closed = new Set<string>(QUESTIONS);
  for (const { coded } of parts) {
    for (const { answers } of coded.responses) {
      for (const { question, written } of answers) {
        if (!closed.has(question)) continue;
        const seen = (options[question] ??= []);
        if (seen.length < REMEMBERED_OPTIONS && !seen.includes(written)) seen.push(written);
      }
    }
  }
  return {
    headers: proposal.columns.map(({ header }) => header),
    roles: rolesInOrder(proposal).map(({ role, header, columns }) => ({ role, header, columns })),
    said: proposal.said,
    dateOrder: proposal.dateOrder ?? proposal.usualOrder,
    options,
  };
}

/** A fault of a sheet's content that does not name its file yet gets the file's name. */
function located(error: unknown, file: string, sheet: string | null): unknown {
  if (!(error instanceof BellwetherError) || error.place.file !== undefined) return error;
  if (error.code === "cancelled") return error;
  const where = `${file}${sheet === null ? "" : `, sheet ${sheet}`}`;
  const place = { ...error.place, file, sheet: error.place.sheet ?? sheet ?? undefined };
  return new BellwetherError(error.code, `${where}: ${error.message}`, place, { cause: error });
}
