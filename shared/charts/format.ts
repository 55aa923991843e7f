/** A share (0 to 1) as a whole percentage, "48%"; null gives the sign for a hidden figure. */
export function percent(share: number | null): string {
  return share === null ? HIDDEN : PERCENT.format(share);
}

/** A count with thousands separators, "1,204"; null gives the sign for a hidden figure. */
export function count(value: number | null): string {
  return value === null ? HIDDEN : COUNT.format(value);
}

/** A change between two shares in percentage points, "+3", "−12" or "0". */
export function points(before: number, now: number): string {
  const change = Math.round(now * 100) - Math.round(before * 100);
  if (change === 0) return "0";
  return change > 0 ? `+${change}` : `−${-change}`;
}

/** The p value of a test, "0.03", "0.002" or "< 0.001": to one digit, to two from 0.01 on. */
export function probability(p: number): string {
  if (p < 0.001) return "< 0.001";
  return p < 0.01 ? p.toFixed(3) : p.toFixed(2);
}

/** How the same members moved, "34 moved towards, 12 away, p 0.002". */
export function changeWords({
  gained,
  lost,
  p,
}: {
  readonly gained: number;
  readonly lost: number;
  readonly p: number;
}): string {
  return `${count(gained)} moved towards, ${count(lost)} away, p ${probability(p)}`;
}

/** "≥90%" for "90% or more" and "≤10%" for "10% or less", where there is no room for words; any other figure as it is. */
export function shortBound(text: string): string {
  return text.replace(/^(\d+%) or more$/, "≥$1").replace(/^(\d+%) or less$/, "≤$1");
}

/** The one sign for every hidden figure. */
export const HIDDEN = "[c]";

const PERCENT = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });
const COUNT = new Intl.NumberFormat("en-GB");
