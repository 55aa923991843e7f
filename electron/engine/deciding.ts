import type { ParsedInput } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { consolidate } from "./evidence/consolidate.ts";
import { momentOf } from "./intake/dates.ts";
import { betweenSteps, type WorkContext } from "./importing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { DECISION_KINDS, removeDecision, storedValue, writeDecision, type DecisionKind } from "./store/decisions.ts";
import { readCountedQuestions } from "./store/questionSets.ts";
import { inTransaction } from "./store/transaction.ts";

/**
 * Says what a wording means, once for all rows now and later, and brings the figures up to date; all or nothing.
 * @throws BellwetherError `bad-request` where the value is none of the choices
 */
export async function decide(
  campaign: CampaignFile,
  { kind, question: field, wording: written, value }: ParsedInput<"check.decide">,
  context: WorkContext,
): Promise<void> {
  const decidable = decidableKind(kind);
  const stored = decidable === "date" && value !== null ? momentSaid(value) : value;
  if (stored !== null && storedValue(readCountedQuestions(campaign), decidable, field, stored) === null) {
    throw new BellwetherError("bad-request", `“${value}” is not one of the answers to choose from.`);
  }
  const at = new Date().toISOString();
  await settled(
    campaign,
    () => writeDecision(campaign, { kind: decidable, field, written, value: stored, at }),
    context,
  );
}

/** Takes a decision back: its wording waits again, and the figures are as they were. */
export async function undecide(
  campaign: CampaignFile,
  { kind, question: field, wording: written }: ParsedInput<"check.undecide">,
  context: WorkContext,
): Promise<void> {
  await settled(campaign, () => removeDecision(campaign, { kind: decidableKind(kind), field, written }), context);
}

function settled(campaign: CampaignFile, work: () => number[], context: WorkContext): Promise<void> {
  const steps = function* (): Generator<number, void> {
    const months = work();
    yield 0;
    if (months.length > 0) yield* consolidate(campaign, new Set(months), false);
  };
  return inTransaction(campaign, steps, betweenSteps(context, "Bringing the figures up to date"));
}

function decidableKind(kind: string): DecisionKind {
  const found = DECISION_KINDS.find((own) => own === kind);
  if (found !== undefined) return found;
  const message =
    kind === "unknown-choice"
      ? "Add this choice to its question set; the answers are then read again."
      : "An identifier that cannot be used is left out; correct it at its source and import the file again.";
  throw new BellwetherError("bad-request", message);
}

/** A date as a person types it: ISO, or day before month. */
function momentSaid(text: string): string {
  const moment = momentOf(text, "day-month");
  if (moment === null) {
    throw new BellwetherError(
      "bad-request",
      `“${text}” cannot be read as a date. Write it as 31/01/2025 or 2025-01-31.`,
    );
  }
  return moment;
}
