import type { Month } from "../../../../shared/month.ts";
import type { WarningRuleCode } from "../../../../shared/warnings.ts";
import type { Counts } from "./counts.ts";

/** A row as far as the rules of the field look at it. */
export interface QualityRow {
  readonly row: number;
  readonly submittedAt: string | null;
  /** Its location: a CQC id, else a name; null where it names none. */
  readonly location: string | null;
  /** What its parent or organisation goes by, so that rows of one can be compared; null where it names none. */
  readonly group: string | null;
  /** What it answered, the same text for the same answers; empty where it answered fewer than two questions. */
  readonly answers: string;
  readonly counts: Counts;
}

/** What a sheet's rows are about, and when they can have been written. */
export interface QualityContext {
  readonly month: Month | null;
  /** When the file was last saved, as far as is known; zone-less, like submissions. */
  readonly modified: string | null;
  readonly now: string;
}

/** Something worth a look: where, by which rule, and what stands there. */
export interface Finding {
  readonly row: number;
  readonly rule: WarningRuleCode;
  readonly written: string;
}

/** A rule of the field. */
export type QualityRule = (rows: readonly QualityRow[], context: QualityContext) => Finding[];

/** The day of a moment as people write it. */
export function dayOf(moment: string): string {
  return `${moment.slice(8, 10)}/${moment.slice(5, 7)}/${moment.slice(0, 4)}`;
}
