import type { Month } from "../../../shared/month.ts";
import type { OptionCode, QuestionCode, Region, ServiceType, Unit } from "../../../shared/vocabulary.ts";

declare const exact: unique symbol;

/** How a cube is split. Service types and regions each add up to `all`. */
export type Split = "all" | "service-type" | "region";

/** One group of an exact cube: true counts of standing responses by question and option. */
export interface ExactGroup {
  readonly split: Split;
  /** `all`, a service type or a region. */
  readonly key: "all" | ServiceType | Region;
  /** Standing responses in the group, whatever they answered. */
  readonly respondents: number;
  /** Organisations behind the respondents (the same number where the unit is the organisation). */
  readonly organisations: number;
  /** Respondents of the organisation with the most of them (1 where the unit is the organisation). */
  readonly largestOrganisation: number;
  /** True counts. Options without answers may be missing. For each question they add up to `respondents`. */
  readonly counts: Readonly<Record<QuestionCode, Readonly<Partial<Record<OptionCode, number>>>>>;
}

/**
 * Everything counted of one month: the finest detail that may ever be shown of it. True counts: internal only.
 * Only groups with at least one respondent are listed; `all` is always there.
 */
export interface ExactCube {
  readonly [exact]?: true;
  readonly month: Month;
  readonly unit: Unit;
  readonly groups: readonly ExactGroup[];
}
