import type { CampaignFile } from "./store/campaignFile.ts";
import { revisionOf } from "./store/revision.ts";

interface Kept {
  readonly revision: string;
  readonly results: Map<string, unknown>;
}
const keptFor = new WeakMap<CampaignFile, Kept>();

/** Gives what was worked out before under a name, as long as the campaign has not changed since; else works it out. */
export function kept<T>(campaign: CampaignFile, what: string, make: () => T): T {
  const revision = revisionOf(campaign);
  const before = keptFor.get(campaign);
  const current = before?.revision === revision ? before : { revision, results: new Map<string, unknown>() };
  keptFor.set(campaign, current);
  if (!current.results.has(what)) current.results.set(what, make());
  return current.results.get(what) as T;
}
