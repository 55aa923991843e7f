import { Button, FileButton } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Output } from "../../shared/contract.ts";
import type { HostFile } from "../../shared/host.ts";
import { type Task, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { counted } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { Working } from "../ui/Working.tsx";
import { useUndo } from "./undo.ts";

/** The merging of colleagues' copies: one after another, until one fails or is cancelled. */
export interface Merging {
  readonly merge: (copies: readonly HostFile[]) => Promise<void>;
  readonly task: Task<"campaign.merge">;
  /** The file being merged. */
  readonly name: string;
}

/** Merges copies of a campaign and says what came of it. */
export function useMerging(): Merging {
  const task = useTask("campaign.merge");
  const [name, setName] = useState("");
  const undo = useUndo();
  const notify = useNotify();
  return {
    task,
    name,
    async merge(copies) {
      for (const copy of copies) {
        setName(copy.name);
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

function mergedWords(name: string, { importId, added, clashes, notCopy }: Output<"campaign.merge">): string {
  const released =
    added.releases === 0
      ? ""
      : `${counted(added.releases, "release")} came along: see Releases. Undoing the merge keeps what is released.`;
  if (importId === null && released !== "") return `${name}: nothing new to import. ${released}`;
  if (importId === null) return `${name}: nothing new. Everything in it is here already.`;
  const brought = [
    added.responses === 0 ? "" : counted(added.responses, "response"),
    added.decisions === 0 ? "" : counted(added.decisions, "decision"),
    added.registers === 0 ? "" : counted(added.registers, "register"),
  ].filter((part) => part !== "");
  return [
    `${name} merged: ${brought.length === 0 ? "no responses or decisions" : brought.join(", ")} new.`,
    released,
    clashes === 0 ? "" : `${counted(clashes, "thing")} said differently: see Check.`,
    notCopy ? "It was not a copy of this campaign: protected figures may round otherwise than before." : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}
