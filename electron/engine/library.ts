import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import type { CampaignSummary, LibraryEntry } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { consolidate } from "./evidence/consolidate.ts";
import { backupFolder, listBackups } from "./library/backups.ts";
import { noteCampaign, readCampaignNotes } from "./library/notes.ts";
import { needsConsolidation } from "./store/registerState.ts";
import { createCampaign, guarded, openCampaign, type NewCampaign } from "./store/campaignFile.ts";
import { readSummary, type StoredSummary } from "./store/summary.ts";
import { peekCampaign } from "./store/wholeCopies.ts";
import { newSession, type Session } from "./session.ts";

/** The folder of campaigns on this computer: one `.evidence` file each, its id the file's name without the ending. */
export interface Library {
  readonly folder: string;
}

/** Every campaign in the library, the one opened last first. One that cannot be opened is listed under its last name, with why. */
export function entriesOf(library: Library): LibraryEntry[] {
  if (!existsSync(library.folder)) return [];
  const notes = readCampaignNotes(library.folder);
  return readdirSync(library.folder)
    .filter((file) => file.endsWith(ENDING) && ID.test(file.slice(0, -ENDING.length)))
    .map((file): LibraryEntry => {
      const id = file.slice(0, -ENDING.length);
      const { openedAt = null, archived = false, name } = notes[id] ?? {};
      const bytes = statSync(path.join(library.folder, file)).size;
      const summary = summaryOfFile(library, id);
      return {
        ...summary,
        name: summary.fault === null ? summary.name : (name ?? summary.name),
        bytes,
        openedAt,
        archived,
      };
    })
    .sort((a, b) => (b.openedAt ?? "").localeCompare(a.openedAt ?? "") || a.name.localeCompare(b.name, "en-GB"));
}

/** Makes a campaign in the library and opens it. @throws BellwetherError as createCampaign */
export function createInLibrary(library: Library, campaign: NewCampaign, id = freeId(library, campaign.name)): Session {
  return newSession(id, createCampaign(fileOf(library, id), campaign));
}

/** Opens a campaign of the library. @throws BellwetherError as openCampaign */
export function openFromLibrary(library: Library, id: string): Session {
  return openSession(id, fileOf(library, id));
}

/** Opens a campaign file for a person to work on. @throws BellwetherError as openCampaign */
export function openSession(id: string, file: string): Session {
  const campaign = openCampaign(file, "write");
  if (needsConsolidation(campaign)) campaign.db.transaction(() => [...consolidate(campaign, new Set())])();
  return newSession(id, campaign);
}

/**
 * Moves a closed campaign with its backups into the library's bin, as a folder of its own, and gives that.
 * @throws BellwetherError `campaign-missing`, `not-writable`
 */
export function binCampaign(library: Library, id: string): string {
  const file = fileOf(library, id);
  if (!existsSync(file)) throw missing(id);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const folder = fresh(path.join(library.folder, "Bin", `${id} ${stamp}`));
  listBackups(file); // takes in those that lie beside it
  guarded(folder, () => {
    mkdirSync(folder, { recursive: true });
    for (const end of ["", "-wal", "-shm"]) {
      if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, path.join(folder, `${id}${ENDING}${end}`));
    }
    if (existsSync(backupFolder(file))) renameSync(backupFolder(file), path.join(folder, "Backups"));
  });
  noteCampaign(library.folder, id, null);
  return folder;
}

/** The file of a campaign; ids are plain names, so that none leads out of the folder. Makes the folder. */
export function fileOf(library: Library, id: string): string {
  if (!ID.test(id)) throw missing(id);
  guarded(library.folder, () => mkdirSync(library.folder, { recursive: true }));
  return path.join(library.folder, `${id}${ENDING}`);
}

/** An id after a campaign's name that no campaign of the library has. */
export function freeId(library: Library, name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  const stem = plain === "" ? createHash("sha256").update(name).digest("hex").slice(0, 8) : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    const file = fileOf(library, id);
    // A campaign that went to the bin leaves nothing that a new one of its name would take for its own.
    if (!existsSync(file) && !existsSync(backupFolder(file))) return id;
  }
}

const ENDING = ".evidence";
/** A file's name on any system: no separators, no colon, and not hidden. */
const ID = /^[^\\/:*?"<>|\p{Cc}.][^\\/:*?"<>|\p{Cc}]*$/u;

function fresh(folder: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? folder : `${folder} (${number})`;
    if (!existsSync(name)) return name;
  }
}

function missing(id: string): BellwetherError {
  return new BellwetherError("campaign-missing", `There is no campaign “${id}”.`);
}

function summaryOfFile(library: Library, id: string): CampaignSummary & Pick<LibraryEntry, "fault"> {
  try {
    return { id, ...summaryIn(fileOf(library, id)), fault: null };
  } catch (error) {
    if (!(error instanceof BellwetherError)) throw error;
    return {
      id,
      name: `${id}${ENDING}`,
      sample: false,
      firstMonth: null,
      lastMonth: null,
      responses: 0,
      organisations: 0,
      fault: error.message,
    };
  }
}

/** The summary of a campaign's file; one of an older format is brought up to date for it. */
function summaryIn(file: string): StoredSummary {
  const campaign = peekCampaign(file) ?? openCampaign(file, "read");
  try {
    return guarded(file, () => readSummary(campaign));
  } finally {
    campaign.close();
  }
}
