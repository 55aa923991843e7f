import { monthFromNumber } from "../../../shared/month.ts";
import { HANDBACK_SET, type CountedQuestion } from "../../../shared/questionSets.ts";
import { OPTIONS, REGIONS, SERVICE_TYPES, type OptionCode, type Unit } from "../../../shared/vocabulary.ts";
import type { ExactCube, ExactGroup } from "./cube.ts";

/** One count of the store's rollup: options and questions as the store numbers them, months as year x 12 + (month - 1). */
export interface CountRow {
  readonly month: number;
  readonly question: number;
  readonly serviceType: number;
  readonly region: number;
  readonly option: number;
  readonly n: number;
}

/** Who stands: respondents of a month by service type, region and organisation. */
export interface MemberRow {
  readonly month: number;
  readonly serviceType: number;
  readonly region: number;
  readonly organisation: string;
  readonly n: number;
}

/**
 * Adds the rollup of one question set up into one cube a month, earliest first: all, each service type, each region.
 * @param questions the set's counted questions, or those of them that are wanted; other questions' rows are passed over
 * @param members who stands, for the number of organisations and the largest; empty where only tables are wanted
 */
export function exactCubes(
  unit: Unit,
  questions: readonly CountedQuestion[],
  counts: readonly CountRow[],
  members: readonly MemberRow[],
): ExactCube[] {
  const codes = codesOf(questions);
  const membersByMonth = Map.groupBy(members, (row) => row.month);
  return [
    ...Map.groupBy(
      counts.filter((row) => codes.has(row.question)),
      (row) => row.month,
    ),
  ]
    .sort(([a], [b]) => a - b)
    .map(([month, rows]) => ({
      month: monthFromNumber(month),
      unit,
      questionSet: questions[0]?.set ?? HANDBACK_SET,
      questions,
      groups: groupsOf(rows, membersByMonth.get(month) ?? [], codes),
    }));
}

/** What the numbers of the store mean: by question its code, and by option the option's. */
export type Codes = ReadonlyMap<number, { readonly code: string; readonly options: ReadonlyMap<number, string> }>;

/** States of an answer that every question shares. They stand beside the base. */
const STATES: readonly OptionCode[] = ["not_applicable", "blank", "unrecognised"];

/** What the numbers of some questions mean. */
export function codesOf(questions: readonly CountedQuestion[]): Codes {
  const states = STATES.map((state): [number, string] => [OPTIONS.indexOf(state), state]);
  return new Map(
    questions.map(({ id, code, options }) => [
      id,
      { code, options: new Map([...options.map((option): [number, string] => [option.id, option.code]), ...states]) },
    ]),
  );
}

type Counts = Record<string, Record<string, number>>;

/** Adds counts up by group, each row in every group that `groups` gives it. */
export function countsOf<
  Row extends Pick<CountRow, "question" | "option" | "n">,
  Key extends { readonly split: string; readonly key: string },
>(rows: readonly Row[], codes: Codes, groups: (row: Row) => readonly Key[]): Map<string, { key: Key; counts: Counts }> {
  const counts = new Map<string, { key: Key; counts: Counts }>();
  for (const row of rows) {
    const question = codes.get(row.question);
    if (question === undefined) continue;
    // What the scale no longer has is an answer nobody has explained.
    const option = question.options.get(row.option) ?? "unrecognised";
    for (const key of groups(row)) {
      const id = `${key.split} ${key.key}`;
      let group = counts.get(id);
      if (group === undefined) {
        group = { key, counts: emptyCounts(codes) };
        counts.set(id, group);
      }
      const own = (group.counts[question.code] ??= {});
      own[option] = (own[option] ?? 0) + row.n;
    }
  }
  return counts;
}

/** How many stand in a group whatever they answered, and what they answered to each question. */
export function respondentsOf(counts: Counts): Pick<ExactGroup, "respondents" | "counts"> {
  const respondents = Math.max(...Object.values(counts).map((options) => total(options)));
  const all = Object.entries(counts).map(([code, options]) => [code, asked(options, respondents)]);
  return { respondents, counts: Object.fromEntries(all) as Counts };
}

function groupsOf(rows: readonly CountRow[], members: readonly MemberRow[], codes: Codes): ExactGroup[] {
  const organisations = organisationsOf(members);
  return [...countsOf(rows, codes, keysOf)].map(([id, { key, counts }]) => {
    const sizes = organisations.get(id) ?? new Map<string, number>();
    return {
      ...key,
      ...respondentsOf(counts),
      organisations: sizes.size,
      largestOrganisation: Math.max(0, ...sizes.values()),
    };
  });
}

/** Every question has an answer, a blank or the like from each respondent; a question that came later has none at all. */
function asked(options: Record<string, number>, respondents: number): Record<string, number> {
  return total(options) === 0 ? { blank: respondents } : options;
}

function total(options: Readonly<Record<string, number>>): number {
  return Object.values(options).reduce((sum, n) => sum + n, 0);
}

/** By group, the respondents of each organisation. */
function organisationsOf(members: readonly MemberRow[]): Map<string, Map<string, number>> {
  const groups = new Map<string, Map<string, number>>();
  for (const row of members) {
    for (const key of keysOf(row)) {
      const id = `${key.split} ${key.key}`;
      const sizes = groups.get(id) ?? new Map<string, number>();
      sizes.set(row.organisation, (sizes.get(row.organisation) ?? 0) + row.n);
      groups.set(id, sizes);
    }
  }
  return groups;
}

function keysOf(row: Pick<CountRow, "serviceType" | "region">): Pick<ExactGroup, "split" | "key">[] {
  return [
    { split: "all", key: "all" },
    { split: "service-type", key: SERVICE_TYPES[row.serviceType] ?? "not_stated" },
    { split: "region", key: REGIONS[row.region] ?? "not_stated" },
  ];
}

/** No answer to any question. */
export function emptyCounts(codes: Codes): Counts {
  return Object.fromEntries(
    [...codes.values()].map(({ code, options }) => [
      code,
      Object.fromEntries([...options.values()].map((option) => [option, 0])),
    ]),
  );
}
