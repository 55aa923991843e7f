import type { SheetReader } from "./sheetReader.ts";

/** Says which columns with data a sheet hides. */
export function hiddenColumnsNote(sheet: string, { hiddenColumns, widest }: SheetReader): string | undefined {
  const ranges = hiddenColumns
    .filter(([first]) => first >= 1 && first <= widest)
    .map(([first, last]) =>
      last > first && first < widest ? `${letters(first)} to ${letters(Math.min(last, widest))}` : letters(first),
    );
  return ranges.length === 0
    ? undefined
    : `The sheet “${sheet}” hides columns ${ranges.join(", ")}; they were read all the same.`;
}

/** Says that formulas without a stored result came out as empty cells. */
export function uncalculatedNote(sheet: string, { uncalculated }: SheetReader): string | undefined {
  if (uncalculated === 0) return undefined;
  const cells = uncalculated === 1 ? "One formula" : `${uncalculated} formulas`;
  return `${cells} in the sheet “${sheet}” had no stored result and came out empty. Open the file in Excel and save it to have them calculated.`;
}

function letters(column: number): string {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}
