import type { LineKey } from "../../shared/charts/series.ts";

/** A figure of the chart or table that somebody wants to look behind. */
export interface Traced {
  readonly line: LineKey;
  /** A service type, a region or `all`. */
  readonly group: string;
  readonly month: string;
  readonly option: string;
  /** Of the month compared with. */
  readonly before?: boolean;
}

/** Opens who is behind a figure. */
export type Trace = (figure: Traced) => void;
