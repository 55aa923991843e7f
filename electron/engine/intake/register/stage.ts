import { BellwetherError } from "../../../../shared/errors.ts";
import type { NewRegister } from "../../store/registers.ts";
import { columnLetter } from "../columns.ts";
import type { Spreadsheet } from "../read/types.ts";
import { identifies } from "./columns.ts";
import { readDirectory, readMemberList, type RegisterReading } from "./read.ts";
import type { StagedRegister } from "./register.ts";

/** What a person said that a sheet is, over what it looks like. */
export type SheetKind = "cqc-directory" | "member-list" | "survey";

/** What a person said of one sheet as a register. */
export interface RegisterChoice {
  readonly kind?: SheetKind | null;
  /** `YYYY-MM-DD`. */
  readonly asOf?: string | null;
  /** By 0-based column; null leaves a column out. */
  readonly places: ReadonlyMap<number, string | null>;
  readonly headerRow: number | null;
}

/** How to read the registers of a file: what was said of all files, and of single sheets. */
export interface RegisterOptions {
  readonly asOf: string | null;
  /** By heading, from a mapping. */
  readonly columns: ReadonlyMap<string, string | null>;
  readonly choices: ReadonlyMap<number, RegisterChoice>;
  readonly reading: Omit<RegisterReading, "asOf">;
}

/** The CQC directory among those sheets of a file of which no person said that they are something else. */
export async function directoryIn(spreadsheet: Spreadsheet, options: RegisterOptions): Promise<StagedRegister | null> {
  const others = [...options.choices].filter(([, { kind }]) => kind === "member-list" || kind === "survey");
  const said = [...options.choices.values()].find(({ asOf }) => asOf != null);
  const reading = { ...options.reading, asOf: said?.asOf ?? options.asOf };
  return readDirectory(spreadsheet, new Set(others.map(([position]) => position)), reading);
}

/**
 * A sheet as a member list. On the screen, where a person said that it is one, also where its columns do not tell who a
 * member is: then they have to be said. Else null there.
 */
export function memberListAt(
  spreadsheet: Spreadsheet,
  position: number,
  { asOf, columns, choices, reading }: RegisterOptions,
): Promise<StagedRegister | null> {
  const sheet = spreadsheet.sheets[position];
  if (sheet === undefined) return Promise.resolve(null);
  const choice = choices.get(position);
  const said = { columns, places: choice?.places ?? new Map(), headerRow: choice?.headerRow ?? null };
  const insisted = choice?.kind === "member-list";
  return readMemberList(sheet, position, said, insisted, { ...reading, asOf: choice?.asOf ?? asOf });
}

/** True for sheets that the CQC puts beside the locations of its directory: they ask nothing. */
export function besideDirectory(sheet: string | null): boolean {
  return /^(read[ _]?me|dual[ _]registration[ _]locations)$/i.test(sheet ?? "");
}

/** True while no column of a register tells who its entries are. */
export function namesNobody({ columns }: StagedRegister): boolean {
  return !columns.some(({ role }) => identifies(role));
}

/** What the columns of a register were taken for, as it is kept and shown. */
export function registerMapping({
  columns,
}: StagedRegister): { column: string; header: string; question: string; confidence: number; reason: string }[] {
  return columns.flatMap(({ column, header, role, reason }) =>
    role === null ? [] : [{ column: columnLetter(column), header, question: role, confidence: 1, reason }],
  );
}

/**
 * A staged register in the form the store takes.
 * @throws BellwetherError `as-of-uncertain`, `mapping-uncertain` while something is open; `empty-file` where nothing in
 * it can be stored
 */
export function toNewRegister(register: StagedRegister, file: string): NewRegister {
  const { position, sheet, kind, asOf, entries, setAside } = register;
  const place = { file, sheet: sheet ?? undefined };
  const where = `${file}${sheet === null ? "" : `, sheet ${sheet}`}`;
  if (namesNobody(register)) {
    throw new BellwetherError(
      "mapping-uncertain",
      `${where}: no column tells who a member is. Say which column is the CQC provider id, the CQC location id, the ODS code or the name, for example with a mapping: {"columns":{"<heading>":"organisationName"}}.`,
      place,
    );
  }
  if (entries.length === 0) throw nothingUsable(file, register);
  if (asOf === null) {
    throw new BellwetherError(
      "as-of-uncertain",
      `${where}: ${register.asOfReason} Say which day this ${KIND_WORDS[kind]} tells about, for example with --as-of 2025-11-01.`,
      place,
    );
  }
  const mapping = registerMapping(register).map(({ header, question }) => ({ header, question }));
  return { position, sheet, kind, asOf, entries, setAside, mapping: JSON.stringify(mapping) };
}

/** What registers are called in a sentence. */
export const KIND_WORDS = { "cqc-directory": "CQC directory", "member-list": "member list" } as const;

/** Nothing below the headings of a register. */
export function emptyRegister(file: string): BellwetherError {
  return new BellwetherError(
    "empty-file",
    `${file} has the headings of a register but no rows below them. Export it again with its rows.`,
    { file },
  );
}

/** True while every row of a register is set aside: as the newest of its kind it would empty the list of who could answer. */
export function storesNothing(register: StagedRegister): boolean {
  return register.entries.length === 0 && !namesNobody(register);
}

/** Rows, but none that could be stored: the first of them, and why. */
export function nothingUsable(file: string, register: StagedRegister): BellwetherError {
  const { sheet, kind, setAside } = register;
  const where = `${file}${sheet === null ? "" : `, sheet ${sheet}`}`;
  const place = { file, sheet: sheet ?? undefined, row: setAside[0]?.row };
  return new BellwetherError("empty-file", `${where}: ${whyNothing(register)} ${ADVICE[kind]}`, place);
}

/** The first rows of a register of which none can be stored, and why, in words. */
export function whyNothing({ kind, setAside, rowsRead }: StagedRegister): string {
  const first = setAside.slice(0, FIRST_ROWS).map(({ row, reason }) => `row ${row}: ${reason.replace(/\.$/, "")}`);
  const more = setAside.length > FIRST_ROWS ? "; and so on" : "";
  const what = kind === "cqc-directory" ? "a location of adult social care" : "a member";
  const none = rowsRead === 1 ? "Its only row cannot" : `None of its ${rowsRead} rows can`;
  return `${none} be stored as ${what} (${first.join("; ")}${more}).`;
}

const FIRST_ROWS = 3;
const ADVICE = {
  "cqc-directory":
    "Use the directory as the CQC publishes it, where ids look like 1-101234567, or leave this file out: what is stored stays as it is.",
  "member-list":
    "Say with a mapping which column is the CQC provider id, the CQC location id, the ODS code or the name, or leave this file out: what is stored stays as it is.",
} as const;

/** Something else that was said, or would be taken, to be a member list. */
export function notMembers(file: string, sheet: string | null, what: string): BellwetherError {
  return new BellwetherError(
    "no-recognisable-columns",
    `${file}${sheet === null ? "" : `, sheet ${sheet}`}: this is ${what}, not a member list, and none of its columns asks any of the hand-back questions. Choose the export that holds the questions, or the list of your members.`,
    { file, sheet: sheet ?? undefined },
  );
}

/** Said to be a member list, but nothing in it tells who a member is. */
export function noMembers(file: string, headers: readonly string[]): BellwetherError {
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
    `${file}: no column tells who a member is. ${seen} A member list has a CQC id, an ODS code or a name in each row; say with a mapping which column it is: {"columns":{"<heading>":"organisationName"}}.`,
    { file },
  );
}
