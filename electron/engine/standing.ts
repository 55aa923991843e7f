import type { Split, Unit } from "../../shared/vocabulary.ts";
import { answeredOptions } from "./evidence/answeredOptions.ts";
import { groupingOf, sizesOf, type Grouping } from "./evidence/groups.ts";
import { resolution, type Resolution } from "./evidence/resolution.ts";
import { kept } from "./kept.ts";
import type { AnsweredQuestion } from "./measures/rowCounts.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readStandings, type Standings } from "./store/standings.ts";

/** Everybody who stands of a question set, read once as long as nothing changes. */
export function standingsOf(campaign: CampaignFile, unit: Unit, questionSet: number): Standings {
  return kept(campaign, `standings ${unit} ${questionSet}`, () => readStandings(campaign, unit, questionSet));
}

/** How these are split; everybody is in the one group where they are not. */
export function groupsOf(campaign: CampaignFile, unit: Unit, questionSet: number, by: Split | "none"): Grouping {
  if (by === "none") return NOT_SPLIT;
  return kept(campaign, `groups ${by} ${unit} ${questionSet}`, () =>
    groupingOf(campaign, standingsOf(campaign, unit, questionSet), by, () => resolved(campaign)),
  );
}

const NOT_SPLIT: Grouping = { names: [], of: [] };

/** What each of their lists of answers says to a question. */
export function optionsOf(campaign: CampaignFile, unit: Unit, questionSet: number, question: number): AnsweredQuestion {
  return kept(campaign, `options ${question} ${unit} ${questionSet}`, () => ({
    id: question,
    options: answeredOptions(campaign, standingsOf(campaign, unit, questionSet), question),
  }));
}

/** Gives the size of an organisation as its place in `SIZE_BANDS`. */
export function sizeOf(campaign: CampaignFile): (organisation: string) => number {
  return kept(campaign, "sizes", () => sizesOf(resolved(campaign)));
}

/** The organisation of each location, as responses are resolved. */
export function resolved(campaign: CampaignFile): Resolution {
  return kept(campaign, "resolution", () => resolution(campaign));
}
