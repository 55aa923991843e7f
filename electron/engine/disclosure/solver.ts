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
    readonly total: number;
  }[];
}

/** Solves integer programs to proven optimality, the same on every machine; null means proven infeasible. */
export interface Solver {
  /** @throws BellwetherError `protection-failed` when its node or iteration count runs out */
  solve(program: IntegerProgram): readonly number[] | null;
}

/** Stops are counted, never timed, so that a slow machine gives the same answer as a fast one. */
const LIMITS = { mip_max_nodes: 20_000, simplex_iteration_limit: 2_000_000 } as const;

/** Loads HiGHS (WASM, MIT licence) once; the instance may be kept for as long as the engine lives. */
export async function loadSolver(): Promise<Solver> {
  const highs = await loadHighs();
  return { solve: (program) => solve(highs, program) };
}

function solve(highs: Highs, program: IntegerProgram): readonly number[] | null {
  if (program.costs.length === 0) return program.rows.every((row) => row.total === 0) ? [] : null;
  const model = highs.createModel(modelData(highs, program));
  try {
    model.options.set({
      output_flag: false,
      random_seed: 20_250_101,
      mip_rel_gap: 0,
      mip_abs_gap: 0.5, // costs are whole numbers
      ...LIMITS,
    });
    model.run();
    const status = model.getModelStatus();
    const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus;
    if (status === infeasible || status === unboundedOrInfeasible) return null;
    if (status !== optimal) {
      throw new BellwetherError(
        "protection-failed",
        "The figures could not be rounded safely within the allowed number of steps, so nothing was released.",
      );
    }
    return Array.from(model.getSolution().colValue, (value) => Math.round(value));
  } finally {
    model.dispose();
  }
}

function modelData(highs: Highs, { costs, lower, upper, rows }: IntegerProgram): Parameters<Highs["createModel"]>[0] {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    indices.push(...row.columns);
    values.push(...row.factors);
    starts.push(indices.length);
  }
  const totals = rows.map((row) => row.total);
  const integer: VariableType = highs.constants.variableType.integer;
  return {
    numCols: costs.length,
    numRows: rows.length,
    colCost: [...costs],
    colLower: [...lower],
    colUpper: [...upper],
    rowLower: totals,
    rowUpper: totals,
    integrality: costs.map(() => integer),
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
