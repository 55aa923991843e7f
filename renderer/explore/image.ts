import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { figureSvg } from "../../shared/charts/figureSvg.ts";
import { settled } from "../../shared/charts/settled.ts";
import type { Shown } from "./shown.ts";

/** Width of a chart that is copied or saved, in pixels; its image has twice as many. */
const WIDTH = 1120;
const SCALE = 2;
const FONT = "Arial, Helvetica, sans-serif";

/** The chart as an SVG document of its own, light, with its words above and its source and caveats under it. */
export async function svgOf(shown: Shown): Promise<string> {
  if (shown.chart === null) throw new Error("A view without a chart was to be drawn");
  const { element, height } = shown.chart({ width: WIDTH, scheme: "light", fontFamily: FONT, interactive: false });
  const host = document.createElement("div");
  host.className = "bw-offscreen";
  host.setAttribute("aria-hidden", "true");
  document.body.append(host);
  const root = createRoot(host);
  try {
    flushSync(() => root.render(element));
    await settled(host);
    const { title, subtitle, summary, sentences, leftOut } = shown;
    const caption = leftOut === null ? shown.caption : [leftOut, ...shown.caption];
    const words = { title, subtitle: [...sentences, subtitle].join(" "), caption, description: summary };
    return figureSvg(host, { width: WIDTH, height, scheme: "light", fontFamily: FONT, ...words }).svg;
  } finally {
    root.unmount();
    host.remove();
  }
}

/** The same as a PNG image. */
export async function pngOf(shown: Shown): Promise<Blob> {
  const svg = await svgOf(shown);
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("No canvas to draw on");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error("The image came out empty")) : resolve(blob)),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
