import { Button, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import type { StagedImport } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { Working } from "../ui/Working.tsx";
import { Refused } from "./Refused.tsx";
import { SheetCard } from "./SheetCard.tsx";
import { useUndo } from "./undo.ts";

/** Props of the preview of what was staged. */
export interface PreviewProps {
  readonly staged: StagedImport;
  readonly change: (staged: StagedImport | null) => void;
  readonly discard: () => void;
}

/** A verdict a sheet before anything is stored, the months still needed, and the one button that stores it all. */
export function Preview({ staged, change, discard }: PreviewProps): ReactElement {
  const commit = useTask("import.commit");
  const undo = useUndo();
  const notify = useNotify();
  const waiting = staged.sheets.filter((sheet) => sheet.verdict === "month-needed").length;
  const fresh = staged.sheets.reduce((sum, sheet) => sum + sheet.stored, 0);

  const store = async () => {
    const done = await commit.run({ stageId: staged.stageId });
    if (done === null) return;
    change(null);
    const stored = done.files.reduce((sum, file) => sum + file.stored, 0);
    const { importId } = done;
    notify({
      text:
        importId === null ? "Nothing new: every row was imported before." : `${counted(stored, "response")} imported.`,
      ...(importId === null ? {} : { action: { label: "Undo", run: () => void undo(importId) } }),
    });
  };

  return (
    <Stack component="section" aria-labelledby="preview" gap="md">
      <Title order={2} id="preview">
        Before it is stored
      </Title>
      {staged.refused.length === 0 ? null : <Refused faults={staged.refused} />}
      {staged.sheets.map((sheet) => (
        <SheetCard key={sheet.key} sheet={sheet} stageId={staged.stageId} change={change} />
      ))}
      {commit.error === null ? null : <ErrorNote fault={commit.error} />}
      {commit.running ? (
        <Working title="Storing the responses" progress={commit.progress} cancel={commit.cancel} />
      ) : (
        <Group>
          {staged.sheets.length === 0 ? null : (
            <Button size="md" onClick={() => void store()} disabled={waiting > 0}>
              {fresh === 0 ? "Finish: nothing new" : `Import ${counted(fresh, "response")}`}
            </Button>
          )}
          <Button size="md" variant="default" onClick={discard}>
            {staged.sheets.length === 0 ? "Close" : "Do not import"}
          </Button>
          {waiting === 0 ? null : (
            <Text c="dimmed">
              {waiting === 1 ? "One sheet still needs its month." : `${waiting} sheets still need their month.`}
            </Text>
          )}
        </Group>
      )}
    </Stack>
  );
}
