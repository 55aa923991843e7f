import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import type { Release } from "../../shared/releases.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useNotify } from "../ui/notices.tsx";

/** Props of the question. */
export interface WithdrawProps {
  readonly release: Release;
  readonly opened: boolean;
  readonly close: () => void;
}

/** Asks who withdraws a release and why. */
export function Withdraw({ release, opened, close }: WithdrawProps): ReactElement {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={`Withdraw ${release.code}?`}
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Question release={release} close={close} />
    </Modal>
  );
}

function Question({ release, close }: Omit<WithdrawProps, "opened">): ReactElement {
  const withdraw = useTask("release.withdraw");
  const notify = useNotify();
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const ready = name.trim().length >= 2 && reason.trim().length >= 3 && !withdraw.running;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    if ((await withdraw.run({ id: release.id, name: name.trim(), reason: reason.trim() })) === null) return;
    close();
    notify({ text: `${release.code} is withdrawn. Tell those who have it.` });
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Text>
          Withdrawing says that it should no longer be used. It cannot be undone, and it takes nothing back: who has the
          files keeps them, so its figures stay frozen and later packs are still attacked together with it.
        </Text>
        <TextInput
          label="Your name"
          value={name}
          maxLength={120}
          autoComplete="name"
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Textarea
          label="Why"
          description="Kept with the release and said to whoever verifies it here."
          value={reason}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {withdraw.error === null ? null : <ErrorNote fault={withdraw.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button color="red.9" type="submit" disabled={!ready} loading={withdraw.running}>
            Withdraw it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
