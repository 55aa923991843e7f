import type { TableRow } from "../../../shared/contract.ts";
import { HANDBACK_QUESTIONS } from "../../../shared/questionSets.ts";
import { COMMISSIONERS, type Commissioner } from "../../../shared/vocabulary.ts";
import { mcnemar } from "../measures/mcnemar.ts";
import { rounded, significant } from "../measures/rounded.ts";
import { wilson } from "../measures/wilson.ts";
import { isMatched, pairTotals, type ProtectedPair, reasonToHide } from "./matched.ts";
import { type DisplayRules, displayRules } from "./rules.ts";
import type { ProtectedTable } from "./table.ts";

/**
 * The publishable table of intent over the organisations that answered two months running: a row a month and commissioner,
 * of everybody. Shares, intervals and McNemar’s p come from the rounded cells.
 * @param commissioner null for both; rows then say whose they are
 * @param stricter display rules in place of the defaults; never looser ones
 */
export function matchedIntentTable(
  pairs: readonly ProtectedPair[],
  commissioner: Commissioner | null,
  stricter: Partial<DisplayRules> = {},
): ProtectedTable {
  const rules = displayRules(stricter);
  const wanted = COMMISSIONERS.filter((each) => commissioner === null || commissioner === each);
  const asked = HANDBACK_QUESTIONS.filter(isMatched);
  const rows = pairs
    .toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))
    .flatMap((pair) => {
      const whose = wanted.find((each) =>
        asked.some(({ code }) => code === pair.question && code.endsWith(`.${each}`)),
      );
      if (whose === undefined) return [];
      return [
        { month: pair.month, ...(commissioner === null ? { commissioner: whose } : {}), ...figuresOf(pair, rules) },
      ];
    });
  const table = { measure: "intent", commissioner, unit: "organisation", protected: true, matched: true, rows };
  return table as unknown as ProtectedTable;
}

type Figures = Omit<TableRow, "month" | "commissioner">;

function figuresOf({ before, cells, hidden }: ProtectedPair, rules: DisplayRules): Figures {
  const nothing = { counts: null, notApplicable: null, blank: null, comparedWith: before };
  const reason = cells === null ? hidden : (reasonToHide(cells, rules) ?? undefined);
  if (cells === null || reason !== undefined) {
    const why = reason === undefined ? {} : { hidden: reason };
    return { base: null, intends: null, share: null, low: null, high: null, ...nothing, ...why };
  }
  const { base, earlier, later } = pairTotals(cells);
  const interval = wilson(later, base);
  const { gained, lost } = cells;
  return {
    base,
    intends: later,
    share: rounded(later / base, 4),
    low: interval === null ? null : rounded(interval.low, 3),
    high: interval === null ? null : rounded(interval.high, 3),
    ...(base <= rules.lowBaseTo ? { lowBase: true as const } : {}),
    ...nothing,
    before: { base, counted: earlier, share: rounded(earlier / base, 4) },
    change: { pairs: base, gained, lost, p: significant(mcnemar(gained, lost), 4) },
  };
}
