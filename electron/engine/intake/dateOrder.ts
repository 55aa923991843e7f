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
 * platform writes them, unless a value contradicts that. Where none of these tells, it is open.
 */
export function settleDateOrder(
  rows: readonly RawRow[],
  { source, traits, dateOrder: said }: Proposal,
): { order: DateOrder; open: OpenDateOrder | null; notes: string[] } {
  const own: DateOrder | null = source === "capacity-tracker" ? "day-month" : (traits?.dateOrder ?? null);
  const usual = own ?? "day-month";
  if (said !== null) return { order: said, open: null, notes: [] };
  const evidence = orderEvidence(rows.map((row) => row.submitted));
  if (evidence === usual) return { order: usual, open: null, notes: [] };
  if (evidence === "either") {
    const open =
      own === null
        ? rows.find(({ submitted }) => momentOf(submitted, "day-month") !== momentOf(submitted, "month-day"))
        : undefined;
    return {
      order: usual,
      open: open === undefined ? null : { row: open.row, written: cellText(open.submitted) },
      notes: [],
    };
  }
  if (evidence === "mixed") {
    const note = "The submission dates mix day/month and month/day; those that cannot be read are listed in Check.";
    return { order: usual, open: null, notes: [note] };
  }
  const note = `The submission dates are written ${evidence.replace("-", "/")}${own === null ? "." : `, not ${own.replace("-", "/")} as usual.`}`;
  return { order: evidence, open: null, notes: [note] };
}
