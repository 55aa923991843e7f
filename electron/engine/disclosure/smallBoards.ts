import type { Respondent } from "../measures/respondents.ts";
import { DEFAULT_RULES } from "./rules.ts";
import { ROUNDING_BASE } from "./round.ts";

/** What the boards that are counted together are called. */
export const SMALL_BOARDS = "small_boards";

/**
 * Counts the boards of a collection together that are too small ever to be shown: the fewer hidden figures there are, the less
 * the sums of the shown ones tell. Where all boards are, nobody has one, as if boards were not shown.
 */
export function withSmallBoards(respondents: readonly Respondent[]): readonly Respondent[] {
  const sizes = new Map<string, number>();
  for (const { icb } of respondents) if (icb !== "not_stated") sizes.set(icb, (sizes.get(icb) ?? 0) + 1);
  const small = new Set([...sizes].flatMap(([icb, size]) => (size <= NEVER_SHOWN ? [icb] : [])));
  if (small.size === 0) return respondents;
  const together = small.size === sizes.size ? "not_stated" : SMALL_BOARDS;
  return respondents.map((one) => (small.has(one.icb) ? { ...one, icb: together } : one));
}

/** As many respondents never round to a base of which counts are shown: multiples of 5 stay, and no rules are looser. */
const NEVER_SHOWN = DEFAULT_RULES.countsFrom - ROUNDING_BASE;
