import { type Month, monthNumber } from "../../../shared/month.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { FATES } from "./imports.ts";

/** An answer in free text with the cell’s row, and what its response says of who gave it. */
export interface StoredFreeText {
  readonly question: number;
  readonly text: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly month: number;
  /** As standing responses are counted; null where this one does not stand. */
  readonly serviceType: number | null;
  readonly region: number | null;
}

/** Answers to some questions, newest month first, those that hold some words where asked. */
export function readFreeTexts(
  campaign: CampaignFile,
  { questions, search, offset, limit }: { questions: readonly number[]; search: string; offset: number; limit: number },
): { readonly total: number; readonly texts: StoredFreeText[] } {
  const from = `FROM wording w JOIN response r ON r.question_set = (SELECT question_set FROM question WHERE id = w.question)
    JOIN json_each(r.answers) given ON given.value = w.id
    WHERE w.question IN (SELECT value FROM json_each(@questions)) AND length(w.written) > 0
      AND (@search = '' OR instr(lower(w.written), lower(@search)) > 0)`;
  const asked = { questions: JSON.stringify(questions), search };
  const total = Number(campaign.db.prepare(`SELECT count(*) ${from}`).pluck().get(asked));
  const texts = campaign.db
    .prepare(
      `SELECT w.question, w.written AS text, f.name AS file, sh.name AS sheet, sr.row, r.month,
         s.service_type AS serviceType, s.region
       FROM (SELECT w.id AS wording, r.id AS response ${from} ORDER BY r.month DESC, r.id LIMIT @limit OFFSET @offset) found
       JOIN wording w ON w.id = found.wording JOIN response r ON r.id = found.response
       JOIN source_row sr ON (sr.sheet_id, sr.row) = (SELECT sheet_id, row FROM source_row WHERE response_id = r.id
         ORDER BY sheet_id, row LIMIT 1)
       JOIN sheet sh ON sh.id = sr.sheet_id JOIN file f ON f.id = sh.file_id
       LEFT JOIN standing s ON s.unit = 0 AND s.question_set = r.question_set AND s.month = r.month AND s.response_id = r.id
       ORDER BY r.month DESC, r.id`,
    )
    .all({ ...asked, limit, offset }) as StoredFreeText[];
  return { total, texts };
}

/** Names and places to look for in a member’s words: of responses, and of every register whole. */
export function readKnownNames({ db }: CampaignFile): { readonly organisations: string[]; readonly places: string[] } {
  const texts = (queries: readonly string[]): string[] => [
    ...new Set(
      queries.flatMap((query) => db.prepare(query).pluck().all() as (string | null)[]).filter((text) => text !== null),
    ),
  ];
  return {
    organisations: texts([
      ...["parent_name", "organisation_name", "location_name"].map(
        (column) => `SELECT DISTINCT ${column} FROM response`,
      ),
      ...["name", "provider_name", "brand", "contact"].map((column) => `SELECT DISTINCT ${column} FROM register_entry`),
    ]),
    places: texts([
      "SELECT DISTINCT local_authority FROM register_entry",
      "SELECT DISTINCT local_authority FROM place",
      "SELECT DISTINCT icb FROM place",
    ]),
  };
}

/** The different reasons for which rows of some months were set aside. */
export function readSetAsideReasons(campaign: CampaignFile, months: readonly Month[]): string[] {
  return campaign.db
    .prepare(
      `SELECT DISTINCT sr.reason FROM source_row sr JOIN sheet ON sheet.id = sr.sheet_id
       WHERE sr.fate = ? AND sr.reason IS NOT NULL AND sheet.month IN (SELECT value FROM json_each(?)) ORDER BY 1`,
    )
    .pluck()
    .all(FATES.setAside, JSON.stringify(months.map(monthNumber))) as string[];
}
