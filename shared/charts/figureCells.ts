import { ONE_ANSWER } from "../contract.ts";
import { type Month, monthLabel, monthShort } from "../month.ts";
import type { FigureCell, FigurePlace } from "./figureTable.ts";
import { count, percent, points } from "./format.ts";
import type { GroupKey } from "./labels.ts";
import type { ChartPoint, LineKey } from "./series.ts";

/** Says which figure of the store a cell prints; nothing where figures are protected, which stand for nobody. */
export type PlaceOf = (option: string, before?: boolean) => { readonly place?: FigurePlace };

/** The places of one row's figures. */
export function placed(
  { protected: isProtected }: { readonly protected: boolean },
  line: LineKey,
  group: GroupKey,
  month: Month,
): PlaceOf {
  return (option, before = false) =>
    isProtected ? {} : { place: { line, group, month, option, ...(before ? { before } : {}) } };
}

/** The name of a row's group. */
export function groupCell(label: string): FigureCell {
  return { text: label, value: label };
}

/** The month of a row, sorted by time. */
export function monthCell(month: Month): FigureCell {
  return { text: monthLabel(month), value: month };
}

/** A share as it may be printed. */
export function shareCell({ text, share }: ChartPoint, at: PlaceOf): FigureCell {
  return { text, value: share, ...(text === "–" ? {} : at("counted")) };
}

/** The base, and whether it is low. */
export function baseCell({ base, lowBase }: ChartPoint, at: PlaceOf): FigureCell {
  return { text: `${count(base)}${lowBase ? " low" : ""}`, value: base, ...at("base") };
}

/** How many gave one answer. */
export function answerCell({ counts }: ChartPoint, code: string, at: PlaceOf): FigureCell {
  const n = counts?.[code] ?? null;
  return { text: count(n), value: n, ...(n === null ? {} : at(`${ONE_ANSWER}${code}`)) };
}

/** The 95 % interval of a share; empty where there is none. */
export function intervalCell({ low, high }: Pick<ChartPoint, "low" | "high">): FigureCell {
  return { text: low === null || high === null ? "" : `${percent(low)} to ${percent(high)}`, value: low };
}

/** The same members' share in the month compared with, and the change in points. */
export function earlierCell({ before, share }: ChartPoint, at: PlaceOf): FigureCell {
  if (before === null || before.share === null || share === null) return EMPTY;
  const text = `${percent(before.share)} in ${monthShort(before.month)} (${points(before.share, share)})`;
  return { text, value: before.share, ...at("counted", true) };
}

/** A number as it is; empty where there is none. */
export function numberCell(value: number | null | undefined, text: (value: number) => string = count): FigureCell {
  return value == null ? EMPTY : { text: text(value), value };
}

/** A cell with nothing in it. */
export const EMPTY: FigureCell = { text: "", value: null };
