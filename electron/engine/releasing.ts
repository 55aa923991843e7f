import { BellwetherError } from "../../shared/errors.ts";
import { monthLabel } from "../../shared/month.ts";
import type { Release } from "../../shared/releases.ts";
import type { WorkContext } from "./importing.ts";
import { writePack } from "./pack/write.ts";
import { refuseNobody, sameName } from "./personNames.ts";
import { detailsOf, found, isOut, packFiles, releaseOf } from "./releaseRecord.ts";
import type { Session } from "./session.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import {
  isFrozen,
  readReleases,
  readToFreeze,
  removeRelease,
  writeReleased,
  writeSignOff,
  writeWithdrawn,
  type StoredRelease,
} from "./store/releases.ts";
import { inTransaction } from "./store/transaction.ts";

/** Every release of a campaign and the one on its way, newest first. */
export function listReleases(campaign: CampaignFile): Release[] {
  return readReleases(campaign).map((stored) => releaseOf(campaign, stored));
}

/** Throws away what is on its way. @throws BellwetherError `release-refused` for what was released */
export function discardRelease(campaign: CampaignFile, id: number): Release[] {
  const { state, code } = found(campaign, id);
  if (state === "released" || state === "withdrawn") {
    throw refused(
      `Release ${code} has left the app and stays in the register for ever. If it should no longer be used, withdraw it.`,
    );
  }
  removeRelease(campaign, id);
  return listReleases(campaign);
}

/**
 * Signs a prepared pack off.
 * @throws BellwetherError `release-refused` where it is not prepared, or where whoever composed it signs it off
 */
export function signOffRelease(campaign: CampaignFile, id: number, name: string): Release {
  const { state, code, composedBy, signedOffBy } = found(campaign, id);
  if (state !== "prepared") {
    throw refused(
      state === "signed-off"
        ? `Release ${code} was signed off by ${signedOffBy ?? "somebody"} already. It can be released now.`
        : `Release ${code} has left the app; there is nothing to sign off.`,
    );
  }
  refuseNobody(name);
  refuseSame(composedBy, name);
  writeSignOff(campaign, id, name, now());
  return releaseOf(campaign, found(campaign, id));
}

/** @throws BellwetherError `release-refused` where one person composes and signs off */
export function refuseSame(composedBy: string, signedOffBy: string): void {
  if (!sameName(composedBy, signedOffBy)) return;
  throw refused(
    `${composedBy} composed this pack, so somebody else signs it off: a second pair of eyes on what leaves and what is hidden. Ask a colleague to look at the pages and to give their own name.`,
  );
}

/** Where a release goes: a folder, or the one zip file where `zip` is true. */
export interface ReleasePlace {
  readonly out: string;
  readonly zip: boolean;
}

/**
 * Releases what is signed off: writes its files, freezes its collections, and only then gives the files their names, so that
 * nothing ever leaves that is not on record. Where any of it fails there is neither; a program that ends in between leaves
 * the record, and its files can be saved from there.
 * @throws BellwetherError `release-refused` where it is not signed off, or where something was released since it was
 * prepared, which it was not attacked together with; `folder-not-empty`, `disk-full`, `not-writable`, `cancelled`
 */
export async function publishRelease(
  { campaign }: Session,
  id: number,
  place: ReleasePlace,
  context: WorkContext,
): Promise<Release> {
  const release = found(campaign, id);
  refuseUnsigned(release);
  let recorded = false;
  const work = function* (): Generator<number, void> {
    refuseOvertaken(campaign, release);
    writeReleased(campaign, id, release.code, now());
    yield 0;
  };
  const record = async (): Promise<void> => {
    await inTransaction(campaign, work, () => Promise.resolve());
    recorded = true;
  };
  context.progress({ stage: "Writing the pack", done: 0, total: null });
  try {
    await writePack(packFiles(campaign, id), place, context.signal, record);
  } catch (error) {
    throw recorded ? notInPlace(release.code, place.out, error) : error;
  }
  return releaseOf(campaign, found(campaign, id));
}

/**
 * Writes the files of a release, or of one on its way, as they were composed.
 * @throws BellwetherError `folder-not-empty`, `disk-full`, `not-writable`, `cancelled`
 */
export async function saveRelease(
  campaign: CampaignFile,
  id: number,
  place: ReleasePlace,
  context: WorkContext,
): Promise<void> {
  found(campaign, id);
  context.progress({ stage: "Writing the pack", done: 0, total: null });
  await writePack(packFiles(campaign, id), place, context.signal);
}

/**
 * Says of a release that it should no longer be used; its figures stay known and frozen.
 * @throws BellwetherError `release-refused` where it is not released, or is withdrawn already
 */
export function withdrawRelease(
  campaign: CampaignFile,
  id: number,
  { name, reason }: { readonly name: string; readonly reason: string },
): Release {
  const { state, code, withdrawn } = found(campaign, id);
  if (state !== "released") {
    throw refused(
      withdrawn === null
        ? `Release ${code} has not left the app: there is nothing to withdraw. Throw it away instead.`
        : `Release ${code} was withdrawn by ${withdrawn.by} already: ${withdrawn.reason}`,
    );
  }
  refuseNobody(name);
  writeWithdrawn(campaign, id, { by: name, at: now(), reason });
  return releaseOf(campaign, found(campaign, id));
}

function now(): string {
  return new Date().toISOString();
}

function refuseUnsigned({ state, code }: StoredRelease): void {
  if (state === "signed-off") return;
  throw refused(
    state === "prepared"
      ? `Release ${code} is not signed off yet. Somebody who did not compose it looks at it and signs it off first.`
      : `Release ${code} has been released already. To have its files again, save them from the list.`,
  );
}

/** Refuses what was not attacked together with everything that is out by now. */
function refuseOvertaken(campaign: CampaignFile, release: StoredRelease): void {
  if (found(campaign, release.id).state !== "signed-off") {
    throw refused(`Release ${release.code} was changed by somebody else meanwhile. Look at the list again.`);
  }
  const { attackedWith } = detailsOf(release);
  const since = readReleases(campaign).filter((other) => isOut(other) && !attackedWith.includes(other.code));
  const [other] = since;
  if (other !== undefined) {
    throw refused(
      `Release ${other.code} came out after ${release.code} was prepared, so nobody has tried to break the two together. Prepare it again: that takes the other into account.`,
    );
  }
  const twice = readToFreeze(campaign, release.id).find((collection) => isFrozen(campaign, collection));
  if (twice !== undefined) {
    throw refused(
      `The figures of ${monthLabel(twice.month)} have been frozen by another release meanwhile. Prepare this one again: it then takes those figures.`,
    );
  }
}

function refused(message: string): BellwetherError {
  return new BellwetherError("release-refused", message);
}

function notInPlace(code: string, out: string, cause: unknown): BellwetherError {
  return new BellwetherError(
    "not-writable",
    `${code} is released and on record, but its files could not be put into ${out}. Open it under “Released so far” and save its files from there.`,
    { file: out },
    { cause },
  );
}
