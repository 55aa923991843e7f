import type { Decision } from "./kinds.ts";
import { useTakeBack } from "./takeBack.ts";

/** Takes what a wording means back and says so, or says why not; gives whether it is taken back. */
export function useUndecide(): (decision: Pick<Decision, "kind" | "question" | "wording">) => Promise<boolean> {
  const takeBack = useTakeBack();
  return ({ kind, question, wording }) =>
    takeBack("check.undecide", { kind, question, wording }, `“${wording}” waits again.`);
}
