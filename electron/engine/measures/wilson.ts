/** The 97.5 % point of the standard normal distribution, as printed with every interval. */
const Z = 1.959964;

/**
 * Wilson's score interval, 95 %, for `counted` of `base`, as two shares from 0 to 1; null where the base is 0.
 * Source: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
 */
export function wilson(counted: number, base: number): { low: number; high: number } | null {
  if (base <= 0) return null;
  const share = counted / base;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * base);
  const half = Z * Math.sqrt((share * (1 - share)) / base + z2 / (4 * base * base));
  const scale = 1 + z2 / base;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}
