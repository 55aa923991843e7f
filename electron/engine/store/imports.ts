import { BellwetherError } from "../../../shared/errors.ts";
import { monthFromNumber, monthLabel } from "../../../shared/month.ts";
import { SOURCES, type Source } from "../../../shared/vocabulary.ts";
import { knownFingerprints } from "./answerers.ts";
import { identities } from "./identities.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { DECIDED_COLUMNS, decidedValues, decisionKey } from "./decisions.ts";
import { forgetPlaces, places, type NewPlace } from "./places.ts";
import { storeRegister, type NewRegister } from "./registers.ts";
import { forgetWordings, wordings } from "./wordings.ts";

/** A normalised response, ready to be stored. Codes are indexes into shared/vocabulary; months are store months. */
export interface NewResponse extends NewPlace {
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
  /** Who sent it, as far as it tells by itself (`identityKey`). */
  readonly identity: string;
}

/** One answer with the cell as it was written and what its scale's own wordings make of it. */
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
  /** What the store holds for the question set its rows answer. */
  readonly questionSet: number;
  /** JSON of the column mapping, kept for the record and for next month. */
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
  /** Sheets that are registers. */
  readonly registers?: readonly NewRegister[];
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

/**
 * Stores files as one import inside the transaction the caller holds. Steps yield the number of rows written so far, so
 * that long work can report and stop. A file whose rows are all known is not recorded again.
 * @returns the import's id, null where nothing was recorded, the outcome by file and sheet, and how many entries of each
 * file's registers are new
 */
