import type { AnswerTable } from "../../shared/contract.ts";
import { monthFromNumber } from "../../shared/month.ts";
import { groupOfRow } from "../../shared/tables.ts";
import { monthsCounted, typesOf, type Counted } from "./counting.ts";
import { sumsByGroup } from "./measures/exactSums.ts";
import { rowsOfMonth } from "./measures/rowCounts.ts";
import { amountsOf, groupsOf, standingsOf } from "./standing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";

/**
 * Gives each row of a true table what those of its group gave to a number question, added up. Tables of other questions stay
 * as they are.
 */
export function withSums(campaign: CampaignFile, counted: Counted, table: AnswerTable): AnswerTable {
  const { set, unit, shape, serviceTypes } = counted;
  const question = set.questions.find(({ code }) => code === shape.measure);
  if (question?.summed !== true) return table;
  const standings = standingsOf(campaign, unit, set.id);
  const amounts = amountsOf(campaign, unit, set.id, question);
  const { names, of } = groupsOf(campaign, unit, set.id, shape.by);
  const sums = new Map<string, ReturnType<typeof sumsByGroup>>(
    monthsCounted(campaign, unit, [question]).map((month) => {
      const given = Array.from(rowsOfMonth(standings, month, typesOf(serviceTypes)).rows, (row) => ({
        group: names[of[row] ?? -1] ?? "not_stated",
        amount: amounts[standings.answers[row] ?? -1],
      }));
      return [monthFromNumber(month), sumsByGroup(given)];
    }),
  );
  return {
    ...table,
    rows: table.rows.map((row) => {
      const { sum, given } = sums.get(row.month)?.get(groupOfRow(row, shape.by)) ?? { sum: 0, given: 0 };
      return { ...row, sum: { value: sum, roundedTo: null, given } };
    }),
  };
}
