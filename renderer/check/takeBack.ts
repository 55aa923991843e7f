import { useQueryClient } from "@tanstack/react-query";
import type { Input } from "../../shared/contract.ts";
import { faultOf, useConnection } from "../host/engine.tsx";
import { useNotify } from "../ui/notices.tsx";

/** What can be taken back on Check. */
type TakingBack = "check.undecide" | "check.unlink" | "check.unstand";

/** Takes something decided back and says so, or says why not; gives whether it is taken back. */
export function useTakeBack(): <O extends TakingBack>(operation: O, input: Input<O>, done: string) => Promise<boolean> {
  const { caller } = useConnection();
  const queries = useQueryClient();
  const notify = useNotify();
  return async (operation, input, done) => {
    try {
      await caller.call(operation, input);
      await queries.invalidateQueries();
      notify({ text: done });
      return true;
    } catch (error) {
      notify({ text: faultOf(error).message });
      return false;
    }
  };
}
