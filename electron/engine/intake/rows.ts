import { BellwetherError } from "../../../shared/errors.ts";
import { fold, tidy } from "../../../shared/identifiers.ts";
import { isMissing } from "./answers.ts";
import type { ColumnRole } from "./columns.ts";
import type { Field } from "./fields.ts";
import { isCouncil } from "./placeNames.ts";
import { countsIn, type Counts } from "./quality/counts.ts";
import { questionAsked } from "./questions.ts";
import type { Cell, SheetRow } from "./read/types.ts";
import type { Proposal } from "./recognise.ts";

/** A row as far as it matters: the text of its identifiers and answers, nothing coded yet. */
export interface RawRow {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  readonly submitted: Cell;
  readonly started: Cell;
  /** The cell that names the reference month, where a column does. */
  readonly month: Cell;
  /** Beside the proposal's blocks: by role, the answer as written; absent where blank. */
  readonly answers: readonly Readonly<Record<string, string>>[];
  /** Beds and people, where columns count them. */
  readonly counts: Counts;
  /** Roles that two columns answer differently in this row. */
  readonly clashes: readonly string[];
}

const NO_CLASHES: readonly string[] = [];

/**
 * Takes from a row what the proposal names; null for a repeated header row.
 * @throws BellwetherError `bad-mapping` for a row of other headings: a second table below the first
 */
export function rawRow(
  row: SheetRow,
  { fields: roles, blocks, counted }: Pick<Proposal, "fields" | "blocks" | "counted">,
): RawRow | null {
  const fields: Partial<Record<Field, string>> = {};
  const moments: Record<string, Cell> = { submittedAt: null, startedAt: null, month: null };
  let repeated = 0;
  let said = 0;
  for (const role of roles) {
    const cell = role.columns.length > 1 ? councilIn(row, role) : (row.cells[role.columns[0] ?? 0] ?? null);
    if (cell === null) continue;
    const text = cellText(cell);
    if (text === "") continue;
    said += 1;
    if (repeats(text, role.header)) repeated += 1;
    if (role.role in moments) moments[role.role] = cell;
    else fields[role.role as Field] = tidy(text);
  }
  let clashes = NO_CLASHES;
  const answers = blocks.map((block) => {
    const given: Record<string, string> = {};
    for (const role of block.roles) {
      const text = answerText(row, role);
      if (text === "") continue;
      said += 1;
      if (repeats(text, role.header)) repeated += 1;
      given[role.role] = text;
      if (role.labels === undefined && role.columns.length > 1 && answersIn(row, role).length > 1)
        clashes = [...clashes, role.role];
    }
    return given;
  });
  if (repeated > 1) {
    if (repeated === said) return null;
    const other = answers.flatMap((given) => Object.values(given)).find((text) => questionAsked(text) !== null);
    if (other !== undefined) throw secondTable(row.row);
  }
  const { submittedAt: submitted = null, startedAt: started = null, month = null } = moments;
  return { row: row.row, fields, submitted, started, month, answers, counts: countsIn(row, counted), clashes };
}

/** Of several columns of local authorities the first cell that names a known council, else the first that says anything. */
function councilIn(row: SheetRow, { columns }: ColumnRole): Cell {
  const cells = columns.map((column) => row.cells[column] ?? null).filter((cell) => !isMissing(cellText(cell)));
  const [first = null, ...others] = cells;
  if (others.every((cell) => cell === first)) return first;
  return cells.find((cell) => isCouncil(cellText(cell))) ?? first;
}

/** True where a cell is its own column's heading, or the part of it that stood in one of several heading rows. */
function repeats(text: string, header: string): boolean {
  const plain = tidy(text);
  return plain === header || (header.includes(" | ") && header.split(" | ").includes(plain));
}

function secondTable(row: number): BellwetherError {
  return new BellwetherError(
    "bad-mapping",
    `Row ${row} has headings that differ from those above, so a second table begins there. Put each table on a sheet or in a file of its own.`,
    { row },
  );
}

/**
 * What a row says to one question: its cell; of columns that ask the same, as branches of a form do, the one answered;
 * or the options whose columns are ticked, joined by ` | `.
 */
function answerText(row: SheetRow, role: ColumnRole): string {
  const { columns, labels, other } = role;
  const main =
    labels !== undefined
      ? ticked(row, columns, labels).join(" | ")
      : columns.length === 1
        ? cellText(row.cells[columns[0] ?? 0] ?? null)
        : (answersIn(row, role)[0] ?? "");
  if (other === undefined) return main;
  const words = other.map((column) => cellText(row.cells[column] ?? null)).find((text) => !isMissing(text));
  if (words === undefined || main.includes(words)) return main;
  return isMissing(main) ? `Other: ${words}` : `${main}: ${words}`;
}

/** The different answers in the columns of a role. */
function answersIn(row: SheetRow, { columns }: ColumnRole): string[] {
  const texts = columns.map((column) => cellText(row.cells[column] ?? null)).filter((text) => !isMissing(text));
  return [...new Set(texts)];
}

function ticked(row: SheetRow, columns: readonly number[], labels: readonly string[]): string[] {
  const options: string[] = [];
  for (const [index, column] of columns.entries()) {
    const text = cellText(row.cells[column] ?? null).trim();
    const label = labels[index] ?? "";
    if (isMissing(text)) continue;
    if (fold(text) === fold(label)) options.push(label);
    else if (TICKED.test(text)) options.push(label);
    else if (!UNTICKED.test(text)) options.push(/^other\b/i.test(label) ? `${label}: ${text}` : text);
  }
  return options;
}

const TICKED = /^(1|x|y|yes|true|checked|selected|ticked|quoted|[✓✔☑])$/i;
const UNTICKED = /^(0|n|no|false|unchecked|not selected|not quoted|☐)$/i;

/** A cell's text as a person sees it. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell.includes("@") ? cell.replaceAll("@SQ@", "’").replaceAll("@DQ@", "”") : cell;
  if (typeof cell === "object") return "date" in cell ? cell.date : cell.error;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return String(cell);
}
