import { BellwetherError } from "../../../shared/errors.ts";
import { HANDBACK_SET, type QuestionSet } from "../../../shared/questionSets.ts";
import type { Source } from "../../../shared/vocabulary.ts";
import { blocksOf, type Block } from "./blocks.ts";
import {
  columnLetter,
  comparable,
  findings,
  rolesOf,
  type ColumnFinding,
  type ColumnRole,
  type Role,
} from "./columns.ts";
import { fieldNamed, squash, TRACKER_HEADERS } from "./fields.ts";
import { layoutOf, type HeaderColumn, type Layout } from "./layout.ts";
import { checkFields, checkHeadings, saidOf, type Mapping } from "./mapping.ts";
import type { DateOrder } from "./dates.ts";
import { isJiscCoded } from "./jiscKey.ts";
import { asLastTime, lastTime, renamedColumns, type RememberedSheet, type Renamed } from "./memory.ts";
import { withNumberedQuestions } from "./numbered.ts";
import type { Platform } from "./platforms.ts";
import { asksOtherwise } from "./questions.ts";
import { countColumns, type CountColumn } from "./quality/counts.ts";
import type { SheetRow } from "./read/types.ts";
import { proposesMembers } from "./register/read.ts";

/** A column that a person has to decide about before anything is stored. */
export interface OpenColumn {
  readonly column: HeaderColumn;
  /** What it may be; null where that is open too. */
  readonly suggestion: Role | null;
  readonly reason: string;
}

/** What a sheet was recognised as, from its first rows. */
export interface Proposal {
  readonly source: Source;
  /** As INTAKE's table spells it; null for the Capacity Tracker. */
  readonly platform: string | null;
  /** What is known of that platform; null where it is none of these. */
  readonly traits: Platform | null;
  /** Rows that are headers, as the spreadsheet program numbers them; data starts below the last. */
  readonly headerRows: readonly number[];
  readonly columns: readonly HeaderColumn[];
  /** Columns that are not answers: who answered, when, where. */
  readonly fields: readonly ColumnRole[];
  /** Columns of the Capacity Tracker that count beds and people: looked at by the rules of the field, never as answers. */
  readonly counted: readonly CountColumn[];
  /** The collections the sheet holds, by question set and month. */
  readonly blocks: readonly Block[];
  readonly open: readonly OpenColumn[];
  /** Which way round dates are written, where a person said so; and what they said last time. */
  readonly dateOrder: DateOrder | null;
  readonly usualOrder: DateOrder | null;
  /** The sheet it was told by last time. */
  readonly last: RememberedSheet | null;
  readonly renamed: readonly Renamed[];
  /** What a person said of columns, by heading, now and before. */
  readonly said: Readonly<Record<string, Role | null>>;
  /** How sure, 0 to 1: as sure as the least sure question. */
  readonly confidence: number;
  readonly reasons: readonly string[];
  /** What a person may want to know: columns about handing back that ask something else. */
  readonly notes: readonly string[];
}

/** What recognition may draw on beside the sheet itself. */
export interface Known {
  readonly mapping: Mapping;
  /** Question sets of the user's own. */
  readonly sets: readonly QuestionSet[];
  /** Sheets imported earlier, the latest first. */
  readonly remembered: readonly RememberedSheet[];
}

/**
 * Recognises a sheet from its first rows (INTAKE): its headings, its platform, and what each column holds. What a person
 * said wins over everything; a weak match is never taken but left open.
 * @returns null where the sheet has no headings; `blocks` is empty where nothing asks any question that is known
 * @throws BellwetherError `bad-mapping` where the user's mapping names a column that is not there
 */
