import { momentOf, orderEvidence, type DateOrder } from "./dates.ts";
import type { Proposal } from "./recognise.ts";
import { cellText, type RawRow } from "./rows.ts";

/** A date that can be read both ways while no other settles it. */
export interface OpenDateOrder {
  readonly row: number;
  readonly written: string;
}

/**
 * Which way round the dates of submission are written (INTAKE): as a person said; as the column settles it; as the
 * platform writes its own column, or as a person said last time, unless a value contradicts that. Where none of these
 * tells, or values contradict each other, it is open.
 */
export function settleDateOrder(
  rows: readonly RawRow[],
  { source, traits, fields, dateOrder: said, usualOrder }: Proposal,
): { order: DateOrder; open: OpenDateOrder | null; notes: string[] } {
  const ofPlatform = fields.some(({ role, reason }) => role === "submittedAt" && reason.endsWith("own column"));
  const platforms = source === "capacity-tracker" ? "day-month" : ofPlatform ? (traits?.dateOrder ?? null) : null;
  const own: DateOrder | null = platforms ?? usualOrder;
  const usual = own ?? "day-month";
  const notes = half(rows) ? [HALF_TURNED] : [];
  if (said !== null) return { order: said, open: null, notes };
  const evidence = orderEvidence(rows.map((row) => row.submitted));
  if (evidence === usual) return { order: usual, open: null, notes };
  if (evidence === "either") return { order: usual, open: own === null ? firstOpen(rows) : null, notes };
  if (evidence === "mixed") {
    const note = "The submission dates mix day/month and month/day; those that cannot be read are listed in Check.";
    return { order: usual, open: firstOpen(rows), notes: [...notes, note] };
  }
  const note = `The submission dates are written ${evidence.replace("-", "/")}${own === null ? "." : `, not ${own.replace("-", "/")} as usual.`}`;
  return { order: evidence, open: null, notes: [...notes, note] };
}

/** The first date that can be read both ways. */
function firstOpen(rows: readonly RawRow[]): OpenDateOrder | null {
  const open = rows.find(({ submitted }) => {
    const [one, two] = [momentOf(submitted, "day-month"), momentOf(submitted, "month-day")];
    return one !== null && two !== null && one !== two;
  });
  return open === undefined ? null : { row: open.row, written: cellText(open.submitted) };
}

const HALF_TURNED =
  "Some submission dates are date cells and some are text: a spreadsheet program may have turned those it could, perhaps the wrong way round.";

/** True where a column holds both date cells and dates as text, as a CSV file opened in another country's Excel does. */
function half(rows: readonly RawRow[]): boolean {
  const cells = rows.filter(({ submitted }) => typeof submitted === "object" && submitted !== null);
  return (
    cells.length > 0 &&
    rows.some(({ submitted }) => typeof submitted === "string" && /^\d{1,2}[/.-]\d/.test(submitted.trim()))
  );
}
