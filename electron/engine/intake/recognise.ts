import { BellwetherError } from "../../../shared/errors.ts";
import type { Source } from "../../../shared/vocabulary.ts";
import { tidy } from "../../../shared/identifiers.ts";
import { fieldNamed, squash, TRACKER_HEADERS, type Field } from "./fields.ts";
import { applyMapping, type Mapping } from "./mapping.ts";
import { questionAsked, type QuestionMatch } from "./questions.ts";
import type { Cell, SheetRow } from "./read/types.ts";

/** What a column was taken for: a question or a field, from one column or from option columns side by side. */
export interface ColumnRole {
  readonly role: QuestionMatch["question"] | Field;
  /** 0-based columns; several where one question is spread over option columns. */
  readonly columns: readonly number[];
  readonly header: string;
  readonly confidence: number;
  readonly reason: string;
}

/** What a sheet was recognised as, from its first rows. */
export interface Proposal {
  readonly source: Source;
  readonly platform: string | null;
  /** Rows that are headers, as the spreadsheet program numbers them; data starts below the last. */
  readonly headerRows: readonly number[];
  readonly roles: readonly ColumnRole[];
  readonly reasons: readonly string[];
}

/** How many rows from the top are searched for headers. */
export const HEADER_SEARCH_ROWS = 30;

/**
 * Recognises a sheet from its first rows: the header row is the one that asks the most of the questions.
 * @param mapping what the user says of columns; it wins over recognition
 * @returns null where no row asks any of the questions
 * @throws BellwetherError `bad-mapping` where the user's mapping names a column that is not there
 */
export function recognise(rows: readonly SheetRow[], mapping: Mapping | null): Proposal | null {
  let best: { row: SheetRow; index: number; questions: number } | null = null;
  for (const [index, row] of rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const headers = row.cells.map(headerText);
    const questions =
      headers.filter((text) => text !== "" && isQuestion(text)).length + (mapping?.matches(headers) ?? 0);
    if (questions > (best?.questions ?? 0)) best = { row, index, questions };
  }
  if (best === null) return null;
  const below = rows[best.index + 1];
  const headers = best.row.cells.map(headerText);
  const { roles, rivals } = rolesOf(headers);
  const respondent = roles.find((role) => role.role === "respondentId")?.columns[0];
  const second = below !== undefined && isSecondHeader(below, headers, respondent) ? below : null;
  const merged = second === null ? roles : withOptionColumns(roles, headers, second.cells.map(headerText));
  const settled = mapping === null ? merged : applyMapping(mapping, headers, merged);
  if (!settled.some((role) => role.role.includes("."))) return null;
  const rival = rivals.find((role) => mapping?.columns.has(role.header) !== true);
  if (rival !== undefined) throw askedTwice(rival, settled);
  return { ...sourceOf(headers), headerRows: [best.row.row, ...(second === null ? [] : [second.row])], roles: settled };
}

/** The headers of the fullest of the first rows: for telling a user what was found where nothing was recognised. */
export function fullestHeaders(rows: readonly SheetRow[]): string[] {
  const texts = rows.slice(0, HEADER_SEARCH_ROWS).map((row) => row.cells.map(headerText).filter((text) => text !== ""));
  return texts.reduce<string[]>((best, row) => (row.length > best.length ? row : best), []);
}

/** A header cell as text on one line. */
export function headerText(cell: Cell | undefined): string {
  return typeof cell === "string" ? tidy(cell) : typeof cell === "number" ? String(cell) : "";
}

