import { comparableName, cqcId, respondentName } from "../../../shared/identifiers.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { organisationNames } from "../store/check.ts";
import { namingPlaces, readNamings } from "../store/identities.ts";
import { readLinks } from "../store/organisationLinks.ts";
import { readLocations, type RegisterLocation } from "../store/registers.ts";
import { readLocation, readParentNames, type StoredResponse } from "../store/trace.ts";
import { chainBetween } from "./chain.ts";
import { dayLabel } from "../../../shared/day.ts";
import { parentsOf } from "./organisation.ts";
import { resolver, type Resolve } from "./resolve.ts";

/** How a response was found to be its organisation's (DESIGN section 4), a sentence for each step. */
export function foundBy(campaign: CampaignFile, response: StoredResponse): string[] {
  const { organisation } = response;
  const key = respondentName(response.key)?.respondent ?? response.key;
  const first = ownWords(response);
  if (organisation === key) return [`${first}.`];
  const location = key.startsWith(LOCATION) ? key.slice(LOCATION.length) : null;
  const given = location === null ? null : registered(campaign, location);
  if (given?.key === organisation) return [`${first}, ${given.words}.`];
  const parents = parentsOf(readNamings(campaign), namingPlaces(campaign));
  const rule = resolver(parents, locationsOf(campaign), []);
  const named = given?.key ?? (location === null ? key : (parents.of.get(location) ?? key));
  const how = given?.words ?? (location === null || named === key ? null : parentWords(campaign, location, named));
  const ruled = rule(response.key);
  const misplaced =
    key.startsWith("provider ") && ruled !== key
      ? "a location’s"
      : ruled === `provider ${location ?? ""}`
        ? "a provider’s"
        : null;
  if (misplaced !== null) {
    return [
      `${first}; but the register knows this id as ${misplaced}, so it is ${keyWords(ruled)}.`,
      ...(ruled === organisation ? [] : linkWords(campaign, response, rule)),
    ];
  }
  return [
    how === null ? `${first}.` : `${first}, ${how}.`,
    ...(ruled === named
      ? []
      : [
          `All registered locations that name this parent organisation belong to ${keyWords(ruled)}, so it is this provider.`,
        ]),
    ...(ruled === organisation ? [] : linkWords(campaign, response, rule)),
  ];
}

const LOCATION = "location ";

/** "By its CQC location id 1-…": the first usable of what the row says of its sender. */
function ownWords({ key, parentName, organisationName, postcode, respondentId, platform }: StoredResponse): string {
  const [kind, id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
  switch (kind) {
    case "provider":
      return `By its CQC provider id ${id}`;
    case "location":
      return `By its CQC location id ${id}`;
    case "ods":
      return `By its ODS code ${id}`;
    case "name":
      if (parentName !== null && comparableName(parentName) === id)
        return `By the name of its parent organisation, “${parentName}”`;
      return `By its name and postcode, “${organisationName ?? id}”, ${postcode ?? ""}`;
    case "respondent":
      return `By ${platform ?? "the survey"}’s respondent id ${respondentId ?? ""}: its row has no CQC id, no ODS code and no name with a postcode`;
    default:
      return "Nothing in its row tells who it is, so it counts as an organisation of its own";
  }
}

function registered(campaign: CampaignFile, location: string): { readonly key: string; readonly words: string } | null {
  const found = readLocation(campaign, location);
  if (found?.providerId == null) return null;
  const name = found.providerName === null ? "" : `, “${found.providerName}”`;
  return {
    key: `provider ${found.providerId}`,
    words: `which the register of ${dayLabel(found.asOf)} gives to provider ${found.providerId}${name}`,
  };
}

function parentWords(campaign: CampaignFile, location: string, named: string): string {
  if (named.startsWith("provider ")) return `for which the files name ${keyWords(named)}`;
  const name = readParentNames(campaign, location).find((written) => `name ${comparableName(written) ?? ""}` === named);
  return `for which the files name the parent organisation “${name ?? named.slice("name ".length)}”`;
}

/** What a person said that joins it to its organisation: each pair on the way. */
function linkWords(campaign: CampaignFile, { key, organisation }: StoredResponse, rule: Resolve): string[] {
  const links = readLinks(campaign);
  const starts = [key, ...(respondentName(key) === null ? [] : [respondentName(key)?.named ?? key])];
  const chain = starts.map((start) => ({ start, links: chainBetween(links, rule, start, organisation) }));
  const found = chain.find((candidate) => candidate.links.length > 0);
  if (found === undefined) return [];
  let at = rule(found.start);
  const steps = found.links.map((link) => {
    const [a, b] = [rule(link.a), rule(link.b)];
    at = a === at ? b : a;
    return { other: at, said: links.find((own) => own.a === link.a && own.b === link.b) };
  });
  const names = organisationNames(
    campaign,
    steps.map(({ other }) => other),
  );
  return steps.map(({ other, said }) => {
    const note = said?.note == null ? "" : `: “${said.note}”`;
    const name = names.get(other);
    const called = name === undefined || name === other ? keyWords(other) : `“${name}”, ${keyWords(other)}`;
    return `You said${said === undefined ? "" : ` on ${dayLabel(said.at)}`} that it is the same as ${called}${note}.`;
  });
}

function locationsOf(campaign: CampaignFile): ReadonlyMap<string, RegisterLocation> {
  return new Map(readLocations(campaign).map((location) => [location.locationId, location]));
}

/** An organisation's key as people write it. */
export function keyWords(key: string): string {
  const [kind, id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
  switch (kind) {
    case "provider":
      return `CQC provider ${id}`;
    case "location":
      return `CQC location ${cqcId(id) ?? id}`;
    case "ods":
      return `ODS code ${id}`;
    case "respondent":
      return "a respondent of a survey";
    default:
      return `the organisation named “${id}”`;
  }
}
