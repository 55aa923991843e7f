import { type OptionCode, type QuestionCode, SCALES, type Scale, type Stage } from "../../../shared/vocabulary.ts";
import type { ExactGroup } from "../measures/cube.ts";

/** The counts of one question in one group, in the form in which they are rounded and shown. */
export interface AnswerCounts {
  /** Options of the scale that stand in the base; all of them, options without answers as 0. */
  readonly counts: Readonly<Partial<Record<OptionCode, number>>>;
  /** Respondents who answered and to whom the question applies. */
  readonly base: number;
  /** Those of the base who count towards the share: very likely or likely; yes. */
  readonly counted: number;
  readonly notApplicable: number;
  /** Blank answers and wordings still unexplained. */
  readonly noAnswer: number;
}

/** The scale of a question. */
export function scaleOf(question: QuestionCode): Scale {
  return SCALES[question.slice(0, question.indexOf(".")) as Stage];
}

/** The true counts of one question in one group of an exact cube, with their subtotals. */
export function exactAnswers(group: ExactGroup, question: QuestionCode): AnswerCounts {
  const given = group.counts[question];
  const scale = scaleOf(question);
  const of = (options: readonly OptionCode[]): number => options.reduce((sum, option) => sum + (given[option] ?? 0), 0);
  return {
    counts: Object.fromEntries(scale.inBase.map((option) => [option, given[option] ?? 0])),
    base: of(scale.inBase),
    counted: of(scale.counted),
    notApplicable: of(["not_applicable"]),
    noAnswer: of(["blank", "unrecognised"]),
  };
}
