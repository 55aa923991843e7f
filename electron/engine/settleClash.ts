import type { ParsedInput } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { clashesIn } from "./evidence/clashes.ts";
import { consolidate } from "./evidence/consolidate.ts";
import { betweenSteps, type WorkContext } from "./importing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { responseOf } from "./store/clashes.ts";
import { DECISION_KINDS, decisionKey, readDecisions, writeDecision } from "./store/decisions.ts";
import { LINK_VERDICTS, writeLink } from "./store/organisationLinks.ts";
import { readRivals, writePreference } from "./store/preferences.ts";
import { inTransaction } from "./store/transaction.ts";

/**
 * Settles what merged campaigns say differently by one of the things said, which then counts as said here and now.
 * @throws BellwetherError `bad-request` where the clash, or that choice of it, is gone; `cancelled`, and the store's own
 */
export async function settleClash(
  campaign: CampaignFile,
  { key, value }: ParsedInput<"check.settle">,
  context: WorkContext,
): Promise<void> {
  const at = new Date().toISOString();
  const work = function* (): Generator<number, void> {
    const clash = clashesIn(campaign).find((own) => own.key === key);
    const chosen = clash?.values.find((own) => own.value === value);
    if (clash === undefined || chosen === undefined) {
      throw new BellwetherError("bad-request", "This has been settled meanwhile: nobody says otherwise any more.");
    }
    const months = saidAnew(campaign, key, { value, note: chosen.note, at });
    yield* consolidate(campaign, new Set(months));
  };
  await inTransaction(campaign, work, betweenSteps(context, "Bringing the figures up to date"));
}

/** Writes what was chosen in the place of all that was said. @returns the months whose figures it may change */
function saidAnew(
  campaign: CampaignFile,
  key: string,
  { value, note, at }: { readonly value: string | null; readonly note: string | null; readonly at: string },
): number[] {
  const [about, first = "", second = "", third = ""] = JSON.parse(key) as string[];
  switch (about) {
    case "wording": {
      const kind = DECISION_KINDS.find((own) => own === first);
      if (kind === undefined) throw new Error(`A clash about ${first}`);
      return writeDecision(campaign, {
        kind,
        field: second,
        written: writtenAs(campaign, kind, second, third),
        value,
        at,
      });
    }
    case "pair": {
      const verdict = LINK_VERDICTS.find((own) => own === value);
      if (verdict !== undefined) writeLink(campaign, { a: first, b: second, verdict, note, at });
      return [];
    }
    case "chain": {
      const [a, b] = value === "same" ? [first, second] : (JSON.parse(value ?? "[]") as [string, string]);
      writeLink(campaign, { a, b, verdict: value === "same" ? "same" : "different", note, at });
      return [];
    }
    default: {
      const response = responseOf(campaign, value ?? "");
      const rivals = response === null ? null : readRivals(campaign, response);
      if (rivals === null) return [];
      writePreference(campaign, rivals, note ?? "", at);
      return [rivals.month];
    }
  }
}

/** The wording as it stood in the file, by the form it is compared in. */
function writtenAs(campaign: CampaignFile, kind: string, field: string, wording: string): string {
  const key = decisionKey(kind, field, wording);
  const said = readDecisions(campaign).find((own) => decisionKey(own.kind, own.field, own.written) === key);
  return said?.written ?? wording;
}
