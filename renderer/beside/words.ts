import { dayLabel } from "../../shared/day.ts";
import { monthLabel, parseMonth } from "../../shared/month.ts";

/** "4 April 2023", "April 2023" or "2023". */
export function dateWords(date: string): string {
  if (date.length > 7) return dayLabel(date);
  const month = parseMonth(date);
  return month === null ? date : monthLabel(month);
}
