import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  type INumberingOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  TabStopType,
  TextRun,
} from "docx";
import type { Month } from "../../../shared/month.ts";
import type { PackFile } from "./definition.ts";
import type { PackDocument } from "./document.ts";
import { inHouseColours, kicker, logoWords, type PackHouse } from "./look.ts";
import type { NativeChart } from "./native.ts";
import { normaliseOffice } from "./office-package.ts";
import { printable } from "./office-properties.ts";
import { fitted, pictureSize, type PixelSize } from "./picture-size.ts";
import { paragraph, sectionParts, type WordPart } from "./word-blocks.ts";
import { PAGE, textWidth, twips } from "./word-size.ts";
import { BLUE, LINE, MUTED, WORD_LISTS, WORD_STYLES } from "./word-style.ts";

/** The name of the Word document in a pack. */
export const WORD = "briefing.docx";

/**
 * The briefing as a Word document: headings, real lists and tables, native charts a reader can open, pictures with
 * alternative text for the rest. Dates are those of the leading month; the same document gives the same bytes.
 */
export async function wordFile(
  document: PackDocument,
  natives: readonly NativeChart[],
  month: Month,
): Promise<PackFile> {
  const { title, sections, closing } = document;
  const parts: readonly WordPart[] = [
    { landscape: false, children: opening(document) },
    ...sections.flatMap((section) => sectionParts(section, natives)),
    {
      landscape: false,
      children: closing.map((line, index) => paragraph({ style: "Note", ...(index === 0 ? RULE : {}) }, [line])),
    },
  ];
  const made = new Document({
    title: printable(title),
    creator: "Bellwether",
    styles: WORD_STYLES,
    numbering: numbering(document),
    sections: pagesOf(parts).map((pages, index) => sectionOf(document, pages, index === 0)),
  });
  const bytes = new Uint8Array(await Packer.toBuffer(made));
  return { name: WORD, bytes: normaliseOffice(bytes, month, title, inHouseColours(document.house)) };
}

const RULE = {
  border: { top: { style: "single", size: 4, color: LINE, space: 8 } },
  spacing: { before: 360, after: 120 },
} as const;

function opening(document: PackDocument): readonly Paragraph[] {
  const { title, lead, house, tags, about } = document;
  const marks = tags.flatMap((tag) => [
    new TextRun("  "),
    new TextRun({
      text: printable(`\u00a0${tag}\u00a0`),
      bold: true,
      size: 20,
      color: "FFFFFF",
      shading: { type: ShadingType.CLEAR, color: "auto", fill: BLUE },
    }),
  ]);
  return [
    ...(house === null ? [] : logo(house)),
    new Paragraph({ style: "Kicker", children: [new TextRun(printable(kicker(document))), ...marks] }),
    paragraph({ style: "Heading1" }, [title]),
    ...(lead === null ? [] : [paragraph({ style: "Lead" }, [lead])]),
    paragraph({ style: "About" }, [about]),
  ];
}

/** The logo at the right of the first page's head. */
function logo(house: PackHouse): readonly Paragraph[] {
  if (house.logo === null) return [];
  const { width, height } = fitted(pictureSize(house.logo), LOGO);
  const words = printable(logoWords(house));
  const image = new ImageRun({
    type: "png",
    data: house.logo,
    transformation: { width: Math.round(width), height: Math.round(height) },
    altText: { name: "Logo", title: words, description: words },
  });
  return [new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { after: 60 }, children: [image] })];
}

/** The room of a logo on paper, in pixels of 96 an inch. */
const LOGO: PixelSize = { width: 190, height: 60 };

/** Lists that count begin anew: each has a numbering of its own. */
function numbering({ sections }: PackDocument): INumberingOptions {
  const [bullets, numbers] = WORD_LISTS.config;
  const lists = sections.flatMap(({ id, blocks }) =>
    blocks.flatMap((block, index) => (block.kind === "list" && block.ordered ? [`numbers-${id}-${index}`] : [])),
  );
  return {
    config: [
      ...(bullets === undefined ? [] : [bullets]),
      ...lists.map((reference) => ({ levels: numbers?.levels ?? [], reference })),
    ],
  };
}

/** Parts in a row whose pages lie alike, together. */
function pagesOf(parts: readonly WordPart[]): readonly WordPart[] {
  const pages: WordPart[] = [];
  for (const part of parts) {
    const last = pages.at(-1);
    if (last?.landscape === part.landscape)
      pages.splice(-1, 1, { ...last, children: [...last.children, ...part.children] });
    else pages.push(part);
  }
  return pages;
}

function sectionOf(document: PackDocument, { landscape, children }: WordPart, first: boolean): ISectionOptions {
  const { width, height, margin } = PAGE;
  const orientation = landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  const header = new Header({ children: [new Paragraph({ children: [small(kicker(document))] })] });
  return {
    properties: { titlePage: first, page: { size: { width, height, orientation }, margin } },
    headers: { default: header, ...(first ? { first: new Header({ children: [new Paragraph({})] }) } : {}) },
    footers: { default: footer(document, landscape), ...(first ? { first: footer(document, landscape) } : {}) },
    children,
  };
}

/** The state of the briefing, and "Page 2 of 9" at the right. */
function footer({ tags }: PackDocument, landscape: boolean): Footer {
  const page = new TextRun({
    size: 20,
    color: MUTED,
    children: ["\tPage ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES],
  });
  const tabStops = [{ type: TabStopType.RIGHT, position: twips(textWidth(landscape)) }];
  return new Footer({ children: [new Paragraph({ tabStops, children: [small(tags.join(" · ")), page] })] });
}

function small(text: string): TextRun {
  return new TextRun({ text: printable(text), size: 20, color: MUTED });
}
