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
  return (
    /mostcommonservicetype|mostcommontypeofservice|mainservicetype.*organisation|whatis.*servicetype/.test(squashed) &&
    !squashed.includes("handback")
  );
}

function stageOf(squashed: string): Stage | null {
  if (/howlikely|likelihood|likelyareyou/.test(squashed)) return "intent";
  if (/discuss/.test(squashed)) return "discussion";
  return /(didyou|haveyou|doyou)?hand(ed)?(any|back)/.test(squashed) ? "handback" : null;
}

/** Null where the header names neither commissioner, or both. */
function commissionerOf(text: string, squashed: string): Commissioner | null {
  const la = /localauthorit|council/.test(squashed) || /(^|[^a-z])las?([^a-z]|$)/.test(text);
  const nhs = squashed.includes("nhs") || /(^|[^a-z])icbs?([^a-z]|$)/.test(text);
  return la === nhs ? null : la ? "la" : "nhs";
}

/** True where the header gives another period, another tense or another reason than the instrument's. */
function asksSomethingElse(text: string, squashed: string, stage: Stage): boolean {
  const ahead = /next(\d+|[a-z]+?)(day|week|month|quarter|year)s?/.exec(squashed);
  const back = /(last|past|previous)(\d+|[a-z]+?)?(day|week|month|quarter|year)s?/.test(squashed);
  if (back) return true;
  if (stage === "intent" && ahead !== null && !(/^(3|three)$/.test(ahead[1] ?? "") && ahead[2] === "month"))
    return true;
  if (stage !== "intent" && ahead !== null) return true;
  const reason = /due to|because of|as a result of/.exec(text);
  return reason !== null && !/fee|uplift/.test(text.slice(reason.index));
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
  const other = /(giv|return|terminat|relinquish|withdraw|exit|surrender)\w*.*contract|contract.*(giv\w*up|return|terminat|relinquish)/;
  if (!handing && !(other.test(text) && /contract/.test(text))) return null;
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
