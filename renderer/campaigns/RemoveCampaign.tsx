import { Button, Group, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted, monthSpan } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { Dialog } from "./Dialog.tsx";
import type { CampaignDialogProps } from "./RenameCampaign.tsx";

/** Asks once more before a campaign goes to the bin with its backups. */
export function RemoveCampaign({ campaign, close }: CampaignDialogProps): ReactElement {
  const { bridge } = useConnection();
  const info = useReading("app.info", {});
  const remove = useTask("campaign.remove");
  const notify = useNotify();
  const [fault, setFault] = useState<BellwetherError | null>(null);
  const bin =
    bridge.trash === null ? `the folder Bin in ${info.data?.dataFolder ?? "Bellwether’s data folder"}` : "the bin";
  const go = async (): Promise<void> => {
    const removed = await remove.run({ id: campaign.id });
    if (removed === null) return;
    try {
      await bridge.trash?.(removed.path);
      notify({ text: `“${campaign.name}” is in ${bridge.trash === null ? removed.path : "the bin"}.` });
      close();
    } catch (error) {
      setFault(faultOf(error));
    }
  };
  return (
    <Dialog title="Move to the bin?" close={close} busy={remove.running}>
      <Text>
        <strong>{campaign.name}</strong>
        {campaign.responses === 0
          ? " "
          : ` (${monthSpan(campaign)}, ${counted(campaign.organisations, "organisation")}, ${counted(campaign.responses, "response")}) `}
        goes to {bin} with all its backups and its register of releases. Packs that were released stay where they were
        saved. Your spreadsheets are not touched.
      </Text>
      <Text c="dimmed" size="sm">
        To take it back, open its .evidence file from there. What a colleague has of it stays with them.
      </Text>
      {remove.error === null ? null : <ErrorNote fault={remove.error} />}
      {fault === null ? null : <ErrorNote fault={fault} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          Cancel
        </Button>
        <Button color="red.9" onClick={() => void go()} loading={remove.running}>
          Move to the bin
        </Button>
      </Group>
    </Dialog>
  );
}
