import type { Statement } from "better-sqlite3";
import { BellwetherError } from "../../../shared/errors.ts";
import { monthFromNumber, monthLabel } from "../../../shared/month.ts";
import { OPTION_LABELS, OPTIONS, QUESTIONS, type Source } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { guarded } from "./campaignFile.ts";

/** A normalised response, ready to be stored. Codes are indexes into shared/vocabulary; months are store months. */
export interface NewResponse {
  /** Sheet row it came from, as the spreadsheet program shows it. */
  readonly row: number;
  readonly submittedAt: string | null;
  readonly providerId: string | null;
  readonly locationId: string | null;
  readonly odsCode: string | null;
  readonly parentName: string | null;
  readonly organisationName: string | null;
  readonly locationName: string | null;
  readonly postcode: string | null;
  readonly respondentId: string | null;
  readonly serviceTypeAnswer: number | null;
  readonly serviceTypeWritten: string | null;
  readonly serviceTypeSource: number | null;
  readonly region: number | null;
  /** Answers that are not blank. */
  readonly answers: readonly NewAnswer[];
}

/** One coded answer with the cell as it was written. */
export interface NewAnswer {
  readonly question: number;
  readonly option: number;
  readonly written: string;
}

/** Something about a row that was not understood but did not keep it out. */
export interface NewIssue {
  readonly row: number;
  readonly kind: string;
  readonly field: string;
  readonly written: string;
}

/** One sheet's share of an import: its collection and every row below the headers. */
export interface NewSheet {
  readonly position: number;
  readonly name: string | null;
  readonly source: Source;
  readonly platform: string | null;
  readonly month: number;
  /** JSON of the column mapping, kept for the record. */
  readonly mapping: string;
  readonly responses: readonly NewResponse[];
  /** Beside each response: same content and month, same fingerprint. The second of two equal rows has one of its own. */
  readonly fingerprints: readonly Uint8Array[];
  readonly setAside: readonly { readonly row: number; readonly reason: string }[];
  readonly issues: readonly NewIssue[];
}

export interface NewFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: readonly NewSheet[];
}

/** What became of the rows of one sheet. */
export interface SheetOutcome {
  /** Absent where the sheet was not recorded again. */
  readonly sheetId?: number;
  readonly stored: number;
  readonly unchanged: number;
}

/** What became of a row, as `source_row.fate` holds it. */
export const FATES = { stored: 0, unchanged: 1, setAside: 2 } as const;

/** Sources as the store numbers them. */
export const SOURCE_CODES: Readonly<Record<Source, number>> = { "capacity-tracker": 0, survey: 1 };
export const SOURCES: readonly Source[] = ["capacity-tracker", "survey"];

/** One statement for all answers of a response: far cheaper than one an answer. */
function answersSql(count: number): string {
  return `INSERT INTO answer (response_id, question, option, written) VALUES ${Array.from({ length: count }, () => "(?, ?, ?, ?)").join(", ")}`;
}

function storeAnswers(statements: readonly Statement[], id: number | bigint, answers: readonly NewAnswer[]): void {
  const values = answers.flatMap(({ question, option, written }) => [
    id,
    question,
    option,
    written === LABELS[option] ? null : written,
  ]);
  statements[answers.length - 1]?.run(values);
}

/** Labels of the options a scale offers; a wording still unrecognised is always kept as written. */
const LABELS: readonly (string | null)[] = OPTIONS.map((option) =>
  option === "unrecognised" ? null : OPTION_LABELS[option],
);

/** How many responses of these fingerprints the campaign already holds, without storing anything. */
export function countUnchanged(campaign: CampaignFile, fingerprints: readonly Uint8Array[]): number {
  const known = campaign.db.prepare("SELECT 1 FROM response WHERE fingerprint = ?").pluck();
  let unchanged = 0;
  for (const fingerprint of fingerprints) if (known.get(fingerprint) !== undefined) unchanged += 1;
  return unchanged;
}

