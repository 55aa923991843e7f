import { guarded, type CampaignFile } from "./campaignFile.ts";
import { writeAside } from "./revision.ts";

/** The views people kept, as JSON; null where they kept none. They are no evidence: imports and their undoing leave them be. */
export function readViews({ db }: CampaignFile): string | null {
  return (db.prepare("SELECT value FROM meta WHERE key = 'views'").pluck().get() as string | undefined) ?? null;
}

/** Keeps views in the place of those before; null keeps none. */
export function writeViews(campaign: CampaignFile, views: string | null): void {
  const { db } = campaign;
  const write = (): void => {
    if (views === null) db.prepare("DELETE FROM meta WHERE key = 'views'").run();
    else
      db.prepare("INSERT INTO meta VALUES ('views', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(
        views,
      );
  };
  guarded(campaign.path, () => writeAside(campaign, write));
}
