import { useQueryClient } from "@tanstack/react-query";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useNotify } from "../ui/notices.tsx";
import type { Issue } from "./kinds.ts";

/** Takes a decision back and says so, or says why not. */
export function useUndecide(): (decision: Pick<Issue, "kind" | "question" | "wording">) => Promise<void> {
  const { caller } = useConnection();
  const queries = useQueryClient();
  const notify = useNotify();
  return async ({ kind, question, wording }) => {
    try {
      await caller.call("check.undecide", { kind, question, wording });
      await queries.invalidateQueries();
      notify({ text: `“${wording}” waits again.` });
    } catch (error) {
      notify({ text: faultOf(error).message });
    }
  };
}
