import { dayLabel } from "../../../../shared/day.ts";
import { BellwetherError, throwIfCancelled } from "../../../../shared/errors.ts";
import { tidy } from "../../../../shared/identifiers.ts";
import type { Sheet, SheetRow, Spreadsheet } from "../read/types.ts";
import { cellText } from "../rows.ts";
import { asOfDay, type AsOfFinding } from "./asOf.ts";
import { isTracker } from "./tracker.ts";
import {
  directoryHeadings,
  looksLikeMembers,
  memberHeadings,
  type RegisterHeadings,
  type RegisterSaid,
} from "./columns.ts";
import { directoryCoder } from "./directory.ts";
import { memberCoder } from "./members.ts";
import type { RegisterCoder, StagedRegister } from "./register.ts";

/** How many rows from the top are searched for a register's headings. */
export const SEARCHED = 60;

/** What is known of a file beside its sheets, and how reading it is followed. */
export interface RegisterReading {
  /** The name the user knows the file by. */
  readonly file: string;
  /** The day the file was last changed, `YYYY-MM-DD`. */
  readonly modified: string | null;
  /** The day that a person said the register tells about: it wins. */
  readonly asOf: string | null;
  /** No register tells about a day after this one, `YYYY-MM-DD`. */
  readonly today: string;
  readonly signal: AbortSignal | undefined;
  readonly onRows: (count: number) => void;
}

/**
 * Looks for a CQC directory among the sheets, looking into no more of each than its first rows and stopping at the
 * first, and reads it. Null where there is none.
 * @param others positions of sheets that a person said are something else
 * @throws BellwetherError the reader's own; `as-of-uncertain`; `cancelled`
 */
export async function readDirectory(
  spreadsheet: Spreadsheet,
  others: ReadonlySet<number>,
  reading: RegisterReading,
): Promise<StagedRegister | null> {
  const notes: string[] = [];
  for (const [position, sheet] of spreadsheet.sheets.entries()) {
    if (others.has(position)) continue;
    const first = await firstRows(sheet, SEARCHED, reading.signal);
    const found = first.map(directoryHeadings).find((headings) => headings !== null);
    if (found !== undefined) {
      const above = textsOf(first.filter(({ row }) => row < found.row));
      const finding = asOfDay(above, notes, reading.file, reading.today);
      return readRows(sheet, position, "cqc-directory", found, directoryCoder(found), finding, reading);
    }
    notes.push(...textsOf(first));
  }
  return null;
}

/**
 * Reads a sheet as a member list.
 * @returns null where no column tells who a member is, unless a person insists that it is one
 * @throws BellwetherError the reader's own; `bad-mapping`; `as-of-uncertain`; `cancelled`
 */
export async function readMemberList(
  sheet: Sheet,
  position: number,
  said: RegisterSaid,
  insisted: boolean,
  reading: RegisterReading,
): Promise<StagedRegister | null> {
  const first = await firstRows(sheet, SEARCHED, reading.signal);
  const headings = memberHeadings(first, said, insisted);
  if (headings === null) return null;
  const above = textsOf(first.filter(({ row }) => row < headings.row));
  const finding = asOfDay(above, [], reading.file, reading.today);
  return readRows(sheet, position, "member-list", headings, memberCoder(headings), finding, reading);
}

/** True where the first rows of a sheet are those of a member list, which a person is then asked about. */
export function proposesMembers(headers: readonly string[]): boolean {
  const headings = memberHeadings([{ row: 1, cells: headers }], NOTHING_SAID, false);
  return headings !== null && looksLikeMembers(headings) && !isTracker(headers);
}

/** Nobody has said anything of the columns. */
const NOTHING_SAID: RegisterSaid = { columns: new Map(), places: new Map(), headerRow: null };

async function readRows(
  sheet: Sheet,
  position: number,
  kind: StagedRegister["kind"],
  headings: RegisterHeadings,
  coder: RegisterCoder,
  finding: AsOfFinding,
  reading: RegisterReading,
): Promise<StagedRegister> {
  const samples: string[][] = [];
  let rowsRead = 0;
  for await (const batch of sheet.rows()) {
    throwIfCancelled(reading.signal);
    for (const row of batch) {
      if (row.row <= headings.row || isBlank(row)) continue;
      rowsRead += 1;
      if (rowsRead <= SAMPLED_ROWS) sample(samples, row);
      coder.add(row);
    }
    reading.onRows(rowsRead);
  }
  const register: StagedRegister = {
    ...coder.finish(),
    position,
    sheet: sheet.name,
    kind,
    asOf: finding.day,
    asOfReason: finding.reason,
    told: finding.day,
    modified: reading.modified,
    headerRow: headings.row,
    columns: headings.columns,
    samples,
    rowsRead,
  };
  return reading.asOf === null ? register : withDay(register, reading.asOf, reading.today);
}

/**
 * A register with the day it tells about said by a person, whatever the file says.
 * @throws BellwetherError `as-of-uncertain` for a day after `today`
 */
export function withDay(register: StagedRegister, day: string, today: string): StagedRegister {
  if (day > today) {
    throw new BellwetherError(
      "as-of-uncertain",
      `A register cannot tell about ${dayLabel(day)}: that day is still to come. Say the day on which it was produced.`,
    );
  }
  const { told } = register;
  const other = told === null || told === day ? "" : ` The file itself says ${dayLabel(told)}.`;
  return { ...register, asOf: day, asOfReason: `You said so.${other}` };
}

/** The first rows of a sheet. @throws BellwetherError the reader's own; `cancelled` */
export async function firstRows(sheet: Sheet, count: number, signal: AbortSignal | undefined): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of sheet.rows()) {
    throwIfCancelled(signal);
    rows.push(...batch);
    if (rows.length >= count) break;
  }
  return rows.slice(0, count);
}

/** The text of each row on one line. */
function textsOf(rows: readonly SheetRow[]): string[] {
  return rows.map(({ cells }) =>
    tidy(
      cells
        .map(cellText)
        .filter((text) => text !== "")
        .join(" "),
    ),
  );
}

function isBlank({ cells }: SheetRow): boolean {
  return cells.every((cell) => cell === null || (typeof cell === "string" && tidy(cell) === ""));
}

const SAMPLES = 4;
const SAMPLED_ROWS = 400;

function sample(samples: string[][], row: SheetRow): void {
  for (const [column, cell] of row.cells.entries()) {
    const seen = (samples[column] ??= []);
    const text = tidy(cellText(cell));
    if (seen.length < SAMPLES && text !== "" && !seen.includes(text)) seen.push(text.slice(0, 120));
  }
}
