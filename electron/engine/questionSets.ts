import { monthNumber } from "../../shared/month.ts";
import { storedCodes, type QuestionSet, type SetQuestion } from "../../shared/questionSets.ts";
import { consolidate } from "./evidence/consolidate.ts";
import { codeOwnAnswer } from "./intake/ownAnswers.ts";
import { betweenSteps, type WorkContext } from "./importing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import {
  answerAlike,
  forgetKnownChoices,
  readQuestionSets,
  readWordings,
  recodeWordings,
  writeQuestionSet,
} from "./store/questionSets.ts";
import { readSetMonths } from "./store/summary.ts";
import { inTransaction } from "./store/transaction.ts";
import { applyDecision, readDecisions } from "./store/decisions.ts";

/**
 * Writes a question set, new or changed. Answers stored before are coded again from the cells as they were written, so
 * that a scale may be mended after the import; the figures follow. All or nothing.
 * @throws BellwetherError `bad-request` where a question or choice that has answers would go
 */
export async function saveQuestionSet(
  campaign: CampaignFile,
  set: QuestionSet,
  context: WorkContext,
): Promise<QuestionSet> {
  const work = function* (): Generator<number, QuestionSet> {
    const before = readQuestionSets(campaign).find((known) => known.set.code === set.code);
    const stored = writeQuestionSet(campaign, set);
    const coded = new Map<number, number>();
    for (const question of stored.set.questions) {
      addChoices(campaign, question, before?.ids ?? new Map(), stored.ids);
      forgetKnownChoices(
        campaign,
        `${set.code}.${question.code}`,
        (written) => codeOwnAnswer(question, written).unknown.length === 0,
      );
      for (const [code, id] of stored.ids) {
        if (code !== question.code && !code.startsWith(`${question.code}.`)) continue;
        for (const wording of readWordings(campaign, [id])) {
          const option = codeOwnAnswer(question, wording.written).answers.find(
            (answer) => answer.code === code,
          )?.option;
          if (option !== undefined && option !== wording.coded) coded.set(wording.id, option);
        }
      }
    }
    recodeWordings(campaign, coded);
    for (const decision of readDecisions(campaign)) {
      if (decision.field.startsWith(`${set.code}.`)) applyDecision(campaign, decision, decision.value);
    }
    yield 0;
    const months = readSetMonths(campaign, stored.id).map(monthNumber);
    if (months.length > 0) yield* consolidate(campaign, new Set(months), false);
    return stored.set;
  };
  return inTransaction(campaign, work, betweenSteps(context, "Reading the answers by the new scales"));
}

/** Answers to a choice that is new in its question are told from the cells of the others. */
function addChoices(
  campaign: CampaignFile,
  question: SetQuestion,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): void {
  const codes = storedCodes(question).map(({ code }) => code);
  const known = codes.map((code) => before.get(code)).find((id) => id !== undefined);
  if (question.kind !== "multiple" || known === undefined) return;
  for (const code of codes) {
    const id = after.get(code);
    if (id === undefined || before.has(code)) continue;
    const optionOf = (written: string): number | null =>
      codeOwnAnswer(question, written).answers.find((answer) => answer.code === code)?.option ?? null;
    answerAlike(campaign, known, id, optionOf);
  }
}
