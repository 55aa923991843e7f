import path from "node:path";
import type { AnswerTable, Output, TableQuery } from "../../shared/contract.ts";
import { type PackPlan, templatePlan } from "../../shared/packs.ts";
import type { Month } from "../../shared/month.ts";
import { checkReport } from "../../electron/engine/evidence/check.ts";
import { commitImport, undoImport, type ImportOutcome } from "../../electron/engine/importing.ts";
import type { Mapping } from "../../electron/engine/intake/mapping.ts";
import { knownFrom, stageFiles } from "../../electron/engine/staging.ts";
import { newSession } from "../../electron/engine/session.ts";
import { createCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { tableOf } from "../../electron/engine/tables.ts";

/** A context that never cancels and hears nothing. */
export const quietly = { signal: new AbortController().signal, progress: () => undefined };

/** A pack of page and workbook, for tests that are about what it says; all its documents have tests of their own. */
export const PAGES: PackPlan = { ...templatePlan("full", ["pay"]), formats: ["html", "xlsx"] };

/** The same of the page alone, where nobody looks into the workbook. */
export const PAGE: PackPlan = { ...PAGES, formats: ["html"] };

/** A new campaign in a folder. */
export function newCampaign(folder: string, name = "test"): CampaignFile {
  return createCampaign(path.join(folder, `${name}.evidence`), { name, secret: "00".repeat(32) });
}

/** Stages and commits files as one import; a refused file is an error. */
export async function importInto(
  campaign: CampaignFile,
  files: readonly string[],
  month: Month | null = null,
  mapping: Mapping | null = null,
): Promise<ImportOutcome> {
  const inputs = files.map((file) => ({ path: file, name: path.basename(file) }));
  const { files: staged, refused } = await stageFiles(inputs, quietly, { ...knownFrom(campaign), month, mapping });
  if (refused.length > 0) throw new Error(refused.map((fault) => fault.message).join("; "));
  return commitImport(campaign, staged, quietly, mapping);
}

export async function undo(campaign: CampaignFile, importId: number): Promise<void> {
  await undoImport(campaign, importId, quietly);
}

/** The exact table of intent by service type and month for local authorities, unless said otherwise. */
export async function table(campaign: CampaignFile, query: Partial<TableQuery> = {}): Promise<AnswerTable> {
  const whole: TableQuery = {
    measure: "intent",
    by: "service-type",
    commissioner: "la",
    unit: "organisation",
    matched: false,
    protected: false,
    weighted: false,
    serviceTypes: [],
    ...query,
  };
  return (await tableOf(newSession("test", campaign), whole, quietly)) as AnswerTable;
}

/** The row for everybody of a month. */
export async function everybody(
  campaign: CampaignFile,
  month: string,
  query: Partial<TableQuery> = {},
): Promise<AnswerTable["rows"][number]> {
  const row = (await table(campaign, { by: "none", ...query })).rows.find((candidate) => candidate.month === month);
  if (row === undefined) throw new Error(`No row for ${month}`);
  return row;
}

/** The Check report. */
export function check(campaign: CampaignFile): Output<"check.report"> {
  return checkReport(campaign);
}

/** Everything in the file, table by table: for "exactly as before". */
export function dump(campaign: CampaignFile): Record<string, unknown[]> {
  const tables = campaign.db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(tables.map((name) => [name, campaign.db.prepare(`SELECT * FROM ${name}`).all()]));
}

/** What the evidence says, whatever the order of import: standing responses by place, and every count. */
export function evidence(campaign: CampaignFile): unknown {
  const standing = campaign.db
    .prepare(
      `SELECT s.unit, s.month, s.member, s.organisation, s.service_type, s.region, file.sha256, source_row.row
       FROM standing s JOIN source_row ON source_row.response_id = s.response_id
       JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
       ORDER BY s.unit, s.month, s.member, file.sha256, source_row.row`,
    )
    .all();
  const { rows, conflicts: stored } = check(campaign);
  const place = ({ responseId: _id, ...rest }: (typeof stored)[number]["standing"]) => rest;
  const conflicts = stored.map(({ standing: one, superseded: other, ...rest }) => ({
    ...rest,
    standing: place(one),
    superseded: place(other),
  }));
  return { standing, rollup: campaign.db.prepare("SELECT * FROM rollup").all(), rows, conflicts };
}
