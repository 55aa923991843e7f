import { comparableName, cqcId } from "../../../shared/identifiers.ts";

/** A response, or several alike, as far as it names the parent or provider of a location, with when it last did. */
export interface Naming {
  readonly locationId: string;
  readonly parentName: string | null;
  readonly providerId: string | null;
  readonly submittedAt: string | null;
}

/** Where a naming stands, to decide between two of the same moment. */
export interface Place {
  readonly sha256: string;
  readonly position: number;
  readonly row: number;
}

/** The organisation that the evidence names for a location, and every location that names an organisation. */
export interface Parents {
  /** By location id: the key of its parent or provider. */
  readonly of: ReadonlyMap<string, string>;
  /** By key of a parent's name: the locations that any response gives it for. */
  readonly naming: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The parent of each location that any response names one for: by the parent's name, else by the provider id beside the
 * location id. Where responses disagree the latest submission decides, then the greater source file, then the later row;
 * so the order of import does not matter.
 * @param placeOf looked up only where two namings share their last moment
 */
export function parentsOf<T extends Naming>(namings: Iterable<T>, placeOf: (naming: T) => Place): Parents {
  const chosen = new Map<string, { key: string; rank: number; from: T }>();
  const naming = new Map<string, Set<string>>();
  for (const from of namings) {
    const location = cqcId(from.locationId);
    if (location === null) continue;
    const name = from.parentName === null ? null : comparableName(from.parentName);
    const provider = from.providerId === null ? null : cqcId(from.providerId);
    if (name === null && provider === null) continue;
    const named = {
      key: name === null ? `provider ${provider ?? ""}` : `name ${name}`,
      rank: name === null ? 0 : 1,
      from,
    };
    if (name !== null) naming.set(named.key, (naming.get(named.key) ?? new Set()).add(location));
    const best = chosen.get(location);
    const order =
      best === undefined
        ? 1
        : named.rank - best.rank ||
          compareText(from.submittedAt ?? "", best.from.submittedAt ?? "") ||
          comparePlaces(placeOf(from), placeOf(best.from));
    if (order > 0) chosen.set(location, named);
  }
  return { of: new Map([...chosen].map(([location, { key }]) => [location, key])), naming };
}

/** Orders two responses by time of submission (none is earliest), then source file, then place in it. */
export function compareMoments(
  a: Place & { readonly submittedAt: string | null },
  b: Place & { readonly submittedAt: string | null },
): number {
  return compareText(a.submittedAt ?? "", b.submittedAt ?? "") || comparePlaces(a, b);
}

function comparePlaces(a: Place, b: Place): number {
  return compareText(a.sha256, b.sha256) || a.position - b.position || a.row - b.row;
}

/** Orders texts by their code units, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
