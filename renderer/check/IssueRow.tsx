import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useTask } from "../host/operations.ts";
import { counted, number } from "../ui/format.ts";
import type { Labels } from "../ui/labels.ts";
import { useNotify } from "../ui/notices.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { fieldWords, type Issue } from "./kinds.ts";
import { useUndecide } from "./undecide.ts";

/** Props of one wording that waits. `decided` hears that it no longer will, before it goes; `failed` that it still does. */
export interface IssueRowProps {
  readonly issue: Issue;
  readonly labels: Labels;
  readonly decided: () => void;
  readonly failed: () => void;
  readonly edit: () => void;
}

/** One wording that waits: what it is, where it first stands, and what it means, applied at once. */
export function IssueRow({ issue, labels, decided, failed, edit }: IssueRowProps): ReactElement {
  const decide = useTask("check.decide");
  const undecide = useUndecide();
  const notify = useNotify();
  const row = useRef<HTMLTableRowElement>(null);
  const { kind, question, wording } = issue;

  const say = async (value: string | null, meaning: string) => {
    decided();
    const report = await decide.run({ kind, question, wording, value });
    if (report === null) {
      failed();
      requestAnimationFrame(() => row.current?.querySelector<HTMLElement>("[data-decide]")?.focus());
      return;
    }
    const what = value === null ? "is left as it is" : `means “${meaning}”`;
    notify({
      text: `“${wording}” ${what}, in ${counted(issue.rows, "row")} and from now on.`,
      action: { label: "Undo", run: () => void undecide(issue) },
    });
  };

  return (
    <tr ref={row} data-issue={kind}>
      <td style={{ overflowWrap: "anywhere" }}>
        <strong>“{wording}”</strong>
        <Text size="sm">{fieldWords(issue, labels)}</Text>
        <Text size="sm" c="dimmed">
          First in {issue.file}
          {issue.sheet === null ? "" : `, sheet “${issue.sheet}”`}, row {number(issue.row)}
        </Text>
      </td>
      <td className="bw-number">{number(issue.rows)}</td>
      <td>
        {kind === "unknown-choice" ? (
          <Button
            data-decide
            variant="default"
            size="sm"
            onClick={edit}
            aria-label={`Add it to its question set… “${wording}”`}
          >
            Add it to its question set…
          </Button>
        ) : kind === "date" ? (
          <DateAnswer wording={wording} running={decide.running} say={say} />
        ) : (
          <Group gap="xs" wrap="nowrap">
            <Select
              data-decide
              style={{ flex: 1 }}
              aria-label={`What “${wording}” means`}
              placeholder="Choose what it means"
              value={null}
              disabled={decide.running}
              data={issue.choices}
              maxDropdownHeight={340}
              onChange={(value, option) => value !== null && void say(value, option?.label ?? value)}
            />
            <Leave wording={wording} running={decide.running} say={say} />
          </Group>
        )}
        <TaskState task={decide} title="Applying it to every row" />
      </td>
    </tr>
  );
}

interface SayProps {
  readonly wording: string;
  readonly running: boolean;
  readonly say: (value: string | null, meaning: string) => Promise<void>;
}

function DateAnswer({ wording, running, say }: SayProps): ReactElement {
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") void say(text.trim(), text.trim());
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          data-decide
          style={{ flex: 1 }}
          aria-label={`The date “${wording}” means`}
          placeholder="31/01/2025"
          value={text}
          disabled={running}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={running || text.trim() === ""}>
          Use it
        </Button>
        <Leave wording={wording} running={running} say={say} />
      </Group>
    </form>
  );
}

function Leave({ wording, running, say }: SayProps): ReactElement {
  return (
    <Button
      variant="default"
      disabled={running}
      aria-label={`Leave as it is: “${wording}”`}
      onClick={() => void say(null, "")}
      style={{ flexShrink: 0 }}
    >
      Leave as it is
    </Button>
  );
}
