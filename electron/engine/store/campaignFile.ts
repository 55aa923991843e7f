import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { BellwetherError } from "../../../shared/errors.ts";
import { identityKey } from "../../../shared/identifiers.ts";
import { putInPlace } from "./inPlace.ts";
import { APPLICATION_ID, MIGRATIONS } from "./migrations.ts";

/** An open campaign file. Only this folder writes SQL to it. */
export interface CampaignFile {
  readonly path: string;
  readonly db: Database.Database;
  readonly writable: boolean;
  close(): void;
}

/** What a new campaign starts with. `secret` seeds its rounding for ever (DISCLOSURE point 2). */
export interface NewCampaign {
  readonly name: string;
  readonly sample?: boolean;
  /** Hex; drawn at random unless given (the sample campaign's is fixed). */
  readonly secret?: string;
}

/**
 * Makes a campaign file that did not exist.
 * @throws BellwetherError `campaign-exists`, `not-writable`, `disk-full`
 */
export function createCampaign(file: string, campaign: NewCampaign): CampaignFile {
  if (existsSync(file)) {
    throw campaignExists(file);
  }
  return guarded(file, () => {
    const db = new Database(file, { timeout: LOCK_WAIT_MS });
    try {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma("journal_mode = WAL");
      migrate(db, 0);
      const put = db.prepare("INSERT INTO meta (key, value) VALUES (?, ?)");
      put.run("name", campaign.name);
      put.run("secret", campaign.secret ?? randomBytes(32).toString("hex"));
      put.run("sample", campaign.sample === true ? "1" : "0");
      return prepared(file, db, true);
    } catch (error) {
      db.close();
      removeCampaign(file);
      throw error;
    }
  });
}

/**
 * Opens a campaign: checks that it is one, that it is whole, and that this version can read it; brings an older one up
 * to date after copying it to `<file>.before-v<n>.bak`.
 * @throws BellwetherError `campaign-missing`, `not-a-campaign`, `campaign-corrupt`, `campaign-newer`, `campaign-locked`,
 * `campaign-read-only` (only where `mode` is write, or where it has to be migrated)
 */
