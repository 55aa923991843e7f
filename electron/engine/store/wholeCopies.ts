import { createHash } from "node:crypto";
import { existsSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { BellwetherError } from "../../../shared/errors.ts";
import { check, guarded, type CampaignFile } from "./campaignFile.ts";
import { putInPlace } from "./inPlace.ts";
import { bringReleases } from "./mergeReleases.ts";
import { readNote, writeNote } from "./meta.ts";
import { MIGRATIONS } from "./migrations.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Writes all that a campaign holds now as one closed file that was not there; nothing that was undone or removed is in it.
 * @throws BellwetherError `disk-full`, `not-writable`
 */
export function writeClosedCopy({ db }: Pick<CampaignFile, "db">, to: string): void {
  guarded(to, () => {
    try {
      db.prepare("VACUUM INTO ?").run(to);
    } catch (error) {
      rmSync(to, { force: true });
      throw error;
    }
  });
}

/**
 * Opens a campaign of today's format to read its summary: that it is whole is not looked at, which takes long for large ones.
 * Null for one of an older format.
 * @throws BellwetherError `not-a-campaign`, `campaign-newer`, `campaign-corrupt`, `campaign-locked`, `not-writable`
 */
export function peekCampaign(file: string): CampaignFile | null {
  return guarded(file, () => {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 500 });
    try {
      if (check(db, file, false) === MIGRATIONS.length)
        return { path: file, db, writable: false, close: () => db.close() };
    } catch (error) {
      db.close();
      throw error;
    }
    db.close();
    return null;
  });
}

/** What copies of one campaign have in common, whatever was merged into them: a hash of the secret it began with. */
export function lineageOf(campaign: CampaignFile): string {
  const before = campaign.db.prepare('SELECT secret_before FROM "merge" ORDER BY import_id LIMIT 1').pluck().get();
  const secret = typeof before === "string" ? before : (readNote(campaign, "secret") ?? "");
  return createHash("sha256").update(secret).digest("hex");
}

/** Gives a campaign another name. */
export function renameCampaign(campaign: CampaignFile, name: string): void {
  guarded(campaign.path, () => writeNote(campaign, "name", name));
}

/** Brings what was released in another state of a campaign and is not known in this one: what is out stays known. */
export async function keepReleases(campaign: CampaignFile, other: CampaignFile): Promise<number> {
  let kept = 0;
  await inTransaction(
    campaign,
    function* (): Generator<number, void> {
      kept = bringReleases(campaign, other, new Date().toISOString());
      yield kept;
    },
    () => Promise.resolve(),
  );
  return kept;
}

/**
 * Puts a finished campaign file in the place of another. What a window left in the old one's log is folded in first: a log
 * that stayed would be taken for the new one's.
 * @throws BellwetherError `campaign-locked` where another window has it open, `not-writable`
 */
export function replaceCampaign(fresh: string, file: string): void {
  guarded(file, () => {
    if (existsSync(`${file}-wal`) && !foldedIn(file)) renameSync(`${file}-wal`, `${fresh}-wal-before`);
    rmSync(`${file}-shm`, { force: true });
    putInPlace(fresh, file);
    rmSync(`${fresh}-wal-before`, { force: true });
  });
}

/** Folds a log in; false for a file that is damaged, whose log means nothing any more. */
function foldedIn(file: string): boolean {
  try {
    const db = new Database(file, { timeout: 500 });
    try {
      if (db.pragma("journal_mode = DELETE", { simple: true }) !== "delete") throw inUse(file);
    } finally {
      db.close();
    }
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return false;
    if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) throw inUse(file);
    throw error;
  }
}

function inUse(file: string): BellwetherError {
  return new BellwetherError(
    "campaign-locked",
    "This campaign is open in another window of Bellwether. Close it there and try again. Nothing was changed.",
    { file },
  );
}
