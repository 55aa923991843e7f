import { useState } from "react";
import type { Output, Progress } from "../../shared/contract.ts";
import type { BellwetherError } from "../../shared/errors.ts";
import { useReadings } from "../host/operations.ts";
import { queriesOf } from "./showing.tsx";
import type { View } from "./view.ts";

/** The tables of a view, as far as they are there. */
export interface ReadTables {
  /** Null while nothing is there; of the view before while the new one is being read. */
  readonly tables: readonly Output<"table.get">[] | null;
  /** The view that `tables` belong to. */
  readonly of: View;
  readonly stale: boolean;
  readonly error: BellwetherError | null;
  readonly progress: Progress | null;
  readonly again: () => void;
}

/** Reads the tables a view needs: one, or the three stages. What was shown stays as it was until all of the new ones are there. */
export function useTables(view: View): ReadTables {
  const { data, stale, error, progress, again } = useReadings("table.get", queriesOf(view));
  const [shown, setShown] = useState(view);
  if (!stale && shown !== view) setShown(view);
  return { tables: data ?? null, of: stale ? shown : view, stale, error, progress, again };
}
