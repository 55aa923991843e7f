/** What a sheet's reader noticed on its way. */
export interface Noticed {
  /** The last column with a cell. */
  readonly widest: number;
  /** Columns that the sheet hides, as pairs of first and last. */
  readonly hiddenColumns: readonly (readonly [first: number, last: number])[];
  /** Formulas that were never calculated, so that their cells came out empty. */
  readonly uncalculated: number;
  /** Cells with contents that lie under a merged cell and were left out. */
  readonly covered?: number;
}

/** What a person should know of a sheet that was read, in words. */
export function sheetNotes(sheet: string, noticed: Noticed): readonly string[] {
  return [hiddenColumnsNote(sheet, noticed), uncalculatedNote(sheet, noticed), coveredNote(sheet, noticed)].filter(
    (note) => note !== undefined,
  );
}

/** Says that a sheet is hidden. */
export function hiddenSheetNote(sheet: string): string {
  return `The sheet “${sheet}” is hidden; it can be read all the same.`;
}

/** How many ranges of hidden columns a note names. */
const SHOWN = 20;

function hiddenColumnsNote(sheet: string, { hiddenColumns, widest }: Noticed): string | undefined {
  const ranges = hiddenColumns
    .filter(([first]) => first >= 1 && first <= widest)
    .map(([first, last]) =>
      last > first && first < widest ? `${letters(first)} to ${letters(Math.min(last, widest))}` : letters(first),
    );
  if (ranges.length === 0) return undefined;
  const others = ranges.length > SHOWN ? " and others" : "";
  return `The sheet “${sheet}” hides columns ${ranges.slice(0, SHOWN).join(", ")}${others}; they were read all the same.`;
}

function uncalculatedNote(sheet: string, { uncalculated }: Noticed): string | undefined {
  if (uncalculated === 0) return undefined;
  const cells = uncalculated === 1 ? "One formula" : `${uncalculated} formulas`;
  return `${cells} in the sheet “${sheet}” had no stored result and came out empty. Open the file in Excel and save it to have them calculated.`;
}

function coveredNote(sheet: string, { covered = 0 }: Noticed): string | undefined {
  if (covered === 0) return undefined;
  const cells = covered === 1 ? "One cell" : `${covered} cells`;
  return `${cells} in the sheet “${sheet}” lay hidden under a merged cell; what they held was left out.`;
}

function letters(column: number): string {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}
