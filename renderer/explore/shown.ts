import type { ReactElement } from "react";
import type { FigureTable } from "../../shared/charts/figureTable.ts";
import type { ChartScheme } from "../../shared/charts/palette.ts";
import type { ChartSeries } from "../../shared/charts/series.ts";

/** How large and for what a chart is drawn. */
export interface Drawn {
  readonly width: number;
  readonly scheme: ChartScheme;
  readonly fontFamily: string;
  /** Values by pointer and keyboard; off for documents. */
  readonly interactive: boolean;
}

/** What a view shows: its words, its chart and the chart's numbers. On screen, copied and saved it is the same. */
export interface Shown {
  /** The main finding. */
  readonly title: string;
  /** What a file of it is called, without its ending. */
  readonly name: string;
  /** What the figures say, a sentence each. */
  readonly sentences: readonly string[];
  /** Measure, population and period. */
  readonly subtitle: string;
  /** Source and caveats, a sentence or more each. */
  readonly caption: readonly string[];
  readonly figures: FigureTable;
  /** The chart in words, for people who cannot see it. */
  readonly summary: string;
  /** Null where there is nothing to draw. */
  readonly chart: ((drawn: Drawn) => { readonly element: ReactElement; readonly height: number }) | null;
  /** Groups that are left to the table, and why. */
  readonly leftOut: string | null;
  /** The series whose figures are traced from the chart; null where there is none. */
  readonly series: ChartSeries | null;
  /** Every series behind it, whose hidden figures are explained. */
  readonly all: readonly ChartSeries[];
  readonly protected: boolean;
}
