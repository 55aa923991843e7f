import {
  AlignmentType,
  BorderStyle,
  ExternalHyperlink,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  ShadingType,
  type Table,
  TextRun,
} from "docx";
import { ChartRun } from "docx/charts";
import { assertNever } from "../../../shared/errors.ts";
import { followed } from "./beside.ts";
import type { PackChart } from "./charts.ts";
import type { Block, DocumentSection, TableLook } from "./document.ts";
import { type NativeChart, nativesAt } from "./native.ts";
import { nativeOptions } from "./native-run.ts";
import { printable } from "./office-properties.ts";
import type { Piece } from "./page-tables.ts";
import { drawnSize, pictureSize, TINY_PNG } from "./picture-size.ts";
import { LIST_HANG, pixels, TALLEST, textWidth, twips } from "./word-size.ts";
import { ACCENT, BLUE, TINT } from "./word-style.ts";
import { type FittedTable, fittedTables, wordTable } from "./word-tables.ts";

/** Some of a document's content in order, and whether its page lies on its side. */
export interface WordPart {
  readonly landscape: boolean;
  readonly children: readonly (Paragraph | Table)[];
}

/** A section of the briefing: its heading of level 2 and its blocks. */
export function sectionParts(
  { id, heading, blocks }: DocumentSection,
  natives: readonly NativeChart[],
): readonly WordPart[] {
  const boxed = id === "messages" ? BOX : {};
  return [
    upright([paragraph({ style: "Heading2", ...boxed }, [heading])]),
    ...blocks.flatMap((block, index) =>
      block.kind === "list" && id === "messages"
        ? [upright(messages(block.items))]
        : blockParts(block, natives, `${id}-${index}`),
    ),
  ];
}

/** A paragraph of words and figures; shares are bold where `strong`. */
export function paragraph(options: IParagraphOptions, pieces: readonly Piece[], strong = false): Paragraph {
  const runs = pieces.map((piece) => {
    if (typeof piece === "string") return new TextRun(printable(piece));
    return new TextRun({ text: printable(piece.text), bold: strong && piece.key.endsWith("|share") });
  });
  return new Paragraph({ ...options, children: runs });
}

function blockParts(block: Block, natives: readonly NativeChart[], list: string): readonly WordPart[] {
  switch (block.kind) {
    case "text":
      return [upright([paragraph(block.note === true ? { style: "Note" } : {}, [block.text])])];
    case "heading":
      return [upright([paragraph({ style: "Heading3" }, [block.text])])];
    case "list":
      return [upright(block.items.map((pieces) => paragraph(listed(block.ordered, list), pieces)))];
    case "chart":
      return [upright(charts(block, natives))];
    case "table":
      return fittedTables(block.table, block.look).map((fitted) => tablePart(fitted, block.look));
    case "terms":
      return [
        upright(block.terms.flatMap(({ term, text }) => [paragraph({ style: "Term" }, [term]), paragraph({}, [text])])),
      ];
    case "quote":
      return [
        upright([
          paragraph({ ...ASIDE.quote, keepNext: true, keepLines: true }, [`“${block.words}”`]),
          paragraph({ style: "Note", ...ASIDE.quote, ...ASIDE_END }, [block.by]),
        ]),
      ];
    case "reference":
      return [
        upright([
          paragraph({ ...ASIDE.reference, keepNext: true, keepLines: true }, [block.text]),
          new Paragraph({
            style: "Note",
            ...ASIDE.reference,
            ...ASIDE_END,
            children: [new TextRun(printable(block.citation)), ...address(block.link)],
          }),
        ]),
      ];
    default:
      return assertNever(block);
  }
}

/** An address that a click follows; nothing where there is none. */
function address(link: string): (TextRun | ExternalHyperlink)[] {
  if (link === "") return [];
  const run = new TextRun({ text: printable(link), color: BLUE, underline: {} });
  return [new TextRun(" "), new ExternalHyperlink({ link: followed(link), children: [run] })];
}

function tablePart({ table, landscape }: FittedTable, look: TableLook): WordPart {
  const notes = table.notes.map((note, index) =>
    paragraph({ style: "Note", keepNext: index < table.notes.length - 1 }, [note]),
  );
  // Without a paragraph between them, Word takes neighbouring tables for one.
  const after = notes.length > 0 ? notes : [new Paragraph({ spacing: { after: 60, line: 120 } })];
  const caption = paragraph({ style: "CaptionTitle" }, [table.caption]);
  return { landscape, children: [caption, wordTable(table, look, landscape), ...after] };
}

