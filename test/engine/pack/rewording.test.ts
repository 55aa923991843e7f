import { expect, test } from "vitest";
import { textOf } from "../../../electron/engine/pack/figures.ts";
import type { Bound } from "../../../electron/engine/pack/messages.ts";
import {
  againstNow,
  asMessage,
  type Followed,
  movedSince,
  readMessage,
  renewed,
  writtenText,
} from "../../../electron/engine/pack/rewording.ts";

/** What a sentence on local authority contracts can follow: its share, that in words, base and month. */
function said(share: string, words: string, base = "620", month = "May 2025", mark = "then"): Followed {
  const bound = (role: string, text: string, value: number | null = null): Bound => ({
    role,
    text,
    figure: value === null ? null : { key: `intent.la|${month}|all|${role}`, value, text },
  });
  const figures = [bound("share", share, 0.4), bound("base", base, 620)];
  return { bounds: [bound("month", month), bound("words", words), ...figures], mark };
}
const MAY = said("44%", "more than two in five organisations");
const JUNE = said("47%", "nearly half of organisations", "640", "June 2025", "now");
const hasNumber = (words: string): boolean => /\d/.test(words);
const read = (text: string) => readMessage(text, MAY, hasNumber);

test("what stands in the app’s own sentence is tied to it, and the rest is words", () => {
  const edit = read("Care is at risk: in May 2025, 44% (base 620) told us so.");
  expect(edit.pieces).toEqual([
    "Care is at risk: in ",
    { role: "month", said: "May 2025" },
    ", ",
    { role: "share", said: "44%" },
    " (base ",
    { role: "base", said: "620" },
    ") told us so.",
  ]);
  expect(asMessage(edit, MAY).filter((piece) => typeof piece !== "string")).toHaveLength(2);
  expect(textOf(asMessage(edit, MAY))).toBe(writtenText(edit));
});

test("nothing within another number is taken for a figure", () => {
  expect(read("1,620 of 6200, 144%").pieces).toEqual(["1,620 of 6200, 144%"]);
});

test("nothing has moved as long as the tables say the same", () => {
  expect(movedSince(read("In May 2025, 44%.").against, MAY)).toEqual([]);
});

test("a figure that moved is told with what it was and what it is", () => {
  const { against } = read("In May 2025, 44% (base 620).");
  expect(movedSince(against, JUNE)).toContain("Was 44%, now 47%.");
  expect(movedSince(against, JUNE)).toContain("Was “May 2025”, now “June 2025”.");
  const hidden: Followed = { ...JUNE, bounds: JUNE.bounds.filter(({ role }) => role !== "share") };
  expect(movedSince(against, hidden)).toContain("Was 44%, now not shown.");
  expect(renewed(read("44%"), hidden)).toBeNull();
});

test("a share said in words counts as moved although the sentence does not repeat it", () => {
  expect(movedSince(read("Far too many want to leave.").against, JUNE)).toEqual([
    "Was “more than two in five organisations”, now “nearly half of organisations”.",
  ]);
});

test("a number that is not the sentence’s own is moved by any change of the published figures", () => {
  const edit = read("Of those in London 31% would go.");
  expect(movedSince(edit.against, { ...MAY, mark: "now" })).toHaveLength(1);
  expect(movedSince(read("Many would go.").against, { ...MAY, mark: "now" })).toEqual([]);
});

test("taking the new figures keeps the words, the way a share is written and the size of first letters", () => {
  const edit = read("More than two in five organisations, 44 per cent of 620 in May 2025, and counting.");
  const now = renewed(edit, JUNE)!;
  expect(writtenText(now)).toBe("Nearly half of organisations, 47 per cent of 640 in June 2025, and counting.");
  expect(movedSince(now.against, JUNE)).toEqual([]);
});

test("keeping the words leaves them, and what they say is a figure of the tables no more", () => {
  const edit = read("44% in May 2025.");
  const kept = { ...edit, against: againstNow(edit.against, JUNE) };
  expect(movedSince(kept.against, JUNE)).toEqual([]);
  expect(asMessage(kept, JUNE)).toEqual(["44% in May 2025."]);
});
