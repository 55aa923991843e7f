import type { SheetVerdict } from "../../shared/contract.ts";
import { OPTIONS, QUESTIONS } from "../../shared/vocabulary.ts";
import { mappingOf, toNewSheet, type StagedFile, type StagedSheet } from "./intake/stage.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { countUnchanged } from "./store/imports.ts";

/** What Import shows of a staged sheet: what it is, what would be stored, and what is not understood. */
export function verdictOf(
  campaign: CampaignFile,
  file: StagedFile,
  fileIndex: number,
  sheet: StagedSheet,
): SheetVerdict {
  const fingerprints = sheet.month === null ? null : toNewSheet(sheet, file.name).fingerprints;
  const unchanged = fingerprints === null ? 0 : countUnchanged(campaign, fingerprints);
  const rows = sheet.coded.responses.length;
  const nothingNew = fingerprints !== null && unchanged === rows;
  return {
    key: `${fileIndex}/${sheet.position}`,
    file: file.name,
    sheet: sheet.name,
    source: sheet.proposal.source,
    platform: sheet.proposal.platform,
    month: sheet.month,
    monthReason: sheet.finding.reason,
    verdict: sheet.month === null ? "month-needed" : nothingNew ? "unchanged" : "recognised",
    reasons: [...sheet.proposal.reasons],
    rowsRead: sheet.rowsRead,
    stored: rows - unchanged,
    unchanged,
    superseded: 0,
    setAside: [...sheet.setAside],
    mapping: mappingOf(sheet),
    ignoredSheets: [...file.ignoredSheets],
    unknownWordings: unknownWordings(sheet),
    notes: [...file.notes, ...sheet.coded.notes],
  };
}

function unknownWordings(sheet: StagedSheet): SheetVerdict["unknownWordings"] {
  const unrecognised = OPTIONS.indexOf("unrecognised");
  const rows = new Map<string, SheetVerdict["unknownWordings"][number]>();
  for (const response of sheet.coded.responses) {
    for (const answer of response.answers) {
      if (answer.option !== unrecognised) continue;
      const question = QUESTIONS[answer.question] ?? "";
      const key = `${question} ${answer.written}`;
      const entry = rows.get(key) ?? { question, wording: answer.written, rows: 0 };
      rows.set(key, { ...entry, rows: entry.rows + 1 });
    }
  }
  return [...rows.values()].sort((a, b) => b.rows - a.rows);
}
