import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { assetBytes, DOCUMENT_FONT, documentFonts } from "./assets.ts";
import { FONT } from "./chart-sketches.ts";
import type { PackChart } from "./charts.ts";
import type { PackFile } from "./definition.ts";
import type { PixelSize } from "./picture-size.ts";

/** Pixels across: twice the width that charts are drawn at for slides, and over 200 an inch in the column of a page of paper. */
const SLIDE_PIXELS = 1920;
const PAPER_PIXELS = 1440;

/** Which pictures the documents of a pack hold: of charts at full width, and by file name those for a page of paper. */
export interface WantedPictures {
  readonly wide: boolean;
  readonly paper: readonly string[];
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
 * The charts with those pictures as PNG that are wanted, drawn by resvg (WASM, MPL-2.0) with the fonts of documents and no
 * others, so that they look the same on every system. A chart without a drawing for paper is wanted there at full width. A
 * PNG of resvg holds the picture and nothing else.
 */
export async function withPictures(
  charts: readonly PackChart[],
  wanted: WantedPictures,
  drawn: (done: number, total: number) => void,
): Promise<readonly PackChart[]> {
  await loadResvg();
  const fonts = [...documentFonts()];
  const draw = (svg: string, pixels: number): Uint8Array =>
    pictureOf(svg.replaceAll(FONT, DOCUMENT_FONT), fonts, pixels);
  return charts.map((chart, index) => {
    const onPaper = wanted.paper.includes(chart.file.name);
    const pictures = {
      ...(wanted.wide || (onPaper && chart.paper === null) ? { png: draw(chart.svg, SLIDE_PIXELS) } : {}),
      ...(onPaper && chart.paper !== null ? { paperPng: draw(chart.paper, PAPER_PIXELS) } : {}),
    };
    drawn(index + 1, charts.length);
    return { ...chart, ...pictures };
  });
}

/** The picture of a chart as a file beside its SVG; none where it was not drawn. */
export function pictureFile({ png, file }: PackChart): readonly PackFile[] {
  return png === undefined ? [] : [{ name: file.name.replace(/\.svg$/, ".png"), bytes: png }];
}

/** The memory of WASM is not collected: what is drawn there is given back at once. */
function pictureOf(svg: string, fontBuffers: Uint8Array[], pixels: number): Uint8Array {
  const drawing = new Resvg(svg, {
    fitTo: { mode: "width", value: pixels },
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: DOCUMENT_FONT },
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
