import type { Datasets } from "./datasets.ts";
import type { CertifiedCase } from "./format.ts";

/** How many claims there are in a case, and in words those that hold in every dataset. */
export interface CheckedClaims {
  readonly claims: number;
  readonly held: readonly string[];
}

/**
 * Looks whether all datasets of a case agree on which side everybody of a stratum is. Tried is every stratum: by somebody
 * outside, from all datasets; and by every member who knows their own answer, from those in which somebody of their stratum
 * still gives it, and of their own stratum about the others in it.
 */
export function checkClaims(certified: CertifiedCase, datasets: Datasets): CheckedClaims {
  const { strata, options, sides } = certified;
  const [first = new Int32Array()] = datasets.whole;
  const held: string[] = [];
  const seen = changesByCell(datasets);
  const touching = strataTouched(certified, datasets);
  const answered = Array.from(first.keys()).filter((cell) => (first[cell] ?? 0) > 0);
  const sidesOf = (counts: ArrayLike<number>, left = -1): Set<number> => {
    const found = new Set<number>();
    options.forEach((_, option) => {
      if ((counts[option] ?? 0) - (option === left ? 1 : 0) > 0) found.add(sides[option] ?? 0);
    });
    return found;
  };
  let members = 0;
  strata.forEach(({ size }, stratum) => {
    const from = stratum * options.length;
    const local = (dataset: number): number[] => options.map((_, option) => seen(dataset, from + option));
    const own = [...datasets.whole.keys(), ...(touching.get(stratum) ?? [])];
    const numbers = own.map(local);
    const given = options.flatMap((_, option) => ((first[from + option] ?? 0) > 0 ? [option] : []));
    members += given.length;
    if (union(numbers.map((counts) => sidesOf(counts))).size < 2) {
      held.push(`everybody of ${named(certified, stratum)} is on the same side`);
      return;
    }
    for (const option of size > 1 ? given : []) {
      const kept = numbers.filter((counts) => (counts[option] ?? 0) > 0);
      if (union(kept.map((counts) => sidesOf(counts, option))).size < 2)
        held.push(
          `where one of ${named(certified, stratum)} answered ${options[option]}, everybody else of it is on the same side`,
        );
    }
    // Where the first dataset has them on several sides, it refutes every other member's claim: it keeps all answers.
    const [side, ...more] = sidesOf(local(0));
    if (side === undefined || more.length > 0) return;
    const refutes = (counts: readonly number[]): boolean => [...sidesOf(counts)].some((other) => other !== side);
    const refuting = own.filter((_, index) => refutes(numbers[index] ?? []));
    let lost = answered.filter((cell) => cell < from || cell >= from + options.length);
    for (const dataset of refuting) lost = lost.filter((cell) => seen(dataset, cell) <= 0);
    for (let index = 0; lost.length > 0 && index < datasets.changed.length; index += 1) {
      const dataset = datasets.whole.length + index;
      if (refuting.includes(datasets.changed[index]?.base ?? 0) && !own.includes(dataset))
        lost = lost.filter((cell) => seen(dataset, cell) <= 0);
    }
    const [cell] = lost;
    if (cell === undefined) return;
    const member = `${named(certified, Math.floor(cell / options.length))} answered ${options[cell % options.length]}`;
    held.push(`where one of ${member}, everybody of ${named(certified, stratum)} is on the same side`);
  });
  return { claims: strata.length * (1 + members), held };
}

/** How many a dataset has in a cell; datasets told by changes come after those told whole. */
function changesByCell({ whole, changed }: Datasets): (dataset: number, cell: number) => number {
  const by = changed.map(({ changes }) => new Map(changes));
  return (dataset, cell) => {
    const counts = whole[dataset];
    if (counts !== undefined) return counts[cell] ?? 0;
    const index = dataset - whole.length;
    return (whole[changed[index]?.base ?? 0]?.[cell] ?? 0) + (by[index]?.get(cell) ?? 0);
  };
}

/** By stratum, the datasets told by changes in it. */
function strataTouched(
  { options }: CertifiedCase,
  { whole, changed }: Datasets,
): ReadonlyMap<number, readonly number[]> {
  const touched = new Map<number, number[]>();
  changed.forEach(({ changes }, index) => {
    for (const stratum of new Set(changes.map(([cell]) => Math.floor(cell / options.length)))) {
      const known = touched.get(stratum);
      if (known === undefined) touched.set(stratum, [whole.length + index]);
      else known.push(whole.length + index);
    }
  });
  return touched;
}

function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  return new Set(sets.flatMap((set) => [...set]));
}

/** Those of a stratum, by where they were. */
function named({ strata }: CertifiedCase, stratum: number): string {
  const where = strata[stratum]?.places.map((place) =>
    place === null ? "not there" : place.filter((part, index) => index < 2 || part !== "not_stated").join(", "),
  );
  return `stratum ${stratum} (${[...new Set(where)].join("; then ")})`;
}
