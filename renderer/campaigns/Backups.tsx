import { Button, Group, Skeleton, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Backup } from "../../shared/contract.ts";
import { useReading, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { size, when } from "../ui/format.ts";
import { Late } from "../ui/Late.tsx";
import { useNotify } from "../ui/notices.tsx";
import { OpenFolder } from "../ui/OpenFolder.tsx";
import { Dialog } from "./Dialog.tsx";
import type { CampaignDialogProps } from "./RenameCampaign.tsx";
import { backupWords, REASON_WORDS } from "./words.ts";

/** The backups of a campaign, and the way back to one. */
export function Backups({ campaign, close }: CampaignDialogProps): ReactElement {
  const list = useReading("backup.list", { id: campaign.id });
  const info = useReading("app.info", {});
  const make = useTask("backup.make");
  const [chosen, setChosen] = useState<Backup | null>(null);
  if (chosen !== null) {
    return <Restore campaign={campaign} backup={chosen} close={close} back={() => setChosen(null)} />;
  }
  const fault = make.error ?? list.error;
  return (
    <Dialog title={`Backups of ${campaign.name}`} close={close} size="lg">
      <Text c="dimmed">
        Made without being asked: once a day, and before an import is undone, a copy is merged or takes its place, and
        Bellwether brings the file up to date. Older ones go as newer ones stand for them.
      </Text>
      {fault === null ? null : <ErrorNote fault={fault} />}
      {list.data?.fault == null ? null : (
        <ErrorNote fault={{ message: `Today’s backup could not be made. ${list.data.fault}` }} />
      )}
      {list.data === undefined ? (
        <Late>
          <Skeleton h={140} />
        </Late>
      ) : list.data.backups.length === 0 ? (
        <Text>None yet.</Text>
      ) : (
        <div className="bw-backups">
          <table className="bw-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Why</th>
                <th scope="col" className="bw-number">
                  Size
                </th>
                <th scope="col">
                  <span className="bw-hidden">Restore</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.data.backups.map((backup) => (
                <tr key={backup.name}>
                  <td>{when(backup.at)}</td>
                  <td>{REASON_WORDS[backup.reason]}</td>
                  <td className="bw-number">{size(backup.bytes)}</td>
                  <td style={{ textAlign: "right" }}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setChosen(backup)}
                      aria-label={`Restore the backup of ${backupWords(backup)}`}
                    >
                      Restore…
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Group justify="space-between">
        <Button onClick={() => void make.run({ id: campaign.id })} loading={make.running}>
          Make a backup now
        </Button>
        {info.data === undefined ? null : <OpenFolder folder={info.data.dataFolder} variant="default" />}
      </Group>
    </Dialog>
  );
}

/** Props of the last question before a backup is restored. */
interface RestoreProps extends CampaignDialogProps {
  readonly backup: Backup;
  readonly back: () => void;
}

function Restore({ campaign, backup, close, back }: RestoreProps): ReactElement {
  const restore = useRestore();
  const go = async (): Promise<void> => {
    if (await restore.run(campaign.id, backup)) close();
  };
  return (
    <Dialog title="Restore this backup?" close={close} busy={restore.running}>
      <Text>
        <strong>{campaign.name}</strong> goes back to how it was on {when(backup.at)}. What is there now is kept as a
        backup first, so you can come back. What was released since stays known and protected.
      </Text>
      {restore.error === null ? null : <ErrorNote fault={restore.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={back} disabled={restore.running} data-autofocus>
          Back
        </Button>
        <Button onClick={() => void go()} loading={restore.running}>
          Restore it
        </Button>
      </Group>
    </Dialog>
  );
}

/** Restores a backup, opens the campaign, and says what came of it. */
export function useRestore() {
  const task = useTask("backup.restore");
  const notify = useNotify();
  return {
    running: task.running,
    error: task.error,
    async run(id: string, backup: Pick<Backup, "name" | "at">): Promise<boolean> {
      const result = await task.run({ id, name: backup.name });
      if (result === null) return false;
      const known = result.releasesKnown
        ? ""
        : " What was released since could not be read from the damaged file: look at Releases before you release again.";
      notify({ text: `“${result.campaign.name}” is as it was on ${when(backup.at)}.${known}` });
      return true;
    },
  };
}