export function* storeImport(
  campaign: CampaignFile,
  at: string,
  files: readonly NewFile[],
): Generator<number, { importId: number | null; outcomes: SheetOutcome[][]; registers: number[][] }> {
  const { db } = campaign;
  const insert = {
    import: db.prepare("INSERT INTO import (at) VALUES (?)"),
    file: db.prepare("INSERT INTO file (import_id, name, sha256, bytes) VALUES (?, ?, ?, ?)"),
    sheet: db.prepare(
      "INSERT INTO sheet (file_id, position, name, source, platform, month, question_set, mapping) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    response: db.prepare(
      `INSERT INTO response (fingerprint, source, platform, month, submitted_at, provider_id, location_id, ods_code,
        parent_name, organisation_name, location_name, postcode, respondent_id, service_type_answer,
        service_type_written, service_type_source, region, identity, question_set, answers)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    row: db.prepare(
      "INSERT INTO source_row (sheet_id, row, fate, response_id, reason, place) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    issue: db.prepare("INSERT OR IGNORE INTO issue (sheet_id, row, kind, field, written) VALUES (?, ?, ?, ?, ?)"),
  };
  const known = db.prepare("SELECT id FROM response WHERE fingerprint = ?").pluck();
  const collection = db.prepare("SELECT 1 FROM response WHERE month = ? AND question_set = ? LIMIT 1");
  const decided = decidedValues(campaign);
  const wordingOf = wordings(campaign, decided);
  const identityOf = identities(campaign);
  const placeOf = places(campaign);
  let importId: number | null = null;
  const outcomes: SheetOutcome[][] = [];
  const registers: number[][] = [];
  let written = 0;
  for (const file of files) {
    let fileId: number | bigint | null = null;
    const sheets: SheetOutcome[] = [];
    const recorded = (): number | bigint => {
      importId ??= Number(insert.import.run(at).lastInsertRowid);
      return (fileId ??= insert.file.run(importId, file.name, file.sha256, file.bytes).lastInsertRowid);
    };
    for (const sheet of file.sheets) {
      if (isRecorded(campaign, file, sheet)) {
        sheets.push({ stored: 0, unchanged: sheet.responses.length });
        continue;
      }
      const sheetId = Number(
        insert.sheet.run(
          recorded(),
          sheet.position,
          sheet.name,
          SOURCES.indexOf(sheet.source),
          sheet.platform,
          sheet.month,
          sheet.questionSet,
          sheet.mapping,
        ).lastInsertRowid,
      );
      const said = decidedFields(sheet.issues, decided);
      const maybeKnown = collection.get(sheet.month, sheet.questionSet) !== undefined;
      let stored = 0;
      let unchanged = 0;
      for (const [index, r] of sheet.responses.entries()) {
        const fingerprint = sheet.fingerprints[index];
        const existing = maybeKnown ? (known.get(fingerprint) as number | undefined) : undefined;
        if (existing === undefined) {
          const id = insert.response.run(
            fingerprint,
            SOURCES.indexOf(sheet.source),
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
            identityOf(r.identity),
            sheet.questionSet,
            JSON.stringify(r.answers.map(wordingOf)),
          ).lastInsertRowid;
          if (said.size > 0) {
            for (const [column, value] of said.get(r.row) ?? []) {
              db.prepare(`UPDATE response SET ${column} = ? WHERE id = ?`).run(value, id);
            }
          }
          insert.row.run(sheetId, r.row, FATES.stored, id, null, placeOf(r));
          stored += 1;
        } else {
          insert.row.run(sheetId, r.row, FATES.unchanged, existing, null, placeOf(r));
          unchanged += 1;
        }
        written += 1;
        if (written % 2000 === 0) yield written;
      }
      for (const row of sheet.setAside) insert.row.run(sheetId, row.row, FATES.setAside, null, row.reason, null);
      for (const issue of sheet.issues) insert.issue.run(sheetId, issue.row, issue.kind, issue.field, issue.written);
      sheets.push({ sheetId, stored, unchanged });
    }
    outcomes.push(sheets);
    const entries: number[] = [];
    for (const register of file.registers ?? []) {
      entries.push(yield* storeRegister(campaign, file, register, recorded, written));
      written += register.entries.length + register.setAside.length;
    }
    registers.push(entries);
  }
  return { importId, outcomes, registers };
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

/** What earlier decisions say of fields of these rows that were not understood: by row, the column and its value. */
function decidedFields(
  issues: readonly NewIssue[],
  decided: ReadonlyMap<string, string | number>,
): ReadonlyMap<number, [column: string, value: string | number][]> {
  const rows = new Map<number, [string, string | number][]>();
  if (decided.size === 0) return rows;
  for (const { row, kind, field, written } of issues) {
    const value = decided.get(decisionKey(kind, field, written));
    const column = DECIDED_COLUMNS[field];
    if (value !== undefined && column !== undefined) rows.set(row, [...(rows.get(row) ?? []), [column, value]]);
  }
  return rows;
}

/**
 * True where this very sheet stands in the campaign with nothing new in it.
 * @throws BellwetherError `already-imported` where it stands with other months or another reading of its columns: which
 * of the two counted would depend on the order of import
 */
function isRecorded(campaign: CampaignFile, file: NewFile, sheet: NewSheet): boolean {
  const before = campaign.db
    .prepare(
      `SELECT DISTINCT sheet.month FROM sheet JOIN file ON file.id = sheet.file_id
       WHERE file.sha256 = ? AND sheet.position = ? AND sheet.question_set = ?`,
    )
    .pluck()
    .all(file.sha256, sheet.position, sheet.questionSet) as number[];
  if (before.length === 0) return false;
  const now = new Set(
    file.sheets
      .filter(({ position, questionSet }) => position === sheet.position && questionSet === sheet.questionSet)
      .map(({ month }) => month),
  );
  const other = before.find((month) => !now.has(month));
  if (other === undefined && !before.includes(sheet.month)) return false;
  if (other === undefined && knownFingerprints(campaign, sheet.fingerprints).every((known) => known)) return true;
  const how = other === undefined ? "read in another way" : `as ${monthLabel(monthFromNumber(other))}`;
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
  const given = "SELECT DISTINCT j.value FROM gone JOIN response r ON r.id = gone.id, json_each(r.answers) j";
  const used = new Set(db.prepare(given).pluck().all() as number[]);
  db.prepare("DELETE FROM import WHERE id = ?").run(importId);
  db.exec(`
    DELETE FROM response WHERE id IN (SELECT id FROM gone)
      AND NOT EXISTS (SELECT 1 FROM source_row WHERE response_id = response.id);
    UPDATE source_row SET fate = ${FATES.stored} WHERE (sheet_id, row) IN (
      SELECT sheet_id, row FROM (
        SELECT sheet_id, row, min(fate) OVER held AS best, row_number() OVER (held ORDER BY sheet_id, row) AS place
        FROM source_row WHERE response_id IN (SELECT id FROM gone) WINDOW held AS (PARTITION BY response_id)
      ) WHERE best > ${FATES.stored} AND place = 1);
    DELETE FROM identity WHERE NOT EXISTS (SELECT 1 FROM response WHERE response.identity = identity.id);
    DROP TABLE gone`);
  forgetWordings(campaign, used);
  forgetPlaces(campaign);
}
