import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { assetBytes, DOCUMENT_FONT, documentFonts } from "./assets.ts";
import { FONT, type PackChart } from "./charts.ts";
import type { PackFile } from "./definition.ts";

/** Twice the width that charts are drawn at: sharp on slides and on paper. */
const PICTURE_WIDTH = 1920;

let ready: Promise<void> | null = null;

/**
 * Each chart as a PNG beside its SVG, drawn by resvg (WASM, MPL-2.0) with the fonts of documents and no others, so that it
 * looks the same on every system. A PNG of resvg holds the picture and nothing else.
 */
export async function pictureFiles(
  charts: readonly PackChart[],
  drawn: (done: number, total: number) => void,
): Promise<readonly PackFile[]> {
  ready ??= WebAssembly.compile(assetBytes("@resvg/resvg-wasm/index_bg.wasm")).then(initWasm);
  await ready;
  const fonts = [...documentFonts()];
  return charts.map(({ svg, file }, index) => {
    const bytes = pictureOf(svg.replaceAll(FONT, DOCUMENT_FONT), fonts);
    drawn(index + 1, charts.length);
    return { name: file.name.replace(/\.svg$/, ".png"), bytes };
  });
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
