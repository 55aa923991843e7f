import { MONTH_NAMES } from "../../../shared/month.ts";
import { QUESTION_WORDINGS, type Commissioner, type QuestionCode, type Stage } from "../../../shared/vocabulary.ts";
import { fold } from "../../../shared/identifiers.ts";

/** A header taken for one of the seven questions; confidence 0 to 1, and why. */
export interface QuestionMatch {
  readonly question: QuestionCode | "service_type";
  readonly confidence: number;
  readonly reason: string;
}

/**
 * The question a header asks, told by its parts: hand-back, the stage, the commissioner. A different question (another
 * period, another reason, the past for the future) matches nothing. Null where it is none of the seven.
 */
export function questionAsked(header: string): QuestionMatch | null {
  const text = plain(header);
  const squashed = text.replace(/[^a-z0-9]/g, "");
  const code = CODES.get(squashed);
  if (code !== undefined) return { question: code, confidence: 1, reason: "headed by the question’s code" };
  if (asksServiceType(squashed)) return matched("service_type", text, "asks for the most common service type");
  if (!/hand(ed|ing|s)?back|hand(ed|ing|s)?(any|your|over).*back/.test(squashed)) return null;
  const stage = stageOf(squashed);
  const commissioner = commissionerOf(text, squashed);
  if (stage === null || commissioner === null || asksSomethingElse(text, squashed, stage)) return null;
  const who = commissioner === "la" ? "local authority" : "NHS";
  return matched(`${stage}.${commissioner}`, text, `asks about ${STAGE_WORDS[stage]} of ${who} contracts`);
}

