import { guarded, type CampaignFile } from "./campaignFile.ts";

/** What is committed is safe in the log already; where the log cannot be folded in now, closing or the next open does. */
function foldLogIn(db: CampaignFile["db"]): void {
  try {
    db.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // Nothing is lost: see above.
  }
}

/** Runs long work in one IMMEDIATE transaction, in steps; anything thrown (a cancel too) leaves the file as it was. */
export async function inTransaction<T>(
  campaign: CampaignFile,
  work: () => Generator<number, T>,
  onStep: (done: number) => Promise<void>,
): Promise<T> {
  const { db, path } = campaign;
  guarded(path, () => db.exec("BEGIN IMMEDIATE"));
  try {
    const steps = work();
    for (;;) {
      const step = guarded(path, () => steps.next());
      if (step.done === true) {
        guarded(path, () => db.exec("COMMIT"));
        foldLogIn(db);
        return step.value;
      }
      await onStep(step.value);
    }
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
