import { tidy } from "../../../shared/identifiers.ts";
import { isMissing, optionOf, serviceTypeOf } from "./answers.ts";
import { namedMonths } from "./collectionMonth.ts";
import { squash, TRACKER_HEADERS } from "./fields.ts";
import { platformHeader, platformOf, type Platform } from "./platforms.ts";
import { questionAsked } from "./questions.ts";
import type { Cell, SheetRow } from "./read/types.ts";

/** How many rows from the top are searched for headers. */
export const HEADER_SEARCH_ROWS = 30;

/** The heading rows of a sheet put together: what stands above each column. */
export interface Layout {
  /** Rows that are headings, as the spreadsheet program numbers them; data starts below the last. */
  readonly headerRows: readonly number[];
  readonly columns: readonly HeaderColumn[];
  readonly platform: Platform | null;
  /** The headings by which the platform was told. */
  readonly told: readonly string[];
}

/** The heading of one column, from the top heading row to the lowest; a question above blank cells reaches over them. */
export interface HeaderColumn {
  /** 0-based. */
  readonly column: number;
  /** One line for people: the parts, each once. Empty where the column has no heading. */
  readonly header: string;
  readonly parts: readonly string[];
}

/** What else helps to find the headings: what a user's mapping names, and the questions of sets of the user's own. */
export interface HeaderHints {
  /** True where a heading is one that the user's mapping or another question set names. */
  readonly named: (header: string) => boolean;
  /** A heading row the user pointed at, as the spreadsheet program numbers it. */
  readonly headerRow: number | null;
}

/**
 * Finds the heading rows among the first rows of a sheet: the row that a platform's own headings stand in, else the one
 * that asks most of the questions; then code rows above it and sub-headings below it.
 * @returns null where no row looks like headings
 */
export function layoutOf(rows: readonly SheetRow[], hints: HeaderHints): Layout | null {
  const first = rows.slice(0, HEADER_SEARCH_ROWS);
  const main = mainRow(first, hints);
  if (main === null) return null;
  const top = codesAbove(first, main.index) || monthsAbove(first, main.index) ? main.index - 1 : main.index;
  const platform = platformOf(texts(first[main.index])) ?? platformOf(texts(first[top]));
  const bottom = main.index + rowsBelow(first, main.index, platform?.platform ?? null);
  const block = first.slice(top, bottom + 1);
  return {
    headerRows: block.map((row) => row.row),
    columns: columnsOf(block),
    platform: platform?.platform ?? null,
    told: platform?.told ?? [],
  };
}

/** A header cell as text on one line. */
export function headerText(cell: Cell | undefined): string {
  if (typeof cell === "string") return tidy(plainText(cell));
  if (typeof cell === "number") return String(cell);
  return typeof cell === "object" && cell !== null && "date" in cell ? cell.date : "";
}

/** The headings of the fullest of the first rows that hold text: for telling a user what was found where nothing was recognised. */
export function fullestHeaders(rows: readonly SheetRow[]): string[] {
  let best: string[] = [];
  for (const row of rows.slice(0, HEADER_SEARCH_ROWS)) {
    const words = row.cells.filter((cell) => typeof cell === "string").map(headerText);
    const filled = words.filter((text) => text !== "");
    if (filled.length > best.length && !looksLikeData(row)) best = filled;
  }
  return best;
}

function texts(row: SheetRow | undefined): string[] {
  return (row?.cells ?? []).map(headerText);
}

