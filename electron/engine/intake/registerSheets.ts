import { stat } from "node:fs/promises";
import { NO_MAPPING, type Mapping } from "./mapping.ts";
import type { Sheet } from "./read/types.ts";
import { recognise } from "./recognise.ts";
import { firstRows, SEARCHED } from "./register/read.ts";
import type { RegisterChoice, RegisterOptions } from "./register/stage.ts";
import { isTracker } from "./register/tracker.ts";

/** What was said of the registers of a file, as their readers take it. */
interface Said {
  readonly asOf?: string | null;
  readonly mapping?: Mapping | null;
  readonly choices?: ReadonlyMap<number, RegisterChoice>;
  readonly signal?: AbortSignal | undefined;
  readonly onRows?: ((rows: number) => void) | undefined;
}

/** How to read the registers of a file: what was said of them, when the file was last changed, and the day it is. */
export async function registerOptions(
  input: { readonly path: string; readonly name: string },
  said: Said,
  today: string,
): Promise<RegisterOptions> {
  const changed = await stat(input.path).catch(() => null);
  return {
    asOf: said.asOf ?? null,
    columns: said.mapping?.columns ?? new Map(),
    choices: said.choices ?? new Map(),
    reading: {
      file: input.name,
      today,
      modified: changed?.mtime.toISOString().slice(0, 10) ?? null,
      signal: said.signal,
      onRows: (count) => said.onRows?.(count),
    },
  };
}

/**
 * What a sheet certainly is that is no list of members, in words: an extract of the Capacity Tracker, or what a survey
 * platform writes. Null where it may be one.
 * @throws BellwetherError the reader's own; `cancelled`
 */
export async function otherThanMembers(sheet: Sheet, signal: AbortSignal | undefined): Promise<string | null> {
  const first = await firstRows(sheet, SEARCHED, signal);
  const proposal = recognise(first, { mapping: NO_MAPPING, sets: [], remembered: [] });
  if (proposal === null) return null;
  if (proposal.traits !== null) return `an export of ${proposal.traits.name}`;
  const headers = proposal.columns.map(({ header }) => header);
  return proposal.source === "capacity-tracker" && isTracker(headers) ? "an extract of the Capacity Tracker" : null;
}
