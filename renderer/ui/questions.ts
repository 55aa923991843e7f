import { COMMISSIONER_LABELS, QUESTIONS, type Stage } from "../../shared/vocabulary.ts";

/** A question's or field's code in plain words, for tables and lists. */
export function questionLabel(code: string): string {
  const found = QUESTIONS.find((question) => question === code);
  if (found !== undefined) {
    const [stage, commissioner] = found.split(".") as [Stage, "la" | "nhs"];
    return `${STAGE_WORDS[stage]}, ${COMMISSIONER_LABELS[commissioner]}`;
  }
  return FIELDS[code] ?? REGISTER_FIELDS[code] ?? code.replaceAll(/[_.-]/g, " ");
}

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  intent: "Likely to hand back",
  discussion: "Discussed handing back",
  handback: "Handed back",
};

const FIELDS: Readonly<Record<string, string>> = {
  service_type: "Most common service type",
  providerId: "CQC provider id",
  locationId: "CQC location id",
  odsCode: "ODS code",
  parentName: "Parent organisation",
  organisationName: "Organisation’s name",
  locationName: "Location’s name",
  postcode: "Postcode",
  region: "Region",
  localAuthority: "Local authority",
  icb: "Integrated care board",
  serviceTypeColumn: "Service type of the location",
  respondentId: "Respondent’s id",
  submittedAt: "Date of submission",
  startedAt: "Date of starting",
  month: "Month asked about",
  finished: "Finished or not",
  status: "Complete or partial",
};

const REGISTER_FIELDS: Readonly<Record<string, string>> = {
  organisationName: FIELDS["organisationName"] ?? "",
  providerId: FIELDS["providerId"] ?? "",
  locationId: FIELDS["locationId"] ?? "",
  odsCode: FIELDS["odsCode"] ?? "",
  locationName: FIELDS["locationName"] ?? "",
  parentName: FIELDS["parentName"] ?? "",
  brand: "Brand",
  postcode: FIELDS["postcode"] ?? "",
  localAuthority: FIELDS["localAuthority"] ?? "",
  region: FIELDS["region"] ?? "",
  serviceTypeColumn: "Service type",
  contact: "E-mail address",
};

/** What a column of a register may hold, in the order it is offered. */
export const REGISTER_FIELD_CODES: readonly string[] = Object.keys(REGISTER_FIELDS);

/** What a column may hold beside answers, in the order it is offered. */
export const FIELD_CODES: readonly string[] = Object.keys(FIELDS).filter((code) => code !== "service_type");
