import type { Identifiers } from "../../../shared/identifiers.ts";
import { UNITS, type Unit } from "../../../shared/vocabulary.ts";
import { IDENTIFIER_COLUMNS } from "./answerers.ts";
import type { CampaignFile } from "./campaignFile.ts";
import type { StoredCandidate } from "./consolidation.ts";
import type { RegisterLocation } from "./registers.ts";

/** A group of a table's month, as the store numbers it; with `other`, only members that stand in that month as well. */
export interface MembersQuery {
  readonly unit: Unit;
  readonly questionSet: number;
  readonly month: number;
  readonly other: number | null;
  /** Gives the responses of the other month in the place of the month's own. */
  readonly fromOther: boolean;
  /** Null for all. */
  readonly serviceType: number | null;
  readonly region: number | null;
  /** Only of these service types, and only these members; null for all. */
  readonly types: ReadonlySet<number> | null;
  readonly members: readonly string[] | null;
}

/** A member of a group with the response it stands by. */
export interface StoredMember {
  readonly member: string;
  readonly organisation: string;
  readonly responseId: number;
  readonly serviceType: number;
  readonly region: number;
  /** JSON array of the wordings it gave. */
  readonly answers: string;
  /** The organisation's name as its response gives it, else the register; null where neither does. */
  readonly name: string | null;
  readonly location: string | null;
}

/** Everybody who stands in a group of a month. */
export function readMembers(campaign: CampaignFile, query: MembersQuery): StoredMember[] {
  const { unit, questionSet, month, other, fromOther, serviceType, region, types, members } = query;
  const both =
    other === null
      ? ""
      : `JOIN standing o ON o.unit = s.unit AND o.question_set = s.question_set AND o.month = @other AND o.member = s.member`;
  const where = ["s.unit = @unit AND s.question_set = @questionSet AND s.month = @month"];
  if (serviceType !== null) where.push("s.service_type = @serviceType");
  if (region !== null) where.push("s.region = @region");
  if (types !== null) where.push("s.service_type IN (SELECT value FROM json_each(@types))");
  if (members !== null) where.push("s.member IN (SELECT value FROM json_each(@members))");
  const lists = { types: JSON.stringify([...(types ?? [])]), members: JSON.stringify(members ?? []) };
  return campaign.db
    .prepare(
      `SELECT s.member, s.organisation, r.id AS responseId, s.service_type AS serviceType, s.region, r.answers,
         coalesce(r.parent_name, r.organisation_name, ${REGISTERED_NAME}, r.location_name) AS name,
         coalesce(r.location_name, r.location_id) AS location
       FROM standing s ${both} JOIN response r ON r.id = ${fromOther && other !== null ? "o" : "s"}.response_id
       WHERE ${where.join(" AND ")}`,
    )
    .all({ unit: UNITS.indexOf(unit), questionSet, month, other, serviceType, region, ...lists }) as StoredMember[];
}

/** The name that the latest directory gives the provider that an organisation is. */
const REGISTERED_NAME = `(SELECT e.provider_name FROM register_entry e JOIN register g ON g.id = e.register_id
  WHERE s.organisation LIKE 'provider %' AND e.provider_id = substr(s.organisation, 10) AND e.provider_name IS NOT NULL
  ORDER BY g.as_of DESC, e.provider_name DESC LIMIT 1)`;

/** A response with everything the store keeps of it. */
export interface StoredResponse extends Identifiers {
  readonly id: number;
  readonly source: number;
  readonly month: number;
  readonly questionSet: number;
  readonly submittedAt: string | null;
  readonly locationName: string | null;
  readonly serviceTypeAnswer: number | null;
  readonly serviceTypeWritten: string | null;
  readonly serviceTypeSource: number | null;
  readonly region: number | null;
  /** JSON array of the wordings it gave. */
  readonly answers: string;
  /** Who sent it, as far as it tells by itself, and the organisation that was found to be. */
  readonly key: string;
  readonly organisation: string;
}

/** One response; null where there is no such response. */
export function readResponse(campaign: CampaignFile, id: number): StoredResponse | null {
  const found = campaign.db
    .prepare(
      `SELECT r.id, source, month, question_set AS questionSet, submitted_at AS submittedAt, ${IDENTIFIER_COLUMNS},
         location_name AS locationName, service_type_answer AS serviceTypeAnswer,
         service_type_written AS serviceTypeWritten, service_type_source AS serviceTypeSource, region, answers,
         i.key, i.organisation
       FROM response r JOIN identity i ON i.id = r.identity WHERE r.id = ?`,
    )
    .get(id) as StoredResponse | undefined;
  return found ?? null;
}

/** A row that holds a response, with how its sheet was read. */
export interface StoredResponsePlace {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly fate: number;
  readonly importedAt: string;
  readonly sheetId: number;
  /** JSON of how the sheet's columns were taken. */
  readonly mapping: string;
  /** Among the parts of its sheet that answer the same question set, which it is, from 0. */
  readonly part: number;
  /** Where the row says its sender is. */
  readonly localAuthority: string | null;
  readonly icb: string | null;
}