/**
 * Stores files as one import inside the transaction the caller holds. Steps yield the number of rows written so far, so
 * that long work can report and stop. A file whose rows are all known is not recorded again.
 * @returns the import's id, null where nothing was recorded, and the outcome by file and sheet
 */
export function* storeImport(
  campaign: CampaignFile,
  at: string,
  files: readonly NewFile[],
): Generator<number, { importId: number | null; outcomes: SheetOutcome[][] }> {
  const { db } = campaign;
  const insert = {
    import: db.prepare("INSERT INTO import (at) VALUES (?)"),
    file: db.prepare("INSERT INTO file (import_id, name, sha256, bytes) VALUES (?, ?, ?, ?)"),
    sheet: db.prepare(
      "INSERT INTO sheet (file_id, position, name, source, platform, month, mapping) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    response: db.prepare(
      `INSERT INTO response (fingerprint, source, platform, month, submitted_at, provider_id, location_id, ods_code,
        parent_name, organisation_name, location_name, postcode, respondent_id, service_type_answer,
        service_type_written, service_type_source, region)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    answers: Array.from({ length: QUESTIONS.length }, (_, index) => db.prepare(answersSql(index + 1))),
    row: db.prepare("INSERT INTO source_row (sheet_id, row, fate, response_id, reason) VALUES (?, ?, ?, ?, ?)"),
    issue: db.prepare("INSERT OR IGNORE INTO issue (sheet_id, row, kind, field, written) VALUES (?, ?, ?, ?, ?)"),
  };
  const known = db.prepare("SELECT id FROM response WHERE fingerprint = ?").pluck();
  let importId: number | null = null;
  const outcomes: SheetOutcome[][] = [];
  let written = 0;
  for (const file of files) {
    let fileId: number | bigint | null = null;
    const sheets: SheetOutcome[] = [];
    for (const sheet of file.sheets) {
      if (isRecorded(campaign, file, sheet)) {
        sheets.push({ stored: 0, unchanged: sheet.responses.length });
        continue;
      }
      importId ??= Number(insert.import.run(at).lastInsertRowid);
      fileId ??= insert.file.run(importId, file.name, file.sha256, file.bytes).lastInsertRowid;
      const sheetId = Number(
        insert.sheet.run(
          fileId,
          sheet.position,
          sheet.name,
          SOURCE_CODES[sheet.source],
          sheet.platform,
          sheet.month,
          sheet.mapping,
        ).lastInsertRowid,
      );
      let stored = 0;
      let unchanged = 0;
      for (const [index, r] of sheet.responses.entries()) {
        const fingerprint = sheet.fingerprints[index];
        const existing = known.get(fingerprint) as number | undefined;
        if (existing === undefined) {
          const id = insert.response.run(
            fingerprint,
            SOURCE_CODES[sheet.source],
            sheet.platform,
            sheet.month,
            r.submittedAt,
            r.providerId,
            r.locationId,
            r.odsCode,
            r.parentName,
            r.organisationName,
            r.locationName,
            r.postcode,
            r.respondentId,
            r.serviceTypeAnswer,
            r.serviceTypeWritten,
            r.serviceTypeSource,
            r.region,
          ).lastInsertRowid;
          storeAnswers(insert.answers, id, r.answers);
          insert.row.run(sheetId, r.row, FATES.stored, id, null);
          stored += 1;
        } else {
          insert.row.run(sheetId, r.row, FATES.unchanged, existing, null);
          unchanged += 1;
        }
        written += 1;
        if (written % 2000 === 0) yield written;
      }
      for (const row of sheet.setAside) insert.row.run(sheetId, row.row, FATES.setAside, null, row.reason);
      for (const issue of sheet.issues) insert.issue.run(sheetId, issue.row, issue.kind, issue.field, issue.written);
      sheets.push({ sheetId, stored, unchanged });
    }
    outcomes.push(sheets);
  }
  return { importId, outcomes };
}

/** How many responses that a sheet brought in do not stand. */
export function countSuperseded(campaign: CampaignFile, sheetId: number): number {
  return Number(
    campaign.db
      .prepare(
        `SELECT count(*) FROM source_row WHERE sheet_id = ? AND fate = ${FATES.stored}
         AND response_id NOT IN (SELECT response_id FROM standing WHERE unit = 0)`,
      )
      .pluck()
      .get(sheetId),
  );
}

/**
 * True where this very sheet stands in the campaign with nothing new in it.
 * @throws BellwetherError `already-imported` where it stands with another month or another reading of its columns: which
 * of the two counted would depend on the order of import
 */
function isRecorded(campaign: CampaignFile, file: NewFile, sheet: NewSheet): boolean {
  const before = campaign.db
    .prepare(
      `SELECT sheet.month, file.name FROM sheet JOIN file ON file.id = sheet.file_id
       WHERE file.sha256 = ? AND sheet.position = ?`,
    )
    .get(file.sha256, sheet.position) as { month: number; name: string } | undefined;
  if (before === undefined) return false;
  const same = before.month === sheet.month;
  if (same && countUnchanged(campaign, sheet.fingerprints) === sheet.responses.length) return true;
  const how = same ? "read in another way" : `as ${monthLabel(monthFromNumber(before.month))}`;
  throw new BellwetherError(
    "already-imported",
    `${file.name} has been imported before, ${how}. Undo that import first (in the app: Import, Undo), then import it again.`,
    { file: file.name, sheet: sheet.name ?? undefined },
  );
}

/**
 * Takes an import back inside the transaction the caller holds: its files, its rows, and the responses that no other
 * file holds. A response another file also holds stays, and counts as stored by the earliest of these.
 */
export function removeImport(campaign: CampaignFile, importId: number): void {
  const { db } = campaign;
  db.exec("CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY); DELETE FROM gone");
  db.prepare(
    `INSERT OR IGNORE INTO gone SELECT source_row.response_id FROM source_row
     JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
     WHERE file.import_id = ? AND source_row.response_id IS NOT NULL`,
  ).run(importId);
  db.prepare("DELETE FROM import WHERE id = ?").run(importId);
  db.exec(`
    DELETE FROM response WHERE id IN (SELECT id FROM gone)
      AND id NOT IN (SELECT response_id FROM source_row WHERE response_id IS NOT NULL);
    UPDATE source_row SET fate = ${FATES.stored} WHERE (sheet_id, row) IN (
      SELECT sheet_id, row FROM (
        SELECT sheet_id, row, min(fate) OVER held AS best, row_number() OVER (held ORDER BY sheet_id, row) AS place
        FROM source_row WHERE response_id IN (SELECT id FROM gone) WINDOW held AS (PARTITION BY response_id)
      ) WHERE best > ${FATES.stored} AND place = 1);
    DROP TABLE gone`);
}

/** What is committed is safe in the log already; where the log cannot be folded in now, closing or the next open does. */
function foldLogIn(db: CampaignFile["db"]): void {
  try {
    db.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // Nothing is lost: see above.
  }
}

/** Runs long work in one IMMEDIATE transaction, in steps; anything thrown (a cancel too) leaves the file as it was. */
export async function inTransaction<T>(
  campaign: CampaignFile,
  work: () => Generator<number, T>,
  onStep: (done: number) => Promise<void>,
): Promise<T> {
  const { db, path } = campaign;
  guarded(path, () => db.exec("BEGIN IMMEDIATE"));
  try {
    const steps = work();
    for (;;) {
      const step = guarded(path, () => steps.next());
      if (step.done === true) {
        guarded(path, () => db.exec("COMMIT"));
        foldLogIn(db);
        return step.value;
      }
      await onStep(step.value);
    }
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
