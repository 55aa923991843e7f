import PptxGenJS from "pptxgenjs";
import { assertNever } from "../../../shared/errors.ts";
import type { Month } from "../../../shared/month.ts";
import type { PackChart } from "./charts.ts";
import type { PackFile } from "./definition.ts";
import type { PackDocument } from "./document.ts";
import { inHouseColours, kicker, logoWords, type PackHouse } from "./look.ts";
import type { NativeChart } from "./native.ts";
import { chartFiles } from "./native-files.ts";
import { normaliseOffice } from "./office-package.ts";
import { printable } from "./office-properties.ts";
import { textOf } from "./figures.ts";
import { type Said, type Slide, slidesOf } from "./slide-plan.ts";
import {
  BESIDE,
  BESIDE_TEXT,
  BODY,
  type Box,
  BOTTOM,
  FIRST,
  FOOT,
  heightOf,
  LINE_OF_TITLE,
  SLIDE,
  TABLE,
  titlePoints,
  UNDER,
} from "./slide-size.ts";
import { patchSlides } from "./slides-xml.ts";
import { drawnSize, fitted, pictureSize } from "./picture-size.ts";
import { ACCENT, BLUE, INK, LINE, MUTED, TINT } from "./word-style.ts";

/** The name of the slides in a pack. */
export const SLIDES = "slides.pptx";

/** The font of the slides: on every office machine. */
const FACE = "Arial";

/**
 * The briefing as slides: real titles, native charts a reader can open, pictures with alternative text for the rest, and
 * notes with the figures behind each chart. The same document gives the same bytes.
 */
export async function slidesFile(
  document: PackDocument,
  natives: readonly NativeChart[],
  month: Month,
): Promise<PackFile> {
  const slides = slidesOf(document, natives);
  const show = new PptxGenJS();
  show.defineLayout({ name: "Wide", width: SLIDE.width, height: SLIDE.height });
  show.layout = "Wide";
  show.theme = { headFontFace: FACE, bodyFontFace: FACE };
  show.title = printable(document.title);
  defineMasters(show, document);
  for (const slide of slides) draw(show, slide, document.house);
  const bytes = await show.write({ outputType: "uint8array" });
  if (!(bytes instanceof Uint8Array)) throw new TypeError("The slides were not written as bytes.");
  const drawn = slides.flatMap((slide) => (slide.kind === "chart" && "form" in slide.chart ? [slide.chart] : []));
  const charts = await chartFiles(drawn, CHART);
  const patched = patchSlides(
    bytes,
    charts,
    slides.map(({ notes }) => notes),
  );
  return { name: SLIDES, bytes: normaliseOffice(patched, month, document.title, inHouseColours(document.house)) };
}

/** Native charts as they are drawn for slides: their size is that of their frame, their text that of slides. */
const CHART = { width: 1100, height: 420, points: 14 } as const;

/** Four layouts, each with a real title; the foot names the campaign and its state. */
function defineMasters(show: PptxGenJS, document: PackDocument): void {
  const foot = {
    text: {
      text: printable([kicker(document), ...document.tags].join(" · ")),
      options: { ...FOOT, ...small(), margin: 0 },
    },
  };
  const bar = { rect: { x: 0, y: 0, w: SLIDE.width, h: 0.14, fill: { color: BLUE }, line: { color: BLUE, width: 0 } } };
  const rule = {
    rect: { x: 0, y: 0.14, w: SLIDE.width, h: 0.05, fill: { color: ACCENT }, line: { color: ACCENT, width: 0 } },
  };
  const bars = document.house === null ? [bar] : [bar, rule];
  const number = { x: SLIDE.width - SLIDE.side - 1, y: FOOT.y, w: 1, h: FOOT.h, align: "right" as const, ...small() };
  const title = (box: Box, size: number) => ({
    placeholder: {
      options: {
        name: "title",
        type: "title" as const,
        ...box,
        ...words(size),
        bold: true,
        align: "left" as const,
        valign: "top" as const,
        margin: 0,
      },
      text: "",
    },
  });
  const body = (box: Box, size: number) => ({
    placeholder: {
      options: {
        name: "body",
        type: "body" as const,
        ...box,
        ...words(size),
        align: "left" as const,
        valign: "top" as const,
        margin: 0,
      },
      text: "",
    },
  });
  const background = { color: "FFFFFF" };
  show.defineSlideMaster({
    title: "First",
    background,
    objects: [...bars, title(FIRST.title, 34), body(FIRST.words, 20)],
  });
  const rest = { background, slideNumber: number };
  show.defineSlideMaster({ ...rest, title: "Words", objects: [...bars, foot, title(UNDER.title, 30), body(BODY, 20)] });
  show.defineSlideMaster({ ...rest, title: "Chart", objects: [...bars, foot, title(UNDER.title, 28)] });
  show.defineSlideMaster({ ...rest, title: "Picture", objects: [...bars, foot, title(BESIDE.title, 24)] });
}

