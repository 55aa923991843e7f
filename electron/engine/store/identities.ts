import type { CampaignFile } from "./campaignFile.ts";

/** Who sent some responses, as far as they tell by themselves, and the organisation that was found to be. */
export interface StoredIdentity {
  readonly id: number;
  readonly key: string;
  readonly organisation: string;
  /** What the register says of the organisation, as indexes into shared/vocabulary. */
  readonly serviceType: number | null;
  readonly region: number | null;
}

/** Gives the id of an identity by its key, writing it down the first time it is met; it is its own organisation at first. */
export function identities(campaign: CampaignFile): (key: string) => number {
  const find = campaign.db.prepare("SELECT id FROM identity WHERE key = ?").pluck();
  const insert = campaign.db.prepare("INSERT INTO identity (key, organisation) VALUES (?, ?)");
  const ids = new Map<string, number>();
  return (key) => {
    const id = ids.get(key) ?? (find.get(key) as number | undefined) ?? Number(insert.run(key, key).lastInsertRowid);
    ids.set(key, id);
    return id;
  };
}

/** Everybody who sent a response. */
export function readIdentities(campaign: CampaignFile): StoredIdentity[] {
  return campaign.db
    .prepare(
      "SELECT id, key, organisation, registered_type AS serviceType, registered_region AS region FROM identity ORDER BY key",
    )
    .all() as StoredIdentity[];
}

/** Notes the organisation of identities, with its groups. @returns the months in which they answered */
export function writeOrganisations(campaign: CampaignFile, identitiesNow: readonly StoredIdentity[]): number[] {
  const update = campaign.db.prepare(
    "UPDATE identity SET organisation = ?, registered_type = ?, registered_region = ? WHERE id = ?",
  );
  const months = campaign.db.prepare("SELECT DISTINCT month FROM response WHERE identity = ?").pluck();
  const touched = new Set<number>();
  for (const { id, organisation, serviceType, region } of identitiesNow) {
    update.run(organisation, serviceType, region, id);
    for (const month of months.all(id) as number[]) touched.add(month);
  }
  return [...touched];
}

/** A parent or provider that responses name for a location, as written, and the last time one did. */
export interface StoredNaming {
  readonly locationId: string;
  readonly parentName: string | null;
  readonly providerId: string | null;
  readonly submittedAt: string | null;
}

/** Every parent and provider that is named for a location: one entry each, straight from an index. */
export function readNamings(campaign: CampaignFile): StoredNaming[] {
  return campaign.db
    .prepare(
      `SELECT location_id AS locationId, parent_name AS parentName, provider_id AS providerId, max(submitted_at) AS submittedAt
       FROM response INDEXED BY response_naming WHERE location_id IS NOT NULL GROUP BY location_id, parent_name, provider_id`,
    )
    .all() as StoredNaming[];
}

/** Where a naming last stands: the greatest file, sheet and row among the responses of its last moment. */
export interface StoredNamingPlace {
  readonly sha256: string;
  readonly position: number;
  readonly row: number;
}

/** Looks up where a naming last stands, which decides between two of the same moment. */
export function namingPlaces(campaign: CampaignFile): (naming: StoredNaming) => StoredNamingPlace {
  const find = campaign.db.prepare(
    `SELECT file.sha256, sheet.position, source_row.row FROM response r JOIN source_row ON source_row.response_id = r.id
     JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
     WHERE r.location_id = ? AND r.parent_name IS ? AND r.provider_id IS ? AND r.submitted_at IS ?
     ORDER BY file.sha256 DESC, sheet.position DESC, source_row.row DESC LIMIT 1`,
  );
  return ({ locationId, parentName, providerId, submittedAt }) =>
    find.get(locationId, parentName, providerId, submittedAt) as StoredNamingPlace;
}
