import { fold } from "../../../shared/identifiers.ts";
import { isMissing } from "./answers.ts";
import type { Proposal } from "./recognise.ts";
import { cellText, type RawRow } from "./rows.ts";

/** Why a row without any identifier is kept out. */
export const UNIDENTIFIED =
  "Nothing in this row identifies who answered: no CQC id, ODS code, parent organisation, organisation name with postcode, or respondent id.";

const UNFINISHED = "The response was not finished.";

/** Why a row is kept out: a survey's unfinished, preview or spam response, a totals row, or nobody to count it for. */
export function setAsideReason(
  raw: RawRow,
  { source, traits, fields: roles }: Proposal,
  identified: boolean,
): string | null {
  const { fields } = raw;
  if (source === "survey") {
    const [finished, status] = [fold(fields.finished ?? ""), fold(fields.status ?? "")];
    const codes = traits?.name === "Qualtrics";
    if (/preview|^(survey )?test$/.test(status) || (codes && /^[12]$/.test(status))) {
      return "This is a preview of the survey, not a response.";
    }
    if (status.startsWith("spam") || (codes && /^(8|9|12)$/.test(status)))
      return "The platform marked this response as spam.";
    if (/^(false|0|no)$/.test(finished)) return UNFINISHED;
    if (/^(partial|incomplete|in progress|started|disqualified|deleted|abandoned)/.test(status)) return UNFINISHED;
    const dated = roles.some(({ role }) => role === "submittedAt");
    if (traits?.undatedIsPartial === true && dated && (raw.submitted === null || isMissing(cellText(raw.submitted)))) {
      return UNFINISHED;
    }
  }
  if (isTotals(fields)) return "This is a row of totals.";
  return identified ? null : UNIDENTIFIED;
}

/** True for a row that adds others up or averages them: named so, with no id of anybody's. */
export function isTotals(fields: RawRow["fields"]): boolean {
  if ([fields.providerId, fields.locationId, fields.odsCode].some((id) => id !== undefined)) return false;
  const names = [fields.parentName, fields.organisationName, fields.locationName, fields.respondentId];
  return names.some((name) => TOTALS.test(fold(name ?? "")));
}

const TOTALS =
  /^((grand |sub-?|overall )?totals?( \(.*\))?|(overall )?(average|mean|median|count|sum)|overall|all (providers|organisations|respondents|responses|locations))(:( [\d,.]+)?)?$/;
