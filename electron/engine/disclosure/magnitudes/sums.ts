import type { Split } from "../../measures/cube.ts";

declare const roundedSums: unique symbol;

/** The sum of one group. */
export interface ProtectedSum {
  readonly split: Split;
  readonly key: string;
  /** A multiple of what sums are rounded to, hidden ones too. */
  readonly value: number;
  /** Why it is not shown, in words; null where it is. */
  readonly hidden: string | null;
}

/** The numbers of one question in one month, added up by group: all rounded alike, every sum intact. Made only by `protectSums`. */
export interface ProtectedSums {
  readonly [roundedSums]: true;
  /** Every sum is a multiple of it. */
  readonly roundedTo: number;
  /** In the order of the groups of their cube. */
  readonly groups: readonly ProtectedSum[];
}

/** Names a group among those of all splits. */
export function placeOf({ split, key }: Pick<ProtectedSum, "split" | "key">): string {
  return `${split} ${key}`;
}
