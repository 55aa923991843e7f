import type { CampaignFile } from "../store/campaignFile.ts";
import { namingPlaces, readNamings } from "../store/identities.ts";
import { readLinks } from "../store/organisationLinks.ts";
import { readLocations } from "../store/registers.ts";
import { parentsOf } from "./organisation.ts";
import { organisationGroups, resolver, type Resolve } from "./resolve.ts";
import type { Registered } from "./standing.ts";

/** How a campaign's identities become organisations, with what its registers say of these. */
export interface Resolution {
  readonly resolve: Resolve;
  readonly registered: Registered;
}

/** Reads what decides whose response is whose: the parents that files name, the registers, what people said. */
export function resolution(campaign: CampaignFile): Resolution {
  const locations = new Map(readLocations(campaign).map((location) => [location.locationId, location]));
  const parents = parentsOf(readNamings(campaign), namingPlaces(campaign));
  const resolve = resolver(parents, locations, readLinks(campaign));
  return { resolve, registered: { locations, organisations: organisationGroups(locations.values(), resolve) } };
}
