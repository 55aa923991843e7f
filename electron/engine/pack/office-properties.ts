import type { Month } from "../../../shared/month.ts";

/** What an Office file says of itself: a title, the app as its maker, and the first day of the leading month as its dates. */
export function coreProperties(month: Month, title: string): string {
  const date = `<dcterms:$ xsi:type="dcterms:W3CDTF">${month}-01T00:00:00Z</dcterms:$>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(printable(title))}</dc:title><dc:creator>Bellwether</dc:creator><cp:lastModifiedBy>Bellwether</cp:lastModifiedBy>${date.replaceAll("$", "created")}${date.replaceAll("$", "modified")}<dc:language>en-GB</dc:language></cp:coreProperties>`;
}

/** The program that made an Office file, and nothing it counted. */
export const APP_PROPERTIES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Bellwether</Application></Properties>`;

/** A text without what XML cannot hold: control characters, halves of characters, and non-characters (XML 1.0, 2.2). */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** A text as XML writes it between tags and in attributes. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
