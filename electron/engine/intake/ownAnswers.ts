import { assertNever } from "../../../shared/errors.ts";
import { fold } from "../../../shared/identifiers.ts";
import {
  FIRST_OWN_OPTION,
  optionId,
  scaleOf,
  storedCodes,
  type ScaleOption,
  type SetQuestion,
} from "../../../shared/questionSets.ts";
import { OPTIONS } from "../../../shared/vocabulary.ts";
import { isMissing, knownWording, optionOf } from "./answers.ts";

/** An answer to a question of a user's set, coded: the stored code of the question (or of one choice), the option's id. */
export interface OwnAnswer {
  readonly code: string;
  readonly option: number;
}

/** What an answer comes to: one coded answer (one a choice for a multiple choice), and choices nobody has named yet. */
export interface CodedOwnAnswer {
  readonly answers: readonly OwnAnswer[];
  readonly unknown: readonly string[];
}

const UNRECOGNISED = OPTIONS.indexOf("unrecognised");
const [YES, NO] = [OPTIONS.indexOf("yes"), OPTIONS.indexOf("no")];

/** Codes a cell by its question's own scale; a wording that no option names is `unrecognised`, never guessed. */
export function codeOwnAnswer(question: SetQuestion, written: string): CodedOwnAnswer {
  if (isMissing(written)) return { answers: [], unknown: [] };
  const one = (option: number): CodedOwnAnswer => ({ answers: [{ code: question.code, option }], unknown: [] });
  switch (question.kind) {
    case "text":
      return one(FIRST_OWN_OPTION);
    case "number":
      return one(bandOf(question, written));
    case "yes-no":
      return one(question.options.length === 0 ? sharedOption(written) : (optionIn(question, written) ?? UNRECOGNISED));
    case "single":
      return one(optionIn(question, written) ?? besideOption(question, written));
    case "multiple":
      return choicesOf(question, written);
    default:
      return assertNever(question.kind);
  }
}

/** A number as people write one: `£11.44`, `1,200`, `12 %`, `3.5k`. Null for anything with other words in it. */
export function numberOf(written: string): number | null {
  const plain = written.replace(/[\s\u00a0]/g, "").replace(/^[£$€]/, "");
  const match = /^(-?)[£$€]?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(%|k)?$/i.exec(plain);
  if (match === null || (match[2] === undefined && match[3] === undefined)) return null;
  const value = Number(`${match[1] ?? ""}${(match[2] ?? "0").replaceAll(",", "")}${match[3] ?? ""}`);
  return match[4]?.toLowerCase() === "k" ? value * 1000 : value;
}

/** A number that can be added to others': not below 0, and no percentage. Null for anything else. */
export function amountOf(written: string): number | null {
  const value = written.trim().endsWith("%") ? null : numberOf(written);
  return value === null || value < 0 ? null : value;
}

function bandOf(question: SetQuestion, written: string): number {
  const value = numberOf(written);
  if (value === null) return optionIn(question, written) ?? UNRECOGNISED;
  const index = question.options.findIndex(({ below }) => below !== undefined && (below === null || value < below));
  const band = question.options[index];
  return band === undefined ? UNRECOGNISED : optionId(band, index);
}

/** The option a wording names, alone, numbered or before an explanation; null where none does. */
function optionIn(question: SetQuestion, written: string): number | null {
  const scale = scaleOf(question);
  const found = knownWording(fold(written), formsOf(scale));
  return found === null ? null : optionId(found, scale.indexOf(found));
}

function formsOf(scale: readonly ScaleOption[]): ReadonlyMap<string, ScaleOption> {
  const forms = new Map<string, ScaleOption>();
  for (const option of scale) {
    for (const form of [option.label, option.code, ...option.wordings]) {
      const folded = fold(form);
      if (!forms.has(folded)) forms.set(folded, option);
    }
  }
  return forms;
}

/** "Don't know" and "N/A" in their usual wordings, where the scale has them. */
function besideOption(question: SetQuestion, written: string): number {
  const shared = optionOf(written, "yes-no");
  if (shared !== "dont_know" && shared !== "not_applicable") return UNRECOGNISED;
  return question.options.some(({ code }) => code === shared) || shared === "not_applicable"
    ? OPTIONS.indexOf(shared)
    : UNRECOGNISED;
}

function sharedOption(written: string): number {
  const digits = ["0", "1"].includes(written.trim());
  return OPTIONS.indexOf(optionOf(written, digits ? "yes-no-digits" : "yes-no"));
}

/** Every choice is answered yes or no. Choices joined by commas are told apart by their own wordings, longest first. */
function choicesOf(question: SetQuestion, written: string): CodedOwnAnswer {
  const forms = formsOf(question.options);
  const ticked = new Set<ScaleOption>();
  const unknown: string[] = [];
  for (const piece of written.split(/[;|\n]/)) {
    for (const part of partsOf(piece, forms)) {
      const found = knownWording(fold(part), forms);
      if (found !== null) ticked.add(found);
      else if (!isMissing(part)) unknown.push(part.trim());
    }
  }
  const other = question.options.find(({ code }) => code === "other");
  if (other !== undefined && unknown.length > 0) ticked.add(other);
  return {
    answers: storedCodes(question).flatMap(({ code, choice }) =>
      choice === null ? [] : [{ code, option: ticked.has(choice) ? YES : NO }],
    ),
    unknown: other === undefined ? unknown : [],
  };
}

/** Splits at commas, but never inside a wording that has a comma of its own. */
function partsOf(piece: string, forms: ReadonlyMap<string, ScaleOption>): string[] {
  if (!piece.includes(",") || forms.has(fold(piece))) return [piece];
  let rest = piece;
  const parts: string[] = [];
  const withCommas = [...forms.values()]
    .flatMap(({ label, wordings }) => [label, ...wordings])
    .filter((form) => form.includes(","))
    .sort((a, b) => b.length - a.length);
  for (const form of withCommas) {
    const at = rest.toLowerCase().indexOf(form.toLowerCase());
    if (at < 0) continue;
    parts.push(form);
    rest = `${rest.slice(0, at)},${rest.slice(at + form.length)}`;
  }
  return [...parts, ...rest.split(",")].filter((part) => part.trim() !== "");
}
