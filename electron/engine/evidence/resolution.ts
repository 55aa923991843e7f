import type { CampaignFile } from "../store/campaignFile.ts";
import { namingPlaces, readNamings, type StoredNaming } from "../store/identities.ts";
import { readLinks } from "../store/organisationLinks.ts";
import { readLocations, type RegisterLocation } from "../store/registers.ts";
import { parentsOf } from "./organisation.ts";
import { organisationGroups, resolver, type Resolve } from "./resolve.ts";
import type { Registered } from "./standing.ts";

/** How a campaign's identities become organisations, with what its registers say of these. */
export interface Resolution {
  readonly resolve: Resolve;
  /** The same without what people said of organisations. */
  readonly ruled: Resolve;
  readonly registered: Registered;
  /** What it was made from: the locations of the registers, and what files name as the parents of locations. */
  readonly locations: readonly RegisterLocation[];
  readonly namings: readonly StoredNaming[];
}

/** Reads what decides whose response is whose: the parents that files name, the registers, what people said. */
export function resolution(campaign: CampaignFile): Resolution {
  const locations = readLocations(campaign);
  const namings = readNamings(campaign);
  const register = new Map(locations.map((location) => [location.locationId, location]));
  const parents = parentsOf(namings, namingPlaces(campaign));
  const resolve = resolver(parents, register, readLinks(campaign));
  const registered = { locations: register, organisations: organisationGroups(locations, resolve) };
  return { resolve, ruled: resolver(parents, register, []), registered, locations, namings };
}
