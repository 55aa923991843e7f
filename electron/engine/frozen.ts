import { BellwetherError } from "../../shared/errors.ts";
import { displayRulesSchema, type DisplayRules } from "../../shared/releases.ts";
import type { Collection } from "./disclosure/collection.ts";
import { DEFAULT_RULES } from "./disclosure/rules.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readNote, writeNote } from "./store/meta.ts";
import { readFrozenTexts, readRulesText, writeRulesText } from "./store/releases.ts";

/** A collection as a release froze it: its figures are known to the world and never change. */
export interface FrozenCollection {
  readonly collection: Collection;
  /** The code of the release. */
  readonly release: string;
  readonly releasedAt: string;
}

/**
 * Every frozen collection of a campaign, the earliest released first. Merged campaigns may have frozen the same one twice:
 * the earlier stands, and the later is known to readers as well.
 */
export function readFrozen(campaign: CampaignFile): FrozenCollection[] {
  return readFrozenTexts(campaign).map(({ collection, release, releasedAt }) => ({
    collection: JSON.parse(collection) as Collection,
    release,
    releasedAt,
  }));
}

/** The display rules of a campaign: the defaults, until it has stricter ones. */
export function readRules(campaign: CampaignFile): DisplayRules {
  const text = readRulesText(campaign);
  return text === null ? DEFAULT_RULES : displayRulesSchema.parse(JSON.parse(text));
}

/**
 * Keeps display rules, which hold from the next pack on; none is looser than the defaults.
 * @throws BellwetherError `bad-request` where percentages would be shown of a base too small for counts
 */
export function writeRules(campaign: CampaignFile, rules: DisplayRules): DisplayRules {
  const { countsFrom, percentagesFrom } = rules;
  if (percentagesFrom < countsFrom) {
    throw new BellwetherError(
      "bad-request",
      `Percentages cannot be shown of smaller bases than counts: raise percentages to ${countsFrom} or more, or lower counts to ${percentagesFrom} or less.`,
    );
  }
  writeRulesText(campaign, JSON.stringify(displayRulesSchema.parse(rules)));
  return rules;
}

const BOARDS = "boards";

/** Whether the cubes of this campaign hold integrated care boards beside regions, from the next collection on that is not frozen. */
export function readBoards(campaign: CampaignFile): boolean {
  return readNote(campaign, BOARDS) === "shown";
}

/** Shows boards from the next pack on, or leaves them out again; collections that are frozen stay as they are. */
export function writeBoards(campaign: CampaignFile, shown: boolean): boolean {
  writeNote(campaign, BOARDS, shown ? "shown" : null);
  return shown;
}
