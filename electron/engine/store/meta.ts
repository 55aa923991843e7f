import type { CampaignFile } from "./campaignFile.ts";

/** What a campaign notes under a key; null where it notes nothing. */
export function readNote({ db }: Pick<CampaignFile, "db">, key: string): string | null {
  return (db.prepare("SELECT value FROM meta WHERE key = ?").pluck().get(key) as string | undefined) ?? null;
}

/** Notes a text under a key in the place of the one before; null takes it away. */
export function writeNote({ db }: Pick<CampaignFile, "db">, key: string, text: string | null): void {
  if (text === null) db.prepare("DELETE FROM meta WHERE key = ?").run(key);
  else
    db.prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(key, text);
}
