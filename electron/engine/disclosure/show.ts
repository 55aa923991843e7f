import type { TableRow } from "../../../shared/contract.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { Unit } from "../../../shared/vocabulary.ts";
import { countedAs, hasShare } from "../measures/exactTable.ts";
import { rounded } from "../measures/rounded.ts";
import { wilson } from "../measures/wilson.ts";
import type { AnswerCounts } from "./answers.ts";
import type { ProtectedGroup } from "./protect.ts";
import { type DisplayRules, REASONS } from "./rules.ts";

/** A group of one question on its way to a row: rounded counts, and what the display rule needs to know. */
export interface ShownGroup {
  readonly name: Pick<TableRow, "serviceType" | "region" | "icb">;
  readonly key: string;
  readonly answers: AnswerCounts;
  readonly respondents: number;
  readonly organisations: number;
  readonly largestShare: number;
  readonly withheld?: ProtectedGroup["withheld"];
  readonly merges?: readonly string[];
}

/** Whether a group's counts may be shown: enough rounded base, enough organisations, none of them dominant, nothing provable. */
export function passes(group: ShownGroup, rules: DisplayRules): boolean {
  return group.withheld === undefined && isLarge(group, rules);
}

function isLarge({ answers, organisations, largestShare }: ShownGroup, rules: DisplayRules): boolean {
  return answers.base >= rules.countsFrom && organisations >= rules.organisations && largestShare <= rules.largestShare;
}

/** A group of which nobody responded: it looks the same as one that is too small. */
export function emptyGroup(name: ShownGroup["name"], key: string, question: CountedQuestion): ShownGroup {
  const counts = Object.fromEntries(question.options.map((option) => [option.code, 0]));
  const answers = { counts, base: 0, counted: 0, notApplicable: 0, noAnswer: 0 };
  return { name, key, answers, respondents: 0, organisations: 0, largestShare: 1 };
}

/**
 * Two or more groups added up, rounded counts only; null for fewer. Where the unit is the location, an organisation
 * may be in several groups, so their number and the largest one's share are taken at their worst.
 */
export function mergeGroups(
  groups: readonly ShownGroup[],
  name: ShownGroup["name"],
  key: string,
  unit: Unit,
): ShownGroup | null {
  if (groups.length < 2) return null;
  const sum = (of: (group: ShownGroup) => number): number => groups.reduce((total, group) => total + of(group), 0);
  const options = Object.keys(groups[0]?.answers.counts ?? {});
  const answers: AnswerCounts = {
    counts: Object.fromEntries(options.map((option) => [option, sum((group) => group.answers.counts[option] ?? 0)])),
    base: sum((group) => group.answers.base),
    counted: sum((group) => group.answers.counted),
    notApplicable: sum((group) => group.answers.notApplicable),
    noAnswer: sum((group) => group.answers.noAnswer),
  };
  const organisations =
    unit === "organisation"
      ? sum((group) => group.organisations)
      : Math.max(...groups.map((group) => group.organisations));
  const largest = groups.map((group) => group.largestShare * group.respondents);
  const largestRespondents = unit === "organisation" ? Math.max(...largest) : largest.reduce((a, b) => a + b, 0);
  const respondents = sum((group) => group.respondents);
  const largestShare = respondents === 0 ? 1 : largestRespondents / respondents;
  return { name, key, answers, respondents, organisations, largestShare, merges: groups.map((group) => group.key) };
}

type Figures = Omit<TableRow, "month" | "commissioner" | "serviceType" | "region" | "icb">;

/**
 * The figures of a row, each shown or null by the display rules; `hidden` says why where any is null. A question of
 * which no option counts has no share to hide, but its answers may not be drawn as parts of a hundred below that base.
 */
export function rowFigures(group: ShownGroup, question: CountedQuestion, rules: DisplayRules): Figures {
  const { answers } = group;
  const { base, counted, notApplicable, noAnswer: blank } = answers;
  const merges = group.merges === undefined ? {} : { merges: [...group.merges] };
  const noShare = { share: null, low: null, high: null };
  const nothing = { counts: null, ...countedAs(question, null), ...noShare };
  if (!passes(group, rules)) {
    const hidden = isLarge(group, rules) ? REASONS.unanimous : REASONS.tooFew;
    return { base: null, notApplicable: null, blank: null, ...nothing, hidden, ...merges };
  }
  const percentages = base >= rules.percentagesFrom;
  const lowBase = percentages && base <= rules.lowBaseTo ? ({ lowBase: true } as const) : {};
  const near = unanimous(answers, hasShare(question), rules);
  if (near !== null) {
    const shareText = percentages && near.shareText !== null ? { shareText: near.shareText } : {};
    return { base, notApplicable, blank, ...nothing, ...shareText, ...lowBase, hidden: REASONS.unanimous, ...merges };
  }
  const counts = { base, counts: { ...answers.counts }, notApplicable, blank, ...countedAs(question, counted) };
  if (!percentages) return { ...counts, ...noShare, hidden: REASONS.tooFewForPercentage, ...merges };
  const interval = wilson(counted, base);
  if (interval === null || !hasShare(question)) return { ...counts, ...noShare, ...lowBase, ...merges };
  const share = rounded(counted / base, 4);
  return { ...counts, share, low: rounded(interval.low, 3), high: rounded(interval.high, 3), ...lowBase, ...merges };
}

/**
 * Whether nearly all or nearly none of a group said the same, so that it would tell single answers; with the words for
 * the share where there is one. Looked at are what counts towards the share and every option by itself: “everyone
 * answered X” is told by an option that does not count as well. With a share the second follows from the first (an
 * option above 90% is within what counts, or what counts is below 10%); without one it is the rule.
 */
function unanimous(
  { counted, base, counts }: AnswerCounts,
  share: boolean,
  { unanimity }: DisplayRules,
): { readonly shareText: string | null } | null {
  const percent = Math.round(unanimity * 1000); // tenths of a per cent: no binary fraction decides an edge
  const nearlyAll = (n: number): boolean => n * 1000 > base * percent;
  if (share && nearlyAll(counted)) return { shareText: `${percent / 10}% or more` };
  if (share && counted * 1000 < base * (1000 - percent)) return { shareText: `${(1000 - percent) / 10}% or less` };
  return Object.values(counts).some(nearlyAll) ? { shareText: null } : null;
}
