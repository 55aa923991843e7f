import { Button, Group, Modal, Radio, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, type ReactElement, useEffect, useState } from "react";
import { useTask } from "../host/operations.ts";
import { monthText } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { ContenderWords } from "./Contender.tsx";
import type { ConflictGroup } from "./conflictGroups.ts";
import { useTakeBack } from "./takeBack.ts";

/**
 * Props of the choice; closed while there is no group. `byPerson`: what stands was chosen before, not by the rule.
 * `decided` hears of a choice before its row goes; `failed` that it stays.
 */
export interface ChooseStandingProps {
  readonly group: ConflictGroup | null;
  readonly byPerson: boolean;
  readonly decided: (key: string) => void;
  readonly failed: () => void;
  readonly close: () => void;
}

/** Asks which response of an organisation stands in a month, and why. */
export function ChooseStanding({ group, ...props }: ChooseStandingProps): ReactElement {
  const { close } = props;
  return (
    <Modal
      opened={group !== null}
      onClose={close}
      size="lg"
      title={group === null ? "" : `${group.organisation}, ${monthText(group.month)}: which answer stands?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {group === null ? null : <Choice key={group.key} group={group} {...props} />}
    </Modal>
  );
}

function Choice({
  group,
  byPerson,
  decided,
  failed,
  close,
}: ChooseStandingProps & { readonly group: ConflictGroup }): ReactElement {
  const stand = useTask("check.stand");
  const takeBack = useTakeBack();
  const notify = useNotify();
  const all = [group.standing, ...group.others];
  const [chosen, setChosen] = useState(String(group.standing.responseId));
  const [note, setNote] = useState("");
  const { reset } = stand;
  useEffect(() => reset, [reset]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const responseId = Number(chosen);
    decided(group.key);
    if ((await stand.run({ responseId, note })) === null) {
      failed();
      return;
    }
    close();
    notify({
      text: `The answer of ${group.organisation} in ${monthText(group.month)} is settled.`,
      action: {
        label: "Undo",
        run: () => void takeBack("check.unstand", { responseId }, `${group.organisation} goes by the rule again.`),
      },
    });
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Radio.Group value={chosen} onChange={setChosen} label="The whole response stands, with every answer it gives.">
        <Stack gap="sm" my="sm">
          {all.map((contender, index) => (
            <Radio
              key={contender.responseId}
              value={String(contender.responseId)}
              data-autofocus={index === 0 ? true : undefined}
              label={
                <>
                  {index === 0 ? (
                    <Text size="sm" fw={600}>
                      {byPerson ? "Stands, as you chose" : "Stands by the rule"}
                    </Text>
                  ) : null}
                  <ContenderWords contender={contender} />
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label="Why"
        description="Kept with the decision. For example: head office confirmed by phone on 12 February."
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
      />
      <TaskState task={stand} title="Bringing the figures up to date" />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" disabled={stand.running}>
          Let this answer stand
        </Button>
      </Group>
    </form>
  );
}
