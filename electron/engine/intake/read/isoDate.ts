import type { Cell } from "./types.ts";

const ISO =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d|60)(\.\d+)?)?Z?)?$/;

/** A date or moment in ISO 8601 as a cell without a zone, fractions of a second rounded, or its text where it is none. */
export function isoCell(text: string): Cell {
  const parts = ISO.exec(text.trim());
  if (parts === null) return text;
  const [, year, month, day, hours = "00", minutes = "00", seconds = "00", fraction] = parts;
  if (hours === "24" || seconds === "60" || Number(fraction ?? 0) >= 0.5)
    return rounded(text, [year, month, day, hours, minutes, seconds, fraction ?? 0].map(Number));
  const time = `${hours}:${minutes}:${seconds}`;
  return { date: time === "00:00:00" ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${time}` };
}

/** Carries whole seconds, as far as into the next day. */
function rounded(text: string, parts: readonly number[]): Cell {
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0, fraction = 0] = parts;
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hours, minutes, seconds + Math.round(fraction));
  const iso = moment.toISOString();
  if (!/^\d{4}-/.test(iso)) return text;
  return { date: iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19) };
}

/** Seconds as a clock shows them, hours without end: `36:00:05`. */
export function clock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
