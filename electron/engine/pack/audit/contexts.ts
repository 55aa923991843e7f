import { MONTH_NAMES } from "../../../../shared/month.ts";
import type { DisplayRules } from "../../../../shared/releases.ts";
import { ROUNDING_BASE } from "../../disclosure/round.ts";
import { LONG_WORD, settable } from "../pdf/letters.ts";

/** What a pack says of itself beside its figures, and the words people gave to it. */
export interface PackWords {
  readonly rules: DisplayRules;
  /** The title a person gave; null where it is the main finding. It may name a place. */
  readonly title: string | null;
  /** Who issues the pack and whom to ask: may hold an address. */
  readonly issuer: readonly string[];
  /** Titles, names, wordings, labels and codes as people wrote them. */
  readonly given: readonly string[];
  readonly appVersion: string;
  readonly methodVersion: string;
  /** The code of a release; null for a draft. */
  readonly release: string | null;
}

/** Words with numbers that are no figures; each with the spaces and line ends it may be set with. */
export function contextPatterns(words: PackWords): readonly RegExp[] {
  const given = numbered(words.given).map((text) => `${FREE}${wordsPattern(text)}${ENDS}`);
  const fixed = [...versions(words), ...ruleWords(words.rules), ...DATES, ...TERMS];
  return [...given, ...fixed].map((pattern) => new RegExp(pattern.replaceAll(" ", "\\s+"), "gimu"));
}

/** Words that people gave, wherever a text may wrap, and also as documents set them whose font lacks a letter. */
export function givenPattern(text: string): RegExp {
  const forms = [text, settable(text)].map((form) => wordsPattern(form.replaceAll(/\s+/g, " ").trim()));
  return new RegExp([...new Set(forms)].join("|").replaceAll(" ", "\\s+"), "gu");
}

/** Words of a given text; one that is longer than a line may be broken anywhere. */
function wordsPattern(text: string): string {
  const anywhere = (word: string): string => Array.from(word, escaped).join("[\\s\\u200b]*");
  return text
    .split(" ")
    .map((word) => (word.search(LONG_WORD) < 0 ? escaped(word) : anywhere(word)))
    .join(" ");
}

/** The words people gave that hold numbers, also as documents set them whose font lacks a letter; the longest first. */
export function numbered(given: readonly string[]): readonly string[] {
  const forms = given.flatMap((text) => [text, settable(text)]);
  return [...new Set(forms.map((text) => tidy(text).replaceAll(/\s+/g, " ")))]
    .filter((text) => /\p{N}/u.test(text))
    .sort((a, b) => b.length - a.length);
}

/** A text with one kind of space, of quotation marks and of dashes, and its digits and signs in their plain forms. */
export function tidy(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replaceAll(/[\u201c\u201d\u2033]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replaceAll(/[^\S\n]+/g, " ")
    .trim();
}

/** Nothing of a number stands right before, right after. */
const FREE = "(?<![\\p{L}\\p{N}.,\ue000])";
const ENDS = "(?![\\p{N}\ue000%‰]|[.,]\\p{N}| ?(?:%|per ?cent))";

/** The display rule and rounding in force. */
function ruleWords(rules: DisplayRules): readonly string[] {
  const { countsFrom, percentagesFrom, lowBaseTo, organisations, largestShare, unanimity } = rules;
  const [most, least] = [tenths(unanimity), tenths(1 - unanimity)];
  const low = `${percentagesFrom} ?(?:to|-) ?${lowBaseTo}`;
  const patterns = [
    `\\bbase of ${low}`,
    `\\bbase over ${lowBaseTo}`,
    `\\b(?:percentage of|percentage rests on) ${low} answers`,
    `\\bbase of ${countsFrom}, percentages from ${percentagesFrom}`,
    `\\bat least ${organisations} (?:organisations|locations)`,
    `\\bnone has more than ${tenths(largestShare)}%`,
    `\\babove ${most}% reads "${most}% or more" and below ${least}% "${least}% or less"`,
    `\\b(?:rounded to|rounding to base|multiple of) ${ROUNDING_BASE}`,
  ];
  return patterns.map((pattern) => `${pattern}(?!\\p{N}|[.,]\\p{N})`);
}

function tenths(share: number): string {
  return escaped(String(Math.round(share * 1000) / 10));
}

const FULL = MONTH_NAMES.join("|");
const MONTH = `(?:${FULL}|${MONTH_NAMES.map((name) => name.slice(0, 3)).join("|")})`;

/** Months and days, with their years; moments only as dates of files are written. */
const DATES: readonly string[] = [
  `${FREE}(?:(?:[12]?\\d|3[01]) )?${MONTH} (?:20\\d\\d|'\\d\\d)${ENDS}`,
  `${FREE}20\\d\\d-(?:0[1-9]|1[0-2])(?:-\\d\\d)?(?:T\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d))?${ENDS}`,
  `${FREE}(?:${FULL}) (?:to|and) (?:${FULL}) 20\\d\\d${ENDS}`,
];

/** Numbers that belong to the words around them. */
const TERMS: readonly string[] = [
  `${FREE}(?:next )?3 months\\b`,
  `${FREE}95% (?:Wilson )?(?:confidence )?intervals?\\b`,
  `\\bIntervals? \\(95%\\)`,
  `\\bare no more than 85% of the sum\\b`,
  `\\bare at least 10% of the largest\\b`,
  `\\bSHA-?256\\b`,
  `\\bUTF-(?:8|16)\\b`,
  `\\bbellwether-pack/1\\b`,
  `\\bfrom 0 to 1\\b`,
  `\\bprinted as 0\\b`,
  `\\bin [1-9] columns\\b`,
  `\\b(?:Table|Figure|Chart|Note|Slide|Page|Sheet|Section|Annex)[ _]\\d{1,3}(?: of \\d{1,3})?(?=_|\\b)(?![%.,]\\d|%)`,
  "^(?:\\d{1,2}\\.)+(?=\\s|$)",
];

function versions({ appVersion, methodVersion, release }: PackWords): readonly string[] {
  return [
    `\\bBellwether ${escaped(appVersion)}${ENDS}`,
    `\\bmethod ${escaped(methodVersion)}${ENDS}`,
    ...(release === null ? [] : [`${FREE}${escaped(release)}${ENDS}`]),
  ];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
