import { monthFromNumber } from "../../../shared/month.ts";
import {
  OPTIONS,
  QUESTIONS,
  REGIONS,
  SERVICE_TYPES,
  type OptionCode,
  type QuestionCode,
  type Unit,
} from "../../../shared/vocabulary.ts";
import type { ExactCube, ExactGroup } from "./cube.ts";

/** One count of the store's rollup: indexes into shared/vocabulary, months as year x 12 + (month - 1). */
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
 * Adds the rollup up into one cube a month, earliest first: all, each service type, each region.
 * @param members who stands, for the number of organisations and the largest; empty where only tables are wanted
 */
export function exactCubes(unit: Unit, counts: readonly CountRow[], members: readonly MemberRow[]): ExactCube[] {
  const membersByMonth = Map.groupBy(members, (row) => row.month);
  return [...Map.groupBy(counts, (row) => row.month)]
    .sort(([a], [b]) => a - b)
    .map(([month, rows]) => ({
      month: monthFromNumber(month),
      unit,
      groups: groupsOf(rows, membersByMonth.get(month) ?? []),
    }));
}

type Counts = Record<QuestionCode, Partial<Record<OptionCode, number>>>;
type Key = Pick<ExactGroup, "split" | "key">;

function groupsOf(rows: readonly CountRow[], members: readonly MemberRow[]): ExactGroup[] {
  const counts = new Map<string, { key: Key; counts: Counts }>();
  for (const row of rows) {
    const question = QUESTIONS[row.question];
    const option = OPTIONS[row.option];
    if (question === undefined || option === undefined) continue;
    for (const key of keysOf(row)) {
      const id = `${key.split} ${key.key}`;
      let group = counts.get(id);
      if (group === undefined) {
        group = { key, counts: emptyCounts() };
        counts.set(id, group);
      }
      group.counts[question][option] = (group.counts[question][option] ?? 0) + row.n;
    }
  }
  const organisations = organisationsOf(members);
  return [...counts].map(([id, group]) => {
    const sizes = organisations.get(id) ?? new Map<string, number>();
    return {
      ...group.key,
      counts: group.counts,
      respondents: Math.max(...Object.values(group.counts).map((options) => total(options))),
      organisations: sizes.size,
      largestOrganisation: Math.max(0, ...sizes.values()),
    };
  });
}

/** Every question has an answer, a blank or the like from each respondent; questions that were not read have none. */
function total(options: Readonly<Partial<Record<OptionCode, number>>>): number {
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

function keysOf(row: Pick<CountRow, "serviceType" | "region">): Key[] {
  return [
    { split: "all", key: "all" },
    { split: "service-type", key: SERVICE_TYPES[row.serviceType] ?? "not_stated" },
    { split: "region", key: REGIONS[row.region] ?? "not_stated" },
  ];
}

function emptyCounts(): Counts {
  return {
    "intent.la": {},
    "intent.nhs": {},
    "discussion.la": {},
    "discussion.nhs": {},
    "handback.la": {},
    "handback.nhs": {},
  };
}
