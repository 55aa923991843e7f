import type ExcelJS from "exceljs";
import { HIDDEN } from "../../../shared/charts/format.ts";
import { monthLabel } from "../../../shared/month.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS } from "../../../shared/vocabulary.ts";
import type { PackDefinition } from "./definition.ts";
import { isShare, MATCHED_FIGURES, MATCHED_TITLE, matchedLabel, matchedLines } from "./matched.ts";
import type { Published } from "./published.ts";
import { monthFrom } from "./stated.ts";
import { type FigureSheet, HEAD_ROW } from "./workbook-table.ts";

const WORDS = ["Month", "Compared with", "Contracts"] as const;

/** The sheet of the same organisations in two months; null where there is nothing to compare. */
export function matchedSheet(definition: PackDefinition, number: number): FigureSheet | null {
  const lines = matchedLines(definition);
  if (lines.length === 0) return null;
  return {
    title: `Table ${number}: ${MATCHED_TITLE}, England`,
    explanation: `This sheet holds one table. It counts organisations that answered both months, rounded to 5. Shorthand: ${HIDDEN} hidden to protect those who answered, never zero. See the sheet Notes.`,
    name: `table_${number}_intent_same_organisations`,
    words: WORDS,
    columns: MATCHED_FIGURES.map((name) => ({ label: matchedLabel(name), share: isShare(name) })),
    rows: lines.map(({ month, comparedWith, commissioner, figures, note }) => ({
      total: false,
      cells: [
        monthLabel(month),
        monthLabel(comparedWith),
        COMMISSIONER_LABELS[commissioner],
        ...MATCHED_FIGURES.map((name) => (figures[name] === undefined ? "" : (figures[name].value ?? HIDDEN))),
        note,
      ],
    })),
  };
}

/** What the sheet of a finished workbook says. */
export function matchedBySheet(sheet: ExcelJS.Worksheet): Published {
  const figures = new Map<string, number | string | null>();
  for (let line = HEAD_ROW + 1; line <= sheet.rowCount; line += 1) {
    const cells = sheet.getRow(line).values;
    const [month, other, whose, ...values] = (Array.isArray(cells) ? cells.slice(1) : []) as readonly unknown[];
    const commissioner = COMMISSIONERS.find((each) => COMMISSIONER_LABELS[each] === whose) ?? "unknown";
    const row = [`intent.${commissioner}`, monthFrom(String(month)), "matched", monthFrom(String(other))].join("|");
    MATCHED_FIGURES.forEach((name, place) => {
      const value = values[place];
      if (value === undefined || value === null || value === "") return;
      figures.set(
        `${row}|${name}`,
        typeof value === "number" ? value : value === HIDDEN ? null : JSON.stringify(value),
      );
    });
  }
  return figures;
}
