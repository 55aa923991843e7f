import { markupEvents, type MarkupEvent, Paragraphs } from "./markup.ts";
import { type PackText, type Reading, type TextKind, textsOf } from "./texts.ts";

/**
 * Reads a part of an Office file or any other XML: paragraphs of text, cells and chart memories, properties, comments,
 * names, and what is said of pictures and tables for people who cannot see them (ISO/IEC 29500).
 */
export function readXml(source: string): Reading {
  const texts: PackText[] = [];
  const runs: string[] = [];
  const faults: string[] = [];
  const paragraph = new Paragraphs();
  const path: string[] = [];
  let cellType = "";
  const end = (): void => void texts.push(...textsOf("words", paragraph.take()));
  for (const event of markupEvents(source)) {
    if (event.type === "open") {
      const { name, attribute, closed } = event;
      texts.push(...attributeTexts(event));
      if (PARAGRAPHS.has(name)) end();
      if (BREAKS.has(name)) paragraph.run(" ");
      if (name === "c") cellType = attribute("t") ?? "";
      if (name === "sheet" && /hidden/i.test(attribute("state") ?? "")) faults.push("It holds a hidden sheet.");
      if (!closed) path.push(name);
    } else if (event.type === "close") {
      if (PARAGRAPHS.has(event.name)) end();
      if (path.at(-1) === event.name) path.pop();
    } else if (event.type === "comment") texts.push(...textsOf("words", [event.text]));
    else {
      const { text } = event;
      runs.push(text);
      const kind = kindOf(path.at(-1) ?? "", text, cellType);
      if (kind === "words" && path.some((name) => PARAGRAPHS.has(name))) paragraph.run(text);
      else if (kind !== null) texts.push(...textsOf(kind, [text]));
    }
  }
  end();
  return { texts, runs, faults };
}

/** What a paragraph is in documents, slides, sheets, their comments and XMP. */
const PARAGRAPHS: ReadonlySet<string> = new Set(["p", "si", "is", "li"]);

const BREAKS: ReadonlySet<string> = new Set(["tab", "br", "cr", "noBreakHyphen", "ptab"]);

/** What a text in this element is; null for what is a number of the file's own making. */
function kindOf(element: string, text: string, cellType: string): TextKind | null {
  if (element === "v") return cellType === "s" ? null : "value";
  if (ADDRESSES.has(element)) return "address";
  if (MAKERS.has(element)) return "maker";
  if (MEASURES.has(element) && /^-?\d+(\.\d+)?$/.test(text.trim())) return null;
  if (element === "formatCode" && FORMAT.test(text.trim())) return null;
  return IDS.has(element) && /^(?:[\w-]+:){0,2}[\w+/={}-]+$/.test(text.trim()) ? null : "words";
}

const ADDRESSES: ReadonlySet<string> = new Set(["f", "definedName", "instrText", "formula1", "formula2"]);
const MAKERS: ReadonlySet<string> = new Set(["Application", "AppVersion", "CreatorTool", "Producer", "PDFVersion"]);

/** Geometry, and what a program counts of a document it saved. */
const MEASURES: ReadonlySet<string> = new Set(
  `posOffset pctWidth pctHeight pctPosHOffset pctPosVOffset Pages Words Characters CharactersWithSpaces Lines Paragraphs
  Slides Notes HiddenSlides MMClips TotalTime DocSecurity revision i4 part rev conformance`.split(/\s+/),
);
const FORMAT = /^(?:General|@|[#0,.%?; _()\\"£+-]+|\[[\w$£-]+\][#0,.%]*)+$/;
const IDS: ReadonlySet<string> = new Set(["DocumentID", "InstanceID", "OriginalDocumentID", "VersionID"]);

/** Attributes with words: of pictures, tables, links, and the names people gave to things. */
function attributeTexts({ name, attribute }: MarkupEvent & { readonly type: "open" }): readonly PackText[] {
  const pictures = ["descr", "title"].flatMap((word) => attribute(word) ?? []);
  const said = ["tooltip", "prompt", "promptTitle", "error", "errorTitle", "author", "alt", "label"];
  const words = said.flatMap((word) => attribute(word) ?? []);
  const names = NAMED.has(name) ? ["name", "displayName"].flatMap((word) => attribute(word) ?? []) : [];
  const captions = CAPTIONS.has(name) ? [attribute("val") ?? ""] : [];
  const memory = name === "n" || name === "s" ? [attribute("v") ?? ""] : [];
  return [
    ...textsOf("chart", [...pictures, ...captions]),
    ...textsOf("words", words),
    ...textsOf("name", names),
    ...textsOf("value", memory),
  ];
}

const NAMED: ReadonlySet<string> = new Set(
  "docPr cNvPr definedName sheet table tableColumn cSld property bookmarkStart section custShow cacheField".split(" "),
);
const CAPTIONS: ReadonlySet<string> = new Set(["tblCaption", "tblDescription", "alias"]);
