import fc from "fast-check";
import { expect, test } from "vitest";
import { pathCounts, SAID, type PathCounts, type PathMonth } from "../../../electron/engine/measures/path.ts";
import { wilson } from "../../../electron/engine/measures/wilson.ts";

/** What a member can have said: nothing, an answer beside the base, one in it, or one that counts, to each question. */
const said = fc
  .tuple(fc.constantFrom(0, 1, 3), fc.constantFrom(0, 4, 12), fc.constantFrom(0, 16, 48))
  .map(([intent, discussion, handback]): number => intent + discussion + handback);
const GROUPS = 3;
const campaigns = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .chain(([months, members]) =>
    fc.tuple(
      ...months
        .toSorted((a, b) => a - b)
        .map((month) =>
          fc.record({
            month: fc.constant(24_300 + month),
            said: fc.array(said, { minLength: members, maxLength: members }),
            group: fc.array(fc.nat(GROUPS - 1), { minLength: members, maxLength: members }),
          }),
        ),
    ),
  );

/** The same, member by member and month by month, as one would by hand. */
function byHand(
  months: readonly PathMonth[],
  month: number,
  group: number | null,
  answer: "likely" | "not_likely",
): Omit<PathCounts, "month" | "group" | "said" | "share" | "until" | "complete"> {
  const now = months.find((each) => each.month === month)!;
  const has = (bits: number, bit: number): boolean => Math.floor(bits / bit) % 2 === 1;
  const found = { members: 0, followed: 0, discussed: 0, handedBack: 0, either: 0 };
  for (let member = 0; member < now.said.length; member += 1) {
    const then = now.said[member]!;
    if (!has(then, SAID.intentBase) || has(then, SAID.likely) !== (answer === "likely")) continue;
    if (group !== null && now.group[member] !== group) continue;
    const later = months
      .filter((each) => each.month > month && each.month <= month + 3)
      .map((each) => each.said[member]!);
    const ever = (bit: number): boolean => later.some((bits) => has(bits, bit));
    found.members += 1;
    if (ever(SAID.discussionBase) || ever(SAID.handbackBase)) found.followed += 1;
    if (ever(SAID.discussed)) found.discussed += 1;
    if (ever(SAID.handedBack)) found.handedBack += 1;
    if (ever(SAID.discussed) || ever(SAID.handedBack)) found.either += 1;
  }
  return found;
}

test("the path is what following each member by hand gives, and its figures hold together", () => {
  fc.assert(
    fc.property(campaigns, (months) => {
      const rows = pathCounts(months, GROUPS);
      const there = new Set(months.map(({ month }) => month));
      for (const { month } of months) {
        for (const group of [0, 1, 2, null]) {
          const own = rows.filter((row) => row.month === month && row.group === group);
          const expected = (["likely", "not_likely"] as const).map((answer) => byHand(months, month, group, answer));
          if (group !== null && expected.every(({ members }) => members === 0)) expect(own).toEqual([]);
          else expect(own.map((row) => row.said)).toEqual(["likely", "not_likely"]);
          for (const [index, row] of own.entries()) expect(row).toMatchObject(expected[index]!);
        }
      }
      for (const row of rows) {
        expect(row.followed).toBeLessThanOrEqual(row.members);
        expect(row.either).toBeLessThanOrEqual(Math.min(row.followed, row.discussed + row.handedBack));
        expect(row.either).toBeGreaterThanOrEqual(Math.max(row.discussed, row.handedBack));
        expect(row.complete).toBe([...there].some((other) => other >= row.month + 3));
        expect(row.until).toBe(row.month + 3);
        expect(row.share === null).toBe(row.followed === 0);
        if (row.share !== null) expect(row.share).toMatchObject(wilson(row.either, row.followed)!);
      }
    }),
  );
});

test("the path of everybody alone needs no groups", () => {
  const months = [
    { month: 24_300, said: [3, 1, 3, 0], group: [] },
    { month: 24_302, said: [4, 48, 4 + 8 + 16, 12], group: [] },
  ];
  expect(pathCounts(months, 0).slice(0, 2)).toMatchObject([
    { group: null, said: "likely", members: 2, followed: 2, discussed: 1, handedBack: 0, either: 1, complete: false },
    { group: null, said: "not_likely", members: 1, followed: 1, discussed: 0, handedBack: 1, either: 1 },
  ]);
});
