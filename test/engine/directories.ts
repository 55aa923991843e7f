import { csv } from "./files.ts";

/** A location of a CQC directory; what is left out is blank. */
export interface DirectoryRow {
  readonly location: string;
  readonly provider: string;
  readonly providerName: string;
  readonly name?: string;
  readonly postcode?: string;
  readonly types?: string;
  readonly authority?: string;
  readonly region?: string;
}

/** A weekly CQC directory of a day ("31 October 2024"): four lines of preamble, then its fifteen columns. */
export function directoryCsv(day: string, rows: readonly DirectoryRow[]): string {
  return csv([
    ["CQC directory"],
    [`Produced ${day}`],
    [""],
    [""],
    HEADINGS.split(","),
    ...rows.map((row) => [
      row.name ?? "",
      "",
      "1 High Street",
      row.postcode ?? "",
      "",
      "",
      row.types ?? "Homecare agencies",
      "",
      "",
      row.providerName,
      row.authority ?? "Leeds",
      row.region ?? "Yorkshire and The Humber",
      "",
      row.location,
      row.provider,
    ]),
  ]);
}

const HEADINGS =
  "Name,Also known as,Address,Postcode,Phone number,Service's website (if available),Service types,Date of latest check,Specialisms/services,Provider name,Local authority,Region,Location URL,CQC Location ID (for office use only),CQC Provider ID (for office use only)";