/** The column's letter as the spreadsheet program shows it; 0 is A. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetter(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

function isQuestion(text: string): boolean {
  return questionAsked(text) !== null;
}

/** The best column for each question and field; rivals are further columns that ask a question already asked. */
function rolesOf(headers: readonly string[]): { roles: ColumnRole[]; rivals: ColumnRole[] } {
  const rivals: ColumnRole[] = [];
  const chosen = new Map<ColumnRole["role"], { role: ColumnRole; order: number }>();
  const offer = (role: ColumnRole, order: number): void => {
    const holder = chosen.get(role.role);
    if (holder === undefined || order < holder.order) chosen.set(role.role, { role, order });
  };
  for (const [column, header] of headers.entries()) {
    if (header === "") continue;
    const field = fieldNamed(header);
    const question = field?.exact === true ? null : questionAsked(header);
    if (question !== null) {
      const role: ColumnRole = {
        role: question.question,
        columns: [column],
        header,
        confidence: question.confidence,
        reason: question.reason,
      };
      if (chosen.has(role.role)) rivals.push(role);
      else offer(role, 0);
    } else if (field !== null) {
      const reason = field.exact ? "headed as this field is" : "its heading names this field";
      offer({ role: field.field, columns: [column], header, confidence: field.exact ? 1 : 0.9, reason }, field.rank);
    }
  }
  return { roles: [...chosen.values()].map(({ role }) => role), rivals };
}

function askedTwice(rival: ColumnRole, roles: readonly ColumnRole[]): BellwetherError {
  const first = roles.find((role) => role.role === rival.role);
  const columns = `${columnLetter(first?.columns[0] ?? 0)} and ${columnLetter(rival.columns[0] ?? 0)}`;
  return new BellwetherError(
    "bad-mapping",
    `Columns ${columns} both ask “${rival.header.slice(0, 80)}”. Say with a mapping which one counts, or remove the other from the file.`,
  );
}

/** A second header row holds options, "Response" or Qualtrics' ImportIds under the questions, and no respondent. */
function isSecondHeader(row: SheetRow, headers: readonly string[], respondent: number | undefined): boolean {
  if (respondent !== undefined && headerText(row.cells[respondent]) !== "") return false;
  const texts = row.cells.map(headerText);
  if (texts.some((text) => /^(open-ended )?response$/i.test(text) || /^\{.ImportId/.test(text))) return true;
  return respondent !== undefined && texts.some((text, column) => text !== "" && (headers[column] ?? "") === "");
}

/** Widens a question over the headerless columns to its right that the second header row gives options for. */
function withOptionColumns(
  roles: readonly ColumnRole[],
  headers: readonly string[],
  second: readonly string[],
): ColumnRole[] {
  return roles.map((role) => {
    const first = role.columns[0] ?? 0;
    const columns = [first];
    for (
      let column = first + 1;
      column < second.length && (headers[column] ?? "") === "" && second[column] !== "";
      column += 1
    ) {
      columns.push(column);
    }
    return columns.length === 1
      ? role
      : { ...role, columns, reason: `${role.reason}; spread over ${columns.length} option columns` };
  });
}

function sourceOf(headers: readonly string[]): Pick<Proposal, "source" | "platform" | "reasons"> {
  const squashed = new Set(headers.map(squash));
  const tracker = [...squashed].filter((header) => TRACKER_HEADERS.has(header));
  if (squashed.has("respondentid")) {
    const also = squashed.has("collectorid") ? " and Collector ID" : "";
    return {
      source: "survey",
      platform: "SurveyMonkey",
      reasons: [`has the columns Respondent ID${also} that SurveyMonkey writes`],
    };
  }
  const location = headers.find((header) => fieldNamed(header)?.field === "locationId");
  if (location !== undefined && tracker.length >= 2) {
    return {
      source: "capacity-tracker",
      platform: null,
      reasons: [`has ${location} and ${tracker.length} more columns of a Capacity Tracker extract`],
    };
  }
  return {
    source: "survey",
    platform: "none of these",
    reasons: ["asks the hand-back questions; no survey platform was recognised"],
  };
}

/** The error for a file in which no sheet asks any of the questions. */
export function nothingRecognised(file: string, headers: readonly string[]): BellwetherError {
  const found = headers
    .slice(0, 6)
    .map((header) => `“${header.slice(0, 60)}”`)
    .join(", ");
  const seen =
    found === ""
      ? "No column headings were found."
      : `The headings found were ${found}${headers.length > 6 ? " and others" : ""}.`;
  return new BellwetherError(
    "no-recognisable-columns",
    `${file}: no column asks any of the hand-back questions. ${seen} Choose the export that holds the questions, or say with a mapping which column is which.`,
    { file },
  );
}
