import { fold } from "../../../shared/identifiers.ts";
import { MONTH_NAMES } from "../../../shared/month.ts";
import { QUESTION_WORDINGS, type Commissioner, type QuestionCode, type Stage } from "../../../shared/vocabulary.ts";
import {
  AHEAD,
  ANOTHER_ACT,
  CAUSE,
  DEADLINE,
  FEES,
  FOLLOW_UP,
  HELP,
  NEGATED,
  NOT_FEES,
  OF_OTHERS,
  OTHER_KIND,
  VOCABULARY,
  WAS_LIKELY,
} from "./questionWords.ts";

/** A header taken for one of the seven questions; confidence 0 to 1, and why. */
export interface QuestionMatch {
  readonly question: QuestionCode | "service_type";
  readonly confidence: number;
  readonly reason: string;
}

/**
 * The question a header asks, told by its parts: hand-back, the stage, the commissioner. A different question (another
 * period, another reason, the past for the future) matches nothing, nor does one with words that the instrument has no
 * use for: these may turn its meaning. Null where it is none of the seven, or not certainly one.
 */
export function questionAsked(header: string): QuestionMatch | null {
  const found = read(header);
  return found === null || found.doubt !== null ? null : found.match;
}

/**
 * A heading that comes near one of the questions without certainly asking it: no commissioner, other words, or words
 * beyond the instrument's. Such a match is put to the user and never taken. Null for what is certain, or certainly another.
 */
export function weaklyAsked(header: string): QuestionMatch | null {
  const found = read(header) ?? nearly(header);
  return found === null || found.doubt === null ? null : { ...found.match, confidence: 0.5, reason: found.doubt };
}

/** True for a heading about handing back that certainly asks something else than the seven questions do. */
export function asksOtherwise(header: string): boolean {
  const text = plain(header);
  return text.split(" ").length > 3 && HANDING.test(squash(text)) && read(header) === null && nearly(header) === null;
}

/** A match, and the doubt that keeps it from being taken. */
interface Reading {
  readonly match: QuestionMatch;
  readonly doubt: string | null;
}

const HANDING = /hand(ed|ing|s)?back|hand(ed|ing|s)?(any|your|over|them|these|those|some|la|nhs|local|council).*back/;

function read(header: string): Reading | null {
  const text = plain(header);
  const squashed = squash(text);
  const code = CODES.get(squashed);
  if (code !== undefined) {
    return { match: { question: code, confidence: 1, reason: "headed by the question’s code" }, doubt: null };
  }
  if (SERVICE_TYPE_ASKED.test(squashed) && !squashed.includes("handback")) {
    const match = matched("service_type", text, "asks for the most common service type");
    if (OTHER_KIND.test(squashed.replace(/^what/, "")) || SERVICE_TYPE_OTHERWISE.test(text)) return null;
    return { match, doubt: leftOver(text, null) };
  }
  if (!HANDING.test(squashed)) return null;
  const stage = stageOf(text, squashed);
  const commissioner = commissionerOf(text, squashed);
  if (stage === null || commissioner === null || asksSomethingElse(text, squashed, stage)) return null;
  const who = commissioner === "la" ? "local authority" : "NHS";
  const match = matched(`${stage}.${commissioner}`, text, `asks about ${STAGE_WORDS[stage]} of ${who} contracts`);
  return { match, doubt: leftOver(text, stage) };
}

/** What comes near without naming a commissioner, in other words, or cut off before it has said all. */
function nearly(header: string): Reading | null {
  const text = plain(header);
  const squashed = squash(text);
  if (squashed.length < 12) return null;
  const handing = HANDING.test(squashed);
  const commissioner = commissionerOf(text, squashed);
  const words = text.split(" ").length;
  const inOtherWords = IN_OTHER_WORDS.test(text) && words >= 6 && commissioner !== null;
  const cutOff = words >= 8 && commissioner !== null && /\bhand(ing|ed)?( b(a(c)?)?)?$/.test(text);
  if (!handing && !inOtherWords && !cutOff) return null;
  const stage = stageOf(text, squashed) ?? (handing ? null : "handback");
  if (stage === null || asksSomethingElse(text, squashed, stage)) return null;
  const doubt =
    commissioner === null
      ? "asks about handing back, but not whether to local authorities or the NHS"
      : cutOff
        ? "begins as this question does, but is cut off"
        : "comes near this question in other words";
  const question = `${stage}.${commissioner ?? "la"}` as const;
  return { match: { question, confidence: 0.5, reason: doubt }, doubt };
}

