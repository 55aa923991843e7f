import { clock } from "../isoDate.ts";
import type { Cell } from "../types.ts";
import type { NumberKind } from "./numberFormat.ts";

const DAY = 86_400;
const LAST_DAY = 2_958_465;

/**
 * What a serial number means under a date or time format: a date or moment without a zone, seconds rounded; text such as
 * `14:05:00` for a time of day or a duration; the number itself where the workbook's calendar has no such day.
 */
export function serialCell(serial: number, kind: Exclude<NumberKind, "number">, from1904: boolean): Cell {
  const seconds = Math.round(serial * DAY);
  const day = Math.floor(seconds / DAY);
  if (seconds < 0 || day > LAST_DAY) return serial;
  if (kind === "duration") return clock(seconds);
  if (day === 0 && (kind === "time" || (!from1904 && seconds > 0))) return clock(seconds);
  if (day === 0 && !from1904) return serial;
  const date = from1904 ? dayFrom(1904, day + 1) : dayOf1900(day);
  const time = seconds - day * DAY;
  return { date: time === 0 ? date : `${date}T${clock(time)}` };
}

/** Day 60 is 29 February 1900, which never was but which Excel keeps; the days before it count from 1 January. */
function dayOf1900(day: number): string {
  return day === 60 ? "1900-02-29" : dayFrom(1900, day > 60 ? day - 1 : day);
}

const days = new Map<number, string>();

/** The nth day from 1 January of a year; the days of a column repeat, so the last few thousand are kept. */
function dayFrom(year: 1900 | 1904, nth: number): string {
  const key = nth * 10 + (year - 1900);
  const known = days.get(key);
  if (known !== undefined) return known;
  if (days.size >= 4096) days.clear();
  const day = new Date(Date.UTC(year, 0, nth)).toISOString().slice(0, 10);
  days.set(key, day);
  return day;
}
