import type { AnswerTable, OwnQuestionCode, TableRow } from "../../../shared/contract.ts";
import { HANDBACK_QUESTIONS, type CountedQuestion } from "../../../shared/questionSets.ts";
import { GROUP_FIELDS } from "../../../shared/tables.ts";
import {
  type Commissioner,
  type PublishedSplit,
  REGIONS,
  SERVICE_TYPES,
  type Stage,
} from "../../../shared/vocabulary.ts";
import { holdsBoards, type Split } from "../measures/cube.ts";
import { explained, subjectsOf } from "../measures/exactTable.ts";
import { shownSums } from "./magnitudes/rows.ts";
import type { ProtectedCube } from "./protect.ts";
import { remedyFor } from "./remedies.ts";
import { type DisplayRules, displayRules } from "./rules.ts";
import { emptyGroup, mergeGroups, passes, rowFigures, type ShownGroup } from "./show.ts";

declare const protectedBrand: unique symbol;

/** One row of a protected table; every figure comes from a rounded cube. */
export type ProtectedRow = Readonly<TableRow>;

/** A table after disclosure control: the only kind that may leave the app. Made by `protectedTable` and `matchedIntentTable` alone. */
export interface ProtectedTable extends Readonly<Omit<AnswerTable, "rows" | "protected">> {
  readonly [protectedBrand]: true;
  readonly protected: true;
  readonly rows: readonly ProtectedRow[];
}

export interface ProtectedTableQuery {
  /** A stage, or a question of the cubes' own set. */
  readonly measure: Stage | OwnQuestionCode;
  /** Null for both; rows then say whose they are. Null for a user's own question. */
  readonly commissioner: Commissioner | null;
  readonly by: PublishedSplit | "none";
}

/**
 * The publishable table of one stage, or one question of a user's own set, over the months of `cubes`: a row for every group of the split, whether anyone
 * of it answered or not, then a merged row where that makes hidden groups showable, then `all`. By board it is over the
 * months that hold boards, with every board of any of them.
 * @param stricter display rules in place of the defaults; never looser ones
 */
export function protectedTable(
  cubes: readonly ProtectedCube[],
  query: ProtectedTableQuery,
  stricter: Partial<DisplayRules> = {},
): ProtectedTable {
  const rules = displayRules(stricter);
  const unit = cubes[0]?.unit ?? "organisation";
  if (cubes.some((cube) => cube.unit !== unit)) throw new Error("A table cannot mix organisations and locations.");
  const held = query.by === "icb" ? cubes.filter(holdsBoards) : cubes;
  const months = held.toSorted((a, b) => (a.month < b.month ? -1 : 1));
  const boards = boardsIn(months);
  const questions = cubes[0]?.questions ?? HANDBACK_QUESTIONS;
  const summed = new Set(cubes.flatMap(({ sums }) => Object.keys(sums ?? {})));
  const rows = months.flatMap((cube) =>
    subjectsOf(query, cube.questions).flatMap(({ question, whose }) => {
      const shown = shownGroups(cube, query.by, question, rules, boards);
      const sums = summed.has(question.code) ? shownSums(cube, query.by, question.code, shown, rules) : null;
      return shown.map((group, _, groups): ProtectedRow => {
        const figures = rowFigures(group, question, rules);
        const { hidden } = figures;
        const sum = sums?.get(group.key);
        const added = sum === undefined ? {} : { sum };
        const row = { month: cube.month, ...whose, ...group.name, ...figures, ...added };
        if (hidden === undefined) return row;
        const alone = groups.filter(({ key, merges }) => key !== "all" && merges === undefined);
        return { ...row, remedy: remedyFor(group, alone, question, rules, cube.unit, hidden) };
      });
    }),
  );
  const { measure, commissioner } = query;
  const table = { measure, ...explained(query, questions), commissioner, unit, protected: true, rows };
  return table as unknown as ProtectedTable;
}

/** The boards that anybody of some cubes named, in order; none where the cubes hold no boards. */
export function boardsIn(cubes: readonly ProtectedCube[]): readonly string[] {
  const keys = cubes.flatMap(({ groups }) => groups.flatMap(({ split, key }) => (split === "icb" ? [key] : [])));
  return [...new Set(keys)].filter((key) => key !== "not_stated").toSorted();
}

type By = ProtectedTableQuery["by"];

/**
 * The groups of a split as a table shows them for one question: every group of the split, whether anyone of it answered or
 * not, then the merged one where that makes hidden groups showable, then `all`.
 * @param boards those that a table over more months shows; whatever they are, a merged row has the same figures
 */
export function shownGroups(
  cube: ProtectedCube,
  by: By,
  question: CountedQuestion,
  rules: DisplayRules,
  boards: readonly string[] = boardsIn([cube]),
): readonly ShownGroup[] {
  const find = (split: Split, key: string): ShownGroup => groupIn(cube, { split, key }, question, nameOf(by, key));
  const all = find("all", "all");
  if (by === "none") return [all];
  const keys = by === "icb" ? [...boards, "not_stated"] : by === "region" ? REGIONS : SERVICE_TYPES;
  const groups = keys.map((key) => find(by, key));
  const failing = groups.filter((group) => !passes(group, rules) && group.withheld !== "hidden");
  // Boards that only other months name add nobody: with them alone a board would be shown by itself.
  const enough = by !== "icb" || failing.filter(({ respondents }) => respondents > 0).length > 1;
  const mergedKey = MERGED_KEYS[by];
  const merged = enough ? mergeGroups(failing, nameOf(by, mergedKey), mergedKey, cube.unit) : null;
  return merged !== null && passes(merged, rules) ? [...groups, merged, all] : [...groups, all];
}

/** One group of a cube as tables show it; nobody where nobody of it responded. */
export function groupIn(
  cube: ProtectedCube,
  { split, key }: { readonly split: Split; readonly key: string },
  question: CountedQuestion,
  name: ShownGroup["name"] = {},
): ShownGroup {
  const group = cube.groups.find((candidate) => candidate.split === split && candidate.key === key);
  const answers = group?.questions[question.code];
  if (group === undefined || answers === undefined) return emptyGroup(name, key, question);
  const { organisations, largestShare, respondents, withheld } = group;
  const shown = { name, key, answers, organisations, largestShare, respondents };
  return withheld === undefined ? shown : { ...shown, withheld };
}
/** What the merged row of a split is called. */
const MERGED_KEYS = {
  "service-type": "other_services",
  region: "rest_of_england",
  icb: "other_boards",
} as const satisfies Readonly<Record<PublishedSplit, string>>;

function nameOf(by: By, key: string): ShownGroup["name"] {
  return (by === "none" ? { serviceType: key } : { [GROUP_FIELDS[by]]: key }) as ShownGroup["name"];
}