/** A rule at the side of members' words, and a dashed one at that of what others published. */
const ASIDE = {
  quote: {
    border: { left: { style: BorderStyle.SINGLE, size: 24, color: "28A197", space: 10 } },
    indent: { left: twips(LIST_HANG) },
    spacing: { after: 20 },
  },
  reference: {
    shading: { type: ShadingType.CLEAR, color: "auto", fill: "F7F7F5" },
    border: { left: { style: BorderStyle.DASHED, size: 8, color: "505A5F", space: 10 } },
    indent: { left: twips(LIST_HANG) },
    spacing: { after: 20 },
  },
} as const;

/** Room after the last paragraph of one, before the next. */
const ASIDE_END = { spacing: { before: 0, after: 200 } } as const;

/** Key messages and their heading stand in one tinted box with a rule at its side. */
const BOX = {
  shading: { type: ShadingType.CLEAR, color: "auto", fill: TINT },
  border: {
    left: { style: BorderStyle.SINGLE, size: 36, color: ACCENT, space: 8 },
    top: { style: BorderStyle.SINGLE, size: 4, color: TINT, space: 4 },
    bottom: { style: BorderStyle.SINGLE, size: 4, color: TINT, space: 4 },
  },
  indent: { left: twips(LIST_HANG + 4), hanging: twips(LIST_HANG), right: 0 },
  keepLines: true,
} as const;

function messages(items: readonly (readonly Piece[])[]): readonly Paragraph[] {
  return items.map((pieces, index) =>
    paragraph({ ...listed(false, ""), ...BOX, keepNext: index < items.length - 1 }, pieces, true),
  );
}

function listed(ordered: boolean, list: string): IParagraphOptions {
  return { numbering: { reference: ordered ? `numbers-${list}` : "bullets", level: 0 }, keepLines: true };
}

/** A chart as the briefing has it, with the native ones before it, after it, or in its place. */
function charts(block: Block & { readonly kind: "chart" }, natives: readonly NativeChart[]): readonly Paragraph[] {
  const { before, instead, after } = nativesAt(block.chart, natives);
  const shown = instead.length > 0 ? instead.flatMap(native) : pictured(block);
  return [...before.flatMap(native), ...shown, ...after.flatMap(native)];
}

function pictured({ chart, subtitle, source }: Block & { readonly kind: "chart" }): readonly Paragraph[] {
  return captioned({ title: chart.title, subtitle, source }, picture(chart));
}

function native(chart: NativeChart): readonly Paragraph[] {
  const width = textWidth(false);
  const run = new ChartRun(
    nativeOptions(chart, { width: pixels(width), height: pixels(nativeHeight(chart)), points: 10 }),
  );
  return captioned(chart, run);
}

/** Millimetres that a native chart needs: what its bars take, with room for its key. */
function nativeHeight({ form, categories }: NativeChart): number {
  if (form === "line") return 68;
  return Math.min(TALLEST, 16 + categories.length * (form === "bars" ? 11.5 : 9.5));
}

function captioned(
  words: { readonly title: string; readonly subtitle: string; readonly source: string },
  run: ImageRun | ChartRun,
): readonly Paragraph[] {
  return [
    paragraph({ style: "CaptionTitle" }, [words.title]),
    paragraph({ style: "Subtitle" }, [words.subtitle]),
    new Paragraph({ style: "Picture", alignment: AlignmentType.LEFT, children: [run] }),
    paragraph({ style: "Note" }, [words.source]),
  ];
}

/** The picture of a chart; where it was not drawn as one, its SVG, which Word 2016 and later show. */
function picture(chart: PackChart): ImageRun {
  const png = chart.paperPng ?? chart.png;
  const { width, height } = png === undefined ? drawnSize(chart) : pictureSize(png);
  const scale = Math.min(pixels(textWidth(false)) / width, pixels(TALLEST) / height);
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const altText = { name: "Picture", title: printable(chart.title), description: printable(chart.alt) };
  const size = { transformation, altText };
  return png === undefined
    ? new ImageRun({ type: "svg", data: chart.file.bytes, fallback: { type: "png", data: TINY_PNG }, ...size })
    : new ImageRun({ type: "png", data: png, ...size });
}

function upright(children: readonly (Paragraph | Table)[]): WordPart {
  return { landscape: false, children };
}
