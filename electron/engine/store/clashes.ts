import type { CampaignFile } from "./campaignFile.ts";

/** One of several things said of the same: when, and by which merge it came (null: it was said here). */
export interface Saying {
  readonly at: string;
  readonly from: string | null;
}

/** What two decisions on one wording say. The first is the one that counts. */
export interface StoredDecisionSaying extends Saying {
  readonly kind: string;
  readonly field: string;
  readonly wording: string;
  readonly written: string;
  readonly value: string | null;
}

/** Decisions on wordings of which campaigns that were merged say different things: those of one wording together. */
export function readDecisionClashes({ db }: CampaignFile): StoredDecisionSaying[] {
  return db
    .prepare(
      `SELECT kind, field, wording, written, value, at, ${FROM} FROM decision d
       WHERE (kind, field, wording) IN (
         SELECT kind, field, wording FROM decision GROUP BY 1, 2, 3 HAVING count(DISTINCT coalesce(value, char(0))) > 1)
       ORDER BY kind, field, wording, at DESC, value DESC, written DESC`,
    )
    .all() as StoredDecisionSaying[];
}

/** What was said of two organisations. */
export interface StoredLinkSaying extends Saying {
  readonly a: string;
  readonly b: string;
  readonly verdict: string;
  readonly note: string | null;
}

/** Pairs of organisations of which different things were said: those of one pair together, the one that counts first. */
export function readLinkClashes({ db }: CampaignFile): StoredLinkSaying[] {
  return db
    .prepare(
      `SELECT a, b, verdict, note, at, ${FROM} FROM organisation_link d WHERE (a, b) IN (
         SELECT a, b FROM organisation_link GROUP BY 1, 2 HAVING count(DISTINCT verdict) > 1)
       ORDER BY a, b, at DESC, verdict DESC, note DESC`,
    )
    .all() as StoredLinkSaying[];
}

/** Where each link that counts came from, by its two keys. */
export function linkOrigins({ db }: CampaignFile): (a: string, b: string) => Saying {
  const find = db.prepare(
    `SELECT at, ${FROM} FROM organisation_link d WHERE a = ? AND b = ? ORDER BY at DESC, verdict DESC, note DESC LIMIT 1`,
  );
  return (a, b) => (find.get(...(a < b ? [a, b] : [b, a])) as Saying | undefined) ?? { at: "", from: null };
}

/** A response that was chosen to stand for an organisation and month, beside another one. */
export interface StoredChoice extends Saying {
  readonly organisation: string;
  readonly month: number;
  /** Its code; empty for the hand-back questions. */
  readonly questionSet: string;
  readonly responseId: number;
  /** In hex: the same in every campaign. */
  readonly fingerprint: string;
  readonly note: string;
  readonly stands: number;
}

/** Months of organisations for which several responses were chosen: those of one together, the one that stands first. */
export function readChoiceClashes({ db }: CampaignFile): StoredChoice[] {
  return db
    .prepare(
      `WITH chosen AS (
         SELECT i.organisation, r.month, coalesce(q.code, '') AS questionSet, r.id AS responseId, hex(r.fingerprint) AS fingerprint,
           d.note, d.at, ${FROM},
           EXISTS (SELECT 1 FROM standing s WHERE s.unit = 0 AND s.question_set = r.question_set AND s.month = r.month
             AND s.member = i.organisation AND s.response_id = r.id) AS stands
         FROM preference d JOIN response r ON r.fingerprint = d.fingerprint JOIN identity i ON i.id = r.identity
           LEFT JOIN question_set q ON q.id = r.question_set)
       SELECT * FROM chosen WHERE (organisation, month, questionSet) IN (
         SELECT organisation, month, questionSet FROM chosen GROUP BY 1, 2, 3 HAVING count(DISTINCT fingerprint) > 1)
       ORDER BY organisation, month, questionSet, stands DESC, at DESC, fingerprint DESC`,
    )
    .all() as StoredChoice[];
}

/** The response of a fingerprint in hex; null where it is gone. */
export function responseOf({ db }: CampaignFile, fingerprint: string): number | null {
  const id = db.prepare("SELECT id FROM response WHERE fingerprint = ?").pluck().get(Buffer.from(fingerprint, "hex"));
  return typeof id === "number" ? id : null;
}

const FROM = `(SELECT name FROM "merge" WHERE import_id = d.origin) AS "from"`;
