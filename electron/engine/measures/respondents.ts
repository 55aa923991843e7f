import type { Month } from "../../../shared/month.ts";
import { HANDBACK_SET, type CountedQuestion } from "../../../shared/questionSets.ts";
import type { Region, ServiceType } from "../../../shared/vocabulary.ts";
import type { ExactCube, ExactGroup } from "./cube.ts";

/** One who stood in a collection: what a reader may know of them, and what they answered. Never leaves the campaign. */
export interface Respondent {
  /** The organisation, as the store keeps it. */
  readonly member: string;
  /** Of the response that stood, in hex. */
  readonly fingerprint: string;
  readonly serviceType: ServiceType;
  readonly region: Region;
  /** The integrated care board by its official short name; `not_stated` where it is not known, or boards are not shown. */
  readonly icb: string;
  /** By question code: an option, `not_applicable`, or `blank` for no answer and for wordings still unexplained. */
  readonly answers: Readonly<Record<string, string>>;
  /** By code of a question whose numbers are added up, what they gave, in hundredths; nothing where they gave no number. */
  readonly numbers?: Readonly<Record<string, number>>;
}

/**
 * The exact cube of organisations that stood in one month: all, each service type, each region; and each board, where
 * any of them has one.
 */
export function cubeOfRespondents(
  month: Month,
  questions: readonly CountedQuestion[],
  respondents: readonly Respondent[],
): ExactCube {
  const groups = groupsOf(respondents).map(({ inside, ...group }) => ({ ...group, ...counted(questions, inside) }));
  const all = groups.length > 0 ? groups : [{ split: "all", key: "all", ...counted(questions, []) } as const];
  return { month, unit: "organisation", questionSet: questions[0]?.set ?? HANDBACK_SET, questions, groups: all };
}

/** All, each service type and each region that somebody is in, with those who are: the groups of a cube, in their order. */
export function groupsOf(
  respondents: readonly Respondent[],
): readonly (Pick<ExactGroup, "split" | "key"> & { readonly inside: readonly Respondent[] })[] {
  const splits = [
    { split: "all", keyOf: () => "all" },
    { split: "service-type", keyOf: ({ serviceType }: Respondent) => serviceType },
    { split: "region", keyOf: ({ region }: Respondent) => region },
    ...(respondents.some(({ icb }) => icb !== "not_stated")
      ? [{ split: "icb" as const, keyOf: ({ icb }: Respondent) => icb }]
      : []),
  ] as const;
  return splits.flatMap(({ split, keyOf }) =>
    [...Map.groupBy<string, Respondent>(respondents, keyOf)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => ({ split, key, inside })),
  );
}

function counted(
  questions: readonly CountedQuestion[],
  respondents: readonly Respondent[],
): Omit<ExactGroup, "split" | "key"> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { code } of questions) {
    const own: Record<string, number> = {};
    for (const { answers } of respondents) {
      const answer = answers[code] ?? "blank";
      own[answer] = (own[answer] ?? 0) + 1;
    }
    counts[code] = own;
  }
  return {
    respondents: respondents.length,
    organisations: respondents.length,
    largestOrganisation: Math.min(1, respondents.length),
    counts,
  };
}
