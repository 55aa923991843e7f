import { WARNING_KINDS } from "../../../shared/warnings.ts";
import { OPTIONS } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { FATES } from "./imports.ts";
import { registrations } from "./organisations.ts";
import { readCountedQuestions } from "./questionSets.ts";

/** Where a row lies: file, sheet and row as the spreadsheet program shows it. */
export interface StoredPlace {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
}

/** How many rows were read and what became of them. `standing` counts organisations' standing responses. */
export interface RowCounts {
  readonly read: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly setAside: number;
  readonly standing: number;
  readonly superseded: number;
}

/** Every row accounted for: read = stored + unchanged + setAside; stored = standing + superseded. */
export function readRowCounts(campaign: CampaignFile): RowCounts {
  const { db } = campaign;
  const one = (sql: string): number => Number(db.prepare(sql).pluck().get());
  const fate = (code: number): number => one(`SELECT count(*) FROM source_row WHERE fate = ${code}`);
  const [stored, unchanged, setAside] = [fate(FATES.stored), fate(FATES.unchanged), fate(FATES.setAside)];
  const standing = one("SELECT count(*) FROM standing WHERE unit = 0");
  return { read: stored + unchanged + setAside, stored, unchanged, setAside, standing, superseded: stored - standing };
}

/** Rows kept out, with their reasons, by file and row. */
export function readSetAside(campaign: CampaignFile): (StoredPlace & { readonly reason: string })[] {
  return campaign.db
    .prepare(
      `SELECT file.name AS file, sheet.name AS sheet, source_row.row, source_row.reason ${FROM_ROWS}
       WHERE source_row.fate = ${FATES.setAside} ORDER BY file.name, sheet.position, source_row.row`,
    )
    .all() as (StoredPlace & { reason: string })[];
}

/** Something not understood, with how many rows say it and where it first stands. */
export interface StoredIssue extends StoredPlace {
  readonly kind: string;
  readonly field: string;
  readonly wording: string;
  readonly rows: number;
}

/** Wordings that wait to be explained: one entry a question and wording. */
export function readUnknownWordings(campaign: CampaignFile): StoredIssue[] {
  if (campaign.db.prepare("SELECT 1 FROM wording WHERE option = ?").get(UNRECOGNISED) === undefined) return [];
  const codes = new Map(readCountedQuestions(campaign).map(({ id, code }, order) => [id, { code, order }]));
  const rows = campaign.db
    .prepare(
      `SELECT w.question, w.written AS wording, count(DISTINCT r.id) AS rows, ${placed("source_row.row")} AS place
       FROM response r, json_each(r.answers) j JOIN wording w ON w.id = j.value
       JOIN source_row ON source_row.response_id = r.id
       JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
       WHERE w.option = ${UNRECOGNISED}
       GROUP BY w.question, w.written ORDER BY rows DESC, w.written`,
    )
    .all() as { question: number; wording: string; rows: number; place: string }[];
  const orderOf = (question: number): number => codes.get(question)?.order ?? codes.size;
  return rows
    .map(({ question, wording, rows: count, place }) => ({
      order: orderOf(question),
      issue: {
        kind: "unknown-wording",
        field: codes.get(question)?.code ?? "",
        wording,
        rows: count,
        ...placeIn(place),
      },
    }))
    .sort((a, b) => b.issue.rows - a.issue.rows || a.order - b.order)
    .map(({ issue }) => issue);
}

/** Ids, service types, regions and dates that could not be used: one entry a field and wording. */
export function readIssues(campaign: CampaignFile): StoredIssue[] {
  const rows = campaign.db
    .prepare(
      `SELECT i.kind, i.field, i.written AS wording, count(*) AS rows, ${placed("i.row")} AS place
       FROM issue i JOIN sheet ON sheet.id = i.sheet_id JOIN file ON file.id = sheet.file_id
       WHERE i.kind NOT IN (SELECT value FROM json_each(?))
       GROUP BY i.kind, i.field, i.written ORDER BY i.kind, rows DESC, i.written, i.field`,
    )
    .all(JSON.stringify(WARNING_KINDS)) as (Omit<StoredIssue, keyof StoredPlace> & { place: string })[];
  return rows.map(({ place, ...issue }) => ({ ...issue, ...placeIn(place) }));
}

/** The first place of a group of rows: by file, sheet and row, whatever was imported first. */
const placed = (row: string): string =>
  `min(file.name || char(31) || coalesce(sheet.name, '') || char(31) || printf('%09d', ${row}))`;

function placeIn(place: string): StoredPlace {
  const [file = "", sheet = "", row = "0"] = place.split("\u001f");
  return { file, sheet: sheet === "" ? null : sheet, row: Number(row) };
}

/** A response as it is told apart from others of its organisation. */
export interface StoredSender extends StoredPlace {
  readonly source: number;
  readonly submittedAt: string | null;
  readonly location: string | null;
}

/** Where each of these responses stands in the files (at the place that decides ties), and what tells it apart. */
export function placesOf(campaign: CampaignFile, responses: readonly number[]): Map<number, StoredSender> {
  const place = campaign.db.prepare(
    `SELECT file.name AS file, sheet.name AS sheet, source_row.row, response.source, response.submitted_at AS submittedAt,
      coalesce(response.location_name, response.location_id) AS location
     ${FROM_ROWS} JOIN response ON response.id = source_row.response_id
     WHERE source_row.response_id = ? ORDER BY file.sha256 DESC, sheet.position DESC, source_row.row DESC LIMIT 1`,
  );
  return new Map(responses.map((id) => [id, place.get(id) as StoredSender]));
}

/**
 * The name an organisation goes by, for people inside the app: as the register has it, else as its latest response that
 * names it writes it, else its key.
 */
export function organisationNames(campaign: CampaignFile, keys: readonly string[]): Map<string, string> {
  const name = campaign.db
    .prepare(
      `SELECT coalesce(parent_name, organisation_name, location_name, key) FROM identity i JOIN response r ON r.identity = i.id
       WHERE i.organisation = ?
       ORDER BY parent_name IS NULL, organisation_name IS NULL, submitted_at DESC, 1 DESC LIMIT 1`,
    )
    .pluck();
  const registered = registrations(campaign);
  return new Map(keys.map((key) => [key, registered(key)?.name ?? (name.get(key) as string | undefined) ?? key]));
}

const UNRECOGNISED = OPTIONS.indexOf("unrecognised");
const FROM_ROWS = `FROM source_row JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id`;