export function recognise(rows: readonly SheetRow[], { mapping: given, sets, remembered }: Known): Proposal | null {
  const named = namedHeaders(given, sets, remembered);
  const layout = layoutOf(rows, { named, headerRow: given.headerRow });
  if (layout === null) return null;
  const last = lastTime(layout.columns, remembered);
  const mapping = asLastTime(given, layout.columns, last);
  const below = rows.filter((row) => row.row > (layout.headerRows.at(-1) ?? 0));
  const found = withNumberedQuestions(findings(layout.columns, layout.platform, sets), below);
  const said = layout.columns.flatMap((column) => {
    const role = saidOf(mapping, column);
    return role === undefined ? [] : [{ column, role, reason: reasonOf(given, column) }];
  });
  const settled = overruled(found, said);
  const { fields, questions } = rolesOf(settled);
  // A mapping is for the sheets that hold responses, not for the notes beside them.
  if (questions.length > 0 || said.length > 0) checkHeadings(given, layout.columns);
  checkFields(said);
  const { blocks, rivals } = blocksOf(questions);
  const asking = blocks.filter(({ roles }) => roles.some(({ role }) => role.includes(".")));
  const taken = new Set(questions.map(({ role }) => role));
  const renamed = last === null ? [] : renamedColumns(layout.columns, [...fields, ...questions], last.sheet);
  const source = sourceOf(layout);
  return {
    source: source.source,
    platform: source.platform,
    traits: layout.platform,
    headerRows: layout.headerRows,
    columns: layout.columns,
    fields: fields.filter(({ role }) => role !== "ownColumn"),
    counted: source.source === "capacity-tracker" ? countColumns(layout.columns) : [],
    blocks: asking,
    open: onceEach([
      ...renamed.filter(({ column }) => saidOf(mapping, column) === undefined).map(openRenamed),
      ...openOf(settled, taken),
      ...rivals.flatMap((roles) => rivalsOf(roles, layout.columns)),
    ]),
    dateOrder: mapping.dateOrder,
    usualOrder: last?.sheet.dateOrder ?? null,
    last: last?.sheet ?? null,
    renamed,
    said: Object.fromEntries(said.map(({ column, role }) => [column.header, role])),
    confidence: Math.min(1, ...questions.map(({ confidence }) => confidence)),
    notes: leftOut(settled),
    reasons: reasonsOf(layout, asking, sets),
  };
}

/** Why a column is what a person said: now, or last time. */
function reasonOf(given: Mapping, column: HeaderColumn): string {
  return saidOf(given, column) === undefined ? "as you said last time" : "said by the mapping";
}

/** True for headings that a user's mapping or question set names, now or last time. */
function namedHeaders(
  mapping: Mapping,
  sets: readonly QuestionSet[],
  remembered: readonly RememberedSheet[],
): (header: string) => boolean {
  const said = remembered.flatMap((sheet) => Object.entries(sheet.said)).concat([...mapping.columns]);
  const wanted = new Set(said.flatMap(([header, role]) => (role === null ? [] : [header])));
  const asked = new Set(sets.flatMap(({ questions }) => questions.map(({ wording }) => comparable(wording))));
  return (header) => wanted.has(header) || asked.has(comparable(header));
}

/** Puts what a person said over what was found; what they gave one column is taken from the others. */
function overruled(
  found: readonly ColumnFinding[],
  said: readonly { readonly column: HeaderColumn; readonly role: Role | null; readonly reason: string }[],
): ColumnFinding[] {
  const byColumn = new Map(said.map(({ column, ...rest }) => [column.column, rest]));
  const given = new Set(said.flatMap(({ role }) => role ?? []));
  return found.map((finding) => {
    const own = byColumn.get(finding.column.column);
    if (own === undefined) {
      return finding.taken !== null && given.has(finding.taken.role)
        ? { ...finding, taken: null, weak: null }
        : finding;
    }
    const { role, reason } = own;
    const same = finding.taken?.role === role;
    return {
      ...finding,
      taken: role === null ? null : { role, confidence: 1, reason, order: -1 },
      label: same ? finding.label : null,
      weak: null,
    };
  });
}

/** Weak matches for what no column certainly asks. */
function openOf(found: readonly ColumnFinding[], taken: ReadonlySet<Role>): OpenColumn[] {
  return found.flatMap(({ column, weak }) => {
    if (weak === null) return [];
    const vague = /not whether/.test(weak.reason);
    const stage = weak.role.slice(0, weak.role.indexOf("."));
    const answered = vague ? taken.has(`${stage}.la`) && taken.has(`${stage}.nhs`) : taken.has(weak.role);
    return answered ? [] : [{ column, suggestion: vague ? null : weak.role, reason: weak.reason }];
  });
}

