import { respondentName } from "../../../shared/identifiers.ts";
import { compareText, type Parents } from "./organisation.ts";

/** What the register says of locations, as far as it decides numbers. Codes are indexes into shared/vocabulary. */
export interface RegisteredLocation {
  readonly locationId: string;
  readonly providerId: string | null;
  readonly serviceType: number | null;
  readonly region: number | null;
}

/** Two keys that a person said are one organisation, or are not. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly verdict: "same" | "different" | "later";
}

/** Finds the organisation of an identity's key. */
export type Resolve = (key: string) => string;

/**
 * The organisation of every identity (DESIGN section 4). A location belongs to its provider in the register, else to the
 * parent or provider that the evidence names for it, else to itself. An id that the register knows as one of the other
 * kind, a location's for a provider's, is taken for what it is. A parent's name whose registered locations all have
 * one provider is that provider. Then what a person called the same is one, under its strongest key; a respondent goes by
 * what was said of its own key, else of its name. Nothing here depends on the order of import.
 */
export function resolver(
  parents: Parents,
  register: ReadonlyMap<string, RegisteredLocation>,
  links: readonly Link[],
): Resolve {
  const providerOf = (location: string): string | null => {
    const provider = register.get(location)?.providerId ?? null;
    return provider === null ? null : `provider ${provider}`;
  };
  const owners = new Map<string, string>();
  for (const [name, locations] of parents.naming) {
    const providers = new Set([...locations].flatMap((location) => providerOf(location) ?? []));
    const [provider] = providers;
    if (provider !== undefined && providers.size === 1) owners.set(name, provider);
  }
  const registeredProviders = new Set([...register.values()].map(({ providerId }) => providerId));
  // An id written in the place of the other kind: the register knows which it is.
  const placed = (key: string): string => {
    const [kind, id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
    if (kind === "provider" && !registeredProviders.has(id) && register.has(id)) return `${LOCATION}${id}`;
    return kind === "location" && !register.has(id) && registeredProviders.has(id) ? `provider ${id}` : key;
  };
  const ruled = (written: string): string => {
    const key = placed(respondentName(written)?.respondent ?? written);
    const location = key.startsWith(LOCATION) ? key.slice(LOCATION.length) : null;
    const named = location === null ? key : (providerOf(location) ?? parents.of.get(location) ?? key);
    return owners.get(named) ?? named;
  };
  const joined = joinedKeys(links, ruled);
  return (key) => {
    const own = ruled(key);
    const named = respondentName(key)?.named ?? own;
    return joined.get(own) ?? joined.get(named) ?? own;
  };
}

const LOCATION = "location ";

/** Where links chain keys together, the strongest of each chain by key; keys in no chain are not there. */
function joinedKeys(links: readonly Link[], ruled: Resolve): ReadonlyMap<string, string> {
  const top = new Map<string, string>();
  const topOf = (key: string): string => {
    let at = key;
    for (let next = top.get(at); next !== undefined && next !== at; next = top.get(at)) at = next;
    return at;
  };
  for (const { a, b, verdict } of links) {
    if (verdict !== "same") continue;
    const [one, other] = [topOf(ruled(a)), topOf(ruled(b))];
    for (const key of [ruled(a), ruled(b), one, other]) if (!top.has(key)) top.set(key, key);
    if (one !== other) top.set(compareKeys(one, other) < 0 ? other : one, compareKeys(one, other) < 0 ? one : other);
  }
  return new Map([...top.keys()].map((key) => [key, topOf(key)]));
}

/** The order of DESIGN section 4: a provider's id is the strongest name an organisation can have. */
const STRENGTH = ["provider", "location", "ods", "name", "named", "respondent"];

/** Orders keys, the strongest first; among equals by text. */
export function compareKeys(a: string, b: string): number {
  const strength = (key: string): number => STRENGTH.indexOf(key.slice(0, key.indexOf(" ")));
  return strength(a) - strength(b) || compareText(a, b);
}

/**
 * Pairs that were called different although a chain of others that were called the same joins them: a person has to take
 * one of these back.
 */
export function contradictions(links: readonly Link[], resolve: Resolve): Link[] {
  const same = links.filter(({ verdict }) => verdict === "same");
  return links.filter(({ a, b, verdict }) => {
    if (verdict !== "different") return false;
    // Respondents of one name that were called different: only another word on that name speaks against it.
    return a === b ? same.some((link) => link.a === a || link.b === a) : resolve(a) === resolve(b);
  });
}

/** What the register says of organisations: the service type and the region of most of their locations. */
export interface OrganisationGroups {
  readonly serviceType: number | null;
  readonly region: number | null;
}

/**
 * Groups of the organisations that run registered locations: what most of their locations are; of two equally frequent
 * service types the first of the taxonomy, of two regions none.
 */
export function organisationGroups(
  locations: Iterable<RegisteredLocation>,
  resolve: Resolve,
): ReadonlyMap<string, OrganisationGroups> {
  const tallies = new Map<string, { types: Map<number, number>; regions: Map<number, number> }>();
  for (const { locationId, serviceType, region } of locations) {
    const organisation = resolve(`${LOCATION}${locationId}`);
    const tally = tallies.get(organisation) ?? { types: new Map(), regions: new Map() };
    tallies.set(organisation, tally);
    if (serviceType !== null) tally.types.set(serviceType, (tally.types.get(serviceType) ?? 0) + 1);
    if (region !== null) tally.regions.set(region, (tally.regions.get(region) ?? 0) + 1);
  }
  return new Map(
    [...tallies].map(([organisation, { types, regions }]) => {
      const [type] = [...types].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const [region, next] = [...regions].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const tied = region !== undefined && next !== undefined && region[1] === next[1];
      return [organisation, { serviceType: type?.[0] ?? null, region: tied ? null : (region?.[0] ?? null) }];
    }),
  );
}
