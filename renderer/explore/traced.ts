import type { FigurePlace } from "../../shared/charts/figureTable.ts";

/** Opens who is behind a figure of the chart or the table. */
export type Trace = (figure: FigurePlace) => void;
