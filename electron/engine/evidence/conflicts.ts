import { HANDBACK_QUESTIONS } from "../../../shared/questionSets.ts";
import { OPTIONS } from "../../../shared/vocabulary.ts";
import type { NewConflict } from "../store/conflicts.ts";
import type { Preferred } from "./preferred.ts";
import { locationOf, type Candidate, type Standing } from "./standing.ts";

/** What a response answered: the option by question, as the store numbers both; blank where it is not there. */
export type AnswersOf = (responseId: number) => ReadonlyMap<number, number>;

/**
 * The superseded responses of a month that answered a question on intent otherwise than the response that stands for
 * their organisation, which may have left it blank. `impact` is how far everybody's share would move if the other stood.
 * @param standing the organisations' standing responses
 */
export function conflictsOf(
  responses: readonly (Candidate & Pick<Preferred, "chosenOver">)[],
  standing: readonly Standing[],
  answersOf: AnswersOf,
): readonly NewConflict[] {
  const holders = new Map(standing.map(({ organisation, responseId }) => [organisation, responseId]));
  const byId = new Map(responses.map((response) => [response.id, response]));
  const rivals = responses.filter(({ id, organisation }) => holders.get(organisation) !== id);
  return HANDBACK_QUESTIONS.filter(({ code }) => code.startsWith("intent.")).flatMap(({ id: question, options }) => {
    const inBase = new Set(options.map((option) => option.id));
    const counted = new Set(options.flatMap((option) => (option.counted ? [option.id] : [])));
    let base = 0;
    let intends = 0;
    for (const { responseId } of standing) {
      const option = answersOf(responseId).get(question) ?? BLANK;
      if (inBase.has(option)) base += 1;
      if (counted.has(option)) intends += 1;
    }
    const share = (of: number, all: number): number => (all === 0 ? 0 : of / all);
    return rivals.flatMap((rival): NewConflict[] => {
      const holder = byId.get(holders.get(rival.organisation) ?? -1);
      const answered = answersOf(rival.id).get(question);
      if (holder === undefined) return [];
      const settled = holder.preferredAt !== null && holder.chosenOver.has(rival.id);
      const [said, stands] = [answered ?? BLANK, answersOf(holder.id).get(question) ?? BLANK];
      // What a person settled stays to be seen, and taken back, even where the other is blank or says the same by now.
      if (settled ? said === stands && question !== FIRST : answered === undefined || said === stands) return [];
      const change = (set: ReadonlySet<number>): number => Number(set.has(said)) - Number(set.has(stands));
      const moved = share(intends + change(counted), base + change(inBase));
      return [
        {
          organisation: rival.organisation,
          question,
          superseded: rival.id,
          standing: holder.id,
          kind: kindOf(holder, rival),
          settled,
          impact: Math.abs(moved - share(intends, base)),
        },
      ];
    });
  });
}

const BLANK = OPTIONS.indexOf("blank");
const FIRST = HANDBACK_QUESTIONS.find(({ code }) => code.startsWith("intent."))?.id;

function kindOf(holder: Candidate, rival: Candidate): NewConflict["kind"] {
  if (holder.source !== rival.source) return "sources";
  const [one, other] = [locationOf(holder), locationOf(rival)];
  return one !== null && other !== null && one !== other ? "sites" : "again";
}
