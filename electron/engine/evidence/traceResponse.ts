import type { ResponseTrace } from "../../../shared/traces.ts";
import { BellwetherError } from "../../../shared/errors.ts";
import { monthFromNumber } from "../../../shared/month.ts";
import { REGIONS, SERVICE_TYPE_LABELS, SERVICE_TYPES, SOURCES, type ServiceType } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "../store/campaignFile.ts";
import { organisationNames } from "../store/check.ts";
import { decisionKey, readDecisions, readFirstSource } from "../store/decisions.ts";
import { FATES } from "../store/imports.ts";
import { readPreferences } from "../store/preferences.ts";
import { readQuestionSets } from "../store/questionSets.ts";
import {
  readLocation,
  readPlaces,
  readResponse,
  readRivalsOf,
  readRowIssues,
  readStanding,
  type StoredResponse,
  type StoredResponsePlace,
  type StoredRival,
} from "../store/trace.ts";
import { columnsOf, type ColumnOf, type TakenColumn } from "./cells.ts";
import { foundBy } from "./foundBy.ts";
import { dayLabel } from "../../../shared/day.ts";
import { resolution } from "./resolution.ts";
import { compareClaims, locationOf } from "./standing.ts";
import { tracedAnswers } from "./tracedAnswers.ts";
import { withPreferences, type Preferred } from "./preferred.ts";
import { standingReason } from "./whyStands.ts";

/** How a column is named to people: its letters, as the spreadsheet program shows them. */
export type ColumnName = (column: number) => string;

/**
 * Everything about one response: where it stands in the files, who sent it and how that was found, every answer with its
 * cell as it was written, and whether it stands.
 * @throws BellwetherError `bad-request` where the response is gone
 */
export function traceResponse(campaign: CampaignFile, responseId: number, nameOf: ColumnName): ResponseTrace {
  const response = readResponse(campaign, responseId);
  if (response === null) {
    throw new BellwetherError("bad-request", "This response is gone: its import has been undone.");
  }
  const places = readPlaces(campaign, responseId);
  // The rows hold the same, so the columns of the one that came first tell where the answers stand.
  const place = places.find(({ fate }) => fate === FATES.stored) ?? places[0];
  const columnOf = place === undefined ? () => null : columnsOf(place, response.month % 12);
  const cell = cellsOf(columnOf, nameOf);
  const rivals = withPreferences(readRivalsOf(campaign, response), readPreferences(campaign));
  const own = rivals.find(({ id }) => id === responseId);
  if (own === undefined) throw new Error(`Response ${responseId} is none of its organisation's`);
  const first = SOURCES.indexOf(readFirstSource(campaign));
  const names = organisationNames(campaign, [response.organisation]);
  const set = readQuestionSets(campaign).find(({ id }) => id === response.questionSet);
  return {
    responseId,
    month: monthFromNumber(response.month),
    questionSet: set === undefined ? null : { code: set.set.code, title: set.set.title },
    source: SOURCES[response.source] ?? "survey",
    platform: response.platform,
    submittedAt: response.submittedAt,
    places: places.map(({ file, sheet, row, importedAt, fate }) => ({
      file,
      sheet,
      row,
      importedAt,
      fate: fate === FATES.stored ? ("stored" as const) : ("unchanged" as const),
    })),
    identifiers: [
      ...IDENTIFIERS.flatMap((field) => {
        const value = response[field];
        return value === null ? [] : [{ field, value, ...cell(field) }];
      }),
      ...placeIn(places, cell),
    ],
    organisation: {
      key: response.organisation,
      name: names.get(response.organisation) ?? response.organisation,
      how: foundBy(campaign, response),
    },
    ...groupsOf(campaign, response, cell),
    answers: tracedAnswers(campaign, response, set, cell),
    issues: issuesOf(campaign, responseId),
    standing: standingsOf(campaign, response, own, rivals),
    siblings: rivals
      .filter(({ id }) => id !== responseId)
      .toSorted((a, b) => compareClaims(b, a, first))
      .map((rival) => ({
        responseId: rival.id,
        name: rival.name,
        location: rival.location,
        source: SOURCES[rival.source] ?? "survey",
        submittedAt: rival.submittedAt,
        stands: standsFor(campaign, response, rival.id),
        file: rival.file,
        sheet: rival.sheet,
        row: rival.row,
      })),
  };
}

/** The column and heading of a question or field, as people are told them. */
export type Cells = (role: string) => { readonly column: string | null; readonly heading: string | null };

function cellsOf(columnOf: ColumnOf, nameOf: ColumnName): Cells {
  const named = ({ columns }: TakenColumn): string => columns.map(nameOf).join(", ");
  return (role) => {
    const taken = columnOf(role);
    return taken === null ? { column: null, heading: null } : { column: named(taken), heading: taken.heading };
  };
}

const IDENTIFIERS = [
  "providerId",
  "locationId",
  "odsCode",
  "parentName",
  "organisationName",
  "locationName",
  "postcode",
  "respondentId",
] as const;

