import { AlignmentType, type INumberingOptions, type IStylesOptions, LevelFormat, LineRuleType } from "docx";
import { STANDING } from "./look.ts";
import { LIST_HANG, twips } from "./word-size.ts";

export const INK = "0B0C0C";
export const MUTED = "505A5F";
export const LINE = "B1B4B6";
/** These three give way to the colours of the house. */
export const { main: BLUE, accent: ACCENT, tint: TINT } = STANDING;

/** The font of the document: on every office machine. */
const FACE = "Arial";

/** Half points, as Word counts the size of text. */
const half = (points: number): number => points * 2;

/** The styles of the briefing: headings 1 to 3, body of 12 points, and small print that is never under 10. */
export const WORD_STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: FACE,
        size: half(12),
        color: INK,
        language: { value: "en-GB", eastAsia: "en-GB", bidirectional: "ar-SA" },
      },
      paragraph: { spacing: { after: 140, line: 280, lineRule: LineRuleType.AUTO } },
    },
    heading1: heading(24, { after: 160 }),
    heading2: { ...heading(17, { before: 420, after: 120 }) },
    heading3: heading(14, { before: 280, after: 100 }),
    listParagraph: { paragraph: { spacing: { after: 100 } } },
  },
  paragraphStyles: [
    style("Kicker", "Kicker", { color: MUTED }, { spacing: { after: 100 } }),
    style("Lead", "Lead", { size: half(14) }, { spacing: { after: 120 } }),
    style("About", "About", { color: MUTED }, { spacing: { after: 280 } }),
    style(
      "CaptionTitle",
      "Caption title",
      { bold: true },
      { keepNext: true, keepLines: true, spacing: { before: 240, after: 60, line: 252 } },
    ),
    style(
      "Subtitle",
      "Chart subtitle",
      { color: MUTED, size: half(10.5) },
      { keepNext: true, keepLines: true, spacing: { after: 80 } },
    ),
    style("Picture", "Chart", {}, { keepNext: true, spacing: { after: 60, line: 240, lineRule: LineRuleType.AUTO } }),
    style(
      "Note",
      "Note",
      { color: MUTED, size: half(10.5) },
      { keepLines: true, spacing: { before: 60, after: 120, line: 252 } },
    ),
    style("TableText", "Table text", { size: half(10) }, { spacing: { after: 0, line: 240 } }),
    style("Term", "Term", { bold: true }, { keepNext: true, spacing: { before: 120, after: 20 } }),
  ],
};

/** The lists of the briefing: bullets, and numbers that begin anew with each list. */
export const WORD_LISTS: INumberingOptions = {
  config: [
    { reference: "bullets", levels: [level(LevelFormat.BULLET, "•")] },
    { reference: "numbers", levels: [level(LevelFormat.DECIMAL, "%1.")] },
  ],
};

function level(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  const indent = { left: twips(LIST_HANG), hanging: twips(LIST_HANG) };
  return { level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent } } };
}

function heading(points: number, spacing: { readonly before?: number; readonly after: number }) {
  return {
    run: { font: FACE, size: half(points), bold: true, color: INK },
    paragraph: { keepNext: true, keepLines: true, spacing: { ...spacing, line: 252, lineRule: LineRuleType.AUTO } },
  };
}

function style(
  id: string,
  name: string,
  run: NonNullable<NonNullable<IStylesOptions["paragraphStyles"]>[number]["run"]>,
  paragraph: NonNullable<NonNullable<IStylesOptions["paragraphStyles"]>[number]["paragraph"]>,
) {
  return { id, name, basedOn: "Normal", next: "Normal", quickFormat: true, run, paragraph };
}
