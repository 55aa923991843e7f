import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { FigureCell, FigureColumn, FigureTable as Figures } from "../../shared/charts/figureTable.ts";
import type { View } from "./view.ts";
import type { Trace } from "./traced.ts";

/** Props of the figures; `trace` opens who is behind one. */
export interface FigureTableProps {
  readonly figures: Figures;
  readonly sort: View["sort"];
  readonly setSort: (sort: View["sort"]) => void;
  readonly trace?: Trace;
}

/** The numbers of the chart as a table, to be sorted by any of its columns. */
export function FigureTable({ figures, sort, setSort, trace }: FigureTableProps): ReactElement {
  const { columns } = figures;
  return (
    <div role="region" aria-label="The figures of the chart" tabIndex={0} className="bw-figures-scroll">
      <table className="bw-table bw-figures">
        <thead>
          <Over columns={columns} />
          <tr>
            {columns.map((column, index) => (
              <Heading key={column.key} column={column} sort={sort} setSort={setSort} begins={begins(columns, index)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.rows.map(({ key, cells }) => (
            <tr key={key} data-row={key}>
              {columns.map((column, index) => {
                const cell = cells[index];
                if (cell === undefined) return null;
                const first = index === 0;
                const Cell = first ? "th" : "td";
                return (
                  <Cell
                    key={column.key}
                    data-column={column.key}
                    className={className(column, begins(columns, index))}
                    {...(first ? { scope: "row" } : {})}
                  >
                    <Behind
                      cell={cell}
                      about={`${column.over ?? ""} ${column.label}, ${named(cells, columns)}`}
                      trace={trace}
                    />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What neighbouring columns share, above them. */
function Over({ columns }: Pick<Figures, "columns">): ReactElement | null {
  if (columns.every(({ over }) => over === undefined)) return null;
  const spans: { over: string | undefined; key: string; span: number }[] = [];
  for (const { over, key } of columns) {
    const last = spans.at(-1);
    if (last !== undefined && last.over === over) last.span += 1;
    else spans.push({ over, key, span: 1 });
  }
  return (
    <tr>
      {spans.map(({ over, key, span }) =>
        over === undefined ? (
          <td key={key} colSpan={span} aria-hidden="true" />
        ) : (
          <th key={key} colSpan={span} scope="colgroup" className="bw-number bw-begins">
            {over}
          </th>
        ),
      )}
    </tr>
  );
}

interface HeadingProps extends Pick<FigureTableProps, "sort" | "setSort"> {
  readonly column: FigureColumn;
  readonly begins: boolean;
}

/** A column's name: choosing it sorts by it, the largest first; again turns it round; a third time the chart's order is back. */
function Heading({ column, sort, setSort, begins: first }: HeadingProps): ReactElement {
  const { key, label, numeric } = column;
  const own = sort?.column === key ? sort : null;
  const start = { column: key, down: numeric };
  const next = own === null ? start : own.down === start.down ? { column: key, down: !start.down } : null;
  const Icon = own === null ? IconArrowsSort : own.down ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={className(column, first)}
      aria-sort={own === null ? "none" : own.down ? "descending" : "ascending"}
    >
      <button type="button" className="bw-sort" data-sorted={own !== null} onClick={() => setSort(next)}>
        {label}
        <Icon size={13} aria-hidden />
      </button>
    </th>
  );
}

interface BehindProps {
  readonly cell: FigureCell;
  readonly about: string;
  readonly trace: Trace | undefined;
}

/** A figure that leads to who is behind it, where that may be seen. */
function Behind({ cell: { text, place }, about, trace }: BehindProps): ReactElement {
  if (trace === undefined || place === undefined || text === "") return <>{text}</>;
  return (
    <button
      type="button"
      className="bw-behind"
      aria-label={`${text}, who is behind it: ${about}`}
      onClick={() => trace(place)}
    >
      {text}
    </button>
  );
}

function className({ numeric }: FigureColumn, first: boolean): string {
  return [numeric ? "bw-number" : "", first ? "bw-begins" : ""].filter((name) => name !== "").join(" ");
}

/** Whether a column is the first of those that share what stands over it. */
function begins(columns: readonly FigureColumn[], index: number): boolean {
  return index > 0 && columns[index]?.over !== columns[index - 1]?.over;
}

/** The words of a row: its group and month. */
function named(cells: readonly FigureCell[], columns: readonly FigureColumn[]): string {
  return cells
    .filter((_, index) => columns[index]?.numeric === false)
    .map(({ text }) => text)
    .join(", ");
}
