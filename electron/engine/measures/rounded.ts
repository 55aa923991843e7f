/** A number to so many decimals. */
export function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

/** A number to so many significant digits, however small it is. */
export function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
