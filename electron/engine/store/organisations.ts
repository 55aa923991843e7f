import type { CampaignFile } from "./campaignFile.ts";

/** A way in which the sender of responses wrote its name and place. */
export interface StoredAlias {
  readonly key: string;
  readonly organisation: string;
  readonly parentName: string | null;
  readonly organisationName: string | null;
  readonly locationName: string | null;
  readonly postcode: string | null;
}

/** Every way in which some senders wrote their names and places, by the ids of their identities. */
export function readAliases(campaign: CampaignFile, identities: readonly number[]): StoredAlias[] {
  return campaign.db
    .prepare(
      `SELECT DISTINCT i.key, i.organisation, r.parent_name AS parentName, r.organisation_name AS organisationName,
        r.location_name AS locationName, r.postcode
       FROM json_each(?) j CROSS JOIN identity i ON i.id = j.value CROSS JOIN response r ON r.identity = i.id`,
    )
    .all(JSON.stringify(identities)) as StoredAlias[];
}

/** An ODS code with the CQC id that stands beside it in other rows. */
export interface StoredCodeMate {
  readonly odsCode: string;
  readonly providerId: string | null;
  readonly locationId: string | null;
}

/** The CQC ids that any row gives beside some ODS codes, as written. */
export function readCodeMates(campaign: CampaignFile, codes: readonly string[]): StoredCodeMate[] {
  if (codes.length === 0) return [];
  return campaign.db
    .prepare(
      `SELECT DISTINCT ods_code AS odsCode, provider_id AS providerId, location_id AS locationId FROM response
       WHERE upper(replace(ods_code, ' ', '')) IN (SELECT value FROM json_each(?)) AND (provider_id IS NOT NULL OR location_id IS NOT NULL)
       ORDER BY ods_code, provider_id, location_id`,
    )
    .all(JSON.stringify(codes)) as StoredCodeMate[];
}

/** Locations that an older directory gives to one provider and the newest to another. */
export interface StoredMove {
  readonly from: string;
  readonly to: string;
  readonly locations: number;
  readonly asOf: string;
}

/** How many locations went from one provider to another by the newest directory. */
export function readMoves(campaign: CampaignFile): StoredMove[] {
  return campaign.db
    .prepare(
      `WITH newest AS (SELECT id, as_of FROM register WHERE kind = 0 AND as_of = (SELECT max(as_of) FROM register WHERE kind = 0)),
         older AS (SELECT id FROM register WHERE kind = 0 AND id NOT IN (SELECT id FROM newest))
       SELECT old.provider_id AS "from", new.provider_id AS "to", count(DISTINCT new.location_id) AS locations, newest.as_of AS asOf
       FROM newest JOIN register_entry new ON new.register_id = newest.id
       JOIN register_entry old ON old.location_id = new.location_id AND old.register_id IN (SELECT id FROM older)
       WHERE old.provider_id <> new.provider_id GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all() as StoredMove[];
}

/** What is known of an organisation that answered, for people inside the app. */
export interface StoredProfile {
  readonly name: string | null;
  readonly responses: number;
  readonly firstMonth: number | null;
  readonly lastMonth: number | null;
  readonly file: string | null;
}

/** Looks up what is known of an organisation by its key, or of all respondents of one name. */
export function profiles(campaign: CampaignFile): (key: string) => StoredProfile {
  const { db } = campaign;
  const select = (what: string, where: string): string => `
    SELECT ${what} count(DISTINCT r.id) AS responses, min(r.month) AS firstMonth, max(r.month) AS lastMonth,
      max(coalesce(r.parent_name, r.organisation_name, r.location_name)) AS name, min(file.name) AS file
    FROM identity i CROSS JOIN response r ON r.identity = i.id CROSS JOIN source_row ON source_row.response_id = r.id
    CROSS JOIN sheet ON sheet.id = source_row.sheet_id CROSS JOIN file ON file.id = sheet.file_id WHERE ${where}`;
  const organisation = db.prepare(select("", "i.organisation = @key OR i.key = @key"));
  let named: ReadonlyMap<string, StoredProfile> | null = null;
  const namesakes = (): ReadonlyMap<string, StoredProfile> => {
    const called = "substr(i.key, instr(i.key, char(31)) + 1)";
    const all = select(
      `'named ' || ${called} AS key,`,
      "i.key LIKE 'respondent %' AND instr(i.key, char(31)) > 0 GROUP BY 1",
    );
    return new Map((db.prepare(all).all() as (StoredProfile & { key: string })[]).map((row) => [row.key, row]));
  };
  return (key) => {
    if (!key.startsWith("named ")) return organisation.get({ key }) as StoredProfile;
    named ??= namesakes();
    return named.get(key) ?? { name: null, responses: 0, firstMonth: null, lastMonth: null, file: null };
  };
}

/** What the newest register says of an organisation. */
export interface StoredRegistration {
  readonly name: string | null;
  readonly locations: number;
  readonly area: string | null;
  readonly asOf: string;
}

/** Looks up a provider or location in the newest directory that has it, by its key; null where none does. */
export function registrations(campaign: CampaignFile): (key: string) => StoredRegistration | null {
  const select = (column: string, name: string): string => `
    SELECT ${name} AS name, count(*) AS locations, CASE count(DISTINCT local_authority) WHEN 1 THEN max(local_authority) END AS area,
      g.as_of AS asOf
    FROM register_entry e JOIN register g ON g.id = e.register_id JOIN file f ON f.id = g.file_id
    WHERE e.${column} = ? AND g.kind = 0 GROUP BY g.id ORDER BY g.as_of DESC, f.sha256 DESC LIMIT 1`;
  const provider = campaign.db.prepare(select("provider_id", "max(provider_name)"));
  const location = campaign.db.prepare(select("location_id", "max(e.name)"));
  return (key) => {
    const [kind, id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
    const found = kind === "provider" ? provider.get(id) : kind === "location" ? location.get(id) : undefined;
    return (found as StoredRegistration | undefined) ?? null;
  };
}