function draw(show: PptxGenJS, slide: Slide, house: PackHouse | null): void {
  const titled = (masterName: string, box: Box, largest: number): PptxGenJS.Slide => {
    const page = show.addSlide({ masterName });
    // A size of the whole text would give way to that of the layout; a size of its run does not.
    const run = { text: printable(slide.title), options: { fontSize: titlePoints(slide.title, box, largest) } };
    page.addText([run], { placeholder: "title" });
    page.addNotes(printable(slide.notes.replaceAll("\n", " ")));
    return page;
  };
  switch (slide.kind) {
    case "title": {
      const page = titled("First", FIRST.title, 34);
      const [campaign = "", ...lines] = slide.lines;
      const runs = [...(slide.lead === null ? [] : [slide.lead]), campaign, ...lines].map((text, index) => ({
        text: printable(text),
        options: {
          breakLine: true,
          bold: index === 0,
          color: index === 0 ? INK : MUTED,
          paraSpaceAfter: 8,
          fontSize: 20,
        },
      }));
      page.addText(runs, { placeholder: "body" });
      if (house !== null) addLogo(page, house);
      return;
    }
    case "list":
      titled("Words", LINE_OF_TITLE, 30).addText(
        slide.items.flatMap((item) => bullet(item, slide.points)),
        { placeholder: "body" },
      );
      return;
    case "said":
      titled("Words", LINE_OF_TITLE, 30).addText(
        slide.items.flatMap((item) => said(item, slide.points)),
        { placeholder: "body" },
      );
      return;
    case "table":
      drawTable(titled("Chart", UNDER.title, 28), slide);
      return;
    case "chart":
      drawChart(titled, slide);
      return;
    default:
      assertNever(slide);
  }
}

/** A bullet of words and figures; shares are bold. */
function bullet(item: (Slide & { readonly kind: "list" })["items"][number], points: number): PptxGenJS.TextProps[] {
  return item.map((piece, index) => ({
    text: printable(typeof piece === "string" ? piece : piece.text),
    options: {
      ...words(points),
      bold: typeof piece !== "string" && piece.key.endsWith("|share"),
      paraSpaceAfter: points * 0.5,
      ...(index === 0 ? { bullet: { indent: 18 } } : {}),
      ...(index === item.length - 1 ? { breakLine: true } : {}),
    },
  }));
}

/** Somebody's words, and whose they are in small letters under them. */
function said({ text, by }: Said, points: number): PptxGenJS.TextProps[] {
  return [
    { text: printable(text), options: { ...words(points), breakLine: true } },
    {
      text: printable(by),
      options: { ...words(points - 4), color: MUTED, breakLine: true, paraSpaceAfter: points * 0.5 },
    },
  ];
}

/** The logo over the title of the first slide. */
function addLogo(page: PptxGenJS.Slide, house: PackHouse): void {
  if (house.logo === null) return;
  const { width: w, height: h } = fitted(pictureSize(house.logo), LOGO);
  const data = `image/png;base64,${Buffer.from(house.logo).toString("base64")}`;
  page.addImage({ data, x: FIRST.title.x, y: 0.45, w, h, altText: printable(logoWords(house)), objectName: "Logo" });
}

/** The room of a logo, in inches. */
const LOGO = { width: 3.2, height: 0.9 } as const;

type Titled = (masterName: string, box: Box, largest: number) => PptxGenJS.Slide;

