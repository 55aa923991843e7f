import { throwIfCancelled } from "../../../shared/errors.ts";
import { tidy } from "../../../shared/identifiers.ts";
import { fullestHeaders, HEADER_SEARCH_ROWS } from "./layout.ts";
import type { Sheet, SheetRow } from "./read/types.ts";
import type { Proposal } from "./recognise.ts";
import { cellText, rawRow, type RawRow } from "./rows.ts";
import type { SetAside } from "./code.ts";

/** A sheet read to its end, nothing coded yet. `proposal` is null where nothing was recognised. */
export interface ReadSheet {
  readonly proposal: Proposal | null;
  readonly raw: readonly RawRow[];
  readonly setAside: readonly SetAside[];
  /** Rows below all headings. */
  readonly rows: number;
  /** The headings found, where nothing was recognised. */
  readonly headers: readonly string[];
  /** Some values of each column, as written: for a person to look at. */
  readonly samples: readonly (readonly string[])[];
  /** Questions that two columns ask, where some row answers both and differently. */
  readonly clashes: ReadonlyMap<string, number>;
}

const SAMPLES = 4;
const SAMPLED_ROWS = 400;

/**
 * Reads a sheet once, forward: its first rows decide what it is, and every row below the headings is taken by that.
 * @throws BellwetherError the reader's own; `cancelled`
 */
export async function readSheet(
  sheet: Sheet,
  recognise: (first: readonly SheetRow[]) => Proposal | null,
  options: { readonly signal: AbortSignal | undefined; readonly onRows: (count: number) => void },
): Promise<ReadSheet> {
  const first: SheetRow[] = [];
  let settled = false;
  let proposal: Proposal | null = null;
  const raw: RawRow[] = [];
  const setAside: SetAside[] = [];
  const samples: string[][] = [];
  const clashes = new Map<string, number>();
  let rows = 0;
  const take = (row: SheetRow, recognised: Proposal): void => {
    if (row.row <= (recognised.headerRows.at(-1) ?? 0)) return;
    rows += 1;
    const taken = rawRow(row, recognised);
    if (taken === null) {
      setAside.push({ row: row.row, reason: "The headings are repeated in this row." });
      return;
    }
    if (rows <= SAMPLED_ROWS) sample(samples, row);
    for (const role of taken.clashes) if (!clashes.has(role)) clashes.set(role, row.row);
    raw.push(taken);
  };
  const settle = (): void => {
    settled = true;
    proposal = recognise(first);
    if (proposal !== null) for (const row of first) take(row, proposal);
  };
  for await (const batch of sheet.rows()) {
    throwIfCancelled(options.signal);
    for (const row of batch) {
      if (proposal !== null) take(row, proposal);
      else if (!settled) {
        first.push(row);
        if (first.length > HEADER_SEARCH_ROWS) settle();
      }
    }
    options.onRows(rows);
  }
  if (!settled) settle();
  throwIfCancelled(options.signal);
  return { proposal, raw, setAside, rows, headers: proposal === null ? fullestHeaders(first) : [], samples, clashes };
}

function sample(samples: string[][], row: SheetRow): void {
  for (const [column, cell] of row.cells.entries()) {
    if (cell === null) continue;
    const seen = (samples[column] ??= []);
    const text = tidy(cellText(cell));
    if (seen.length < SAMPLES && text !== "" && !seen.includes(text)) seen.push(text.slice(0, 120));
  }
}
