import type { ReactElement } from "react";
import { COMMISSIONER_LABELS } from "../../../shared/vocabulary.ts";
import { FONT } from "./chart-sketches.ts";
import type { PackChart } from "./charts.ts";
import { PAGE_FONT } from "./page-style.ts";
import type { TableLook } from "./document.ts";
import type { PageTable, Piece } from "./page-tables.ts";

/** A chart with its finding, measure, source and caveats. */
export function Chart({
  chart,
  subtitle,
  source,
}: {
  readonly chart: PackChart;
  readonly subtitle: string;
  readonly source: string;
}): ReactElement {
  return (
    <figure>
      <figcaption>
        <strong>{chart.title}</strong>
        <span>{subtitle}</span>
      </figcaption>
      <div className="chart" dangerouslySetInnerHTML={{ __html: chart.svg.replaceAll(FONT, PAGE_FONT) }} />
      <p className="source">{source}</p>
    </figure>
  );
}

/** A table with its caption, head and notes. */
export function Table({ table, look }: { readonly table: PageTable; readonly look: TableLook }): ReactElement {
  return (
    <section className="table" aria-label={table.caption}>
      <table className={look === "plain" ? undefined : look}>
        <caption>{table.caption}</caption>
        <thead>
          {table.spans === null ? null : (
            <tr>
              <td aria-label="No heading" />
              {table.spans.map((span) => (
                <th key={span.text} scope="colgroup" colSpan={span.columns}>
                  {span.text === COMMISSIONER_LABELS.la ? "Local authority contracts" : "NHS contracts"}
                </th>
              ))}
            </tr>
          )}
          <tr>
            {table.head.map((text, index) => (
              <th key={index} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index} className={row.total ? "total" : undefined}>
              <th scope="row">{row.label}</th>
              {row.cells.map((pieces, cell) => (
                <td key={cell}>
                  <Pieces pieces={pieces} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.notes.map((note) => (
        <p className="note" key={note}>
          {note}
        </p>
      ))}
    </section>
  );
}

/** Words and figures in a row; figures carry their names, so that the audit can compare each with its table. */
export function Pieces({
  pieces,
  strong = false,
}: {
  readonly pieces: readonly Piece[];
  readonly strong?: boolean;
}): ReactElement {
  return (
    <>
      {pieces.map((piece, index) => {
        if (typeof piece === "string") return piece;
        const bold = strong && piece.key.endsWith("|share");
        return bold ? (
          <strong key={index} data-f={piece.key}>
            {piece.text}
          </strong>
        ) : (
          <span key={index} data-f={piece.key}>
            {piece.text}
          </span>
        );
      })}
    </>
  );
}
