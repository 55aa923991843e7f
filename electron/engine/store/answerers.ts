import type { Identifiers } from "../../../shared/identifiers.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** The columns of a response that hold `Identifiers`. */
export const IDENTIFIER_COLUMNS = `provider_id AS providerId, location_id AS locationId, ods_code AS odsCode,
  parent_name AS parentName, organisation_name AS organisationName, postcode, platform, respondent_id AS respondentId`;

/** Everybody who answered a question set about a month. */
export function readAnswerers(campaign: CampaignFile, questionSet: number, month: number): Identifiers[] {
  return campaign.db
    .prepare(`SELECT ${IDENTIFIER_COLUMNS} FROM response WHERE month = ? AND question_set = ?`)
    .all(month, questionSet) as Identifiers[];
}

/** Which of these fingerprints the campaign already holds. */
export function knownFingerprints(campaign: CampaignFile, fingerprints: readonly Uint8Array[]): boolean[] {
  const known = campaign.db.prepare("SELECT 1 FROM response WHERE fingerprint = ?").pluck();
  return fingerprints.map((fingerprint) => known.get(fingerprint) !== undefined);
}

/** A number that grows with every change made through this campaign's connection. */
export function countChanges(campaign: CampaignFile): number {
  return Number(campaign.db.prepare("SELECT total_changes()").pluck().get());
}
