import { BellwetherError } from "../../../../shared/errors.ts";
import { columnLetter } from "../columns.ts";
import { questionAsked } from "../questions.ts";
import { fieldNamed, squash, type Field } from "../fields.ts";
import { headerText } from "../layout.ts";
import type { SheetRow } from "../read/types.ts";

/** What a column of a register may hold: fields of responses, and three that only registers have. */
export const REGISTER_ROLES = [
  "providerId",
  "locationId",
  "odsCode",
  "organisationName",
  "locationName",
  "parentName",
  "brand",
  "postcode",
  "localAuthority",
  "region",
  "serviceTypeColumn",
  "contact",
] as const;
export type RegisterRole = (typeof REGISTER_ROLES)[number];

/** True for the code of something that a column of a register may hold. */
export function isRegisterRole(code: string): code is RegisterRole {
  return REGISTER_ROLES.some((role) => role === code);
}

/** One column of a register with what it was taken for; null where it is left out. */
export interface RegisterColumn {
  /** 0-based. */
  readonly column: number;
  readonly header: string;
  readonly role: RegisterRole | null;
  readonly reason: string;
}

/** The headings of a register: their row, as the spreadsheet program numbers it, and its columns. */
export interface RegisterHeadings {
  readonly row: number;
  readonly columns: readonly RegisterColumn[];
}

/** How the directory's columns are headed, squashed; the first in each list is the best. */
const DIRECTORY: Readonly<Partial<Record<RegisterRole, readonly string[]>>> = {
  locationId: ["cqclocationidforofficeuseonly", "cqclocationforofficeuseonly", "locationid", "cqclocationid"],
  providerId: ["cqcprovideridforofficeuseonly", "cqcproviderforofficeuseonly", "providerid", "cqcproviderid"],
  odsCode: ["locationodscode"],
  locationName: ["locationname", "name"],
  organisationName: ["providername"],
  brand: ["brandname", "locationbrandname", "providerbrandname"],
  postcode: ["locationpostalcode", "locationpostcode", "postcode"],
  localAuthority: ["locationlocalauthority", "localauthority"],
  region: ["locationregion", "region"],
  serviceTypeColumn: ["servicetypes"],
};

/** Columns that only the directory has beside these. */
const WEEKLY = ["alsoknownas", "servicetypes", "dateoflatestcheck", "specialismsservices", "locationurl"];

/** What a service type's own column is headed with, in the edition with filters. */
const FLAG = /^service type\s*[-–—:]\s*(.+)$/i;

/** A service type that has a column of its own, ticked or not. */
export interface FlagColumn {
  readonly column: number;
  readonly serviceType: string;
}

/** The columns of a CQC directory beside those that are stored. */
export interface DirectoryHeadings extends RegisterHeadings {
  readonly flags: readonly FlagColumn[];
  /** The part of the CQC that inspects, where a column says so. */
  readonly directorate: number | null;
  readonly dormant: number | null;
}

/**
 * Recognises the headings of a CQC directory in a row: ids of location and provider together with the columns of the
 * weekly edition, or with the service types' own columns. Null for anything that asks a question or holds e-mail
 * addresses: the directory does neither.
 */
export function directoryHeadings({ row, cells }: SheetRow): DirectoryHeadings | null {
  const headers = cells.map(headerText);
  const forms = headers.map(squash);
  const found = new Map<number, RegisterRole>();
  for (const role of REGISTER_ROLES) {
    const at = (DIRECTORY[role] ?? []).map((form) => forms.indexOf(form)).find((column) => column >= 0);
    if (at !== undefined) found.set(at, role);
  }
  const roles = new Set(found.values());
  const flags = headers.flatMap((header, column) => {
    const serviceType = FLAG.exec(header)?.[1];
    return serviceType === undefined ? [] : [{ column, serviceType }];
  });
  const weekly = WEEKLY.filter((form) => forms.includes(form)).length;
  const named = roles.has("locationId") && roles.has("providerId") && roles.has("locationName");
  if (!named || (flags.length < 5 && (weekly < 3 || !roles.has("serviceTypeColumn")))) return null;
  if (headers.some(asksSomething) || forms.some((form) => EMAIL.test(form))) return null;
  const place = (...names: readonly string[]): number | null =>
    names.map((form) => forms.indexOf(form)).find((column) => column >= 0) ?? null;
  return {
    row,
    flags,
    directorate: place("locationinspectiondirectorate", "inspectiondirectorate"),
    dormant: place("dormantyn", "dormant", "locationdormant"),
    columns: headers.map((header, column) => {
      const role = found.get(column) ?? null;
      return { column, header, role, reason: role === null ? "" : "as the CQC heads it" };
    }),
  };
}

