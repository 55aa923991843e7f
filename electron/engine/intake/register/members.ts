import { comparableName, cqcId, odsCode, postcode, tidy } from "../../../../shared/identifiers.ts";
import { SERVICE_TYPES } from "../../../../shared/vocabulary.ts";
import { memberIdentity, type NewRegisterEntry } from "../../store/registers.ts";
import { serviceTypeOf } from "../answers.ts";
import type { SheetRow } from "../read/types.ts";
import { cellText } from "../rows.ts";
import { isTotals } from "../setAside.ts";
import { columnLetter } from "../columns.ts";
import { BARE_ID, type RegisterHeadings, type RegisterRole } from "./columns.ts";
import { placeOf, Places } from "./places.ts";
import type { CodedRegister, RegisterCoder } from "./register.ts";

/** Why a row of a member list is set aside. */
const NOBODY = "Nothing in this row tells who the member is: no CQC id, ODS code or name.";

/** Codes the rows of a member list, one after another: a row that names nobody, or somebody again, is set aside. */
export function memberCoder(headings: RegisterHeadings): RegisterCoder {
  const taken = headings.columns.flatMap(({ column, role, header }) =>
    role === null ? [] : [{ column, role, header }],
  );
  const entries: NewRegisterEntry[] = [];
  const setAside: CodedRegister["setAside"][number][] = [];
  const seen = new Map<string, number>();
  const places = new Places();
  const unread = { ids: 0, types: 0, contacts: 0 };

  const fateOf = (row: SheetRow): NewRegisterEntry | string => {
    const texts = new Map<RegisterRole, string>();
    let repeated = 0;
    for (const { column, role, header } of taken) {
      const text = tidy(cellText(row.cells[column] ?? null));
      if (text === "" || text === "-") continue;
      if (text === header) repeated += 1;
      texts.set(role, text);
    }
    if (repeated > 0 && repeated === texts.size) return "The headings are repeated in this row.";
    const of = (role: RegisterRole): string => texts.get(role) ?? "";
    const named = (role: RegisterRole): string | null => (comparableName(of(role)) === null ? null : of(role));
    const entry = {
      row: row.row,
      locationId: cqcId(of("locationId")),
      providerId: cqcId(of("providerId")),
      odsCode: odsCode(of("odsCode")),
      name: named("organisationName") ?? named("locationName"),
      providerName: named("parentName"),
      brand: named("brand"),
      postcode: postcode(of("postcode")),
    };
    const { locationId, providerId, odsCode: ods, name, providerName } = entry;
    const known = [locationId, providerId, ods].some((id) => id !== null);
    if (!known && isTotals(Object.fromEntries(texts))) return "This is a row of totals.";
    if (!known && name === null && providerName === null) return NOBODY;
    const place = placeOf(of("localAuthority"), of("region"));
    const type = of("serviceTypeColumn") === "" ? null : serviceTypeOf(of("serviceTypeColumn"));
    const contact = /\S@\S/.test(of("contact")) ? of("contact") : null;
    const key = memberIdentity(entry);
    const before = seen.get(key);
    if (before !== undefined) return `This member is listed above, in row ${before}.`;
    seen.set(key, row.row);
    if ((of("locationId") !== "" && locationId === null) || (of("providerId") !== "" && providerId === null))
      unread.ids += 1;
    if (of("serviceTypeColumn") !== "" && type === null) unread.types += 1;
    if (of("contact") !== "" && contact === null) unread.contacts += 1;
    return { ...entry, ...places.add(place), serviceType: type === null ? null : SERVICE_TYPES.indexOf(type), contact };
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
        ...bareIds(headings),
        ...noted(
          unread.ids,
          "what stands in a column of CQC ids is none; the member is kept by what else the row says",
        ),
        ...noted(unread.types, "the service type is not one that is known, and is left open"),
        ...noted(unread.contacts, "the contact is no e-mail address, and is left out"),
        ...places.notes(),
      ],
    }),
  };
}

function bareIds({ columns }: RegisterHeadings): string[] {
  return columns
    .filter(({ reason }) => reason === BARE_ID)
    .map(
      ({ header, column }) =>
        `Column ${columnLetter(column)} “${header}” does not say whose ids it holds; they are taken for those of locations. If they are the providers’, say so.`,
    );
}

function noted(count: number, what: string): string[] {
  return count === 0 ? [] : [`In ${count === 1 ? "1 row" : `${count} rows`} ${what}.`];
}
