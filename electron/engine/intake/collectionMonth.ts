import { MONTH_NAMES, monthLabel, monthOf, parseMonth, type Month } from "../../../shared/month.ts";

/** The month of a collection, or null and why it cannot be told. */
export interface MonthFinding {
  readonly month: Month | null;
  readonly reason: string;
  /** What the wording alone says: a month name (1 to 12) and perhaps a year. */
  readonly named: NamedMonth | null;
}

/** A month as a question names it. */
export interface NamedMonth {
  readonly number: number;
  readonly year: number | null;
}

/**
 * The reference month (INTAKE): the month that the questions name, in the latest year that does not put it after the
 * last submission. Never from dates alone, and not where wordings disagree, nobody's submission is dated, or a stray
 * late date would change the year.
 * @param headers the wordings of the questions
 * @param submissions moments of submission, ISO, in any order
 */
export function collectionMonth(headers: readonly string[], submissions: readonly string[]): MonthFinding {
  const named = headers.flatMap((header) => headingMonths(header));
  const late = lateMonth(named, submissions);
  if (late !== null) return { month: null, reason: late, named: null };
  const numbers = new Set(named.map((month) => month.number));
  const years = new Set(named.flatMap((month) => (month.year === null ? [] : [month.year])));
  const [first] = named;
  if (first === undefined) return { month: null, reason: "No question names a month.", named: null };
  if (numbers.size > 1 || years.size > 1) {
    const words = [...numbers].map((number) => MONTH_NAMES[number - 1]).join(" and ");
    return { month: null, reason: `The questions name different months (${words}).`, named: null };
  }
  const [year] = years;
  const name = MONTH_NAMES[first.number - 1] ?? "";
  if (year !== undefined) {
    const month = monthOf(year, first.number);
    return { month, reason: `The questions name ${monthLabel(month)}.`, named: { number: first.number, year } };
  }
  const only = { number: first.number, year: null };
  const sorted = [...submissions].sort();
  const last = sorted.at(-1);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (last === undefined || middle === undefined) {
    return {
      month: null,
      reason: `The questions name ${name}, but no submission is dated, so the year is not known.`,
      named: only,
    };
  }
  const month = latestBefore(first.number, last);
  if (month !== latestBefore(first.number, middle)) {
    const reason = `The questions name ${name}, but the submissions (up to ${last.slice(0, 10)}) leave its year open.`;
    return { month: null, reason, named: only };
  }
  return { month, reason: `The questions name ${name}; the last submission is of ${last.slice(0, 10)}.`, named: only };
}

/** A month named with its year that lies after every submission is not the one that was asked about. */
function lateMonth(named: readonly NamedMonth[], submissions: readonly string[]): string | null {
  const last = submissions.reduce((latest, moment) => (moment > latest ? moment : latest), "").slice(0, 7);
  const late = named.find(({ number, year }) => year !== null && last !== "" && monthOf(year, number) > last);
  if (late === undefined) return null;
  return `The questions name ${monthLabel(monthOf(late.year ?? 0, late.number))}, which is after the last submission.`;
}

/** True where a stated month goes against what the questions name. */
export function contradicts(stated: Month, named: NamedMonth | null): boolean {
  if (named === null) return false;
  return Number(stated.slice(5)) !== named.number || (named.year !== null && Number(stated.slice(0, 4)) !== named.year);
}

function latestBefore(number: number, moment: string): Month {
  const year = Number(moment.slice(0, 4));
  const month = monthOf(year, number);
  return month <= moment.slice(0, 7) ? month : monthOf(year - 1, number);
}

/** The months a heading names, part by part: a month by itself above a block of questions counts too. */
export function headingMonths(header: string): NamedMonth[] {
  return header.split(" | ").flatMap((part) => {
    const named = namedMonths(part);
    return named.length > 0 || part.length > 24 ? named : namedMonths(`in ${part}`);
  });
}

/**
 * The months a wording names: after "in", "during", "for" or "of", or before a year; also `2025-01`, and in headers
 * written without spaces. "may" alone is a verb.
 */
export function namedMonths(text: string): NamedMonth[] {
  const header = text.replace(OF_UPLIFTS, " ");
  const found: NamedMonth[] = [];
  for (const [, first, year, second, after] of header.matchAll(TOGETHER)) {
    if (first?.toLowerCase() === "may" && second?.toLowerCase() === "may") continue; // "may or may not"
    found.push(monthNamed(first, year ?? after), monthNamed(second, after ?? year));
  }
  if (found.length > 0) return found;
  for (const match of header.matchAll(PLACED)) found.push(monthNamed(match[1], match[2]));
  if (found.length === 0)
    for (const match of header.matchAll(DATED)) found.push(monthNamed(match[1], match[2] ?? `20${match[3] ?? ""}`));
  if (found.length === 0) {
    for (const [, number, year] of header.matchAll(NUMBERED))
      found.push({ number: Number(number), year: Number(year) });
  }
  if (found.length === 0) for (const match of header.matchAll(SQUASHED)) found.push(monthNamed(match[1], match[2]));
  if (found.length === 0) for (const match of header.matchAll(CAPITAL)) found.push(monthNamed(match[1], undefined));
  const iso = /\b((?:19|20)\d\d-(?:0[1-9]|1[0-2]))\b/.exec(header)?.[1];
  const month = iso === undefined ? null : parseMonth(iso);
  if (found.length === 0 && month !== null) {
    found.push({ number: Number(month.slice(5)), year: Number(month.slice(0, 4)) });
  }
  return found;
}

const NAMES = MONTH_NAMES.map((name) => (name.length > 3 ? `${name.slice(0, 3)}(?:${name.slice(3)})?` : name)).join(
  "|",
);
/** The month that an uplift is for is not the month that is asked about. */
const OF_UPLIFTS = new RegExp(
  `\\b(?:uplifts?|increases?|fees|rates)\\)?\\s+(?:\\w+\\s+)?(?:for|from|in|of|as of)\\s+(?:${NAMES})\\b\\.?(?:\\s+(?:19|20)\\d\\d)?`,
  "gi",
);
const TOGETHER = new RegExp(
  `\\b(${NAMES})\\b\\.?(?:\\s+((?:19|20)\\d\\d))?\\s*(?:and|or|to|-|–|/|&)\\s*(${NAMES})\\b\\.?(?:\\s+((?:19|20)\\d\\d))?`,
  "gi",
);
const PLACED = new RegExp(`\\b(?:in|during|for|of|month of)\\s+(${NAMES})\\b\\.?,?(?:\\s+((?:19|20)\\d\\d))?`, "gi");
const DATED = new RegExp(`\\b(${NAMES})(?:[\\s_-]*((?:19|20)\\d\\d)|[\\s_'’-]+([23]\\d))\\b`, "gi");
const NUMBERED = /\b(0?[1-9]|1[0-2])\/((?:19|20)\d\d)\b/g;
const SQUASHED = new RegExp(
  `in_?(${MONTH_NAMES.filter((name) => name !== "May").join("|")}|may(?=about|due|$))_?((?:19|20)\\d\\d)?`,
  "gi",
);
const CAPITAL = new RegExp(
  `\\b(${MONTH_NAMES.filter((name) => name !== "May" && name !== "March").join("|")})\\b`,
  "g",
);

function monthNamed(name: string | undefined, year: string | undefined): NamedMonth {
  const wanted = (name ?? "").slice(0, 3).toLowerCase();
  return {
    number: MONTH_NAMES.findIndex((month) => month.slice(0, 3).toLowerCase() === wanted) + 1,
    year: year === undefined ? null : Number(year),
  };
}
