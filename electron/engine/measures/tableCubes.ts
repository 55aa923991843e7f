import { monthFromNumber } from "../../../shared/month.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { Split, Unit } from "../../../shared/vocabulary.ts";
import type { ExactCube, OptionCounts } from "./cube.ts";
import { codesOf, countsOf, emptyCounts, respondentsOf } from "./exactCubes.ts";
import type { GroupCount } from "./rowCounts.ts";

/** One group of a table: true counts of those who stand by question and option. Internal only. */
export interface TableGroup {
  readonly split: "all" | Split;
  readonly key: string;
  readonly respondents: number;
  readonly counts: Readonly<Record<string, OptionCounts>>;
}

/** What a table inside the app shows of one month. Exact cubes are such; disclosure control takes nothing but those. */
export interface TableCube extends Pick<ExactCube, "month" | "unit" | "questions"> {
  /** In the order of the table, unless it is split by service type or region. */
  readonly groups: readonly TableGroup[];
}

/**
 * Adds counts of those who stand up by any split: an entry a month, with `all` in each.
 * @param names of the groups, in their order
 * @param months store months
 */
export function tableCubes(
  unit: Unit,
  questions: readonly CountedQuestion[],
  counts: readonly GroupCount[],
  { split, names }: { readonly split: Split | "none"; readonly names: readonly string[] },
  months: readonly number[],
): TableCube[] {
  const codes = codesOf(questions);
  const order = new Map(names.map((name, place) => [name, place]));
  const byMonth = Map.groupBy(counts, ({ month }) => month);
  const keysOf = ({ group }: GroupCount): Pick<TableGroup, "split" | "key">[] =>
    split === "none" ? [EVERYBODY] : [{ split, key: names[group] ?? "not_stated" }, EVERYBODY];
  return months.map((month) => {
    const found = countsOf(byMonth.get(month) ?? [], codes, keysOf);
    if (found.size === 0) found.set("", { key: EVERYBODY, counts: emptyCounts(codes) });
    const groups = [...found.values()].map(({ key, counts: own }) => ({ ...key, ...respondentsOf(own) }));
    groups.sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
    return { month: monthFromNumber(month), unit, questions, groups };
  });
}

const EVERYBODY = { split: "all", key: "all" } as const;
