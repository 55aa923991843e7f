import type { Month } from "../../../shared/month.ts";
import { type PackFile, textFile } from "./definition.ts";
import { APP_PROPERTIES, coreProperties } from "./office-properties.ts";
import { unzipPack, zipPack } from "./zip.ts";

/**
 * Makes a workbook's bytes depend on its content alone and takes out what does not belong in public: the library's
 * own properties, clock times, filter buttons and the totals flag. Dates are the first day of the leading month.
 */
export function normaliseWorkbook(bytes: Uint8Array, month: Month, title: string): Uint8Array {
  return zipPack(unzipPack(bytes).map((file) => normalisePart(file, month, title)));
}

function normalisePart({ name, bytes }: PackFile, month: Month, title: string): PackFile {
  if (name === "docProps/core.xml") return textFile(name, coreProperties(month, title));
  if (name === "docProps/app.xml") return textFile(name, APP_PROPERTIES);
  if (name.startsWith("xl/tables/")) {
    const xml = new TextDecoder().decode(bytes);
    return textFile(
      name,
      xml
        .replaceAll(/ totalsRow(?:Shown|Label|Function)="[^"]*"/g, "")
        .replaceAll(/<autoFilter\b[^>]*?(\/>|>.*?<\/autoFilter>)/gs, ""),
    );
  }
  if (name.startsWith("xl/worksheets/")) {
    const xml = new TextDecoder().decode(bytes);
    return textFile(
      name,
      name.endsWith(".rels") ? xml.replaceAll(HYPERLINK_RELATION, "") : xml.replaceAll(INNER_LINK, innerLink),
    );
  }
  return { name, bytes };
}

/** The library writes links within the workbook as outside ones as well, and with a `#` too many. */
const HYPERLINK_RELATION = /<Relationship [^>]*relationships\/hyperlink"[^>]*\/>/g;
const INNER_LINK = /<hyperlink [^>]*location="#[^>]*>/g;

function innerLink(link: string): string {
  return link.replace(/ r:id="[^"]*"/, "").replace('location="#', 'location="');
}
