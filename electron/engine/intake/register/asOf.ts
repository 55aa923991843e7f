import { dayLabel } from "../../../../shared/day.ts";
import { tidy } from "../../../../shared/identifiers.ts";
import { MONTH_NAMES } from "../../../../shared/month.ts";

/** The day a register tells about, or null and why it cannot be told. */
export interface AsOfFinding {
  /** `YYYY-MM-DD`. */
  readonly day: string | null;
  readonly reason: string;
}

/**
 * The day a register tells about: what the lines above its headings, or the notes beside it, say it was produced on;
 * else the day in the file's name. Never the latest date of its rows. Two different days settle nothing, and a day to
 * come is none.
 * @param above texts above the headings; notes texts of the sheets before it; today `YYYY-MM-DD`
 */
export function asOfDay(above: readonly string[], notes: readonly string[], file: string, today: string): AsOfFinding {
  const found = dayTold(above, notes, file);
  if (found.day === null || found.day <= today) return found;
  const said = found.reason.replace(/\.$/, "");
  return { day: null, reason: `${said}: ${dayLabel(found.day)}. That day is still to come.` };
}

function dayTold(above: readonly string[], notes: readonly string[], file: string): AsOfFinding {
  const named = [...new Set(daysIn(file.replace(/\.[a-z]+$/i, "").replaceAll("_", " ")))];
  const [only] = named.length === 1 ? named : [];
  for (const [where, texts] of [
    ["above its headings", above.filter((text) => TELLS.test(text) || text.length <= TITLE)],
    ["on its sheet of notes", notes.filter((text) => TELLS.test(text))],
  ] as const) {
    const days = [...new Set(texts.flatMap(daysIn))];
    const [day, ...more] = days;
    if (day === undefined) continue;
    if (only !== undefined && days.includes(only))
      return { day: only, reason: `The file says so, ${where} and in its name.` };
    if (more.length > 0) {
      return { day: null, reason: `The file names several days ${where}: ${days.map(dayLabel).join(", ")}.` };
    }
    if (named.length > 0 && !named.includes(day)) {
      const own = named.map(dayLabel).join(" and ");
      return { day: null, reason: `The file says ${dayLabel(day)} ${where}, but its name says ${own}.` };
    }
    return { day, reason: `The file says so, ${where}.` };
  }
  const [day, ...more] = named;
  if (day === undefined) return { day: null, reason: "Neither the file nor its name says which day it tells about." };
  if (more.length > 0) return { day: null, reason: "The file’s name holds several days." };
  return { day, reason: "The file’s name says so." };
}

/** Reads `YYYY-MM-DD`, a day there is; anything else gives null. */
export function parseDay(text: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The day a moment falls on where the app runs, `YYYY-MM-DD`. */
export function localDay(moment: Date): string {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${moment.getFullYear()}-${month}-${day}`;
}

/** A line above the headings that is no longer than this is a title, whose day is that of the data. */
const TITLE = 60;

/** Words by which a text says that its date is that of the data. */
const TELLS =
  /\b(produced|extracted|generated|created|correct|accurate|published|updated|refreshed|snapshot|as (at|of|on)|downloaded|data (from|for|to)|date of (extract|data|report|publication))\b/i;

/** The days a text names: `31 October 2025`, `1st Nov 2025`, `October 31, 2025`, `2025-10-31`, `20251031`; of numbers only what can be read in one way. */
function daysIn(written: string): string[] {
  const text = tidy(written).replace(/\b(\d{1,2})(st|nd|rd|th)\b/gi, "$1");
  const found: (string | null)[] = [];
  for (const [, day, name, year] of text.matchAll(
    /(?<!\d)(\d{1,2})[\s/.-]*([a-z]{3,9})[\s/.,-]*((?:19|20)\d\d)(?!\d)/gi,
  )) {
    found.push(dayOf(Number(year), monthCalled(name), Number(day)));
  }
  for (const [, name, day, year] of text.matchAll(/\b([a-z]{3,9})\.?\s+(\d{1,2}),?\s+((?:19|20)\d\d)(?!\d)/gi)) {
    found.push(dayOf(Number(year), monthCalled(name), Number(day)));
  }
  for (const [, year, month, day] of text.matchAll(/(?<!\d)((?:19|20)\d\d)[-/. ]?(\d\d)[-/. ]?(\d\d)(?!\d)/g)) {
    found.push(dayOf(Number(year), Number(month), Number(day)));
  }
  for (const [, first, second, year] of text.matchAll(
    /(?<![\d/.-])(\d{1,2})[-/. ](\d{1,2})[-/. ]((?:19|20)\d\d)(?!\d)/g,
  )) {
    const [one, other] = [Number(first), Number(second)];
    if (one > 12 || one === other) found.push(dayOf(Number(year), other, one));
    else if (other > 12) found.push(dayOf(Number(year), one, other));
  }
  return found.filter((day) => day !== null);
}

function monthCalled(name = ""): number {
  const wanted = name.toLowerCase();
  const full = MONTH_NAMES.findIndex((month) => {
    const own = month.toLowerCase();
    return own === wanted || own.slice(0, 3) === wanted || (own === "september" && wanted === "sept");
  });
  return full + 1;
}

function dayOf(year: number, month: number, day: number): string | null {
  if (year < 2005 || year > 2099 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
