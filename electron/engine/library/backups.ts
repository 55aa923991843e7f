import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { BACKUP_REASONS, type Backup, type BackupReason } from "../../../shared/campaigns.ts";
import { BellwetherError } from "../../../shared/errors.ts";
import { guarded, openCampaign, unfinishedName, type CampaignFile } from "../store/campaignFile.ts";
import { putInPlace } from "../store/inPlace.ts";
import { writeClosedCopy } from "../store/wholeCopies.ts";

/**
 * The backups of a campaign file: whole closed copies in `Backups/<name>/` beside it, numbered as they were made, so that
 * their order does not hang on the clock. Newest first.
 */
export function listBackups(file: string): Backup[] {
  adoptMigrated(file);
  return numbered(file).map(({ name, at, reason }) => ({
    name,
    at,
    reason,
    bytes: statSync(path.join(backupFolder(file), name)).size,
  }));
}

/**
 * Keeps what a campaign holds now, whole or not at all, and lets go of backups that newer ones stand for.
 * @throws BellwetherError `disk-full`, `not-writable`
 */
export function makeBackup(campaign: CampaignFile, reason: BackupReason, now = new Date()): Backup {
  const folder = backupFolder(campaign.path);
  const target = path.join(folder, nextName(campaign.path, reason, now));
  guarded(folder, () => mkdirSync(folder, { recursive: true }));
  const unfinished = unfinishedName(target);
  writeClosedCopy(campaign, unfinished);
  guarded(target, () => putInPlace(unfinished, target));
  const all = listBackups(campaign.path);
  for (const { name } of toLetGo(all)) rmSync(path.join(folder, name), { force: true });
  const [made] = all;
  if (made === undefined) throw new Error("A backup that was made is not there");
  return made;
}

/** Keeps what a campaign holds once a day: on the first day that it has none of. True where one was due. */
export function makeDailyBackup(campaign: CampaignFile, now = new Date()): boolean {
  const today = now.toISOString().slice(0, 10);
  if (listBackups(campaign.path).some(({ at }) => at.startsWith(today))) return false;
  makeBackup(campaign, "daily", now);
  return true;
}

/**
 * Keeps the file of a campaign that is going to be replaced; one that is damaged is kept as it is, beside the backups, and is
 * no backup.
 * @throws BellwetherError `campaign-locked`, `disk-full`, `not-writable`
 */
export function keepBefore(file: string, reason: BackupReason): void {
  if (!existsSync(file)) return;
  let campaign: CampaignFile;
  try {
    campaign = openCampaign(file, "read");
  } catch (error) {
    if (!(error instanceof BellwetherError) || !DAMAGED.has(error.code)) throw error;
    const kept = path.join(backupFolder(file), nextName(file, reason, new Date()).replace(ENDING, ".damaged"));
    guarded(kept, () => {
      mkdirSync(path.dirname(kept), { recursive: true });
      copyFileSync(file, kept);
      if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${kept}-wal`);
    });
    return;
  }
  try {
    makeBackup(campaign, reason);
  } finally {
    campaign.close();
  }
}

/** Whether a fault says that a campaign’s file itself is damaged, so that a backup may help. */
export const DAMAGED: ReadonlySet<string> = new Set(["campaign-corrupt", "not-a-campaign"]);

/** The file of a backup. @throws BellwetherError `not-found` */
export function backupFile(file: string, name: string): string {
  if (listBackups(file).some((backup) => backup.name === name)) return path.join(backupFolder(file), name);
  throw new BellwetherError("not-found", "This backup is not there any more. Choose another from the list.");
}

/** The newest backup that is whole; null where none is. */
export function newestGoodBackup(file: string): string | null {
  const found = listBackups(file).find(({ name }) => {
    try {
      openCampaign(path.join(backupFolder(file), name), "read").close();
      return true;
    } catch {
      return false;
    }
  });
  return found?.name ?? null;
}

/** Where the backups of a campaign file lie. */
export function backupFolder(file: string): string {
  return path.join(path.dirname(file), "Backups", path.basename(file).replace(/\.evidence$/, ""));
}

/**
 * Which of the backups, newest first, newer ones stand for: all but the newest six, the last of each of seven days, of six
 * months, and the two before the latest migrations. Days are those that have any, so that a clock gone wrong loses nothing.
 */
export function toLetGo(newestFirst: readonly Backup[]): Backup[] {
  const kept = new Set(newestFirst.slice(0, 6));
  const lastOfEach = (periods: number, length: number): void => {
    const seen = new Set<string>();
    for (const backup of newestFirst) {
      const period = backup.at.slice(0, length);
      if (seen.has(period) || seen.size === periods) continue;
      seen.add(period);
      kept.add(backup);
    }
  };
  lastOfEach(7, 10);
  lastOfEach(6, 7);
  for (const backup of newestFirst.filter(({ reason }) => reason === "before-migration").slice(0, 2)) kept.add(backup);
  return newestFirst.filter((backup) => !kept.has(backup));
}

interface Numbered {
  readonly number: number;
  readonly name: string;
  readonly at: string;
  readonly reason: BackupReason;
}

const ENDING = ".evidence";

/** `0012 2026-11-22T10-44-05Z daily.evidence` */
function numbered(file: string): Numbered[] {
  const folder = backupFolder(file);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name): Numbered[] => {
      const [, number, day, hour, minute, second, said] =
        /^(\d+) (\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z ([a-z-]+)\.evidence$/.exec(name) ?? [];
      const reason = BACKUP_REASONS.find((candidate) => candidate === said);
      if (reason === undefined) return [];
      return [{ number: Number(number), name, at: `${day}T${hour}:${minute}:${second}Z`, reason }];
    })
    .sort((a, b) => b.number - a.number);
}

function nextName(file: string, reason: BackupReason, at: Date): string {
  const number = String((numbered(file)[0]?.number ?? 0) + 1).padStart(4, "0");
  return `${number} ${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z ${reason}${ENDING}`;
}

/** Takes in the copies that opening a campaign of an older format left beside it. */
function adoptMigrated(file: string): void {
  const folder = path.dirname(file);
  if (!existsSync(folder)) return;
  const start = `${path.basename(file)}.before-v`;
  const left = readdirSync(folder).filter((name) => name.startsWith(start) && name.endsWith(".bak"));
  for (const name of left.sort()) {
    const made = statSync(path.join(folder, name)).mtime;
    mkdirSync(backupFolder(file), { recursive: true });
    renameSync(path.join(folder, name), path.join(backupFolder(file), nextName(file, "before-migration", made)));
  }
}
