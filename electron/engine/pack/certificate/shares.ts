import { partOf, type PublishedQuestion, type PublishedRow } from "./packFigures.ts";

/** The 97.5% point of the standard normal distribution. */
const Z = 1.959964;

/** Shares and intervals that are not worked out from the rounded counts beside them, and so tell more than those: in words. */
export function shareFaults({ code, options, counted, months }: PublishedQuestion): readonly string[] {
  const of = ({ counts }: PublishedRow, part: string): number | null =>
    counts.find(([own]) => own === part)?.[1] ?? null;
  return [...months].flatMap(([month, rows]) =>
    rows.flatMap((row) => {
      const { split, key, share, interval } = row;
      const stated = [share, ...interval].filter((value) => typeof value === "number");
      if (stated.length === 0) return [];
      const [base, n] = [of(row, partOf(options)), of(row, partOf(counted))];
      if (base !== null && n !== null && stated.length === 3) {
        const right = [n / base, ...wilson(n, base)];
        if (right.every((value, index) => Math.abs(value - (stated[index] ?? 0)) < (index === 0 ? 0.00006 : 0.0006)))
          return [];
      }
      return [`${code}, ${month}, ${split} ${key}: its share is not worked out from its rounded counts.`];
    }),
  );
}

/** Wilson's interval (1927) of a share. */
function wilson(n: number, base: number): readonly [low: number, high: number] {
  const [share, z2] = [n / base, Z * Z];
  const half = Z * Math.sqrt((share * (1 - share)) / base + z2 / (4 * base * base));
  const ends = [-half, half].map((by) => (share + z2 / (2 * base) + by) / (1 + z2 / base));
  return [Math.max(0, ends[0] ?? 0), Math.min(1, ends[1] ?? 1)];
}
