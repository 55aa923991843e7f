import type { Progress } from "../../shared/contract.ts";
import { useTask } from "../host/operations.ts";
import { published, queriesOf, shownOf } from "./showing.tsx";
import type { Around } from "./captions.ts";
import type { Shown } from "./shown.ts";
import { canBePublished, type View } from "./view.ts";

/** A view as it would be published, made when it is asked for. */
export interface Publishing {
  /** Null where it was cancelled or failed. */
  readonly make: () => Promise<Shown | null>;
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly cancel: () => void;
}

/** The way to have a view as it would be published; null where it never can be. */
export function usePublished(view: View, around: Around): Publishing | null {
  const read = useTask("table.get");
  if (!canBePublished(view)) return null;
  const make = async (): Promise<Shown | null> => {
    const safe = published(view);
    const tables = [];
    for (const query of queriesOf(safe)) {
      const table = await read.run(query);
      if (table === null) return null;
      tables.push(table);
    }
    return shownOf(safe, tables, around);
  };
  return { make, running: read.running, progress: read.progress, cancel: read.cancel };
}
