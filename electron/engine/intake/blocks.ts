import { HANDBACK_SET } from "../../../shared/questionSets.ts";
import { headingMonths } from "./collectionMonth.ts";
import { columnLetter, isHandback, type ColumnRole } from "./columns.ts";

/** The questions of one set about one month: one collection. A sheet may hold several. */
export interface Block {
  /** The question set's code. */
  readonly set: string;
  readonly roles: readonly ColumnRole[];
}

/**
 * Parts the questions of a sheet into collections: by question set, and where questions are asked again about another
 * month, by the month they name. Columns that ask the same about the same month, as the branches of a form do, become
 * one; a row that answers both is found out when it is read. Rivals ask the same about months that form no blocks.
 */
export function blocksOf(questions: readonly ColumnRole[]): { blocks: Block[]; rivals: ColumnRole[][] } {
  const blocks: Block[] = [];
  const rivals: ColumnRole[][] = [];
  for (const [set, ofSet] of Map.groupBy(questions, setOf)) {
    const asked = [...Map.groupBy(ofSet, ({ role }) => role).values()];
    if (asked.every((roles) => roles.length === 1)) {
      blocks.push({ set, roles: ofSet });
      continue;
    }
    const parted = byMonth(set, asked);
    if (parted !== null) blocks.push(...parted);
    else {
      const unlike = asked.filter((roles) => new Set(roles.map(({ header }) => monthIn(header))).size > 1);
      rivals.push(...unlike);
      blocks.push({
        set,
        roles: asked.flatMap((roles) => (unlike.includes(roles) ? roles.slice(0, 1) : joined(roles))),
      });
    }
  }
  return { blocks, rivals };
}

/** Columns that ask the same, as one role. Option columns stay with their labels only where all have them. */
function joined(roles: readonly ColumnRole[]): ColumnRole[] {
  const [first, ...rest] = roles;
  if (first === undefined || rest.length === 0) return [...roles];
  const columns = roles.flatMap((role) => role.columns);
  const labels = roles.every((role) => role.labels !== undefined) ? roles.flatMap((role) => role.labels ?? []) : null;
  const { labels: _own, ...plain } = first;
  const reason = `${first.reason}; asked in columns ${columns.map(columnLetter).join(" and ")}, of which a row answers one`;
  const other = roles.flatMap((role) => role.other ?? []);
  return [
    { ...plain, columns, reason, ...(labels === null ? {} : { labels }), ...(other.length === 0 ? {} : { other }) },
  ];
}

/** The question set a role belongs to. */
export function setOf({ role }: Pick<ColumnRole, "role">): string {
  return isHandback(role) ? HANDBACK_SET : role.slice(0, role.indexOf("."));
}

/** Repeated questions name different months; those that name none go by their order, and one asked once by itself. */
function byMonth(set: string, asked: readonly (readonly ColumnRole[])[]): Block[] | null {
  const months: string[] = [];
  for (const { header } of asked.flat()) {
    const month = monthIn(header);
    if (month !== null && !months.includes(month)) months.push(month);
  }
  if (months.length < 2) return null;
  const blocks = months.map((): ColumnRole[] => []);
  for (const roles of asked) {
    const [only, ...more] = roles;
    if (only === undefined) continue;
    if (only.role === "service_type" && more.length === 0) {
      for (const block of blocks) block.push(only);
      continue;
    }
    if (more.length === 0 && monthIn(only.header) !== null) return null; // One month's own question: no block.
    const named = roles.map(({ header }) => monthIn(header));
    if (more.length === 0 && named[0] === null) {
      blocks.at(-1)?.push(only); // Asked once for all months: it stands with the latest of them.
      continue;
    }
    const unnamed = named.every((month) => month === null);
    if (unnamed ? roles.length !== months.length : new Set(named).size !== roles.length || named.includes(null))
      return null;
    for (const [index, role] of roles.entries()) {
      blocks[unnamed ? index : months.indexOf(named[index] ?? "")]?.push(role);
    }
  }
  return blocks.map((roles) => ({ set, roles }));
}

function monthIn(header: string): string | null {
  const [named, ...more] = headingMonths(header);
  if (named === undefined || more.some((other) => other.number !== named.number)) return null;
  return `${named.year ?? ""}-${String(named.number).padStart(2, "0")}`;
}
