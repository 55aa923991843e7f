import loadHighs, { type Highs, type VariableType } from "highs";
import { BellwetherError } from "../../../shared/errors.ts";

/** An integer program: minimise cost x over whole x within bounds, where every row's sum lies between its limits. */
export interface IntegerProgram {
  readonly costs: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly rows: readonly {
    readonly columns: readonly number[];
    readonly factors: readonly number[];
    readonly low: number;
    readonly high: number;
  }[];
}

/** A program of which only some columns are whole. */
export interface MixedProgram extends IntegerProgram {
  /** By column. */
  readonly whole: readonly boolean[];
}

/** Solves integer programs, the same on every machine. */
export interface Solver {
  /**
   * A solution proven to be the best; null where it is proven that there is none.
   * @throws BellwetherError `protection-failed` when its node or iteration count runs out
   */
  solve(program: IntegerProgram): readonly number[] | null;
  /** Any solution; null where it is proven that there is none; "undecided" when the count runs out. */
  decide(program: Omit<IntegerProgram, "costs">): readonly number[] | null | "undecided";
}

/** A solver that also tells how far a number can go. */
export interface BoundSolver extends Solver {
  /** The least cost there is; null where it is proven that there is no solution; "undecided" when the count runs out. */
  least(program: MixedProgram): number | null | "undecided";
}

/** How far a program is followed. Stops are counted, never timed, so that a slow machine gives the same answer as a fast one. */
interface Limits {
  readonly nodes: number;
  readonly iterations: number;
}

const LIMITS: Limits = { nodes: 20_000, iterations: 2_000_000 };
/** Deciding has less: whoever asks counts what is undecided against the publisher. */
const DECIDE_LIMITS: Limits = { nodes: 2_000, iterations: 200_000 };

/** Loads HiGHS (WASM, MIT licence) once; the instance may be kept for as long as the engine lives. */
export async function loadSolver(): Promise<BoundSolver> {
  const highs = await loadHighs();
  return {
    solve(program) {
      const solution = solve(highs, program, LIMITS);
      if (solution !== "undecided") return solution;
      throw new BellwetherError(
        "protection-failed",
        "The figures could not be rounded safely within the allowed number of steps, so nothing was released.",
      );
    },
    decide: (program) => solve(highs, { ...program, costs: program.lower.map(() => 0) }, DECIDE_LIMITS),
    least(program) {
      const solution = columns(highs, program, DECIDE_LIMITS, program.whole);
      if (solution === null || solution === "undecided") return solution;
      return program.costs.reduce((sum, cost, column) => sum + cost * (solution[column] ?? 0), 0);
    },
  };
}

function solve(highs: Highs, program: IntegerProgram, limits: Limits): readonly number[] | null | "undecided" {
  const solution = columns(highs, program, limits, null);
  return solution === null || solution === "undecided" ? solution : solution.map((value) => Math.round(value));
}

/** @param whole by column; null where all are, and costs too */
function columns(
  highs: Highs,
  program: IntegerProgram,
  limits: Limits,
  whole: readonly boolean[] | null,
): readonly number[] | null | "undecided" {
  if (program.costs.length === 0) return program.rows.every(({ low, high }) => low <= 0 && high >= 0) ? [] : null;
  const model = highs.createModel(modelData(highs, program, whole));
  try {
    model.options.set({
      output_flag: false,
      random_seed: 20_250_101,
      mip_rel_gap: 0,
      mip_abs_gap: whole === null ? 0.5 : 0, // costs that are whole numbers are that far apart
      mip_max_nodes: limits.nodes,
      simplex_iteration_limit: limits.iterations,
    });
    model.run();
    const status = model.getModelStatus();
    const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus;
    if (status === infeasible || status === unboundedOrInfeasible) return null;
    if (status !== optimal) return "undecided";
    return Array.from(model.getSolution().colValue);
  } finally {
    model.dispose();
  }
}

function modelData(
  highs: Highs,
  { costs, lower, upper, rows }: IntegerProgram,
  whole: readonly boolean[] | null,
): Parameters<Highs["createModel"]>[0] {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    indices.push(...row.columns);
    values.push(...row.factors);
    starts.push(indices.length);
  }
  const { integer, continuous }: Record<"integer" | "continuous", VariableType> = highs.constants.variableType;
  return {
    numCols: costs.length,
    numRows: rows.length,
    colCost: [...costs],
    colLower: [...lower],
    colUpper: [...upper],
    rowLower: rows.map(({ low }) => low),
    rowUpper: rows.map(({ high }) => high),
    integrality: costs.map((_, column) => (whole === null || whole[column] === true ? integer : continuous)),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: costs.length,
      starts,
      indices,
      values,
    },
  };
}
