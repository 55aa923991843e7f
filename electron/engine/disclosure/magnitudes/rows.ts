import type { PublishedSplit } from "../../../../shared/vocabulary.ts";
import type { TableRow } from "../../../../shared/contract.ts";
import type { ProtectedCube } from "../protect.ts";
import { REASONS, type DisplayRules } from "../rules.ts";
import type { ShownGroup } from "../show.ts";
import { countsForbid, hideBeside, type SumGroup } from "./hide.ts";

/** The sum of a row as tables give it. */
type ShownSum = NonNullable<TableRow["sum"]>;

/**
 * The sums of a question for the groups that a table shows, by key. Stricter rules hide more of them, and what would give
 * those back: sums that may be shown one by one tell no contribution together, so rounded figures suffice to decide. A
 * merged row has a sum only where it is all minus the rest.
 * @param shown the groups of the table for that question, by the same rules
 */
export function shownSums(
  { sums, groups }: ProtectedCube,
  by: PublishedSplit | "none",
  question: string,
  shown: readonly ShownGroup[],
  rules: DisplayRules,
): ReadonlyMap<string, ShownSum> {
  const own = sums?.[question];
  if (own === undefined) return new Map(shown.map(({ key }) => [key, withoutSum(REASONS.notThen)]));
  const judged = own.groups.flatMap((sum): SumGroup[] => {
    const counts = shown.find(({ key, merges }) => key === sum.key && merges === undefined);
    if (counts === undefined || (sum.split !== by && sum.split !== "all")) return [];
    return [{ ...sum, counts, hidden: sum.hidden ?? countsForbid(counts, rules) }];
  });
  const all = judged.find(({ split }) => split === "all");
  const rest = hideBeside(
    judged.filter((sum) => sum !== all),
    rules,
    () => false,
  );
  const hidden = rest.filter((sum) => sum.hidden !== null);
  const sumOf = ({ key, merges }: ShownGroup): ShownSum => {
    if (all === undefined || all.hidden !== null) return withoutSum(all?.hidden ?? REASONS.tooFew);
    const given = (value: number): ShownSum => ({ value, roundedTo: own.roundedTo });
    if (merges === undefined) {
      const sum = key === "all" ? all : rest.find((one) => one.key === key);
      return sum === undefined || sum.hidden !== null ? withoutSum(sum?.hidden ?? REASONS.tooFew) : given(sum.value);
    }
    const inside = groups.filter((group) => group.split === by && merges.includes(group.key));
    const isRest = inside.length === hidden.length && hidden.every((one) => merges.includes(one.key));
    return isRest ? given(hidden.reduce((total, { value }) => total + value, 0)) : withoutSum(REASONS.unanimous);
  };
  return new Map(shown.map((group) => [group.key, sumOf(group)]));
}

function withoutSum(hidden: string): ShownSum {
  return { value: null, roundedTo: null, hidden, remedy: REMEDIES.get(hidden) ?? "" };
}

const REMEDIES: ReadonlyMap<string, string> = new Map([
  [REASONS.tooFew, "Chase those who have not answered (Coverage lists them), or give the sum of all."],
  [
    REASONS.unanimous,
    "Give the bands, which are counted: one or two organisations are most of this sum, or of one that it would tell.",
  ],
  [REASONS.notThen, "Later months have it: what was released once is never worked out again."],
]);