/** What a person said of the columns of a member list: by heading, by 0-based place, and where the headings are. */
export interface RegisterSaid {
  readonly columns: ReadonlyMap<string, string | null>;
  readonly places: ReadonlyMap<number, string | null>;
  readonly headerRow: number | null;
}

/**
 * Recognises the headings of a member list among the first rows of a sheet: the row in which most columns are what
 * registers hold, then the one with most words. What a person said wins. Of several columns for one thing the best headed is taken, the others left out.
 * @returns null where no column tells who a member is; where a person insists that it is a member list, only where there
 * are no words at all
 */
export function memberHeadings(
  rows: readonly SheetRow[],
  said: RegisterSaid,
  insisted: boolean,
): RegisterHeadings | null {
  let best: { headings: RegisterHeadings; score: number } | null = null;
  for (const row of rows) {
    if (said.headerRow !== null && row.row !== said.headerRow) continue;
    const columns = memberColumns(row, said);
    const taken = columns.filter(({ role, reason }) => role !== null && reason !== SAID).length;
    const words = columns.filter(({ header }) => /[a-z]/i.test(header)).length;
    const score = taken * 1000 + words;
    if (score > (best?.score ?? 0)) best = { headings: { row: row.row, columns }, score };
  }
  return best !== null && (insisted || best.headings.columns.some(({ role }) => identifies(role)))
    ? best.headings
    : null;
}

const SAID = "as you said";

/** Why a column headed `CQC ID` is what it is: the heading does not say whose id it is. */
export const BARE_ID = "the CQC’s ids: taken for those of locations";

/** True for what tells who a member is. */
export function identifies(role: RegisterRole | null): boolean {
  return role !== null && IDENTIFYING.includes(role);
}

const IDENTIFYING: readonly RegisterRole[] = [
  "providerId",
  "locationId",
  "odsCode",
  "organisationName",
  "locationName",
  "parentName",
];

/** True where headings are those of a member list and of nothing else: somebody is named together with an id, a place or an address. */
export function looksLikeMembers({ columns }: RegisterHeadings): boolean {
  const roles = new Set(columns.flatMap(({ role }) => role ?? []));
  const id = [...ID_ROLES].some((role) => roles.has(role));
  const name = (["organisationName", "locationName", "parentName"] as const).some((role) => roles.has(role));
  const beside = (["postcode", "localAuthority", "region", "serviceTypeColumn", "contact"] as const).some((role) =>
    roles.has(role),
  );
  const others = columns.filter(({ role, header }) => role === null && asksLike(header));
  return ((id && (name || beside)) || (name && beside)) && others.length === 0;
}

const ID_ROLES: ReadonlySet<RegisterRole> = new Set(["providerId", "locationId", "odsCode"]);

/** True for a heading that asks the members something: a survey's, not a list's. */
function asksLike(header: string): boolean {
  return /\?\s*$/.test(header) || header.length > 60 || asksSomething(header);
}

