import type { ReactElement } from "react";
import { basisWords } from "../../../shared/charts/words.ts";
import { monthLabel } from "../../../shared/month.ts";
import type { PackChart } from "./charts.ts";
import type { PackDefinition, PackSet } from "./definition.ts";
import { Chart, Table } from "./page-parts.tsx";
import { ownTable } from "./page-tables.ts";
import { period } from "./wording.ts";

/** A question set of the user's own: a heading a question, with its chart, its table and what they count. */
export function OwnSet({
  definition,
  charts,
  set,
}: {
  readonly definition: PackDefinition;
  readonly charts: readonly PackChart[];
  readonly set: PackSet;
}): ReactElement {
  return (
    <section>
      <h2>{set.title}</h2>
      <p>
        Reference month {monthLabel(set.month)}. Period {period(set)}. Figures count {definition.unit}s that answered
        these questions; they are a sample of their own, beside that of other questions.
      </p>
      {set.questions.map((question) => {
        const tables = set.tables.filter(
          (table) => table.question.code === question.code && table.by === "service-type",
        );
        return (
          <div key={question.code}>
            <h3>{question.label}</h3>
            <p>{question.wording}</p>
            <Chart definition={definition} charts={charts} subject={question} by="service-type" span={set} />
            {tables.map((table) => (
              <Table key={table.by} table={ownTable(set, table)} dense />
            ))}
            {charts.some(({ about }) => about === question.code) ? null : (
              <p className="note">{basisWords(question, definition.unit)}</p>
            )}
          </div>
        );
      })}
      <p>The same figures by region are in data-tables.xlsx and in the folders charts and data.</p>
    </section>
  );
}
