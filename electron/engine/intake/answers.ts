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
  const found = knownWording(text, known, deniesOption);
  if (found !== null) return found;
  const none = NOT_APPLICABLE_BEGINNINGS.some((beginning) => text.startsWith(beginning));
  return none && /contract|any|such|these|this|nhs|\bla\b|local|council/.test(text) && !HANDED.test(text)
    ? "not_applicable"
    : "unrecognised";
}

/**
 * The service type a wording means; several, separated by `|` or `;`, give the first in taxonomy order.
 * Null where no part is known.
 */
export const serviceTypeOf = remembered((written): ServiceType | null => {
  const found = written.split(/[|;\n]/).map((part) => {
    const text = fold(part).replace(/-/g, (dash, at: number, whole: string) =>
      /[a-z]/.test(whole[at - 1] ?? "") && /[a-z]/.test(whole[at + 1] ?? "") ? " " : dash,
    );
    return knownWording(text, SERVICE, otherService) ?? (text.startsWith(OTHER_SERVICE_BEGINNING) ? "other" : null);
  });
  return SERVICE_TYPES.find((type) => found.includes(type)) ?? null;
});

/** "Homecare (domiciliary care)" says the same twice; "Residential homes - with nursing" does not. */
function otherService(found: ServiceType, explanation: string): boolean {
  const inner = SERVICE.get(explanation.replace(/[)\]\s.]+$/, ""));
  if (inner !== undefined) return inner !== found;
  return /nurs|residential|home ?care|domiciliary|supported|extra care|shared|\bday\b|\bnot\b/.test(explanation);
}

/** The region a wording means, null where it is not one of the nine. */
export const regionOf = remembered((written): Region | null => {
  const found = REGION.get(fold(written).replaceAll("-", " "));
  return REGIONS.find((region) => region === found) ?? null;
});

/** "Not applicable - we have no such contracts" explains itself; handing back, or another answer, does not. */
function deniesOption(found: OptionCode, explanation: string): boolean {
  if (found === "not_applicable") return HANDED.test(explanation) || /\b(likely|unlikely|yes)\b/.test(explanation);
  if (found === "no") return /\b(yes|but|although|however|likely|maybe|perhaps|handed|soon)\b/.test(explanation);
  return DENIES.test(explanation);
}

const HANDED = /\b(handed|hand(ing)? back|back|any ?more|no longer|used to)\b/;

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
export function remembered<T>(read: (written: string) => T): (written: string) => T {
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

/**
 * A known folded wording, by itself, behind a number ("1. Very likely"), or before an explanation ("N/A - none held"). An
 * explanation that speaks against it ("No - but likely soon") leaves it unknown.
 */
export function knownWording<T>(
  written: string,
  known: ReadonlyMap<string, T>,
  speaksAgainst: (found: T, explanation: string) => boolean = (_found, explanation) => DENIES.test(explanation),
): T | null {
  const text = written.replace(/[\s.;,:!*]+$/, "").replace(/\s*\/\s*/g, "/");
  const whole = known.get(written) ?? known.get(text);
  if (whole !== undefined) return whole;
  const unnumbered = /^[([]?(?:\d{1,2}|[a-h])\s*(?:[.)\]=:]|-|\s)\s*(.+)$/.exec(text)?.[1];
  const rest = unnumbered ?? text;
  const numbered = known.get(rest);
  if (numbered !== undefined) return numbered;
  const [, before, explanation] = /^(.*?)\s*(?:\s-\s*|-\s|[:([])(.*)$/.exec(rest) ?? [];
  const explained = before === undefined ? undefined : known.get(before);
  if (explained === undefined) return null;
  return speaksAgainst(explained, explanation ?? "") ? null : explained;
}

/** Words by which an explanation may turn what it explains. */
const DENIES =
  /\b(not|no|yes|never|but|although|however|likely|unlikely|neither|maybe|perhaps|handed|soon|n't)\b|n't\b/;
