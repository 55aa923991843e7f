import { QUESTION_WORDINGS, QUESTIONS, type QuestionCode, type Stage } from "../../../shared/vocabulary.ts";
import type { Respondent } from "./fixture.ts";

/** A question of a form: its heading and what a respondent said. */
export interface Asked {
  readonly heading: string;
  readonly value: (respondent: Respondent) => string;
}

export type Wordings = Readonly<Record<QuestionCode | "service_type", string>>;

/** The instrument's own words, about a month. */
export function fullWordings(month = "January"): Wordings {
  const entries = Object.entries(QUESTION_WORDINGS).map(([code, words]) => [code, words.replace("<month>", month)]);
  return Object.fromEntries(entries) as Wordings;
}

/** The words of a stage where both commissioners stand in one grid. */
export const GRID: Readonly<Record<Stage, string>> = {
  intent:
    "How likely are you to hand back any of your commissioned contracts for care and support in the next 3 months, due to insufficient (expected) fee uplifts?",
  discussion:
    "Did you have a discussion with commissioners in January about handing back any of your contracts for care and support, due to insufficient (expected) fee uplifts?",
  handback:
    "Did you hand back any of your commissioned contracts for care and support in January, due to insufficient (expected) fee uplifts?",
};

/** The rows of such a grid. */
export const GRID_ROWS = { la: "Local Authority", nhs: "NHS" } as const;

/** Who the respondent is. */
export const ORGANISATION: Asked = {
  heading: "What is the name of your organisation?",
  value: (respondent) => respondent.organisation,
};
export const PROVIDER: Asked = {
  heading: "What is your CQC provider ID?",
  value: (respondent) => respondent.provider ?? "",
};
export const POSTCODE: Asked = { heading: "Postcode", value: (respondent) => respondent.postcode };

/** The service type and the six coded questions, in the instrument's order. */
export function sevenQuestions(wordings: Wordings = fullWordings()): readonly Asked[] {
  return [
    { heading: wordings.service_type, value: (respondent) => respondent.asked },
    ...QUESTIONS.map((question) => ({
      heading: wordings[question],
      value: (respondent: Respondent) => respondent.answers[question] ?? "",
    })),
  ];
}

/** The whole form: who, then the seven questions. */
export function form(wordings: Wordings = fullWordings()): readonly Asked[] {
  return [ORGANISATION, PROVIDER, POSTCODE, ...sevenQuestions(wordings)];
}
