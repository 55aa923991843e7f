import { monthFromNumber, monthNumber } from "../../../../shared/month.ts";
import { WINDOW_MONTHS } from "../../../../shared/warnings.ts";
import { dayOf, type Finding, type QualityRule } from "./qualityRow.ts";

/**
 * Submissions before their reference month or long after it. The mandatory window (8th to 14th, or the next working day)
 * is not held against anybody: the questions about handing back had a window of their own.
 */
export const outsideWindow: QualityRule = (rows, { month }) => {
  if (month === null) return [];
  const tooLate = monthFromNumber(monthNumber(month) + WINDOW_MONTHS + 1);
  return rows.flatMap(({ row, submittedAt }): Finding[] => {
    if (submittedAt === null) return [];
    const written = dayOf(submittedAt);
    if (submittedAt.slice(0, 7) < month) return [{ row, rule: "early", written }];
    return submittedAt.slice(0, 7) >= tooLate ? [{ row, rule: "late", written }] : [];
  });
};
