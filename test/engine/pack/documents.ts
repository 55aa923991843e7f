import { crc32, deflateSync } from "node:zlib";
import ExcelJS from "exceljs";
import { strToU8, zipSync } from "fflate";
import type { PackFile } from "../../../electron/engine/pack/definition.ts";
import { sha256Of } from "../../../electron/engine/pack/manifest.ts";

/** Small but real documents of the kinds a pack may hold, written by hand. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"';
const WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"';

/** A pack with files put in or in the place of others, and a manifest that lists them. */
export function packWith(files: readonly PackFile[], ...changed: readonly PackFile[]): readonly PackFile[] {
  const names = new Set(changed.map(({ name }) => name));
  const others = files.filter(({ name }) => name !== "manifest.json" && !names.has(name));
  const manifest = files.find(({ name }) => name === "manifest.json")!;
  const content = JSON.parse(new TextDecoder().decode(manifest.bytes));
  content.files = [...others, ...changed].map(({ name, bytes }) => ({
    name,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
  }));
  const listed = { name: "manifest.json", bytes: strToU8(JSON.stringify(content, null, 2)) };
  return [...others, ...changed, ...(names.has("manifest.json") ? [] : [listed])];
}

/** What a document of the tests says, and where. */
export interface Said {
  /** Runs of the one paragraph. */
  readonly runs?: readonly string[];
  readonly alt?: string;
  readonly header?: string;
  readonly comment?: string;
  readonly title?: string;
  readonly author?: string;
  readonly notes?: string;
  /** The memory of a chart, and its workbook. */
  readonly values?: readonly number[];
  readonly workbook?: Uint8Array;
}

