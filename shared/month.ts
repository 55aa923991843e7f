/** A reference month, written `YYYY-MM`. In the store it is year x 12 + (month - 1). */
export type Month = string & { readonly month: unique symbol };

/** Names of the months in English, January first. */
export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Reads `YYYY-MM`; anything else gives null. */
export function parseMonth(text: string): Month | null {
  return /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

/** The month of a year (four digits) and a month number 1 to 12. */
export function monthOf(year: number, month: number): Month {
  return `${year}-${String(month).padStart(2, "0")}` as Month;
}

/** The store's integer for a month: year x 12 + (month - 1). */
export function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

/** The month of the store's integer. */
export function monthFromNumber(value: number): Month {
  return monthOf(Math.floor(value / 12), (value % 12) + 1);
}

/** The months that some texts write, each once, earliest first; what is no month is left out. */
export function distinctMonths(texts: Iterable<string>): readonly Month[] {
  return [...new Set(texts)].sort().flatMap((text) => parseMonth(text) ?? []);
}

/** "January 2025". */
export function monthLabel(month: Month): string {
  return `${MONTH_NAMES[Number(month.slice(5)) - 1] ?? ""} ${month.slice(0, 4)}`;
}

/** "Jan 2025", for axes. */
export function monthShort(month: Month): string {
  return `${(MONTH_NAMES[Number(month.slice(5)) - 1] ?? "").slice(0, 3)} ${month.slice(0, 4)}`;
}
