import type { CheckReport } from "../../../shared/contract.ts";
import { OPTION_LABELS } from "../../../shared/vocabulary.ts";
import { isWarning } from "../../../shared/warnings.ts";
import { conflictsIn } from "./checkConflicts.ts";
import { organisationsIn } from "./checkOrganisations.ts";
import { choicesFor, questionInWords } from "./choices.ts";
import { clashesIn } from "./clashes.ts";
import { warningsIn } from "./warnings.ts";
import { compareText } from "./organisation.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { readIssues, readRowCounts, readSetAside, readUnknownWordings, type StoredIssue } from "../store/check.ts";
import { decisionKey, readDecisions } from "../store/decisions.ts";
import { readCountedQuestions } from "../store/questionSets.ts";

/** What waits for a person: rows accounted for, wordings and ids not understood, answers in conflict. Internal only. */
export function checkReport(campaign: CampaignFile): CheckReport {
  const decisions = readDecisions(campaign);
  const decided = new Set(decisions.map(({ kind, field, written }) => decisionKey(kind, field, written)));
  const questions = readCountedQuestions(campaign);
  const waiting = onePerWording([...readUnknownWordings(campaign), ...readIssues(campaign)]).filter(
    (issue) => !decided.has(decisionKey(issue.kind, issue.field, issue.wording)),
  );
  const issues = waiting.map((issue) => ({
    kind: issue.kind as CheckReport["issues"][number]["kind"],
    question: issue.field,
    wording: issue.wording,
    choices: choicesFor(issue, questions),
    rows: issue.rows,
    file: issue.file,
    sheet: issue.sheet,
    row: issue.row,
    message: messageOf(issue),
  }));
  return {
    rows: readRowCounts(campaign),
    setAside: readSetAside(campaign),
    issues,
    decisions: decisions.flatMap(({ kind, field, written, value, at }) => {
      if (isWarning(kind)) return [];
      const label = choicesFor({ kind, field }, questions).find((choice) => choice.value === value)?.label;
      return { kind, question: field, wording: written, value, label: label ?? value ?? "Left as it is", at };
    }),
    ...conflictsIn(campaign),
    organisations: organisationsIn(campaign),
    clashes: clashesIn(campaign),
    warnings: warningsIn(campaign, decisions),
  };
}

/** Wordings that differ only in case, spaces or the like are one; the way it is written most stands for them. */
function onePerWording(issues: readonly StoredIssue[]): StoredIssue[] {
  const groups = Map.groupBy(issues, ({ kind, field, wording }) => decisionKey(kind, field, wording));
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike.toSorted((a, b) => b.rows - a.rows || compareText(a.wording, b.wording));
    return first === undefined ? [] : [{ ...first, rows: alike.reduce((sum, { rows }) => sum + rows, 0) }];
  });
}

function messageOf(issue: StoredIssue): string {
  const rows = issue.rows === 1 ? "1 row" : `${issue.rows} rows`;
  const where = `${issue.file}${issue.sheet === null ? "" : `, sheet ${issue.sheet}`}, row ${issue.row}`;
  switch (issue.kind) {
    case "unknown-wording": {
      return `“${issue.wording}” is not a known answer to ${questionInWords(issue.field)} (${rows}, first in ${where}). It is counted as “${OPTION_LABELS.unrecognised}”, beside the base, until it is explained.`;
    }
    case "unknown-choice":
      return `“${issue.wording}” is none of the choices of ${issue.field} (${rows}, first in ${where}). Add it to the question set, and these answers are read again.`;
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

const ID_WORDS: Readonly<Record<string, string>> = {
  providerId: "a CQC provider id",
  locationId: "a CQC location id",
  odsCode: "an ODS code",
  postcode: "a postcode",
};
