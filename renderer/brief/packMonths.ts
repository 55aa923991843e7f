import type { QuestionEntry } from "../../shared/contract.ts";

/** Months that somebody answered in, whichever questions, newest first: those a pack can be led by. */
export function packMonths(
  rows: readonly { readonly month: string }[],
  questions: readonly QuestionEntry[],
): readonly string[] {
  const own = questions.flatMap(({ months }) => months);
  return [...new Set([...rows.map(({ month }) => month), ...own])].sort().toReversed();
}