/** A header as it is compared: markup, help for those who fill it in and bracketed exclusions dropped, lower case. */
function plain(header: string): string {
  const spaced =
    !/[a-z][A-Z]|_/.test(header) || /\s/.test(header.trim())
      ? header
      : header
          .replace(/([a-z])([A-Z])/g, "$1 $2")
          .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
          .replace(/([a-z])(\d)/gi, "$1 $2")
          .replace(/(\d)([a-z])/gi, "$1 $2")
          .replaceAll("_", " ");
  const text = fold(
    spaced
      .replace(/<[^>]{0,200}>/g, " ")
      .replace(/&nbsp;/g, " ")
      .replace(/&amp;/g, "&"),
  )
    .replace(/\bl\.\s?a\.?(?=\W|$)/g, "la")
    .replace(/\bintegrated care boards?\b/g, "icb")
    .replace(/[([][^)\]]*\b(yes|no|likely|n\/a|don't know|not applicable)\b[^)\]]*[)\]]/g, " ")
    .replace(/\([^)]*\b(uplifts?|fees?)\b[^)]*\d[^)]*\)/g, " ")
    .replace(/\((not|excluding|exc\.?|non)\b[^)]*\)/g, " ");
  const sentences = text.split(/(?<=[.?!])\s+/).filter((sentence, index) => index === 0 || !HELP.test(sentence));
  return sentences.join(" ").replace(/\s+/g, " ").trim();
}

function squash(text: string): string {
  return text.replace(/[^a-z0-9]/g, "");
}

const CODES: ReadonlyMap<string, QuestionMatch["question"]> = new Map(
  (Object.keys(QUESTION_WORDINGS) as QuestionMatch["question"][])
    .filter((code) => code !== "service_type")
    .map((code) => [code.replace(".", ""), code]),
);

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  intent: "the likelihood of handing back",
  discussion: "discussions about handing back",
  handback: "hand-backs",
};

const SERVICE_TYPE_ASKED =
  /mostcommon(type(of)?)?(care)?service|(main|primary|principal)(type(of)?)?(care)?service.*(organisation|offer|provide|deliver)|whatis.*servicetype|(what|which)(type|kind)of(care)?services?(do|does|are)you/;
const SERVICE_TYPE_OTHERWISE =
  /\b(second|third|least|next most|number of|reasons?|plan|users?|was|were|contracts?|hand(ed|ing)?|likely|(19|20)\d\d)\b/;

const IN_OTHER_WORDS =
  /\b(giv|return|terminat|relinquish|withdraw|exit|surrender|end)\w*\b.*contract|contract.*\b(giv\w*up|return|terminat|relinquish)/;

const DISCUSSING =
  /discuss|conversation|\btalk|\bspok|\bspeak|dialogue|\bmet\b|\bmeet|contact(ed|ing)\b|\bcontact (your|the|any|local|nhs|la|icb|council)|engag|\brais(e|ed)\b|negotiat/;

function stageOf(text: string, squashed: string): Stage | null {
  if (/likely|likelihood|probab|chance|\bintent/.test(text)) return "intent";
  if (DISCUSSING.test(text)) return "discussion";
  return /hand(ed|ing|s)?(any|back|your|them|these|those|some|la|nhs|local|council)/.test(squashed) ? "handback" : null;
}

/** Null where the header names neither commissioner, or both. */
function commissionerOf(text: string, squashed: string): Commissioner | null {
  const la = /localauthorit|council/.test(squashed) || /(^|[^a-z])las?([^a-z]|$)/.test(text);
  const nhs = /nhs|integratedcareboard/.test(squashed) || /(^|[^a-z])icbs?([^a-z]|$)/.test(text);
  return la === nhs ? null : la ? "la" : "nhs";
}

/**
 * True where the header certainly asks for something else than the instrument does: an amount or a reason, of somebody
 * else, about another period or tense, or for another cause than fees. What stands behind the cause is no period.
 */
function asksSomethingElse(text: string, squashed: string, stage: Stage): boolean {
  if (stage === "intent" && DISCUSSING.test(text)) return true;
  const cause = CAUSE.exec(text);
  const said = cause === null ? text : text.slice(0, cause.index);
  const run = cause === null ? squashed : squash(said);
  const says = (words: RegExp): boolean => words.test(said);
  if (OTHER_KIND.test(squashed) || says(FOLLOW_UP) || says(OF_OTHERS) || says(NEGATED) || says(ANOTHER_ACT))
    return true;
  if (stage === "intent" ? says(WAS_LIKELY) : says(AHEAD)) return true;
  if (says(DEADLINE)) return true;
  if (stage === "intent" ? anotherSpan(run) : anotherPeriod(said, run)) return true;
  if (cause === null) return NOT_FEES.test(text);
  const because = text.slice(cause.index);
  return !FEES.test(because) || NOT_FEES.test(because);
}

