import type { Month } from "../../../shared/month.ts";
import type { Respondent } from "../measures/respondents.ts";
import type { ProtectedPair } from "./matched.ts";
import type { ProtectedCube } from "./protect.ts";

export type { Respondent } from "../measures/respondents.ts";

/** One month of a question set as it is, or is to be, published: who stood, and the figures made of them. */
export interface Collection {
  readonly questionSet: string;
  readonly month: Month;
  readonly cube: ProtectedCube;
  readonly respondents: readonly Respondent[];
  /** How those who also stood in an earlier collection answered in both; missing where there is none before it. */
  readonly pairs?: readonly ProtectedPair[];
  /** Another release has figures of the same month of its own: this one's are known to readers, but no pack holds them. */
  readonly elsewhere?: true;
}
