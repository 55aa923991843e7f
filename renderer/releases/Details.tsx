import { Alert, Button, Drawer, Group, Stack, Text } from "@mantine/core";
import { IconBan, IconEyeOff } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { Release } from "../../shared/releases.ts";
import { useTask } from "../host/operations.ts";
import { download } from "../ui/download.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { when } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { OpenFolder } from "../ui/OpenFolder.tsx";
import { DEFAULT_PLACE, PackPlace } from "../ui/PackPlace.tsx";
import { Card } from "../ui/Page.tsx";
import { TaskState } from "../ui/TaskState.tsx";
import { Parts, type PartsProps } from "./Parts.tsx";
import { Withdraw } from "./Withdraw.tsx";

/** Props of an earlier release's details; closed while there is none. */
export interface DetailsProps extends Pick<PartsProps, "titles"> {
  readonly release: Release | null;
  readonly close: () => void;
}

/** An earlier release in a drawer: who and when, what left, what was hidden, its record, its files, and its withdrawal. */
export function Details({ release, titles, close }: DetailsProps): ReactElement {
  return (
    <Drawer
      opened={release !== null}
      onClose={close}
      position="right"
      size="min(980px, 94vw)"
      title={<strong>{release === null ? "" : release.title}</strong>}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ content: "bw-drawer", header: "bw-drawer" }}
      transitionProps={{ duration: 0 }}
    >
      {release === null ? null : (
        <Stack gap="lg">
          <Withdrawn release={release} />
          <Who release={release} />
          <Parts release={release} titles={titles} />
          <FilesAgain key={release.id} release={release} />
        </Stack>
      )}
    </Drawer>
  );
}

/** Says of a withdrawn release that it is, loudly. */
export function Withdrawn({ release }: { readonly release: Pick<Release, "withdrawn"> }): ReactElement | null {
  const { withdrawn } = release;
  if (withdrawn === null) return null;
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<IconBan aria-hidden />}
      title="Withdrawn: do not use it"
      className="bw-error"
    >
      {withdrawn.by} withdrew it on {when(withdrawn.at)}: {withdrawn.reason}
    </Alert>
  );
}

function Who({ release }: { readonly release: Release }): ReactElement {
  const record = useTask("release.record");
  const notify = useNotify();
  const [withdrawing, setWithdrawing] = useState(false);
  const save = async () => {
    const file = await record.run({ id: release.id });
    if (file === null) return;
    download(file.name, new Blob([file.text], { type: "application/json" }));
    notify({ text: `${file.name} saved. It names the two people: for your own files, not to be published.` });
  };
  return (
    <section className="bw-card" aria-label="Who and when">
      <dl className="bw-facts">
        <dt>Release</dt>
        <dd>{release.code}</dd>
        <dt>Composed</dt>
        <dd>
          {release.composedBy}, {when(release.composedAt)}
        </dd>
        <dt>Signed off</dt>
        <dd>
          {release.signedOffBy ?? "–"}
          {release.signedOffAt === null ? "" : `, ${when(release.signedOffAt)}`}
        </dd>
        <dt>Released</dt>
        <dd>{release.releasedAt === null ? "–" : when(release.releasedAt)}</dd>
      </dl>
      <Group mt="md">
        <Button variant="default" onClick={() => void save()} loading={record.running}>
          Save the record…
        </Button>
        {release.state === "withdrawn" ? null : (
          <Button variant="default" onClick={() => setWithdrawing(true)}>
            Withdraw…
          </Button>
        )}
        <span className="bw-badge">
          <IconEyeOff size={16} aria-hidden />
          The record is internal: it names the two people.
        </span>
      </Group>
      {record.error === null ? null : <ErrorNote fault={record.error} />}
      <Withdraw release={release} opened={withdrawing} close={() => setWithdrawing(false)} />
    </section>
  );
}

function FilesAgain({ release }: { readonly release: Release }): ReactElement {
  const save = useTask("release.save");
  const [place, setPlace] = useState(DEFAULT_PLACE);
  const [folder, setFolder] = useState<string | null>(null);
  const again = async () => {
    setFolder(null);
    setFolder((await save.run({ id: release.id, ...place }))?.folder ?? null);
  };
  return (
    <Card title="The files again">
      <Stack gap="md">
        <Text>The same files as were released, byte for byte.</Text>
        <PackPlace place={place} choose={setPlace} />
        <Group>
          <Button variant="default" onClick={() => void again()} loading={save.running}>
            Save the files
          </Button>
        </Group>
        <TaskState task={save} title="Writing the files" />
        {folder === null ? null : (
          <>
            <Text role="status" style={{ overflowWrap: "anywhere" }}>
              {folder}
            </Text>
            <OpenFolder folder={folder} variant="default" />
          </>
        )}
      </Stack>
    </Card>
  );
}
