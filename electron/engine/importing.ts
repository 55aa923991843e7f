import { setImmediate as nextTurn } from "node:timers/promises";
import type { Progress, SheetResult } from "../../shared/contract.ts";
import { throwIfCancelled } from "../../shared/errors.ts";
import { consolidate } from "./evidence/consolidate.ts";
import { mappingOf, toNewFile, type StagedFile } from "./intake/stage.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { countSuperseded, removeImport, storeImport, type SheetOutcome } from "./store/imports.ts";
import { readImportMonths } from "./store/summary.ts";
import { inTransaction } from "./store/transaction.ts";

/** What long work on a campaign reports to and obeys. */
export interface WorkContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** What an import did: its id (null where nothing was new), and every sheet's outcome. */
export interface ImportOutcome {
  readonly importId: number | null;
  readonly files: SheetResult[];
}

/**
 * Stores staged files as one import and consolidates, all in one transaction: cancelled or failed, nothing is stored.
 * @throws BellwetherError `month-uncertain`, `cancelled`, and the store's own
 */
export async function commitImport(
  campaign: CampaignFile,
  staged: readonly StagedFile[],
  context: WorkContext,
): Promise<ImportOutcome> {
  const files = staged.map(toNewFile);
  const total = files.flatMap((file) => file.sheets).reduce((sum, sheet) => sum + sheet.responses.length, 0);
  let stage = "Storing responses";
  const work = function* (): Generator<number, ImportOutcome> {
    const stored = yield* storeImport(campaign, new Date().toISOString(), files);
    stage = "Consolidating";
    yield total;
    if (stored.importId !== null) {
      yield* consolidate(campaign, new Set(files.flatMap((file) => file.sheets.map((sheet) => sheet.month))));
    }
    return { importId: stored.importId, files: results(campaign, staged, stored.outcomes) };
  };
  return inTransaction(campaign, work, async (done) => {
    await nextTurn();
    throwIfCancelled(context.signal);
    context.progress(stage === "Consolidating" ? { stage, done: 0, total: null } : { stage, done, total });
  });
}

/** Takes an import back whole and consolidates. @throws BellwetherError `cancelled`, and the store's own */
export async function undoImport(campaign: CampaignFile, importId: number, context: WorkContext): Promise<void> {
  const work = function* (): Generator<number, void> {
    const months = readImportMonths(campaign, importId);
    removeImport(campaign, importId);
    yield 0;
    yield* consolidate(campaign, new Set(months));
  };
  await inTransaction(campaign, work, async () => {
    await nextTurn();
    throwIfCancelled(context.signal);
    context.progress({ stage: "Undoing the import", done: 0, total: null });
  });
}

function results(
  campaign: CampaignFile,
  staged: readonly StagedFile[],
  outcomes: readonly SheetOutcome[][],
): SheetResult[] {
  return staged.flatMap((file, fileIndex) =>
    file.sheets.map((sheet, sheetIndex) => {
      const outcome = outcomes[fileIndex]?.[sheetIndex];
      return {
        file: file.name,
        sheet: sheet.name,
        source: sheet.proposal.source,
        platform: sheet.proposal.platform,
        month: sheet.month ?? "",
        rowsRead: sheet.rowsRead,
        stored: outcome?.stored ?? 0,
        unchanged: outcome?.unchanged ?? 0,
        superseded: outcome?.sheetId === undefined ? 0 : countSuperseded(campaign, outcome.sheetId),
        setAside: [...sheet.setAside],
        mapping: mappingOf(sheet),
        ignoredSheets: [...file.ignoredSheets],
        notes: [...file.notes, ...sheet.coded.notes],
      };
    }),
  );
}
