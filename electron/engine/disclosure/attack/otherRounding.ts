import { ROUNDING_BASE } from "../round.ts";
import type { IntegerProgram, Solver } from "../solver.ts";
import { isIn, type HiddenFigure, type System, withRounding } from "./system.ts";

/** Costs are whole numbers up to this. */
const COSTS = 1_000;

/**
 * The system with its hidden figures rounded otherwise than they were: of a world's numbers, and so that they agree with
 * everything shown. Whoever sees only what is shown cannot tell the two apart.
 * @param random numbers in [0,1) that choose among such roundings
 * @returns null where no other was found
 */
export function otherRounding(system: System, counts: Int32Array, random: () => number, solver: Solver): System | null {
  const rounding: (readonly number[])[] = [];
  for (const [index, occasion] of system.occasions.entries()) {
    const { hidden, sums } = occasion.published(system.question);
    const found = rounded(hidden, sums, (figure) => countIn(system, counts, index, figure), random, solver);
    if (found === null) return null;
    rounding.push(found);
  }
  return rounding.every((values) => values.length === 0) ? null : withRounding(system, rounding);
}

function rounded(
  figures: readonly HiddenFigure[],
  sums: ReturnType<System["occasions"][number]["published"]>["sums"],
  count: (figure: HiddenFigure) => number,
  random: () => number,
  solver: Solver,
): readonly number[] | null {
  const floors = figures.map((figure) => Math.floor(count(figure) / ROUNDING_BASE));
  const program: { costs: number[]; lower: number[]; upper: number[]; rows: IntegerProgram["rows"][number][] } = {
    costs: [],
    lower: [],
    upper: [],
    rows: [],
  };
  figures.forEach((figure, place) => {
    const up = count(figure) % ROUNDING_BASE === 0 ? 0 : 1;
    const most = figure.most === null ? 1 : figure.most / ROUNDING_BASE - (floors[place] ?? 0);
    program.costs.push(Math.round((random() - 0.5) * COSTS));
    program.lower.push(Math.max(0, figure.least / ROUNDING_BASE - (floors[place] ?? 0)));
    program.upper.push(Math.max(0, Math.min(up, most)));
  });
  for (const { parts, total } of sums) {
    const left = parts.reduce((sum, part) => sum + part.times * (floors[part.hidden] ?? 0), 0);
    const short = total / ROUNDING_BASE - left;
    program.rows.push({
      columns: parts.map((part) => part.hidden),
      factors: parts.map((part) => part.times),
      low: short,
      high: short,
    });
  }
  const solution = solver.solve(program);
  return solution?.map((up, place) => ((floors[place] ?? 0) + up) * ROUNDING_BASE) ?? null;
}

function countIn({ strata, options }: System, counts: Int32Array, occasion: number, figure: HiddenFigure): number {
  const wanted = new Set(figure.options);
  let sum = 0;
  strata.forEach((stratum, index) => {
    if (!isIn(stratum, occasion, figure)) return;
    options.forEach((option, place) => {
      if (wanted.has(option)) sum += counts[index * options.length + place] ?? 0;
    });
  });
  return sum;
}
