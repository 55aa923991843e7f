import { isMissing } from "./answers.ts";
import { momentOf, type DateOrder } from "./dates.ts";
import type { Proposal } from "./recognise.ts";
import { cellText, type RawRow } from "./rows.ts";

/**
 * The respondent's id of each row, by the platform's own rule. An id that starts again in every survey (1, 2, 3 …) is
 * joined with the moment the response was begun, so that respondents of two surveys are never taken for one. Where a
 * platform writes no ids the moment stands alone, counted up where two rows share it.
 */
export function respondentNames(
  { traits, fields }: Pick<Proposal, "traits" | "fields">,
  order: DateOrder,
): (raw: RawRow) => string | null {
  const hasIds = fields.some(({ role }) => role === "respondentId");
  const moments = new Map<string, number>();
  return (raw) => {
    const written = raw.fields.respondentId;
    const id = written === undefined || isMissing(written) ? null : written;
    if (traits === null || (hasIds && !traits.respondent.repeats)) return id;
    const begun = cellText(raw.started);
    const moment = momentOf(raw.started, order) ?? (begun === "" ? momentOf(raw.submitted, order) : begun);
    if (hasIds) return id === null || moment === null ? id : `${id} of ${moment}`;
    if (moment === null) return null;
    const count = (moments.get(moment) ?? 0) + 1;
    moments.set(moment, count);
    return `${moment} no. ${count}`;
  };
}
