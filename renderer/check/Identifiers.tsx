import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Expand } from "../ui/Expand.tsx";
import { counted, number } from "../ui/format.ts";
import type { Labels } from "../ui/labels.ts";
import { fieldWords, type Issue, issueKey } from "./kinds.ts";

/** Props of the identifiers that could not be used. */
export interface IdentifiersProps {
  readonly issues: readonly Issue[];
  readonly labels: Labels;
}

/** Identifiers that could not be used: told, because nothing but the source can mend them. */
export function Identifiers({ issues, labels }: IdentifiersProps): ReactElement {
  return (
    <section className="bw-card" aria-label="Identifiers that could not be used">
      <Expand summary={`${counted(issues.length, "identifier")} could not be used`}>
        <Text c="dimmed" mb="xs">
          The next identifier of the row was used instead. To mend one, correct it at its source and import the file
          again.
        </Text>
        <div className="bw-wide">
          <table className="bw-table">
            <thead>
              <tr>
                <th scope="col">In the file</th>
                <th scope="col">As</th>
                <th scope="col" className="bw-number">
                  Rows
                </th>
                <th scope="col">First in</th>
              </tr>
            </thead>
            <tbody>
              {issues
                .toSorted((a, b) => b.rows - a.rows)
                .slice(0, SHOWN)
                .map((issue) => (
                  <tr key={issueKey(issue)}>
                    <td style={{ overflowWrap: "anywhere" }}>“{issue.wording}”</td>
                    <td>{fieldWords(issue, labels)}</td>
                    <td className="bw-number">{number(issue.rows)}</td>
                    <td style={{ overflowWrap: "anywhere" }}>
                      {issue.file}
                      {issue.sheet === null ? "" : `, sheet “${issue.sheet}”`}, row {number(issue.row)}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
        {issues.length > SHOWN ? (
          <Text c="dimmed" size="sm" mt="xs">
            The first {SHOWN} are shown.
          </Text>
        ) : null}
      </Expand>
    </section>
  );
}

const SHOWN = 200;
