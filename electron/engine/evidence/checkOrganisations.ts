import type { CheckReport, OrganisationPair } from "../../../shared/contract.ts";
import { dayLabel } from "../../../shared/day.ts";
import { monthFromNumber, monthLabel } from "../../../shared/month.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { readLinks, readSuggestions } from "../store/organisationLinks.ts";
import { profiles, registrations } from "../store/organisations.ts";
import { readMembers } from "../store/registers.ts";
import { memberKey } from "./members.ts";

/** From here on a pair is called very likely. */
const VERY_LIKELY = 0.9;
/** As many as a person looks through before those that wait are worked out again. */
const MOST_PAIRS = 200;

/** Organisations that may be one, the likeliest first, and what people said of others. */
export function organisationsIn(campaign: CampaignFile): CheckReport["organisations"] {
  const describe = describer(campaign);
  const suggestions = readSuggestions(campaign);
  const offers = new Map<string, number>();
  for (const { a, b } of suggestions) for (const key of new Set([a, b])) offers.set(key, (offers.get(key) ?? 0) + 1);
  return {
    waiting: suggestions.slice(0, MOST_PAIRS).map(({ a, b, score, reasons }) => ({
      a: describe(a),
      b: describe(b),
      score,
      sure: score >= VERY_LIKELY && offers.get(a) === 1 && offers.get(b) === 1,
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
  const listed = new Map(
    readMembers(campaign).map((member) => [memberKey(member), member.name ?? member.providerName]),
  );
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
    if (listed.has(key)) details.push("On the member list");
    if (profile.responses > 0) {
      const [first, last] = [profile.firstMonth ?? 0, profile.lastMonth ?? 0].map((month) =>
        monthLabel(monthFromNumber(month)),
      );
      const months = first === last ? first : `${first} to ${last}`;
      const n = `${profile.responses} ${profile.responses === 1 ? "response" : "responses"}`;
      details.push(`${n}, ${months}${profile.file === null ? "" : `, ${profile.file}`}`);
    } else details.push("Has not answered");
    const side = { key, name: registered?.name ?? profile.name ?? listed.get(key) ?? key, details };
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
