import Database from "better-sqlite3";
import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { check, guarded, openCampaign, type CampaignFile } from "./campaignFile.ts";
import { MIGRATIONS } from "./migrations.ts";

/**
 * Opens a campaign for reading and leaves no trace beside it. One of an older format, or that keeps a log, is copied to
 * `copy` first and brought up to date there.
 * @throws BellwetherError as `openCampaign`
 */
export function openUntouched(file: string, copy: string): CampaignFile {
  const there = existsSync(file) && statSync(file).isFile() && statSync(file).size > 0;
  return there && guarded(file, () => copied(file, copy)) ? openCampaign(copy, "write") : openCampaign(file, "read");
}

/** Copies a campaign that cannot be read where it is; false where it can. */
function copied(file: string, copy: string): boolean {
  if (keepsLog(file) && !existsSync(`${file}-wal`)) {
    copyFileSync(file, copy);
    return true;
  }
  const db = new Database(file, { readonly: true });
  try {
    if (check(db, file) === MIGRATIONS.length && !keepsLog(file)) return false;
    db.prepare("VACUUM INTO ?").run(copy);
    return true;
  } finally {
    db.close();
  }
}

/** True for a database whose header says that it writes ahead to a log: opening it makes files beside it. */
function keepsLog(file: string): boolean {
  const header = Buffer.alloc(20);
  const handle = openSync(file, "r");
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  return header.toString("latin1", 0, 15) === "SQLite format 3" && header[19] === 2;
}
