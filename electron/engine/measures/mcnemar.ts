/**
 * The exact two-sided p-value that as many or more would move one way where both ways are as likely: twice the smaller
 * binomial tail over those who moved, at most 1; 1 where nobody did.
 * Source: McNemar, Q. (1947), Psychometrika 12, 153-157; exact by the binomial distribution as in Fagerland, Lydersen and
 * Laake (2013), BMC Medical Research Methodology 13:91.
 */
export function mcnemar(gained: number, lost: number): number {
  const moved = gained + lost;
  const fewer = Math.min(gained, lost);
  // The greatest term of the tail by its logarithm, and the rest of the tail in proportion to it: nothing underflows.
  let greatest = -moved * Math.LN2;
  for (let i = 1; i <= fewer; i += 1) greatest += Math.log((moved - fewer + i) / i);
  let tail = 0;
  for (let i = fewer, term = 1; i >= 0 && term > 1e-19 * tail; i -= 1) {
    tail += term;
    term *= i / (moved - i + 1);
  }
  return Math.min(1, 2 * Math.exp(greatest) * tail);
}
