import { useState } from "react";
import type { Output, Progress } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { useTask } from "../host/operations.ts";
import type { Around } from "./captions.ts";
import { published, queriesOf, shownOf } from "./showing.tsx";
import type { Shown } from "./shown.ts";
import { canBePublished, type View } from "./view.ts";

/** A view as it would be published, made when it is asked for. */
export interface Publishing {
  /** Null where it was cancelled, or where `error` says why it failed. */
  readonly make: () => Promise<Shown | null>;
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly error: BellwetherError | null;
  readonly cancel: () => void;
  /** Forgets the error. */
  readonly reset: () => void;
}

/** The way to have a view as it would be published; null where it never can be. */
export function usePublished(view: View, around: Around): Publishing | null {
  const { run, progress, error, cancel, reset } = useTask("table.get");
  const [running, setRunning] = useState(false);
  if (!canBePublished(view)) return null;
  const make = async (): Promise<Shown | null> => {
    const safe = published(view);
    const tables: Output<"table.get">[] = [];
    setRunning(true);
    try {
      for (const query of queriesOf(safe)) {
        const table = await run(query);
        if (table === null) return null;
        tables.push(table);
      }
      return shownOf(safe, tables, around);
    } finally {
      setRunning(false);
    }
  };
  return { make, running, progress, error, cancel, reset };
}
