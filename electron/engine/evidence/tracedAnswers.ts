import {
  countedQuestions,
  HANDBACK_QUESTIONS,
  storedCodes,
  type CountedQuestion,
} from "../../../shared/questionSets.ts";
import type { ResponseTrace } from "../../../shared/traces.ts";
import { OPTION_LABELS, OPTIONS, type OptionCode } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { readWordings, type StoredQuestionSet } from "../store/questionSets.ts";
import type { StoredResponse } from "../store/trace.ts";
import type { Cells } from "./traceResponse.ts";

type Answer = ResponseTrace["answers"][number];

/** What a response answers to every question of its set, each with its cell as it was written. */
export function tracedAnswers(
  campaign: CampaignFile,
  response: StoredResponse,
  set: StoredQuestionSet | undefined,
  cell: Cells,
): Answer[] {
  const questions = set === undefined ? HANDBACK_QUESTIONS.map(counted) : askedIn(set);
  const given = new Set(JSON.parse(response.answers) as number[]);
  return questions.map(({ id, code, label, role, question }) => {
    const wording = readWordings(campaign, [id]).find((candidate) => given.has(candidate.id));
    const told = { question: code, label, ...cell(role) };
    if (wording === undefined) {
      const blank = question === null ? NOTHING : { option: "blank", optionLabel: OPTION_LABELS.blank };
      return { ...told, ...blank, written: null, decided: false };
    }
    const { written, option, coded } = wording;
    return {
      ...told,
      written: written === "" ? null : written,
      ...(question === null ? NOTHING : meaning(question, option)),
      decided: coded === UNRECOGNISED && option !== coded,
    };
  });
}

interface Asked {
  readonly id: number;
  readonly code: string;
  readonly label: string;
  /** What its column was taken for. */
  readonly role: string;
  /** Null for free text. */
  readonly question: CountedQuestion | null;
}

function counted(question: CountedQuestion): Asked {
  const { id, code, label } = question;
  return { id, code, label, role: code, question };
}

/** The questions of a user's own set, free text among them; one for each choice of a multiple choice. */
function askedIn({ set, ids }: StoredQuestionSet): Asked[] {
  const known = new Map(countedQuestions(set, ids).map((question) => [question.id, question]));
  return set.questions.flatMap((question) =>
    storedCodes(question).flatMap(({ code, choice }): Asked[] => {
      const id = ids.get(code);
      if (id === undefined) return [];
      const label = choice === null ? question.label : `${question.label}: ${choice.label}`;
      return [
        {
          id,
          code: `${set.code}.${code}`,
          label,
          role: `${set.code}.${question.code}`,
          question: known.get(id) ?? null,
        },
      ];
    }),
  );
}

/** What tables take an option for: what the scale no longer has is an answer nobody has explained. */
function meaning({ options }: CountedQuestion, option: number): Pick<Answer, "option" | "optionLabel"> {
  const own = options.find(({ id }) => id === option);
  if (own !== undefined) return { option: own.code, optionLabel: own.label };
  const state: OptionCode = STATES.find((code) => OPTIONS.indexOf(code) === option) ?? "unrecognised";
  return { option: state, optionLabel: OPTION_LABELS[state] };
}

const STATES = ["not_applicable", "blank"] as const;
const NOTHING = { option: null, optionLabel: null };
const UNRECOGNISED = OPTIONS.indexOf("unrecognised");
