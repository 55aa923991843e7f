import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Input, OperationName, Output, Progress } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { faultOf, useConnection } from "./engine.tsx";

/** What a screen sees of an operation that reads. `data` stays while another input is being fetched. */
export interface Reading<T> {
  readonly data: T | undefined;
  readonly error: BellwetherError | null;
  /** Nothing to show yet. */
  readonly pending: boolean;
  /** What is shown belongs to the previous input. */
  readonly stale: boolean;
  readonly progress: Progress | null;
  readonly again: () => void;
}

/** Reads through the contract and keeps the answer until something is changed. Abandons what is no longer shown. */
export function useReading<O extends OperationName>(operation: O, input: Input<O>, enabled = true): Reading<Output<O>> {
  const { data, ...rest } = useReadings(operation, [input], enabled);
  return { data: data?.[0], ...rest };
}

/** Reads several inputs of one operation, one after another, as one reading: all of the answers or none. */
export function useReadings<O extends OperationName>(
  operation: O,
  inputs: readonly Input<O>[],
  enabled = true,
): Reading<readonly Output<O>[]> {
  const { caller } = useConnection();
  const [progress, setProgress] = useState<Progress | null>(null);
  const query = useQuery({
    queryKey: [operation, ...inputs],
    queryFn: async ({ signal }): Promise<readonly Output<O>[]> => {
      const answers: Output<O>[] = [];
      try {
        for (const input of inputs)
          answers.push(await caller.call(operation, input, { signal, onProgress: setProgress }));
        return answers;
      } finally {
        setProgress(null);
      }
    },
    enabled,
    placeholderData: keepPreviousData,
  });
  return {
    data: query.data,
    error: query.error === null ? null : faultOf(query.error),
    pending: query.isPending && enabled,
    stale: query.isPlaceholderData,
    progress,
    again: () => void query.refetch(),
  };
}

/** What a screen sees of an operation that does something. */
export interface Task<O extends OperationName> {
  /** Runs it; gives null where it failed or was cancelled (`error` then says why). */
  readonly run: (input: Input<O>) => Promise<Output<O> | null>;
  readonly cancel: () => void;
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly error: BellwetherError | null;
  readonly reset: () => void;
}

/** Runs an operation with progress and cancel, and has everything on screen read again once it is done. */
export function useTask<O extends OperationName>(operation: O): Task<O> {
  const { caller } = useConnection();
  const queries = useQueryClient();
  const [state, setState] = useState<{ running: boolean; progress: Progress | null; error: BellwetherError | null }>(
    IDLE,
  );
  const controller = useRef<AbortController | null>(null);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (input: Input<O>): Promise<Output<O> | null> => {
      const own = new AbortController();
      controller.current = own;
      setState({ ...IDLE, running: true });
      try {
        const output = await caller.call(operation, input, {
          signal: own.signal,
          onProgress: (progress) => mounted.current && setState({ running: true, progress, error: null }),
        });
        if (SWITCHES.has(operation)) await queries.resetQueries();
        else if (!READS_ONLY.has(operation)) {
          // Pages take a moment to be drawn: nobody waits for them here.
          void queries.invalidateQueries({ queryKey: ["preview.pages"] });
          await queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== "preview.pages" });
        }
        if (mounted.current) setState(IDLE);
        return output;
      } catch (error) {
        const fault = faultOf(error);
        if (mounted.current) setState({ ...IDLE, error: fault.code === "cancelled" ? null : fault });
        return null;
      }
    },
    [caller, operation, queries],
  );
  const cancel = useCallback(() => controller.current?.abort(), []);
  const reset = useCallback(() => setState(IDLE), []);
  return { run, cancel, reset, ...state };
}

const IDLE = { running: false, progress: null, error: null } as const;
/** Tasks after which another campaign is open, or none. */
const SWITCHES = new Set<OperationName>([
  "campaign.create",
  "campaign.open",
  "campaign.openSample",
  "campaign.close",
  "campaign.openCopy",
  "campaign.remove",
  "backup.restore",
]);
/** Tasks after which nothing on screen can have changed. */
const READS_ONLY = new Set<OperationName>([
  "campaign.saveCopy",
  "campaign.seeCopy",
  "campaign.leaveCopy",
  "campaign.export",
  "support.details",
  "import.stage",
  "import.choose",
  "import.leaveOut",
  "import.mapping",
  "import.discard",
  "questionSet.propose",
  "coverage.chase",
  "table.get",
  "brief.compose",
  "plan.save",
  "house.save",
  "wording.message",
  "wording.chart",
  "wording.settle",
  "wording.restore",
  "quote.propose",
  "release.save",
  "release.record",
  "release.verify",
]);
