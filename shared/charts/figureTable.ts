import type { Stage } from "../vocabulary.ts";
import type { LineKey } from "./series.ts";

/** A column of a chart's figures. */
export interface FigureColumn {
  readonly key: string;
  readonly label: string;
  /** What neighbouring columns share ("Local authority"); none for the group and the month. */
  readonly over?: string;
  readonly numeric: boolean;
}

/** The one figure of the store that a cell prints, so that it can be traced to who is behind it. */
export interface FigurePlace {
  /** Where a table holds more than one stage, whose figure it is. */
  readonly measure?: Stage;
  readonly line: LineKey;
  readonly group: string;
  readonly month: string;
  /** An option's code after `ONE_ANSWER`, or one of `TRACED_SUMS`. */
  readonly option: string;
  /** Of the month compared with. */
  readonly before?: boolean;
}

/** One cell: what it prints, and what it is sorted by (null last, whichever way). */
export interface FigureCell {
  readonly text: string;
  readonly value: number | string | null;
  readonly place?: FigurePlace;
}

/** The numbers of a chart as a table, in the chart's own order: what is shown, copied and saved is made from it alone. */
export interface FigureTable {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly {
    /** "homecare 2025-01". */
    readonly key: string;
    readonly cells: readonly FigureCell[];
  }[];
}
