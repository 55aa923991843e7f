import type { AnswerTable, OwnQuestionCode, TableQuery, TableRow } from "../../../shared/contract.ts";
import { HANDBACK_QUESTIONS, HANDBACK_SET, type CountedQuestion } from "../../../shared/questionSets.ts";
import { GROUP_FIELDS, groupOfRow } from "../../../shared/tables.ts";
import {
  COMMISSIONERS,
  questionOf,
  REGIONS,
  SERVICE_TYPES,
  STAGES,
  type Commissioner,
  type Split,
  type Stage,
} from "../../../shared/vocabulary.ts";
import { rounded } from "./rounded.ts";
import type { TableCube, TableGroup } from "./tableCubes.ts";
import { wilson } from "./wilson.ts";

declare const exact: unique symbol;

/** A table of true counts: internal only. Its protected twin is made in `disclosure/` and is another type. */
export type ExactTable = AnswerTable & { readonly [exact]?: true };

/** What a table shows. */
export interface TableShape {
  /** A stage, or a question of the cubes' own set. */
  readonly measure: Stage | OwnQuestionCode;
  readonly by: TableQuery["by"];
  /** Null for both, each row then naming its own; and for a user's own questions. */
  readonly commissioner: Commissioner | null;
}

/** One question of a table, and whose its rows are where they have to say so. */
export interface TableSubject {
  readonly question: CountedQuestion;
  readonly whose: Pick<TableRow, "commissioner">;
}

/** The questions a table shows, in the order of its rows: one a commissioner, or the one of a user's own set. */
export function subjectsOf(shape: TableShape, questions: readonly CountedQuestion[]): readonly TableSubject[] {
  const stage = STAGES.find((candidate) => candidate === shape.measure);
  if (stage === undefined) return [{ question: named(questions, shape.measure), whose: {} }];
  const commissioners = shape.commissioner === null ? COMMISSIONERS : [shape.commissioner];
  return commissioners.map((commissioner) => ({
    question: named(HANDBACK_QUESTIONS, questionOf(stage, commissioner)),
    whose: shape.commissioner === null ? { commissioner } : {},
  }));
}

/** How a table explains a question of a user's own set; the stages explain themselves. */
export function explained(
  { measure }: Pick<TableShape, "measure">,
  questions: readonly CountedQuestion[],
): Pick<AnswerTable, "question"> {
  const question = questions.find(({ code }) => code === measure);
  if (question === undefined) return {};
  const { label, wording, summed } = question;
  const options = question.options.map((option) => ({
    code: option.code,
    label: option.label,
    counted: option.counted,
  }));
  const code = question.code as OwnQuestionCode;
  return { question: { code, label, wording, options, ...(summed === true ? { summed } : {}) } };
}

/** How a row names the answers that count towards its share; null where hidden, or where none of the options counts. */
export function countedAs(
  question: CountedQuestion,
  counted: number | null,
): Pick<TableRow, "intends" | "yes" | "counted"> {
  if (question.set !== HANDBACK_SET) return { counted: hasShare(question) ? counted : null };
  return question.code.startsWith("intent") ? { intends: counted } : { yes: counted };
}

/** Whether any option of a question counts towards a share. */
export function hasShare({ options }: Pick<CountedQuestion, "options">): boolean {
  return options.some(({ counted }) => counted);
}

/** The table of some months, one row a month, commissioner and group, `all` last (DESIGN section 7). */
export function exactTable(
  cubes: readonly TableCube[],
  shape: TableShape,
  questions: readonly CountedQuestion[] = HANDBACK_QUESTIONS,
): ExactTable {
  return {
    measure: shape.measure,
    ...explained(shape, questions),
    commissioner: shape.commissioner,
    unit: cubes[0]?.unit ?? "organisation",
    protected: false,
    rows: cubes.flatMap((cube) => rowsOf(cube, shape)),
  };
}

/** A comparison of two months over the members that stand in both. */
export interface MatchedCubes {
  readonly cube: TableCube;
  readonly other: TableCube;
}

/** The table of matched members: each month beside the one it is compared with, over the members that stand in both. */
export function matchedTable(
  pairs: readonly MatchedCubes[],
  shape: TableShape,
  questions: readonly CountedQuestion[] = HANDBACK_QUESTIONS,
): ExactTable {
  const rows = pairs.flatMap(({ cube, other }) => {
    const before = new Map(rowsOf(other, shape).map((row) => [rowKey(row, shape.by), row]));
    return rowsOf(cube, shape).map((row) => {
      const then = before.get(rowKey(row, shape.by));
      return {
        ...row,
        comparedWith: other.month,
        before: {
          base: then?.base ?? 0,
          counted: then?.intends ?? then?.yes ?? then?.counted ?? 0,
          share: then?.share ?? null,
          ...(row.counted === undefined ? {} : { counts: then?.counts ?? {} }),
        },
      };
    });
  });
  return { ...exactTable([], shape, questions), unit: pairs[0]?.cube.unit ?? "organisation", matched: true, rows };
}

function rowKey(row: TableRow, by: TableShape["by"]): string {
  return `${row.commissioner ?? ""} ${groupOfRow(row, by)}`;
}

function rowsOf(cube: TableCube, shape: TableShape): TableRow[] {
  return subjectsOf(shape, cube.questions).flatMap((subject) =>
    groupsOf(cube, shape.by).map((group) => rowOf(cube, group, shape.by, subject)),
  );
}

function named(questions: readonly CountedQuestion[], code: string): CountedQuestion {
  const question = questions.find((candidate) => candidate.code === code);
  if (question === undefined) throw new Error(`No question ${code}`);
  return question;
}

/** The groups of a cube that a split shows: in the vocabulary's order, else the cube's own, `all` last. */
export function groupsOf(cube: TableCube, by: TableShape["by"]): TableGroup[] {
  const order: readonly string[] = by === "service-type" ? SERVICE_TYPES : by === "region" ? REGIONS : [];
  const inSplit = cube.groups
    .filter((group) => group.split === by)
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  return [...inSplit, ...cube.groups.filter((group) => group.split === "all")];
}

function rowOf(cube: TableCube, group: TableGroup, by: TableShape["by"], { question, whose }: TableSubject): TableRow {
  const counts = group.counts[question.code] ?? {};
  const n = (option: string): number => counts[option] ?? 0;
  const sum = (options: CountedQuestion["options"]): number => options.reduce((of, { code }) => of + n(code), 0);
  const base = sum(question.options);
  const counted = sum(question.options.filter((option) => option.counted));
  const interval = hasShare(question) ? wilson(counted, base) : null;
  const unrecognised = n("unrecognised");
  return {
    month: cube.month,
    ...whose,
    ...groupKey(by, group.key),
    base,
    counts: Object.fromEntries(question.options.map(({ code }) => [code, n(code)])),
    notApplicable: n("not_applicable"),
    blank: n("blank"),
    ...(unrecognised > 0 ? { unrecognised } : {}),
    ...countedAs(question, counted),
    share: interval === null ? null : rounded(counted / base, 4),
    low: interval === null ? null : rounded(interval.low, 3),
    high: interval === null ? null : rounded(interval.high, 3),
  };
}

type GroupKey = Pick<TableRow, (typeof GROUP_FIELDS)[Split]>;

/** How a row names its group, everybody where none is given: in the field of its split, or not at all. */
export function groupKey(by: TableShape["by"], key = "all"): GroupKey {
  return by === "none" ? {} : { [GROUP_FIELDS[by]]: key };
}
