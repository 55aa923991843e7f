import { createContext, type ReactElement, type ReactNode, useContext, useMemo, useState } from "react";
import type { Input } from "../../shared/contract.ts";
import type { AttackOutcome } from "../../shared/releases.ts";
import { type Task, useTask } from "../host/operations.ts";

/** The preparing of a release, which goes on while another screen is looked at. */
export interface Preparing {
  readonly task: Pick<Task<"release.prepare">, "running" | "progress" | "cancel" | "error" | "reset">;
  /** What was last asked for, so that it need not be typed again. */
  readonly last: Input<"release.prepare"> | null;
  /** What a reader could prove of the pack that was last prepared; null where it passed or none was. */
  readonly failed: AttackOutcome | null;
  /** Prepares a release. */
  readonly prepare: (input: Input<"release.prepare">) => Promise<void>;
  /** Puts the list to fix away. */
  readonly dismiss: () => void;
}

/** Keeps the preparing of a release, and the list to fix, while another screen is looked at. */
export function PreparingSession({ children }: { readonly children: ReactNode }): ReactElement {
  const { run, running, progress, cancel, error, reset } = useTask("release.prepare");
  const [last, setLast] = useState<Preparing["last"]>(null);
  const [failed, setFailed] = useState<AttackOutcome | null>(null);
  const value = useMemo(
    (): Preparing => ({
      task: { running, progress, cancel, error, reset },
      last,
      failed,
      async prepare(input) {
        setLast(input);
        setFailed(null);
        const outcome = await run(input);
        setFailed(outcome?.passed === false ? outcome.attack : null);
        if (outcome?.passed === true) setLast(null);
      },
      dismiss: () => setFailed(null),
    }),
    [run, running, progress, cancel, error, reset, last, failed],
  );
  return <Session value={value}>{children}</Session>;
}

/** The preparing of a release in this window. */
export function usePreparing(): Preparing {
  const preparing = useContext(Session);
  if (preparing === null) throw new Error("usePreparing stands outside PreparingSession.");
  return preparing;
}

const Session = createContext<Preparing | null>(null);
