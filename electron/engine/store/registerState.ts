import type { CampaignFile } from "./campaignFile.ts";

/** True for a campaign of an older format, of which some that follows from the rest has never been worked out. */
export function needsConsolidation({ db }: CampaignFile): boolean {
  return db.prepare("SELECT value FROM meta WHERE key = 'registers'").pluck().get() === "none yet";
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
  const before = db.prepare("SELECT value FROM meta WHERE key = 'registers'").pluck().get() as string | undefined;
  if (now === (before ?? "")) return false;
  if (now === "") db.prepare("DELETE FROM meta WHERE key = 'registers'").run();
  else
    db.prepare("INSERT INTO meta VALUES ('registers', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(
      now,
    );
  return true;
}