/** Markup dropped: Typeform and SurveyMonkey export the tags of their editors. */
function plainText(text: string): string {
  return text
    .replace(/<[^>]{0,200}>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .replaceAll("@SQ@", "’")
    .replaceAll("@DQ@", "”");
}

/** The row that says the most: questions, then a platform's own headings, then fields. */
function mainRow(rows: readonly SheetRow[], hints: HeaderHints): { index: number } | null {
  let best: { index: number; score: number } | null = null;
  for (const [index, row] of rows.entries()) {
    if (hints.headerRow !== null) {
      if (row.row === hints.headerRow) return { index };
      continue;
    }
    const headers = texts(row);
    const named = headers.filter((text) => text !== "" && hints.named(text)).length;
    const questions = headers.filter((text) => text !== "" && questionAsked(text) !== null).length;
    const platform = platformOf(headers) === null ? 0 : 4;
    const grid = questions > 0 || platform > 0 ? 0 : gridQuestions(rows, index);
    const fields = headers.filter((text) => TRACKER_HEADERS.has(squash(text))).length;
    const score = (questions + named + grid) * 10 + platform * 10 + (fields < 3 ? 0 : Math.min(9, fields));
    if (score > (best?.score ?? 0)) best = { index, score };
  }
  return best ?? rowByShape(rows);
}

/** Where nothing is known: the first row of words, each once, about as wide as the widest, with something below it. */
function rowByShape(rows: readonly SheetRow[]): { index: number } | null {
  const filled = rows.map((row) => row.cells.filter((cell) => cell !== null && cell !== "").length);
  const widest = Math.max(0, ...filled);
  const index = rows.findIndex((row, place) => {
    const words = row.cells.filter((cell) => cell !== null && cell !== "");
    const wide = words.length >= 2 && (filled[place] ?? 0) * 5 >= widest * 3 && place < rows.length - 1;
    const distinct = new Set(words.map(headerText)).size === words.length;
    return (
      wide &&
      distinct &&
      !looksLikeData(row) &&
      words.every((cell) => typeof cell === "string" && !/^[\d.,£%]+$/.test(cell))
    );
  });
  return index < 0 ? null : { index };
}

/** Questions that appear only once a row is read together with the one below it, as in grids. */
function gridQuestions(rows: readonly SheetRow[], index: number): number {
  const block = rows.slice(index, index + 2);
  if (block.length < 2 || block.some(looksLikeData)) return 0;
  return columnsOf(block).filter(({ header, parts }) => parts.length > 1 && questionAsked(header) !== null).length;
}

/** A row of short codes right above the headings, as wide as they are: `StartDate, Q1, Q2_1`. */
function codesAbove(rows: readonly SheetRow[], index: number): boolean {
  const above = rows[index - 1];
  if (above === undefined || looksLikeData(above)) return false;
  const codes = texts(above);
  const filled = codes.filter((text) => text !== "").length;
  const width = texts(rows[index]).filter((text) => text !== "").length;
  if (filled < 3 || filled < width * 0.6) return false;
  return codes.every((text) => text === "" || /^[\p{L}#][\p{L}\p{N}_.() #-]{0,39}$/u.test(text));
}

/** A row right above the headings that holds nothing but months, each for the block of questions below it. */
function monthsAbove(rows: readonly SheetRow[], index: number): boolean {
  const filled = texts(rows[index - 1]).filter((text) => text !== "");
  return filled.length > 0 && filled.every((text) => text.length <= 24 && namedMonths(`in ${text}`).length === 1);
}

/** How many rows below the main one are headings too: labels, options, "Response", Qualtrics' ImportIds. */
function rowsBelow(rows: readonly SheetRow[], main: number, platform: Platform | null): number {
  const headers = texts(rows[main]);
  const respondent = headers.findIndex((text) => platform?.respondent.headers.includes(platformHeader(text)) === true);
  let count = 0;
  while (count < 2) {
    const row = rows[main + count + 1];
    if (row === undefined || !isSubHeading(row, headers, respondent)) return count;
    count += 1;
  }
  return count;
}

function isSubHeading(row: SheetRow, headers: readonly string[], respondent: number): boolean {
  const below = texts(row);
  if (below.some((text) => /^\{.?.?ImportId/.test(text))) return true;
  if (looksLikeData(row) || holdsAnswers(below, headers)) return false;
  const under = (text: string, column: number): boolean => !isMissing(text) && (headers[column] ?? "") !== "";
  const said = below.filter(under).length;
  if (said > 0 && below.filter((text) => RESPONSE.test(text)).length * 2 >= said) return true;
  const asked = below.filter((text) => questionAsked(text) !== null && text.length > 12).length;
  if (asked >= 2 && asked * 2 >= said - asked) return true;
  if (respondent >= 0) {
    if (!isMissing(below[respondent] ?? "")) return false;
    return below.some((text, column) => !isMissing(text) && (headers[column] ?? "") === "");
  }
  const filled = below.filter((text) => !isMissing(text)).length;
  const beside = below.filter((text, column) => !isMissing(text) && (headers[column] ?? "") === "").length;
  return beside > 0 && isMissing(below[0] ?? "") && filled < headers.filter((text) => text !== "").length * 2;
}

const RESPONSE = /^(open-ended )?response$/i;

/** True where a cell answers the question above it, and is no option standing side by side with others below it. */
function holdsAnswers(below: readonly string[], headers: readonly string[]): boolean {
  return headers.some((header, column) => {
    const match = header === "" ? null : questionAsked(header);
    const spread = (headers[column + 1] ?? "") === "" && !isMissing(below[column + 1] ?? "");
    const text = below[column] ?? "";
    if (match === null || spread || isMissing(text)) return false;
    if (match.question === "service_type") return serviceTypeOf(text) !== null;
    return optionOf(text, match.question.startsWith("intent") ? "likelihood" : "yes-no") !== "unrecognised";
  });
}

/** True for a row that holds a date, a number, an id or an error: headings are words. */
function looksLikeData(row: SheetRow): boolean {
  return row.cells.some(
    (cell) =>
      (cell !== null && typeof cell === "object") ||
      typeof cell === "boolean" ||
      (typeof cell === "string" && /^(1-\d{5,}|\d{1,4}[/-]\d{1,2}[/-]\d{2,4}\b.*)$/.test(cell.trim())),
  );
}

/** Puts heading rows together, column by column. */
function columnsOf(block: readonly SheetRow[]): HeaderColumn[] {
  const written = block
    .map(texts)
    .filter((line) => !line.some((text) => /^\{.?.?ImportId/.test(text)))
    .map((line) => line.map((text) => (isMissing(text) ? "" : text)));
  const width = Math.max(0, ...written.map((line) => line.length));
  const reaching = written.map(() => "");
  return Array.from({ length: width }, (_, column) => {
    const own = written.map((line) => line[column] ?? "");
    const lowest = own.findLastIndex((text) => text !== "");
    const parts: string[] = [];
    for (const [index, text] of own.entries()) {
      if (text !== "") {
        reaching.fill("", index);
        // A heading with nothing of its own below it stands for its column alone.
        reaching[index] = index < lowest ? text : "";
      }
      const reached = text === "" && index < lowest ? (reaching[index] ?? "") : text;
      if (reached !== "" && !RESPONSE.test(reached) && !parts.includes(reached)) parts.push(reached);
    }
    return { column, header: parts.join(" | "), parts };
  });
}
