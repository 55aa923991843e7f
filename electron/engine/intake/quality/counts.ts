import { isMissing } from "../answers.ts";
import { squash } from "../fields.ts";
import type { HeaderColumn } from "../layout.ts";
import type { Cell, SheetRow } from "../read/types.ts";

/** What Capacity Tracker extracts count at a location, by the headings of either style in lower case without separators. */
const HEADINGS = {
  capacity: ["maxcapacity"],
  used: ["usedbeds"],
  vacancies: ["declaredvacancies"],
  nurses: ["nursesemployed"],
  careWorkers: ["careworkersemployed", "cqccareworkersemployed"],
  otherStaff: ["noncareworkersemployed"],
  agencyNurses: ["agencynursesemployed"],
  agencyCareWorkers: ["agencycareworkersemployed"],
  agencyOthers: ["agencynoncareworkersemployed"],
  serviceUsers: ["serviceusercount"],
} as const;
export type Counted = keyof typeof HEADINGS;

/** What counts are called in a warning. */
export const COUNTED_WORDS: Readonly<Record<Counted, string>> = {
  capacity: "beds",
  used: "used beds",
  vacancies: "vacancies",
  nurses: "nurses",
  careWorkers: "care workers",
  otherStaff: "other staff",
  agencyNurses: "agency nurses",
  agencyCareWorkers: "agency care workers",
  agencyOthers: "other agency staff",
  serviceUsers: "service users",
};

/** A column that counts something, told by its heading alone; it is no question and no field. */
export interface CountColumn {
  readonly counted: Counted;
  readonly column: number;
}

/** A count as it was written; `value` is null where it is no number. */
export interface Count {
  readonly written: string;
  readonly value: number | null;
  readonly isDate: boolean;
}

/** What a row counts. */
export type Counts = Readonly<Partial<Record<Counted, Count>>>;

/** The columns of a sheet that count beds or people. */
export function countColumns(columns: readonly HeaderColumn[]): CountColumn[] {
  const named = columns.map(({ header, column }) => ({ header: squash(header), column }));
  return (Object.keys(HEADINGS) as Counted[]).flatMap((counted) => {
    const found = named.find(({ header }) => HEADINGS[counted].some((heading) => heading === header));
    return found === undefined ? [] : [{ counted, column: found.column }];
  });
}

/** What a row says in the columns that count. */
export function countsIn(row: SheetRow, columns: readonly CountColumn[]): Counts {
  if (columns.length === 0) return NOTHING;
  const counts: Partial<Record<Counted, Count>> = {};
  for (const { counted, column } of columns) {
    const count = countOf(row.cells[column] ?? null);
    if (count !== null) counts[counted] = count;
  }
  return counts;
}

const NOTHING: Counts = {};

/** One cell; null where it is empty or no count at all, such as an error or "not known". */
function countOf(cell: Cell): Count | null {
  if (cell === null || typeof cell === "boolean") return null;
  if (typeof cell === "number") return { written: String(cell), value: cell, isDate: false };
  if (typeof cell === "object") return "date" in cell ? { written: cell.date, value: null, isDate: true } : null;
  const written = cell.trim();
  if (isMissing(written)) return null;
  if (DATE.test(written)) return { written, value: null, isDate: true };
  const plain = TELEPHONE.test(written) ? written.replace(/\D/g, "") : written.replace(/[\s,]/g, "");
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? { written, value: Number(plain), isDate: false } : null;
}

/** Brackets and dashes among digits, as in (0113) 496 0000. */
const TELEPHONE = /^[+0(][\d\s()+-]{8,}$/;
const DATE = /^(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\b/;
