import type { Month } from "../../../shared/month.ts";
import { HANDBACK_SET, type CountedQuestion } from "../../../shared/questionSets.ts";
import { PUBLISHED_SPLITS, type Unit } from "../../../shared/vocabulary.ts";
import type { ExactCube, ExactGroup, Split } from "../measures/cube.ts";
import { type AnswerCounts, countedCodes, exactAnswers, sameBase, sharesBaseWith } from "./answers.ts";
import type { ProtectedSums } from "./magnitudes/sums.ts";
import { checkSums } from "./sums.ts";
import {
  type Additivity,
  type Cell,
  type Draws,
  type Rounded,
  type RoundingProblem,
  ROUNDING_BASE,
  roundCells,
  roundingFailed,
} from "./round.ts";
import type { Solver } from "./solver.ts";

declare const rounded: unique symbol;

/** One group of a protected cube. All counts are multiples of 5 but the last two, which only decide what is shown. */
export interface ProtectedGroup {
  readonly split: Split;
  readonly key: ExactGroup["key"];
  readonly respondents: number;
  /** By question code. */
  readonly questions: Readonly<Record<string, AnswerCounts>>;
  /** True number of organisations: for the display rule only, never shown. */
  readonly organisations: number;
  /** True respondents of the largest organisation as a share of the group's: for the display rule only, never shown. */
  readonly largestShare: number;
  /** Not shown because something could be proved from it, whatever its base; "merged" may still stand in a merged row. */
  readonly withheld?: "merged" | "hidden";
}

/** One month of a question set after rounding: every cell and margin a multiple of 5, every sum intact. Made only by `protectCube`. */
export interface ProtectedCube {
  readonly [rounded]: true;
  readonly month: Month;
  readonly unit: Unit;
  readonly questionSet: string;
  readonly questions: readonly CountedQuestion[];
  readonly groups: readonly ProtectedGroup[];
  /** How many times the roundings were drawn again before all questions fitted (0: the first draw held). */
  readonly redraws: number;
  /** Cells that had to move one multiple further than the adjacent ones, and which question they belong to. */
  readonly relaxed: readonly { readonly question: string; readonly cells: number }[];
  /** By code of a question whose numbers are added up. */
  readonly sums?: Readonly<Record<string, ProtectedSums>>;
}

/** Draws before cells are allowed one further step. */
const MAX_DRAWS = 24;

/**
 * Rounds one month's exact cube to base 5 (DISCLOSURE points 1 and 2): respondents of all groups first, then each
 * question with those totals fixed, so that every question and both commissioners share the same respondents. Choices of
 * one multiple choice share their rounded base as well: roundings of the same number, drawn apart, would tell it.
 * `draws` must be an HMAC of the campaign's secret; its labels name set, month, unit, question, group, answer and draw.
 * @param again by question code, or `RESPONDENTS`, how many times its rounding is to be drawn again: something could be
 * proved from those before
 * @throws BellwetherError `protection-failed` when the counted steps run out or no rounding adds up
 */
export function protectCube(
  cube: ExactCube,
  draws: Draws,
  solver: Solver,
  again: ReadonlyMap<string, number> = new Map(),
): ProtectedCube {
  checkSums(cube);
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const last = draw === MAX_DRAWS - 1;
    const numbered = (cell: string): number => draws(`${cell}|draw ${draw}`);
    const drawsFor = (what: string): DrawsOf => {
      const times = again.get(what) ?? 0;
      return times === 0 ? numbered : (cell) => numbered(`${cell}|again ${times}`);
    };
    const first = draw === 0 && (again.get(RESPONDENTS) ?? 0) === 0;
    const { problem, draw: drawn } = respondentsRounding(cube, drawsFor(RESPONDENTS), first);
    const respondents = roundCells(problem, drawn, solver);
    if (respondents === null) throw roundingFailed(cube.month);
    const questions = roundQuestions(cube, respondents, ({ code }) => drawsFor(code), solver, last);
    if (questions !== null) return assemble(cube, respondents, questions, draw);
  }
  throw roundingFailed(cube.month);
}

/** The respondents of all groups, which every question shares, among what can be drawn again. */
export const RESPONDENTS = "respondents";

type DrawsOf = (label: string) => number;

type RoundedQuestions = ReadonlyMap<string, Rounded>;

function roundQuestions(
  cube: ExactCube,
  respondents: Rounded,
  drawsFor: (question: CountedQuestion) => DrawsOf,
  solver: Solver,
  relax: boolean,
): RoundedQuestions | null {
  const result = new Map<string, Rounded>();
  for (const question of cube.questions) {
    const draw = drawsFor(question);
    const first = sharesBaseWith(question, cube.questions);
    const settled = result.get(first.code);
    const shared = settled === undefined ? null : { question: first, values: settled.values };
    const problem = questionProblem(cube, question, respondents.values, shared);
    const answer = roundCells(problem, draw, solver) ?? (relax ? roundCells(problem, draw, solver, true) : null);
    if (answer === null) return null;
    result.set(question.code, answer);
  }
  return result;
}

/**
 * At the first draw a group of fewer than 5 goes down to 0 where it can, and with it all its answers: up to 5, somebody who
 * knows that one organisation is in it would know that one of its answers went up as well. Who answered is no secret, what
 * they said is. Where nearly all groups are that small it leaves too little to choose from, so later draws are free.
 */
