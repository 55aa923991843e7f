import { comparableName, cqcId } from "../../../../shared/identifiers.ts";
import { WARNING_RULES } from "../../../../shared/warnings.ts";
import type { CodedResponse } from "../code.ts";
import type { StagedPart } from "../parts.ts";
import type { RawRow } from "../rows.ts";
import { copied } from "./copied.ts";
import { identicalAnswers } from "./identical.ts";
import { implausible } from "./implausible.ts";
import { newerThanFile } from "./newerThanFile.ts";
import type { QualityContext, QualityRow, QualityRule } from "./qualityRow.ts";
import { outsideWindow } from "./window.ts";

const RULES: readonly QualityRule[] = [implausible, copied, outsideWindow, newerThanFile, identicalAnswers];

/**
 * A collection with what the field's own rules make of its responses: issues of the kinds of shared/warnings, which keep
 * no row out. Rows that were set aside are not looked at.
 */
export function withWarnings(
  part: StagedPart,
  raw: readonly RawRow[],
  saved: Omit<QualityContext, "month">,
): StagedPart {
  const { coded, month } = part;
  const counts = new Map(raw.map((row) => [row.row, row.counts]));
  const rows = coded.responses.map((response): QualityRow => {
    const { row, submittedAt, locationId, locationName, answers } = response;
    return {
      row,
      submittedAt,
      location: locationId ?? locationName,
      group: groupOf(response),
      answers: answers.length < 2 ? "" : answers.map(({ question, option }) => `${question}=${option}`).join(" "),
      counts: counts.get(row) ?? {},
    };
  });
  const found = RULES.flatMap((rule) => rule(rows, { ...saved, month }));
  const issues = found.map(({ row, rule, written }) => ({ row, kind: WARNING_RULES[rule].kind, field: rule, written }));
  return issues.length === 0 ? part : { ...part, coded: { ...coded, issues: [...coded.issues, ...issues] } };
}

/** What rows of one parent or organisation have in common. */
function groupOf({ parentName, providerId, organisationName }: CodedResponse): string | null {
  const named = [parentName, organisationName].flatMap((name) => (name === null ? [] : (comparableName(name) ?? [])));
  const provider = providerId === null ? null : cqcId(providerId);
  return provider === null ? (named[0] ?? null) : `provider ${provider}`;
}
