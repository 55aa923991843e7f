import { ROUNDING_BASE } from "../round.ts";

/**
 * When the sum of a group would tell what its largest contributors gave (DISCLOSURE point 9): where the two largest make up
 * more than 85% of it, or where what the others gave is less than 10% of the largest, so that the second largest could take
 * their own off and know the largest within that. The second follows from the first at these numbers, and is looked at all
 * the same: it is the promise, the first a rule of thumb. Contributions in hundredths, the largest first.
 * Source: Handbook on Statistical Disclosure Control (2010), chapter 4, (n,k) and p% rule.
 */
export function isDominated(contributions: readonly number[]): boolean {
  const [first = 0, second = 0, ...others] = contributions;
  const rest = others.reduce((sum, given) => sum + given, 0);
  // In whole numbers, so that no binary fraction decides an edge.
  return (first + second) * 100 > MOST_OF_TWO * (first + second + rest) || rest * 100 < WITHIN * first;
}

/** Per cent of a sum that its two largest contributors may make up. */
const MOST_OF_TWO = 85;
/** Per cent of a contribution within which nobody may come to know it. */
export const WITHIN = 10;

/**
 * What all sums of one question in one month are rounded to: the least of 1, 2 or 5 x 10^k that is a fifth of the largest
 * contribution or more, and 5 at the least.
 *
 * Why a fifth: rounding to R tells of a sum that it is less than R away. Whatever a reader adds and takes off, month by
 * month, the ends of what they know of one contribution are then multiples of R, and the truth lies between them: so those
 * ends are R apart at the least, and R is two times 10% of any contribution. It fails only where something else than a
 * multiple of R comes in: what a member knows of their own, or another month that is rounded to another R. The attack
 * looks for that.
 * @param largest in hundredths
 */
export function sumBase(largest: number): number {
  return STEPS.find((step) => step * 100 * BETWEEN >= largest) ?? Number.MAX_SAFE_INTEGER;
}

/** The largest contribution that may be among sums rounded to a base, in bases. */
export const BETWEEN = 5;

/** The base next below one; 0 below the least. */
export function baseBelow(base: number): number {
  return STEPS[STEPS.indexOf(base) - 1] ?? 0;
}

const STEPS: readonly number[] = Array.from({ length: 14 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power))
  .flat()
  .filter((step) => step >= ROUNDING_BASE);
