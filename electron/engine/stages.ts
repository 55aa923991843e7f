import { randomUUID } from "node:crypto";
import type { Input, Output, PreviewRow, StagedImport } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { parseMonth, type Month } from "../../shared/month.ts";
import { columnLetter, type Role } from "./intake/columns.ts";
import { decoded, type KeyFile } from "./intake/jiscKey.ts";
import type { Mapping } from "./intake/mapping.ts";
import { mappingText } from "./intake/mappingText.ts";
import type { StagedPart } from "./intake/parts.ts";
import type { AnsweredColumn } from "./intake/proposeSet.ts";
import { openSpreadsheet } from "./intake/read/open.ts";
import { localDay } from "./intake/register/asOf.ts";
import { withDay } from "./intake/register/read.ts";
import { cellText } from "./intake/rows.ts";
import { stageFile, type SheetChoices, type StagedFile, type StagedSheet } from "./intake/stage.ts";
import { registerVerdictOf } from "./registerVerdict.ts";
import type { WorkContext } from "./importing.ts";
import type { Session } from "./session.ts";
import { mappingAmong, withOwnNames } from "./chosenFiles.ts";
import { knownFrom, stageFiles } from "./staging.ts";
import { readCommonDecisions } from "./store/decisions.ts";
import { countChanges } from "./store/answerers.ts";
import { readQuestionSets } from "./store/questionSets.ts";
import { fatesOf, previewRows, verdictOf, type Fate, type KnownSets } from "./verdict.ts";

/** Files read and waiting to be imported, with what a person has said of them so far. */
export interface Stage {
  readonly session: Session;
  readonly files: readonly StagedFile[];
  readonly refused: StagedImport["refused"];
  readonly keys: readonly KeyFile[];
  readonly mapping: Mapping | null;
  readonly choices: ReadonlyMap<string, SheetChoices>;
  /** Paths the host may let go of once the stage is gone. */
  readonly paths: readonly string[];
}

/** A mapping that is shared holds only wordings that at least this many organisations gave. */
const COMMON = 3;

/** What would become of a part's rows, as of a state of the campaign; its preview once it was asked for. */
interface Looked {
  readonly changes: number;
  readonly fates: readonly Fate[];
  rows: readonly PreviewRow[] | null;
}

/** What waits to be imported in one window. `release` hears of files that are no longer needed. */
export class Stages {
  readonly #stages = new Map<string, Stage>();
  readonly #looked = new WeakMap<StagedPart, Looked>();
  readonly #release: (paths: readonly string[]) => void;

  constructor(release: (paths: readonly string[]) => void) {
    this.#release = release;
  }