/** A header as it is compared and shown: markup dropped, spaces collapsed, lower case. */
function plain(header: string): string {
  return fold(
    header
      .replace(/<[^>]{0,200}>/g, " ")
      .replace(/&nbsp;/g, " ")
      .replace(/&amp;/g, "&"),
  );
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

function asksServiceType(squashed: string): boolean {
  return SERVICE_TYPE_ASKED.test(squashed) && !squashed.includes("handback");
}

const SERVICE_TYPE_ASKED =
  /mostcommon(type(of)?)?(care)?service|(main|primary|principal)(type(of)?)?(care)?service.*(organisation|offer|provide|deliver)|whatis.*servicetype|(what|which)(type|kind)of(care)?services?(do|does|are)you/;

function stageOf(squashed: string): Stage | null {
  if (/likely|likelihood/.test(squashed)) return "intent";
  if (/discuss/.test(squashed)) return "discussion";
  return /hand(ed|ing|s)?(any|back|your)/.test(squashed) ? "handback" : null;
}

/** Null where the header names neither commissioner, or both. */
function commissionerOf(text: string, squashed: string): Commissioner | null {
  const la = /localauthorit|council/.test(squashed) || /(^|[^a-z])las?([^a-z]|$)/.test(text);
  const nhs = squashed.includes("nhs") || /(^|[^a-z])icbs?([^a-z]|$)/.test(text);
  return la === nhs ? null : la ? "la" : "nhs";
}

/**
 * True where the header asks for something else than the instrument does: an amount or a reason, of somebody else, about
 * another period or tense, or for another cause than fees. Headings without spaces are searched as they stand.
 */
function asksSomethingElse(text: string, squashed: string, stage: Stage): boolean {
  const says = (words: RegExp): boolean => words.test(text);
  if (OTHER_KIND.test(squashed) || says(FOLLOW_UP) || says(OF_OTHERS)) return true;
  if (stage === "intent" ? says(WAS_LIKELY) : says(AHEAD)) return true;
  if (stage === "intent" ? anotherSpan(squashed) || says(DEADLINE) : anotherPeriod(text, squashed)) return true;
  const cause = CAUSE.exec(text);
  return cause !== null && !/fee|uplift|\brates?\b|price/.test(text.slice(cause.index));
}

/** Asks why, when, which, how many: anything but whether and how likely. Numbering in front does not count. */
const OTHER_KIND =
  /^(q?\d{0,3}[a-z]?)?(why|when|which|who|where|how(?!likely)|what(?!s?(is)?the(likelihood|chance)))|howmany|howmuch|numberof|proportionof|percentageof|whatproportion|whatpercentage|(reasons?|comments?|details?|dates?|hours|number|count|total|value|amount|percent|pct)$/;
const FOLLOW_UP =
  /\b(please (give|provide|tell|explain|describe|specify|list|state)|details? of|reasons? (for|why|behind)|if (yes|so|you (did|have|answered))|comments?|affected|impact of)\b/;
const OF_OTHERS =
  /\b(other|another) (care )?(providers?|organisations?|compan(y|ies))\b|\blikely (is|are) (your|the) (la|local authorit|council|nhs|icb|commissioner)|\b(has|have|did|is|are) (your|the) (la|local authorit(y|ies)|council|nhs|icb|commissioners?)\b/;
const WAS_LIKELY = /\blikely (were|was|did|had)\b|\bwere you\b|\bwas (it|the)\b/;
const AHEAD =
  /\b(will|would|could|might|going to|plan(ning|s)?|intend(s|ing)?|intention|expect(s|ing)?|consider(ing|ed)?|thinking|next|coming|upcoming|future)\b/;
const DEADLINE = /\b(by the end|before|until|ever|in future|in the future|this (financial )?year|since)\b/;
const CAUSE = /due to|because|as a (result|consequence) of|owing to|caused by|on account of|driven by|reason of/;

/** A span of time other than three months or a quarter. */
function anotherSpan(squashed: string): boolean {
  const spans = [
    ...squashed.matchAll(
      /(\d+|one|two|three|four|five|six|nine|ten|twelve|eighteen|next|coming|last|past|previous)?(day|week|fortnight|month|quarter|year)s?/g,
    ),
  ];
  return spans.some(([, count = "", unit]) => {
    if (unit === "month") return !["3", "three"].includes(count);
    return unit !== "quarter" || ["last", "past", "previous"].includes(count);
  });
}

/** A period other than one month: years, weeks, several months, "since", "ever", a year without its month. */
function anotherPeriod(text: string, squashed: string): boolean {
  if (
    /(last|past|previous|recent|\d+|two|three|four|five|six|nine|twelve)(days?|weeks?|months?|quarters?|years?)/.test(
      squashed,
    )
  )
    return true;
  if (/(last|past|previous)(\d+|[a-z]{2,9}?)(day|week|month|quarter|year)s/.test(squashed)) return true;
  if (/\b(ever|since|to date|so far|years?|weeks?|quarters?)\b/.test(text)) return true;
  return (
    /\b(19|20)\d\d\b/.test(text) &&
    !MONTH_NAMES.some((name) => squashed.includes(name.slice(0, 3).toLowerCase())) &&
    !/\b(19|20)\d\d-\d\d\b/.test(text)
  );
}

/**
 * A heading that comes near one of the questions without saying all of it: no commissioner, no stage, or another word for
 * handing back. Such a match is put to the user and never taken. Null for what is certain, or certainly another question.
 */
export function weaklyAsked(header: string): QuestionMatch | null {
  const text = plain(header);
  const squashed = text.replace(/[^a-z0-9]/g, "");
  if (questionAsked(header) !== null || squashed.length < 12) return null;
  const handing = /hand(ed|ing|s)?back|hand(ed|ing|s)?(any|your|over).*back/.test(squashed);
  const other =
    /(giv|return|terminat|relinquish|withdraw|exit|surrender)\w*.*contract|contract.*(giv\w*up|return|terminat|relinquish)/;
  const inOtherWords = other.test(text) && text.split(" ").length >= 6 && commissionerOf(text, squashed) !== null;
  if (!handing && !inOtherWords) return null;
  const stage = stageOf(squashed) ?? (/likel/.test(squashed) ? "intent" : null) ?? (handing ? null : "handback");
  const commissioner = commissionerOf(text, squashed);
  if (stage === null || asksSomethingElse(text, squashed, stage)) return null;
  const reason =
    commissioner === null
      ? "asks about handing back, but not whether to local authorities or the NHS"
      : "comes near this question in other words";
  return { question: `${stage}.${commissioner ?? "la"}`, confidence: 0.5, reason };
}

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
