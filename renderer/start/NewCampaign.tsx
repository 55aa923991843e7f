import { Button, Group, Modal, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useTask } from "../host/operations.ts";

/** Asks for a new campaign's name and opens it. */
export function NewCampaign({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactElement {
  const create = useTask("campaign.create");
  const [name, setName] = useState("");
  const ready = name.trim() !== "" && !create.running;
  return (
    <Modal
      data-help="campaigns"
      opened={opened}
      onClose={close}
      title="New campaign"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void create.run({ name: name.trim() });
        }}
      >
        <TextInput
          label="Name"
          description="What the evidence is about, for example “Fee uplifts 2026–27”."
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
          error={create.error?.message}
          data-autofocus
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready} loading={create.running}>
            Create
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
