import { Button, Group, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { CampaignSummary } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { Dialog } from "./Dialog.tsx";

/** Props of a dialog about one campaign. */
export interface CampaignDialogProps {
  readonly campaign: CampaignSummary;
  readonly close: () => void;
}

/** Asks for a campaign's new name. */
export function RenameCampaign({ campaign, close }: CampaignDialogProps): ReactElement {
  const rename = useTask("campaign.rename");
  const [name, setName] = useState(campaign.name);
  const ready = name.trim() !== "" && name.trim() !== campaign.name && !rename.running;
  const submit = async (): Promise<void> => {
    if (ready && (await rename.run({ id: campaign.id, name: name.trim() })) !== null) close();
  };
  return (
    <Dialog title="Rename the campaign" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label="Name"
          description="Packs made from now on carry the new name; what is released keeps the old one."
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
          error={rename.error?.message}
          data-autofocus
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready} loading={rename.running}>
            Rename
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
