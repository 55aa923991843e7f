import { BellwetherError } from "../../../shared/errors.ts";
import type { IntegerProgram, Solver } from "./solver.ts";

/** Every published count is a multiple of this. */
export const ROUNDING_BASE = 5;

/** Gives a number in [0,1) for a label: always the same one for the same label and campaign secret. */
export type Draws = (label: string) => number;

/** A true count; where `fixed` is given, its rounded value is settled already. */
export interface Cell {
  /** Names the cell for the draws: month, unit, question, group and answer. */
  readonly label: string;
  readonly value: number;
  readonly fixed?: number;
}

/** The cell `total` is the sum of the cells `parts` (indices into the cells), before and after rounding. */
export interface Additivity {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Cells with the sums that hold between them: any table, of any number of dimensions, margins included. */
export interface RoundingProblem {
  readonly cells: readonly Cell[];
  readonly additivity: readonly Additivity[];
}

export interface Rounded {
  /** Rounded counts, in the order of the cells. */
  readonly values: readonly number[];
  /** Cells that are not at an adjacent multiple: relaxing was allowed and needed, here or where they were settled. */
  readonly relaxed: number;
}

/** Costs are whole numbers, this many to 1. */
const COST_SCALE = 1_000;
/** Leaving an adjacent multiple costs more than any rearrangement of adjacent ones; leaving a true zero even more. */
const STEP_PENALTY = 1_000_000;
const ZERO_PENALTY = 30_000_000;

/**
 * Zero-restricted controlled rounding to base 5: every cell moves to an adjacent multiple, multiples stay, all sums
 * hold; null where that is infeasible. With `relax`, cells may go one multiple further at a high cost. Random costs
 * prefer the nearer multiple: alone, a cell with remainder r goes up with probability r/5. Sums of numbers have another
 * `base` than counts.
 * Source: Cox, L. H. (1987), JASA 82, 520-524; Handbook on Statistical Disclosure Control (2010), chapter 5.
 */
export function roundCells(
  problem: RoundingProblem,
  draw: (label: string) => number,
  solver: Solver,
  relax = false,
  base = ROUNDING_BASE,
): Rounded | null {
  const program = { costs: [] as number[], lower: [] as number[], upper: [] as number[] };
  const add = (cost: number): number => {
    program.lower.push(0);
    program.upper.push(1);
    return program.costs.push(cost) - 1;
  };
  const terms = problem.cells.map((cell): Term => {
    if (cell.fixed !== undefined) return { floor: cell.fixed / base, steps: [], extra: [] };
    const floor = Math.floor(cell.value / base);
    const remainder = cell.value % base;
    const steps: Step[] = [];
    if (remainder > 0) {
      const cost = Math.round((draw(cell.label) - remainder / base) * COST_SCALE);
      steps.push({ column: add(cost), by: 1 });
    }
    const extra: Step[] = [];
    if (relax) {
      extra.push({ column: add(cell.value === 0 ? ZERO_PENALTY : STEP_PENALTY), by: 1 });
      if (floor > 0) extra.push({ column: add(STEP_PENALTY), by: -1 });
    }
    return { floor, steps, extra };
  });
  const rows = problem.additivity.map((sum) => row(terms, sum)).filter((r) => r.columns.length > 0 || r.low !== 0);
  if (rows.some((r) => r.columns.length === 0)) return null;
  const solution = solver.solve({ ...program, rows });
  if (solution === null) return null;
  const taken = (steps: readonly Step[]): number =>
    steps.reduce((sum, step) => sum + step.by * (solution[step.column] ?? 0), 0);
  return {
    values: terms.map((term) => base * (term.floor + taken(term.steps) + taken(term.extra))),
    relaxed: problem.cells.filter(
      ({ value, fixed }, index) =>
        taken(terms[index]?.extra ?? []) !== 0 ||
        (fixed !== undefined && Math.abs(fixed - value) >= (value % base === 0 ? 1 : base)),
    ).length,
  };
}

/** The refusal when neither redrawing nor relaxing gives a table that adds up. */
export function roundingFailed(what: string): BellwetherError {
  return new BellwetherError(
    "protection-failed",
    `The figures of ${what} could not be rounded so that they still add up, so nothing was released.`,
  );
}

interface Step {
  readonly column: number;
  readonly by: 1 | -1;
}

interface Term {
  readonly floor: number;
  readonly steps: readonly Step[];
  readonly extra: readonly Step[];
}

function row(terms: readonly Term[], { total, parts }: Additivity): IntegerProgram["rows"][number] {
  const [columns, factors]: [number[], number[]] = [[], []];
  let left = 0;
  const put = (index: number, sign: 1 | -1): void => {
    const term = terms[index];
    if (term === undefined) throw new RangeError(`No cell ${index}`);
    left -= sign * term.floor;
    for (const step of [...term.steps, ...term.extra]) {
      columns.push(step.column);
      factors.push(sign * step.by);
    }
  };
  for (const part of parts) put(part, 1);
  put(total, -1);
  return { columns, factors, low: left, high: left };
}
