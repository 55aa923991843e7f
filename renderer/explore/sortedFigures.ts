import type { FigureTable } from "../../shared/charts/figureTable.ts";
import type { View } from "./view.ts";

/** The figures by a column, those without one last whichever way; in the chart’s order where none is chosen. */
export function sortedFigures(figures: FigureTable, sort: View["sort"]): FigureTable {
  const { columns, rows } = figures;
  const place = columns.findIndex(({ key }) => key === sort?.column);
  if (sort === null || place < 0) return figures;
  const way = sort.down ? -1 : 1;
  const ordered = rows.toSorted((a, b) => {
    const [one, two] = [a.cells[place]?.value ?? null, b.cells[place]?.value ?? null];
    if (one === null || two === null) return Number(one === null) - Number(two === null);
    if (typeof one === "number" && typeof two === "number") return way * (one - two);
    return way * String(one).localeCompare(String(two), "en-GB", { numeric: true });
  });
  return { columns, rows: ordered };
}
