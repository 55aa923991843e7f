import type { CampaignFile } from "./campaignFile.ts";

/** Where a row says its sender is. Null where it does not say. */
export interface NewPlace {
  /** Today's council by its ONS name, else as it is written. */
  readonly localAuthority: string | null;
  /** The integrated care board, as it is written. */
  readonly icb: string | null;
}

/** Gives the id of a place, writing it down the first time it is met; null where it says nothing. */
export function places(campaign: CampaignFile): (place: NewPlace) => number | null {
  const find = campaign.db.prepare("SELECT id FROM place WHERE local_authority = ? AND icb = ?").pluck();
  const insert = campaign.db.prepare("INSERT INTO place (local_authority, icb) VALUES (?, ?)");
  const ids = new Map<string, number>();
  return ({ localAuthority, icb }) => {
    if (localAuthority === null && icb === null) return null;
    const said = [localAuthority ?? "", icb ?? ""] as const;
    const key = said.join("\u001f");
    const id = ids.get(key) ?? (find.get(...said) as number | undefined) ?? Number(insert.run(...said).lastInsertRowid);
    ids.set(key, id);
    return id;
  };
}

/** Forgets places that no row names any more. */
export function forgetPlaces({ db }: CampaignFile): void {
  if (db.prepare("SELECT 1 FROM place LIMIT 1").get() === undefined) return;
  db.exec("DELETE FROM place WHERE id NOT IN (SELECT place FROM source_row WHERE place IS NOT NULL)");
}

/** A place with the number of rows that name it. */
export interface StoredPlace extends NewPlace {
  readonly id: number;
  readonly rows: number;
}

/** Every place that rows name. */
export function readPlaceNames(campaign: CampaignFile): StoredPlace[] {
  return campaign.db
    .prepare(
      `SELECT id, nullif(local_authority, '') AS localAuthority, nullif(icb, '') AS icb, rows FROM place
       JOIN (SELECT place, count(*) AS rows FROM source_row WHERE place IS NOT NULL GROUP BY place) ON place = id
       ORDER BY local_authority, icb`,
    )
    .all() as StoredPlace[];
}

/**
 * The place of each response by its id: of one that several rows hold, the council and the board as the greatest of those
 * that name one says, by file and row, so that the order of import does not matter.
 */
export function readResponsePlaces(campaign: CampaignFile): ReadonlyMap<number, NewPlace> {
  const { db } = campaign;
  const sheets = db
    .prepare("SELECT sheet.id FROM sheet JOIN file ON file.id = file_id ORDER BY sha256, position, sheet.id")
    .pluck()
    .all() as number[];
  const rows = db
    .prepare("SELECT response_id, place FROM source_row WHERE sheet_id = ? AND place IS NOT NULL ORDER BY row")
    .raw();
  const names = new Map(readPlaceNames(campaign).map((place) => [place.id, place]));
  const found = new Map<number, NewPlace>();
  for (const sheet of sheets) {
    for (const [response, place] of rows.all(sheet) as [number | null, number][]) {
      if (response === null) continue;
      const before = found.get(response);
      const said = names.get(place);
      found.set(response, {
        localAuthority: said?.localAuthority ?? before?.localAuthority ?? null,
        icb: said?.icb ?? before?.icb ?? null,
      });
    }
  }
  return found;
}

/** A response about a location, with when it was given. */
export interface StoredAbout {
  readonly month: number;
  readonly submittedAt: string | null;
  readonly responseId: number;
}

/** Looks up the responses about a location, as the store keeps its id. */
export function responsesAbout(campaign: CampaignFile): (locationId: string) => StoredAbout[] {
  const select = campaign.db.prepare(
    "SELECT id AS responseId, month, submitted_at AS submittedAt FROM response WHERE location_id = ?",
  );
  return (locationId) => select.all(locationId) as StoredAbout[];
}
