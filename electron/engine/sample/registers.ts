import { SERVICE_TYPE_LABELS, type ServiceType } from "../../../shared/vocabulary.ts";
import { Chance } from "./random.ts";
import type { RawTable } from "./rows.ts";
import type { SampleOrganisation } from "./world.ts";

/** The fictional CQC directory: a row a location, in the columns of the weekly file, which its preamble stands above. */
export function directoryTable(world: readonly SampleOrganisation[]): RawTable {
  return {
    headers: [
      "Name",
      "Also known as",
      "Address",
      "Postcode",
      "Phone number",
      "Service's website (if available)",
      "Service types",
      "Date of latest check",
      "Specialisms/services",
      "Provider name",
      "Local authority",
      "Region",
      "Location URL",
      "CQC Location ID (for office use only)",
      "CQC Provider ID (for office use only)",
    ],
    rows: world.flatMap((organisation, index) =>
      organisation.locations.map((location) => [
        location.name,
        "",
        "",
        location.postcode,
        "",
        "",
        CQC_TYPES[organisation.serviceType] ?? SERVICE_TYPE_LABELS[organisation.serviceType],
        "",
        "",
        organisation.name,
        location.localAuthority,
        location.region,
        "",
        location.cqcId,
        providerId(index),
      ]),
    ),
  };
}

/** A fictional association's member list: every third provider, by its name as the association writes it. */
export function membersTable(world: readonly SampleOrganisation[]): RawTable {
  const chance = new Chance(4711);
  return {
    headers: ["Member organisation", "CQC Provider ID", "Postcode", "Contact e-mail"],
    rows: world.flatMap((organisation, index) => {
      const [location] = organisation.locations;
      if (location === undefined || !chance.happens(0.34)) return [];
      return [[organisation.name, providerId(index), location.postcode, `office@member-${index}.example`]];
    }),
  };
}

/** Of the right form and of a range nobody has, as the sample's location ids are. */
function providerId(index: number): string {
  return `1-98${String(index).padStart(5, "0")}`;
}

/** Service types as the CQC writes them, where our own label is not how. */
const CQC_TYPES: Readonly<Partial<Record<ServiceType, string>>> = {
  care_home_nursing: "Nursing homes",
  care_home_residential: "Residential homes",
  homecare: "Homecare agencies",
  extra_care: "Extra Care housing",
  day_service: "Community services - social care",
  other: "Community services - social care",
};
