import { monthFromNumber, type Month } from "../../../shared/month.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** The months in which a question set has responses, in order. */
export function readSetMonths(campaign: CampaignFile, setId: number): Month[] {
  return (
    campaign.db
      .prepare("SELECT DISTINCT month FROM standing WHERE unit = 0 AND question_set = ? ORDER BY month")
      .pluck()
      .all(setId) as number[]
  ).map(monthFromNumber);
}