  /**
   * Reads files for a session and keeps what they are. A mapping file (.json) among them is used for the others.
   * @throws BellwetherError `cancelled`
   */
  async stage(session: Session, files: Input<"import.stage">["files"], context: WorkContext): Promise<string> {
    const paths = files.map((file) => file.path);
    try {
      const { mapping, faults, others } = await mappingAmong(withOwnNames(files));
      const known = await session.exclusive(() => knownFrom(session.campaign));
      const read = await stageFiles(others, context, { ...known, mapping });
      const id = randomUUID();
      const refused = [...faults, ...read.refused];
      this.#stages.set(id, {
        session,
        files: read.files,
        refused,
        keys: read.keys,
        mapping,
        choices: new Map(),
        paths,
      });
      return id;
    } catch (error) {
      this.#release(paths);
      throw error;
    }
  }

  /** @throws BellwetherError `stage-gone` */
  at(stageId: string): Stage {
    const stage = this.#stages.get(stageId);
    if (stage === undefined) throw stageGone();
    return stage;
  }

  /** Forgets a stage, or all of them; nothing happens where it is gone already. */
  forget(stageId?: string): void {
    for (const id of stageId === undefined ? [...this.#stages.keys()] : [stageId]) {
      const stage = this.#stages.get(id);
      this.#stages.delete(id);
      if (stage !== undefined) this.#release(stage.paths);
    }
  }

  /** Says something of a sheet and reads its file again. @throws BellwetherError `stage-gone`, and the reader's own */
  async choose(said: Input<"import.choose">, context: WorkContext): Promise<void> {
    const stage = this.at(said.stageId);
    const { file, place } = placeAt(stage, said.sheetKey);
    const choices = new Map(stage.choices).set(said.sheetKey, choicesWith(stage.choices.get(said.sheetKey), said));
    const ofFile = new Map<number, SheetChoices>();
    for (const [key, own] of choices) {
      const [index, position] = key.split("/").map(Number);
      if (index === stage.files.indexOf(file)) ofFile.set(position ?? 0, own);
    }
    const { stageId: _stage, sheetKey: _key, asOf, ...others } = said;
    if (asOf !== undefined && Object.keys(others).length === 0 && file.registers.length > 0) {
      this.#replace(said.stageId, file, onDay(file, place, asOf, localDay(new Date())), choices);
      return;
    }
    const known = await stage.session.exclusive(() => knownFrom(stage.session.campaign));
    const name = `Reading ${file.name}`;
    const again = await stageFile(file.input, {
      ...known,
      mapping: stage.mapping,
      keys: stage.keys,
      choices: ofFile,
      signal: context.signal,
      onRows: (done) => context.progress({ stage: name, done, total: null }),
    });
    if (again.sha256 !== file.sha256) throw fileChanged(file.name);
    if (![...again.sheets, ...again.registers].some(({ position }) => position === place)) throw nothingLeft(file.name);
    this.#replace(said.stageId, file, again, choices);
  }

  #replace(stageId: string, file: StagedFile, again: StagedFile, choices: Stage["choices"]): void {
    const newest = this.at(stageId);
    const files = newest.files.map((other) => (other.input.path === file.input.path ? again : other));
    this.#stages.set(stageId, { ...newest, files, choices });
  }

  /** Leaves a file out. */
  leaveOut(stageId: string, name: string): void {
    const stage = this.at(stageId);
    const gone = stage.files.findIndex((file) => file.name === name);
    const choices = new Map<string, SheetChoices>();
    for (const [key, own] of stage.choices) {
      const [index = 0, position = 0] = key.split("/").map(Number);
      if (gone >= 0 && index !== gone) choices.set(`${index > gone ? index - 1 : index}/${position}`, own);
    }
    const files = stage.files.filter((_, index) => index !== gone);
    const refused = gone >= 0 ? stage.refused : stage.refused.filter((fault) => fault.file !== name);
    this.#stages.set(stageId, { ...stage, files, refused, choices });
  }

  /** The stage as the contract gives it. Reads the campaign: call it in the session's turn. */
  show(stageId: string): StagedImport {
    const { session, files, refused } = this.at(stageId);
    const sets = knownSets(session);
    const fatesIn = (sheet: StagedSheet, part: StagedPart): readonly Fate[] =>
      this.#look(session, sheet, part, sets).fates;
    const sheets = files.flatMap((file, index) =>
      file.sheets.map((sheet) => verdictOf(file, `${index}/${sheet.position}`, sheet, sets, fatesIn)),
    );
    const together = files.flatMap((file) => file.registers);
    const registers = files.flatMap((file, index) =>
      file.registers.map((register) =>
        registerVerdictOf(session.campaign, file, `${index}/${register.position}`, register, together),
      ),
    );
    return { stageId, sheets, registers, refused };
  }

  /** Rows of a part for the preview. Reads the campaign: call it in the session's turn. */
  rows(query: Input<"import.rows"> & { readonly search: string }): Output<"import.rows"> {
    const stage = this.at(query.stageId);
    const { sheet } = sheetAt(stage, query.sheetKey);
    const part = sheet.parts.find(({ key }) => key === query.part);
    if (part === undefined) throw stageGone();
    const wanted = query.search.trim().toLowerCase();
    const rows = this.#preview(stage, sheet, part).filter(
      (row) =>
        (query.fate === "all" || row.fate === query.fate) &&
        (wanted === "" ||
          [
            row.organisation ?? "",
            row.reason ?? "",
            String(row.row),
            ...row.answers.map(({ written }) => written),
          ].some((text) => text.toLowerCase().includes(wanted))),
    );
    return { total: rows.length, rows: rows.slice(query.offset, query.offset + query.limit) };
  }

  /** Every row of a part as it would come out. */
  #preview(stage: Stage, sheet: StagedSheet, part: StagedPart): readonly PreviewRow[] {
    const sets = knownSets(stage.session);
    const looked = this.#look(stage.session, sheet, part, sets);
    const own = sets.get(part.set)?.set ?? stage.mapping?.questionSets.find(({ code }) => code === part.set) ?? null;
    return (looked.rows ??= previewRows(sheet, part, looked.fates, own));
  }

  /** What would become of a part's rows; looked up again only once the campaign has changed. */
  #look({ campaign }: Session, sheet: StagedSheet, part: StagedPart, sets: KnownSets): Looked {
    const changes = countChanges(campaign);
    const before = this.#looked.get(part);
    if (before?.changes === changes) return before;
    const looked: Looked = { changes, fates: fatesOf(campaign, sheet, part, sets), rows: null };
    this.#looked.set(part, looked);
    return looked;
  }

  /** A staged sheet's mapping as a file. Reads the campaign: call it in the session's turn. */
  mapping(stageId: string, sheetKey: string): Output<"import.mapping"> {
    const stage = this.at(stageId);
    const { file, sheet } = sheetAt(stage, sheetKey);
    const { campaign } = stage.session;
    const sets = readQuestionSets(campaign).map(({ set }) => set);
    const text = mappingText(sheet, sets, readCommonDecisions(campaign, COMMON));
    return { name: `${file.name.replace(/\.[^.]+$/, "")} mapping.json`, text };
  }
}

