import { monthFromNumber, type Month } from "../../../shared/month.ts";
import { SOURCES, type Source } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** How a sheet was read when it was imported, as intake wrote it down, and where it came from. */
export interface StoredMemory {
  readonly source: Source;
  readonly platform: string | null;
  readonly file: string;
  readonly month: Month;
  /** JSON, as intake wrote it. */
  readonly mapping: string;
}

/** How sheets were read, the latest import first, each sheet once. Records of before version 2 hold only a list and are left out. */
export function readSheetMemories(campaign: CampaignFile): StoredMemory[] {
  const rows = campaign.db
    .prepare(
      `SELECT sheet.source, sheet.platform, sheet.month, sheet.mapping, file.name AS file FROM sheet
       JOIN file ON file.id = sheet.file_id WHERE sheet.id IN (
         SELECT max(id) FROM sheet WHERE mapping LIKE '{%' GROUP BY file_id, position)
       ORDER BY sheet.month DESC, sheet.id DESC LIMIT 60`,
    )
    .all() as { source: number; platform: string | null; month: number; mapping: string; file: string }[];
  return rows.map((row) => ({ ...row, source: SOURCES[row.source] ?? "survey", month: monthFromNumber(row.month) }));
}
