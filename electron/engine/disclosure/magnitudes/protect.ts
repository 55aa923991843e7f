import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import { added, exactSums, type ExactSum } from "../../measures/exactSums.ts";
import type { Respondent } from "../../measures/respondents.ts";
import type { ProtectedCube } from "../protect.ts";
import { type Additivity, type Draws, roundCells, roundingFailed } from "../round.ts";
import { DEFAULT_RULES, REASONS, type DisplayRules } from "../rules.ts";
import type { Solver } from "../solver.ts";
import { groupIn } from "../table.ts";
import { isDominated, sumBase } from "./dominance.ts";
import { countsForbid, hideBeside, type SumGroup } from "./hide.ts";
import { placeOf, type ProtectedSum, type ProtectedSums } from "./sums.ts";

/** What is done to sums that something could be learnt from. */
export interface SumRepair {
  /** How many times their rounding is drawn again. */
  readonly again: number;
  /** Groups that are hidden whatever their numbers, as `placeOf` names them. */
  readonly withheld: ReadonlySet<string>;
}

const AS_DRAWN: SumRepair = { again: 0, withheld: new Set() };

/**
 * Adds up the numbers given to a question in one month and rounds the sums of all groups together, so that service types and
 * regions add up to all; then hides those that would tell what single organisations gave, and what would give them back
 * (DISCLOSURE point 9).
 * @param cube of the same respondents, already protected: a sum is shown only where its base is
 * @throws BellwetherError `protection-failed` when the counted steps run out
 */
export function protectSums(
  respondents: readonly Respondent[],
  cube: ProtectedCube,
  question: CountedQuestion,
  draws: Draws,
  solver: Solver,
  { again, withheld }: SumRepair = AS_DRAWN,
): ProtectedSums {
  const exact = exactSums(question.code, respondents);
  const roundedTo = sumBase(exact[0]?.contributions[0] ?? 0);
  const cells = exact.map((group) => ({ label: labelOf(cube, question, group), value: group.sum }));
  const draw: Draws = again === 0 ? draws : (cell) => draws(`${cell}|again ${again}`);
  const rounding = roundCells({ cells, additivity: additivityOf(exact) }, draw, solver, false, roundedTo * 100);
  if (rounding === null) throw roundingFailed(cube.month);
  const values = rounding.values.map((value) => value / 100);
  const groups = shownOrHidden(judgedGroups(exact, values, cube, question, withheld));
  return { roundedTo, groups } as unknown as ProtectedSums;
}

/** "Service types add up to all" and "regions add up to all". */
export function additivityOf(groups: readonly Pick<ExactSum, "split">[]): readonly Additivity[] {
  const total = groups.findIndex(({ split }) => split === "all");
  return SPLITS.flatMap((split) => {
    const parts = groups.flatMap((group, index) => (group.split === split ? [index] : []));
    return parts.length === 0 ? [] : [{ total, parts }];
  });
}

const SPLITS = ["service-type", "region"] as const;

interface JudgedGroup extends SumGroup {
  /** In hundredths, the largest first. */
  readonly contributions: readonly number[];
}

/** Which sums are hidden. Where that of all is, every other is: a split that is shown whole would give it back. */
function shownOrHidden(judged: readonly JudgedGroup[]): readonly ProtectedSum[] {
  const nothing = judged.find(({ split }) => split === "all")?.hidden ?? null;
  const settled = SPLITS.flatMap((split) =>
    hideBeside(
      judged.filter((group) => group.split === split),
      DEFAULT_RULES,
      (hidden) => tellsOne(added(hidden.map(({ contributions }) => contributions)).contributions, DEFAULT_RULES),
    ),
  );
  const reasons = new Map(settled.map((group) => [placeOf(group), group.hidden]));
  return judged.map(({ split, key, value }) => ({
    split,
    key,
    value,
    hidden: nothing ?? reasons.get(placeOf({ split, key })) ?? null,
  }));
}

/** Each group with why its own counts and numbers forbid to show its sum. */
function judgedGroups(
  exact: readonly ExactSum[],
  values: readonly number[],
  cube: ProtectedCube,
  question: CountedQuestion,
  withheld: ReadonlySet<string>,
): readonly JudgedGroup[] {
  return exact.map((group, index): JudgedGroup => {
    const { split, key, contributions } = group;
    const [counts, value] = [groupIn(cube, group, question), values[index] ?? 0];
    const tells = value === 0 || tellsOne(contributions, DEFAULT_RULES) || withheld.has(placeOf(group));
    const hidden = countsForbid(counts, DEFAULT_RULES) ?? (tells ? REASONS.unanimous : null);
    return { split, key, value, hidden, counts, contributions };
  });
}

/** Whether the sum of some numbers would tell one of them: too few gave one, or one or two of them are most of it. */
function tellsOne(contributions: readonly number[], { organisations }: DisplayRules): boolean {
  return contributions.length < organisations || isDominated(contributions);
}

function labelOf(cube: ProtectedCube, { code }: CountedQuestion, { split, key }: ExactSum): string {
  return [cube.questionSet, cube.month, cube.unit, code, split, key, "sum"].join("|");
}