function respondentsRounding(
  cube: ExactCube,
  draw: DrawsOf,
  first: boolean,
): { readonly problem: RoundingProblem; readonly draw: DrawsOf } {
  const cells = cube.groups.map((group) => ({
    label: label(cube, "respondents", group, "all"),
    value: group.respondents,
  }));
  const problem = { cells, additivity: acrossGroups(cube, (group) => group) };
  if (!first) return { problem, draw };
  const tiny = new Set(cells.filter(({ value }) => value < ROUNDING_BASE).map((cell) => cell.label));
  return { problem, draw: (cell) => (tiny.has(cell) ? UP_AT_LAST : draw(cell)) };
}

/** A draw that makes rounding up dearer than anything a few other groups could save. */
const UP_AT_LAST = 10;

/** Subtotals of one question in one group, in the order of their cells; the options follow. */
const SUBTOTALS = ["respondents", "base", "counted", "notApplicable", "noAnswer"] as const;
/** A subtotal, or an option as `optionPart` writes it. */
type Part = string;

/** An option among the parts. A user's own option may be called as a subtotal is. */
function optionPart({ set }: CountedQuestion, option: string): Part {
  return set === HANDBACK_SET ? option : `answer ${option}`;
}

function partsOf(question: CountedQuestion): readonly Part[] {
  return [...SUBTOTALS, ...question.options.map(({ code }) => optionPart(question, code))];
}

/** The first of the questions that share a base, with its cells as they were rounded. */
interface SharedBase {
  readonly question: CountedQuestion;
  readonly values: readonly number[];
}

function questionProblem(
  cube: ExactCube,
  question: CountedQuestion,
  respondents: readonly number[],
  shared: SharedBase | null,
): { cells: Cell[]; additivity: Additivity[] } {
  const parts = partsOf(question);
  const options = parts.slice(SUBTOTALS.length);
  const at = (group: number, part: Part): number => group * parts.length + parts.indexOf(part);
  const cells: Cell[] = [];
  const additivity: Additivity[] = [];
  cube.groups.forEach((group, index) => {
    const answers = exactAnswers(group, question);
    const settled = settledBase(shared, group, index, answers);
    const { base, counted, notApplicable, noAnswer, counts } = answers;
    const values = [group.respondents, base, counted, notApplicable, noAnswer, ...Object.values(counts)];
    parts.forEach((part, place) => {
      const cell = { label: label(cube, question.code, group, part), value: values[place] ?? 0 };
      const fixed = part === "respondents" ? (respondents[index] ?? 0) : settled?.get(part);
      cells.push(fixed === undefined ? cell : { ...cell, fixed });
    });
    const sum = (total: Part, of: readonly Part[]): Additivity => ({
      total: at(index, total),
      parts: of.map((part) => at(index, part)),
    });
    additivity.push(
      sum("respondents", ["base", "notApplicable", "noAnswer"]),
      sum("base", options),
      sum(
        "counted",
        countedCodes(question).map((code) => optionPart(question, code)),
      ),
    );
  });
  // Subtotals across groups follow from these, because they add up within every group.
  for (const part of [...options, "notApplicable", "noAnswer"]) {
    additivity.push(...acrossGroups(cube, (group) => at(group, part)));
  }
  return { cells, additivity };
}

/** The base, not applicable and no answer of a group where another question with the same ones has settled them. */
function settledBase(
  shared: SharedBase | null,
  group: ExactGroup,
  index: number,
  answers: AnswerCounts,
): ReadonlyMap<Part, number> | null {
  if (shared === null || !sameBase(exactAnswers(group, shared.question), answers)) return null;
  const parts = partsOf(shared.question);
  return new Map(
    ["base", "notApplicable", "noAnswer"].map((part) => [
      part,
      shared.values[index * parts.length + parts.indexOf(part)] ?? 0,
    ]),
  );
}

/** "Service types add up to all", "regions add up to all" and "boards add up to all", for one cell of every group. */
function acrossGroups(cube: ExactCube, cellOf: (group: number) => number): Additivity[] {
  const total = cube.groups.findIndex((group) => group.split === "all");
  return PUBLISHED_SPLITS.flatMap((split) => {
    const parts = cube.groups.flatMap((group, index) => (group.split === split ? [cellOf(index)] : []));
    return parts.length === 0 ? [] : [{ total: cellOf(total), parts }];
  });
}

/** The built-in set's labels name no set: figures drawn before there were others stay as they are. */
function label(cube: ExactCube, question: string, group: ExactGroup, part: string): string {
  const set = cube.questionSet === HANDBACK_SET ? [] : [cube.questionSet];
  return [...set, cube.month, cube.unit, question, group.split, group.key, part].join("|");
}

function assemble(cube: ExactCube, respondents: Rounded, rounding: RoundedQuestions, redraws: number): ProtectedCube {
  const groups = cube.groups.map((group, index): ProtectedGroup => {
    const answersOf = (question: CountedQuestion): AnswerCounts => {
      const parts = partsOf(question);
      const values = rounding.get(question.code)?.values ?? [];
      const of = (part: Part): number => values[index * parts.length + parts.indexOf(part)] ?? 0;
      return {
        counts: Object.fromEntries(question.options.map(({ code }) => [code, of(optionPart(question, code))])),
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
      questions: Object.fromEntries(cube.questions.map((question) => [question.code, answersOf(question)])),
      organisations: group.organisations,
      largestShare: group.respondents === 0 ? 0 : group.largestOrganisation / group.respondents,
    };
  });
  const relaxed = [...rounding].flatMap(([question, { relaxed: cells }]) => (cells > 0 ? [{ question, cells }] : []));
  const { month, unit, questionSet, questions } = cube;
  return { month, unit, questionSet, questions, groups, redraws, relaxed } as unknown as ProtectedCube;
}
