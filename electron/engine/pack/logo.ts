import { BellwetherError } from "../../../shared/errors.ts";
import { LOGO_BYTES } from "../../../shared/house.ts";
import { drawnPicture } from "./chart-pictures.ts";
import { pictureSize, type PixelSize } from "./picture-size.ts";

/** The most room a logo takes, in pixels: over 200 an inch where it stands largest. */
const ROOM: PixelSize = { width: 720, height: 240 };

/**
 * Draws a logo anew on white, as a PNG that holds the picture and nothing else. Scripts of an SVG do not run, and nothing it
 * points to is fetched: the drawing program knows neither.
 * @param bytes a PNG or an SVG
 * @throws BellwetherError `bad-request` for what is no picture
 */
export async function drawnLogo(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length > LOGO_BYTES) throw refused("The logo is larger than 1 MB. Pick a smaller picture.");
  const svg = isPng(bytes) ? framed(bytes) : svgOf(bytes);
  const picture = await drawnPicture(svg, ROOM).catch((error: unknown) => {
    throw refused("The logo cannot be drawn. Save it again as a PNG and pick that.", error);
  });
  if (picture === null) throw refused("The logo shows nothing on white. Pick one for a white ground.");
  return picture;
}

function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"));
}

/** A PNG within a drawing of its size. */
function framed(png: Uint8Array): string {
  if (png.length < 33) throw refused("The logo is a broken PNG. Save it again and pick that.");
  const { width, height } = pictureSize(png);
  if (width < 1 || height < 1 || width * height > MOST_PIXELS)
    throw refused("The logo has too many pixels. Make it at most 4,000 across.");
  const data = Buffer.from(png).toString("base64");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${data}"/></svg>`;
}

const MOST_PIXELS = 16_000_000;

function svgOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  if (/<svg[\s>]/i.test(text.slice(0, 4000)) && !/<!ENTITY/i.test(text)) return text;
  throw refused("The logo is neither a PNG nor an SVG. Pick one of these.");
}

function refused(message: string, cause?: unknown): BellwetherError {
  return new BellwetherError("bad-request", message, {}, { cause });
}
