import { MONTH_NAMES, monthOf } from "../../../shared/month.ts";
import { HIDDEN } from "../disclosure/rules.ts";
import type { Published } from "./published.ts";

/** A figure as a text states it: a number, null for the sign of hiding, else its words. */
export function statedIn(text: string): number | string | null {
  if (text === HIDDEN) return null;
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A figure that is stated twice, and not alike, is none: "120 and 125". */
export function once(figures: Published, key: string, value: number | string | null): number | string | null {
  const before = figures.get(key);
  return before === undefined || before === value ? value : `${before} and ${value}`;
}

/** The month of a label: `2025-01` for "January 2025". */
export function monthFrom(label: string): string {
  const [name = "", year = ""] = label.split(" ");
  return monthOf(Number(year), (MONTH_NAMES as readonly string[]).indexOf(name) + 1);
}
