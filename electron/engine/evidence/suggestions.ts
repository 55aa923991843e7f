import type { CampaignFile } from "../store/campaignFile.ts";

/** Looks for organisations that may be one. */
export function* suggestOrganisations(campaign: CampaignFile, done: number): Generator<number, void> {
  if (campaign.writable) yield done;
}
