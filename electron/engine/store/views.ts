import { guarded, type CampaignFile } from "./campaignFile.ts";
import { readNote, writeNote } from "./meta.ts";
import { writeAside } from "./revision.ts";

/** The views people kept, as JSON; null where they kept none. They are no evidence: imports and their undoing leave them be. */
export function readViews(campaign: CampaignFile): string | null {
  return readNote(campaign, "views");
}

/** Keeps views in the place of those before; null keeps none. */
export function writeViews(campaign: CampaignFile, views: string | null): void {
  guarded(campaign.path, () => writeAside(campaign, () => writeNote(campaign, "views", views)));
}