/** Columns that ask the same about months that form no blocks: a person has to say which counts. */
function rivalsOf(roles: readonly ColumnRole[], columns: readonly HeaderColumn[]): OpenColumn[] {
  const letters = roles.map((role) => columnLetter(role.columns[0] ?? 0)).join(" and ");
  return roles.flatMap(({ role, columns: own }) => {
    const column = columns[own[0] ?? 0];
    const reason = `asks the same as another (columns ${letters}) about another month, while the other questions are not asked again`;
    return column === undefined ? [] : [{ column, suggestion: role, reason }];
  });
}

/** Columns that speak of handing back but ask something else, so that nobody misses them. */
function leftOut(found: readonly ColumnFinding[]): string[] {
  const others = found.filter(
    ({ column, taken, weak }) => taken === null && weak === null && column.parts.some(asksOtherwise),
  );
  return others.slice(0, 5).map(({ column }) => {
    const letter = columnLetter(column.column);
    return `Column ${letter} “${column.header.slice(0, 100)}” asks something else about handing back, and is left out.`;
  });
}

function onceEach(open: readonly OpenColumn[]): OpenColumn[] {
  return open.filter(({ column }, index) => open.findIndex((other) => other.column.column === column.column) === index);
}

function openRenamed({ column, role, before }: Renamed): OpenColumn {
  return { column, suggestion: role, reason: `may be what was “${before}” last time` };
}

function reasonsOf(layout: Layout, blocks: readonly Block[], sets: readonly QuestionSet[]): string[] {
  const reasons = [sourceOf(layout).reason];
  const handback = blocks.filter(({ set }) => set === HANDBACK_SET);
  const asked = new Set(handback.flatMap(({ roles }) => roles.map(({ role }) => role))).size;
  if (blocks.length === 0) reasons.push("asks no question that is known");
  if (asked > 0) reasons.push(`asks ${asked} of the 7 hand-back questions`);
  if (handback.length > 1) reasons.push(`asks them about ${handback.length} months`);
  for (const { set, roles } of blocks) {
    if (set !== HANDBACK_SET)
      reasons.push(
        `asks ${roles.length} of the questions of your set “${sets.find(({ code }) => code === set)?.title ?? set}”`,
      );
  }
  if (layout.headerRows.length > 1) reasons.push(`has ${layout.headerRows.length} rows of headings`);
  return reasons;
}

function sourceOf({ columns, platform, told }: Layout): { source: Source; platform: string | null; reason: string } {
  const headers = columns.flatMap(({ parts }) => parts);
  const squashed = new Set(headers.map(squash));
  const tracker = [...squashed].filter((header) => TRACKER_HEADERS.has(header));
  const location = headers.find((header) => fieldNamed(header)?.field === "locationId");
  if (platform === null && location !== undefined && tracker.length >= 2) {
    const reason = `has ${location} and ${tracker.length} more columns of a Capacity Tracker extract`;
    return { source: "capacity-tracker", platform: null, reason };
  }
  if (platform !== null) {
    const reason = `has the columns ${told.join(", ")} that ${platform.name} writes`;
    return { source: "survey", platform: platform.name, reason };
  }
  return { source: "survey", platform: "none of these", reason: "no survey platform was recognised by its columns" };
}

/** The error for a file in which no sheet asks any of the questions. */
export function nothingRecognised(file: string, headers: readonly string[]): BellwetherError {
  const coded = isJiscCoded(headers);
  const found = headers
    .slice(0, 6)
    .map((header) => `“${header.slice(0, 60)}”`)
    .join(", ");
  const seen =
    found === ""
      ? "No column headings were found."
      : `The headings found were ${found}${headers.length > 6 ? " and others" : ""}.`;
  const members = proposesMembers(headers) ? " If it is a list of members, import it with --members." : "";
  const advice = coded
    ? "This is a coded export of Jisc Online Surveys: choose its key file together with it, or export it again with labels."
    : `Choose the export that holds the questions, or say with a mapping which column is which.${members}`;
  return new BellwetherError(
    "no-recognisable-columns",
    `${file}: no column asks any of the hand-back questions. ${seen} ${advice}`,
    { file },
  );
}

/** The roles of a sheet in the order of their columns, for showing. */
export function rolesInOrder({ fields, blocks }: Pick<Proposal, "fields" | "blocks">): ColumnRole[] {
  const all = new Set([...fields, ...blocks.flatMap(({ roles }) => roles)]);
  return [...all].toSorted((a, b) => (a.columns[0] ?? 0) - (b.columns[0] ?? 0));
}
