import { cqcId, fold, odsCode, postcode, tidy } from "../../../../shared/identifiers.ts";
import { SERVICE_TYPES } from "../../../../shared/vocabulary.ts";
import type { NewRegisterEntry } from "../../store/registers.ts";
import { serviceTypeOf } from "../answers.ts";
import type { SheetRow } from "../read/types.ts";
import { cellText } from "../rows.ts";
import type { DirectoryHeadings, RegisterRole } from "./columns.ts";
import { placeOf, Places } from "./places.ts";
import type { CodedRegister, RegisterCoder } from "./register.ts";

/**
 * Codes the rows of a CQC directory, one after another: adult social care locations are kept, everything else is set
 * aside with its reason. Of a location that is listed twice the first row that is kept stands.
 */
export function directoryCoder(headings: DirectoryHeadings): RegisterCoder {
  const at = new Map<RegisterRole, number>();
  for (const { column, role } of headings.columns) if (role !== null) at.set(role, column);
  const titles = new Map(headings.columns.map(({ column, header }) => [column, header]));
  const entries: NewRegisterEntry[] = [];
  const setAside: CodedRegister["setAside"][number][] = [];
  const seen = new Map<string, number>();
  const places = new Places();
  let dormant = 0;

  const fateOf = (row: SheetRow): NewRegisterEntry | string => {
    const text = (column: number | null | undefined): string =>
      column == null ? "" : said(tidy(cellText(row.cells[column] ?? null)));
    const of = (role: RegisterRole): string => text(at.get(role));
    const id = of("locationId");
    if (id !== "" && id === titles.get(at.get("locationId") ?? -1)) return "The headings are repeated in this row.";
    const locationId = cqcId(id);
    if (locationId === null) return id === "" ? "No CQC location id." : `“${id.slice(0, 40)}” is no CQC location id.`;
    const before = seen.get(locationId);
    if (before !== undefined) return `Location ${locationId} is listed above, in row ${before}.`;
    const written = writtenTypes(row, headings, of("serviceTypeColumn"));
    const found = serviceTypeOf(written.join("|"));
    const reason = excluded(text(headings.directorate), written, found);
    if (reason !== null) return reason;
    seen.set(locationId, row.row);
    if (text(headings.dormant).toUpperCase() === "Y") dormant += 1;
    return {
      row: row.row,
      locationId,
      providerId: cqcId(of("providerId")),
      odsCode: odsCode(of("odsCode")),
      name: of("locationName") || null,
      providerName: of("organisationName") || null,
      brand: brandOf(of("brand")),
      postcode: postcode(of("postcode")),
      ...places.add(placeOf(of("localAuthority"), of("region"))),
      serviceType: SERVICE_TYPES.indexOf(found ?? "other"),
      contact: null,
    };
  };

  return {
    add(row) {
      const fate = fateOf(row);
      if (typeof fate === "string") setAside.push({ row: row.row, reason: fate });
      else entries.push(fate);
    },
    finish: () => ({
      entries,
      setAside,
      notes: [
        ...places.notes(),
        ...(dormant === 0 ? [] : [`${dormant} of these locations are marked as dormant; they are kept.`]),
        ...withoutProvider(entries),
      ],
    }),
  };
}

/** What the directory writes where it has nothing to say. */
function said(text: string): string {
  return text === "-" ? "" : text;
}

function brandOf(text: string): string | null {
  const brand = text.replace(/^brand\s+(?=\S)/i, "");
  return brand === "" ? null : brand;
}

/** The service types of a location as they are written: listed in one cell, or ticked in columns of their own. */
function writtenTypes({ cells }: SheetRow, { flags }: DirectoryHeadings, listed: string): string[] {
  const ticked = flags
    .filter(({ column }) => !UNTICKED.test(cellText(cells[column] ?? null)))
    .map((flag) => flag.serviceType);
  return [...listed.split("|").map(tidy), ...ticked].filter((type) => type !== "");
}

/** What stands in a service type's own column where a location is not of that type; anything else ticks it. */
const UNTICKED = /^\s*(n|no|false|0|[-–—])?\s*$/i;

/** Why a location is no adult social care; the CQC's own directorate decides where it is given, else its service types. */
function excluded(directorate: string, written: readonly string[], found: string | null): string | null {
  const inspected = fold(directorate);
  if (inspected !== "" && inspected !== "unspecified") {
    return inspected.includes("adult social care")
      ? null
      : `Not an adult social care service: inspected under ${directorate}.`;
  }
  const social = found !== null && found !== "other" && found !== "not_stated";
  if (social || written.some((type) => fold(type).startsWith("specialist college"))) return null;
  if (written.length === 0) return "No service type is given, so nothing says that this is adult social care.";
  return `Not an adult social care service: ${[...written].sort().join(", ")}.`;
}

function withoutProvider(entries: readonly NewRegisterEntry[]): string[] {
  const count = entries.filter(({ providerId }) => providerId === null).length;
  return count === 0 ? [] : [`${count} of these locations name no provider by its CQC id.`];
}