export function openCampaign(file: string, mode: "read" | "write"): CampaignFile {
  const name = path.basename(file);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new BellwetherError(
      "campaign-missing",
      `There is no campaign at ${file}. Check the path, or import files to create it.`,
      { file },
    );
  }
  if (!stat.isFile() || stat.size === 0) {
    const what = stat.isFile() ? "is empty" : "is not a file";
    throw new BellwetherError(
      "not-a-campaign",
      `${name} ${what}, so it is not a Bellwether campaign. Choose a .evidence file.`,
      { file },
    );
  }
  const writable = (stat.mode & 0o222) !== 0;
  if (mode === "write" && !writable) throw readOnly(file);
  return guarded(file, () => {
    let db = new Database(file, { readonly: mode === "read" || !writable, fileMustExist: true, timeout: LOCK_WAIT_MS });
    try {
      const version = check(db, file);
      if (version < MIGRATIONS.length) {
        if (!writable) throw readOnly(file);
        if (db.readonly) {
          db.close();
          db = new Database(file, { fileMustExist: true, timeout: LOCK_WAIT_MS });
        }
        const copy = backUp(db, file, version);
        bringUpToDate(db, file, version, copy);
      }
      return prepared(file, db, !db.readonly);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Removes a campaign file with its write-ahead log: for one that was never finished. */
export function removeCampaign(file: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${end}`, { force: true });
}

/** A name beside a campaign's final one, for while it is being made; no two are the same. */
export function unfinishedName(target: string): string {
  return `${target}.${randomBytes(6).toString("hex")}.part`;
}

/**
 * Gives a closed campaign its final name, whole or not at all, and never over a file that is there by now.
 * @throws BellwetherError `campaign-exists`, `not-writable`
 */
export function moveCampaign(from: string, to: string): void {
  guarded(to, () => {
    try {
      linkSync(from, to);
    } catch (error) {
      if (existsSync(to)) throw campaignExists(to);
      if (!(error instanceof Error) || !("code" in error) || error.code === "ENOENT") throw error;
      renameSync(from, to); // a disk without hard links
      return;
    }
    rmSync(from, { force: true });
  });
}

function campaignExists(file: string): BellwetherError {
  return new BellwetherError("campaign-exists", `${path.basename(file)} already exists. Choose another name.`, {
    file,
  });
}

/** Runs a write; SQLite's own faults come out as faults a person can act on. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error, file);
  }
}

const LOCK_WAIT_MS = 2000;

function prepared(file: string, db: Database.Database, writable: boolean): CampaignFile {
  if (writable) {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("wal_autocheckpoint = 16384");
    // What is undone or removed is overwritten, not left readable in the file's free pages.
    db.pragma("secure_delete = ON");
  }
  db.pragma("foreign_keys = ON");
  db.pragma("cache_size = -65536");
  db.pragma("temp_store = MEMORY");
  return { path: file, db, writable, close: () => close(db) };
}

/** Closes; the last writer leaves one plain file, which can be read where nothing may be written beside it. */
function close(db: Database.Database): void {
  if (db.open && !db.readonly) {
    try {
      db.pragma("busy_timeout = 0");
      db.pragma("journal_mode = DELETE");
    } catch {
      // Another window still has the file open; its own closing folds the log in.
    }
  }
  db.close();
}

/**
 * The schema version of a file that is a campaign, whole (unless only its beginning is to be looked at), and not from a newer
 * Bellwether. @throws BellwetherError otherwise
 */
export function check(db: Database.Database, file: string, whole = true): number {
  const name = path.basename(file);
  const application = db.pragma("application_id", { simple: true });
  const version = Number(db.pragma("user_version", { simple: true }));
  if (application !== APPLICATION_ID) {
    throw new BellwetherError(
      "not-a-campaign",
      `${name} is a database, but not a Bellwether campaign. Choose a .evidence file.`,
      { file },
    );
  }
  if (version > MIGRATIONS.length) {
    throw new BellwetherError(
      "campaign-newer",
      `${name} was written by a newer version of Bellwether (format ${version}; this version reads up to ${MIGRATIONS.length}). Update Bellwether to open it. The file was not changed.`,
      { file },
    );
  }
  if (whole && db.pragma("quick_check(1)", { simple: true }) !== "ok") throw corrupt(file);
  return version;
}

/** Copies the file before it is migrated. The log is folded in first, so that the copy is whole. */
function backUp(db: Database.Database, file: string, version: number): string {
  db.pragma("wal_checkpoint(TRUNCATE)");
  const copy = `${file}.before-v${version + 1}.bak`;
  copyFileSync(file, `${copy}.part`);
  putInPlace(`${copy}.part`, copy);
  return copy;
}

function bringUpToDate(db: Database.Database, file: string, version: number, copy: string): void {
  try {
    migrate(db, version);
  } catch (error) {
    throw new BellwetherError(
      "campaign-corrupt",
      `${path.basename(file)} could not be brought up to this version’s format and was left as it was. A copy is at ${copy}; send it to support.`,
      { file },
      { cause: error },
    );
  }
}

function migrate(db: Database.Database, from: number): void {
  type Text = string | null;
  db.function(
    "identity_key",
    { deterministic: true },
    (
      providerId: Text,
      locationId: Text,
      odsCode: Text,
      parentName: Text,
      organisationName: Text,
      postcode: Text,
      platform: Text,
      respondentId: Text,
    ) =>
      identityKey({
        providerId,
        locationId,
        odsCode,
        parentName,
        organisationName,
        postcode,
        platform,
        respondentId,
      }),
  );
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < from) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }).immediate();
  }
}

function readOnly(file: string): BellwetherError {
  return new BellwetherError(
    "campaign-read-only",
    `${path.basename(file)} is read-only, so nothing can be stored in it. Make the file writable, or save a copy elsewhere and use that.`,
    { file },
  );
}

function corrupt(file: string, cause?: unknown): BellwetherError {
  return new BellwetherError(
    "campaign-corrupt",
    `${path.basename(file)} is damaged and cannot be read safely. It was not changed. Go back to one of its backups, or open a copy of it.`,
    { file },
    { cause },
  );
}

function translated(error: unknown, file: string): unknown {
  if (error instanceof BellwetherError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  const name = path.basename(file);
  if (code === "SQLITE_NOTADB") {
    return new BellwetherError(
      "not-a-campaign",
      `${name} is not a Bellwether campaign, or its beginning is damaged. It was not changed. Choose a .evidence file, go back to a backup, or open a copy.`,
      { file },
      { cause: error },
    );
  }
  if (code.startsWith("SQLITE_CORRUPT")) return corrupt(file, error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new BellwetherError(
      "campaign-locked",
      `${name} is in use by another program. Close it there and try again. Nothing was changed.`,
      { file },
      { cause: error },
    );
  }
  if (code.startsWith("SQLITE_READONLY")) return readOnly(file);
  if (code === "SQLITE_FULL" || code === "ENOSPC") {
    return new BellwetherError(
      "disk-full",
      `There is no room left on the disk that holds ${name}. Free some space and try again. Nothing was changed.`,
      { file },
      { cause: error },
    );
  }
  if (
    code.startsWith("SQLITE_CANTOPEN") ||
    code.startsWith("SQLITE_IOERR") ||
    ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR"].includes(code) ||
    error instanceof TypeError
  ) {
    return new BellwetherError(
      "not-writable",
      `${file} cannot be opened or written. Check that the folder exists and that you may write to it.`,
      { file },
      { cause: error },
    );
  }
  return error;
}
