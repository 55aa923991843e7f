import { MONTH_NAMES } from "../../../shared/month.ts";
import type { Cell } from "./read/types.ts";

/** Which of the two numbers of 01/02/2025 is the day. */
export type DateOrder = "day-month" | "month-day";

/** What a whole column of dates says about its order. */
export type OrderEvidence = DateOrder | "either" | "mixed";

/** What the cells of a column say of their order: a single 22/12 settles it; both kinds are `mixed`. */
export function orderEvidence(cells: Iterable<Cell>): OrderEvidence {
  let dayFirst = false;
  let monthFirst = false;
  for (const cell of cells) {
    const numbers = typeof cell === "string" ? NUMERIC.exec(cell.trim()) : null;
    if (numbers === null) continue;
    if (Number(numbers[1]) > 12) dayFirst = true;
    if (Number(numbers[2]) > 12) monthFirst = true;
  }
  if (dayFirst && monthFirst) return "mixed";
  return dayFirst ? "day-month" : monthFirst ? "month-day" : "either";
}

/**
 * The moment a cell names, zone-less: `2025-01-31T14:05:09`, or null where it names none. Reads date cells, Excel serials
 * of the 1900 system, ISO text, `22/12/2025 07:33`, `12/22/2025 07:33:13 AM`, `09/Jan/2018 - 00:00` and `9 January 2018`.
 */
export function momentOf(cell: Cell, order: DateOrder): string | null {
  if (cell === null || typeof cell === "boolean") return null;
  if (typeof cell === "object") return "date" in cell ? whole(cell.date) : null;
  if (typeof cell === "number") return serial(cell);
  const text = cell
    .trim()
    .replace(/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\.?,?\s+/i, "")
    .replace(/\b(\d{1,2})(st|nd|rd|th)\b/i, "$1");
  if (/^\d{5}(\.\d+)?$/.test(text)) return serial(Number(text));
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(.*)$/.exec(text);
  if (iso) return moment(iso[1], iso[2], iso[3], iso[4]);
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, first, second, year, time] = numeric;
    return order === "day-month" ? moment(year, second, first, time) : moment(year, first, second, time);
  }
  const named = /^(\d{1,2})[\s/-]+([A-Za-z]{3,9})[\s/,-]+(\d{4}|\d{2}(?!\d))(.*)$/.exec(text);
  if (named) return moment(named[3], monthNumber(named[2]), named[1], named[4]);
  const american = /^([A-Za-z]{3,9})\s+(\d{1,2}),?\s+(\d{4})(.*)$/.exec(text);
  return american ? moment(american[3], monthNumber(american[1]), american[2], american[4]) : null;
}

const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)(.*)$/;

function monthNumber(name: string | undefined): string {
  const wanted = (name ?? "").slice(0, 3).toLowerCase();
  return String(MONTH_NAMES.findIndex((month) => month.slice(0, 3).toLowerCase() === wanted) + 1);
}

function moment(year = "", month = "", day = "", rest = ""): string | null {
  const full = year.length === 2 ? `20${year}` : year;
  const [m, d] = [Number(month), Number(day)];
  if (Number(full) < 1990 || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(Number(full), m, 0)).getUTCDate())
    return null;
  const date = `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time =
    /^[\sT,-]*(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(?:(?:Z|UTC|GMT|BST)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?$/i.exec(
      rest,
    );
  if (time === null) return /^[\sT,-]*$/.test(rest) ? whole(date) : null;
  let hour = Number(time[1]);
  const half = time[4]?.toLowerCase();
  if (half === "pm" && hour < 12) hour += 12;
  if (half === "am" && hour === 12) hour = 0;
  if (hour > 23) return null;
  return `${date}T${String(hour).padStart(2, "0")}:${time[2] ?? "00"}:${time[3] ?? "00"}`;
}

function whole(date: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(date)) return date.slice(0, 19);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T00:00:00` : null;
}

/** An Excel serial of the 1900 system, for dates from 1990 to 2099 only: other numbers are not taken for dates. */
function serial(value: number): string | null {
  if (value < 32874 || value >= 73051) return null;
  return new Date(Math.round((value - 25569) * 86400) * 1000).toISOString().slice(0, 19);
}
