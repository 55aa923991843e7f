import type { ExactGroup } from "./cube.ts";
import { groupsOf, type Respondent } from "./respondents.ts";

/** A group of an exact cube with the numbers that its respondents gave to one question. True numbers: internal only. */
export interface ExactSum {
  readonly split: ExactGroup["split"];
  readonly key: ExactGroup["key"];
  /** In hundredths. */
  readonly sum: number;
  /** What each gave who gave a number, in hundredths, the largest first. */
  readonly contributions: readonly number[];
}

/** Numbers from here on are mistakes, and beyond what sums of hundredths can hold exactly. */
const MOST = 1e12;

/** A number that was given, in whole hundredths, so that sums are exact; null for one too large to be meant. */
export function inHundredths(amount: number): number | null {
  return amount < MOST ? Math.round(amount * 100) : null;
}

/**
 * The sum over those who stood in one month of the numbers they gave to a question, for the groups of their exact cube but
 * boards, in its order. Who gave no number that can be added adds nothing.
 * @param question its code
 */
export function exactSums(question: string, respondents: readonly Respondent[]): readonly ExactSum[] {
  const groups = groupsOf(respondents).filter(({ split }) => split !== "icb");
  const all = groups.length > 0 ? groups : ([{ split: "all", key: "all", inside: [] }] as const);
  return all.map(({ split, key, inside }) => {
    const given = inside.flatMap(({ numbers }) => numbers?.[question] ?? []);
    return { split, key, ...added([given]) };
  });
}

/** Groups that share nobody, as one: their numbers together. */
export function added(groups: readonly ExactSum["contributions"][]): Pick<ExactSum, "sum" | "contributions"> {
  const contributions = groups.flat().sort((a, b) => b - a);
  return { sum: contributions.reduce((sum, given) => sum + given, 0), contributions };
}

/** What some gave in hundredths, added up by group and for `all`, in the question's own unit; and how many gave a number. */
export function sumsByGroup(
  given: readonly { readonly group: string; readonly amount: number | undefined }[],
): ReadonlyMap<string, { readonly sum: number; readonly given: number }> {
  const sums = new Map<string, { hundredths: number; given: number }>();
  for (const { group, amount } of given) {
    if (amount === undefined) continue;
    for (const key of [group, "all"]) {
      const sum = sums.get(key) ?? { hundredths: 0, given: 0 };
      sums.set(key, { hundredths: sum.hundredths + amount, given: sum.given + 1 });
    }
  }
  return new Map([...sums].map(([key, sum]) => [key, { sum: sum.hundredths / 100, given: sum.given }]));
}
