import { Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { QuestionSet } from "../../shared/questionSets.ts";
import { newOption } from "../questionSets/draft.ts";
import { EditSet } from "../questionSets/EditSet.tsx";
import type { Labels } from "../ui/labels.ts";
import { Card } from "../ui/Page.tsx";
import { IssueRow } from "./IssueRow.tsx";
import { type Issue, issueKey, QUEUES } from "./kinds.ts";
import { useNextFocus } from "./nextFocus.ts";

/** Props of the queues: everything that waits, in the order it is worked through. */
export interface QueuesProps {
  readonly issues: readonly Issue[];
  readonly labels: Labels;
}

/** The queues by kind, each wording a decision; after one, the keyboard stands on the next. */
export function Queues({ issues, labels }: QueuesProps): ReactElement {
  const { box, decided, failed } = useNextFocus<HTMLDivElement>(issues.map(issueKey), "[data-issue]");
  const [editing, setEditing] = useState<{ readonly set: QuestionSet; readonly unfold: string } | null>(null);
  const edit = (issue: Issue) => {
    const [code = "", question = ""] = issue.question.split(".");
    const set = labels.sets.find((own) => own.code === code);
    if (set !== undefined) setEditing({ set: withChoice(set, question, issue.wording), unfold: question });
  };

  return (
    <div ref={box} className="bw-queues" style={issues.length === 0 ? { display: "none" } : {}}>
      {QUEUES.map(({ kind, title, lead }) => {
        const own = issues.filter((issue) => issue.kind === kind);
        if (own.length === 0) return null;
        return (
          <Card key={kind} title={title(own.length)}>
            <Text c="dimmed" mb="xs">
              {lead}
            </Text>
            <div className="bw-wide">
              <table className="bw-table">
                <thead>
                  <tr>
                    <th scope="col">In the file</th>
                    <th scope="col" className="bw-number" style={{ width: 70 }}>
                      Rows
                    </th>
                    <th scope="col" style={{ width: 430 }}>
                      What it means
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {own.map((issue) => (
                    <IssueRow
                      key={issueKey(issue)}
                      issue={issue}
                      labels={labels}
                      decided={() => decided(issueKey(issue))}
                      failed={failed}
                      edit={() => edit(issue)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          </Card>
        );
      })}
      <EditSet set={editing?.set ?? null} unfold={editing?.unfold} close={() => setEditing(null)} />
    </div>
  );
}

/** The set with a wording added to one of its questions, as a choice of its own to look over and save. */
function withChoice(set: QuestionSet, code: string, wording: string): QuestionSet {
  return {
    ...set,
    questions: set.questions.map((question) =>
      question.code === code
        ? {
            ...question,
            options: [...question.options, { ...newOption(question.options, wording.slice(0, 120)), role: "counted" }],
          }
        : question,
    ),
  };
}
