import { createHash } from "node:crypto";
import { BellwetherError } from "../../shared/errors.ts";
import type { DisplayRules, Release } from "../../shared/releases.ts";
import type { PackFile } from "./pack/definition.ts";
import { MANIFEST } from "./pack/manifest.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { evidenceMark } from "./store/evidenceMark.ts";
import { readRelease, readReleaseFiles, readReleaseListing, type StoredRelease } from "./store/releases.ts";

/** What the store keeps of a release as one text: all that never changes once it is prepared. */
export interface ReleaseDetails extends Pick<Release, "months" | "freezes" | "hidden" | "attack"> {
  readonly rules: DisplayRules;
  readonly appVersion: string;
  readonly methodVersion: string;
  /** The codes of the releases it was attacked together with. */
  readonly attackedWith: readonly string[];
  /** What the evidence was like when it was prepared; missing of releases that were prepared before there was such a mark. */
  readonly evidence?: string;
}

/** The details of a release, as they were written by `prepareRelease`. */
export function detailsOf({ record }: StoredRelease): ReleaseDetails {
  return JSON.parse(record) as ReleaseDetails;
}

/** A release as the contract tells it. */
export function releaseOf(campaign: CampaignFile, stored: StoredRelease): Release {
  const { steps: _steps, certificate: _certificate, record: _record, ...known } = stored;
  const { months, freezes, hidden, attack, evidence } = detailsOf(stored);
  const files = readReleaseListing(campaign, stored.id);
  const sha256 = files.find(({ name }) => name === MANIFEST)?.sha256 ?? "";
  const stale = !isOut(stored) && evidence !== undefined && evidence !== evidenceMark(campaign);
  return { ...known, months, freezes, files, sha256, hidden, attack, stale };
}

/** A release by its number. @throws BellwetherError `not-found` */
export function found(campaign: CampaignFile, id: number): StoredRelease {
  const release = readRelease(campaign, id);
  if (release !== undefined) return release;
  throw new BellwetherError(
    "not-found",
    "This release is not there any more: what is on its way gives way to one prepared after it. Look at the list again.",
  );
}

/** Whether a release has left the app. */
export function isOut({ state }: Pick<StoredRelease, "state">): boolean {
  return state === "released" || state === "withdrawn";
}

/** The files of a release as they were composed. */
export function packFiles(campaign: CampaignFile, id: number): readonly PackFile[] {
  return readReleaseFiles(campaign, id).map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
}

/** The name of the file that a release's record is saved as. */
export function recordName({ code }: StoredRelease): string {
  return `release ${code}.json`;
}

/**
 * The machine-readable record of a release, `bellwether-release/1`: what it is, who did what when, what it may show, what
 * was hidden and why, what the attack came to, and the hash of everything. Names the people who released it, no members.
 */
export function recordText(campaign: CampaignFile, stored: StoredRelease): string {
  const { id: _id, stale: _stale, ...release } = releaseOf(campaign, stored);
  const { rules, appVersion, methodVersion, attackedWith } = detailsOf(stored);
  const record = {
    format: "bellwether-release/1",
    ...release,
    rules,
    appVersion,
    methodVersion,
    attackedWith,
    certificate: { sha256: createHash("sha256").update(stored.certificate).digest("hex") },
    steps: stored.steps,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
