import { z } from "zod";
import {
  COMMISSIONER_LABELS,
  OPTION_LABELS,
  OPTIONS,
  QUESTION_WORDINGS,
  QUESTIONS,
  SCALES,
  STAGE_LABELS,
  YES_NO,
  type Commissioner,
  type OptionCode,
  type Stage,
} from "./vocabulary.ts";

/**
 * Question sets as data (DESIGN section 1). The seven hand-back questions are built in; a user adds others by choosing
 * columns of a file. A set's scales and wordings may be edited at any time: answers keep the cell as it was written.
 */

/** What a question of a set may ask for. A number is counted in bands; free text is kept and never counted. */
export const QUESTION_KINDS = ["single", "yes-no", "multiple", "number", "text"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Where an option stands: in the base and counted towards the share; in the base; or beside it, as "not applicable". */
export const OPTION_ROLES = ["counted", "base", "beside"] as const;

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "is lower-case letters, digits and _, beginning with a letter");
const words = (most: number): z.ZodString => z.string().trim().min(1).max(most);

export const scaleOptionSchema = z.strictObject({
  code,
  label: words(120),
  role: z.enum(OPTION_ROLES),
  /** Wordings seen for it, beside its label. */
  wordings: z.array(z.string().max(500)).default([]),
  /** Number questions: the band reaches up to this value, not including it; null for the last band. */
  below: z.number().nullable().optional(),
});

export const setQuestionSchema = z.strictObject({
  code,
  label: words(120),
  wording: words(2000),
  kind: z.enum(QUESTION_KINDS),
  options: z.array(scaleOptionSchema).max(60).default([]),
  /** Number questions: whether the numbers are added up as well. Left out, `addsUp` tells. */
  summed: z.boolean().optional(),
});

/** A question set of the user's own, as it is edited, stored and shared. */
export const questionSetSchema = z
  .strictObject({ code, title: words(120), questions: z.array(setQuestionSchema).min(1).max(200) })
  .superRefine(({ code: own, questions }, context) => {
    const fault = (message: string): void => context.addIssue({ code: "custom", message });
    if (RESERVED.has(own)) fault(`The code ${own} is taken.`);
    if (new Set(questions.map((question) => question.code)).size < questions.length)
      fault("Two questions of a set have the same code.");
    for (const question of questions) {
      const codes = question.options.map((option) => option.code);
      if (new Set(codes).size < codes.length) fault(`Two options of “${question.label}” have the same code.`);
      if (question.options.some(isState)) {
        fault(
          `An option of “${question.label}” has the code of no answer: blank, unrecognised, or not_applicable in the base.`,
        );
      }
      if (["single", "number", "multiple"].includes(question.kind) && codes.length === 0)
        fault(`“${question.label}” has no options.`);
      if (question.kind === "number" && !risingBands(question.options)) {
        fault(`The bands of “${question.label}” do not rise, or do not end in an open one.`);
      }
    }
  });
export type QuestionSet = z.infer<typeof questionSetSchema>;
export type SetQuestion = z.infer<typeof setQuestionSchema>;
export type ScaleOption = z.infer<typeof scaleOptionSchema>;

/** The code of the built-in question set. */
export const HANDBACK_SET = "handback";
/** Codes a user's set may not take: the built-in set's, its measures', and that of coverage. */
const RESERVED: ReadonlySet<string> = new Set([HANDBACK_SET, "intent", "discussion", "coverage"]);

/** An option in the base of a counted question. `id` is what the store holds for it. */
export interface CountedOption {
  readonly id: number;
  readonly code: string;
  readonly label: string;
  /** Counts towards the share. */
  readonly counted: boolean;
}

/** A question as tables, protection, charts and packs count it, built in or a user's own. */
export interface CountedQuestion {
  /** What the store holds for it. */
  readonly id: number;
  readonly set: string;
  /** `intent.la`, or `pay.rise` for a user's own; one choice of a multiple choice is `pay.steps.agency`. */
  readonly code: string;
  readonly label: string;
  readonly wording: string;
  /** Options in the base, in order. Not applicable, no answer and unrecognised stand beside it. */
  readonly options: readonly CountedOption[];
  /** Its answers are numbers that are added up as well. */
  readonly summed?: true;
}

