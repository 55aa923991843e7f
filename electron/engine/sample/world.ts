import { monthOf, type Month } from "../../../shared/month.ts";
import type { Commissioner, OptionCode, Region, ServiceType, Stage } from "../../../shared/vocabulary.ts";
import { Chance } from "./random.ts";

/** A fictional place where care is given. */
export interface SampleLocation {
  readonly cqcId: string;
  readonly odsCode: string;
  readonly name: string;
  readonly postcode: string;
  readonly region: Region;
  readonly localAuthority: string;
  /** Its integrated care board, without what stands around the name. */
  readonly board: string;
}

/** A fictional provider with the places it runs and how hard pressed it is (0 to 1). */
export interface SampleOrganisation {
  readonly name: string;
  readonly serviceType: ServiceType;
  readonly locations: readonly SampleLocation[];
  readonly pressure: number;
  readonly holdsLa: boolean;
  readonly holdsNhs: boolean;
}

/** The months of the sample: around the rise of employer National Insurance in April 2025. */
export const SAMPLE_MONTHS: readonly Month[] = [1, 2, 3, 4, 5, 6].map((month) => monthOf(2025, month));

/** How many organisations the sample holds. */
const SAMPLE_ORGANISATIONS = 900;

/** The fictional providers, always the same. */
export function sampleWorld(): readonly SampleOrganisation[] {
  const chance = new Chance(20250406);
  const names = new Set<string>();
  return Array.from({ length: SAMPLE_ORGANISATIONS }, (_, index) => {
    const serviceType = chance.weighted(SERVICE_MIX);
    const region = chance.weighted(REGION_MIX);
    const name = freshName(chance, names);
    const sites = chance.weighted(
      isResidential(serviceType) ? SITES : serviceType === "homecare" ? BRANCHES : ONE_SITE,
    );
    return {
      name,
      serviceType,
      pressure: chance.next(),
      holdsLa: chance.happens(0.94),
      holdsNhs: chance.happens(serviceType === "care_home_nursing" ? 0.85 : 0.45),
      locations: Array.from({ length: sites }, (__, site) => locationOf(chance, name, region, index, site)),
    };
  });
}

/** True for the service types that the care-home extract holds; the others stand in the non-residential one. */
export function isResidential(type: ServiceType): boolean {
  return type === "care_home_nursing" || type === "care_home_residential";
}

/** What an organisation answers in a month: drawn from its pressure, the month and its service type. */
export function answerOf(
  chance: Chance,
  organisation: SampleOrganisation,
  stage: Stage,
  commissioner: Commissioner,
  monthIndex: number,
): OptionCode {
  const holds = commissioner === "la" ? organisation.holdsLa : organisation.holdsNhs;
  if (!holds) return "not_applicable";
  if (chance.happens(0.035)) return "blank";
  if (chance.happens(0.04)) return "dont_know";
  const strain =
    organisation.pressure +
    (STRAIN[organisation.serviceType] ?? 0) +
    (MONTH_STRAIN[monthIndex] ?? 0) -
    (commissioner === "nhs" ? 0.12 : 0);
  const felt = strain + (chance.next() - 0.5) * 0.25;
  if (stage === "intent") {
    if (felt > 0.88) return "very_likely";
    if (felt > 0.62) return "likely";
    if (felt > 0.5) return "neither";
    return felt > 0.25 ? "unlikely" : "very_unlikely";
  }
  return felt > (stage === "discussion" ? 0.78 : 0.97) ? "yes" : "no";
}

const SERVICE_MIX = [
  ["care_home_nursing", 190],
  ["care_home_residential", 330],
  ["homecare", 230],
  ["supported_living", 90],
  ["extra_care", 28],
  ["shared_lives", 8],
  ["day_service", 16],
  ["other", 8],
] as const satisfies readonly [readonly [ServiceType, number], ...(readonly [ServiceType, number])[]];

const REGION_MIX = [
  ["South East", 17],
  ["North West", 14],
  ["South West", 13],
  ["West Midlands", 12],
  ["East of England", 12],
  ["Yorkshire and The Humber", 11],
  ["East Midlands", 10],
  ["London", 7],
  ["North East", 4],
] as const satisfies readonly [readonly [Region, number], ...(readonly [Region, number])[]];

