import type { CertifiedCase, Change } from "./format.ts";

/** The datasets of a case by the cell of stratum and option: some told whole, the first of them the first dataset, others by changes. */
export interface Datasets {
  readonly whole: readonly Int32Array[];
  readonly changed: readonly { readonly base: number; readonly changes: readonly Cell[] }[];
}

/** A cell that is other, and by how much. */
export type Cell = readonly [cell: number, by: number];

/** Puts the datasets of a case together. */
export function datasetsOf({ strata, options, first, bases, others }: CertifiedCase): Datasets {
  const cells = (changes: readonly Change[]): Cell[] =>
    changes.map(([stratum, option, by]) => [stratum * options.length + option, by]);
  const start = new Int32Array(strata.length * options.length);
  for (const [cell, n] of cells(first)) start[cell] = n;
  const whole = bases.map(({ changes }) => {
    const counts = Int32Array.from(start);
    for (const [cell, by] of cells(changes)) counts[cell] = (counts[cell] ?? 0) + by;
    return counts;
  });
  return {
    whole: [start, ...whole],
    changed: others.map(({ base, changes }) => ({ base, changes: cells(changes) })),
  };
}

/** Datasets in which somebody is missing, or fewer than nobody gave an answer: in words. */
export function impossible({ strata, options }: CertifiedCase, { whole, changed }: Datasets): readonly string[] {
  const faults: string[] = [];
  whole.forEach((counts, dataset) => {
    strata.forEach(({ size }, stratum) => {
      const own = counts.subarray(stratum * options.length, (stratum + 1) * options.length);
      if (own.some((n) => n < 0)) faults.push(`dataset ${dataset} has a negative number in stratum ${stratum}`);
      if (own.reduce((sum, n) => sum + n, 0) !== size)
        faults.push(`dataset ${dataset} has not the ${size} respondents of stratum ${stratum}`);
    });
  });
  changed.forEach(({ base, changes }, index) => {
    const dataset = whole.length + index;
    const counts = whole[base];
    const moved = new Map<number, number>();
    for (const [cell, by] of changes) {
      const stratum = Math.floor(cell / options.length);
      moved.set(stratum, (moved.get(stratum) ?? 0) + by);
      if ((counts?.[cell] ?? 0) + by < 0) faults.push(`dataset ${dataset} has a negative number in stratum ${stratum}`);
    }
    for (const [stratum, by] of moved)
      if (by !== 0)
        faults.push(`dataset ${dataset} has not the ${strata[stratum]?.size} respondents of stratum ${stratum}`);
  });
  return faults;
}
