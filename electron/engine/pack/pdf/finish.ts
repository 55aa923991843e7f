import { createHash } from "node:crypto";
import { escapeXml } from "../../../../shared/charts/compose.ts";
import type { Month } from "../../../../shared/month.ts";
import { pdfBytes, type PdfObjects } from "./objects.ts";
import { withRowHeads } from "./row-heads.ts";

/** What a finished PDF says of itself. */
export interface Properties {
  readonly title: string;
  /** Its first day is the date of the PDF. */
  readonly month: Month;
}

/**
 * Finishes a PDF that Typst set: heads of table rows, the title in the window's bar, the mark of PDF/UA-1, Bellwether's
 * properties in the place of Typst's, and ids that depend on the content alone.
 */
export function finished(pdf: PdfObjects, properties: Properties): Uint8Array {
  const objects = withProperties(withRowHeads(pdf), properties);
  const hash = createHash("sha256");
  for (const [number, body] of objects.bodies) hash.update(`${number}\n${body}\n`, "latin1");
  return pdfBytes(objects, hash.digest("hex").slice(0, 32));
}

function withProperties(objects: PdfObjects, { title, month }: Properties): PdfObjects {
  const { root, info } = objects;
  const catalog = objects.bodies.get(root) ?? "";
  const metadata = Number(/\/Metadata (\d+) 0 R/.exec(catalog)?.[1]);
  const date = `(D:${month.replace("-", "")}01000000Z)`;
  const packet = packetOf(title, month);
  const bodies = new Map(objects.bodies)
    .set(
      root,
      catalog
        .replace("/ViewerPreferences <<", "/ViewerPreferences <<\n    /DisplayDocTitle true")
        .replace(/\s*\/Suspects false/, ""),
    )
    .set(
      info,
      `<< /Title ${textString(title)} /Creator (Bellwether) /Producer (Typst) /CreationDate ${date} /ModDate ${date} >>`,
    )
    .set(metadata, `<< /Type /Metadata /Subtype /XML /Length ${packet.length} >>\nstream\n${packet}\nendstream`);
  return { ...objects, bodies };
}

/** Text in UTF-16 with its mark (ISO 32000-1, 7.9.2.2). */
function textString(text: string): string {
  return `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
}

/** The XMP packet (ISO 16684-1) with the identifier of PDF/UA-1 (ISO 14289-1, 5), UTF-8 as Latin-1. */
function packetOf(title: string, month: Month): string {
  const date = `${month}-01T00:00:00Z`;
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language><xmp:CreatorTool>Bellwether</xmp:CreatorTool><xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><pdf:Producer>Typst</pdf:Producer><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  return Buffer.from(packet, "utf8").toString("latin1");
}
