import type { CountedQuestion } from "../../shared/questionSets.ts";
import type { Split, Unit } from "../../shared/vocabulary.ts";
import { answeredOptions } from "./evidence/answeredOptions.ts";
import { groupingOf, sizesOf, type Grouping } from "./evidence/groups.ts";
import { resolution, type Resolution } from "./evidence/resolution.ts";
import { amountOf } from "./intake/ownAnswers.ts";
import { kept } from "./kept.ts";
import { inHundredths } from "./measures/exactSums.ts";
import type { AnsweredQuestion } from "./measures/rowCounts.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readWordings } from "./store/questionSets.ts";
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

/** What each of their lists of answers gives to a number question, in hundredths; nothing where that is no number that can be added. */
export function amountsOf(
  campaign: CampaignFile,
  unit: Unit,
  questionSet: number,
  question: CountedQuestion,
): readonly (number | undefined)[] {
  return kept(campaign, `amounts ${question.id} ${unit} ${questionSet}`, () => {
    const inBase = new Set(question.options.map(({ id }) => id));
    const amounts = new Map<number, number>();
    for (const { id, option, written } of readWordings(campaign, [question.id])) {
      const amount = inBase.has(option) ? amountOf(written) : null;
      const given = amount === null ? null : inHundredths(amount);
      if (given !== null) amounts.set(id, given);
    }
    return standingsOf(campaign, unit, questionSet).given.map((wordings) => {
      const wording = wordings.find((id) => amounts.has(id));
      return wording === undefined ? undefined : amounts.get(wording);
    });
  });
}

/** Gives the size of an organisation as its place in `SIZE_BANDS`. */
export function sizeOf(campaign: CampaignFile): (organisation: string) => number {
  return kept(campaign, "sizes", () => sizesOf(resolved(campaign)));
}

/** The organisation of each location, as responses are resolved. */
export function resolved(campaign: CampaignFile): Resolution {
  return kept(campaign, "resolution", () => resolution(campaign));
}