/** The six coded hand-back questions. */
export const HANDBACK_QUESTIONS: readonly CountedQuestion[] = QUESTIONS.map((question, id) => {
  const [stage, commissioner] = question.split(".") as [Stage, Commissioner];
  const { inBase, counted } = SCALES[stage];
  return {
    id,
    set: HANDBACK_SET,
    code: question,
    label: `${STAGE_LABELS[stage]}, ${COMMISSIONER_LABELS[commissioner]}`,
    wording: QUESTION_WORDINGS[question],
    options: inBase.map((option) => builtIn(option, counted.includes(option))),
  };
});

/**
 * The questions of a user's set that are counted, free text left out: one for each choice of a multiple choice.
 * @param ids what the store holds for each question code of the set (`rise`, `steps.agency`)
 */
export function countedQuestions(set: QuestionSet, ids: ReadonlyMap<string, number>): CountedQuestion[] {
  return set.questions.flatMap((question) =>
    storedCodes(question).flatMap(({ code: own, choice }): CountedQuestion[] => {
      const id = ids.get(own);
      if (question.kind === "text" || id === undefined) return [];
      return [
        {
          id,
          set: set.code,
          code: `${set.code}.${own}`,
          label: choice === null ? question.label : `${question.label}: ${choice.label}`,
          wording: choice === null ? question.wording : `${question.wording} ${choice.label}`,
          options:
            choice !== null
              ? [builtIn("yes", true), builtIn("no", false)]
              : scaleOf(question).flatMap((option, index) =>
                  option.role === "beside"
                    ? []
                    : [
                        {
                          id: optionId(option, index),
                          code: option.code,
                          label: option.label,
                          counted: option.role === "counted",
                        },
                      ],
                ),
          ...(addsUp(question) ? { summed: true as const } : {}),
        },
      ];
    }),
  );
}

/**
 * Whether the numbers given to a question are added up beside their bands: as a person said; else wherever adding them
 * means something, so not for rates, averages, prices and ages.
 */
export function addsUp({ kind, summed, label, wording }: SetQuestion): boolean {
  return kind === "number" && (summed ?? !NO_AMOUNT.test(`${label} ${wording}`));
}

const NO_AMOUNT =
  /%|\b(?:per ?cent(?:age)?|share|proportion|ratio|rate|average|mean|median|typical|usual|lowest|highest|minimum|maximum|hourly|per hour|an hour|wage|price|age|year founded|score)\b/i;

/** The codes under which a question's answers are stored: its own, or one a choice of a multiple choice. */
export function storedCodes(question: SetQuestion): { code: string; choice: ScaleOption | null }[] {
  if (question.kind !== "multiple") return [{ code: question.code, choice: null }];
  return question.options.map((choice) => ({ code: `${question.code}.${choice.code}`, choice }));
}

/** The scale of a question: its own options, or those of every yes/no question. */
export function scaleOf(question: SetQuestion): readonly ScaleOption[] {
  return question.kind === "yes-no" && question.options.length === 0 ? YES_NO_SCALE : question.options;
}

/** What the store holds for an option: not applicable for all beside the base, a shared option's own code, else its place. */
export function optionId({ code: own, role }: ScaleOption, index: number): number {
  const shared = OPTIONS.indexOf(role === "beside" ? "not_applicable" : (own as OptionCode));
  return shared >= 0 ? shared : FIRST_OWN_OPTION + index;
}

/** Options of a user's own questions are numbered from here by their place, so places are only ever added to. */
export const FIRST_OWN_OPTION = 100;

const YES_NO_SCALE: readonly ScaleOption[] = [
  ...YES_NO.map((option) => ({
    code: option as string,
    label: OPTION_LABELS[option],
    role: option === "yes" ? ("counted" as const) : ("base" as const),
    wordings: [],
  })),
  { code: "not_applicable", label: OPTION_LABELS.not_applicable, role: "beside", wordings: [] },
];

/** Codes under which every question keeps what is no answer to it; only “not applicable” may stand in a scale, beside. */
function isState({ code: own, role }: ScaleOption): boolean {
  return own === "blank" || own === "unrecognised" || (own === "not_applicable" && role !== "beside");
}

function builtIn(option: OptionCode, counted: boolean): CountedOption {
  return { id: OPTIONS.indexOf(option), code: option, label: OPTION_LABELS[option], counted };
}

function risingBands(options: readonly ScaleOption[]): boolean {
  const bands = options.filter((option) => option.below !== undefined);
  return bands.every(({ below }, index) => {
    if (below == null) return index === bands.length - 1;
    const next = bands[index + 1]?.below;
    return index < bands.length - 1 && (next == null || below < next);
  });
}
