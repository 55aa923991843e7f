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

/** True where a person chose a response that is there. */
export function hasPreferences({ db }: CampaignFile): boolean {
  return db.prepare("SELECT 1 FROM preference JOIN response USING (fingerprint) LIMIT 1").get() !== undefined;
}

/** Has a response stand for its organisation and month, in the place of any choice before. */
export function writePreference(campaign: CampaignFile, rivals: StoredRivals, note: string, at: string): void {
  removePreferences(campaign, rivals);
  campaign.db
    .prepare("INSERT INTO preference (fingerprint, origin, note, at) VALUES (?, 0, ?, ?)")
    .run(rivals.fingerprint, note, at);
}

/** Leaves an organisation and month to the rule again. */
export function removePreferences(campaign: CampaignFile, { all }: StoredRivals): void {
  const remove = campaign.db.prepare("DELETE FROM preference WHERE fingerprint = ?");
  for (const fingerprint of all) remove.run(fingerprint);
}
