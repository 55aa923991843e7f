import { hash } from "node:crypto";
import { HANDBACK_SET } from "../../../shared/questionSets.ts";
import { isMissing } from "./answers.ts";
import { momentOf, type DateOrder } from "./dates.ts";
import type { Proposal } from "./recognise.ts";
import { cellText, type RawRow } from "./rows.ts";

/**
 * The respondent's id of each row, by the platform's own rule. An id that starts again in every survey (1, 2, 3 …) is
 * joined with the minute the response was begun, so that respondents of two surveys are never taken for one. Where a
 * platform writes no ids, the minute and the answers stand for one, counted up where two rows share both. Minutes,
 * because programs that save a file again drop the seconds.
 */
export function respondentNames(
  { traits, fields, blocks }: Pick<Proposal, "traits" | "fields" | "blocks">,
  order: DateOrder,
): (raw: RawRow) => string | null {
  const hasIds = fields.some(({ role }) => role === "respondentId");
  const seen = new Map<string, number>();
  // A question set made later must not rename anybody, so the hand-back answers tell where there are any.
  const telling = blocks.some(({ set }) => set === HANDBACK_SET);
  const told = ({ answers }: RawRow): RawRow["answers"] =>
    telling ? answers.filter((_, index) => blocks[index]?.set === HANDBACK_SET) : answers;
  return (raw) => {
    const written = raw.fields.respondentId;
    const id = written === undefined || isMissing(written) || isDamagedId(written) ? null : written;
    if (traits === null) return id;
    if (hasIds && (id === null || (!traits.respondent.repeats && !/^\d{1,6}$/.test(id)))) return id;
    const begun = cellText(raw.started);
    const moment = momentOf(raw.started, order) ?? (begun === "" ? momentOf(raw.submitted, order) : begun);
    const minute = moment?.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d).*$/, "$1") ?? null;
    if (hasIds) return minute === null ? id : `${id ?? ""} of ${minute}`;
    if (minute === null) return null;
    const name = `${minute} ${hash("sha256", JSON.stringify(told(raw)), "hex").slice(0, 12)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name} no. ${count}`;
  };
}

/** A long number that a spreadsheet program has cut short: `1.14812E+11` stands for many. */
export function isDamagedId(written: string): boolean {
  return /^\d(\.\d+)?E\+\d+$/i.test(written);
}
