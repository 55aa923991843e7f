import { type CampaignFile, guarded } from "./campaignFile.ts";
import { writeAside } from "./revision.ts";

/** What can stand beside the figures. */
export type EntryKind = "quote" | "reference";

/** An entry as it counts: the latest that was said of its id. */
export interface StoredEntry {
  readonly kind: EntryKind;
  readonly id: string;
  readonly at: string;
  /** JSON; null where it was removed. */
  readonly said: string | null;
}

/** Every entry as it counts, those removed among them, by kind and id. */
export function readEntries({ db }: CampaignFile): StoredEntry[] {
  return db
    .prepare(
      `SELECT kind, id, at, said FROM (SELECT *, row_number() OVER (PARTITION BY kind, id ORDER BY at DESC, said DESC) AS place
       FROM entry) WHERE place = 1 ORDER BY kind, id`,
    )
    .all() as StoredEntry[];
}

/** The JSON of every entry of a kind by its id; null where it was removed. */
export function readEntriesOf(campaign: CampaignFile, kind: EntryKind): ReadonlyMap<string, string | null> {
  return new Map(
    readEntries(campaign)
      .filter((entry) => entry.kind === kind)
      .map(({ id, said }) => [id, said]),
  );
}

/** Writes an entry in the place of all that was said of its id, so that words which were removed are gone; null removes it. */
export function writeEntry(
  campaign: CampaignFile,
  { kind, id, said }: Pick<StoredEntry, "kind" | "id" | "said">,
  now: string,
): void {
  const { db, path } = campaign;
  const write = db.transaction(() => {
    const last = db.prepare("SELECT max(at) FROM entry WHERE kind = ? AND id = ?").pluck().get(kind, id);
    // A clock that was put back must not let an earlier word count.
    const at = typeof last === "string" && last >= now ? `${last}+` : now;
    db.prepare("DELETE FROM entry WHERE kind = ? AND id = ?").run(kind, id);
    db.prepare("INSERT INTO entry (kind, id, origin, at, said) VALUES (?, ?, 0, ?, ?)").run(kind, id, at, said);
  });
  guarded(path, () => writeAside(campaign, () => write()));
}

/**
 * Brings what another campaign says later than this one, under the import that brings it.
 * @param origin gives the import; asked only where there is something to bring
 * @returns how many entries were brought, removals left out
 */
export function bringEntries(campaign: CampaignFile, other: CampaignFile, origin: () => number): number {
  const own = new Map(readEntries(campaign).map((entry) => [`${entry.kind} ${entry.id}`, entry]));
  const insert = campaign.db.prepare("INSERT INTO entry (kind, id, origin, at, said) VALUES (?, ?, ?, ?, ?)");
  const later = readEntries(other).filter((entry) => isLater(entry, own.get(`${entry.kind} ${entry.id}`)));
  for (const { kind, id, at, said } of later) insert.run(kind, id, origin(), at, said);
  return later.filter(({ said }) => said !== null).length;
}

/** Forgets what an import brought of entries. */
export function forgetEntries({ db }: CampaignFile, origin: number): void {
  db.prepare("DELETE FROM entry WHERE origin = ?").run(origin);
}

function isLater(entry: StoredEntry, own: StoredEntry | undefined): boolean {
  if (own === undefined || entry.at > own.at) return true;
  return entry.at === own.at && (entry.said ?? "") > (own.said ?? "");
}
