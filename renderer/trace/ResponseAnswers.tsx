import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { ResponseTrace } from "../../shared/contract.ts";

/** Every question of a response: its column, the cell as it was written, and what that was taken for. */
export function ResponseAnswers({ trace }: { readonly trace: ResponseTrace }): ReactElement {
  return (
    <div className="bw-wide">
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">Cell as it was written</th>
            <th scope="col">Taken for</th>
          </tr>
        </thead>
        <tbody>
          {trace.answers.map((answer) => (
            <tr key={answer.question}>
              <th scope="row" style={{ fontWeight: 400, width: "46%", overflowWrap: "anywhere" }}>
                {answer.label}
                {answer.column === null ? null : (
                  <Text size="xs" c="dimmed" component="div">
                    Column {answer.column}
                    {answer.heading === null || answer.heading === "" ? "" : `, “${answer.heading}”`}
                  </Text>
                )}
              </th>
              <td style={{ overflowWrap: "anywhere" }}>
                {answer.written === null ? <Text c="dimmed">Blank</Text> : `“${answer.written}”`}
              </td>
              <td>
                {answer.optionLabel ?? "Kept, never counted"}
                {answer.decided ? (
                  <Text size="xs" c="dimmed" component="div">
                    as you decided on Check
                  </Text>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