/** A span of time other than three months or a quarter. */
function anotherSpan(squashed: string): boolean {
  const spans = squashed.matchAll(
    /(\d+|one|two|three|four|five|six|nine|ten|twelve|eighteen|next|coming|last|past|previous)?(day|week|fortnight|month|quarter|year)s?/g,
  );
  return [...spans].some(([, count = "", unit]) => {
    if (unit === "month") return !["3", "three"].includes(count);
    return unit !== "quarter" || ["last", "past", "previous"].includes(count);
  });
}

/** A period other than one month: years, weeks, several months, "since", "ever", a year without its month. */
function anotherPeriod(text: string, squashed: string): boolean {
  const spans =
    /(last|past|previous|recent|\d+|two|three|four|five|six|nine|twelve)(days?|weeks?|months?|quarters?|years?)/;
  if (spans.test(squashed.replaceAll(/lastmonth(?!s)/g, ""))) return true;
  if (/(last|past|previous)(\d+|[a-z]{2,9}?)(day|week|month|quarter|year)s/.test(squashed)) return true;
  if (/\b(years?|weeks?|quarters?|(19|20)\d\d\/\d\d)\b/.test(text)) return true;
  const month = MONTH_NAMES.some((name) => squashed.includes(name.slice(0, 3).toLowerCase()));
  return /\b(19|20)\d\d\b/.test(text) && !month && !/\b(19|20)\d\d-\d\d\b|\b\d\d?\/(19|20)\d\d\b/.test(text);
}

/** The doubt that words beyond the instrument's leave; null where there are none. Behind the cause anything may stand. */
function leftOver(text: string, stage: Stage | null): string | null {
  if (!text.includes(" ")) return null;
  const cause = CAUSE.exec(text);
  if (stage !== null && stage !== "intent" && MONTHS_JOINED.test(text)) return "asks about more than one month";
  if (stage !== null && NOT_PAST.test(text)) return "does not ask whether contracts were handed back";
  const words = (cause === null ? text : text.slice(0, cause.index)).split(/[^a-z0-9']+/);
  const last = words.findLast((word) => word !== "") ?? "";
  const cutOff = text.length >= CUT_FROM && [...VOCABULARY].some((word) => word.startsWith(last));
  const foreign = words.filter(
    (word) =>
      word !== "" &&
      !VOCABULARY.has(word) &&
      !MONTH_WORD.test(word) &&
      !NUMBERING.test(word) &&
      !(cutOff && word === last),
  );
  if (foreign.length === 0) return null;
  const what = stage === null ? "the service type" : "handing back";
  return `asks about ${what}, but with words of its own (${foreign.slice(0, 4).join(", ")})`;
}

/** From this length on a heading may have been cut off by the program that wrote it, in the middle of its last word. */
const CUT_FROM = 55;

/** Two months together; and hand-backs that are under way or are to be. */
const MONTHS_JOINED = new RegExp(
  `\\b(${MONTH_NAMES.map((name) => name.slice(0, 3).toLowerCase()).join("|")})[a-z]*\\.?( (19|20)?\\d\\d)? ?(and|or|to|-|/|&) ?(${MONTH_NAMES.map((name) => name.slice(0, 3).toLowerCase()).join("|")})`,
);
const NOT_PAST = /\bare you handing\b|\bto be handed\b|\bbeing handed\b/;
const MONTH_WORD = new RegExp(
  `^(${MONTH_NAMES.map((name) => `${name.slice(0, 3)}(${name.slice(3)})?`.toLowerCase()).join("|")}|sept|(19|20)\\d\\d|\\d\\d?)$`,
);
const NUMBERING = /^([sny]|[a-z]{0,3}\d{1,4}([a-z]{1,3}\d{1,4})?[a-z]?|[a-hivx]{1,4}|q)$/;

function matched(question: QuestionMatch["question"], text: string, reason: string): QuestionMatch {
  const asked = new Set(text.split(/[^a-z0-9]+/).filter((word) => word !== ""));
  const standard = new Set(
    fold(QUESTION_WORDINGS[question])
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== "" && word !== "month"),
  );
  const shared = [...standard].filter((word) => asked.has(word)).length;
  const likeness = standard.size === 0 ? 0 : shared / standard.size;
  return { question, confidence: Math.round((0.7 + 0.3 * likeness) * 100) / 100, reason };
}
