import { REASONS, type DisplayRules } from "../rules.ts";
import { mergeGroups, passes, type ShownGroup } from "../show.ts";
import type { ProtectedSum } from "./sums.ts";

/** A group whose sum may be shown: its rounded sum, why that is hidden so far, and the counts of the question. */
export interface SumGroup extends ProtectedSum {
  readonly counts: ShownGroup;
}

/**
 * Why the counts of a group forbid to show its sum, in words; null where they do not. Its base is that of the question, which
 * stands beside the sum.
 */
export function countsForbid(group: ShownGroup, rules: DisplayRules): string | null {
  if (passes(group, rules)) return null;
  const { withheld: _withheld, ...free } = group;
  return passes(free, rules) ? REASONS.unanimous : REASONS.tooFew;
}

/**
 * Hides further groups of a split until what is hidden could itself be shown: all minus the rest gives its sum away. It takes
 * the smallest shown first. What is hidden for its own sake and what for that of others looks the same.
 * @param groups those of one split that somebody is in
 * @param dominated whether the sum of some hidden groups together would tell a contribution; rounded figures cannot say
 */
export function hideBeside<Group extends SumGroup>(
  groups: readonly Group[],
  rules: DisplayRules,
  dominated: (hidden: readonly Group[]) => boolean,
): readonly Group[] {
  const hidden = groups.filter((one) => one.hidden !== null);
  const [smallest] = groups.filter((one) => one.hidden === null).sort((a, b) => a.value - b.value);
  if (hidden.length === 0 || smallest === undefined || (isLarge(hidden, rules) && !dominated(hidden))) return groups;
  const more = groups.map((one) => (one === smallest ? { ...one, hidden: REASONS.unanimous } : one));
  return hideBeside(more, rules, dominated);
}

/** Whether the counts of hidden groups together would let their sum be shown, and it is not told to be 0. */
function isLarge(hidden: readonly SumGroup[], rules: DisplayRules): boolean {
  const groups = hidden.map(({ counts: { withheld: _withheld, ...counts } }) => counts);
  const together = mergeGroups(groups, {}, "together", "organisation");
  return together !== null && passes(together, rules) && hidden.some(({ value }) => value > 0);
}
