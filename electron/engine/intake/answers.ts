import { fold } from "../../../shared/identifiers.ts";
import { REGIONS, SERVICE_TYPES, type OptionCode, type Region, type ServiceType } from "../../../shared/vocabulary.ts";
import {
  LIKELIHOOD_WORDINGS,
  MISSING_SIGNS,
  NOT_APPLICABLE_BEGINNINGS,
  OTHER_SERVICE_BEGINNING,
  REGION_WORDINGS,
  SERVICE_TYPE_WORDINGS,
  YES_NO_DIGITS,
  YES_NO_WORDINGS,
} from "./wordings.ts";

/** The scale an answer is read by. `yes-no-digits` is a yes/no column written in 0 and 1 throughout. */
export type AnswerScale = "likelihood" | "yes-no" | "yes-no-digits";

/** The option a wording means: `blank` for a missing sign, `unrecognised` where nothing known matches; never a guess. */
export function optionOf(written: string, scale: AnswerScale): OptionCode {
  return OPTION_OF[scale](written);
}

const OPTION_OF: Readonly<Record<AnswerScale, (written: string) => OptionCode>> = {
  likelihood: remembered((written) => readOption(written, "likelihood")),
  "yes-no": remembered((written) => readOption(written, "yes-no")),
  "yes-no-digits": remembered((written) => readOption(written, "yes-no-digits")),
};

function readOption(written: string, scale: AnswerScale): OptionCode {
  const text = fold(written);
  if (MISSING_SIGNS.has(text)) return "blank";
  if (scale === "yes-no-digits") return YES_NO_DIGITS[text] ?? "unrecognised";
  const known = scale === "likelihood" ? LIKELIHOOD : YES_NO;
  const found = knownWording(text, known);
  if (found !== null) return found;
  return NOT_APPLICABLE_BEGINNINGS.some((beginning) => text.startsWith(beginning)) ? "not_applicable" : "unrecognised";
}

/**
 * The service type a wording means; several, separated by `|` or `;`, give the first in taxonomy order.
 * Null where no part is known.
 */
export const serviceTypeOf = remembered((written): ServiceType | null => {
  const found = written.split(/[|;\n]/).map((part) => {
    const text = fold(part);
    return knownWording(text, SERVICE) ?? (text.startsWith(OTHER_SERVICE_BEGINNING) ? "other" : null);
  });
  return SERVICE_TYPES.find((type) => found.includes(type)) ?? null;
});

/** The region a wording means, null where it is not one of the nine. */
export const regionOf = remembered((written): Region | null => {
  const found = REGION.get(fold(written).replaceAll("-", " "));
  return REGIONS.find((region) => region === found) ?? null;
});

/** True where a cell says nothing: empty, or a platform's sign for missing. */
export function isMissing(written: string): boolean {
  return written.length < 4 && !/[a-z0-9]/i.test(written) && MISSING_SIGNS.has(fold(written));
}

const LIKELIHOOD = index(LIKELIHOOD_WORDINGS);
const YES_NO = index(YES_NO_WORDINGS);
const SERVICE = index(SERVICE_TYPE_WORDINGS);
const REGION = index(REGION_WORDINGS);

function index<T>(wordings: readonly (readonly [T, readonly string[]])[]): ReadonlyMap<string, T> {
  return new Map(wordings.flatMap(([option, texts]) => texts.map((text) => [text, option] as const)));
}

/** The same function, remembering what it said: a file repeats a handful of wordings thousands of times. */
function remembered<T>(read: (written: string) => T): (written: string) => T {
  const known = new Map<string, T>();
  return (written) => {
    const before = known.get(written);
    if (before !== undefined) return before;
    const found = read(written);
    if (known.size >= 5000) known.clear();
    known.set(written, found);
    return found;
  };
}

/** A known folded wording, by itself, behind a number ("1. Very likely"), or before an explanation ("N/A - none held"). */
export function knownWording<T>(text: string, known: ReadonlyMap<string, T>): T | null {
  const whole = known.get(text);
  if (whole !== undefined) return whole;
  const unnumbered = /^\(?\d{1,2}\s*(?:[.)=:]|-|\s)\s*(.+)$/.exec(text)?.[1];
  const rest = unnumbered ?? text;
  const numbered = known.get(rest);
  if (numbered !== undefined) return numbered;
  const explained = /^(.*?)\s*(?:\s-\s*|-\s|[:([])/.exec(rest)?.[1];
  return (explained === undefined ? undefined : known.get(explained)) ?? null;
}
