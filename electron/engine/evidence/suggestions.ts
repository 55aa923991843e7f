import { dayLabel } from "../../../shared/day.ts";
import { cqcId, odsCode, postcode, respondentName } from "../../../shared/identifiers.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { readIdentities } from "../store/identities.ts";
import { readLinks, writeSuggestions, type Suggestion } from "../store/organisationLinks.ts";
import { readAliases, readCodeMates, readMoves } from "../store/organisations.ts";
import { readMembers, type RegisterLocation, type RegisterMember } from "../store/registers.ts";
import { compareText } from "./organisation.ts";
import { memberKey } from "./members.ts";
import type { Resolution } from "./resolution.ts";
import type { Resolve } from "./resolve.ts";
import { suggestPairs, type Alias, type Party } from "./suggest.ts";

/**
 * Looks anew for organisations that may be one, inside the transaction the caller holds: by name and place, by locations
 * that changed hands, and by the names of respondents who gave no id. What a person has spoken about is left out.
 * @returns steps, each `done`
 */
export function* suggestOrganisations(
  campaign: CampaignFile,
  { resolve, locations, namings }: Resolution,
  done: number,
): Generator<number, void> {
  yield done;
  const spoken = new Set(readLinks(campaign).map(({ a, b }) => pairOf(resolve(a), resolve(b))));
  const isSettled = (a: string, b: string): boolean => a === b || spoken.has(pairOf(a, b));
  const members = readMembers(campaign);
  const { parties, respondents } = yield* partiesOf(campaign, locations, members, resolve, done);
  yield done;
  const work = suggestPairs(parties, isSettled);
  let step = work.next();
  while (step.done !== true) {
    yield done;
    step = work.next();
  }
  const best = new Map(step.value.map((suggestion) => [pairOf(suggestion.a, suggestion.b), suggestion]));
  const others = [
    ...moved(campaign, parties, { resolve, locations, namings }),
    ...listed(parties, members, locations, resolve),
    ...codeMates(campaign, parties, resolve),
    ...namesakes(respondents, spoken),
  ];
  for (const suggestion of others) {
    const { a, b, score } = suggestion;
    if ((a !== b && isSettled(a, b)) || (best.get(pairOf(a, b))?.score ?? 0) >= score) continue;
    best.set(pairOf(a, b), suggestion);
  }
  writeSuggestions(
    campaign,
    [...best.values()].sort((x, y) => compareText(pairOf(x.a, x.b), pairOf(y.a, y.b))),
  );
}

const ALIASES_A_STEP = 10_000;
/** Likely, not sure: a home that is sold goes to another organisation too. */
const SOLD = 0.76;

