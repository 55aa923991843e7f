import { REGIONS, SERVICE_TYPES } from "../../../shared/vocabulary.ts";
import { regionOf, serviceTypeOf, type Cells, type Population } from "./population.ts";
import { wilson } from "./wilson.ts";

/** As few respondents as may speak for a cell: with fewer, one answer would move a whole stratum by a quarter or more. */
const FEWEST_IN_CELL = 5;

/** The most rounds of raking, and the greatest relative difference from a margin at which it stops. */
const ROUNDS = 200;
const CLOSE = 1e-9;

/** Weights that miss a margin by more than this after all rounds meet none: empty cells contradict the margins. */
const NEAR = 1e-3;

/**
 * The weight of a respondent by cell of service type and region: how many of the population each speaks for, w = N / n.
 * Where any cell of the population has too few respondents the margins of service type and region are raked to instead;
 * those of a margin without any respondent are represented by nobody. Null where no weights meet the margins.
 * Source: Holt, D. and Smith, T. M. F. (1979), Post stratification, Journal of the Royal Statistical Society A 142, 33-46.
 */
export function weightsOf({ respondents, population }: Population): Cells | null {
  const sparse = [...population].some(([cell, size]) => size > 0 && (respondents.get(cell) ?? 0) < FEWEST_IN_CELL);
  if (sparse) return raked(respondents, population);
  return new Map([...respondents].map(([cell, n]) => [cell, (population.get(cell) ?? 0) / n]));
}

/**
 * Weights whose totals are the population’s by service type and by region, null where the respondents’ cells do not allow it.
 * Source: iterative proportional fitting, Deming, W. E. and Stephan, F. F. (1940), Annals of Mathematical Statistics 11, 427-444.
 */
export function raked(respondents: Cells, population: Cells): Cells | null {
  const cells = [...respondents].filter(([, n]) => n > 0);
  const types = new Set(cells.map(([cell]) => serviceTypeOf(cell)));
  const regions = new Set(cells.map(([cell]) => regionOf(cell)));
  const spoken = [...population].filter(([cell]) => types.has(serviceTypeOf(cell)) && regions.has(regionOf(cell)));
  const margins = [
    { of: serviceTypeOf, wanted: totals(spoken, serviceTypeOf, SERVICE_TYPES.length) },
    { of: regionOf, wanted: totals(spoken, regionOf, REGIONS.length) },
  ];
  let weighted = cells;
  let furthest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS && furthest > CLOSE; round += 1) {
    furthest = 0;
    for (const { of, wanted } of margins) {
      const now = totals(weighted, of, wanted.length);
      const factor = wanted.map((total, margin) => (now[margin] === 0 ? 1 : total / (now[margin] ?? 1)));
      for (const [margin, each] of factor.entries())
        if ((now[margin] ?? 0) > 0) furthest = Math.max(furthest, Math.abs(each - 1));
      weighted = weighted.map(([cell, total]) => [cell, total * (factor[of(cell)] ?? 1)]);
    }
  }
  if (furthest > NEAR) return null;
  return new Map(weighted.map(([cell, total]) => [cell, total / (respondents.get(cell) ?? 1)]));
}

function totals(
  cells: readonly (readonly [number, number])[],
  margin: (cell: number) => number,
  length: number,
): number[] {
  const found = Array.from({ length }, () => 0);
  for (const [cell, n] of cells) found[margin(cell)] = (found[margin(cell)] ?? 0) + n;
  return found;
}

/** Members of one cell in the base of a question, and those of them counted towards its share. */
export interface CellBase {
  readonly cell: number;
  readonly base: number;
  readonly counted: number;
}

/** A weighted share with what weighting costs. */
export interface Weighted {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly designEffect: number;
  readonly effectiveBase: number;
}

/**
 * The weighted share of some cells; null where nobody is in the base. Its interval is Wilson’s over the effective base,
 * corrected for the population. The design effect is n sum(w^2) / sum(w)^2 over the base: 1 where all weigh alike.
 * Source of the design effect: Kish, L. (1965), Survey Sampling, section 11.7; (1992), Journal of Official Statistics 8, 183-200.
 */
export function weightedShare(cells: readonly CellBase[], weights: Cells, population: number): Weighted | null {
  let [base, sum, squares, counted] = [0, 0, 0, 0];
  for (const each of cells) {
    const weight = weights.get(each.cell) ?? 0;
    base += each.base;
    sum += each.base * weight;
    squares += each.base * weight * weight;
    counted += each.counted * weight;
  }
  if (base === 0 || sum === 0) return null;
  const effectiveBase = (sum * sum) / squares;
  const share = Math.min(1, counted / sum);
  const interval = wilson(share * effectiveBase, effectiveBase, population);
  if (interval === null) return null;
  return { share, ...interval, designEffect: base / effectiveBase, effectiveBase };
}
