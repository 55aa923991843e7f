import { Button, FileButton, Group, Text } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { useWindowDrop } from "../ui/windowDrop.ts";

/** Props of the place for files. `choose` is the host's own dialog where it has one. */
export interface DropZoneProps {
  readonly small: boolean;
  readonly take: (files: readonly File[]) => void;
  readonly choose: (() => void) | null;
}

/** Takes files dropped anywhere on the window, or chosen with the keyboard. */
export function DropZone({ small, take, choose }: DropZoneProps): ReactElement {
  const over = useWindowDrop(take);
  const button = (onClick: () => void) => (
    <Button variant={small ? "default" : "filled"} size={small ? "sm" : "md"} onClick={onClick}>
      {small ? "Choose other files" : "Choose files"}
    </Button>
  );
  return (
    <>
      {over ? <div className="bw-drop-over">Drop the files to have them looked at</div> : null}
      <div className={small ? "" : "bw-drop"}>
        {small ? null : (
          <>
            <IconFileSpreadsheet size={44} stroke={1.4} aria-hidden />
            <Text size="lg" fw={650} mt="xs">
              Drop this month’s files here. The originals stay untouched.
            </Text>
            <Text c="dimmed" mb="md">
              Excel, CSV or OpenDocument, several at once. A mapping saved earlier (.json) may come with them. A
              colleague’s copy of the campaign (.evidence) is merged.
            </Text>
          </>
        )}
        <Group justify={small ? "flex-start" : "center"}>
          {choose === null ? (
            <FileButton
              multiple
              onChange={take}
              accept=".xlsx,.xlsm,.csv,.tsv,.txt,.ods,.json,.evidence"
              inputProps={{ "aria-label": "Files to import" }}
            >
              {({ onClick }) => button(onClick)}
            </FileButton>
          ) : (
            button(choose)
          )}
        </Group>
      </div>
    </>
  );
}
