import type { OwnQuestionCode, QuestionEntry } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { countedQuestions, HANDBACK_QUESTIONS, HANDBACK_SET, type CountedQuestion } from "../../shared/questionSets.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { HANDBACK_SET_ID, readQuestionSets } from "./store/questionSets.ts";
import { readSetMonths } from "./store/summary.ts";

/** A question set as it is counted: what the store holds for it, its title, and its questions without free text. */
export interface CountedSet {
  readonly id: number;
  readonly code: string;
  readonly title: string;
  readonly questions: readonly CountedQuestion[];
}

/** The built-in question set. */
export const HANDBACK: CountedSet = {
  id: HANDBACK_SET_ID,
  code: HANDBACK_SET,
  title: "Contract hand-backs",
  questions: HANDBACK_QUESTIONS,
};

/** The user's own sets with at least one counted question, in the order of their codes. */
export function ownSets(campaign: CampaignFile): CountedSet[] {
  return readQuestionSets(campaign).flatMap(({ id, set, ids }) => {
    const questions = countedQuestions(set, ids);
    return questions.length === 0 ? [] : [{ id, code: set.code, title: set.title, questions }];
  });
}

/** Every counted question of the user's own sets, as `question.list` gives it. */
export function questionList(campaign: CampaignFile): QuestionEntry[] {
  return ownSets(campaign).flatMap(({ id, code: set, title, questions }) => {
    const months = readSetMonths(campaign, id);
    return questions.map(({ code, label, wording }) => ({
      set,
      title,
      code: code as OwnQuestionCode,
      label,
      wording,
      months,
    }));
  });
}

/**
 * The set that holds a question of a user's own.
 * @throws BellwetherError `bad-request` where there is none, or it is not counted, naming the questions there are
 */
export function setOf(campaign: CampaignFile, code: string): CountedSet {
  const sets = ownSets(campaign);
  const found = sets.find(({ questions }) => questions.some((question) => question.code === code));
  if (found !== undefined) return found;
  const all = codesOf(sets);
  const choices = all.filter((candidate) => candidate.startsWith(`${code}.`));
  if (choices.length > 0) {
    throw new BellwetherError(
      "bad-request",
      `“${code}” is a multiple choice: each of its choices is counted on its own. Name one of ${choices.join(", ")}.`,
    );
  }
  const [set, question] = code.split(".");
  const stored = readQuestionSets(campaign).find((candidate) => candidate.set.code === set);
  const isText = stored?.set.questions.some((candidate) => candidate.code === question && candidate.kind === "text");
  throw new BellwetherError(
    "bad-request",
    isText === true
      ? `“${code}” is free text, which is never counted. ${suggestion(all)}`
      : `There is no question “${code}” in this campaign. ${suggestion(all)}`,
  );
}

/** The refusal of a commissioner beside a question that is not asked by commissioner. */
export function withoutCommissioner(campaign: CampaignFile, code: string): BellwetherError {
  return new BellwetherError(
    "bad-request",
    `“${code}” is a question of your own set, which is not split by commissioner: leave out the commissioner. ${suggestion(codesOf(ownSets(campaign)))}`,
  );
}

function codesOf(sets: readonly CountedSet[]): string[] {
  return sets.flatMap(({ questions }) => questions.map(({ code }) => code));
}

function suggestion(codes: readonly string[]): string {
  if (codes.length === 0)
    return "It has no question sets of its own: the measures are intent, discussion, handback, coverage and path.";
  return `Its own questions are ${codes.join(", ")}; the other measures are intent, discussion, handback, coverage and path.`;
}
