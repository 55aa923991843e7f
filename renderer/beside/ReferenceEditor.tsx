import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import { REFERENCE_LABELS, type Reference, referenceSchema } from "../../shared/references.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useNotify } from "../ui/notices.tsx";

/** Props of editing what somebody published; null while nothing is. */
export interface ReferenceEditorProps {
  readonly start: Reference | null;
  readonly close: () => void;
}

/** Asks what somebody published, where and when. */
export function ReferenceEditor({ start, close }: ReferenceEditorProps): ReactElement {
  return (
    <Modal
      data-help="beside"
      opened={start !== null}
      onClose={close}
      size={640}
      title={start === null ? "" : REFERENCE_LABELS[start.kind]}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {start === null ? null : <Fields key={start.id} start={start} close={close} />}
    </Modal>
  );
}

function Fields({ start, close }: { readonly start: Reference; readonly close: () => void }): ReactElement {
  const save = useTask("reference.save");
  const notify = useNotify();
  const [draft, setDraft] = useState(start);
  const read = referenceSchema.safeParse({ ...draft, link: draft.link.trim(), date: draft.date.trim() });
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0]));
  const field = (name: "text" | "source" | "publisher" | "date" | "link") => ({
    value: draft[name],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setDraft((before) => ({ ...before, [name]: value })),
  });
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!read.success || (await save.run(read.data)) === null) return;
    const before = start.text === "" ? null : start;
    notify({
      text: "Kept.",
      ...(before === null ? {} : { action: { label: "Undo", run: () => void save.run(before) } }),
    });
    close();
  };
  return (
    <form onSubmit={(event) => void keep(event)}>
      <Stack>
        <Textarea
          label="What it says"
          description="A sentence or two, with its figure as it was published."
          autosize
          minRows={2}
          maxLength={400}
          data-autofocus
          {...field("text")}
        />
        <TextInput label="Source" description="The document or survey." maxLength={200} {...field("source")} />
        <TextInput label="Published by" maxLength={120} {...field("publisher")} />
        <TextInput
          label="Date"
          description="2023-04-04, 2023-04 or 2023."
          maxLength={10}
          {...field("date")}
          error={draft.date !== "" && wrong.has("date") ? "Write it as 2023-04-04, 2023-04 or 2023." : null}
        />
        <TextInput
          label="Link"
          description="Readers can follow it; the app itself fetches nothing."
          maxLength={300}
          {...field("link")}
          error={wrong.has("link") ? "An address begins with https://" : null}
        />
        {save.error === null ? null : <ErrorNote fault={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={!read.success} loading={save.running}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
