import { cqcId } from "../../../shared/identifiers.ts";
import { REGIONS, SERVICE_TYPES, type Unit } from "../../../shared/vocabulary.ts";
import { compareMoments, compareText, type Place } from "./organisation.ts";
import type { Preferred } from "./preferred.ts";
import type { OrganisationGroups, RegisteredLocation } from "./resolve.ts";

/** A response as the standing rule sees it. Codes are indexes into shared/vocabulary. */
export interface Candidate extends Place, Pick<Preferred, "preferredAt"> {
  readonly id: number;
  /** As the store numbers sources: 0 for the Capacity Tracker, 1 for a survey. */
  readonly source: number;
  readonly submittedAt: string | null;
  readonly locationId: string | null;
  readonly organisation: string;
  readonly serviceTypeAnswer: number | null;
  readonly serviceTypeSource: number | null;
  readonly region: number | null;
}

/** The response that stands for a member (an organisation, or a location) in a month, with its groups. */
export interface Standing {
  readonly member: string;
  readonly organisation: string;
  readonly responseId: number;
  readonly serviceType: number;
  readonly region: number;
}

/** What the register says, for responses that do not say it themselves. */
export interface Registered {
  readonly locations: ReadonlyMap<string, RegisteredLocation>;
  readonly organisations: ReadonlyMap<string, OrganisationGroups>;
}

/**
 * The standing responses of one month (DESIGN section 4): for each member the one a person chose; else the
 * Capacity Tracker before a survey (or the other way round, where the team says so), then the latest `submittedAt`, then the greater SHA-256 of the source file, then the later
 * row. The whole response stands. Its service type is its answer, else its source's column, else the register's.
 * @param responses those of one question set about one month
 * @param first the source that stands before the other, as the store numbers sources
 */
export function standingOf(
  responses: readonly Candidate[],
  unit: Unit,
  registered: Registered,
  first: number,
): readonly Standing[] {
  const standing = new Map<string, Candidate>();
  for (const response of responses) {
    const member = unit === "organisation" ? response.organisation : locationOf(response);
    if (member === null) continue;
    const holder = standing.get(member);
    if (holder === undefined || compareClaims(response, holder, first) > 0) standing.set(member, response);
  }
  return [...standing]
    .map(([member, response]) => {
      const location = registered.locations.get(locationOf(response) ?? "");
      const organisation = registered.organisations.get(response.organisation);
      const type = response.serviceTypeAnswer ?? response.serviceTypeSource;
      return {
        member,
        organisation: response.organisation,
        responseId: response.id,
        serviceType: type ?? (location ?? organisation)?.serviceType ?? NOT_STATED,
        region: response.region ?? (location ?? organisation)?.region ?? NO_REGION,
      };
    })
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}

const NOT_STATED = SERVICE_TYPES.indexOf("not_stated");
const NO_REGION = REGIONS.indexOf("not_stated");

/** The location a response is about, null where it names none. */
export function locationOf({ locationId }: Pick<Candidate, "locationId">): string | null {
  return locationId === null ? null : cqcId(locationId);
}

/** Greater than 0 where `a` stands before `b`, while responses from the source `first` stand before others. */
export function compareClaims(a: Candidate, b: Candidate, first: number): number {
  return (
    compareText(a.preferredAt ?? "", b.preferredAt ?? "") ||
    Number(a.source === first) - Number(b.source === first) ||
    compareMoments(a, b)
  );
}
