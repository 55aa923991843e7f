import { csv } from "../../files.ts";
import { workbook } from "../../platforms/workbook.ts";
import { gap, oddDocument, row, table, text } from "../read/documents.ts";

/** A location of a generated directory; what is left out is blank. */
export interface Location {
  readonly id?: string;
  readonly provider?: string;
  readonly name?: string;
  readonly providerName?: string;
  readonly brand?: string;
  readonly ods?: string;
  readonly postcode?: string;
  readonly authority?: string;
  readonly region?: string;
  /** As the weekly edition lists them, or as the columns of the edition with filters are headed. */
  readonly types?: readonly string[];
  readonly directorate?: string;
}

const WEEKLY = [
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
];

/** The weekly CSV with its four lines of preamble. */
export function weeklyCsv(
  locations: readonly Location[],
  options: { readonly day?: string | null; readonly older?: boolean } = {},
): string {
  const day = options.day === undefined ? "29 October 2025" : options.day;
  const headers =
    options.older === true
      ? WEEKLY.map((header) =>
          header === "Local authority"
            ? "Local Authority"
            : header.replace("Location ID (for office use only)", "Location (for office use only"),
        )
      : WEEKLY;
  const blank = WEEKLY.map(() => "");
  return csv([
    ["CQC Locations data", ...blank.slice(1)],
    blank,
    [day === null ? "" : `This data was produced on ${day}`, ...blank.slice(1)],
    blank,
    headers,
    ...locations.map((location) => [
      location.name ?? "",
      "",
      "1 High Street,Northmoor",
      location.postcode ?? "",
      "01234567890",
      "",
      (location.types ?? []).join("|"),
      "09/Jan/2018 - 00:00",
      "Dementia|Caring for adults over 65 yrs",
      location.providerName ?? "",
      location.authority ?? "",
      location.region ?? "",
      `https://www.cqc.org.uk/location/${location.id ?? ""}`,
      location.id ?? "",
      location.provider ?? "",
    ]),
  ]);
}

/** Service types that have a column of their own in the edition with filters. */
export const FLAGS = [
  "Acute services with overnight beds",
  "Care home service with nursing",
  "Care home service without nursing",
  "Dental service",
  "Doctors treatment service",
  "Domiciliary care service",
  "Extra Care housing services",
  "Hospice services",
  "Residential substance misuse treatment and/or rehabilitation service",
  "Shared Lives",
  "Specialist college service",
  "Supported living service",
];

const WITH_FILTERS = [
  "Location ID",
  "Location HSCA start date",
  "Dormant (Y/N)",
  "Care home?",
  "Location Name",
  "Location ODS Code",
  "Location Type/Sector",
  "Location Inspection Directorate",
  "Location Region",
  "Location NHS Region",
  "Location Local Authority",
  "Location Postal Code",
  "Brand ID",
  "Brand Name",
  "Provider ID",
  "Provider Name",
  "Provider Postal Code",
  "Provider Local Authority",
  "Provider Region",
  ...FLAGS.map((flag) => `Service type - ${flag}`),
  "Service user band - Dementia",
];

function filterCells(location: Location, mark = "Y"): string[] {
  return [
    location.id ?? "",
    "2010-10-01",
    "N",
    "",
    location.name ?? "",
    location.ods ?? "",
    "Social Care Org",
    location.directorate ?? "Adult social care",
    location.region ?? "",
    "Midlands",
    location.authority ?? "",
    location.postcode ?? "",
    location.brand === undefined ? "-" : "BD1",
    location.brand === undefined ? "-" : `BRAND ${location.brand}`,
    location.provider ?? "",
    location.providerName ?? "",
    "ZZ1 1ZZ",
    "Kent",
    "South East",
    ...FLAGS.map((flag) => (location.types?.includes(flag) === true ? mark : "")),
    "Y",
  ];
}

/** The edition with filters as an .ods: a sheet of notes, the locations, and those registered twice. */
export function filtersOds(locations: readonly Location[], note = "Data as at 01 November 2025"): Uint8Array {
  const cells = (values: readonly string[]): string =>
    row(values.map((value) => (value === "" ? gap() : text(value.replaceAll("&", "&amp;")))).join(""));
  return oddDocument({
    tables: [
      table(
        "README",
        [cells(["Care directory with filters"]), cells([note]), cells(["Counts of locations", "7"])].join(""),
      ),
      table(
        "HSCA_Active_Locations",
        [cells(WITH_FILTERS), ...locations.map((each) => cells(filterCells(each)))].join(""),
      ),
      table(
        "Dual_Registration_Locations",
        [
          cells(["Location ID", "Location Name", "Provider ID", "Provider Name", "Primary ID"]),
          cells(["1-1", "A", "1-2", "B", "1-1"]),
        ].join(""),
      ),
    ].join(""),
  });
}

/** The edition with filters as an older .xlsx, its headings in row 7; `mark` ticks a service type. */
export function filtersXlsx(locations: readonly Location[], mark = "Y"): Uint8Array {
  return workbook([
    { name: "README", rows: [["Care directory with filters"], ["For guidance see the website"]] },
    {
      name: "HSCA Active Locations",
      rows: [
        ["Care Quality Commission"],
        [],
        ["Active locations"],
        [],
        [],
        [],
        WITH_FILTERS,
        ...locations.map((location) => filterCells(location, mark).map((cell) => (cell === "" ? null : cell))),
      ],
    },
  ]);
}

/** Many locations: homes, agencies and, of every three, two that are no adult social care. */
export function* manyLocations(count: number): Generator<Location> {
  const kinds = [
    ["Residential homes"],
    ["Dentist"],
    ["Doctors/GPs"],
    ["Homecare agencies", "Supported living"],
    ["Hospital"],
    ["Clinic"],
  ];
  const places = [
    ["Kent", "South East"],
    ["Leeds", "Yorkshire and The Humber"],
    ["Kingston upon Hull, City of", ""],
    ["Bristol, City of", "South West"],
  ];
  for (let index = 0; index < count; index += 1) {
    const [authority = "", region = ""] = places[index % places.length] ?? [];
    yield {
      id: `1-1${String(index).padStart(9, "0")}`,
      provider: `1-2${String(Math.floor(index / 3)).padStart(9, "0")}`,
      name: `Larkrise ${index}`,
      providerName: `Larkrise Group ${Math.floor(index / 3)} Limited`,
      postcode: "LS1 4AP",
      authority,
      region,
      types: kinds[index % kinds.length] ?? [],
    };
  }
}
