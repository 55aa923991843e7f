import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { ExactGroup } from "../measures/cube.ts";

/** The counts of one question in one group, in the form in which they are rounded and shown. */
export interface AnswerCounts {
  /** Options of the scale that stand in the base; all of them, options without answers as 0. */
  readonly counts: Readonly<Record<string, number>>;
  /** Respondents who answered and to whom the question applies. */
  readonly base: number;
  /** Those of the base who count towards the share: very likely or likely; yes. */
  readonly counted: number;
  readonly notApplicable: number;
  /** Blank answers and wordings still unexplained. */
  readonly noAnswer: number;
}

/** The true counts of one question in one group of an exact cube, with their subtotals. */
export function exactAnswers(group: ExactGroup, question: CountedQuestion): AnswerCounts {
  const given = group.counts[question.code] ?? {};
  const of = (options: readonly string[]): number => options.reduce((sum, option) => sum + (given[option] ?? 0), 0);
  return {
    counts: Object.fromEntries(question.options.map(({ code }) => [code, given[code] ?? 0])),
    base: of(question.options.map(({ code }) => code)),
    counted: of(countedCodes(question)),
    notApplicable: of(["not_applicable"]),
    noAnswer: of(["blank", "unrecognised"]),
  };
}

/** The options that count towards a question's share. */
export function countedCodes({ options }: CountedQuestion): readonly string[] {
  return options.flatMap((option) => (option.counted ? [option.code] : []));
}

/**
 * The question whose respondents a question shares, by definition: the first of the choices of one multiple choice
 * (`pay.steps.agency`, `pay.steps.overtime`), all answered by ticking. Itself for every other question.
 */
export function sharesBaseWith(question: CountedQuestion, questions: readonly CountedQuestion[]): CountedQuestion {
  const [set, asked, choice] = question.code.split(".");
  if (choice === undefined) return question;
  return questions.find(({ code }) => code.startsWith(`${set}.${asked}.`)) ?? question;
}

/** Whether two questions have the same base, not applicable and no answer in a group. */
export function sameBase(one: AnswerCounts, other: AnswerCounts): boolean {
  return one.base === other.base && one.notApplicable === other.notApplicable && one.noAnswer === other.noAnswer;
}
