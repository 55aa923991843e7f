import type { Month } from "../../../shared/month.ts";
import type { QuestionCode } from "../../../shared/vocabulary.ts";

/** Whether a respondent finished, stopped halfway, or was the survey's author trying it out. */
export type State = "complete" | "partial" | "preview";

/** One respondent, as every platform's file tells of it. Times are ISO and zone-less; no answer is "". */
export interface Respondent {
  readonly id: number;
  readonly organisation: string;
  readonly postcode: string;
  /** CQC provider id. */
  readonly provider?: string;
  /** Service type as ticked. */
  readonly asked: string;
  readonly answers: Partial<Record<QuestionCode, string>>;
  readonly started: string;
  readonly submitted: string;
  readonly state: State;
}

/** A file as a platform would offer it for download. */
export interface PlatformFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an import of a fixture has to say. */
export interface Expected {
  readonly platform: string | null;
  readonly source: "survey" | "capacity-tracker";
  readonly month: Month;
  /** The file says neither the month nor the year: the user gives the month. */
  readonly monthGiven: boolean;
  /** The file says when each response was sent. */
  readonly dated: boolean;
  readonly rowsRead: number;
  readonly partial: number;
  readonly preview: number;
}

/** Files that belong together (data first, then a key file where there is one), and what comes of them. */
export interface Fixture {
  readonly title: string;
  readonly files: readonly PlatformFile[];
  readonly expected: Expected;
}

/** How a variant is written, and what its files do and do not say. */
export interface Variant {
  readonly title: string;
  readonly platform: string | null;
  readonly source?: "survey" | "capacity-tracker";
  readonly month?: Month;
  readonly monthGiven?: boolean;
  readonly dated?: boolean;
  /** States the platform has a mark for; respondents in other states are left out of the file. */
  readonly marks?: readonly ("partial" | "preview")[];
  readonly write: (respondents: readonly Respondent[]) => readonly PlatformFile[];
}

/** Writes a variant for these respondents. */
export function fixtureOf(variant: Variant, respondents: readonly Respondent[]): Fixture {
  const marks: readonly State[] = ["complete", ...(variant.marks ?? [])];
  const told = respondents.filter((respondent) => marks.includes(respondent.state));
  const count = (state: State): number => told.filter((respondent) => respondent.state === state).length;
  return {
    title: variant.title,
    files: variant.write(told),
    expected: {
      platform: variant.platform,
      source: variant.source ?? "survey",
      month: variant.month ?? ("2025-01" as Month),
      monthGiven: variant.monthGiven ?? false,
      dated: variant.dated ?? true,
      rowsRead: told.length,
      partial: count("partial"),
      preview: count("preview"),
    },
  };
}
