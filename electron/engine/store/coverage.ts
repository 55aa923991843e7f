import { REGIONS, UNITS, type Unit } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** The months in which a member stands in one group, as store months in order. */
export interface StoredAnswered {
  readonly member: string;
  readonly serviceType: number;
  readonly region: number;
  readonly months: readonly number[];
}

/** As many months as a sum of powers of two tells apart in a number. */
const SPAN = 48;

/** When everybody stood: one entry a member and group it stood in. Months come out of the store as bits, one row a member. */
export function readAnswered(campaign: CampaignFile, unit: Unit, questionSet: number): StoredAnswered[] {
  const { db } = campaign;
  const asked = [UNITS.indexOf(unit), questionSet] as const;
  const extent = db
    .prepare("SELECT min(month) AS first, max(month) AS last FROM standing WHERE unit = ? AND question_set = ?")
    .get(...asked) as { first: number | null; last: number | null };
  if (extent.first === null || extent.last === null) return [];
  const select = db
    .prepare(
      `SELECT member, service_type * ${REGIONS.length} + region AS cell, sum(1 << (month - @from)) FROM standing
       WHERE unit = @unit AND question_set = @questionSet AND month >= @from AND month < @from + ${SPAN}
       GROUP BY member, cell`,
    )
    .raw();
  const found: StoredAnswered[] = [];
  for (let from = extent.first; from <= extent.last; from += SPAN) {
    const rows = select.all({ unit: asked[0], questionSet, from }) as [string, number, number][];
    for (const [member, cell, bits] of rows) {
      const months: number[] = [];
      for (let month = from, left = bits; left > 0; month += 1, left = Math.floor(left / 2)) {
        if (left % 2 === 1) months.push(month);
      }
      found.push({
        member,
        serviceType: Math.floor(cell / REGIONS.length),
        region: cell % REGIONS.length,
        months,
      });
    }
  }
  return found;
}
