import { Button, FileButton } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { HostFile } from "../../shared/host.ts";
import { type Task, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useOpening } from "../campaigns/opening.tsx";
import { useNotify } from "../ui/notices.tsx";
import { Working } from "../ui/Working.tsx";
import { mergedWords } from "./mergedWords.ts";
import { useUndo } from "./undo.ts";

/** The merging of colleagues' copies: one after another, until one fails or is cancelled. */
export interface Merging {
  readonly merge: (copies: readonly HostFile[]) => Promise<void>;
  readonly task: Task<"campaign.merge">;
  /** The file being merged. */
  readonly name: string;
}

/** Merges copies of a campaign and says what came of it; one that is protected asks for its passphrase first. */
export function useMerging(): Merging {
  const task = useTask("campaign.merge");
  const look = useTask("campaign.seeCopy");
  const { openCopy } = useOpening();
  const [name, setName] = useState("");
  const undo = useUndo();
  const notify = useNotify();
  const reset = (): void => {
    look.reset();
    task.reset();
  };
  const cancel = (): void => {
    look.cancel();
    task.cancel();
  };
  return {
    task: { ...task, reset, cancel, running: task.running || look.running, error: look.error ?? task.error },
    name,
    async merge(copies) {
      for (const copy of copies) {
        setName(copy.name);
        const seen = await look.run({ path: copy.path, name: copy.name, passphrase: null });
        if (seen === null) return;
        if (seen.kind === "locked") {
          openCopy(copy);
          continue;
        }
        const result = await task.run({ path: copy.path, name: copy.name });
        if (result === null) return;
        const { importId } = result;
        notify({
          text: mergedWords(copy.name, result),
          ...(importId === null ? {} : { action: { label: "Undo", run: () => void undo(importId) } }),
        });
      }
    },
  };
}

/** Shows that a copy is being merged, with Cancel, or why it could not be. */
export function MergingState({ merging: { task, name } }: { readonly merging: Merging }): ReactElement | null {
  if (task.running) return <Working title={`Merging ${name}`} progress={task.progress} cancel={task.cancel} />;
  return task.error === null ? null : <ErrorNote fault={task.error} />;
}

/** Chooses a colleague's copy of the campaign. */
export function MergeButton({ take }: { readonly take: (files: readonly File[]) => void }): ReactElement {
  return (
    <FileButton multiple onChange={take} accept=".evidence" inputProps={{ "aria-label": "Colleague’s copy to merge" }}>
      {({ onClick }) => (
        <Button variant="default" size="sm" onClick={onClick}>
          Merge a colleague’s copy…
        </Button>
      )}
    </FileButton>
  );
}

/** True for a campaign's file. */
export function isCampaign({ name }: { readonly name: string }): boolean {
  return /\.evidence$/i.test(name);
}
