import type { ReactElement, ReactNode } from "react";
import { basisWords } from "../../../shared/charts/words.ts";
import { COMMISSIONER_LABELS } from "../../../shared/vocabulary.ts";
import { type ChartKind, chartSubtitle, type PackChart } from "./charts.ts";
import type { PackDefinition, PackTable, Subject } from "./definition.ts";
import type { PageTable, Piece } from "./page-tables.ts";
import { period, sourceWords } from "./wording.ts";

/** Props of a chart of the page. */
export interface ChartProps {
  readonly definition: PackDefinition;
  readonly charts: readonly PackChart[];
  readonly subject: Subject;
  readonly by: PackTable["by"];
  /** Without it the share over the months; the others are of the leading month, and are left out where they would be empty. */
  readonly kind?: ChartKind;
  /** Months of a user's own set and the one that leads them; without it those of the hand-back questions. */
  readonly span?: Pick<PackDefinition, "months" | "month">;
}

/** A chart with its finding, measure, source and caveats. */
export function Chart({
  definition,
  charts,
  subject,
  by,
  kind = "trend",
  span = definition,
}: ChartProps): ReactElement | null {
  const about = typeof subject === "string" ? subject : subject.code;
  const chart = charts.find(
    (candidate) => candidate.kind === kind && candidate.by === by && (kind === "stages" || candidate.about === about),
  );
  if (chart === undefined) return kind === "trend" ? <p>No group is large enough for a chart.</p> : null;
  const until = kind === "trend" ? span.months.filter((month) => month <= span.month) : [span.month];
  return (
    <figure>
      <figcaption>
        <strong>{chart.title}</strong>
        <span>{chartSubtitle(subject, definition.unit, period({ months: until, month: span.month }), kind)}</span>
      </figcaption>
      <div className="chart" dangerouslySetInnerHTML={{ __html: chart.svg }} />
      <p className="source">
        Source: {sourceWords(definition)}. Rounded to 5. {sampleWords(subject, kind)}
        {subject === "intent" ? " Each month looks 3 months ahead, so months overlap." : ""}
        {typeof subject === "string" ? "" : ` ${basisWords(subject, definition.unit)}`}
        {chart.leftOut.length > 0 ? ` Not in the chart, because too few answered: ${chart.leftOut.join(", ")}.` : ""}
      </p>
    </figure>
  );
}

function sampleWords(subject: Subject, kind: ChartKind): string {
  const intervals = kind === "trend" && (typeof subject === "string" || subject.options.some(({ counted }) => counted));
  return intervals
    ? "Intervals are indicative: the sample chose itself."
    : "The sample chose itself: the figures are about those who answered.";
}

/** A table with its caption, head and notes. */
export function Table({
  table,
  dense = false,
  words = false,
}: {
  readonly table: PageTable | null;
  readonly dense?: boolean;
  readonly words?: boolean;
}): ReactNode {
  if (table === null) return null;
  return (
    <section className="table" aria-label={table.caption}>
      <table className={words ? "words" : dense ? "dense" : table.spans === null ? undefined : "pair"}>
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
