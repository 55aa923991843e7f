import { isPlaceholder, postcode } from "../../shared/identifiers.ts";
import {
  COMMISSIONER_LABELS,
  OPTION_LABELS,
  QUESTION_WORDINGS,
  REGIONS,
  SERVICE_TYPE_LABELS,
  STAGE_LABELS,
} from "../../shared/vocabulary.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readIdentifyingTexts } from "./store/summary.ts";

/**
 * What no pack may hold: ids, postcodes and names of the campaign. Left out are texts too short to tell anybody by, and
 * names made only of the words every pack uses ("Supported Living"), which are found in packs that name nobody.
 */
export function needles(campaign: CampaignFile): string[] {
  const texts = readIdentifyingTexts(campaign)
    .filter((text) => !isPlaceholder(text))
    .flatMap((text) => [text, ...otherForms(text)]);
  return texts.filter((text) =>
    text.includes("@") || /\d/.test(text)
      ? text.length >= 5
      : text.length >= 8 && !wordsOf(text).every((word) => PACK_WORDS.has(word)),
  );
}

/** How else people write it: a postcode with its space, a name without its legal form. */
function otherForms(text: string): string[] {
  if (text.includes("@")) return text.split(/[\s;,<>]+/).filter((part) => part.includes("@"));
  const code = postcode(text);
  if (code !== null) return [code, `${code.slice(0, -3)} ${code.slice(-3)}`];
  const bare = text.replace(/[\s,]+(ltd|limited|plc|llp)\.?$/i, "").trim();
  return bare === text ? [] : [bare];
}

const PACK_WORDS: ReadonlySet<string> = new Set(
  [SERVICE_TYPE_LABELS, OPTION_LABELS, STAGE_LABELS, COMMISSIONER_LABELS, QUESTION_WORDINGS]
    .flatMap((labels) => Object.values(labels))
    .concat(REGIONS, "Capacity Tracker member survey England")
    .flatMap(wordsOf),
);

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
