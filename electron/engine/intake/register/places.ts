import { isPlaceholder } from "../../../../shared/identifiers.ts";
import { REGIONS } from "../../../../shared/vocabulary.ts";
import { authorityOf, regionCode } from "./authority.ts";

/** Where a location or member is, and what of it was not understood. */
export interface Place {
  /** By its ONS name; as written where it is unknown, or names several councils of today. */
  readonly localAuthority: string | null;
  /** The place in `REGIONS`. */
  readonly region: number | null;
  readonly unknownAuthority: string | null;
  readonly unknownRegion: string | null;
  /** The region is that of the local authority, because none was given. */
  readonly regionFromAuthority: boolean;
  /** The region given is not that of the local authority. */
  readonly differs: boolean;
}

/** Reads a local authority and a region as written; a missing region is told from the authority, a given one stands. */
export function placeOf(authority: string, region: string): Place {
  const council = isPlaceholder(authority) ? "" : authority;
  const given = /^(|unspecified)$/i.test(region) || isPlaceholder(region) ? "" : region;
  const known = council === "" ? null : authorityOf(council);
  const own = given === "" ? null : regionCode(given);
  const told = known === null ? null : REGIONS.indexOf(known.region);
  return {
    localAuthority: known?.council ?? (council || null),
    region: own ?? told,
    unknownAuthority: council !== "" && known === null ? council : null,
    unknownRegion: given !== "" && own === null ? given : null,
    regionFromAuthority: own === null && told !== null,
    differs: own !== null && told !== null && own !== told,
  };
}

/** Counts what was not understood of many places, to say so once. */
export class Places {
  readonly #authorities = new Map<string, number>();
  readonly #regions = new Map<string, number>();
  #fromAuthority = 0;
  #differing = 0;

  /** Counts a place and gives what is kept of it. */
  add(place: Place): Pick<Place, "localAuthority" | "region"> {
    count(this.#authorities, place.unknownAuthority);
    count(this.#regions, place.unknownRegion);
    if (place.regionFromAuthority) this.#fromAuthority += 1;
    if (place.differs) this.#differing += 1;
    return { localAuthority: place.localAuthority, region: place.region };
  }

  /** What a person may want to know, in words. */
  notes(): string[] {
    return [
      ...unknown(this.#authorities, "no council in England that is known, and is kept as written"),
      ...unknown(this.#regions, "none of the nine regions"),
      ...(this.#fromAuthority === 0
        ? []
        : [`${rows(this.#fromAuthority)} the region was told from the local authority.`]),
      ...(this.#differing === 0
        ? []
        : [`${rows(this.#differing)} the region given is not that of the local authority; the region given is kept.`]),
    ];
  }
}

function count(counts: Map<string, number>, written: string | null): void {
  if (written !== null) counts.set(written, (counts.get(written) ?? 0) + 1);
}

function rows(number: number): string {
  return number === 1 ? "In 1 row" : `In ${number} rows`;
}

const SHOWN = 3;

function unknown(counts: ReadonlyMap<string, number>, what: string): string[] {
  if (counts.size === 0) return [];
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const most = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const names = most.slice(0, SHOWN).map(([written]) => `“${written}”`);
  const more = most.length > SHOWN ? ` and ${most.length - SHOWN} more` : "";
  return [`${rows(total)} a name means ${what}: ${names.join(", ")}${more}.`];
}
