import { pdfStrings } from "./pdf-strings.ts";
import { type PackText, type Reading, type TextKind, textsOf, ticksIn } from "./texts.ts";

/**
 * Reads the pages of a PDF as a reader sees them, through the fonts' own tables of characters. The library is loaded for
 * the first PDF only.
 */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  const { getDocument, VerbosityLevel } = await import("unpdf/pdfjs");
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await loading.promise;
    const texts: PackText[] = [];
    const runs: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item) => ("str" in item ? [item] : []));
      runs.push(...pieces.map(({ str }) => str));
      const lines = pieces.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join("");
      texts.push(...textsOf("chart", [withoutPageNumbers(withoutAxes(lines), pdf.numPages)]));
    }
    return { texts, runs };
  } catch {
    return { texts: [], runs: [], faults: ["Its pages cannot be read."] };
  } finally {
    await loading.destroy();
  }
}

/** A page's lines without the labels of axes. */
function withoutAxes(lines: string): string {
  const words = lines.split(/(\s+)/);
  const places = words.flatMap((word, place) => (word.trim() === "" ? [] : [place]));
  const ticks = ticksIn(places.map((place) => words[place] ?? ""));
  const dropped = new Set(places.filter((_, index) => ticks.has(index)));
  return words.filter((_, place) => !dropped.has(place)).join("");
}

/** Lines that hold nothing but the number of a page, "3", "3 of 12" or "3 / 12". */
function withoutPageNumbers(lines: string, pages: number): string {
  return lines.replaceAll(/^[^\S\n]*(\d{1,4})(?:\s*(?:of|\/)\s*(\d{1,4}))?[^\S\n]*$/gim, (line, page, all) =>
    Number(page) <= pages && (all === undefined || Number(all) === pages) ? "" : line,
  );
}

/** Reads objects and operators of a PDF: titles, alternative texts, notes and properties, and all other strings for search. */
export function readPdfObjects(bytes: Uint8Array): Reading {
  const strings = pdfStrings(Buffer.from(bytes).toString("latin1"));
  return {
    texts: strings.flatMap(({ key, text }) => {
      const kind = key === null ? undefined : KINDS.get(key);
      return kind === undefined || DATE.test(text) ? [] : textsOf(kind, [text]);
    }),
    runs: strings.map(({ text }) => text),
  };
}

/** Entries whose strings people read (ISO 32000-1, 14.3.3, 14.9, 12.5, 12.3.3, 12.7). */
const KINDS: ReadonlyMap<string, TextKind> = new Map([
  ["Alt", "chart"],
  ["ActualText", "chart"],
  ["E", "words"],
  ["Title", "words"],
  ["Author", "words"],
  ["Subject", "words"],
  ["Keywords", "words"],
  ["Creator", "maker"],
  ["Producer", "maker"],
  ["Contents", "words"],
  ["RC", "words"],
  ["T", "name"],
  ["TU", "words"],
  ["V", "words"],
  ["Desc", "words"],
  ["F", "name"],
  ["UF", "name"],
]);
const DATE = /^D:\d{8,14}(?:Z|[+-]\d\d'?\d\d'?)?(?:00'00'?)?$/;