/** Every row that holds a response, the one that decides ties first. */
export function readPlaces(campaign: CampaignFile, responseId: number): StoredResponsePlace[] {
  return campaign.db
    .prepare(
      `SELECT f.name AS file, sh.name AS sheet, sr.row, sr.fate, m.at AS importedAt, sh.id AS sheetId, sh.mapping,
         (SELECT count(*) FROM sheet p WHERE p.file_id = sh.file_id AND p.position = sh.position
          AND p.question_set = sh.question_set AND p.id < sh.id) AS part,
         nullif(place.local_authority, '') AS localAuthority, nullif(place.icb, '') AS icb
       FROM source_row sr JOIN sheet sh ON sh.id = sr.sheet_id JOIN file f ON f.id = sh.file_id JOIN import m ON m.id = f.import_id
       LEFT JOIN place ON place.id = sr.place
       WHERE sr.response_id = ? ORDER BY f.sha256 DESC, sh.position DESC, sr.row DESC`,
    )
    .all(responseId) as StoredResponsePlace[];
}

/** Something in a row that was not understood. */
export interface StoredRowIssue {
  readonly kind: string;
  readonly field: string;
  readonly written: string;
}

/** What was not understood in the rows that hold a response. */
export function readRowIssues(campaign: CampaignFile, responseId: number): StoredRowIssue[] {
  return campaign.db
    .prepare(
      `SELECT DISTINCT issue.kind, issue.field, issue.written FROM source_row sr
       JOIN issue ON issue.sheet_id = sr.sheet_id AND issue.row = sr.row
       WHERE sr.response_id = ? ORDER BY 1, 2, 3`,
    )
    .all(responseId) as StoredRowIssue[];
}

/** A response as the standing rule sees it, with what tells it apart for people. */
export interface StoredRival extends StoredCandidate {
  readonly name: string | null;
  readonly location: string | null;
  readonly file: string;
  readonly sheet: string | null;
}

/** Every response of an organisation about a month to a question set, each at the place that decides ties. */
export function readRivalsOf(
  campaign: CampaignFile,
  { organisation, month, questionSet }: Pick<StoredResponse, "organisation" | "month" | "questionSet">,
): StoredRival[] {
  const rows = campaign.db
    .prepare(
      `SELECT r.id, r.question_set AS questionSet, r.source, r.submitted_at AS submittedAt, r.location_id AS locationId,
         r.service_type_answer AS serviceTypeAnswer, r.service_type_source AS serviceTypeSource, r.region,
         i.organisation, r.answers, f.sha256, sh.position, sr.row,
         coalesce(r.parent_name, r.organisation_name) AS name, coalesce(r.location_name, r.location_id) AS location,
         f.name AS file, sh.name AS sheet
       FROM identity i JOIN response r ON r.identity = i.id AND r.month = @month AND r.question_set = @questionSet
       JOIN source_row sr ON sr.response_id = r.id JOIN sheet sh ON sh.id = sr.sheet_id JOIN file f ON f.id = sh.file_id
       WHERE i.organisation = @organisation
       ORDER BY r.id, f.sha256 DESC, sh.position DESC, sr.row DESC`,
    )
    .all({ organisation, month, questionSet }) as StoredRival[];
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()];
}

/** The response that stands for a member of a unit in a month, with the groups it is counted in; null where none does. */
export function readStanding(
  campaign: CampaignFile,
  unit: Unit,
  questionSet: number,
  month: number,
  member: string,
): { readonly responseId: number; readonly serviceType: number; readonly region: number } | null {
  const found = campaign.db
    .prepare(
      `SELECT response_id AS responseId, service_type AS serviceType, region FROM standing
       WHERE unit = ? AND question_set = ? AND month = ? AND member = ?`,
    )
    .get(UNITS.indexOf(unit), questionSet, month, member) as
    | { responseId: number; serviceType: number; region: number }
    | undefined;
  return found ?? null;
}

/** What the latest directory that has a location says of it; null where none has it. The same as `readLocations` gives. */
export function readLocation(
  campaign: CampaignFile,
  locationId: string,
): Pick<RegisterLocation, "providerId" | "providerName" | "serviceType" | "region" | "asOf"> | null {
  const found = campaign.db
    .prepare(
      `SELECT provider_id AS providerId, provider_name AS providerName, service_type AS serviceType, region, as_of AS asOf
       FROM register_entry e JOIN register g ON g.id = e.register_id JOIN file f ON f.id = g.file_id
       WHERE e.location_id = ? AND g.kind = 0 ORDER BY g.as_of DESC, f.sha256 DESC, g.position DESC, g.id DESC LIMIT 1`,
    )
    .get(locationId);
  return (found as ReturnType<typeof readLocation> | undefined) ?? null;
}

/** Names as they are written of the parents that responses name for a location. */
export function readParentNames(campaign: CampaignFile, locationId: string): string[] {
  return campaign.db
    .prepare(
      "SELECT DISTINCT parent_name FROM response WHERE location_id = ? AND parent_name IS NOT NULL ORDER BY parent_name",
    )
    .pluck()
    .all(locationId) as string[];
}
