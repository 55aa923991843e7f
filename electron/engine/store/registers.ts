import { BellwetherError } from "../../../shared/errors.ts";
import { comparableName } from "../../../shared/identifiers.ts";
import { REGISTER_KINDS, type RegisterKind } from "../../../shared/imports.ts";
import type { CampaignFile } from "./campaignFile.ts";

export type { RegisterKind };

/** One location of the CQC directory, or one member. Codes are indexes into shared/vocabulary. */
export interface NewRegisterEntry {
  /** Sheet row it came from, as the spreadsheet program shows it. */
  readonly row: number;
  readonly locationId: string | null;
  readonly providerId: string | null;
  readonly odsCode: string | null;
  /** Of the location, or of the member. */
  readonly name: string | null;
  /** Of the provider, or of the member's parent organisation. */
  readonly providerName: string | null;
  readonly brand: string | null;
  readonly postcode: string | null;
  readonly localAuthority: string | null;
  readonly region: number | null;
  readonly serviceType: number | null;
  /** An e-mail address. */
  readonly contact: string | null;
}

/** One sheet that is a register: a snapshot of the day it tells about. */
export interface NewRegister {
  readonly position: number;
  readonly sheet: string | null;
  readonly kind: RegisterKind;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** JSON of the column mapping, kept for the record. */
  readonly mapping: string;
  readonly entries: readonly NewRegisterEntry[];
  readonly setAside: readonly { readonly row: number; readonly reason: string }[];
}

/** The file a register came in. */
export interface RegisterFile {
  readonly name: string;
  readonly sha256: string;
}

/**
 * Stores one register under the file row that `fileId` gives, inside the transaction the caller holds. A sheet that is
 * stored already as of the same day is not stored again, and `fileId` is not asked.
 * @param before rows that the same import has written before these
 * @returns steps, each the number of rows written so far; then how many entries were stored
 * @throws BellwetherError `already-imported` where the same sheet is stored otherwise: as another kind, or with other
 * columns
 */
