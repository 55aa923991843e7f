import { Button, Group, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { QuestionSet } from "../../shared/questionSets.ts";
import { useReading, useTask } from "../host/operations.ts";
import { useImportSession } from "../import/session.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Expand } from "../ui/Expand.tsx";
import { counted, number } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { EditSet } from "./EditSet.tsx";

/** The question sets of the user's own, to edit or to remove; nothing while there are none. */
export function QuestionSets(): ReactElement | null {
  const { data, error, again } = useReading("questionSet.list", {});
  const { staged } = useImportSession();
  const remove = useTask("questionSet.remove");
  const notify = useNotify();
  const [editing, setEditing] = useState<QuestionSet | null>(null);
  const [asking, setAsking] = useState<QuestionSet | null>(null);
  const [opened, setOpened] = useState(false);
  if (error !== null) return <ErrorNote fault={error} again={again} />;
  if (data === undefined || data.length === 0) return null;
  const waiting = new Set(staged?.sheets.flatMap(({ parts }) => parts.map(({ questionSet }) => questionSet)) ?? []);
  const removeNow = async (set: QuestionSet) => {
    setOpened(false);
    if ((await remove.run({ code: set.code })) !== null) notify({ text: `“${set.title}” is removed.` });
  };
  return (
    <section className="bw-card" aria-label="Question sets" data-help="questions">
      <Expand summary={`Question sets of your own: ${number(data.length)}`} open={remove.error !== null}>
        <div className="bw-wide">
          <table className="bw-table">
            <thead>
              <tr>
                <th scope="col">Title</th>
                <th scope="col">Code</th>
                <th scope="col">Questions</th>
                <th scope="col" className="bw-number">
                  Responses
                </th>
                <th scope="col">
                  <span className="bw-hidden">Edit or remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ set, responses }) => (
                <tr key={set.code}>
                  <td>
                    <strong>{set.title}</strong>
                  </td>
                  <td>{set.code}</td>
                  <td>{set.questions.map(({ label }) => label).join("; ")}</td>
                  <td className="bw-number">{number(responses)}</td>
                  <td>
                    <Group gap="xs" justify="flex-end" wrap="nowrap">
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`Edit ${set.title}`}
                        onClick={() => setEditing(set)}
                      >
                        Edit
                      </Button>
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`Remove ${set.title}`}
                        disabled={remove.running}
                        onClick={() => {
                          remove.reset();
                          setAsking(set);
                          setOpened(true);
                        }}
                      >
                        Remove
                      </Button>
                    </Group>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {remove.error === null ? null : <ErrorNote fault={remove.error} />}
        <Text size="sm" c="dimmed" mt="xs">
          The seven hand-back questions are built in. More sets are made from a file’s other columns.
        </Text>
      </Expand>
      <EditSet set={editing} close={() => setEditing(null)} />
      <Confirm
        opened={opened}
        title="Remove this question set?"
        text={
          asking === null
            ? ""
            : waiting.has(asking.code)
              ? `Files that wait to be imported are read with “${asking.title}”. Import them or leave them out first.`
              : `“${asking.title}” with its ${counted(asking.questions.length, "question")} will be gone. A set that has responses stays until their imports are undone.`
        }
        action={asking !== null && waiting.has(asking.code) ? null : "Remove the set"}
        cancel={() => setOpened(false)}
        confirm={() => asking !== null && void removeNow(asking)}
      />
    </section>
  );
}