/** A workbook with a column of cells, and more where asked. */
export async function workbook(
  cells: readonly (string | number)[],
  more: (book: ExcelJS.Workbook) => void = () => undefined,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("Data");
  cells.forEach((value, row) => (sheet.getCell(row + 1, 1).value = value));
  more(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A Word document with a header, a comment, a picture with alternative text, and a chart with its workbook. */
export function docx(said: Said): Uint8Array {
  const runs = (said.runs ?? []).map((run) => `<w:r><w:t xml:space="preserve">${xml(run)}</w:t></w:r>`).join("");
  const picture = `<w:r><w:drawing><wp:inline><wp:extent cx="5486400" cy="3200400"/><wp:docPr id="7" name="Chart 7" descr="${xml(said.alt ?? "")}"/></wp:inline></w:drawing></w:r>`;
  return zip({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "word/document.xml": `${XML}<w:document ${W} ${WP}><w:body><w:p>${runs}</w:p><w:p>${picture}</w:p><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
    "word/header1.xml": `${XML}<w:hdr ${W}><w:p><w:r><w:t>${xml(said.header ?? "Evidence")}</w:t></w:r></w:p></w:hdr>`,
    "word/comments.xml": `${XML}<w:comments ${W}><w:comment w:id="1"><w:p><w:r><w:t>${xml(said.comment ?? "")}</w:t></w:r></w:p></w:comment></w:comments>`,
    ...chartParts("word", said),
    ...properties(said),
  });
}

/** A presentation of one slide with notes and a chart. */
export function pptx(said: Said): Uint8Array {
  const runs = (said.runs ?? [])
    .map((run) => `<a:r><a:rPr lang="en-GB" sz="2400"/><a:t>${xml(run)}</a:t></a:r>`)
    .join("");
  const shape = `<p:sp><p:nvSpPr><p:cNvPr id="4" name="Title 3" descr="${xml(said.alt ?? "")}"/></p:nvSpPr><p:txBody><a:p>${runs}</a:p></p:txBody></p:sp>`;
  return zip({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "ppt/slides/slide1.xml": `${XML}<p:sld ${P} ${A}><p:cSld name="Slide 1"><p:spTree>${shape}</p:spTree></p:cSld></p:sld>`,
    "ppt/notesSlides/notesSlide1.xml": `${XML}<p:notes ${P} ${A}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>${xml(said.notes ?? "")}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:notes>`,
    ...chartParts("ppt", said),
    ...properties(said),
  });
}

function chartParts(folder: string, { values = [], workbook: book }: Said): Record<string, string | Uint8Array> {
  const points = values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join("");
  return {
    [`${folder}/charts/chart1.xml`]: `${XML}<c:chartSpace ${C}><c:chart><c:plotArea><c:barChart><c:ser><c:idx val="0"/><c:val><c:numRef><c:f>Data!$A$1:$A$9</c:f><c:numCache><c:formatCode>0%</c:formatCode><c:ptCount val="${values.length}"/>${points}</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`,
    ...(book === undefined ? {} : { [`${folder}/embeddings/Workbook1.xlsx`]: book }),
  };
}

function properties({ title = "Evidence", author = "Bellwether" }: Said): Record<string, string> {
  return {
    "docProps/core.xml": `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(author)}</dc:creator><cp:revision>3</cp:revision><dcterms:created>2025-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`,
    "docProps/app.xml": `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Bellwether</Application><AppVersion>16.0300</AppVersion><Words>1234</Words><Pages>7</Pages></Properties>`,
  };
}

function zip(parts: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]),
    ),
  );
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** What a PDF of the tests says, and where. */
export interface SaidInPdf {
  /** Lines of its one page, each an array of pieces shown one after the other. */
  readonly lines?: readonly (readonly string[])[];
  readonly title?: string;
  readonly alt?: string;
  readonly xmp?: string;
  readonly attached?: Uint8Array;
  /** Objects left from an earlier state of the file, which nothing points to. */
  readonly orphan?: string;
  readonly encrypted?: boolean;
}

/** A PDF with a deflated page in Helvetica, document information in UTF-16, XMP, a tagged picture and an attachment. */
export function pdf(said: SaidInPdf): Uint8Array {
  const lines = (said.lines ?? []).map(
    (pieces, line) =>
      `BT /F1 12 Tf 1 0 0 1 50 ${750 - line * 20} Tm [${pieces.map((piece) => `(${literal(piece)})`).join(" -20 ")}] TJ ET`,
  );
  const objects: (string | { dictionary: string; bytes: Uint8Array })[] = [
    "<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R /StructTreeRoot 8 0 R /Names << /EmbeddedFiles << /Names [(data) 9 0 R] >> >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    { dictionary: "/Filter /FlateDecode", bytes: deflateSync(lines.join("\n")) },
    `<< /Title <${wide(said.title ?? "Evidence")}> /Producer (Typst 0.14.2) /CreationDate (D:20250101000000Z) >>`,
    {
      dictionary: "/Type /Metadata /Subtype /XML",
      bytes: strToU8(
        `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(said.xmp ?? "Evidence")}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`,
      ),
    },
    `<< /Type /StructTreeRoot /K << /S /Figure /Alt (${literal(said.alt ?? "")}) >> >>`,
    "<< /Type /Filespec /F (data.csv) /UF (data.csv) /EF << /F 10 0 R >> >>",
    { dictionary: "/Type /EmbeddedFile /Filter /FlateDecode", bytes: deflateSync(said.attached ?? strToU8("Nothing")) },
  ];
  const chunks: Buffer[] = [Buffer.from("%PDF-1.7\n", "latin1")];
  const places: number[] = [];
  const length = (): number => chunks.reduce((sum, one) => sum + one.length, 0);
  objects.forEach((object, index) => {
    places.push(length());
    const head = `${index + 1} 0 obj\n`;
    if (typeof object === "string") chunks.push(Buffer.from(`${head}${object}\nendobj\n`, "latin1"));
    else {
      const dictionary = `<< ${object.dictionary} /Length ${object.bytes.length} >>`;
      chunks.push(Buffer.from(`${head}${dictionary}\nstream\n`, "latin1"), Buffer.from(object.bytes));
      chunks.push(Buffer.from("\nendstream\nendobj\n", "latin1"));
    }
  });
  if (said.orphan !== undefined) chunks.push(Buffer.from(said.orphan, "latin1"));
  const start = length();
  const entries = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const encrypt = said.encrypted === true ? " /Encrypt 6 0 R /ID [<00> <00>]" : "";
  chunks.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R${encrypt} >>\nstartxref\n${start}\n%%EOF\n`,
      "latin1",
    ),
  );
  return new Uint8Array(Buffer.concat(chunks));
}

function literal(text: string): string {
  return text.replaceAll(/[\\()]/g, "\\$&");
}

function wide(text: string): string {
  return `feff${Buffer.from(text, "utf16le").swap16().toString("hex")}`;
}

/** A PNG of one pixel with the given chunks of text: type, keyword, text. */
export function png(texts: readonly (readonly ["tEXt" | "zTXt" | "iTXt", string, string])[]): Uint8Array {
  const chunks = texts.map(([type, keyword, text]) => {
    const word = Buffer.from(`${keyword}\0`, "latin1");
    if (type === "tEXt") return chunk(type, Buffer.concat([word, Buffer.from(text, "latin1")]));
    if (type === "zTXt")
      return chunk(type, Buffer.concat([word, Buffer.from([0]), deflateSync(Buffer.from(text, "latin1"))]));
    return chunk(type, Buffer.concat([word, Buffer.from([1, 0, 0, 0]), deflateSync(Buffer.from(text, "utf8"))]));
  });
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk("IHDR", header),
      ...chunks,
      chunk("IDAT", deflateSync(Buffer.from([0, 255]))),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
