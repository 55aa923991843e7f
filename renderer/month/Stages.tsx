import type { ReactElement } from "react";
import { count } from "../../shared/charts/format.ts";
import { chartSeries } from "../../shared/charts/series.ts";
import { COMMISSIONER_LABELS, COMMISSIONERS, type Stage, STAGE_LABELS } from "../../shared/vocabulary.ts";
import { isAnswerTable } from "../../shared/tables.ts";
import { useReading } from "../host/operations.ts";
import { monthText } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";

/** What happened beside the intention: discussions and hand-backs of the month, each a figure of its own. */
export function Stages({ month }: { readonly month: string }): ReactElement {
  return (
    <Card title={`What happened in ${monthText(month)}`}>
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col">Organisations that …</th>
            {COMMISSIONERS.map((commissioner) => (
              <th key={commissioner} scope="col" style={{ width: "32%" }}>
                {COMMISSIONER_LABELS[commissioner]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <StageRow stage="discussion" month={month} />
          <StageRow stage="handback" month={month} />
        </tbody>
      </table>
    </Card>
  );
}

function StageRow({ stage, month }: { readonly stage: Stage; readonly month: string }): ReactElement {
  const { data } = useReading("table.get", { measure: stage, by: "none" });
  const panel = data === undefined || !isAnswerTable(data) ? undefined : chartSeries(data, "none").panels[0];
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 500 }}>
        {STAGE_LABELS[stage].toLowerCase()} contracts
      </th>
      {COMMISSIONERS.map((commissioner) => {
        const point = panel?.[commissioner].find((candidate) => candidate.month === month);
        return (
          <td key={commissioner}>
            {point === undefined ? "–" : <strong>{point.text}</strong>}
            {point?.share == null ? "" : ` of ${count(point.base)}`}
          </td>
        );
      })}
    </tr>
  );
}
