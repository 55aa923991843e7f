import { isMissing, optionOf, serviceTypeOf } from "./answers.ts";
import type { HeaderColumn } from "./layout.ts";
import { questionAsked, type QuestionMatch } from "./questions.ts";

/** A hand-back question that a column asks, and the option it stands for where it is one of several columns. */
export interface Asked {
  readonly match: { readonly role: string; readonly confidence: number; readonly reason: string };
  readonly label: string | null;
}

/**
 * The hand-back question a column's headings ask, and the option it stands for where it is one of several columns. What
 * stands below a question has to be one of its options, or the words behind "Other": any other row of a grid asks
 * something of its own.
 */
export function askedBy({ header, parts }: HeaderColumn): Asked | null {
  for (const text of new Set([header, ...parts])) {
    for (const label of optionTexts(text)) {
      const match = questionAsked(text.replace(label, " ").replace(/^[\s:–—-]+|[\s:[\]–—-]+$/g, ""));
      if (match !== null && isOption(label, match.question)) return asked(match, label);
    }
  }
  for (let count = 1; count <= parts.length; count += 1) {
    if (count > 1 && COMMENT.test(parts[count - 1] ?? "")) break;
    const match = questionAsked(parts.slice(0, count).join(" | "));
    if (match === null) continue;
    const rest = parts
      .slice(count)
      .filter((part) => !isCode(part))
      .join(" ");
    if (rest === "") return asked(match, null);
    if (isOption(rest, match.question)) return asked(match, rest);
  }
  const alone = parts.filter((part) => !isCode(part));
  const [only] = alone.length === 1 ? alone : [];
  const match = only === undefined ? null : questionAsked(only);
  return match === null ? askedInGrid(header, parts) : asked(match, null);
}

function asked({ question: role, ...how }: QuestionMatch, label: string | null): Asked {
  return { match: { role, ...how }, label };
}

/** A code in place of words: `Q2`, `SQ001`, `HB_INTENT_LA`. */
function isCode(text: string): boolean {
  return /^[\w.()#-]{1,30}$/.test(text) && (/[\d_]/.test(text) || text === text.toUpperCase());
}

/** One of a question's options, or the words behind "Other". */
function isOption(label: string, role: string): boolean {
  return isOtherText(label) || (role === "service_type" ? serviceTypeOf(label) !== null : understood(label, role));
}

/** A column below a question that is none of its options: left out where it is a comment, else put to the user. */
export function beneath(parts: readonly string[]): { role: string; reason: string } | null {
  const [top = "", ...rest] = parts;
  const match = rest.length === 0 ? null : questionAsked(top);
  const own = rest.filter((part) => !isCode(part)).join(" ");
  if (match === null || own === "" || COMMENT.test(own)) return null;
  return { role: match.question, reason: `stands under this question with words of its own (“${own.slice(0, 40)}”)` };
}

const COMMENT =
  /\b(details?|comments?|reasons?|explain|specify|how many|number|if (yes|no|so)|tell us|notes?|date|when|which)\b/i;

/** A grid's question that names both commissioners, with one of them for each of its rows. */
function askedInGrid(header: string, parts: readonly string[]): Asked | null {
  const rows = parts.length > 1 ? parts.slice(1) : optionTexts(header);
  for (const row of rows) {
    const rest = parts.length > 1 ? (parts[0] ?? "") : header.replace(row, " ");
    const match = questionAsked(`${rest.replace(COMMISSIONERS, " ")} | ${row}`);
    if (match === null) continue;
    return asked(match, null);
  }
  return null;
}

const COMMISSIONERS = /\b(local authorit(y|ies)|councils?|LAs?|NHS|ICBs?)\b/gi;

/** Options written into the heading of their own column: `Very likely:How likely…`, `How likely… [Very likely]`. */
export function optionTexts(header: string): string[] {
  const before = /^(.{1,80}?)\s*:\s*(?=\S.{11})/s.exec(header)?.[1];
  const inside = /\[([^[\]]{1,120})\]\s*$/.exec(header)?.[1];
  const after = /[?:.]\s*(?:[-–—:/|]\s*)(.{1,120})$/s.exec(header)?.[1] ?? /\s[-–—]\s([^-–—]{1,80})$/.exec(header)?.[1];
  return [before, inside, after].filter((text) => text !== undefined).map((text) => text.trim());
}

function understood(label: string, role: string): boolean {
  if (isMissing(label)) return false;
  const option = optionOf(label, role.startsWith("intent") ? "likelihood" : "yes-no");
  return option !== "unrecognised" && option !== "blank";
}

/** True for the heading of the words behind "Other". */
export function isOtherText(label: string): boolean {
  return /\bother\b|write.?in|please (specify|state|explain)|if you (selected|chose|answered)/i.test(label);
}
