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

/** The CQC directory among the sheets of a file, unless a person said that the sheet is something else. */
export async function directoryIn(spreadsheet: Spreadsheet, options: RegisterOptions): Promise<StagedRegister | null> {
  for (const { kind } of options.choices.values()) if (kind === "member-list" || kind === "survey") return null;
  const said = [...options.choices.values()].find(({ asOf }) => asOf != null);
  return readDirectory(spreadsheet, { ...options.reading, asOf: said?.asOf ?? options.asOf });
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
 * @throws BellwetherError `as-of-uncertain`, `mapping-uncertain` while something is open
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
