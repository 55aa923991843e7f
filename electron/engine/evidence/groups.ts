import { assertNever } from "../../../shared/errors.ts";
import { REGIONS, SERVICE_TYPES, SIZE_BANDS, SOURCES, type SizeBand, type Split } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import {
  readPlaceNames,
  readResponsePlaces,
  responsesAbout,
  type NewPlace,
  type StoredPlace,
} from "../store/places.ts";
import type { Standings, StoredSender } from "../store/standings.ts";
import { compareText } from "./organisation.ts";
import { boardKey, councilKey, spellings } from "./placeNames.ts";
import type { Resolution } from "./resolution.ts";

/** How the rows of `Standings` are split into groups. */
export interface Grouping {
  /** As tables name them and in their order, without `all`. */
  readonly names: readonly string[];
  /** By row, the place of its group in `names`. */
  readonly of: ArrayLike<number>;
}

/**
 * Splits those who stand by what holds in their month. A council is what the response's own row says, else the register
 * of its location, else of most locations of its organisation. A board is what its own row says, else what a response
 * about the same location said last. The size is that of the organisation, whatever the unit.
 * @param resolved looked up only where the registers decide
 */
export function groupingOf(
  campaign: CampaignFile,
  standings: Standings,
  split: Split,
  resolved: () => Resolution,
): Grouping {
  switch (split) {
    case "service-type":
      return { names: SERVICE_TYPES, of: standings.serviceType };
    case "region":
      return { names: REGIONS, of: standings.region };
    case "size":
      return bySize(standings, resolved());
    case "source":
      return bySource(standings);
    case "local-authority":
      return byCouncil(campaign, standings, resolved());
    case "icb":
      return byBoard(campaign, standings);
    default:
      return assertNever(split);
  }
}

/** Gives the size of an organisation as its place in `SIZE_BANDS`: by the locations that the newest directory lists for it. */
export function sizesOf({ locations, resolve }: Resolution): (organisation: string) => number {
  const counts = new Map<string, number>();
  for (const { locationId, current } of locations) {
    const organisation = current ? resolve(`location ${locationId}`) : null;
    if (organisation !== null) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  }
  return (organisation) => SIZE_BANDS.indexOf(bandOf(counts.get(organisation) ?? 0));
}

function bandOf(locations: number): SizeBand {
  if (locations === 0) return "not_known";
  if (locations === 1) return "1";
  if (locations < 5) return "2_4";
  if (locations < 10) return "5_9";
  return locations < 50 ? "10_49" : "50_plus";
}

function bySize(standings: Standings, resolved: Resolution): Grouping {
  const sizes = standings.organisations.map(sizesOf(resolved));
  return { names: SIZE_BANDS, of: standings.organisation.map((organisation) => sizes[organisation] ?? 0) };
}

function bySource({ senders, sender }: Standings): Grouping {
  const named = senders.map(senderName);
  const names = [...new Set(named)].sort(
    (a, b) => Number(b === TRACKER) - Number(a === TRACKER) || compareText(a.toLowerCase(), b.toLowerCase()),
  );
  const places = named.map((name) => names.indexOf(name));
  return { names, of: sender.map((index) => places[index] ?? 0) };
}

const TRACKER = "Capacity Tracker";

/** What intake calls a survey whose platform it does not know. */
const NO_PLATFORM = "none of these";

/** A source as people read it: the Capacity Tracker, or the platform of a survey. */
export function senderName({ source, platform }: StoredSender): string {
  if (SOURCES[source] === "capacity-tracker") return TRACKER;
  return platform === null || platform === NO_PLATFORM ? "Other survey" : platform;
}

function byCouncil(campaign: CampaignFile, standings: Standings, resolved: Resolution): Grouping {
  const own = ownPlaces(campaign);
  const register = new Map(resolved.locations.map((location) => [location.locationId, location]));
  const most = councilsOf(resolved);
  const written = rowTexts(standings, (row) => {
    const location = standings.locations[standings.location[row] ?? -1] ?? "";
    return (
      own.of(standings.responseId[row] ?? 0)?.localAuthority ??
      register.get(location)?.localAuthority ??
      most.get(standings.organisations[standings.organisation[row] ?? 0] ?? "") ??
      null
    );
  });
  const votes = [
    ...own.all.map(({ localAuthority, rows }): [string | null, number] => [localAuthority, rows]),
    ...resolved.locations.map(({ localAuthority }): [string | null, number] => [localAuthority, 1]),
  ];
  return byText(written, councilKey, votes);
}

