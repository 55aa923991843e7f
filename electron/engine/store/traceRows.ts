import { fold } from "../../../shared/identifiers.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** What became of a row, as it is numbered here. */
export const TRACED_FATES = ["stands", "superseded", "unchanged", "set-aside", "listed"] as const;
export type TracedFate = (typeof TRACED_FATES)[number];

/** Which rows of an import to give. */
export interface RowsQuery {
  readonly importId: number;
  readonly file: string | null;
  readonly fate: TracedFate | "all";
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** One row of an import. */
export interface StoredTracedRow {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  /** Null for registers. */
  readonly month: number | null;
  readonly fate: TracedFate;
  readonly name: string | null;
  readonly responseId: number | null;
  readonly reason: string | null;
  /** The response that stands for its organisation and month. */
  readonly holder: number | null;
}

/** How many rows of an import there are of each fate; all of them added up are the rows that were read. */
export function countTracedRows(
  campaign: CampaignFile,
  importId: number,
  file: string | null,
): ReadonlyMap<TracedFate, number> {
  const rows = campaign.db
    .prepare(`WITH ${ROWS} SELECT fate, count(*) FROM rows WHERE @file IS NULL OR file = @file GROUP BY fate`)
    .raw()
    .all({ importId, file }) as [number, number][];
  return new Map(rows.map(([fate, n]) => [TRACED_FATES[fate] ?? "stands", n]));
}

/** Rows of an import in the order of its files, with how many the query finds. */
export function readTracedRows(
  campaign: CampaignFile,
  { importId, file, fate, search, offset, limit }: RowsQuery,
): { readonly total: number; readonly rows: readonly StoredTracedRow[] } {
  const wanted = fold(search);
  const where = ["(@file IS NULL OR file = @file)", "(@fate < 0 OR fate = @fate)"];
  if (wanted !== "") {
    searchable(campaign);
    where.push("instr(folded(concat_ws(char(31), name, location, ids, reason, sheet, 'row ' || row)), @wanted) > 0");
  }
  const asked = {
    importId,
    file,
    fate: fate === "all" ? -1 : TRACED_FATES.indexOf(fate),
    ...(wanted === "" ? {} : { wanted }),
  };
  const { db } = campaign;
  const found = `WITH ${ROWS} SELECT * FROM rows WHERE ${where.join(" AND ")}`;
  const total = Number(db.prepare(`SELECT count(*) FROM (${found})`).pluck().get(asked));
  const rows = db
    .prepare(`${found} ORDER BY fileId, position, row, month LIMIT @limit OFFSET @offset`)
    .all({ ...asked, limit, offset }) as (Omit<StoredTracedRow, "fate"> & { fate: number })[];
  return { total, rows: rows.map((row) => ({ ...row, fate: TRACED_FATES[row.fate] ?? "stands" })) };
}

/** Where a response was stored first: the row that other files repeat. */
export function firstPlaces(
  campaign: CampaignFile,
): (responseId: number) => { readonly file: string; readonly sheet: string | null; readonly row: number } | null {
  const find = campaign.db.prepare(
    `SELECT f.name AS file, sh.name AS sheet, sr.row FROM source_row sr JOIN sheet sh ON sh.id = sr.sheet_id
     JOIN file f ON f.id = sh.file_id WHERE sr.response_id = ? AND sr.fate = 0 ORDER BY sh.id, sr.row LIMIT 1`,
  );
  return (responseId) =>
    (find.get(responseId) as { file: string; sheet: string | null; row: number } | undefined) ?? null;
}

/** The names of an import's files, in order. */
export function importedFiles(campaign: CampaignFile, importId: number): string[] {
  return campaign.db.prepare("SELECT name FROM file WHERE import_id = ? ORDER BY id").pluck().all(importId) as string[];
}

/** Lets SQL compare texts as searches do. */
function searchable({ db }: CampaignFile): void {
  db.function("folded", { deterministic: true }, (text: unknown) => (typeof text === "string" ? fold(text) : ""));
}

/** Every row of an import: of responses, of a register's entries, and those set aside. */
const ROWS = `rows AS (
  SELECT f.id AS fileId, f.name AS file, sh.position, sh.name AS sheet, sr.row, sh.month,
    CASE sr.fate WHEN 0 THEN CASE WHEN st.response_id = r.id THEN 0 ELSE 1 END WHEN 1 THEN 2 ELSE 3 END AS fate,
    coalesce(r.parent_name, r.organisation_name, r.location_name, i.organisation) AS name,
    coalesce(r.location_name, '') AS location, concat_ws(' ', r.provider_id, r.location_id, r.ods_code, r.respondent_id) AS ids,
    r.id AS responseId, sr.reason, st.response_id AS holder
  FROM file f JOIN sheet sh ON sh.file_id = f.id JOIN source_row sr ON sr.sheet_id = sh.id
  LEFT JOIN response r ON r.id = sr.response_id LEFT JOIN identity i ON i.id = r.identity
  LEFT JOIN standing st ON st.unit = 0 AND st.question_set = r.question_set AND st.month = r.month AND st.member = i.organisation
  WHERE f.import_id = @importId
  UNION ALL
  SELECT f.id, f.name, g.position, g.sheet, e.row, NULL, 4, coalesce(e.provider_name, e.name), coalesce(e.name, ''),
    concat_ws(' ', e.provider_id, e.location_id, e.ods_code), NULL, NULL, NULL
  FROM file f JOIN register g ON g.file_id = f.id JOIN register_entry e ON e.register_id = g.id WHERE f.import_id = @importId
  UNION ALL
  SELECT f.id, f.name, g.position, g.sheet, a.row, NULL, 3, NULL, '', '', NULL, a.reason, NULL
  FROM file f JOIN register g ON g.file_id = f.id JOIN register_set_aside a ON a.register_id = g.id WHERE f.import_id = @importId
)`;
