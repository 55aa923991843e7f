import type { AnswerTable, TableRow } from "../../../shared/contract.ts";
import { monthNumber, type Month } from "../../../shared/month.ts";
import type { Frame } from "../../../shared/tables.ts";
import { REGIONS, SERVICE_TYPES } from "../../../shared/vocabulary.ts";
import { regionOf, serviceTypeOf, type Cells, type Population } from "./population.ts";
import { rounded } from "./rounded.ts";
import { weightedShare, type CellBase } from "./weights.ts";
import { wilson } from "./wilson.ts";

/** What a table is set against: who could have answered, by store month, and how each cell’s respondents weigh. */
export interface TableFrame {
  readonly frame: Frame;
  readonly populations: ReadonlyMap<number, Population>;
  /** With weights only: by store month; months whose answers no weights can bring to the list’s make-up are missing. */
  readonly weights: ReadonlyMap<number, Cells> | null;
  /** With weights only: the base of a row’s question in a store month, cell by cell. */
  readonly cellsOf: (row: TableRow, month: number) => readonly CellBase[];
}

/**
 * Corrects the intervals of a table for the size of each group, and puts weighted shares beside its own. A group’s size
 * is everybody who could have answered, whether the question applies to them or not, so the correction is cautious.
 */
export function framedTable(table: AnswerTable, { frame, populations, weights, cellsOf }: TableFrame): AnswerTable {
  const rows = table.rows.map((row): TableRow => {
    const month = monthNumber(row.month as Month);
    const size = sum(populations.get(month)?.population, row);
    const counted = row.intends ?? row.yes ?? row.counted ?? null;
    const interval = counted === null || row.base === null ? null : wilson(counted, row.base, size);
    return {
      ...row,
      ...(interval === null ? {} : { low: rounded(interval.low, 3), high: rounded(interval.high, 3) }),
      population: size,
      ...(weights === null || counted === null
        ? {}
        : { weighted: weightedOf(row, cellsOf(row, month), weights.get(month) ?? NO_WEIGHTS, size) }),
    };
  });
  return { ...table, frame, rows };
}

const NO_WEIGHTS: Cells = new Map();

function weightedOf(
  row: TableRow,
  cells: readonly CellBase[],
  weights: Cells,
  population: number,
): NonNullable<TableRow["weighted"]> | null {
  const found = weightedShare(
    cells.filter(({ cell }) => isIn(row, cell)),
    weights,
    population,
  );
  if (found === null) return null;
  return {
    share: rounded(found.share, 4),
    low: rounded(found.low, 3),
    high: rounded(found.high, 3),
    designEffect: rounded(found.designEffect, 2),
    effectiveBase: rounded(found.effectiveBase, 1),
  };
}

function sum(cells: Cells | undefined, row: TableRow): number {
  let total = 0;
  for (const [cell, n] of cells ?? []) if (isIn(row, cell)) total += n;
  return total;
}

/** Whether a cell belongs to the group of a row, which is a service type, a region or everybody. */
function isIn({ serviceType = "all", region = "all" }: TableRow, cell: number): boolean {
  return (
    (serviceType === "all" || SERVICE_TYPES[serviceTypeOf(cell)] === serviceType) &&
    (region === "all" || REGIONS[regionOf(cell)] === region)
  );
}
