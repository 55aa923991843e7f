import type { CampaignFile } from "./campaignFile.ts";

/** A response beside the others of its organisation, month and question set, among which one stands. */
export interface StoredRivals {
  readonly month: number;
  readonly fingerprint: Uint8Array;
  readonly all: readonly Uint8Array[];
}

/** A response with its rivals; null where there is no such response. */
export function readRivals(campaign: CampaignFile, responseId: number): StoredRivals | null {
  const response = campaign.db
    .prepare(
      `SELECT r.month, r.question_set AS questionSet, r.fingerprint, i.organisation
       FROM response r JOIN identity i ON i.id = r.identity WHERE r.id = ?`,
    )
    .get(responseId) as
    | { month: number; questionSet: number; fingerprint: Uint8Array; organisation: string }
    | undefined;
  if (response === undefined) return null;
  const all = campaign.db
    .prepare(
      `SELECT r.fingerprint FROM identity i JOIN response r ON r.identity = i.id
       WHERE i.organisation = ? AND r.month = ? AND r.question_set = ?`,
    )
    .pluck()
    .all(response.organisation, response.month, response.questionSet) as Uint8Array[];
  return { month: response.month, fingerprint: response.fingerprint, all };
}

/** A response that a person chose, with those it was chosen over that are still there. */
export interface StoredPreference {
  readonly responseId: number;
  readonly over: readonly number[];
  readonly note: string;
  readonly at: string;
}

/** The responses people chose, by id; of several choices of one response the latest. */
export function readPreferences({ db }: CampaignFile): ReadonlyMap<number, StoredPreference> {
  const rows = db
    .prepare(
      `SELECT responseId, note, at, (
         SELECT json_group_array(other.id) FROM json_each(rivals) j JOIN response other ON other.fingerprint = unhex(j.value)
       ) AS over FROM (
         SELECT r.id AS responseId, p.note, p.at, p.rivals,
           row_number() OVER (PARTITION BY p.fingerprint ORDER BY p.at DESC, p.note DESC, p.rivals DESC) AS place
         FROM preference p JOIN response r ON r.fingerprint = p.fingerprint
       ) WHERE place = 1`,
    )
    .all() as (Omit<StoredPreference, "over"> & { over: string })[];
  return new Map(rows.map((row) => [row.responseId, { ...row, over: JSON.parse(row.over) as number[] }]));
}

/** Has a response stand for its organisation and month, in the place of any choice before. */
export function writePreference(campaign: CampaignFile, rivals: StoredRivals, note: string, at: string): void {
  removePreferences(campaign, rivals);
  const own = hexOf(rivals.fingerprint);
  const over = rivals.all
    .map(hexOf)
    .filter((other) => other !== own)
    .sort();
  campaign.db
    .prepare("INSERT INTO preference (fingerprint, origin, rivals, note, at) VALUES (?, 0, ?, ?, ?)")
    .run(rivals.fingerprint, JSON.stringify(over), note, at);
}

/** Leaves an organisation and month to the rule again. */
export function removePreferences(campaign: CampaignFile, { all }: StoredRivals): void {
  const remove = campaign.db.prepare("DELETE FROM preference WHERE fingerprint = ?");
  for (const fingerprint of all) remove.run(fingerprint);
}

function hexOf(fingerprint: Uint8Array): string {
  return Buffer.from(fingerprint).toString("hex");
}
