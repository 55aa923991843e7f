import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { PanelMonth } from "../../shared/contract.ts";
import { monthText, number } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";

/** How the panel moved: of those who answered each month, how many stayed from the month before, joined, or left. */
export function Panel({ months }: { readonly months: readonly PanelMonth[] }): ReactElement {
  const most = Math.max(1, ...months.map(({ answered }) => answered));
  return (
    <Card title="Trend of the panel">
      <Text c="dimmed" mb="sm">
        Organisations that answered, and how many of them also answered in the month before. Everybody who answered is
        counted here, in a list or not.
      </Text>
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" className="bw-number">
              Organisations answered
            </th>
            <th scope="col" className="bw-number">
              Stayed
            </th>
            <th scope="col" className="bw-number">
              Joined
            </th>
            <th scope="col" className="bw-number">
              Left
            </th>
            <th scope="col" style={{ width: "34%", paddingLeft: 24 }}>
              Stayed, then joined (striped)
            </th>
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map(({ month, answered, stayed, joined, left }) => (
            <tr key={month} data-panel-month={month}>
              <th scope="row">{monthText(month)}</th>
              <td className="bw-number">{number(answered)}</td>
              <td className="bw-number">{orNone(stayed)}</td>
              <td className="bw-number">{orNone(joined)}</td>
              <td className="bw-number">{orNone(left)}</td>
              <td style={{ paddingLeft: 24 }}>
                <div className="bw-panel-bar" aria-hidden="true">
                  <span style={{ width: `${(100 * (stayed ?? answered)) / most}%` }} />
                  {joined === null || joined === 0 ? null : (
                    <span data-part="joined" style={{ width: `${(100 * joined) / most}%` }} />
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function orNone(value: number | null): string {
  return value === null ? "–" : number(value);
}
