import { comparableName, cqcId, odsCode, postcode } from "../../../shared/identifiers.ts";
import type { Identifiers } from "../store/answerers.ts";

/** The organisation a location belongs to, as far as the evidence names it: location id to organisation key. */
export type Parents = ReadonlyMap<string, string>;

/** A response as far as it names the parent of a location, with what orders it against others that do. */
export interface Naming extends Identifiers {
  readonly submittedAt: string | null;
  readonly sha256: string;
  readonly position: number;
  readonly row: number;
}

/**
 * The organisation of a response (DESIGN section 4): the first usable of CQC provider id; CQC location id through the
 * parent that the evidence names for it; ODS code; parent organisation name; organisation name + postcode; the
 * platform's respondent id. Only that key decides: weaker keys in common never merge two organisations. A location
 * without a named parent is its own organisation.
 * @returns the organisation's key, null where nothing usable is there
 */
export function organisationKey(ids: Identifiers, parents: Parents): string | null {
  const provider = ids.providerId === null ? null : cqcId(ids.providerId);
  if (provider !== null) return `provider ${provider}`;
  const location = ids.locationId === null ? null : cqcId(ids.locationId);
  if (location !== null) return parents.get(location) ?? `location ${location}`;
  const ods = ids.odsCode === null ? null : odsCode(ids.odsCode);
  if (ods !== null) return `ods ${ods}`;
  const parent = ids.parentName === null ? null : comparableName(ids.parentName);
  if (parent !== null) return `name ${parent}`;
  const name = ids.organisationName === null ? null : comparableName(ids.organisationName);
  const code = ids.postcode === null ? null : postcode(ids.postcode);
  if (name !== null && code !== null) return `name ${name} at ${code}`;
  return ids.respondentId === null ? null : `respondent ${ids.platform ?? ""} ${ids.respondentId}`;
}

/** The organisation of a response as far as it tells by itself: by the parent or provider it names for its own location. */
export function ownOrganisationKey(ids: Identifiers): string | null {
  const name = ids.parentName === null ? null : comparableName(ids.parentName);
  const location = ids.providerId !== null || name === null || ids.locationId === null ? null : cqcId(ids.locationId);
  return location === null ? organisationKey(ids, NO_PARENTS) : `name ${name}`;
}

const NO_PARENTS: Parents = new Map();

/** The name of the organisation as the response writes it, for people to read inside the app. */
export function organisationName(ids: Identifiers & { readonly locationName: string | null }): string | null {
  return ids.parentName ?? ids.organisationName ?? ids.locationName;
}

/**
 * The parent of each location that any response names one for: by the parent's name, else by the provider id beside the
 * location id. Where responses disagree the latest submission decides, then the greater source file, then the later row;
 * so the order of import does not matter.
 */
export function parentsOf(responses: Iterable<Naming>): Parents {
  const chosen = new Map<string, { key: string; rank: number; from: Naming }>();
  for (const response of responses) {
    const location = response.locationId === null ? null : cqcId(response.locationId);
    if (location === null) continue;
    const name = response.parentName === null ? null : comparableName(response.parentName);
    const provider = response.providerId === null ? null : cqcId(response.providerId);
    if (name === null && provider === null) continue;
    const naming = {
      key: name === null ? `provider ${provider ?? ""}` : `name ${name}`,
      rank: name === null ? 0 : 1,
      from: response,
    };
    const best = chosen.get(location);
    const order = best === undefined ? 1 : naming.rank - best.rank || compareMoments(response, best.from);
    if (order > 0) chosen.set(location, naming);
  }
  return new Map([...chosen].map(([location, naming]) => [location, naming.key]));
}

/** Orders two responses by time of submission (none is earliest), then source file, then place in it. */
export function compareMoments(
  a: Pick<Naming, "submittedAt" | "sha256" | "position" | "row">,
  b: Pick<Naming, "submittedAt" | "sha256" | "position" | "row">,
): number {
  return (
    compareText(a.submittedAt ?? "", b.submittedAt ?? "") ||
    compareText(a.sha256, b.sha256) ||
    a.position - b.position ||
    a.row - b.row
  );
}

/** Orders texts by their code units, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
