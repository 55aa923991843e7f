import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Output } from "../../shared/contract.ts";
import { BellwetherError, throwIfCancelled } from "../../shared/errors.ts";
import { clashesIn } from "./evidence/clashes.ts";
import { consolidate } from "./evidence/consolidate.ts";
import type { WorkContext } from "./importing.ts";
import { isSealed } from "./library/sealing.ts";
import { needed } from "./library/working.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { countMergeRows, mergeInto } from "./store/merge.ts";
import { inTransaction } from "./store/transaction.ts";
import { openUntouched } from "./store/untouched.ts";

/** What a merge did, as the contract tells it. */
export type MergeResult = Output<"campaign.merge">;

/**
 * Brings everything that another campaign file holds and this one does not, as one import, and consolidates: all or
 * nothing. The other file is only read; one of an older format is brought up to date in a copy that goes again. Its releases
 * come along and stay when the merge is undone.
 * @param other where it is, and the name the person knows it by
 * @throws BellwetherError `merge-refused`, `cancelled`, and the store's own
 */
export async function mergeCampaign(
  campaign: CampaignFile,
  other: { readonly path: string; readonly name: string },
  context: WorkContext,
): Promise<MergeResult> {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-merge-"));
  try {
    const theirs = openOther(other, path.join(folder, path.basename(other.path)));
    try {
      return await merged(campaign, theirs, other.name, context);
    } finally {
      theirs.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function merged(
  campaign: CampaignFile,
  other: CampaignFile,
  name: string,
  context: WorkContext,
): Promise<MergeResult> {
  const total = countMergeRows(other);
  let stage = `Merging ${name}`;
  const work = function* (): Generator<number, Omit<MergeResult, "clashes">> {
    const { months, ...result } = yield* mergeInto(campaign, other, name, new Date().toISOString());
    stage = "Consolidating";
    if (result.importId !== null) yield* consolidate(campaign, months);
    return result;
  };
  const result = await inTransaction(campaign, work, async (done) => {
    await nextTurn();
    throwIfCancelled(context.signal);
    context.progress(stage === "Consolidating" ? { stage, done: 0, total: null } : { stage, done, total });
  });
  return { ...result, clashes: clashesIn(campaign).length };
}

/** Opens another campaign’s file without a trace beside it; a fault speaks of it by the name that the person knows. */
export function openOther(other: { readonly path: string; readonly name: string }, copy: string): CampaignFile {
  if (isSealed(other.path)) throw needed(other.name);
  try {
    return openUntouched(other.path, copy);
  } catch (error) {
    if (!(error instanceof BellwetherError)) throw error;
    const told = error.message.replaceAll(other.path, other.name).replaceAll(path.basename(other.path), other.name);
    const message = told.includes(path.dirname(copy))
      ? `${other.name} could not be brought up to this version’s format. Nothing was changed.`
      : told;
    throw new BellwetherError(error.code, message, { ...error.place, file: other.name }, { cause: error });
  }
}
