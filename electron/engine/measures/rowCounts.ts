/** Those who stand, a row a member and month, as the store gives them; codes are indexes into shared/vocabulary. */
export interface StandingColumns {
  /** Store months, in order, each with its rows: from the first to the one after the last. */
  readonly months: ReadonlyMap<number, { readonly from: number; readonly to: number }>;
  readonly members: readonly string[];
  /** By row, the place of its member in `members`, and of its list of answers among all of these. */
  readonly member: Int32Array;
  readonly answers: Int32Array;
  readonly serviceType: Uint8Array;
}

/** Rows of those who stand in a month, and beside each the row whose answers count: its own, or that of another month. */
export interface CountedRows {
  readonly month: number;
  readonly rows: Int32Array;
  readonly answering: Int32Array;
}

/** One count: months, questions and options as the store numbers them, the group by its place. */
export interface GroupCount {
  readonly month: number;
  readonly question: number;
  readonly group: number;
  readonly option: number;
  readonly n: number;
}

/** A question with what each list of answers says to it. */
export interface AnsweredQuestion {
  readonly id: number;
  readonly options: ArrayLike<number>;
}

/** Everybody who stands in a month, of some service types. @param types null for all, else indexes into shared/vocabulary */
export function rowsOfMonth(standings: StandingColumns, month: number, types: ReadonlySet<number> | null): CountedRows {
  const { from, to } = standings.months.get(month) ?? { from: 0, to: 0 };
  const rows = Int32Array.from({ length: to - from }, (_, index) => from + index);
  const wanted = types === null ? rows : rows.filter((row) => types.has(standings.serviceType[row] ?? -1));
  return { month, rows: wanted, answering: wanted };
}

/** Everybody who stands in two months, in the groups of the first: with the answers of that month, and of the other. */
export function rowsOfBoth(
  standings: StandingColumns,
  month: number,
  other: number,
  types: ReadonlySet<number> | null,
): { readonly now: CountedRows; readonly before: CountedRows } {
  const { member } = standings;
  const there = new Int32Array(standings.members.length).fill(-1);
  for (const row of rowsOfMonth(standings, other, null).rows) there[member[row] ?? 0] = row;
  const rowThen = (row: number): number => there[member[row] ?? 0] ?? -1;
  const rows = rowsOfMonth(standings, month, types).rows.filter((row) => rowThen(row) >= 0);
  return {
    now: { month, rows, answering: rows },
    before: { month: other, rows, answering: rows.map(rowThen) },
  };
}

/** Counts rows by question, group and option. @param group by row, the place of its group */
export function countRows(
  { answers }: Pick<StandingColumns, "answers">,
  { month, rows, answering }: CountedRows,
  group: ArrayLike<number>,
  questions: readonly AnsweredQuestion[],
): GroupCount[] {
  return questions.flatMap(({ id, options }) => {
    const cells = new Map<number, number>();
    for (let index = 0; index < rows.length; index += 1) {
      const option = options[answers[answering[index] ?? 0] ?? 0] ?? 0;
      const cell = (group[rows[index] ?? 0] ?? 0) * MOST_OPTIONS + option;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    return [...cells].map(([cell, n]) => ({
      month,
      question: id,
      group: Math.floor(cell / MOST_OPTIONS),
      option: cell % MOST_OPTIONS,
      n,
    }));
  });
}

/** Options are numbered below this. */
const MOST_OPTIONS = 1000;
