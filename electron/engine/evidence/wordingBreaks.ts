import { fold, tidy } from "../../../shared/identifiers.ts";
import { monthFromNumber, MONTH_NAMES } from "../../../shared/month.ts";
import type { WordingBreak } from "../../../shared/views.ts";

/** How a source headed a question in one month. */
export interface Heading {
  /** The source as people read it. */
  readonly source: string;
  /** As the store numbers it. */
  readonly month: number;
  /** As it is written. */
  readonly heading: string;
}

/** Shorter headings are codes of columns: they say nothing of how the question was put. */
const FEWEST_WORDS = 5;

/**
 * The months in which a source put a question in other words than in the latest month before that has its wording:
 * no heading of the one is one of the other, whatever month and year they name, however they are numbered and punctuated.
 */
export function wordingBreaks(headings: readonly Heading[]): Omit<WordingBreak, "commissioner">[] {
  const worded = headings.filter(({ heading }) => tidy(heading).split(" ").length >= FEWEST_WORDS);
  const found = [...Map.groupBy(worded, ({ source }) => source)].flatMap(([source, own]) => {
    const months = [...Map.groupBy(own, ({ month }) => month)].sort(([a], [b]) => a - b);
    return months.flatMap(([month, now], index) => {
      const before = months[index - 1]?.[1] ?? [];
      const known = new Set(before.map(({ heading }) => plain(heading)));
      const [first, then] = [now[0], before[0]];
      if (first === undefined || then === undefined) return [];
      if (now.some(({ heading }) => known.has(plain(heading)))) return [];
      return [{ month: monthFromNumber(month), source, before: tidy(then.heading), after: tidy(first.heading) }];
    });
  });
  return found.sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.source < b.source ? -1 : 1));
}

/** A heading without what differs from month to month: the month, the year, its number, case and punctuation. */
function plain(heading: string): string {
  return heading
    .split(" | ")
    .map((part) =>
      fold(part)
        .replace(NUMBERING, "")
        .replaceAll("&", " and ")
        .replace(DAYS, " ")
        .replace(MONTH_OR_YEAR, " ")
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== "")
        .join(" "),
    )
    .filter((part) => part !== "")
    .join(" ");
}

/** "Q2.", "3a)", "12 -" and the like in front of a question. */
const NUMBERING = /^(?:question\s+)?q?\s*\d{1,3}[a-z]?\s*[.):_-]*\s+/;
const MONTH_OR_YEAR = new RegExp(
  `\\b(?:${MONTH_NAMES.map((name) => name.toLowerCase())
    .map((name) => (name.length > 3 ? `${name.slice(0, 3)}(?:${name.slice(3)})?` : name))
    .join("|")}|(?:19|20)\\d\\d)\\b`,
  "g",
);
/** The days of a period, and the years of a financial year: "1 February", "28th of", "2024/25". */
const DAYS = new RegExp(
  `\\b(?:19|20)\\d\\d\\s*[/-]\\s*\\d\\d(?:\\d\\d)?\\b|\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+(?=${MONTH_NAMES.map((name) => name.toLowerCase().slice(0, 3)).join("|")})`,
  "g",
);