/** The local authority and board that the row names; of several rows the one that decides ties. */
function placeIn(places: readonly StoredResponsePlace[], cell: Cells): ResponseTrace["identifiers"] {
  const naming = places.find(({ localAuthority, icb }) => localAuthority !== null || icb !== null);
  return (["localAuthority", "icb"] as const).flatMap((field) => {
    const value = naming?.[field] ?? null;
    return value === null ? [] : [{ field, value, ...cell(field) }];
  });
}

/** The service type and region a response counts in, and where each is from. */
function groupsOf(
  campaign: CampaignFile,
  response: StoredResponse,
  cell: Cells,
): Pick<ResponseTrace, "serviceType" | "region"> {
  const { serviceTypeAnswer, serviceTypeSource, serviceTypeWritten } = response;
  const said = serviceTypeAnswer ?? serviceTypeSource;
  const register = said !== null && response.region !== null ? null : registeredGroups(campaign, response);
  const type = said ?? register?.serviceType ?? SERVICE_TYPES.indexOf("not_stated");
  const region = response.region ?? register?.region ?? REGIONS.indexOf("not_stated");
  const value = SERVICE_TYPES[type] ?? "not_stated";
  const told =
    serviceTypeAnswer !== null
      ? { from: "answer" as const, how: "Its answer to the question on its service type.", ...cell("service_type") }
      : serviceTypeSource !== null
        ? { from: "source" as const, how: "The file’s own column of service types.", ...cell("serviceTypeColumn") }
        : register?.serviceType != null
          ? {
              from: "register" as const,
              how: `${register.how}.`,
              column: null,
              heading: null,
            }
          : { from: "nothing" as const, how: "Neither the row nor a register tells it.", column: null, heading: null };
  return {
    serviceType: { value, written: serviceTypeWritten, ...told },
    region: {
      value: REGIONS[region] ?? "not_stated",
      ...(response.region !== null
        ? { from: "source" as const, how: "The file’s own column of regions." }
        : register?.region != null
          ? { from: "register" as const, how: `${register.how}.` }
          : { from: "nothing" as const, how: "Neither the row nor a register tells it." }),
    },
  };
}

/** What the register says of a response's location, else of most locations of its organisation. */
function registeredGroups(
  campaign: CampaignFile,
  response: StoredResponse,
): { readonly serviceType: number | null; readonly region: number | null; readonly how: string } | null {
  const id = locationOf(response);
  const location = id === null ? null : readLocation(campaign, id);
  if (location !== null)
    return { ...location, how: `The register of ${dayLabel(location.asOf)} says it of the location ${id ?? ""}` };
  const groups = resolution(campaign).registered.organisations.get(response.organisation);
  return groups === undefined
    ? null
    : { ...groups, how: "The register says it of most of the organisation’s locations" };
}

function issuesOf(campaign: CampaignFile, responseId: number): ResponseTrace["issues"] {
  const decided = new Map(
    readDecisions(campaign).map(({ kind, field, written, value }) => [decisionKey(kind, field, written), value]),
  );
  return readRowIssues(campaign, responseId).map(({ kind, field, written }) => ({
    field,
    written,
    decided: meaningOf(decided.get(decisionKey(kind, field, written))),
  }));
}

/** What a person said in words; null where nobody said anything. */
function meaningOf(value: string | null | undefined): string | null {
  if (value === undefined) return null;
  if (value === null) return "left as it is";
  return SERVICE_TYPES.some((type) => type === value) ? SERVICE_TYPE_LABELS[value as ServiceType] : value;
}

/** Whether a response stands for its organisation and for its location, or which does instead. */
function standingsOf(
  campaign: CampaignFile,
  response: StoredResponse,
  own: StoredRival & Preferred,
  rivals: readonly (StoredRival & Preferred)[],
): ResponseTrace["standing"] {
  const location = locationOf(response);
  const members = [
    { unit: "organisation" as const, member: response.organisation, among: rivals },
    ...(location === null
      ? []
      : [
          {
            unit: "location" as const,
            member: location,
            among: rivals.filter((rival) => locationOf(rival) === location),
          },
        ]),
  ];
  const first = SOURCES.indexOf(readFirstSource(campaign));
  return members.flatMap(({ unit, member, among }) => {
    const standing = readStanding(campaign, unit, response.questionSet, response.month, member);
    if (standing === null) return [];
    const holder = among.find(({ id }) => id === standing.responseId);
    if (holder === undefined) {
      const reason = "Another organisation’s response about the same location stands for it.";
      return [{ unit, stands: false, holder: standing.responseId, reason }];
    }
    return [
      { unit, stands: holder.id === own.id, holder: holder.id, reason: standingReason(own, holder, among, first) },
    ];
  });
}

function standsFor(campaign: CampaignFile, response: StoredResponse, id: number): boolean {
  const { questionSet, month, organisation } = response;
  return readStanding(campaign, "organisation", questionSet, month, organisation)?.responseId === id;
}
