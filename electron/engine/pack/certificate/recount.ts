import type { Cell, Datasets } from "./datasets.ts";
import type { CertifiedCase } from "./format.ts";
import type { Layout } from "./layout.ts";

/** Rounded figures are less than this from what was counted; those that had to move further, less than twice this. */
const STEP = 5;

/** What each figure was rounded to under a rounding: null where nothing tells. */
export type Rounded = readonly (number | null)[];

export interface Recounted {
  readonly faults: readonly string[];
  /** By figure, the fewest and the most that any dataset has of it. */
  readonly fewest: Int32Array;
  readonly most: Int32Array;
  /** Figures that are further from the first dataset than the next multiple of 5. */
  readonly further: readonly number[];
}

/**
 * Counts every figure again in every dataset, and looks whether each could have been rounded to what is published or, where
 * nothing is, to what the dataset's rounding says.
 */
export function recount(
  certified: CertifiedCase,
  datasets: Datasets,
  layout: Layout,
  roundings: readonly Rounded[],
): Recounted {
  const { figures } = layout;
  const whole = datasets.whole.map((counts) => sumsOf(certified, layout, counts));
  const [first = new Int32Array()] = whole;
  const further = figures.flatMap((_, figure) => {
    const value = roundings[0]?.[figure] ?? null;
    const far = value === null ? 0 : Math.abs(value - (first[figure] ?? 0));
    return far >= STEP && far < 2 * STEP ? [figure] : [];
  });
  const moved = new Set(further);
  const reach = (figure: number, rounding: number): number =>
    moved.has(figure) && (rounding === 0 || figures[figure]?.published !== null) ? 2 * STEP : STEP;
  const [fewest, most] = [Int32Array.from(first), Int32Array.from(first)];
  const wrong = new Map<number, { readonly words: string; more: number }>();
  const check = (dataset: number, rounding: number, figure: number, n: number): void => {
    if (n < (fewest[figure] ?? 0)) fewest[figure] = n;
    if (n > (most[figure] ?? 0)) most[figure] = n;
    const value = roundings[rounding]?.[figure] ?? null;
    if (value === null || Math.abs(value - n) < reach(figure, rounding)) return;
    const before = wrong.get(figure);
    if (before !== undefined) before.more += 1;
    else wrong.set(figure, { words: wordsFor(layout, figure, dataset, n, value), more: 0 });
  };
  const roundingOf = (base: number): number => (base === 0 ? 0 : (certified.bases[base - 1]?.rounding ?? 0));
  whole.forEach((sums, dataset) => sums.forEach((n, figure) => check(dataset, roundingOf(dataset), figure, n)));
  const by = new Int32Array(figures.length);
  datasets.changed.forEach(({ base, changes }, index) => {
    const touched = addChanges(certified, layout, changes, by);
    const rounding = roundingOf(base);
    for (const figure of touched) {
      const step = by[figure] ?? 0;
      if (step === 0) continue;
      by[figure] = 0;
      check(whole.length + index, rounding, figure, (whole[base]?.[figure] ?? 0) + step);
    }
  });
  const faults = [...wrong.values()].map(({ words, more }) =>
    more === 0 ? words : `${words}; and so in ${more} more datasets`,
  );
  return { faults, fewest, most, further };
}

function sumsOf(certified: CertifiedCase, layout: Layout, counts: Int32Array): Int32Array {
  const sums = new Int32Array(layout.figures.length);
  addChanges(
    certified,
    layout,
    [...counts.entries()].filter(([, n]) => n !== 0),
    sums,
  );
  return sums;
}

/** Adds what is counted in some cells to the figures that count it; gives those, some more than once. */
function addChanges(
  { options }: CertifiedCase,
  { rows, parts }: Layout,
  changes: readonly Cell[],
  sums: Int32Array,
): number[] {
  const touched: number[] = [];
  for (const [cell, by] of changes) {
    for (const row of rows[Math.floor(cell / options.length)] ?? []) {
      for (const part of parts[cell % options.length] ?? []) {
        sums[row + part] = (sums[row + part] ?? 0) + by;
        touched.push(row + part);
      }
    }
  }
  return touched;
}

function wordsFor({ figures }: Layout, figure: number, dataset: number, n: number, value: number): string {
  const { month, group, name, published } = figures[figure] ?? { month: "", group: "", name: "", published: null };
  const rounded = published === null ? `its rounding makes ${value} of it` : `the pack says ${value}`;
  return `dataset ${dataset} has ${n} of ${name} in ${month}, ${group}, and ${rounded}`;
}
