import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { PackFormat } from "../../../shared/packs.ts";
import { assetBytes, DOCUMENT_FONT, documentFonts } from "./assets.ts";
import { FONT } from "./chart-sketches.ts";
import type { PackChart } from "./charts.ts";
import type { PackFile } from "./definition.ts";
import { type NativeChart, nativesAt } from "./native.ts";
import type { PixelSize } from "./picture-size.ts";

/** Pixels across: what a screen shows of a slide, twice the width of a page's charts, and over 200 an inch on paper. */
const SLIDE_PIXELS = 1920;
const PAPER_PIXELS = 1440;

/** A picture that a document holds of a chart: what it is called there, its drawing, and how many pixels across. */
export interface WantedPicture {
  readonly as: "png" | "paperPng" | "slidePng";
  readonly svg: string;
  readonly pixels: number;
}

/**
 * The pictures of a chart that a pack of these formats holds: a wide one for the folder of charts; where Word and PowerPoint
 * do not draw the chart themselves, those for paper and for a slide, or the wide one where there is no such drawing.
 */
export function wantedPictures(
  { svg, paper, slide, ...chart }: PackChart,
  formats: readonly PackFormat[],
  natives: readonly NativeChart[],
): readonly WantedPicture[] {
  const isPictured = nativesAt(chart, natives).instead.length === 0;
  const [onPaper, onSlide] = [isPictured && formats.includes("docx"), isPictured && formats.includes("pptx")];
  const isWide = formats.includes("png") || (onPaper && paper === null) || (onSlide && slide === null);
  return [
    ...(isWide ? [{ as: "png" as const, svg, pixels: SLIDE_PIXELS }] : []),
    ...(onPaper && paper !== null ? [{ as: "paperPng" as const, svg: paper, pixels: PAPER_PIXELS }] : []),
    ...(onSlide && slide !== null ? [{ as: "slidePng" as const, svg: slide, pixels: SLIDE_PIXELS }] : []),
  ];
}

let ready: Promise<void> | null = null;

function loadResvg(): Promise<void> {
  ready ??= WebAssembly.compile(assetBytes("@resvg/resvg-wasm/index_bg.wasm")).then(initWasm);
  return ready;
}

/**
 * Some drawing as a PNG on white, as large as has room; null where it shows nothing on white.
 * @throws where it is no drawing
 */
export async function drawnPicture(svg: string, { width, height }: PixelSize): Promise<Uint8Array | null> {
  await loadResvg();
  const font = { fontBuffers: [...documentFonts()], loadSystemFonts: false, defaultFontFamily: DOCUMENT_FONT };
  const sizes = new Resvg(svg, { font });
  const wide = sizes.width * height > sizes.height * width;
  sizes.free();
  const fitTo = wide ? ({ mode: "width", value: width } as const) : ({ mode: "height", value: height } as const);
  const drawing = new Resvg(svg, { font, fitTo, background: "#ffffff" });
  try {
    const picture = drawing.render();
    const shown = picture.pixels.some((part) => part < 250);
    const bytes = shown ? picture.asPng() : null;
    picture.free();
    return bytes;
  } finally {
    drawing.free();
  }
}

/**
 * The charts with the pictures that a pack of these formats holds, as PNG, drawn by resvg (WASM, MPL-2.0) with the fonts of
 * documents and no others, so that they look the same on every system. A PNG of resvg holds the picture and nothing else.
 */
export async function withPictures(
  charts: readonly PackChart[],
  formats: readonly PackFormat[],
  natives: readonly NativeChart[],
): Promise<readonly PackChart[]> {
  const drawn: PackChart[] = [];
  for (const chart of charts) {
    const pictures: { [name in WantedPicture["as"]]?: Uint8Array } = {};
    for (const wanted of wantedPictures(chart, formats, natives)) {
      pictures[wanted.as] = await (drawnAhead.get(keyOf(wanted)) ?? pictureOf(wanted));
    }
    drawn.push({ ...chart, ...pictures });
  }
  return drawn;
}

/** Draws pictures that `withPictures` will be asked for. They are kept for it: only for a worker that makes one pack. */
export async function drawAhead(pictures: readonly WantedPicture[]): Promise<void> {
  for (const wanted of pictures) {
    const drawn = pictureOf(wanted);
    drawnAhead.set(keyOf(wanted), drawn);
    await drawn;
  }
}

const drawnAhead = new Map<string, Promise<Uint8Array>>();

function keyOf({ svg, pixels }: WantedPicture): string {
  return `${pixels} ${svg}`;
}

/** The picture of a chart as a file beside its SVG; none where it was not drawn. */
export function pictureFile({ png, file }: PackChart): readonly PackFile[] {
  return png === undefined ? [] : [{ name: file.name.replace(/\.svg$/, ".png"), bytes: png }];
}

/** The memory of WASM is not collected: what is drawn there is given back at once. */
async function pictureOf({ svg, pixels }: WantedPicture): Promise<Uint8Array> {
  await loadResvg();
  const drawing = new Resvg(svg.replaceAll(FONT, DOCUMENT_FONT), {
    fitTo: { mode: "width", value: pixels },
    font: { fontBuffers: [...documentFonts()], loadSystemFonts: false, defaultFontFamily: DOCUMENT_FONT },
  });
  try {
    const picture = drawing.render();
    const bytes = picture.asPng();
    picture.free();
    return bytes;
  } finally {
    drawing.free();
  }
}
