import type { CertifiedCase } from "./format.ts";
import { type Layout, type Sum } from "./layout.ts";
import { partOf } from "./packFigures.ts";
import type { Recounted, Rounded } from "./recount.ts";

const BASE = 5;

/** The figures of each rounding of a case: published, or as the certificate says they were hidden; with what is wrong in them. */
export function roundingsOf(
  { roundings }: CertifiedCase,
  layout: Layout,
): { readonly roundings: readonly Rounded[]; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const made = roundings.map((rounding, index) => {
    const values: (number | null)[] = layout.figures.map(({ published }) => published);
    rounding.forEach((hidden, month) => {
      for (const [split, key, options, value] of hidden) {
        const [group, part] = [`${split} ${key}`, partOf(options)];
        const figure = layout.find(month, group, part);
        const name = (figure == null ? null : layout.figures[figure]?.name) ?? options.join(" or ");
        const words = `rounding ${index} makes ${value} of ${name}, ${group}`;
        if (value < 0 || value % BASE !== 0) faults.push(`${words}, which is no multiple of ${BASE}`);
        if (figure === undefined) faults.push(`${words}, of which the pack has no row`);
        if (figure == null) continue;
        const before = values[figure] ?? null;
        const { least, most } = layout.figures[figure] ?? { least: 0, most: 0 };
        if (before !== null && before !== value) faults.push(`${words}, and elsewhere it is ${before}`);
        if (value < least || value > most) faults.push(`${words}, which the pack rules out by what it says of the row`);
        values[figure] = value;
      }
    });
    return values;
  });
  made.forEach((values, index) => {
    for (const { what, terms, total } of layout.sums) {
      const known = terms.map(([figure, times]) => times * (values[figure] ?? Number.NaN));
      const sum = known.reduce((all, value) => all + value, 0);
      if (!Number.isNaN(sum) && sum !== total)
        faults.push(`in rounding ${index}, ${what} does not add up: ${sum} is not ${total}`);
    }
  });
  return { roundings: made, faults };
}

/**
 * Figures that neither the pack nor the certificate states (detail left out near unanimity or under stricter display rules)
 * must have been rounded to something: looks for values next to what every dataset has, with which everything adds up.
 * @param reach how far from what was counted a figure can be
 * @returns in words what does not fit; null where such values were found
 */
export function unstated(
  layout: Layout,
  roundings: readonly Rounded[],
  { fewest, most }: Recounted,
  reach: number,
): string | null {
  const choices = new Map<number, readonly number[]>();
  for (const [figure, value] of (roundings[0] ?? []).entries()) {
    if (value !== null || roundings.some((other) => (other[figure] ?? null) !== null)) continue;
    const bounds = layout.figures[figure];
    const low = Math.max(0, bounds?.least ?? 0, (most[figure] ?? 0) - reach);
    const high = Math.min(bounds?.most ?? 0, (fewest[figure] ?? 0) + reach);
    const values: number[] = [];
    for (let n = Math.ceil(low / BASE) * BASE; n <= high; n += BASE) values.push(n);
    if (values.length === 0)
      return `nothing fits for ${bounds?.name ?? ""} in ${bounds?.month ?? ""}, ${bounds?.group ?? ""}`;
    choices.set(figure, values);
  }
  const sums = new Map<string, Sum>();
  for (const values of roundings) {
    for (const sum of layout.sums) {
      const open = sum.terms.filter(([figure]) => choices.has(figure));
      if (open.length === 0) continue;
      const settled = sum.terms.reduce((all, [figure, times]) => all + times * (values[figure] ?? 0), 0);
      const left = { what: sum.what, terms: open, total: sum.total - settled };
      sums.set(JSON.stringify(left), left);
    }
  }
  const budget = { left: MOST_TRIED };
  if (fits([...sums.values()], choices, budget)) return null;
  return budget.left > 0 ? "they cannot add up" : "too many ways to round them had to be tried";
}

/** How often a value is tried before it is given up. */
const MOST_TRIED = 20_000;

/** Whether a value can be chosen for each figure so that all sums come out. */
function fits(
  sums: readonly Sum[],
  choices: ReadonlyMap<number, readonly number[]>,
  budget: { left: number },
): boolean {
  const narrowed = narrow(sums, choices);
  if (narrowed === null) return false;
  const open = [...narrowed].filter(([, values]) => values.length > 1);
  const [figure, values] = open.toSorted(([, a], [, b]) => a.length - b.length)[0] ?? [];
  if (figure === undefined || values === undefined) return true;
  return values.some((value) => {
    budget.left -= 1;
    return budget.left > 0 && fits(sums, new Map(narrowed).set(figure, [value]), budget);
  });
}

/** Leaves out what no other values can make up for; null where nothing is left of a figure. */
function narrow(
  sums: readonly Sum[],
  given: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, readonly number[]> | null {
  const choices = new Map(given);
  for (let changed = true; changed;) {
    changed = false;
    for (const { terms, total } of sums) {
      const ends = terms.map(([figure, times]) => {
        const values = choices.get(figure) ?? [];
        const [a, b] = [times * (values[0] ?? 0), times * (values.at(-1) ?? 0)];
        return [Math.min(a, b), Math.max(a, b)] as const;
      });
      const [low, high] = [0, 1].map((end) => ends.reduce((sum, each) => sum + (each[end] ?? 0), 0)) as [
        number,
        number,
      ];
      for (const [index, [figure, times]] of terms.entries()) {
        const values = choices.get(figure) ?? [];
        const [least, most] = ends[index] ?? [0, 0];
        const kept = values.filter((value) => {
          const [rest, others] = [total - times * value, [low - least, high - most] as const];
          return rest >= others[0] && rest <= others[1];
        });
        if (kept.length === 0) return null;
        if (kept.length === values.length) continue;
        choices.set(figure, kept);
        changed = true;
        break;
      }
    }
  }
  return choices;
}
