import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { Output } from "../../shared/contract.ts";
import { useConnection } from "../host/engine.tsx";
import { useReading, useTask } from "../host/operations.ts";
import { counted } from "../ui/format.ts";
import { OpenFolder } from "../ui/OpenFolder.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { Dialog } from "./Dialog.tsx";
import type { CampaignDialogProps } from "./RenameCampaign.tsx";

/** Writes everything a campaign holds as CSV and JSON, for other programs and for ever. */
export function ExportAll({ campaign, close }: CampaignDialogProps): ReactElement {
  const { bridge } = useConnection();
  const info = useReading("app.info", {});
  const task = useTask("campaign.export");
  const [done, setDone] = useState<Output<"campaign.export"> | null>(null);
  const go = async (): Promise<void> => {
    const into = bridge.chooseFolder === null ? null : await bridge.chooseFolder();
    if (bridge.chooseFolder !== null && into === null) return;
    setDone(await task.run({ id: campaign.id, into }));
  };
  if (done !== null) {
    return (
      <Dialog title="Exported" close={close}>
        <Alert color="green" variant="outline" icon={<IconCircleCheck aria-hidden />} role="status">
          <Text>
            {counted(done.rows, "row")} of {counted(done.tables, "table")}, as CSV and as JSON.
          </Text>
          <Text size="sm" mt={4} style={{ overflowWrap: "anywhere" }}>
            {done.folder}
          </Text>
        </Alert>
        <OpenFolder folder={done.folder} variant="default">
          <Button onClick={close}>Done</Button>
        </OpenFolder>
      </Dialog>
    );
  }
  return (
    <Dialog title="Export everything" close={close} busy={task.running}>
      <Text>
        Every table of <strong>{campaign.name}</strong> as CSV and JSON, and the files of each release, in a new folder
        {bridge.chooseFolder === null ? ` in ${info.data?.packsFolder ?? "Bellwether’s own place"}` : ""}. Other
        programs can read it without Bellwether. To work on with it in Bellwether, save a copy instead.
      </Text>
      <Alert color="orange" variant="outline" icon={<IconAlertTriangle aria-hidden />}>
        Nothing in it is anonymised: it names organisations and holds what each of them answered.
      </Alert>
      <TaskState task={task} title="Exporting everything" />
      <Group justify="flex-end">
        <Button variant="default" onClick={close} disabled={task.running} data-autofocus>
          Cancel
        </Button>
        <Button onClick={() => void go()} loading={task.running}>
          {bridge.chooseFolder === null ? "Export" : "Choose where…"}
        </Button>
      </Group>
    </Dialog>
  );
}
