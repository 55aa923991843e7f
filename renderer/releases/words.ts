import { MONTH_NAMES } from "../../shared/month.ts";
import { HANDBACK_SET } from "../../shared/questionSets.ts";
import type { AttackOutcome, Reader, Release, ReleaseState, Repair } from "../../shared/releases.ts";
import { counted, monthText, number } from "../ui/format.ts";

/** Who attacks a pack, as the start of a sentence. */
export const READER_WORDS: Readonly<Record<Reader, string>> = {
  outsider: "Someone who knows only what was published",
  list: "Someone who knows who answered",
  unchanged: "Someone who also assumes that nobody changed their mind",
};

/** What was done to figures so that nothing can be proved from them. */
export const REPAIR_WORDS: Readonly<Record<Repair["what"], string>> = {
  redrawn: "Rounded another way",
  merged: "Shown only as part of a larger group",
  hidden: "Hidden",
};

/** Where a release stands. */
export const STATE_WORDS: Readonly<Record<ReleaseState, string>> = {
  prepared: "Waits for sign-off",
  "signed-off": "Signed off, not yet released",
  released: "Released",
  withdrawn: "Withdrawn",
};

/** "Nobody could prove anything: 1,204 claims tried, 0 proved." */
export function attackSentence(attack: AttackOutcome): string {
  const { claims, proved } = attackCounts(attack);
  if (attack.readers.length === 0) return "This pack was not attacked.";
  const tried = `${counted(claims, "claim")} tried, ${number(proved)} proved`;
  return proved === 0 && attack.proofs.length === 0
    ? `Nobody could prove anything: ${tried}.`
    : `Something could be proved: ${tried}.`;
}

function attackCounts({ readers }: AttackOutcome): { readonly claims: number; readonly proved: number } {
  return {
    claims: readers.reduce((sum, { claims }) => sum + claims, 0),
    proved: readers.reduce((sum, { proved }) => sum + proved, 0),
  };
}

/** The title of a question set, as far as it is known; nothing for the hand-back questions, which every pack is about. */
export function setWords(code: string, titles: ReadonlyMap<string, string>): string {
  return code === HANDBACK_SET ? "" : (titles.get(code) ?? code);
}

/** "January 2025", with the title of a set of the user's own before it. */
export function occasionWords(
  { questionSet, month }: { readonly questionSet: string; readonly month: string },
  titles: ReadonlyMap<string, string>,
): string {
  return [setWords(questionSet, titles), monthText(month)].filter((part) => part !== "").join(", ");
}

/** The collections that a release freezes: a question set's title and its months in words, in the order they come. */
export function frozenWords({ freezes }: Pick<Release, "freezes">): readonly { title: string; months: string }[] {
  const sets = new Map<string, { readonly title: string; readonly months: string[] }>();
  for (const { questionSet, title, month } of freezes) {
    const found = sets.get(questionSet) ?? { title, months: [] };
    found.months.push(month);
    sets.set(questionSet, found);
  }
  return [...sets.values()].map(({ title, months }) => ({ title, months: everyMonth(months) }));
}

/** "January, February and March 2025": every month by name, whatever their number, each year once. */
export function everyMonth(months: readonly string[]): string {
  const years = Map.groupBy(months.toSorted(), (month) => month.slice(0, 4));
  return [...years]
    .map(([year, own]) => {
      const names = own.map((month) => MONTH_NAMES[Number(month.slice(5)) - 1] ?? month);
      const last = names.at(-1) ?? "";
      return `${names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`} ${year}`;
    })
    .join("; ");
}

/** Whether two people gave the same name: case and spaces do not tell them apart. */
export function isSamePerson(one: string, other: string): boolean {
  const plain = (name: string): string => name.normalize("NFKC").toLowerCase().split(/\s+/).join(" ").trim();
  return plain(one) === plain(other);
}

/** The first signs of a SHA-256, enough to compare by eye. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 12);
}
