import type { CheckReport } from "../../../shared/contract.ts";
import { WARNING_RULES, warningRule, type WarningKind } from "../../../shared/warnings.ts";
import { decisionKey, type Decision } from "../store/decisions.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { readWarnings } from "../store/warnings.ts";

/** What the field's own rules make of the rows that are stored, rule by rule: worth a look, and never in the way. */
export function warningsIn(campaign: CampaignFile, decisions: readonly Decision[]): CheckReport["warnings"] {
  const seen = new Map(decisions.map(({ kind, field, written, at }) => [decisionKey(kind, field, written), at]));
  const order = Object.keys(WARNING_RULES);
  return readWarnings(campaign)
    .map(({ kind, rule, of, rows, file, sheet, row, written }) => {
      const { what, reason } = warningRule(rule) ?? { what: rule, reason: "" };
      const where = `${file}${sheet === null ? "" : `, sheet ${sheet}`}, row ${row}`;
      return {
        kind: kind as WarningKind,
        rule,
        of,
        file,
        sheet,
        row,
        rows,
        message: `${what} (${rows === 1 ? "1 row" : `${rows} rows`}, first in ${where}: ${written}).`,
        reason,
        seenAt: seen.get(decisionKey(kind, rule, of)) ?? null,
      };
    })
    .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
}