/** Of each organisation the council that most of its locations are in, as the register has it; of two alike none. */
function councilsOf({ locations, resolve }: Resolution): ReadonlyMap<string, string> {
  const tallies = new Map<string, Map<string, number>>();
  for (const { locationId, localAuthority } of locations) {
    if (localAuthority === null) continue;
    const organisation = resolve(`location ${locationId}`);
    const tally = tallies.get(organisation) ?? new Map<string, number>();
    tallies.set(organisation, tally.set(localAuthority, (tally.get(localAuthority) ?? 0) + 1));
  }
  return new Map(
    [...tallies].flatMap(([organisation, tally]): [string, string][] => {
      const [first, second] = [...tally].sort((a, b) => b[1] - a[1]);
      return first === undefined || first[1] === second?.[1] ? [] : [[organisation, first[0]]];
    }),
  );
}

function byBoard(campaign: CampaignFile, standings: Standings): Grouping {
  const own = ownPlaces(campaign);
  const votes = own.all.map(({ icb, rows }): [string | null, number] => [icb, rows]);
  const elsewhere = lastSaid(campaign, own);
  const written = rowTexts(standings, (row) => {
    const said = own.of(standings.responseId[row] ?? 0)?.icb ?? null;
    const location = standings.locations[standings.location[row] ?? -1];
    return said ?? (location === undefined ? null : elsewhere(location));
  });
  return byText(written, boardKey, votes);
}

/** Gives the board that the responses about a location named last: by month, then submission, then the greater name. */
function lastSaid(campaign: CampaignFile, own: OwnPlaces): (locationId: string) => string | null {
  if (own.all.every(({ icb }) => icb === null)) return () => null;
  const about = responsesAbout(campaign);
  const known = new Map<string, string | null>();
  return (location) => {
    const before = known.get(location);
    if (before !== undefined) return before;
    const said = about(location).flatMap(({ responseId, month, submittedAt }) => {
      const icb = own.of(responseId)?.icb ?? null;
      return icb === null ? [] : [{ icb, month, at: submittedAt ?? "" }];
    });
    said.sort((a, b) => b.month - a.month || compareText(b.at, a.at) || compareText(b.icb, a.icb));
    const last = said[0]?.icb ?? null;
    known.set(location, last);
    return last;
  };
}

/** What rows themselves say of places. */
interface OwnPlaces {
  readonly all: readonly StoredPlace[];
  of(responseId: number): NewPlace | undefined;
}

function ownPlaces(campaign: CampaignFile): OwnPlaces {
  const all = readPlaceNames(campaign);
  const responses = all.length === 0 ? new Map<number, NewPlace>() : readResponsePlaces(campaign);
  return { all, of: (responseId) => responses.get(responseId) };
}

function rowTexts({ member }: Standings, textOf: (row: number) => string | null): (string | null)[] {
  return Array.from(member, (_, row) => textOf(row));
}

/**
 * Groups rows by a name, whichever way it is written; each is shown as it is most often written, in order of name, with
 * those that have none last.
 */
function byText(
  written: readonly (string | null)[],
  keyOf: (written: string) => string,
  votes: Iterable<readonly [written: string | null, n: number]>,
): Grouping {
  const shown = spellings(keyOf, votes);
  const texts = new Map<string, string>();
  for (const text of written) if (text !== null && !texts.has(text)) texts.set(text, shown(text));
  const names = [...new Set(texts.values())].sort(
    (a, b) => compareText(councilKey(a), councilKey(b)) || compareText(a, b),
  );
  const places = new Map([...texts].map(([text, name]) => [text, names.indexOf(name)]));
  const of = Int32Array.from(written, (text) => (text === null ? names.length : (places.get(text) ?? names.length)));
  return { names: [...names, "not_stated"], of };
}
