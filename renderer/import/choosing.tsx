import type { ReactElement } from "react";
import type { Input, SheetVerdict } from "../../shared/contract.ts";
import { type Task, useTask } from "../host/operations.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Working } from "../ui/Working.tsx";
import { useImportSession } from "./session.tsx";

/** What can be said of a staged sheet. */
export type Said = Omit<Input<"import.choose">, "stageId" | "sheetKey">;

/** The way to say something of a staged sheet, which is then read again. */
export interface Choosing {
  /** True once it has been read again; false where that failed or was cancelled. */
  readonly say: (said: Said) => Promise<boolean>;
  readonly task: Task<"import.choose">;
}

/** Says something of a staged sheet and puts what it then looks like in the place of what was staged. */
export function useChoosing({ key }: Pick<SheetVerdict, "key">): Choosing {
  const task = useTask("import.choose");
  const { staged, setStaged } = useImportSession();
  return {
    task,
    async say(said) {
      if (staged === null) return false;
      const again = await task.run({ stageId: staged.stageId, sheetKey: key, ...said });
      if (again !== null) setStaged(again);
      return again !== null;
    },
  };
}

/** Shows that a sheet is being read again, with Cancel, or why it could not be. */
export function ChoosingState({ task }: Pick<Choosing, "task">): ReactElement | null {
  if (task.running) return <Working title="Reading the file again" progress={task.progress} cancel={task.cancel} />;
  return task.error === null ? null : <ErrorNote fault={task.error} />;
}

/** Reads the waiting sheets that answer a question set again, once its scales were changed. */
export function useReadAgain(): (set: string) => Promise<void> {
  const { run } = useTask("import.choose");
  const { staged, setStaged } = useImportSession();
  return async (set) => {
    for (const { key, parts } of staged?.sheets ?? []) {
      if (staged === null || !parts.some(({ questionSet }) => questionSet === set)) continue;
      const again = await run({ stageId: staged.stageId, sheetKey: key });
      if (again !== null) setStaged(again);
    }
  };
}
