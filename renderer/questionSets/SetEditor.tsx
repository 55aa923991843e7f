import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactElement, useRef, useState } from "react";
import type { QuestionSet } from "../../shared/questionSets.ts";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Working } from "../ui/Working.tsx";
import { faultsOf, finished, type SetFaults } from "./draft.ts";
import { QuestionEditor } from "./QuestionEditor.tsx";

/** Props of the editor of a question set. `stored` is false for a new one, whose code may still be chosen. */
export interface SetEditorProps {
  readonly start: QuestionSet;
  readonly stored: boolean;
  /** The question to begin with unfolded. */
  readonly unfold?: string | undefined;
  readonly cancel: () => void;
  /** What happens once it is saved; the editor waits for it. */
  readonly saved: (set: QuestionSet) => Promise<void>;
}

/** Edits a question set of the user's own and saves it; what is missing is said in its place. */
export function SetEditor({ start, stored, unfold, cancel, saved }: SetEditorProps): ReactElement {
  const [set, setSet] = useState(start);
  const [faults, setFaults] = useState<SetFaults>(NO_FAULTS);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sets = useReading("questionSet.list", {});
  const save = useTask("questionSet.save");
  const taken = new Map(stored ? [] : (sets.data ?? []).map(({ set: other }) => [other.code, other.title] as const));

  const change = (next: QuestionSet) => {
    setSet(next);
    if (tried) setFaults(faultsOf(next, taken));
  };
  const submit = async () => {
    const found = faultsOf(set, taken);
    setFaults(found);
    setTried(true);
    if (found.at.size + found.whole.length > 0) {
      requestAnimationFrame(() => {
        for (const wrong of form.current?.querySelectorAll('[aria-invalid="true"]') ?? []) {
          for (
            let fold = wrong.closest("details");
            fold !== null;
            fold = fold.parentElement?.closest("details") ?? null
          ) {
            fold.open = true;
          }
        }
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
      });
      return;
    }
    const done = await save.run({ set: finished(set) });
    if (done !== null) await saved(done);
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.running) void submit();
      }}
    >
      <Group align="flex-start" grow mb="md">
        <TextInput
          label="Title"
          value={set.title}
          error={faults.at.get("title")}
          onChange={(event) => change({ ...set, title: event.currentTarget.value })}
          data-autofocus
        />
        <TextInput
          label={stored ? "Code (stays as it is)" : "Code, for data files and commands"}
          value={set.code}
          readOnly={stored}
          variant={stored ? "filled" : "default"}
          error={faults.at.get("code")}
          onChange={(event) => change({ ...set, code: event.currentTarget.value })}
        />
      </Group>
      <Stack gap="xs">
        {set.questions.map((question, index) => (
          <QuestionEditor
            key={question.code}
            question={question}
            path={`questions.${index}`}
            faults={faults}
            open={set.questions.length === 1 || question.code === unfold}
            change={(next) => change({ ...set, questions: set.questions.with(index, next) })}
            remove={
              set.questions.length === 1
                ? null
                : () => change({ ...set, questions: set.questions.filter((other) => other !== question) })
            }
          />
        ))}
      </Stack>
      {faults.whole.length === 0 ? null : (
        <Alert
          role="alert"
          tabIndex={-1}
          mt="md"
          color="red"
          variant="outline"
          className="bw-error"
          icon={<IconAlertTriangle aria-hidden />}
          title="This cannot be saved yet"
        >
          {faults.whole.map((fault) => (
            <Text key={fault}>{fault}</Text>
          ))}
        </Alert>
      )}
      {save.error === null ? null : (
        <div style={{ marginTop: 16 }}>
          <ErrorNote fault={save.error} />
        </div>
      )}
      {save.running ? (
        <div style={{ marginTop: 16 }}>
          <Working title="Saving the question set" progress={save.progress} cancel={save.cancel} />
        </div>
      ) : (
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
          <Button type="submit">Save the question set</Button>
        </Group>
      )}
    </form>
  );
}

const NO_FAULTS: SetFaults = { at: new Map(), whole: [] };
