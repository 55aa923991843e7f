import type { CheckReport, OrganisationPair } from "../../../shared/contract.ts";
import { dayLabel } from "../../../shared/day.ts";
import { monthFromNumber, monthLabel } from "../../../shared/month.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { readLinks, readSuggestions } from "../store/organisationLinks.ts";
import { profiles, registrations } from "../store/organisations.ts";

/** As many as a person looks through before those that wait are worked out again. */
const MOST_PAIRS = 200;

/** Organisations that may be one, the likeliest first, and what people said of others. */
export function organisationsIn(campaign: CampaignFile): CheckReport["organisations"] {
  const describe = describer(campaign);
  const suggestions = readSuggestions(campaign);
  return {
    waiting: suggestions.slice(0, MOST_PAIRS).map(({ a, b, score, reasons }) => ({
      a: describe(a),
      b: describe(b),
      score,
      reasons: [...reasons],
    })),
    total: suggestions.length,
    decided: readLinks(campaign).map(({ a, b, ...link }) => ({ a: describe(a), b: describe(b), ...link })),
  };
}

/** Tells what is known of an organisation by its key: its name, its id, its responses, its place in the register. */
function describer(campaign: CampaignFile): (key: string) => OrganisationPair["a"] {
  const profileOf = profiles(campaign);
  const registrationOf = registrations(campaign);
  const known = new Map<string, OrganisationPair["a"]>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const profile = profileOf(key);
    const registered = registrationOf(key);
    const details = [idWords(key)];
    if (registered !== null) {
      const { locations, area, asOf } = registered;
      const where = area === null ? "" : `, ${area}`;
      details.push(
        `${locations} ${locations === 1 ? "location" : "locations"} in the register of ${dayLabel(asOf)}${where}`,
      );
    }
    if (profile.responses > 0) {
      const [first, last] = [profile.firstMonth ?? 0, profile.lastMonth ?? 0].map((month) =>
        monthLabel(monthFromNumber(month)),
      );
      const months = first === last ? first : `${first} to ${last}`;
      const n = `${profile.responses} ${profile.responses === 1 ? "response" : "responses"}`;
      details.push(`${n}, ${months}${profile.file === null ? "" : `, ${profile.file}`}`);
    } else details.push("Has not answered");
    const side = { key, name: registered?.name ?? profile.name ?? key, details };
    known.set(key, side);
    return side;
  };
}

function idWords(key: string): string {
  const [kind, id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
  switch (kind) {
    case "provider":
      return `CQC provider ${id}`;
    case "location":
      return `CQC location ${id}`;
    case "ods":
      return `ODS code ${id}`;
    case "name": {
      const place = / at ([A-Z0-9]+)$/.exec(id)?.[1];
      const spaced = place === undefined ? "" : ` and postcode ${place.slice(0, -3)} ${place.slice(-3)}`;
      return `Told by its name${spaced}`;
    }
    case "named":
      return "Told by its name alone";
    default:
      return "Told by the survey’s respondent id";
  }
}
