import { fold } from "../../shared/identifiers.ts";
import {
  type QuestionKind,
  type QuestionSet,
  questionSetSchema,
  type ScaleOption,
  type SetQuestion,
} from "../../shared/questionSets.ts";

/** What a question set lacks: by the path of a field, in words, and what concerns the whole. */
export interface SetFaults {
  readonly at: ReadonlyMap<string, string>;
  readonly whole: readonly string[];
}

/** What keeps a set from being saved. `taken` are the codes of the other sets there are. */
export function faultsOf(set: QuestionSet, taken: ReadonlyMap<string, string>): SetFaults {
  const at = new Map<string, string>();
  const whole: string[] = [];
  for (const { path, message } of questionSetSchema.safeParse(set).error?.issues ?? []) {
    const field = String(path.at(-1) ?? "");
    if (path.length === 0) whole.push(message);
    else if (field === "questions") whole.push("Keep at least one question.");
    else if (field === "options") whole.push("A question can have 60 options at the most.");
    else at.set(path.join("."), WORDS[field] ?? message);
  }
  const rival = taken.get(set.code);
  if (rival !== undefined) at.set("code", `“${rival}” has this code already.`);
  return { at, whole };
}

/** A set as it is saved: options added here get a code after their label, trimmed words, no wording twice. */
export function finished(set: QuestionSet): QuestionSet {
  return {
    ...set,
    title: set.title.trim(),
    questions: set.questions.map((question) => {
      const taken = new Set(question.options.filter(({ code }) => !isFresh(code)).map(({ code }) => code));
      return {
        ...question,
        label: question.label.trim(),
        wording: question.wording.trim(),
        options: question.options.map((option) => ({
          ...option,
          label: option.label.trim(),
          code: isFresh(option.code) ? codeFor(option.label, taken) : option.code,
          wordings: [...new Set(option.wordings.map((wording) => wording.trim()).filter((wording) => wording !== ""))],
        })),
      };
    }),
  };
}

/** A code from words, as the engine makes them: `Pay rise in April?` becomes `pay_rise_in_april`. */
export function codeFor(text: string, taken: Set<string>): string {
  const folded = fold(text).replaceAll(/[^a-z0-9]+/g, "_");
  const plain =
    folded
      .replaceAll(/^[_0-9]+|_+$/g, "")
      .slice(0, 32)
      .replace(/_+$/, "") || "option";
  let code = plain;
  for (let number = 2; taken.has(code); number += 1) code = `${plain}_${number}`;
  taken.add(code);
  return code;
}

/** An option to be filled in. */
export function newOption(options: readonly ScaleOption[], label = ""): ScaleOption {
  let number = options.length + 1;
  while (options.some(({ code }) => code === `${FRESH}${number}`)) number += 1;
  return { code: `${FRESH}${number}`, label, role: "base", wordings: [] };
}

/** A question of another kind: its scale is kept where it still fits, else begun anew. */
export function ofKind(question: SetQuestion, kind: QuestionKind): SetQuestion {
  if (kind === "number") return { ...question, kind, options: [{ ...newOption([], "All"), below: null }] };
  const { summed: _summed, ...other } = question;
  const keeps = (kind === "single" || kind === "multiple") && question.kind !== "number";
  return { ...other, kind, options: keeps ? question.options.map(({ below: _band, ...option }) => option) : [] };
}

/** A list with one of its entries a place up or down. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const [from, to] = [list[index], list[index + by]];
  if (from === undefined || to === undefined) return [...list];
  return list.map((entry, place) => (place === index ? to : place === index + by ? from : entry));
}

/** Bands in another order: their bounds stay where they stand, for bounds rise whatever the bands are called. */
export function boundsKept(before: readonly ScaleOption[], after: readonly ScaleOption[]): ScaleOption[] {
  return after.map((option, index) => {
    const below = before[index]?.below;
    return option.below === undefined || below === undefined ? option : { ...option, below };
  });
}

/** Options with bands in order: only the last band is open. */
export function bandsClosed(options: readonly ScaleOption[]): ScaleOption[] {
  const last = options.findLastIndex(({ below }) => below !== undefined);
  return options.map((option, index) => {
    if (option.below === undefined) return option;
    return index === last ? { ...option, below: null } : { ...option, below: option.below ?? Number.NaN };
  });
}

/** A new band before the last, open one. */
export function withBand(options: readonly ScaleOption[]): ScaleOption[] {
  const last = options.findLastIndex(({ below }) => below !== undefined);
  const band: ScaleOption = { ...newOption(options), below: Number.NaN };
  return bandsClosed([...options.slice(0, Math.max(0, last)), band, ...options.slice(Math.max(0, last))]);
}

function isFresh(code: string): boolean {
  return code.startsWith(FRESH) && /^\d+$/.test(code.slice(FRESH.length));
}

const FRESH = "new_option_";
const WORDS: Readonly<Record<string, string>> = {
  title: "Give the set a title of up to 120 letters.",
  label: "Give this a label of up to 120 letters.",
  wording: "Write the question as it was asked.",
  code: "Lower-case letters, digits and _ only, beginning with a letter.",
  below: "Write a number.",
};
