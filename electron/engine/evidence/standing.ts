import { cqcId } from "../../../shared/identifiers.ts";
import { REGIONS, SERVICE_TYPES, type Unit } from "../../../shared/vocabulary.ts";
import { compareMoments, organisationKey, parentsOf, type Naming } from "./organisation.ts";

/** A response as the standing rule sees it. Codes are indexes into shared/vocabulary. */
export interface Candidate extends Naming {
  readonly id: number;
  readonly month: number;
  /** 0 for the Capacity Tracker, 1 for a survey: the smaller stands. */
  readonly source: number;
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

/** The organisation key of every response. Every stored response has one: rows without were set aside. */
export function resolveOrganisations(responses: readonly Candidate[]): ReadonlyMap<number, string> {
  const parents = parentsOf(responses);
  return new Map(
    responses.map((response) => [response.id, organisationKey(response, parents) ?? `response ${response.id}`]),
  );
}

/**
 * The standing responses of one month (DESIGN section 4): for each member the Capacity Tracker before a survey, then
 * the latest `submittedAt`, then the greater SHA-256 of the source file, then the later row. The whole response stands.
 * @param responses the month's responses
 * @param organisations the organisation key of each
 */
export function standingOf(
  responses: readonly Candidate[],
  organisations: ReadonlyMap<number, string>,
  unit: Unit,
): readonly Standing[] {
  const standing = new Map<string, Candidate>();
  for (const response of responses) {
    const member = memberOf(response, organisations, unit);
    if (member === null) continue;
    const holder = standing.get(member);
    if (holder === undefined || compareClaims(response, holder) > 0) standing.set(member, response);
  }
  return [...standing]
    .map(([member, response]) => ({
      member,
      organisation: organisations.get(response.id) ?? member,
      responseId: response.id,
      serviceType: response.serviceTypeAnswer ?? response.serviceTypeSource ?? NOT_STATED,
      region: response.region ?? NO_REGION,
    }))
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}

const NOT_STATED = SERVICE_TYPES.indexOf("not_stated");
const NO_REGION = REGIONS.indexOf("not_stated");

/** Greater than 0 where `a` stands before `b`. */
function compareClaims(a: Candidate, b: Candidate): number {
  return b.source - a.source || compareMoments(a, b);
}

function memberOf(response: Candidate, organisations: ReadonlyMap<number, string>, unit: Unit): string | null {
  if (unit === "organisation") return organisations.get(response.id) ?? null;
  return response.locationId === null ? null : cqcId(response.locationId);
}
