import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { CopySeen } from "../../../shared/campaigns.ts";
import { BellwetherError, throwIfCancelled } from "../../../shared/errors.ts";
import type { WorkContext } from "../importing.ts";
import { entriesOf, fileOf, freeId, type Library } from "../library.ts";
import { openOther } from "../merging.ts";
import { guarded, moveCampaign, openCampaign, unfinishedName, type CampaignFile } from "../store/campaignFile.ts";
import { putInPlace } from "../store/inPlace.ts";
import { readSummary } from "../store/summary.ts";
import {
  keepReleases,
  lineageOf,
  peekCampaign,
  renameCampaign,
  replaceCampaign,
  writeClosedCopy,
} from "../store/wholeCopies.ts";
import { keepBefore } from "./backups.ts";
import { seal } from "./sealing.ts";
import { inWorkingFolder, withPlainFile, type OtherCopy } from "./working.ts";

/**
 * Writes a campaign as one closed file, encrypted where there is a passphrase: made in a folder of our own, written beside its
 * place and only then given its name, so that whoever synchronises that folder sees a whole file or none.
 * @param working the folder in which a plain file may lie for a while
 * @returns its size in bytes
 * @throws BellwetherError `passphrase-weak`, `disk-full`, `not-writable`, `cancelled`
 */
export function saveCopy(
  campaign: CampaignFile,
  { to, passphrase, working }: { readonly to: string; readonly passphrase: string | null; readonly working: string },
  context: WorkContext,
): Promise<number> {
  return inWorkingFolder(working, async (folder) => {
    const plain = path.join(folder, "plain.evidence");
    context.progress({ stage: "Copying the campaign", done: 0, total: null });
    throwIfCancelled(context.signal);
    writeClosedCopy(campaign, plain);
    const unfinished = unfinishedName(to);
    try {
      guarded(to, () => mkdirSync(path.dirname(to), { recursive: true }));
      if (passphrase === null) guarded(to, () => copyFileSync(plain, unfinished));
      else await seal(plain, unfinished, passphrase, context);
      throwIfCancelled(context.signal);
      guarded(to, () => putInPlace(unfinished, to));
    } finally {
      rmSync(unfinished, { force: true });
    }
    return statSync(to).size;
  });
}

/** Looks at a copy: what it is, and which campaigns of the library it is a copy of. @throws BellwetherError as `withPlainFile` and `openCampaign` */
export async function seeCopy(library: Library, copy: OtherCopy, context: WorkContext): Promise<CopySeen> {
  try {
    return await withPlainFile(library.folder, copy, context, (plain) =>
      inWorkingFolder(library.folder, (folder): CopySeen => {
        const other = openOther({ path: plain, name: copy.name }, path.join(folder, "copy.evidence"));
        try {
          return {
            kind: "campaign",
            campaign: readSummary(other),
            own: ownId(library, copy.path),
            known: knownOf(library, lineageOf(other)),
          };
        } finally {
          other.close();
        }
      }),
    );
  } catch (error) {
    if (!(error instanceof BellwetherError)) throw error;
    if (error.code === "passphrase-needed") return { kind: "locked", reason: null };
    if (error.code === "passphrase-wrong") return { kind: "locked", reason: error.message };
    throw error;
  }
}

/**
 * Takes a copy into the library: as a campaign of its own, or in the place of one, which is kept as a backup and whose
 * releases stay known.
 * @returns the campaign's id
 * @throws BellwetherError as `withPlainFile`, `openCampaign`, `campaign-locked`, `disk-full`
 */
export function takeCopy(
  library: Library,
  copy: OtherCopy,
  replace: string | null,
  context: WorkContext,
): Promise<string> {
  return withPlainFile(library.folder, copy, context, (plain) =>
    inWorkingFolder(library.folder, async (folder) => {
      const fresh = path.join(folder, "fresh.evidence");
      const other = openOther({ path: plain, name: copy.name }, path.join(folder, "copy.evidence"));
      let name: string;
      try {
        context.progress({ stage: "Copying the campaign", done: 0, total: null });
        ({ name } = readSummary(other));
        writeClosedCopy(other, fresh);
      } finally {
        other.close();
      }
      throwIfCancelled(context.signal);
      if (replace !== null) {
        await putInThePlaceOf(fileOf(library, replace), fresh, "before-replace");
        return replace;
      }
      const free = freeName(library, name);
      if (free !== name) change(fresh, (campaign) => renameCampaign(campaign, free));
      const id = freeId(library, free);
      moveCampaign(fresh, fileOf(library, id));
      return id;
    }),
  );
}

/**
 * Puts a finished file in the place of a campaign. What was there is kept, and what it released stays known: what comes next
 * is protected together with it.
 * @returns false where what was released could not be read, because the campaign was damaged
 */
export async function putInThePlaceOf(
  file: string,
  fresh: string,
  reason: "before-replace" | "before-restore",
): Promise<boolean> {
  keepBefore(file, reason);
  const before = existsSync(file) ? readable(file) : null;
  try {
    if (before !== null) {
      const campaign = openCampaign(fresh, "write");
      try {
        await keepReleases(campaign, before);
      } finally {
        campaign.close();
      }
    }
  } finally {
    before?.close();
  }
  replaceCampaign(fresh, file);
  return before !== null;
}

function readable(file: string): CampaignFile | null {
  try {
    return openCampaign(file, "read");
  } catch {
    return null;
  }
}

function change(file: string, work: (campaign: CampaignFile) => void): void {
  const campaign = openCampaign(file, "write");
  try {
    work(campaign);
  } finally {
    campaign.close();
  }
}

/** The id of a file that is a campaign of the library itself. */
function ownId(library: Library, file: string): string | null {
  if (path.resolve(path.dirname(file)) !== path.resolve(library.folder) || !file.endsWith(".evidence")) return null;
  return path.basename(file, ".evidence");
}

function knownOf(library: Library, lineage: string): Extract<CopySeen, { kind: "campaign" }>["known"] {
  return entriesOf(library)
    .filter(({ fault }) => fault === null)
    .filter(({ id }) => {
      const campaign = peekCampaign(fileOf(library, id));
      if (campaign === null) return false;
      try {
        return lineageOf(campaign) === lineage;
      } finally {
        campaign.close();
      }
    })
    .sort((a, b) => (b.openedAt ?? "").localeCompare(a.openedAt ?? ""))
    .map(({ bytes: _bytes, openedAt: _openedAt, archived: _archived, fault: _fault, ...campaign }) => campaign);
}

/** The name itself, or, where a campaign is called so, "Name (copy)". */
function freeName(library: Library, name: string): string {
  const taken = new Set(entriesOf(library).map((entry) => entry.name));
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name} (copy${number === 2 ? "" : ` ${number - 1}`})`;
    if (!taken.has(free)) return free;
  }
}

/**
 * Puts a backup in the place of its campaign; what was there is kept.
 * @returns false where what was released could not be read any more
 * @throws BellwetherError `campaign-corrupt` where the backup is damaged itself, `campaign-locked`, `disk-full`
 */
export function restoreBackup(file: string, backup: string): Promise<boolean> {
  return inWorkingFolder(path.dirname(file), async (folder) => {
    const fresh = path.join(folder, "fresh.evidence");
    const kept = openOther({ path: backup, name: "The backup" }, path.join(folder, "copy.evidence"));
    try {
      writeClosedCopy(kept, fresh);
    } finally {
      kept.close();
    }
    return putInThePlaceOf(file, fresh, "before-restore");
  });
}
