import type { CampaignFile } from "./campaignFile.ts";
import {
  freeze,
  insertRelease,
  markWithdrawn,
  readFrozenTexts,
  readReleaseFiles,
  readReleases,
  removeRelease,
  type StoredRelease,
} from "./releases.ts";

/**
 * Brings what another campaign released, with what that froze, inside the transaction the caller holds, and gives how many
 * releases are new here. Known ones are told apart by their codes; a withdrawal there holds here as well. What is on its
 * way there stays there.
 */
export function bringReleases(campaign: CampaignFile, other: CampaignFile, at: string): number {
  const known = new Map(readReleases(campaign).map((release) => [release.code, release]));
  const theirs = readReleases(other).filter(({ releasedAt }) => releasedAt !== null);
  const fresh = theirs.filter(({ code }) => known.get(code)?.releasedAt == null);
  const frozen = Map.groupBy(fresh.length === 0 ? [] : readFrozenTexts(other), ({ release }) => release);
  for (const release of fresh) {
    const onItsWay = known.get(release.code);
    if (onItsWay !== undefined) removeRelease(campaign, onItsWay.id);
    bring(campaign, other, release, at);
    freeze(campaign, release.code, frozen.get(release.code) ?? []);
  }
  for (const { code, withdrawn } of theirs) {
    const here = known.get(code);
    if (here?.state === "released" && withdrawn !== null) markWithdrawn(campaign, here.id, withdrawn);
  }
  return fresh.length;
}

function bring(campaign: CampaignFile, other: CampaignFile, { id, ...release }: StoredRelease, at: string): void {
  const steps = [...release.steps, { what: "brought", at, by: null } as const];
  insertRelease(campaign, { ...release, steps, files: readReleaseFiles(other, id) });
}