function drawChart(titled: Titled, slide: Slide & { readonly kind: "chart" }): void {
  const { chart, subtitle, source } = slide;
  const height = heightOf(source, 12, UNDER.subtitle.w);
  const points = titlePoints(slide.title, UNDER.title, 28);
  const y = UNDER.title.y + heightOf(slide.title, points, UNDER.title.w) + 0.06;
  const top = y + UNDER.subtitle.h + 0.08;
  const room: Box = { ...UNDER.subtitle, y: top, h: BOTTOM - height - 0.1 - top };
  if ("svg" in chart && within(chart, BESIDE.picture).w > within(chart, room).w) {
    const place = besideWords(slide);
    if (place !== null) {
      const page = titled("Picture", NARROW, 24);
      page.addText(`${printable(subtitle)}\n\n${printable(source)}`, {
        ...place,
        ...small(),
        valign: "top",
        margin: 0,
      });
      addPicture(page, chart, within(chart, BESIDE.picture));
      return;
    }
  }
  const page = titled("Chart", UNDER.title, 28);
  page.addText(printable(subtitle), { ...UNDER.subtitle, y, ...words(14), color: MUTED, valign: "top", margin: 0 });
  if ("svg" in chart) addPicture(page, chart, within(chart, room));
  else page.addChart("bar", STAND_IN, { ...room, altText: printable(chart.alt), objectName: "Chart" });
  page.addText(printable(source), { ...room, y: BOTTOM - height, h: height, ...small(), valign: "bottom", margin: 0 });
}

/** Where the words of a chart stand under a title beside it; null where there is no room for them. */
function besideWords({ title, subtitle, source }: Slide & { readonly kind: "chart" }): Box | null {
  const { x, y, w } = NARROW;
  const top = y + heightOf(title, titlePoints(title, NARROW, 24), w) + 0.15;
  const needed = heightOf(subtitle, 12, w) + heightOf(source, 12, w) + 0.2;
  return top + needed > BOTTOM ? null : { x, y: top, w: BESIDE.title.w, h: needed };
}

const NARROW: Box = { ...BESIDE.title, w: BESIDE_TEXT };

/** What the library needs to make room for a chart; the chart itself takes its place afterwards. */
const STAND_IN = [{ name: "Share", labels: ["All"], values: [0] }];

function addPicture(page: PptxGenJS.Slide, chart: PackChart, box: Box): void {
  const png = chart.slidePng ?? chart.png;
  const type = png === undefined ? "image/svg+xml" : "image/png";
  const bytes = png ?? chart.file.bytes;
  const data = `${type};base64,${Buffer.from(bytes).toString("base64")}`;
  page.addImage({ data, ...box, altText: printable(chart.alt), objectName: "Picture" });
}

/** The largest place for a picture in a box, at its top and in its middle. */
function within(chart: PackChart, { x, y, w, h }: Box): Box {
  const png = chart.slidePng ?? chart.png;
  const { width, height } = png === undefined ? drawnSize(chart) : pictureSize(png);
  const scale = Math.min(w / width, h / height);
  return { x: x + (w - width * scale) / 2, y, w: width * scale, h: height * scale };
}

function drawTable(page: PptxGenJS.Slide, { text, table, after }: Slide & { readonly kind: "table" }): void {
  const [above, below] = [heightOf(text, 16, BODY.w) + 0.2, heightOf(after, 12, BODY.w)];
  page.addText(printable(text), { ...BODY, h: above, ...words(16), valign: "top", margin: 0 });
  page.addText(printable(after), { ...BODY, y: BOTTOM - below, h: below, ...small(), valign: "bottom", margin: 0 });
  const border = (color: string, pt: number): NonNullable<PptxGenJS.TableCellProps["border"]> => [
    { type: "none" },
    { type: "none" },
    { type: "solid", color, pt },
    { type: "none" },
  ];
  const cell = (words_: string, bold: boolean): PptxGenJS.TableCell => ({
    text: printable(words_),
    options: {
      bold,
      color: INK,
      fontFace: FACE,
      fontSize: TABLE.points,
      valign: "top",
      margin: [0.06, 0.12, 0.06, 0],
      border: border(bold ? INK : LINE, bold ? 1.5 : 0.75),
      ...(bold ? { fill: { color: TINT } } : {}),
    },
  });
  const head = table.head.map((words_) => cell(words_, true));
  const rows = table.rows.map(({ label, cells }) => [label, ...cells.map(textOf)].map((words_) => cell(words_, false)));
  page.addTable([head, ...rows], {
    x: BODY.x,
    y: BODY.y + above,
    w: BODY.w,
    colW: [...TABLE.columns],
    objectName: table.caption,
  });
}

function words(fontSize: number) {
  return { fontFace: FACE, fontSize, color: INK };
}

function small() {
  return { fontFace: FACE, fontSize: 12, color: MUTED };
}
