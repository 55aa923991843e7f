import { dayOf, type Finding, type QualityRule } from "./qualityRow.ts";

/**
 * Submissions after the file that holds them was last saved, or after now. A day is allowed for, since neither tells its
 * time zone. Where every row would be newer, what the file says of itself is a template's, and only now counts.
 */
export const newerThanFile: QualityRule = (rows, { modified, now }) => {
  const dated = rows.flatMap(({ row, submittedAt }) => (submittedAt === null ? [] : [{ row, submittedAt }]));
  const [saved, present] = [modified === null ? null : dayAfter(modified), dayAfter(now)];
  const believed = saved !== null && dated.some(({ submittedAt }) => submittedAt <= saved) ? saved : null;
  return dated.flatMap(({ row, submittedAt }): Finding[] => {
    const written = dayOf(submittedAt);
    if (submittedAt > present) return [{ row, rule: "future", written }];
    return believed !== null && submittedAt > believed ? [{ row, rule: "after-file", written }] : [];
  });
};

/** A day later, in the form of submissions. */
function dayAfter(moment: string): string {
  const time = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(moment) ? moment : `${moment}Z`);
  return new Date(time + DAY).toISOString().slice(0, 19);
}

const DAY = 86_400_000;
