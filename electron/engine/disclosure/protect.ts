import type { Month } from "../../../shared/month.ts";
import { QUESTIONS, type OptionCode, type QuestionCode, type Unit } from "../../../shared/vocabulary.ts";
import type { ExactCube, ExactGroup, Split } from "../measures/cube.ts";
import { type AnswerCounts, exactAnswers, scaleOf } from "./answers.ts";
import { type Additivity, type Cell, type Draws, type Rounded, roundCells, roundingFailed } from "./round.ts";
import type { Solver } from "./solver.ts";

declare const rounded: unique symbol;

/** One group of a protected cube. All counts are multiples of 5 but the last two, which only decide what is shown. */
export interface ProtectedGroup {
  readonly split: Split;
  readonly key: ExactGroup["key"];
  readonly respondents: number;
  readonly questions: Readonly<Record<QuestionCode, AnswerCounts>>;
  /** True number of organisations: for the display rule only, never shown. */
  readonly organisations: number;
  /** True respondents of the largest organisation as a share of the group's: for the display rule only, never shown. */
  readonly largestShare: number;
}

/** One month after rounding: every cell and margin a multiple of 5, every sum intact. Made only by `protectCube`. */
export interface ProtectedCube {
  readonly [rounded]: true;
  readonly month: Month;
  readonly unit: Unit;
  readonly groups: readonly ProtectedGroup[];
  /** How many times the roundings were drawn again before all questions fitted (0: the first draw held). */
  readonly redraws: number;
  /** Cells that had to move one multiple further than the adjacent ones, and which question they belong to. */
  readonly relaxed: readonly { readonly question: QuestionCode; readonly cells: number }[];
}

/** Draws before cells are allowed one further step. */
const MAX_DRAWS = 24;

/**
 * Rounds one month's exact cube to base 5 (DISCLOSURE points 1 and 2): respondents of all groups first, then each
 * question with those totals fixed, so that every question and both commissioners share the same respondents.
 * `draws` must be an HMAC of the campaign's secret; its labels name month, unit, question, group, answer and draw.
 * @throws BellwetherError `protection-failed` when the counted steps run out or no rounding adds up
 */
export function protectCube(cube: ExactCube, draws: Draws, solver: Solver): ProtectedCube {
  checkSums(cube);
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const last = draw === MAX_DRAWS - 1;
    const numbered = (cell: string): number => draws(`${cell}|draw ${draw}`);
    const respondents = roundCells(respondentsProblem(cube), numbered, solver);
    if (respondents === null) throw roundingFailed(cube.month);
    const questions = roundQuestions(cube, respondents, numbered, solver, last);
    if (questions !== null) return assemble(cube, respondents, questions, draw);
  }
  throw roundingFailed(cube.month);
}

type RoundedQuestions = ReadonlyMap<QuestionCode, Rounded>;

function roundQuestions(
  cube: ExactCube,
  respondents: Rounded,
  draw: (label: string) => number,
  solver: Solver,
  relax: boolean,
): RoundedQuestions | null {
  const result = new Map<QuestionCode, Rounded>();
  for (const question of QUESTIONS) {
    const problem = questionProblem(cube, question, respondents.values);
    const answer = roundCells(problem, draw, solver) ?? (relax ? roundCells(problem, draw, solver, true) : null);
    if (answer === null) return null;
    result.set(question, answer);
  }
  return result;
}

function respondentsProblem(cube: ExactCube): { cells: Cell[]; additivity: Additivity[] } {
  const cells = cube.groups.map((group) => ({
    label: label(cube, "respondents", group, "all"),
    value: group.respondents,
  }));
  return { cells, additivity: acrossGroups(cube, (group) => group) };
}

/** Parts of one question in one group, in the order of their cells: respondents (fixed), subtotals, options. */
type Part = "respondents" | "base" | "counted" | "notApplicable" | "noAnswer" | OptionCode;

function partsOf(question: QuestionCode): readonly Part[] {
  return ["respondents", "base", "counted", "notApplicable", "noAnswer", ...scaleOf(question).inBase];
}

