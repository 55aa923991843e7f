import type { CampaignFile } from "./campaignFile.ts";
import { readNote, writeNote } from "./meta.ts";

/** True for a campaign of an older format, of which some that follows from the rest has never been worked out. */
export function needsConsolidation(campaign: CampaignFile): boolean {
  return readNote(campaign, "registers") === "none yet";
}

/** True where the registers are not those of the last time this was asked; what is asked for is then noted. */
export function registersChanged(campaign: CampaignFile): boolean {
  const { db } = campaign;
  const now = db
    .prepare(
      `SELECT coalesce(group_concat(what, ' '), '') FROM (
         SELECT kind || ' ' || as_of || ' ' || sha256 || ' ' || position AS what FROM register
         JOIN file ON file.id = register.file_id ORDER BY 1)`,
    )
    .pluck()
    .get() as string;
  if (now === (readNote(campaign, "registers") ?? "")) return false;
  writeNote(campaign, "registers", now === "" ? null : now);
  return true;
}
