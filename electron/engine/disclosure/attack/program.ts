import { ROUNDING_BASE } from "../round.ts";
import type { IntegerProgram, Solver } from "../solver.ts";
import type { Claim } from "./search.ts";
import { factOver, isIn, type HiddenFigure, type System, withRounding } from "./system.ts";

/** Rounded figures are this far from the true ones at most. */
const REACH = ROUNDING_BASE - 1;

/** A world that an integer program found, and the system as it is there: with the hidden figures rounded otherwise. */
export interface DecidedWorld {
  readonly counts: Int32Array;
  readonly system: System;
}

/**
 * Decides by an integer program whether any world agrees with what is shown and refutes a claim. With `sizes` unknown, the
 * reader does not know how many are in each stratum either.
 * @param near only these strata answer otherwise than they did: then null tells nothing
 * @returns null where there is none; "undecided" after too many steps
 */
export function decideWorld(
  system: System,
  claim: Claim,
  solver: Solver,
  sizes: "known" | "unknown" = "known",
  near: ReadonlySet<number> | null = null,
): DecidedWorld | null | "undecided" {
  const { options, strata, truth } = system;
  const program = newProgram();
  const everybody = strata.reduce((sum, { size }) => sum + size, 0);
  strata.forEach(({ size }, stratum) => {
    const at = stratum * options.length;
    if (near?.has(stratum) === false) {
      for (let option = 0; option < options.length; option += 1)
        program.column(truth[at + option] ?? 0, truth[at + option] ?? 0);
      return;
    }
    const most = sizes === "known" ? size : everybody * 2;
    const columns = options.map((_, option) => program.column(claim.own.get(at + option) ?? 0, most));
    if (sizes === "known") program.row(columns, columns.map(one), size, size);
    if (claim.stratum !== stratum) return;
    const others = columns.filter((_, option) => system.side[option] !== claim.side);
    const own = [...claim.own].reduce((sum, [cell, n]) => sum + (others.includes(cell) ? n : 0), 0);
    program.row(others, others.map(one), own + 1, most);
  });
  addFacts(program, system);
  const hidden = addHidden(program, system);
  const found = solver.decide(program.made());
  if (found === null || found === "undecided") return found;
  const counts = Int32Array.from(found.slice(0, strata.length * options.length));
  const rounding = hidden.map((columns) => columns.map((column) => (found[column] ?? 0) * ROUNDING_BASE));
  return { counts, system: withRounding(system, rounding) };
}

interface Program {
  column(lower: number, upper: number): number;
  row(columns: readonly number[], factors: readonly number[], low: number, high: number): void;
  made(): Omit<IntegerProgram, "costs">;
}

function newProgram(): Program {
  const [lower, upper]: [number[], number[]] = [[], []];
  const rows: IntegerProgram["rows"][number][] = [];
  return {
    column(least, most) {
      upper.push(most);
      return lower.push(least) - 1;
    },
    row: (columns, factors, low, high) => void rows.push({ columns, factors, low, high }),
    made: () => ({ lower, upper, rows }),
  };
}

function addFacts(program: Program, system: System): void {
  const place = new Map(system.options.map((option, index) => [option, index]));
  system.occasions.forEach((occasion, index) => {
    for (const shown of occasion.published(system.question).shown) {
      const { strata, has, low, high } = factOver(system.strata, place, index, shown);
      const cells = cellsOf(system, strata, has);
      program.row(cells, cells.map(one), low, high);
    }
  });
  for (const { strata, has, low, high } of system.tied) {
    const cells = cellsOf(system, strata, has);
    program.row(cells, cells.map(one), low, high);
  }
}

/**
 * A hidden figure is some multiple of 5 next to the true one; what was merged or can be had by subtraction ties them. Gives
 * by occasion the columns that hold how many times 5 each was rounded to.
 */
function addHidden(program: Program, system: System): number[][] {
  const place = new Map(system.options.map((option, index) => [option, index]));
  return system.occasions.map((occasion, index) => {
    const { hidden, sums } = occasion.published(system.question);
    const columns = hidden.map((figure) => {
      const cells = hiddenCells(system, place, index, figure);
      const most = system.strata.reduce((sum, { size }) => sum + size, 0) + REACH;
      const steps = program.column(figure.least / ROUNDING_BASE, Math.floor((figure.most ?? most * 2) / ROUNDING_BASE));
      program.row([...cells, steps], [...cells.map(one), -ROUNDING_BASE], -REACH, REACH);
      return steps;
    });
    for (const { parts, total } of sums) {
      program.row(
        parts.map((part) => columns[part.hidden] ?? 0),
        parts.map((part) => part.times),
        total / ROUNDING_BASE,
        total / ROUNDING_BASE,
      );
    }
    return columns;
  });
}

function hiddenCells(
  system: System,
  place: ReadonlyMap<string, number>,
  occasion: number,
  figure: HiddenFigure,
): number[] {
  const inside = system.strata.flatMap((stratum, index) => (isIn(stratum, occasion, figure) ? [index] : []));
  const has = new Uint8Array(system.options.length);
  for (const option of figure.options) has[place.get(option) ?? 0] = 1;
  return cellsOf(system, inside, has);
}

function cellsOf({ options }: System, strata: Iterable<number>, has: Uint8Array): number[] {
  return Array.from(strata).flatMap((stratum) =>
    options.flatMap((_, option) => (has[option] === 1 ? [stratum * options.length + option] : [])),
  );
}

function one(): 1 {
  return 1;
}