function memberColumns({ cells }: SheetRow, said: RegisterSaid): RegisterColumn[] {
  const headers = cells.map(headerText);
  const given = headers.map((header, column) =>
    said.places.has(column) || header === "" ? said.places.get(column) : said.columns.get(header),
  );
  const best = new Map<RegisterRole, { column: number; rank: number }>();
  for (const [column, role] of given.entries()) {
    if (typeof role !== "string" || !isRegisterRole(role)) continue;
    const rival = best.get(role);
    if (rival !== undefined) throw twice(role, rival.column, column);
    best.set(role, { column, rank: -1 });
  }
  const found = headers.map(memberRole);
  for (const [column, match] of found.entries()) {
    if (match === null || given[column] !== undefined) continue;
    const holder = best.get(match.role);
    if (holder === undefined || match.rank < holder.rank) best.set(match.role, { column, rank: match.rank });
  }
  const bare = headers.findIndex((header, column) => squash(header) === "name" && given[column] === undefined);
  const lone = bare >= 0 && !(["organisationName", "locationName"] as const).some((role) => best.has(role));
  if (lone) best.set("organisationName", { column: bare, rank: 0 });
  return headers.map((header, column) => {
    const role = [...best].find(([, holder]) => holder.column === column)?.[0] ?? null;
    return { column, header, role, reason: reasonOf(role, column) };
  });

  function reasonOf(role: RegisterRole | null, column: number): string {
    if (given[column] !== undefined) return SAID;
    if (role === null) {
      const match = found[column] ?? null;
      return match === null ? "" : "another column is taken for this";
    }
    if (lone && column === bare) return "the only column of names";
    if (role === "locationId" && /^cqc(id|number|code|registrationnumber)$/.test(squash(headers[column] ?? "")))
      return BARE_ID;
    return "headed as this field is";
  }
}

function twice(role: RegisterRole, one: number, other: number): BellwetherError {
  return new BellwetherError(
    "bad-mapping",
    `Columns ${columnLetter(one)} and ${columnLetter(other)} are both said to be ${role}. Keep one, and leave the other out.`,
  );
}

/** What a heading of a member list names; the smaller the rank, the better. */
function memberRole(header: string): { readonly role: RegisterRole; readonly rank: number } | null {
  const form = squash(header);
  if (form === "") return null;
  for (const [role, forms] of MEMBER_FORMS) {
    const rank = forms.findIndex((own) => (typeof own === "string" ? own === form : own.test(form)));
    if (rank >= 0) return { role, rank };
  }
  const field = fieldNamed(header);
  const role = field === null ? undefined : OF_FIELD[field.field];
  return field === null || role === undefined ? null : { role, rank: field.rank + (field.exact ? 0 : 100) };
}

const EMAIL = /e?mail(address|contact)?$|^e?mail|emailaddress/;

/** Forms beside those of `fieldNamed`. */
const MEMBER_FORMS: readonly (readonly [RegisterRole, readonly (string | RegExp)[]])[] = [
  [
    "contact",
    ["contactemail", "contactemailaddress", "email", "emailaddress", /^(main|primary|lead)(contact)?email/, EMAIL],
  ],
  ["localAuthority", ["localauthority", "localauthorityname", "laname", "council", "la", "locationlocalauthority"]],
  ["region", ["locationregion"]],
  ["brand", ["brand", "brandname"]],
  ["parentName", ["group", "groupname", "caregroup", "parentgroup", "parent", "parentname"]],
  [
    "organisationName",
    [
      "membername",
      "memberorganisation",
      "memberorganisationname",
      "accountname",
      "tradingname",
      "legalname",
      "registeredname",
      "membershipname",
    ],
  ],
  ["postcode", ["locationpostalcode", "locationpostcode"]],
  ["odsCode", ["locationodscode"]],
];

const OF_FIELD: Readonly<Partial<Record<Field, RegisterRole>>> = {
  providerId: "providerId",
  locationId: "locationId",
  odsCode: "odsCode",
  parentName: "parentName",
  organisationName: "organisationName",
  locationName: "locationName",
  postcode: "postcode",
  region: "region",
  serviceTypeColumn: "serviceTypeColumn",
};

function asksSomething(header: string): boolean {
  const asked = header === "" ? null : questionAsked(header);
  return asked !== null && asked.question !== "service_type";
}
