import { cqcId, odsCode } from "../../../shared/identifiers.ts";
import { REGIONS, SERVICE_TYPES, type Unit } from "../../../shared/vocabulary.ts";
import type { Frame } from "../../../shared/tables.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { namingPlaces, readNamings } from "../store/identities.ts";
import { readLinks } from "../store/organisationLinks.ts";
import {
  readLocations,
  readMembers,
  readRegisters,
  type RegisterLocation,
  type RegisterMember,
} from "../store/registers.ts";
import { memberKey } from "./members.ts";
import { compareText, parentsOf } from "./organisation.ts";
import { organisationGroups, resolver, type Resolve } from "./resolve.ts";

/** One of those who could answer, with the group it belongs to. Codes are indexes into shared/vocabulary. */
export interface FrameMember {
  readonly name: string;
  /** "CQC provider 1-101", one entry each. */
  readonly ids: readonly string[];
  readonly contact: string | null;
  readonly serviceType: number;
  readonly region: number;
}

/** Everybody who could answer: by organisation key, or by location id. */
export interface CoverageFrame {
  readonly frame: Frame;
  /** The day it tells about. */
  readonly asOf: string;
  readonly members: ReadonlyMap<string, FrameMember>;
}

/** The lists that responses can be compared with: of locations the directory alone. */
export function framesOf(campaign: CampaignFile, unit: Unit): Frame[] {
  const kinds = new Set(readRegisters(campaign).map(({ kind }) => kind));
  return [
    ...(unit === "organisation" && kinds.has("member-list") ? ["members" as const] : []),
    ...(kinds.has("cqc-directory") ? ["directory" as const] : []),
  ];
}

/**
 * The members of the newest member list, or what the newest directory lists: organisations as responses are resolved, each
 * in the register's own group. Null where there is no such list.
 */
export function coverageFrame(campaign: CampaignFile, unit: Unit, frame: Frame): CoverageFrame | null {
  if (!framesOf(campaign, unit).includes(frame)) return null;
  const every = readLocations(campaign);
  const locations = every.filter(({ current }) => current);
  const members = readMembers(campaign);
  if (unit === "location") return framed("directory", locations[0]?.asOf, locationsIn(locations));
  const byId = new Map(every.map((location) => [location.locationId, location]));
  const resolve = resolver(parentsOf(readNamings(campaign), namingPlaces(campaign)), byId, readLinks(campaign));
  const groups = organisationGroups(locations, resolve);
  if (frame === "members") {
    return framed(
      frame,
      members[0]?.asOf,
      membersIn(members, resolve, (key) => groups.get(key)),
    );
  }
  const contacts = new Map(
    [...Map.groupBy(members, (member) => organisationOf(member, resolve))].map(([key, of]) => [key, contactsOf(of)]),
  );
  const found = new Map<string, FrameMember>();
  for (const [key, own] of Map.groupBy(locations, ({ locationId }) => resolve(`location ${locationId}`))) {
    const { serviceType, region } = groups.get(key) ?? { serviceType: null, region: null };
    found.set(key, {
      name: firstOf(own.map(({ providerName }) => providerName)) ?? firstOf(own.map(({ name }) => name)) ?? key,
      ids: idsOf(
        own.map((location) => ({ ...location, locationId: location.providerId === null ? location.locationId : null })),
      ),
      contact: contacts.get(key) ?? null,
      serviceType: serviceType ?? NOT_STATED,
      region: region ?? NO_REGION,
    });
  }
  return framed(frame, locations[0]?.asOf, found);
}

function framed(frame: Frame, asOf: string | undefined, members: ReadonlyMap<string, FrameMember>): CoverageFrame {
  return { frame, asOf: asOf ?? "", members };
}

function locationsIn(locations: readonly RegisterLocation[]): ReadonlyMap<string, FrameMember> {
  return new Map(
    locations.map((location) => [
      location.locationId,
      {
        name: location.name ?? location.locationId,
        ids: idsOf([location]),
        contact: null,
        serviceType: location.serviceType ?? NOT_STATED,
        region: location.region ?? NO_REGION,
      },
    ]),
  );
}

/** Members by organisation: several rows may be one. What the list does not say of a group the directory does. */
function membersIn(
  members: readonly RegisterMember[],
  resolve: Resolve,
  registered: (key: string) => { readonly serviceType: number | null; readonly region: number | null } | undefined,
): ReadonlyMap<string, FrameMember> {
  const listed = Map.groupBy(members, (member) => organisationOf(member, resolve));
  const groups = organisationGroups(
    members.map((member) => ({ ...member, locationId: organisationOf(member, resolve) })),
    (key) => key.slice("location ".length),
  );
  return new Map(
    [...listed].map(([key, own]) => {
      const said = groups.get(key);
      const known = registered(key);
      return [
        key,
        {
          name: firstOf(own.map(({ name, providerName }) => name ?? providerName)) ?? key,
          ids: idsOf(own),
          contact: contactsOf(own),
          serviceType: said?.serviceType ?? known?.serviceType ?? NOT_STATED,
          region: said?.region ?? known?.region ?? NO_REGION,
        },
      ];
    }),
  );
}

/** The organisation a member is; one that nothing identifies is told by its row. */
function organisationOf(member: RegisterMember, resolve: Resolve): string {
  const key = memberKey(member);
  return key === null ? `member ${member.row}` : resolve(key);
}

function contactsOf(members: readonly RegisterMember[]): string | null {
  const contacts = [...new Set(members.flatMap(({ contact }) => contact ?? []))].sort(compareText);
  return contacts.length === 0 ? null : contacts.join("; ");
}

function idsOf(entries: readonly Pick<RegisterMember, "providerId" | "locationId" | "odsCode">[]): string[] {
  const ids = entries.flatMap((entry) => [
    ...idOf("CQC provider", entry.providerId === null ? null : cqcId(entry.providerId)),
    ...idOf("CQC location", entry.locationId === null ? null : cqcId(entry.locationId)),
    ...idOf("ODS", entry.odsCode === null ? null : odsCode(entry.odsCode)),
  ]);
  return [...new Set(ids)].sort(compareText);
}

function idOf(what: string, id: string | null): string[] {
  return id === null ? [] : [`${what} ${id}`];
}

function firstOf(names: readonly (string | null)[]): string | null {
  return names.filter((name) => name !== null).toSorted(compareText)[0] ?? null;
}

const NOT_STATED = SERVICE_TYPES.indexOf("not_stated");
const NO_REGION = REGIONS.indexOf("not_stated");
