import { z } from "zod";
import type { Output, ParsedInput } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { monthFromNumber } from "../../shared/month.ts";
import { isConfirmed, type Quote, quoteSchema, redacted, type Removal } from "../../shared/quotes.ts";
import { REGIONS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import { type KnownNames, knownNames, proposedRemovals } from "./evidence/redaction.ts";
import { needles } from "./forbidden.ts";
import { COUNCILS } from "./intake/register/authorities.ts";
import { DISTRICTS } from "./intake/register/districts.ts";
import { kept } from "./kept.ts";
import { findNeedles } from "./pack/audit/needles.ts";
import { addressesIn, identifiersIn } from "./pack/audit/shapes.ts";
import { textFile } from "./pack/definition.ts";
import { refuseNobody } from "./personNames.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { readEntriesOf, writeEntry } from "./store/entries.ts";
import { readFreeTexts, readKnownNames } from "./store/freeTexts.ts";
import { readQuestionSets } from "./store/questionSets.ts";

/** The quotes of a campaign, newest month first, then by their words. */
export function readQuotes(campaign: CampaignFile): Quote[] {
  const said = [...readEntriesOf(campaign, "quote").values()].filter((text) => text !== null);
  return z
    .array(quoteSchema)
    .parse(said.map((text) => JSON.parse(text) as unknown))
    .sort((a, b) => {
      const [one, other] = [a.month ?? "", b.month ?? ""];
      return one === other ? (a.text < b.text ? -1 : 1) : one > other ? -1 : 1;
    });
}

/**
 * Keeps a quote. One that says it is confirmed is confirmed in the very words it would be published in, which name nobody.
 * @throws BellwetherError `bad-request` where parts to take out do not stand in the text, where nobody is named as having
 * consented or confirmed, or where its words still name somebody
 */
export async function saveQuote(campaign: CampaignFile, quote: Quote): Promise<Quote[]> {
  const outside = [...quote.removed, ...quote.left].find(({ end }) => end > quote.text.length);
  if (outside !== undefined) throw refused("What is taken out of a quote has to stand in it.");
  if (quote.consent !== null) refuseNobody(quote.consent.by);
  if (quote.confirmed !== null) {
    refuseNobody(quote.confirmed.by);
    if (isConfirmed(quote)) await refuseNaming(campaign, redacted(quote));
  }
  writeEntry(campaign, { kind: "quote", id: quote.id, said: JSON.stringify(quote) }, new Date().toISOString());
  return readQuotes(campaign);
}

/** Removes a quote and its words; one that is not there is gone already. */
export function removeQuote(campaign: CampaignFile, id: string): Quote[] {
  if (readEntriesOf(campaign, "quote").has(id))
    writeEntry(campaign, { kind: "quote", id, said: null }, new Date().toISOString());
  return readQuotes(campaign);
}

/** Proposes what to take out of a text. */
export function proposeRemovals(campaign: CampaignFile, text: string): Removal[] {
  return proposedRemovals(
    text,
    kept(campaign, "known names", () => namesOf(campaign)),
  );
}

/** Answers in free text, from which quotes can be made. */
export function freeTextAnswers(campaign: CampaignFile, query: ParsedInput<"quote.answers">): Output<"quote.answers"> {
  const labels = new Map(
    readQuestionSets(campaign).flatMap(({ set, ids }) =>
      set.questions.flatMap(({ kind, code, label }) => {
        const id = ids.get(code);
        return kind === "text" && id !== undefined ? [[id, label] as const] : [];
      }),
    ),
  );
  const { total, texts } = readFreeTexts(campaign, { ...query, questions: [...labels.keys()] });
  return {
    total,
    answers: texts.map(({ question, month, serviceType, region, ...rest }) => ({
      ...rest,
      question: labels.get(question) ?? "",
      month: monthFromNumber(month),
      serviceType: SERVICE_TYPES[serviceType ?? -1] ?? "not_stated",
      region: REGIONS[region ?? -1] ?? "not_stated",
    })),
  };
}

function namesOf(campaign: CampaignFile): KnownNames {
  const { organisations, places } = readKnownNames(campaign);
  const councils = Object.values(COUNCILS).flat();
  return knownNames(organisations, [...places, ...councils, ...Object.keys(DISTRICTS)]);
}

/** Refuses words that the check of a pack would refuse: better here, where a person can take them out. */
async function refuseNaming(campaign: CampaignFile, words: string): Promise<void> {
  const [needle] = await findNeedles([textFile("quote.txt", words)], needles(campaign));
  const [shape] = [...addressesIn(words), ...identifiersIn(words)];
  const found = needle?.needle ?? shape?.text;
  if (found !== undefined)
    throw refused(`The quote still says “${found}”, which must not leave the app. Take it out, then confirm again.`);
}

function refused(message: string): BellwetherError {
  return new BellwetherError("bad-request", message);
}
