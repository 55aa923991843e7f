import { BellwetherError } from "../../../shared/errors.ts";
import { fold } from "../../../shared/identifiers.ts";
import { MONTH_NAMES, monthLabel, monthOf, parseMonth, type Month } from "../../../shared/month.ts";
import { HANDBACK_SET, type QuestionSet } from "../../../shared/questionSets.ts";
import type { Block } from "./blocks.ts";
import { codeRows, type CodedRows, type SetAside } from "./code.ts";
import { collectionMonth, contradicts, headingMonths, namedMonths, type MonthFinding } from "./collectionMonth.ts";
import { momentOf, orderEvidence, type DateOrder } from "./dates.ts";
import type { Cell } from "./read/types.ts";
import type { Proposal } from "./recognise.ts";
import { cellText, type RawRow } from "./rows.ts";

/** One collection of a sheet: a question set about a month, with its rows coded. */
export interface StagedPart {
  /** Names the part within its sheet. */
  readonly key: string;
  /** The question set's code. */
  readonly set: string;
  readonly block: Block;
  readonly finding: MonthFinding;
  readonly month: Month | null;
  readonly coded: CodedRows;
  readonly setAside: readonly SetAside[];
  readonly rowsRead: number;
}

/** What is said of months: for the whole file, and for single parts. */
export interface MonthsSaid {
  /** From the command line: it may not go against what the questions name. */
  readonly stated: Month | null;
  /** From a mapping or the screen: it wins. */
  readonly mapped: Month | null;
  readonly byPart: ReadonlyMap<string, Month>;
}

/**
 * Parts a sheet's rows into collections and codes them: a block each, and where a column names the month of each row, a
 * part for each month of that.
 * @returns steps, each the number of rows coded so far
 * @throws BellwetherError `month-contradicted` where the month stated goes against the file
 */
export function* partsOf(
  proposal: Proposal,
  raw: readonly RawRow[],
  repeated: readonly SetAside[],
  order: DateOrder,
  sets: readonly QuestionSet[],
  said: MonthsSaid,
  sheetName: string | null = null,
): Generator<number, StagedPart[]> {
  const submissions = raw.flatMap((row) => momentOf(row.submitted, order) ?? []);
  const byColumn = proposal.fields.some(({ role }) => role === "month") && proposal.blocks.length > 0;
  const handback = proposal.blocks.filter(({ set }) => set === HANDBACK_SET);
  const parts: StagedPart[] = [];
  for (const [index, block] of proposal.blocks.entries()) {
    const lone = proposal.blocks.filter(({ set }) => set === block.set).length === 1;
    const asked =
      block.set === HANDBACK_SET ? collectionMonth(wordingsOf(block), submissions) : monthOfOwn(handback, submissions);
    const finding = withSheetName(asked, sheetName);
    for (const group of groupsOf(raw, repeated, finding, byColumn && lone ? order : null)) {
      const key = group.month === null ? String(index) : `${index}/${group.month}`;
      const coded = yield* codeRows(group.rows, index, proposal, order, sets);
      parts.push({
        key,
        set: block.set,
        block,
        finding: group.finding,
        month: monthSaid(said, key, group.finding),
        coded,
        setAside: [...group.setAside, ...coded.setAside].sort((a, b) => a.row - b.row),
        rowsRead: group.rows.length + group.setAside.length,
      });
    }
  }
  return parts;
}

interface RowGroup {
  /** Where a column names the month of each row. */
  readonly month: Month | null;
  readonly finding: MonthFinding;
  readonly rows: readonly RawRow[];
  readonly setAside: readonly SetAside[];
}

/** All rows as one group; or, where a column names months, those of each, the unreadable set aside with the first. */
function groupsOf(
  raw: readonly RawRow[],
  repeated: readonly SetAside[],
  finding: MonthFinding,
  byColumn: DateOrder | null,
): RowGroup[] {
  const groups = byColumn === null ? null : rowsByMonth(raw, byColumn);
  if (groups === null || groups.months.size === 0) return [{ month: null, finding, rows: raw, setAside: repeated }];
  const unread = groups.unread.map((row) => ({ row, reason: "The column of months names none in this row." }));
  return [...groups.months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, rows], place) => ({
      month,
      finding: findingOf(month, rows, byColumn ?? "day-month", groups.months.size === 1 ? finding : null),
      rows,
      setAside: place === 0 ? [...repeated, ...unread] : [],
    }));
}

/** What a column says of the month is not taken where it lies after its rows, or where the questions name another. */
function findingOf(month: Month, rows: readonly RawRow[], order: DateOrder, asked: MonthFinding | null): MonthFinding {
  const named = { number: Number(month.slice(5)), year: Number(month.slice(0, 4)) };
  const last = rows.reduce((latest, { submitted }) => {
    const moment = momentOf(submitted, order) ?? "";
    return moment > latest ? moment : latest;
  }, "");
  const column = `A column of the sheet names ${monthLabel(month)}`;
  if (last !== "" && month > last.slice(0, 7)) {
    return { month: null, reason: `${column}, which is after its last submission.`, named: null };
  }
  if (asked?.named != null && contradicts(month, asked.named)) {
    return { month: null, reason: `${column}, but: ${asked.reason}`, named: null };
  }
  return { month, reason: "A column of the sheet names the month of each row.", named };
}

