import type { CampaignFile } from "./campaignFile.ts";

/** By database, how many of its changes were no evidence. */
const asides = new WeakMap<CampaignFile["db"], number>();

/** Tells one state of the evidence of a campaign from another, whoever changed it. */
export function revisionOf({ db }: CampaignFile): string {
  const changes = changesOf(db) - (asides.get(db) ?? 0);
  return `${changes} ${String(db.pragma("data_version", { simple: true }))}`;
}

/** Writes what is no evidence (views that people keep, what their packs hold): the revision stays as it is. */
export function writeAside({ db }: CampaignFile, write: () => void): void {
  const before = changesOf(db);
  try {
    write();
  } finally {
    asides.set(db, (asides.get(db) ?? 0) + changesOf(db) - before);
  }
}

function changesOf(db: CampaignFile["db"]): number {
  return Number(db.prepare("SELECT total_changes()").pluck().get());
}
