/** The 97.5 % point of the standard normal distribution, as printed with every interval. */
const Z = 1.959964;

/**
 * Wilson's score interval, 95 %, for `counted` of `base`, as two shares from 0 to 1; null where the base is 0.
 * Source: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
 * @param population how many there are to answer, where that is known: the base is then corrected for it
 */
export function wilson(counted: number, base: number, population?: number): { low: number; high: number } | null {
  if (base <= 0) return null;
  const share = counted / base;
  const n = population === undefined ? base : finiteBase(base, population);
  if (n === Number.POSITIVE_INFINITY) return { low: share, high: share };
  const z2 = Z * Z;
  const centre = share + z2 / (2 * n);
  const half = Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

/**
 * The base of an endless population that tells as much as `base` of `population`: n* = n(N - 1) / (N - n), endless where
 * everybody answered.
 * Source: the finite population correction of Cochran, W. G. (1977), Sampling Techniques, 3rd ed., section 3.2.
 */
export function finiteBase(base: number, population: number): number {
  if (population <= base) return Number.POSITIVE_INFINITY;
  return (base * (population - 1)) / (population - base);
}
