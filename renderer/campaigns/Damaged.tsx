import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { CampaignSummary } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { useReading } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Backups, useRestore } from "./Backups.tsx";
import { backupWords } from "./words.ts";

/** Props of a campaign that turned out to be damaged when it was opened. */
export interface DamagedProps {
  readonly campaign: CampaignSummary;
  readonly fault: BellwetherError;
}

/** Says that a campaign is damaged, and offers its newest backup that is whole. */
export function Damaged({ campaign, fault }: DamagedProps): ReactElement {
  const list = useReading("backup.list", { id: campaign.id, check: true });
  const restore = useRestore();
  const [all, setAll] = useState(false);
  const good = list.data?.backups.find(({ name }) => name === list.data?.newestGood);
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title={`“${campaign.name}” is damaged`}
      className="bw-error"
    >
      <Text>{fault.message}</Text>
      {list.data === undefined ? null : good === undefined ? (
        <Text mt="sm">
          There is no whole backup of it on this computer. A copy that you or a colleague saved can take its place:
          choose “Open a copy…”.
        </Text>
      ) : (
        <>
          <Text mt="sm">The newest backup that is whole: {backupWords(good)}. The damaged file is kept beside it.</Text>
          <Group mt="sm">
            <Button onClick={() => void restore.run(campaign.id, good)} loading={restore.running}>
              Restore this backup
            </Button>
            <Button variant="default" onClick={() => setAll(true)}>
              All its backups…
            </Button>
          </Group>
        </>
      )}
      {restore.error === null ? null : <ErrorNote fault={restore.error} />}
      {all ? <Backups campaign={campaign} close={() => setAll(false)} /> : null}
    </Alert>
  );
}

/** True for a fault that says that a campaign's own file is damaged. */
export function saysDamaged({ code }: BellwetherError): boolean {
  return code === "campaign-corrupt" || code === "not-a-campaign";
}
