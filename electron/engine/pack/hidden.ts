import type { HiddenRow } from "../../../shared/releases.ts";
import { monthLabel } from "../../../shared/month.ts";
import { COMMISSIONER_LABELS } from "../../../shared/vocabulary.ts";
import { allTables, type PackDefinition } from "./definition.ts";
import { MATCHED_TITLE } from "./matched.ts";
import { groupText } from "./figures.ts";
import { sumTitle, tableTitle } from "./wording.ts";

/** A row of which figures are hidden, and why. */
export interface HiddenFigure {
  readonly where: string;
  readonly reason: string;
}

type Hiding = Pick<PackDefinition, "tables" | "sets" | "matched">;

/** Every row with hidden figures, in the order of the tables: as a pack lists them. */
export function hiddenFigures(definition: Hiding): readonly HiddenFigure[] {
  return hiddenRows(definition).map(({ where, reason }) => ({ where, reason }));
}

/** The same with the least that would show more, which stays inside: it tells how much is missing. */
export function hiddenRows(definition: Hiding): readonly HiddenRow[] {
  return [...hiddenMatched(definition), ...hiddenInTables(definition)];
}

/** The same organisations in two months: their figures are hidden or shown together. */
function hiddenMatched({ matched }: Hiding): readonly HiddenRow[] {
  return (matched?.rows ?? []).flatMap(({ month, comparedWith, commissioner, hidden }) => {
    if (hidden === undefined || comparedWith === undefined || commissioner === undefined) return [];
    const months = [comparedWith, month].map((each) => monthLabel(each as never)).join(" and ");
    const where = `${MATCHED_TITLE}, ${COMMISSIONER_LABELS[commissioner]}; ${months}`;
    return [{ where, reason: hidden, remedy: "Give the figures of each month, which stand by themselves." }];
  });
}

function hiddenInTables(definition: Hiding): readonly HiddenRow[] {
  return allTables(definition).flatMap((table) =>
    table.table.rows.flatMap((row) => {
      const where = `${monthLabel(row.month as never)}; ${groupText(row, table.by)}`;
      const sum = "question" in table && table.question.summed === true ? row.sum : undefined;
      return [
        ...hiddenRow(`${tableTitle(table)}; ${where}`, row),
        ...(sum === undefined ? [] : hiddenRow(`${sumTitle(table)}; ${where}`, sum)),
      ];
    }),
  );
}

function hiddenRow(
  where: string,
  { hidden, remedy = "" }: { readonly hidden?: string | undefined; readonly remedy?: string | undefined },
): readonly HiddenRow[] {
  return hidden === undefined ? [] : [{ where, reason: hidden, remedy }];
}
