import { Button, Checkbox, Group, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Reference } from "../../shared/references.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useNotify } from "../ui/notices.tsx";
import { dateWords } from "./words.ts";

/** Props of something others published in the list. */
export interface ReferenceRowProps {
  readonly reference: Reference;
  readonly edit: () => void;
}

/** What somebody published, with its source, and what can be done with it. */
export function ReferenceRow({ reference, edit }: ReferenceRowProps): ReactElement {
  const save = useTask("reference.save");
  const remove = useTask("reference.remove");
  const notify = useNotify();
  const { id, text, publisher, source, date, link, inPack } = reference;
  // The tick shows at once; keeping it may wait for work in hand.
  const [ticked, setTicked] = useState<boolean | null>(null);
  const choose = async (wanted: boolean): Promise<void> => {
    setTicked(wanted);
    await save.run({ ...reference, inPack: wanted });
    setTicked(null);
  };
  const forget = async (): Promise<void> => {
    if ((await remove.run({ id })) === null) return;
    notify({ text: "The entry was removed.", action: { label: "Undo", run: () => void save.run(reference) } });
  };
  const fault = save.error ?? remove.error;
  return (
    <li>
      <Checkbox
        checked={ticked ?? inPack}
        onChange={(event) => void choose(event.currentTarget.checked)}
        label={text}
      />
      <Group gap="xs" pl={30} justify="space-between">
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere", flex: "1 1 20em" }}>
          {publisher}, {source}, {dateWords(date)}.{link === "" ? "" : ` ${link}`}
        </Text>
        <Group gap={4}>
          <Button variant="subtle" size="compact-sm" onClick={edit} aria-label={`Edit “${text.slice(0, 60)}”`}>
            Edit
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => void forget()}
            aria-label={`Remove “${text.slice(0, 60)}”`}
          >
            Remove
          </Button>
        </Group>
      </Group>
      {fault === null ? null : <ErrorNote fault={fault} />}
    </li>
  );
}