/** A sheet called "February 2025" tells no month by itself, but it speaks against another that is said of all sheets. */
function withSheetName(finding: MonthFinding, name: string | null): MonthFinding {
  const [named, ...more] = name === null ? [] : namedMonths(name);
  if (finding.month !== null || finding.named !== null || named === undefined || more.length > 0) return finding;
  return { month: null, reason: `${finding.reason} The sheet is called “${name ?? ""}”.`, named };
}

/** The wordings that name the month: those about the past, whose month it is; the intention may name the months ahead. */
function wordingsOf({ roles }: Block): string[] {
  const coded = roles.filter(({ role }) => role.includes("."));
  const past = coded.filter(({ role }) => !role.startsWith("intent"));
  const naming = past.some(({ header }) => headingMonths(header).length > 0) ? past : coded;
  return naming.map(({ header }) => header);
}

/** A user's own questions may name any month; theirs is that of the hand-back questions beside them, or has to be said. */
function monthOfOwn(handback: readonly Block[], submissions: readonly string[]): MonthFinding {
  const [beside, ...more] = handback;
  if (beside !== undefined && more.length === 0) {
    return collectionMonth(wordingsOf(beside), submissions);
  }
  return { month: null, reason: "The month of your own questions has to be said.", named: null };
}

function monthSaid({ stated, mapped, byPart }: MonthsSaid, key: string, finding: MonthFinding): Month | null {
  if (stated !== null && contradicts(stated, finding.named)) {
    throw new BellwetherError(
      "month-contradicted",
      `${finding.reason} You said ${stated}. Import this file without --month, or, if its wording is out of date, give the month in a mapping file.`,
    );
  }
  return byPart.get(key) ?? mapped ?? stated ?? finding.month;
}

/** Rows by the month their own cell names; a cell that names none leaves its row unread. */
function rowsByMonth(raw: readonly RawRow[], order: DateOrder): { months: Map<Month, RawRow[]>; unread: number[] } {
  const months = new Map<Month, RawRow[]>();
  const unread: number[] = [];
  const own = monthColumnOrder(raw.map((row) => row.month));
  for (const row of raw) {
    const month = monthInCell(row.month, momentOf(row.submitted, order), own);
    if (month === null) unread.push(row.row);
    else {
      const rows = months.get(month);
      if (rows === undefined) months.set(month, [row]);
      else rows.push(row);
    }
  }
  return { months, unread };
}

/** Which way round a column of months writes dates: a value over 12 tells, or that all are the first of a month; else null. */
function monthColumnOrder(cells: readonly Cell[]): DateOrder | null {
  const evidence = orderEvidence(cells);
  if (evidence !== "either") return evidence === "mixed" ? null : evidence;
  const numbers = cells.flatMap((cell) => {
    const match = typeof cell === "string" ? /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/.exec(cell.trim()) : null;
    return match === null ? [] : [[Number(match[1]), Number(match[2])] as const];
  });
  if (numbers.every(([first]) => first === 1)) return "day-month";
  return numbers.every(([, second]) => second === 1) ? "month-day" : null;
}

/** `January 2025`, `Jan-25`, `2025-01`, `01/2025`, a date of that month; `January` alone is the latest before submission. */
function monthInCell(cell: Cell, submitted: string | null, order: DateOrder | null): Month | null {
  const text = cellText(cell).replace(/[()]/g, " ").replace(/\s+/g, " ").trim();
  if (text === "") return null;
  const plain = /^((?:19|20)\d\d)[-/. ](\d{1,2})$/.exec(text) ?? null;
  const swapped = /^(\d{1,2})[-/. ]((?:19|20)\d\d)$/.exec(text) ?? null;
  if (plain !== null) return valid(Number(plain[1]), Number(plain[2]));
  if (swapped !== null) return valid(Number(swapped[2]), Number(swapped[1]));
  const yearFirst = /^((?:19|20)\d\d)[\s\-/,.]+([A-Za-z]{3,9})$/.exec(text);
  if (yearFirst !== null) return monthInCell(`${yearFirst[2]} ${yearFirst[1]}`, submitted, order);
  const named = /^([A-Za-z]{3,9})[\s\-/',.]*((?:19|20)?\d\d)?$/.exec(text);
  if (named !== null) {
    const number = MONTH_NAMES.findIndex((name) => fold(name).startsWith(fold(named[1] ?? ""))) + 1;
    if (number === 0) return null;
    const year = named[2];
    if (year !== undefined) return valid(Number(year.length === 2 ? `20${year}` : year), number);
    if (submitted === null) return null;
    const sameYear = valid(Number(submitted.slice(0, 4)), number);
    return sameYear !== null && sameYear <= submitted.slice(0, 7)
      ? sameYear
      : valid(Number(submitted.slice(0, 4)) - 1, number);
  }
  const run = /^((?:19|20)\d\d)(0[1-9]|1[0-2])$/.exec(text);
  if (run !== null) return valid(Number(run[1]), Number(run[2]));
  const moments = (["day-month", "month-day"] as const).map(
    (each) => momentOf(cell, order ?? each)?.slice(0, 7) ?? null,
  );
  if (moments[0] !== null || moments[1] !== null) {
    return moments[0] === moments[1] && moments[0] != null ? parseMonth(moments[0]) : null;
  }
  const [only, ...more] = namedMonths(`in ${text}`);
  return only?.year == null || more.length > 0 ? null : valid(only.year, only.number);
}

function valid(year: number, number: number): Month | null {
  return number >= 1 && number <= 12 && year >= 1990 && year < 2100 ? monthOf(year, number) : null;
}