function pairOf(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

interface Gathered {
  readonly aliases: Map<string, Alias>;
  answered: boolean;
  registered: boolean;
}

/** Everybody who may be matched, by key; respondents without an id go by the name they gave, and are counted by it. */
function* partiesOf(
  campaign: CampaignFile,
  locations: readonly RegisterLocation[],
  members: readonly RegisterMember[],
  resolve: Resolve,
  done: number,
): Generator<number, { parties: readonly Party[]; respondents: ReadonlyMap<string, ReadonlySet<string>> }> {
  const gathered = new Map<string, Gathered>();
  const respondents = new Map<string, Set<string>>();
  const at = (key: string): Gathered => {
    const known = gathered.get(key) ?? { aliases: new Map(), answered: false, registered: false };
    gathered.set(key, known);
    return known;
  };
  const add = ({ aliases }: Gathered, name: string | null, code: string | null, of: Alias["of"]): void => {
    if (name !== null) aliases.set(`${name}\n${code ?? ""}\n${of}`, { name, postcode: code, of });
  };
  for (const location of locations) {
    const party = at(resolve(`location ${location.locationId}`));
    const code = location.postcode === null ? null : postcode(location.postcode);
    if (location.current) party.registered = true;
    add(party, location.providerName, code, "organisation");
    add(party, location.name, code, "location");
    add(party, location.brand, null, "brand");
  }
  // The register's names serve for whom it knows; others go by what they wrote.
  const identities = readIdentities(campaign);
  const unknown = identities.filter(({ organisation }) => gathered.get(organisation)?.registered !== true);
  for (const { organisation } of identities) at(organisation).answered = true;
  yield done;
  const written = readAliases(
    campaign,
    unknown.map(({ id }) => id),
  );
  for (const [index, stored] of written.entries()) {
    if (index % ALIASES_A_STEP === 0) yield done;
    const respondent = respondentName(stored.key);
    const unlinked = respondent !== null && resolve(stored.key) === respondent.respondent;
    if (unlinked) respondents.set(respondent.named, (respondents.get(respondent.named) ?? new Set()).add(stored.key));
    const party = at(unlinked ? respondent.named : stored.organisation);
    party.answered = true;
    const code = stored.postcode === null ? null : postcode(stored.postcode);
    add(party, stored.parentName, null, "organisation");
    add(party, stored.organisationName, code, "organisation");
    if (stored.parentName === null) add(party, stored.locationName, code, "location");
  }
  for (const member of members) {
    const key = memberKey(member);
    if (key === null) continue;
    const code = member.postcode === null ? null : postcode(member.postcode);
    add(at(resolve(key)), member.name, code, "organisation");
    add(at(resolve(key)), member.providerName, null, "organisation");
  }
  const parties = [...gathered].map(([key, { aliases, answered, registered }]) => ({
    key,
    aliases: [...aliases.values()].sort((x, y) =>
      compareText(x.name + (x.postcode ?? ""), y.name + (y.postcode ?? "")),
    ),
    answered,
    registered,
  }));
  return { parties: parties.sort((x, y) => compareText(x.key, y.key)), respondents };
}

/** Providers that are no longer in the directory, beside those that have their locations now. */
function moved(
  campaign: CampaignFile,
  parties: readonly Party[],
  { resolve, locations, namings }: Pick<Resolution, "resolve" | "locations" | "namings">,
): Suggestion[] {
  const open = new Set(parties.flatMap(({ key, answered, registered }) => (answered && !registered ? [key] : [])));
  const suggestions = readMoves(campaign).map(({ from, to, locations: n, asOf }) => ({
    from: resolve(`provider ${from}`),
    to: resolve(`provider ${to}`),
    reason: `The directory of ${dayLabel(asOf)} gives ${n === 1 ? "one of its locations" : `${n} of its locations`} to the other, and no longer has it`,
    score: SOLD,
  }));
  const providers = new Map(locations.map(({ locationId, providerId }) => [locationId, providerId]));
  for (const { locationId, providerId } of namings) {
    const location = cqcId(locationId);
    const now = location === null ? null : (providers.get(location) ?? null);
    const named = providerId === null ? null : cqcId(providerId);
    if (location === null || named === null || now === named) continue;
    if (now === null) {
      const owner = resolve(`location ${location}`);
      if (owner.startsWith("name ")) {
        suggestions.push({
          from: resolve(`provider ${named}`),
          to: owner,
          reason: `Rows name both for the location ${location}: one by its CQC provider id, the other as its parent`,
          score: 0.85,
        });
      }
      continue;
    }
    suggestions.push({
      from: resolve(`provider ${named}`),
      to: resolve(`provider ${now}`),
      reason: `Its location ${location} belongs to the other in the directory`,
      score: SOLD,
    });
  }
  return suggestions.flatMap(({ from, to, reason, score }) => {
    const [a, b] = [from, to].sort(compareText);
    if (a === undefined || b === undefined || a === b || !open.has(from)) return [];
    const reasons = score === SOLD ? [reason, "A change of owner alone does not make them one"] : [reason];
    return [{ a, b, score, reasons }];
  });
}

/** Organisations that are told by their ODS code alone, beside the member or location that has it in a register. */
function listed(
  parties: readonly Party[],
  members: readonly RegisterMember[],
  locations: readonly RegisterLocation[],
  resolve: Resolve,
): Suggestion[] {
  const open = new Set(parties.flatMap(({ key, answered }) => (answered && key.startsWith("ods ") ? [key] : [])));
  if (open.size === 0) return [];
  const entries = [
    ...members.map((member) => ({ ...member, key: memberKey(member), by: "The member list" })),
    ...locations.map((location) => ({ ...location, key: `location ${location.locationId}`, by: "The directory" })),
  ];
  return entries.flatMap(({ key, by, name, providerName, ...entry }) => {
    const code = entry.odsCode === null ? null : odsCode(entry.odsCode);
    if (code === null || key === null || key === `ods ${code}` || !open.has(`ods ${code}`)) return [];
    const [a, b] = [`ods ${code}`, resolve(key)].sort(compareText);
    const reasons = [`${by} gives this ODS code, ${code}, to ${name ?? providerName ?? "the other"}`];
    return a === undefined || b === undefined || a === b ? [] : [{ a, b, score: 0.95, reasons }];
  });
}

/** Organisations that are told by their ODS code alone, beside those whose CQC ids other rows give with this code. */
function codeMates(campaign: CampaignFile, parties: readonly Party[], resolve: Resolve): Suggestion[] {
  const codes = parties.flatMap(({ key, answered }) => (answered && key.startsWith("ods ") ? [key.slice(4)] : []));
  return readCodeMates(campaign, codes).flatMap((mate) => {
    const code = odsCode(mate.odsCode);
    const provider = mate.providerId === null ? null : cqcId(mate.providerId);
    const location = mate.locationId === null ? null : cqcId(mate.locationId);
    if (code === null || (provider === null && location === null)) return [];
    const [a, b] = [
      `ods ${code}`,
      resolve(provider === null ? `location ${location ?? ""}` : `provider ${provider}`),
    ].sort(compareText);
    const reasons = [
      `Other rows give this ODS code, ${code}, beside the CQC id ${provider ?? location ?? ""} of the other`,
    ];
    return a === undefined || b === undefined || a === b ? [] : [{ a, b, score: 0.96, reasons }];
  });
}

/** Respondents who gave the same name and no id: one organisation, perhaps, each time it answers. */
function namesakes(respondents: ReadonlyMap<string, ReadonlySet<string>>, spoken: ReadonlySet<string>): Suggestion[] {
  return [...respondents].flatMap(([named, keys]) =>
    keys.size < 2 || spoken.has(pairOf(named, named))
      ? []
      : [
          {
            a: named,
            b: named,
            score: 0.7,
            reasons: [`${keys.size} respondents gave this name and nothing else that identifies them`],
          },
        ],
  );
}