function knownSets({ campaign }: Session): KnownSets {
  return new Map(readQuestionSets(campaign).map((stored) => [stored.set.code, stored]));
}

/** Every answer in some columns of a staged sheet, read from its file again. */
export async function answeredColumns(
  stage: Stage,
  sheetKey: string,
  columns: readonly number[],
): Promise<AnsweredColumn[]> {
  const { file, sheet } = sheetAt(stage, sheetKey);
  const spreadsheet = await openSpreadsheet(file.input.path, file.name);
  try {
    const source = spreadsheet.sheets[sheet.position];
    if (source === undefined || spreadsheet.sha256 !== file.sha256) throw fileChanged(file.name);
    const last = sheet.proposal.headerRows.at(-1) ?? 0;
    const values = columns.map((): string[] => []);
    for await (const batch of decoded(source, stage.keys).sheet.rows()) {
      for (const row of batch) {
        if (row.row <= last) continue;
        for (const [index, column] of columns.entries()) values[index]?.push(cellText(row.cells[column] ?? null));
      }
    }
    return columns.map((column, index) => ({
      header: sheet.proposal.columns[column]?.header ?? columnLetter(column),
      values: values[index] ?? [],
    }));
  } finally {
    await spreadsheet.close();
  }
}

/** The file and place of a staged sheet or register by its key. @throws BellwetherError `stage-gone` */
function placeAt(stage: Stage, sheetKey: string): { file: StagedFile; place: number } {
  const [index, position] = sheetKey.split("/").map(Number);
  const file = stage.files[index ?? -1];
  const found = [...(file?.sheets ?? []), ...(file?.registers ?? [])].find((sheet) => sheet.position === position);
  if (file === undefined || found === undefined) throw stageGone();
  return { file, place: found.position };
}

/** A file with the day that one of its registers tells about said: nothing has to be read again for it. */
function onDay(file: StagedFile, position: number, day: string, today: string): StagedFile {
  const registers = file.registers.map((register) =>
    register.position === position ? withDay(register, day, today) : register,
  );
  return { ...file, registers };
}

/** A staged sheet by its key. @throws BellwetherError `stage-gone` */
export function sheetAt(stage: Stage, sheetKey: string): { file: StagedFile; sheet: StagedSheet } {
  const [index, position] = sheetKey.split("/").map(Number);
  const file = stage.files[index ?? -1];
  const sheet = file?.sheets.find((candidate) => candidate.position === position);
  if (file === undefined || sheet === undefined) throw stageGone();
  return { file, sheet };
}

/** The fault of asking for files that no longer wait. */
export function stageGone(): BellwetherError {
  return new BellwetherError("stage-gone", "These files are no longer waiting to be imported. Choose them again.");
}

function choicesWith(before: SheetChoices | undefined, said: Input<"import.choose">): SheetChoices {
  const places = new Map<number, Role | null>(before?.places ?? []);
  for (const [index, role] of Object.entries(said.columns ?? {})) places.set(Number(index), role);
  const months = new Map<string, Month>(before?.months ?? []);
  for (const [part, text] of Object.entries(said.months ?? {})) {
    const month = parseMonth(text);
    if (month !== null) months.set(part, month);
  }
  const headerRow = said.headerRow === undefined ? (before?.headerRow ?? null) : said.headerRow;
  return {
    places,
    months,
    dateOrder: said.dateOrder ?? before?.dateOrder ?? null,
    headerRow,
    kind: said.kind ?? before?.kind ?? null,
    asOf: said.asOf ?? before?.asOf ?? null,
  };
}

function fileChanged(file: string): BellwetherError {
  return new BellwetherError("stage-gone", `${file} has changed since it was read. Choose it again.`, { file });
}

function nothingLeft(file: string): BellwetherError {
  return new BellwetherError(
    "bad-mapping",
    `${file}: no column would be left that answers a question. Leave the file out of the import, or keep one question.`,
    { file },
  );
}
