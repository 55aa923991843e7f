import { type Month, monthLabel, monthShort, parseMonth } from "../../shared/month.ts";
import type { CampaignSummary } from "../../shared/contract.ts";

/** "January 2025" of a month as the contract writes it; anything else as it is. */
export function monthText(month: string): string {
  const parsed = parseMonth(month);
  return parsed === null ? month : monthLabel(parsed);
}

/** "Jan 2025 to Jun 2025" of a campaign, its one month in full, or that it is still empty. */
export function monthSpan({ firstMonth, lastMonth }: Pick<CampaignSummary, "firstMonth" | "lastMonth">): string {
  if (firstMonth === null || lastMonth === null) return "No months yet";
  return firstMonth === lastMonth
    ? monthText(lastMonth)
    : `${monthShort(firstMonth as Month)} to ${monthShort(lastMonth as Month)}`;
}

/** A number as en-GB writes it, "12,480". */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** "1 row", "1,204 rows". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** "22 November 2026 at 10:44" of an ISO date and time. */
export function when(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : DATE_TIME.format(date);
}

/** "31 October 2025" of an ISO day. */
export function day(iso: string): string {
  return moment(iso.slice(0, 10));
}

/** "5 February 2025, 09:30" of a moment without a zone; a day by itself where no time is known. */
export function moment(iso: string): string {
  const date = new Date(`${iso.slice(0, 16)}${iso.length > 10 ? "" : "T00:00"}Z`);
  if (Number.isNaN(date.getTime())) return iso;
  const text = DAY.format(date);
  return iso.length > 10 ? `${text}, ${iso.slice(11, 16)}` : text;
}

/** A file's size, "18 KB" or "2.4 MB". */
export function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A reason as a sentence of its own: a capital first and a full stop last. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** "a.csv", "a.csv and b.csv", "a.csv and 11 more files". */
export function names(files: readonly string[]): string {
  const [first = "", second] = files;
  if (second === undefined) return first;
  return files.length === 2 ? `${first} and ${second}` : `${first} and ${files.length - 1} more files`;
}

/** Months in order as words; more than two as their span. */
export function monthList(months: readonly string[]): string {
  const sorted = months.toSorted();
  if (sorted.length <= 2) return sorted.map(monthText).join(", ");
  return `${sorted.length} months, ${monthText(sorted[0] ?? "")} to ${monthText(sorted.at(-1) ?? "")}`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat("en-GB");
const DATE_TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
