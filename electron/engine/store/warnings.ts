import { WARNING_KINDS } from "../../../shared/warnings.ts";
import type { CampaignFile } from "./campaignFile.ts";
import type { StoredPlace } from "./check.ts";

/** What one rule of the field found in one sheet of a file, whatever months it holds; the place is its first row. */
export interface StoredWarning extends StoredPlace {
  readonly kind: string;
  readonly rule: string;
  /** The file's hash and the sheet's place in it: the same in every campaign. */
  readonly of: string;
  readonly rows: number;
  /** What stands in the first row. */
  readonly written: string;
}

/** Every warning, rule by rule and file by file. */
export function readWarnings(campaign: CampaignFile): StoredWarning[] {
  return campaign.db
    .prepare(
      `SELECT i.kind, i.field AS rule, file.sha256 || ' ' || sheet.position AS "of", min(file.name) AS file, sheet.name AS sheet,
         count(DISTINCT i.row) AS rows, min(i.row) AS row, i.written
       FROM issue i JOIN sheet ON sheet.id = i.sheet_id JOIN file ON file.id = sheet.file_id
       WHERE i.kind IN (SELECT value FROM json_each(?))
       GROUP BY i.kind, i.field, file.sha256, sheet.position ORDER BY file.name, sheet.position, rule`,
    )
    .all(JSON.stringify(WARNING_KINDS)) as StoredWarning[];
}
