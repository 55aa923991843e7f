import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useRef } from "react";
import type { StagedImport } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted } from "../ui/format.ts";
import { useLabels } from "../ui/labels.ts";
import { useNotify } from "../ui/notices.tsx";
import { Working } from "../ui/Working.tsx";
import { Refused } from "./Refused.tsx";
import { RegisterCard } from "./RegisterCard.tsx";
import { importedWords, newRegisters, registersWaiting } from "./registers.ts";
import { sheetName, useImportSession } from "./session.tsx";
import { SheetCard } from "./SheetCard.tsx";
import { useUndo } from "./undo.ts";
import { freshCount, waitingSentence } from "./verdicts.ts";

/** Props of the preview of what was staged. */
export interface PreviewProps {
  readonly staged: StagedImport;
  readonly discard: () => void;
}

/** A verdict a sheet before anything is stored, what still has to be said, and the one button that stores it all. */
export function Preview({ staged, discard }: PreviewProps): ReactElement {
  const commit = useTask("import.commit");
  const undo = useUndo();
  const notify = useNotify();
  const labels = useLabels();
  const { drafts, setStaged } = useImportSession();
  const cards = useRef<HTMLDivElement>(null);
  const waiting = waitingSentence(staged.sheets, drafts, registersWaiting(staged.registers, drafts));
  const fresh = importedWords(
    freshCount(staged.sheets),
    staged.registers.filter(({ verdict }) => verdict !== "unchanged"),
  );

  const nothing = staged.sheets.length + staged.registers.length === 0;

  const store = async () => {
    const done = await commit.run({ stageId: staged.stageId });
    if (done === null) return;
    setStaged(null);
    const stored = done.files.reduce((sum, file) => sum + file.stored, 0);
    const { importId } = done;
    const imported = importedWords(stored, newRegisters(done)) || counted(0, "response");
    notify({
      text: importId === null ? "Nothing new: every row was imported before." : `${imported} imported.`,
      ...(importId === null ? {} : { action: { label: "Undo", run: () => void undo(importId) } }),
    });
  };
  const show = () => {
    const question = cards.current?.querySelector<HTMLElement>("[data-open]");
    question?.closest("details")?.setAttribute("open", "");
    question?.scrollIntoView({ block: "center" });
    question?.focus({ preventScroll: true });
  };

  return (
    <Stack component="section" aria-labelledby="preview" gap="md">
      <Title order={2} id="preview">
        Before it is stored
      </Title>
      {staged.refused.length === 0 ? null : <Refused faults={staged.refused} stageId={staged.stageId} />}
      <Stack gap="md" ref={cards}>
        {staged.registers.map((register) => (
          <RegisterCard key={sheetName(register)} register={register} stageId={staged.stageId} labels={labels} />
        ))}
        {staged.sheets.map((sheet) => (
          <SheetCard key={sheetName(sheet)} sheet={sheet} stageId={staged.stageId} labels={labels} />
        ))}
      </Stack>
      {commit.error === null ? null : <ErrorNote fault={commit.error} />}
      {commit.running ? (
        <Working
          title={staged.sheets.length === 0 ? "Storing the register" : "Storing the responses"}
          progress={commit.progress}
          cancel={commit.cancel}
        />
      ) : (
        <div className="bw-commit">
          {waiting === "" ? null : (
            <Group mb="sm" gap="sm" align="flex-start">
              <Text id="waiting" fw={600} c="var(--bw-warn)">
                {waiting}
              </Text>
              <Button variant="default" size="compact-sm" onClick={show} style={{ flexShrink: 0 }}>
                Show me
              </Button>
            </Group>
          )}
          <Group>
            {nothing ? null : (
              <Button
                size="md"
                onClick={() => void store()}
                disabled={waiting !== ""}
                aria-describedby={waiting === "" ? undefined : "waiting"}
              >
                {fresh === "" && waiting === "" ? "Finish: nothing new" : `Import ${fresh || counted(0, "response")}`}
              </Button>
            )}
            <Button size="md" variant="default" onClick={discard}>
              {nothing ? "Close" : "Do not import"}
            </Button>
          </Group>
        </div>
      )}
    </Stack>
  );
}
