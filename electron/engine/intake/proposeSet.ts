import { assertNever } from "../../../shared/errors.ts";
import { fold } from "../../../shared/identifiers.ts";
import type { QuestionKind, QuestionSet, ScaleOption, SetQuestion } from "../../../shared/questionSets.ts";
import { isMissing, optionOf } from "./answers.ts";
import { numberOf } from "./ownAnswers.ts";

/** A column as a question may be made of it: its heading, and every answer in it as written. */
export interface AnsweredColumn {
  readonly header: string;
  readonly values: readonly string[];
}

/** From this many different answers on, text that repeats little is free text. */
const MOST_OPTIONS = 24;
const BANDS = 5;

/**
 * Proposes a question set from columns: numbers in bands, yes/no, single choice with the answers seen as its scale,
 * several joined by `;` as multiple choice, anything else as free text. A person edits it before it is saved.
 */
export function proposeQuestionSet(title: string, columns: readonly AnsweredColumn[]): QuestionSet {
  const taken = new Set<string>();
  const questions = columns.map((column): SetQuestion => {
    const label = shortLabel(column.header);
    const kind = kindOf(column.values);
    return {
      code: codeFor(label, taken),
      label,
      wording: column.header.slice(0, 2000),
      kind,
      options: optionsFor(kind, column.values),
    };
  });
  return { code: codeFor(title, new Set()), title: title.slice(0, 120), questions };
}

/** A code from words: `Pay rise in April?` becomes `pay_rise_in_april`; numbered where it is taken. */
export function codeFor(text: string, taken: Set<string>): string {
  const plain =
    fold(text)
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^[_0-9]+|_+$/g, "")
      .slice(0, 32) || "question";
  let code = plain.replace(/_+$/, "");
  for (let number = 2; taken.has(code); number += 1) code = `${plain}_${number}`;
  taken.add(code);
  return code;
}

function shortLabel(header: string): string {
  const plain = header
    .replace(/\s+/g, " ")
    .replace(/^\s*(q?\d{1,3}[a-z]?[.):]\s*)+/i, "")
    .trim();
  return plain.length <= 80 ? plain || "Question" : `${plain.slice(0, 77).replace(/\s+\S*$/, "")}…`;
}

function kindOf(values: readonly string[]): QuestionKind {
  const said = values.filter((value) => !isMissing(value));
  if (said.length === 0) return "text";
  const share = (test: (value: string) => boolean): number => said.filter(test).length / said.length;
  const different = new Set(said.map(fold));
  if (share((value) => optionOf(value, "yes-no") !== "unrecognised") >= 0.9) return "yes-no";
  if (share((value) => numberOf(value) !== null) >= 0.8 && different.size > 2) return "number";
  if (share((value) => value.includes(";")) >= 0.2) return "multiple";
  const repeats = said.length / different.size;
  return different.size <= MOST_OPTIONS && (repeats >= 1.5 || different.size <= 8) ? "single" : "text";
}

function optionsFor(kind: QuestionKind, values: readonly string[]): ScaleOption[] {
  const said = values.filter((value) => !isMissing(value));
  switch (kind) {
    case "yes-no":
    case "text":
      return [];
    case "number":
      return bandsOf(said.flatMap((value) => numberOf(value) ?? []));
    case "single":
      return optionsFrom(said, "base");
    case "multiple":
      return optionsFrom(
        said.flatMap((value) =>
          value
            .split(";")
            .map((piece) => piece.trim())
            .filter((piece) => piece !== ""),
        ),
        "counted",
      );
    default:
      return assertNever(kind);
  }
}

/** From this many answers on, what a single respondent wrote is no option: it may be free text, and name somebody. */
const FEW = 10;

/** The answers seen as options, likelihood and agreement in their order, else those given most first. */
function optionsFrom(said: readonly string[], role: "base" | "counted"): ScaleOption[] {
  const counts = new Map<string, { label: string; n: number }>();
  for (const value of said) {
    const key = fold(value);
    const entry = counts.get(key) ?? { label: value.trim().slice(0, 120), n: 0 };
    counts.set(key, { ...entry, n: entry.n + 1 });
  }
  const taken = new Set<string>();
  return [...counts.values()]
    .filter(({ label, n }) => n > 1 || said.length < FEW || rankOf(label) !== UNRANKED)
    .sort((a, b) => rankOf(a.label) - rankOf(b.label) || b.n - a.n || (a.label < b.label ? -1 : 1))
    .slice(0, 60)
    .map(({ label }) => {
      const shared = optionOf(label, "likelihood");
      const known = shared !== "unrecognised" && shared !== "blank" && !taken.has(shared) ? shared : null;
      if (known !== null) taken.add(known);
      const own = known ?? codeFor(label, taken);
      return { code: own, label, role: known === "not_applicable" ? "beside" : role, wordings: [] };
    });
}

const UNRANKED = 50;
const ORDER = [
  /^(very|strongly|extremely|much|significantly)\b.*(likely|agree|satisf|confiden|better|more|increase|concern|difficult)(?!.*dis|.*un)/,
  /^(likely|agree|fairly|quite|somewhat|slightly|satisfied|confident|better|increased?|yes)\b(?!.*(dis|un(likely|satis)))/,
  /^(neither|neutral|about the same|no change|stayed|same)/,
  /^(unlikely|disagree|dissatisfied|worse|decreased?|(fairly|quite|somewhat|slightly) (un|dis)|no\b)/,
  /^(very|strongly|extremely|much|significantly)\b.*(un|dis|worse|decrease|less)/,
] as const;

function rankOf(label: string): number {
  const text = fold(label);
  if (/^(don't know|not sure|unsure)/.test(text)) return 90;
  if (/^(not applicable|n\/a|prefer not)/.test(text)) return 95;
  const index = ORDER.findIndex((form) => form.test(text));
  return index < 0 ? UNRANKED : index;
}

/** Bands of about as many answers each, at round bounds. */
function bandsOf(values: readonly number[]): ScaleOption[] {
  const sorted = values.toSorted((a, b) => a - b);
  const bounds = new Set<number>();
  for (let index = 1; index < BANDS; index += 1) {
    const value = sorted[Math.floor((index * sorted.length) / BANDS)];
    if (value !== undefined) bounds.add(roundBound(value, (sorted.at(-1) ?? 0) - (sorted[0] ?? 0)));
  }
  const low = sorted[0] ?? 0;
  const rising = [...bounds].filter((bound) => bound > low).sort((a, b) => a - b);
  if (rising.length === 0) return [{ code: "band_1", label: "All", role: "base", wordings: [], below: null }];
  return [...rising, null].map((below, index) => {
    const from = rising[index - 1];
    const label =
      from === undefined
        ? `Under ${boundText(below)}`
        : below === null
          ? `${boundText(from)} or more`
          : `${boundText(from)} to under ${boundText(below)}`;
    return { code: `band_${index + 1}`, label, role: "base", wordings: [], below };
  });
}

function roundBound(value: number, range: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(range, 1e-9) / BANDS));
  return Number((Math.round(value / step) * step).toPrecision(12));
}

function boundText(value: number | null): string {
  return (value ?? 0).toLocaleString("en-GB");
}
