import type { CampaignFile } from "./campaignFile.ts";

/** The days between which a month's responses were submitted; null where none of them says. */
export interface StoredWindow {
  readonly month: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** The collection windows of a question set, in order of month, over every response whether it stands or not. */
export function readWindows(campaign: CampaignFile, questionSet: number): StoredWindow[] {
  return campaign.db
    .prepare(
      `SELECT month, min(substr(submitted_at, 1, 10)) AS first, max(substr(submitted_at, 1, 10)) AS last
       FROM response WHERE question_set = ? GROUP BY month ORDER BY month`,
    )
    .all(questionSet) as StoredWindow[];
}

/** A sheet with how its columns were taken. */
export interface StoredSheetMapping {
  readonly month: number;
  readonly source: number;
  readonly platform: string | null;
  /** JSON of how the sheet's columns were taken. */
  readonly mapping: string;
  /** Among the parts of its sheet that answer the same question set, which it is, from 0. */
  readonly part: number;
}

/** The sheets that answer a question set, in order of month and then of file, whatever the order of import. */
export function readSheetMappings(campaign: CampaignFile, questionSet: number): StoredSheetMapping[] {
  return campaign.db
    .prepare(
      `SELECT sh.month, sh.source, sh.platform, sh.mapping,
         (SELECT count(*) FROM sheet p WHERE p.file_id = sh.file_id AND p.position = sh.position
          AND p.question_set = sh.question_set AND p.id < sh.id) AS part
       FROM sheet sh JOIN file f ON f.id = sh.file_id WHERE sh.question_set = ?
       ORDER BY sh.month, f.sha256, sh.position, sh.id`,
    )
    .all(questionSet) as StoredSheetMapping[];
}
