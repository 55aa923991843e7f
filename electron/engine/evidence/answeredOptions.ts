import { OPTIONS } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { readWordings } from "../store/questionSets.ts";
import type { Standings } from "../store/standings.ts";

/** By list of answers, the option it gives to a question as the store numbers options; blank where it gives none. */
export function answeredOptions(
  campaign: CampaignFile,
  { given }: Pick<Standings, "given">,
  question: number,
): ArrayLike<number> {
  const options = new Map(readWordings(campaign, [question]).map(({ id, option }) => [id, option]));
  return Int16Array.from(given, (wordings) => {
    for (const wording of wordings) {
      const option = options.get(wording);
      if (option !== undefined) return option;
    }
    return BLANK;
  });
}

const BLANK = OPTIONS.indexOf("blank");