function questionProblem(
  cube: ExactCube,
  question: QuestionCode,
  respondents: readonly number[],
): { cells: Cell[]; additivity: Additivity[] } {
  const parts = partsOf(question);
  const scale = scaleOf(question);
  const at = (group: number, part: Part): number => group * parts.length + parts.indexOf(part);
  const cells: Cell[] = [];
  const additivity: Additivity[] = [];
  cube.groups.forEach((group, index) => {
    const answers = exactAnswers(group, question);
    for (const part of parts) {
      const cell = { label: label(cube, question, group, part), value: valueOf(answers, part, group.respondents) };
      cells.push(part === "respondents" ? { ...cell, fixed: respondents[index] ?? 0 } : cell);
    }
    const sum = (total: Part, of: readonly Part[]): Additivity => ({
      total: at(index, total),
      parts: of.map((part) => at(index, part)),
    });
    additivity.push(
      sum("respondents", ["base", "notApplicable", "noAnswer"]),
      sum("base", scale.inBase),
      sum("counted", scale.counted),
    );
  });
  // Subtotals across groups follow from these, because they add up within every group.
  for (const part of [...scale.inBase, "notApplicable", "noAnswer"] as const) {
    additivity.push(...acrossGroups(cube, (group) => at(group, part)));
  }
  return { cells, additivity };
}

/** "Service types add up to all" and "regions add up to all", for one cell of every group. */
function acrossGroups(cube: ExactCube, cellOf: (group: number) => number): Additivity[] {
  const total = cube.groups.findIndex((group) => group.split === "all");
  return (["service-type", "region"] as const).flatMap((split) => {
    const parts = cube.groups.flatMap((group, index) => (group.split === split ? [cellOf(index)] : []));
    return parts.length === 0 ? [] : [{ total: cellOf(total), parts }];
  });
}

function label(cube: ExactCube, question: string, group: ExactGroup, part: string): string {
  return [cube.month, cube.unit, question, group.split, group.key, part].join("|");
}

function valueOf(answers: AnswerCounts, part: Part, respondents: number): number {
  switch (part) {
    case "respondents":
      return respondents;
    case "base":
    case "counted":
    case "notApplicable":
    case "noAnswer":
      return answers[part];
    default:
      return answers.counts[part] ?? 0;
  }
}

function assemble(cube: ExactCube, respondents: Rounded, rounding: RoundedQuestions, redraws: number): ProtectedCube {
  const groups = cube.groups.map((group, index): ProtectedGroup => {
    const answersOf = (question: QuestionCode): AnswerCounts => {
      const parts = partsOf(question);
      const values = rounding.get(question)?.values ?? [];
      const of = (part: Part): number => values[index * parts.length + parts.indexOf(part)] ?? 0;
      return {
        counts: Object.fromEntries(scaleOf(question).inBase.map((option) => [option, of(option)])),
        base: of("base"),
        counted: of("counted"),
        notApplicable: of("notApplicable"),
        noAnswer: of("noAnswer"),
      };
    };
    return {
      split: group.split,
      key: group.key,
      respondents: respondents.values[index] ?? 0,
      questions: Object.fromEntries(
        QUESTIONS.map((question) => [question, answersOf(question)]),
      ) as ProtectedGroup["questions"],
      organisations: group.organisations,
      largestShare: group.respondents === 0 ? 0 : group.largestOrganisation / group.respondents,
    };
  });
  const relaxed = [...rounding].flatMap(([question, { relaxed: cells }]) => (cells > 0 ? [{ question, cells }] : []));
  const { month, unit } = cube;
  return { month, unit, groups, redraws, relaxed } as unknown as ProtectedCube;
}

/** A cube whose true counts do not add up is a defect of the measures, never something to round over. */
function checkSums(cube: ExactCube): void {
  const all = cube.groups.filter((group) => group.split === "all");
  const total = all[0];
  if (total === undefined || all.length > 1) throw new Error("An exact cube has exactly one group for all.");
  for (const group of cube.groups) {
    for (const question of QUESTIONS) {
      const { base, notApplicable, noAnswer } = exactAnswers(group, question);
      if (base + notApplicable + noAnswer !== group.respondents) {
        throw new Error(`The answers to ${question} do not add up to the respondents of ${group.key}.`);
      }
    }
  }
  for (const split of ["service-type", "region"] as const) {
    const parts = cube.groups.filter((group) => group.split === split);
    if (parts.length === 0) continue;
    if (parts.reduce((sum, group) => sum + group.respondents, 0) !== total.respondents) {
      throw new Error(`The groups of ${split} do not add up to all respondents.`);
    }
    for (const question of QUESTIONS) {
      for (const option of [...scaleOf(question).inBase, "not_applicable"] as const) {
        const sum = parts.reduce((n, group) => n + (group.counts[question][option] ?? 0), 0);
        if (sum !== (total.counts[question][option] ?? 0)) {
          throw new Error(`The groups of ${split} do not add up to all for ${question}, ${option}.`);
        }
      }
    }
  }
}
