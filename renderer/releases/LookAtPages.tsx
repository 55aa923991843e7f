import { Button, Group, Text } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { type ReactElement, type ReactNode, useState } from "react";
import type { Release } from "../../shared/releases.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { TaskState } from "../ui/TaskState.tsx";

/** Props of the way to the pages; `children` are further buttons beside it. */
export interface LookAtPagesProps {
  readonly release: Release;
  readonly children?: ReactNode;
}

/** Writes the files of a release to a folder, shows the folder and says where it is. */
export function LookAtPages({ release, children }: LookAtPagesProps): ReactElement {
  const { bridge } = useConnection();
  const save = useTask("release.save");
  const [folder, setFolder] = useState<string | null>(null);
  const [fault, setFault] = useState<BellwetherError | null>(null);
  const look = async () => {
    setFault(null);
    try {
      const at = folder ?? (await save.run({ id: release.id, into: null, zip: false }))?.folder ?? null;
      if (at === null) return;
      setFolder(at);
      await bridge.reveal(at);
    } catch (error) {
      setFolder(null);
      setFault(faultOf(error));
    }
  };
  return (
    <div>
      <Group>
        <Button
          variant={release.state === "prepared" ? "filled" : "default"}
          leftSection={<IconFolderOpen size={18} aria-hidden />}
          onClick={() => void look()}
          loading={save.running}
        >
          Look at the pages
        </Button>
        {children}
      </Group>
      <TaskState task={save} title="Writing the pages" />
      {fault === null ? null : <ErrorNote fault={fault} />}
      <div role="status">
        {folder === null ? null : (
          <>
            <Text style={{ overflowWrap: "anywhere" }} mt="sm">
              {folder}
            </Text>
            <Text c="dimmed" size="sm">
              Start with index.html: it opens in any browser and holds everything.
              {release.releasedAt === null ? " These pages are for looking at: nothing is released yet." : ""}
            </Text>
          </>
        )}
      </div>
    </div>
  );
}
