import { Button, Group, NativeSelect, Text, Textarea, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { QUESTION_KINDS, type QuestionKind, type SetQuestion } from "../../shared/questionSets.ts";
import { counted } from "../ui/format.ts";
import { ofKind, type SetFaults } from "./draft.ts";
import { Options } from "./Options.tsx";

/** Props of the editor of one question of a set. `path` is where it stands in the set, for finding its faults. */
export interface QuestionEditorProps {
  readonly question: SetQuestion;
  readonly path: string;
  readonly faults: SetFaults;
  readonly open: boolean;
  readonly change: (question: SetQuestion) => void;
  readonly remove: (() => void) | null;
}

/** One question: label, wording, kind and scale, folded away behind what it is in a line. */
export function QuestionEditor({ question, path, faults, open, change, remove }: QuestionEditorProps): ReactElement {
  const [starts] = useState(open);
  const wrong = [...faults.at.keys()].some((key) => key.startsWith(`${path}.`));
  const scale = question.options.length === 0 ? "" : `, ${counted(question.options.length, ...unitOf(question.kind))}`;
  return (
    <details className="bw-disclosure bw-question" {...(starts ? { open: true } : {})}>
      <summary>
        {question.label === "" ? "A question without a label" : question.label}
        <Text component="span" c="dimmed" fw={400}>
          {" "}
          · {KINDS[question.kind].toLowerCase()}
          {scale}
        </Text>
        {wrong ? (
          <Text component="span" c="var(--mantine-color-error)">
            {" "}
            · something is missing
          </Text>
        ) : null}
      </summary>
      <div className="bw-question-body">
        <Group align="flex-start" gap="md" wrap="nowrap">
          <TextInput
            label="Label"
            description="Short, for charts and tables"
            style={{ flex: 1 }}
            value={question.label}
            error={faults.at.get(`${path}.label`)}
            onChange={(event) => change({ ...question, label: event.currentTarget.value })}
          />
          <NativeSelect
            label="Kind"
            description="How its answers are counted"
            w={230}
            value={question.kind}
            onChange={(event) => {
              const kind = QUESTION_KINDS.find((known) => known === event.currentTarget.value);
              if (kind !== undefined) change(ofKind(question, kind));
            }}
            data={QUESTION_KINDS.map((kind) => ({ value: kind, label: KINDS[kind] }))}
          />
        </Group>
        <Textarea
          label="Wording"
          description="As it was asked: columns headed like this are recognised from now on"
          autosize
          minRows={1}
          maxRows={4}
          mt="sm"
          value={question.wording}
          error={faults.at.get(`${path}.wording`)}
          onChange={(event) => change({ ...question, wording: event.currentTarget.value })}
        />
        {question.kind === "text" ? (
          <Text c="dimmed" size="sm" mt="sm">
            Free text is kept with the response and never counted or published.
          </Text>
        ) : question.kind === "yes-no" && question.options.length === 0 ? (
          <Text c="dimmed" size="sm" mt="sm">
            Yes counts towards the share; No and Don’t know are in the base; Not applicable stands beside it.
          </Text>
        ) : (
          <Options question={question} path={path} faults={faults} change={change} />
        )}
        {remove === null ? null : (
          <Button variant="default" size="compact-sm" mt="md" onClick={remove}>
            Remove this question
          </Button>
        )}
      </div>
    </details>
  );
}

function unitOf(kind: QuestionKind): readonly [one: string, many: string] {
  if (kind === "number") return ["band", "bands"];
  return kind === "multiple" ? ["choice", "choices"] : ["option", "options"];
}

const KINDS: Readonly<Record<QuestionKind, string>> = {
  single: "One answer",
  "yes-no": "Yes or no",
  multiple: "Several answers",
  number: "Number, in bands",
  text: "Free text",
};
