import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { CheckReport } from "../../shared/contract.ts";
import { counted, number } from "../ui/format.ts";
import { Card } from "../ui/Page.tsx";
import { questionLabel } from "../ui/questions.ts";

/** Wordings, ids and dates nobody has explained yet, those in most rows first. */
export function Issues({ issues }: { readonly issues: CheckReport["issues"] }): ReactElement {
  return (
    <Card title={`${counted(issues.length, "wording")} not understood`}>
      <table className="bw-table">
        <thead>
          <tr>
            <th scope="col" style={{ width: "32%" }}>
              In the file
            </th>
            <th scope="col" className="bw-number">
              Rows
            </th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {issues
            .toSorted((a, b) => b.rows - a.rows)
            .map((issue) => (
              <tr key={`${issue.kind}${issue.question}${issue.wording}${issue.file}`}>
                <td style={{ overflowWrap: "anywhere" }}>
                  <strong>“{issue.wording}”</strong>
                  <br />
                  <Text component="span" size="sm" c="dimmed">
                    {questionLabel(issue.question)}
                  </Text>
                </td>
                <td className="bw-number">{number(issue.rows)}</td>
                <td style={{ overflowWrap: "anywhere" }}>{issue.message}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Card>
  );
}
