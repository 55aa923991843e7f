const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);
const EXACT = 2 ** 53;

/**
 * The number that bytes spell in decimal, NaN where they spell none. Digits that fit a double exactly, divided by an exact
 * power of ten, round as `Number` does (Clinger 1990); anything longer goes through `Number`.
 */
export function numberFrom(bytes: Buffer, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === 45;
  if (negative) at++;
  let digits = 0;
  let places = 0;
  let point = false;
  const start = at;
  for (; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57) {
      digits = digits * 10 + (byte - 48);
      if (point) places++;
    } else if (byte === 46 && !point) point = true;
    else break;
  }
  if (at === to && at - start > (point ? 1 : 0) && digits < EXACT && places < POWERS.length) {
    const value = digits / (POWERS[places] ?? 1);
    return negative ? -value : value;
  }
  const text = bytes.toString("latin1", from, to).trim();
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}