export function* storeRegister(
  campaign: CampaignFile,
  file: RegisterFile,
  register: NewRegister,
  fileId: () => number | bigint,
  before: number,
): Generator<number, number> {
  if (isStored(campaign, file, register)) return 0;
  const { db } = campaign;
  const id = db
    .prepare("INSERT INTO register (file_id, position, sheet, kind, as_of, mapping) VALUES (?, ?, ?, ?, ?, ?)")
    .run(
      fileId(),
      register.position,
      register.sheet,
      REGISTER_KINDS.indexOf(register.kind),
      register.asOf,
      register.mapping,
    ).lastInsertRowid;
  const entry = db.prepare(
    `INSERT INTO register_entry (register_id, row, location_id, provider_id, ods_code, name, provider_name, brand, postcode,
       local_authority, region, service_type, contact) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let written = before;
  for (const e of register.entries) {
    entry.run(
      id,
      e.row,
      e.locationId,
      e.providerId,
      e.odsCode,
      e.name,
      e.providerName,
      e.brand,
      e.postcode,
      e.localAuthority,
      e.region,
      e.serviceType,
      e.contact,
    );
    written += 1;
    if (written % STEP === 0) yield written;
  }
  const aside = db.prepare("INSERT INTO register_set_aside (register_id, row, reason) VALUES (?, ?, ?)");
  for (const { row, reason } of register.setAside) {
    aside.run(id, row, reason);
    written += 1;
    if (written % STEP === 0) yield written;
  }
  return register.entries.length;
}

const STEP = 2000;

/** What a sheet is stored as already: its kind, the day it tells about, and what its columns were taken for. */
export interface RegisterBefore {
  readonly kind: RegisterKind;
  readonly asOf: string;
  readonly mapping: string;
}

/**
 * How a sheet of a file is stored as a register of the same day, or as one of another kind; null where it is not. The same
 * list as of another day is another snapshot.
 */
export function registerBefore(
  campaign: CampaignFile,
  sha256: string,
  position: number,
  { kind, asOf }: Pick<RegisterBefore, "kind" | "asOf">,
): RegisterBefore | null {
  const before = campaign.db
    .prepare(
      `SELECT kind, as_of AS asOf, mapping FROM register JOIN file ON file.id = register.file_id
       WHERE file.sha256 = ? AND register.position = ? AND (as_of = ? OR kind <> ?) ORDER BY register.id LIMIT 1`,
    )
    .get(sha256, position, asOf, REGISTER_KINDS.indexOf(kind)) as
    | { kind: number; asOf: string; mapping: string }
    | undefined;
  return before === undefined ? null : { ...before, kind: REGISTER_KINDS[before.kind] ?? "cqc-directory" };
}

/** How a register differs from what is stored of the same sheet, in words; null where it does not. */
export function differenceFrom(before: RegisterBefore, now: RegisterBefore): string | null {
  if (before.kind !== now.kind) return `as a ${before.kind === "cqc-directory" ? "CQC directory" : "member list"}`;
  return now.kind === "member-list" && before.mapping !== now.mapping ? "with other columns" : null;
}

/** True where this very sheet is stored, read the same way. @throws BellwetherError `already-imported` where otherwise */
function isStored(campaign: CampaignFile, file: RegisterFile, register: NewRegister): boolean {
  const before = registerBefore(campaign, file.sha256, register.position, register);
  if (before === null) return false;
  const how = differenceFrom(before, register);
  if (how === null) return true;
  throw new BellwetherError(
    "already-imported",
    `${file.name} has been imported before, ${how}. Undo that import first (in the app: Import, Undo), then import it again.`,
    { file: file.name, sheet: register.sheet ?? undefined },
  );
}

/** One register that is stored. */
export interface StoredRegister {
  readonly id: number;
  readonly importId: number;
  readonly kind: RegisterKind;
  readonly file: string;
  readonly sheet: string | null;
  readonly asOf: string;
  readonly entries: number;
  readonly setAside: number;
}

/** Every register that is stored, the newest first: by the day it tells about, then by the file's hash. */
export function readRegisters(campaign: CampaignFile): StoredRegister[] {
  const rows = campaign.db
    .prepare(
      `SELECT register.id, file.import_id AS importId, register.kind, file.name AS file, register.sheet,
         register.as_of AS asOf,
         (SELECT count(*) FROM register_entry WHERE register_id = register.id) AS entries,
         (SELECT count(*) FROM register_set_aside WHERE register_id = register.id) AS setAside
       FROM register JOIN file ON file.id = register.file_id
       ORDER BY register.as_of DESC, file.sha256 DESC, register.position DESC, register.id DESC`,
    )
    .all() as (Omit<StoredRegister, "kind"> & { kind: number })[];
  return rows.map((row) => ({ ...row, kind: REGISTER_KINDS[row.kind] ?? "cqc-directory" }));
}

/** What the register says of a location, and when it said so last. */
export interface RegisterLocation extends Omit<NewRegisterEntry, "row" | "locationId" | "contact"> {
  readonly locationId: string;
  readonly asOf: string;
  /** A snapshot of the newest day has it. */
  readonly current: boolean;
}

/**
 * Every location of all CQC directories, as the latest snapshot that has it gives it: the latest day, then the greater
 * hash of its file. All snapshots of a day count together: a directory may come in several files. In order of id;
 * nothing depends on the order of import.
 */
export function readLocations(campaign: CampaignFile): RegisterLocation[] {
  const rows = campaign.db
    .prepare(
      `WITH snapshot AS (
         SELECT register.id, register.as_of, dense_rank() OVER (ORDER BY register.as_of) AS age,
           row_number() OVER (ORDER BY register.as_of, file.sha256, register.position, register.id) AS place
         FROM register JOIN file ON file.id = register.file_id WHERE register.kind = ${DIRECTORY} AND ${LISTS}
       )
       SELECT location_id AS locationId, ${ENTRY}, as_of AS asOf, age = (SELECT max(age) FROM snapshot) AS current,
         max(place)
       FROM register_entry JOIN snapshot ON snapshot.id = register_id
       WHERE location_id IS NOT NULL GROUP BY location_id ORDER BY location_id`,
    )
    .all() as (Omit<RegisterLocation, "current"> & { current: number; "max(place)": number })[];
  return rows.map(({ "max(place)": _place, current, ...location }) => ({ ...location, current: current === 1 }));
}

/** A member, as the newest member list has it. */
export interface RegisterMember extends Omit<NewRegisterEntry, "row"> {
  readonly row: number;
  readonly asOf: string;
}

/**
 * The members of the lists of the newest day, each once: of one who is in several, what the file with the greater hash
 * says, then the first row.
 */
export function readMembers(campaign: CampaignFile): RegisterMember[] {
  const rows = campaign.db
    .prepare(
      `WITH list AS (
         SELECT register.id, register.as_of, register.position, file.sha256,
           dense_rank() OVER (ORDER BY register.as_of DESC) AS age
         FROM register JOIN file ON file.id = register.file_id WHERE register.kind = ${MEMBERS} AND ${LISTS}
       )
       SELECT row, location_id AS locationId, ${ENTRY}, contact, as_of AS asOf
       FROM register_entry JOIN list ON list.id = register_id WHERE age = 1
       ORDER BY sha256 DESC, position, row`,
    )
    .all() as RegisterMember[];
  const seen = new Set<string>();
  return rows.filter((member) => {
    const identity = memberIdentity(member);
    return !seen.has(identity) && seen.add(identity);
  });
}

/** What tells a member from the others of its list: ids, names and place, compared as names are. */
export function memberIdentity(
  member: Pick<NewRegisterEntry, "locationId" | "providerId" | "odsCode" | "name" | "providerName" | "postcode">,
): string {
  const { locationId, providerId, odsCode, name, providerName, postcode } = member;
  const names = [name, providerName].map((text) => (text === null ? null : comparableName(text)));
  return JSON.stringify([locationId, providerId, odsCode, ...names, postcode]);
}

const DIRECTORY = REGISTER_KINDS.indexOf("cqc-directory");
const MEMBERS = REGISTER_KINDS.indexOf("member-list");

/** Snapshots that list anything: one that lists nobody tells nothing. */
const LISTS = "EXISTS (SELECT 1 FROM register_entry WHERE register_id = register.id)";

const ENTRY = `provider_id AS providerId, ods_code AS odsCode, name, provider_name AS providerName, brand, postcode,
  local_authority AS localAuthority, region, service_type AS serviceType`;