const SITES = [
  [1, 66],
  [2, 14],
  [3, 8],
  [5, 6],
  [9, 3],
  [16, 2],
  [52, 0.4],
] as const satisfies readonly [readonly [number, number], ...(readonly [number, number])[]];

const BRANCHES = [
  [1, 80],
  [2, 12],
  [4, 5],
  [7, 2],
  [12, 1],
] as const satisfies readonly [readonly [number, number], ...(readonly [number, number])[]];

const ONE_SITE = [[1, 1]] as const satisfies readonly [readonly [number, number]];

const STRAIN: Readonly<Partial<Record<ServiceType, number>>> = {
  homecare: 0.14,
  care_home_residential: 0.04,
  care_home_nursing: -0.03,
  supported_living: 0.08,
  shared_lives: -0.2,
  day_service: -0.08,
};
const MONTH_STRAIN: readonly number[] = [-0.12, -0.06, 0.01, 0.07, 0.05, 0.02];

const FIRST = [
  "Amber",
  "Birch",
  "Clover",
  "Dapple",
  "Ember",
  "Fern",
  "Glade",
  "Hazel",
  "Ivy",
  "Juniper",
  "Kestrel",
  "Larch",
  "Meadow",
  "Nettle",
  "Oriole",
  "Poplar",
  "Quill",
  "Rowan",
  "Sorrel",
  "Thistle",
  "Umber",
  "Vetch",
  "Willow",
  "Yarrow",
] as const;
const SECOND = [
  "fold",
  "combe",
  "wick",
  "hollow",
  "stead",
  "mere",
  "garth",
  "ley",
  "brook",
  "thorpe",
  "holt",
  "beck",
  "down",
  "shaw",
] as const;
const KIND = ["Care", "Care Group", "Homes", "Support", "Living", "Care Services", "Healthcare"] as const;
const LEGAL = ["Ltd", "Limited", "Ltd", "LLP", "CIC"] as const;
const HOUSE = ["House", "Lodge", "Court", "Grange", "View", "Manor", "Gardens"] as const;
/** Fictional councils, each with the integrated care board it belongs to. */
const AUTHORITIES = [
  ["Northmoor", "Northern Dales"],
  ["Eastvale", "Eastern Fens"],
  ["Southmarsh", "Southern Counties"],
  ["Westholme", "Western Vales"],
  ["Midfield", "Southern Counties"],
  ["Upper Ridge", "Northern Dales"],
  ["Lower Fen", "Eastern Fens"],
  ["Castleford Vale", "Western Vales"],
] as const satisfies readonly [AuthorityAndBoard, ...AuthorityAndBoard[]];

type AuthorityAndBoard = readonly [authority: string, board: string];

function freshName(chance: Chance, taken: Set<string>): string {
  for (;;) {
    const name = `${chance.pick(FIRST)}${chance.pick(SECOND)} ${chance.pick(KIND)} ${chance.pick(LEGAL)}`;
    const key = name.replace(/ (Ltd|Limited|LLP|CIC)$/, "");
    if (taken.has(key)) continue;
    taken.add(key);
    return name;
  }
}

/** Ids and postcodes are of the right form and of ranges nobody has: CQC ids from 1-99…, postcodes in ZZ. */
function locationOf(chance: Chance, organisation: string, region: Region, index: number, site: number): SampleLocation {
  const stem = organisation.split(" ")[0] ?? organisation;
  const house = chance.pick(HOUSE);
  const [authority, board] = chance.pick<AuthorityAndBoard>(AUTHORITIES);
  return {
    cqcId: `1-99${String(index).padStart(5, "0")}${String(site).padStart(2, "0")}`,
    odsCode: `Z${index.toString(36).toUpperCase().padStart(3, "0")}${site.toString(36).toUpperCase()}`,
    name: site === 0 ? `${stem} ${house}` : `${stem} ${house} ${site + 1}`,
    postcode: `ZZ${1 + (index % 99)} ${site % 10}ZZ`,
    region,
    localAuthority: `${authority} Council`,
    board,
  };
}
