import { useQueryClient } from "@tanstack/react-query";
import { faultOf, useConnection } from "../host/engine.tsx";
import { names } from "../ui/format.ts";
import { useNotify } from "../ui/notices.tsx";
import { removedWords } from "./registers.ts";

/** Takes a whole import back and says so, or says why not. */
export function useUndo(): (importId: number) => Promise<void> {
  const { caller } = useConnection();
  const queries = useQueryClient();
  const notify = useNotify();
  return async (importId) => {
    try {
      const record = await caller.call("import.undo", { importId });
      await queries.invalidateQueries();
      const what = record.merged === null ? `Import of ${names(record.files)}` : `Merge of ${record.merged.name}`;
      notify({ text: `${what} undone: ${removedWords(record)} removed.` });
    } catch (error) {
      notify({ text: faultOf(error).message });
    }
  };
}
