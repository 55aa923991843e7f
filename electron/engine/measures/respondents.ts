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
  /** The integrated care board by its standard name; `not_stated` where it is not known. */
  readonly icb: string;
  /** By question code: an option, `not_applicable`, or `blank` for no answer and for wordings still unexplained. */
  readonly answers: Readonly<Record<string, string>>;
}

/** The exact cube of organisations that stood in one month: all, each service type, each region. */
export function cubeOfRespondents(
  month: Month,
  questions: readonly CountedQuestion[],
  respondents: readonly Respondent[],
): ExactCube {
  const splits = [
    { split: "all", keyOf: () => "all" },
    { split: "service-type", keyOf: ({ serviceType }: Respondent) => serviceType },
    { split: "region", keyOf: ({ region }: Respondent) => region },
  ] as const;
  const groups = splits.flatMap(({ split, keyOf }) =>
    [...Map.groupBy(respondents, keyOf)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => ({ split, key: key as ExactGroup["key"], ...counted(questions, inside) })),
  );
  const all = groups.length > 0 ? groups : [{ split: "all", key: "all", ...counted(questions, []) } as const];
  return { month, unit: "organisation", questionSet: questions[0]?.set ?? HANDBACK_SET, questions, groups: all };
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
