import { groupLabel, type GroupKey } from "./labels.ts";
import { listed } from "../listed.ts";
import type { ChartSeries } from "./series.ts";

/** A group as the people it consists of: "homecare providers", "organisations in London". */
export function peopleOf(
  key: GroupKey,
  { split, unit, services = [] }: Pick<ChartSeries, "split" | "unit" | "services">,
): string {
  const people = unit === "organisation" ? "organisations" : "locations";
  const [only] = services;
  const everybody =
    only === undefined
      ? people
      : services.length === 1
        ? ofService(only, people)
        : `${people} in ${listed(services.map((type) => lower(groupLabel(type, "service-type"))))}`;
  if (key === "all" || split === "none") return everybody;
  if (split === "service-type") return ofService(key, people);
  const label = groupLabel(key, split);
  if (split === "size") {
    return key === "not_known"
      ? `${everybody} that are not in the directory`
      : `${everybody} of ${label.toLowerCase()}`;
  }
  if (key === "not_stated") return `${everybody} of no stated place`;
  if (split === "source") return `${everybody} from ${label}`;
  return `${everybody} in ${key === "rest_of_england" ? "the rest of England" : label}`;
}

function ofService(key: GroupKey, people: string): string {
  if (key === "not_stated") return `${people} of no stated service type`;
  if (key === "other" || key === "other_services") return `${people} of other services`;
  if (key === "care_home_nursing" || key === "care_home_residential") {
    const homes = `care homes ${key === "care_home_nursing" ? "with" : "without"} nursing`;
    return people === "organisations" ? `providers of ${homes}` : homes;
  }
  return `${lower(groupLabel(key, "service-type"))} ${people === "organisations" ? "providers" : people}`;
}

/** A label in the middle of a sentence; Shared Lives is a name. */
export function lower(label: string): string {
  return label === "Shared Lives" ? label : label.toLowerCase();
}
