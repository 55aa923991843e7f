import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { assetBytes, DOCUMENT_FONT, documentFonts } from "./assets.ts";
import { FONT, type PackChart } from "./charts.ts";
import type { PackFile } from "./definition.ts";

/** Twice the width that charts are drawn at: sharp on slides and on paper. */
const PICTURE_WIDTH = 1920;

let ready: Promise<void> | null = null;

/**
 * The charts with each as a PNG as well, drawn by resvg (WASM, MPL-2.0) with the fonts of documents and no others, so that it
 * looks the same on every system. A PNG of resvg holds the picture and nothing else.
 */
export async function withPictures(
  charts: readonly PackChart[],
  drawn: (done: number, total: number) => void,
): Promise<readonly PackChart[]> {
  ready ??= WebAssembly.compile(assetBytes("@resvg/resvg-wasm/index_bg.wasm")).then(initWasm);
  await ready;
  const fonts = [...documentFonts()];
  const draw = (svg: string): Uint8Array => pictureOf(svg.replaceAll(FONT, DOCUMENT_FONT), fonts);
  return charts.map((chart, index) => {
    const pictures = { png: draw(chart.svg), ...(chart.paper === null ? {} : { paperPng: draw(chart.paper) }) };
    drawn(index + 1, charts.length);
    return { ...chart, ...pictures };
  });
}

/** The picture of a chart as a file beside its SVG; none where it was not drawn. */
export function pictureFile({ png, file }: PackChart): readonly PackFile[] {
  return png === undefined ? [] : [{ name: file.name.replace(/\.svg$/, ".png"), bytes: png }];
}

/** The memory of WASM is not collected: what is drawn there is given back at once. */
function pictureOf(svg: string, fontBuffers: Uint8Array[]): Uint8Array {
  const drawing = new Resvg(svg, {
    fitTo: { mode: "width", value: PICTURE_WIDTH },
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
