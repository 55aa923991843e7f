import { IDENTICAL_MINUTES, IDENTICAL_SITES } from "../../../../shared/warnings.ts";
import type { Finding, QualityRow, QualityRule } from "./qualityRow.ts";

/** The same answers for several locations of one organisation within minutes of one another. */
export const identicalAnswers: QualityRule = (rows) => {
  const timed = rows.filter(
    ({ group, location, answers, submittedAt }) =>
      group !== null && location !== null && answers !== "" && submittedAt !== null && !submittedAt.endsWith(MIDNIGHT),
  );
  const alike = Map.groupBy(timed, ({ group, answers }) => `${group ?? ""}\u001f${answers}`);
  return [...alike.values()].flatMap((same) => (same.length < IDENTICAL_SITES ? [] : together(same)));
};

/** A submission that gives the day alone cannot be told to be within minutes of another. */
const MIDNIGHT = "T00:00:00";

/** Those that have enough others beside them in time, with how many sites that were at most. */
function together(rows: readonly QualityRow[]): Finding[] {
  const inOrder = rows
    .map(({ row, location, submittedAt }) => ({ row, location, time: Date.parse(`${submittedAt ?? ""}Z`) }))
    .sort((a, b) => a.time - b.time || a.row - b.row);
  const marked: number[] = [];
  const sites = new Map<string | null, number>();
  let [from, next, most] = [0, 0, 0];
  for (const [to, last] of inOrder.entries()) {
    sites.set(last.location, (sites.get(last.location) ?? 0) + 1);
    for (let first = inOrder[from]; first !== undefined && last.time - first.time > WITHIN; first = inOrder[from]) {
      const left = (sites.get(first.location) ?? 1) - 1;
      if (left === 0) sites.delete(first.location);
      else sites.set(first.location, left);
      from += 1;
    }
    if (sites.size < IDENTICAL_SITES) continue;
    most = Math.max(most, sites.size);
    marked.push(...inOrder.slice(Math.max(from, next), to + 1).map(({ row }) => row));
    next = to + 1;
  }
  return marked.map((row): Finding => ({ row, rule: "identical", written: `${most} sites` }));
}

const WITHIN = IDENTICAL_MINUTES * 60_000;
