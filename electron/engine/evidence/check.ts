import type { CheckReport } from "../../../shared/contract.ts";
import { monthFromNumber } from "../../../shared/month.ts";
import {
  COMMISSIONER_LABELS,
  COMMISSIONERS,
  OPTION_LABELS,
  OPTIONS,
  QUESTIONS,
  STAGE_LABELS,
  STAGES,
} from "../../../shared/vocabulary.ts";
import { compareText } from "./organisation.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import {
  organisationNames,
  placesOf,
  readIssues,
  readRowCounts,
  readSetAside,
  readUnknownWordings,
  type StoredIssue,
} from "../store/check.ts";
import { readConflicts } from "../store/consolidation.ts";

/** What waits for a person: rows accounted for, wordings and ids not understood, answers in conflict. Internal only. */
export function checkReport(campaign: CampaignFile): CheckReport {
  const issues = [...readUnknownWordings(campaign), ...readIssues(campaign)].map((issue) => ({
    kind: issue.kind as CheckReport["issues"][number]["kind"],
    question: issue.field,
    wording: issue.wording,
    rows: issue.rows,
    file: issue.file,
    sheet: issue.sheet,
    row: issue.row,
    message: messageOf(issue),
  }));
  return { rows: readRowCounts(campaign), setAside: readSetAside(campaign), issues, conflicts: conflicts(campaign) };
}

function conflicts(campaign: CampaignFile): CheckReport["conflicts"] {
  const stored = readConflicts(campaign);
  const places = placesOf(campaign, [
    ...new Set(stored.flatMap((conflict) => [conflict.standingId, conflict.supersededId])),
  ]);
  const names = organisationNames(campaign, [...new Set(stored.map((conflict) => conflict.organisation))]);
  const claim = (id: number, option: number): CheckReport["conflicts"][number]["standing"] => {
    const place = places.get(id);
    return {
      option: OPTIONS[option] ?? "",
      file: place?.file ?? "",
      sheet: place?.sheet ?? null,
      row: place?.row ?? 0,
    };
  };
  return stored
    .map((conflict) => ({
      month: monthFromNumber(conflict.month),
      organisation: names.get(conflict.organisation) ?? conflict.organisation,
      question: QUESTIONS[conflict.question] ?? "",
      standing: claim(conflict.standingId, conflict.standingOption),
      superseded: claim(conflict.supersededId, conflict.supersededOption),
    }))
    .sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

/** Conflicts go by month, organisation, question and the superseded place, so that the order of import does not show. */
function orderOf({ month, organisation, question, superseded }: CheckReport["conflicts"][number]): string {
  return [
    month,
    organisation,
    question,
    superseded.file,
    superseded.sheet ?? "",
    String(superseded.row).padStart(9, "0"),
  ].join("\u001f");
}

function messageOf(issue: StoredIssue): string {
  const rows = issue.rows === 1 ? "1 row" : `${issue.rows} rows`;
  const where = `${issue.file}${issue.sheet === null ? "" : `, sheet ${issue.sheet}`}, row ${issue.row}`;
  switch (issue.kind) {
    case "unknown-wording": {
      return `“${issue.wording}” is not a known answer to ${questionInWords(issue.field)} (${rows}, first in ${where}). It is counted as “${OPTION_LABELS.unrecognised}”, beside the base, until it is explained.`;
    }
    case "unusable-id":
      return `“${issue.wording}” cannot serve as ${ID_WORDS[issue.field] ?? "an identifier"} (${rows}, first in ${where}). The next identifier of the row was used.`;
    case "unknown-service-type":
      return `“${issue.wording}” is not a known service type (${rows}, first in ${where}). It counts as not stated unless another column names the service type.`;
    case "unknown-region":
      return `“${issue.wording}” is not one of the nine regions (${rows}, first in ${where}). It counts as not stated.`;
    default:
      return `“${issue.wording}” cannot be read as a date (${rows}, first in ${where}). The response counts as undated.`;
  }
}

/** "“Discussed handing back” (local authority)". */
function questionInWords(code: string): string {
  const [stage, commissioner] = code.split(".");
  const asked = STAGES.find((name) => name === stage);
  const whose = COMMISSIONERS.find((name) => name === commissioner);
  return asked === undefined || whose === undefined ? code : `“${STAGE_LABELS[asked]}” (${COMMISSIONER_LABELS[whose]})`;
}

const ID_WORDS: Readonly<Record<string, string>> = {
  providerId: "a CQC provider id",
  locationId: "a CQC location id",
  odsCode: "an ODS code",
  postcode: "a postcode",
};
