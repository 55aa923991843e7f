import type { QuestionSet } from "../../shared/questionSets.ts";
import { scaleOf } from "../../shared/questionSets.ts";
import { OPTION_LABELS, type OptionCode, QUESTIONS } from "../../shared/vocabulary.ts";
import { useReading } from "../host/operations.ts";
import { FIELD_CODES, questionLabel, REGISTER_FIELD_CODES } from "./questions.ts";

/** One group of a Select of what a column may be. */
export interface RoleGroup {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

/** Words for codes of questions and options, the user's own sets among them. */
export interface Labels {
  readonly sets: readonly QuestionSet[];
  /** A question, one choice of a multiple choice, or a field. */
  readonly question: (code: string) => string;
  /** An option of a question; the code where it is unknown. */
  readonly option: (question: string, option: string) => string;
  /** Everything a column may be taken for, grouped; "leave out" is not among it. */
  readonly roles: readonly RoleGroup[];
}

/** The words for codes, as far as the campaign's question sets are known yet. */
export function useLabels(): Labels {
  const { data } = useReading("questionSet.list", {});
  return labelsOf(data?.map(({ set }) => set) ?? []);
}

/** The same words where a column of a register is chosen: it may be a field only. */
export function registerLabels(labels: Labels): Labels {
  const items = REGISTER_FIELD_CODES.map((code) => ({ value: code, label: labels.question(code) }));
  return { ...labels, roles: [{ group: "Who the members are", items }] };
}

/** The words for codes with these question sets of the user's own. */
export function labelsOf(sets: readonly QuestionSet[]): Labels {
  const questions = new Map<string, string>();
  const options = new Map<string, string>();
  for (const set of sets) {
    for (const question of set.questions) {
      const code = `${set.code}.${question.code}`;
      questions.set(code, question.label);
      for (const option of scaleOf(question)) {
        if (question.kind === "multiple") questions.set(`${code}.${option.code}`, `${question.label}: ${option.label}`);
        else options.set(`${code} ${option.code}`, option.label);
      }
    }
  }
  const question = (code: string): string => questions.get(code) ?? questionLabel(code);
  const named = (code: string): { value: string; label: string } => ({ value: code, label: question(code) });
  return {
    sets,
    question,
    option: (code, option) => options.get(`${code} ${option}`) ?? OPTION_LABELS[option as OptionCode] ?? option,
    roles: [
      { group: "The hand-back questions", items: ["service_type", ...QUESTIONS].map(named) },
      ...sets.map((set) => ({
        group: `Your set “${set.title}”`,
        items: set.questions.map((own) => named(`${set.code}.${own.code}`)),
      })),
      { group: "Who answered, where and when", items: FIELD_CODES.map(named) },
    ],
  };
}
