import { z } from "zod";
import type { SavedView } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { savedViewSchema } from "../../shared/views.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readViews, writeViews } from "./store/views.ts";

/** As many views as a list of them can be looked through. */
const MOST_VIEWS = 50;

const IN_ORDER = new Intl.Collator("en-GB", { numeric: true });

/** The views of Explore that were kept in a campaign, by name. */
export function savedViews(campaign: CampaignFile): SavedView[] {
  const stored = readViews(campaign);
  if (stored === null) return [];
  return z.array(savedViewSchema).parse(JSON.parse(stored));
}

/**
 * Keeps a view under its name, in the place of one of the same name.
 * @throws BellwetherError `bad-request` where there are as many as a campaign keeps
 */
export function saveView(campaign: CampaignFile, view: SavedView): SavedView[] {
  const others = savedViews(campaign).filter(({ name }) => name !== view.name);
  if (others.length >= MOST_VIEWS) {
    throw new BellwetherError(
      "bad-request",
      `A campaign keeps ${MOST_VIEWS} views, and this one has as many. Remove one first, or save under a name it has.`,
    );
  }
  return keep(campaign, [...others, view]);
}

/** Removes a view by its name; one that is not there is gone already. */
export function removeView(campaign: CampaignFile, name: string): SavedView[] {
  return keep(
    campaign,
    savedViews(campaign).filter((view) => view.name !== name),
  );
}

function keep(campaign: CampaignFile, views: readonly SavedView[]): SavedView[] {
  const sorted = views.toSorted((a, b) => IN_ORDER.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
  writeViews(campaign, sorted.length === 0 ? null : JSON.stringify(sorted));
  return sorted;
}
