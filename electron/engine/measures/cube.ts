import type { Month } from "../../../shared/month.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { PublishedSplit, Unit } from "../../../shared/vocabulary.ts";

declare const exact: unique symbol;

/** How a cube is split. Service types, regions and, where it holds them, boards each add up to `all`. */
export type Split = "all" | PublishedSplit;

/** True counts of one question by option: those of its scale and the states beside the base. Options without answers may be missing. */
export type OptionCounts = Readonly<Record<string, number>>;

/** One group of an exact cube: true counts of standing responses by question and option. */
export interface ExactGroup {
  readonly split: Split;
  /** `all`, a service type, a region or the short name of a board. */
  readonly key: string;
  /** Standing responses in the group, whatever they answered. */
  readonly respondents: number;
  /** Organisations behind the respondents (the same number where the unit is the organisation). */
  readonly organisations: number;
  /** Respondents of the organisation with the most of them (1 where the unit is the organisation). */
  readonly largestOrganisation: number;
  /** By question code. For each question the counts add up to `respondents`. */
  readonly counts: Readonly<Record<string, OptionCounts>>;
}

/**
 * Everything counted of one question set in one month: the finest detail that may ever be shown of it. True counts:
 * internal only. Only groups with at least one respondent are listed; `all` is always there.
 */
export interface ExactCube {
  readonly [exact]?: true;
  readonly month: Month;
  readonly unit: Unit;
  /** The code of the set. */
  readonly questionSet: string;
  readonly questions: readonly CountedQuestion[];
  readonly groups: readonly ExactGroup[];
}

/** Whether a cube, exact or rounded, holds integrated care boards. */
export function holdsBoards({ groups }: { readonly groups: readonly Pick<ExactGroup, "split">[] }): boolean {
  return groups.some(({ split }) => split === "icb");
}

/** The same cube as it is where boards are not shown. */
export function withoutBoards(cube: ExactCube): ExactCube {
  return { ...cube, groups: cube.groups.filter(({ split }) => split !== "icb") };
}
