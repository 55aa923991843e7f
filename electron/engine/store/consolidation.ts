import { UNITS, type Unit } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { HANDBACK_SET_ID, readQuestionIds } from "./questionSets.ts";

/** A stored response as the standing rule sees it. Codes are indexes into shared/vocabulary. */
export interface StoredCandidate {
  readonly id: number;
  readonly questionSet: number;
  /** As the store numbers sources: 0 for the Capacity Tracker, 1 for a survey. */
  readonly source: number;
  readonly submittedAt: string | null;
  readonly locationId: string | null;
  readonly serviceTypeAnswer: number | null;
  readonly serviceTypeSource: number | null;
  readonly region: number | null;
  readonly organisation: string;
  /** JSON array of the wordings it gave. */
  readonly answers: string;
  /** The greatest place among the files that hold it: decides ties whatever was imported first. */
  readonly sha256: string;
  readonly position: number;
  readonly row: number;
}

/** A standing response as it is kept: the member is an organisation key or a location id, by unit. */
export interface StandingRow {
  readonly member: string;
  readonly organisation: string;
  readonly responseId: number;
  readonly serviceType: number;
  readonly region: number;
}

/** Every response about a month, one entry for each place it stands at. */
export function readCandidates(campaign: CampaignFile, month: number): StoredCandidate[] {
  return campaign.db
    .prepare(
      `SELECT r.id, r.question_set AS questionSet, r.source, r.submitted_at AS submittedAt, r.location_id AS locationId,
        r.service_type_answer AS serviceTypeAnswer, r.service_type_source AS serviceTypeSource, r.region,
        i.organisation, r.answers, file.sha256, sheet.position, source_row.row
       FROM response r JOIN identity i ON i.id = r.identity JOIN source_row ON source_row.response_id = r.id
       JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
       WHERE r.month = ?`,
    )
    .all(month) as StoredCandidate[];
}

/** Every month that has responses. */
export function readResponseMonths(campaign: CampaignFile): number[] {
  return campaign.db.prepare("SELECT DISTINCT month FROM response").pluck().all() as number[];
}

/** Forgets what stands in a month, its counts and its conflicts, inside the transaction the caller holds. */
export function clearMonth(campaign: CampaignFile, month: number): void {
  const { db } = campaign;
  const sets = [HANDBACK_SET_ID, ...(db.prepare("SELECT id FROM question_set").pluck().all() as number[])];
  const standing = db.prepare("DELETE FROM standing WHERE unit = ? AND question_set = ? AND month = ?");
  const conflict = db.prepare("DELETE FROM conflict WHERE question_set = ? AND month = ?");
  const rollup = db.prepare("DELETE FROM rollup WHERE unit = ? AND question = ? AND month = ?");
  for (const set of sets) {
    conflict.run(set, month);
    for (const unit of UNITS.keys()) {
      standing.run(unit, set, month);
      for (const question of readQuestionIds(campaign, set)) rollup.run(unit, question, month);
    }
  }
}

/** Writes what stands of a question set in a month, by unit. */
export function writeStanding(
  campaign: CampaignFile,
  questionSet: number,
  month: number,
  standing: Readonly<Record<Unit, readonly StandingRow[]>>,
): void {
  const insert = campaign.db.prepare(
    `INSERT INTO standing (unit, question_set, month, member, organisation, response_id, service_type, region)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [unit, name] of UNITS.entries()) {
    for (const s of standing[name]) {
      insert.run(unit, questionSet, month, s.member, s.organisation, s.responseId, s.serviceType, s.region);
    }
  }
}
