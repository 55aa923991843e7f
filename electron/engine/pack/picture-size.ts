/** A white picture of one pixel: what stands in for a drawing where a program cannot show it. */
export const TINY_PNG: Uint8Array = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

/** How large something is drawn, in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a chart as its SVG says. */
export function drawnSize({ svg }: { readonly svg: string }): PixelSize {
  const [, width = "960", height = "480"] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

/** The largest size of the same shape that has room. */
export function fitted({ width, height }: PixelSize, room: PixelSize): PixelSize {
  const scale = Math.min(room.width / width, room.height / height);
  return { width: width * scale, height: height * scale };
}

/** The size of a PNG as its first chunk says (ISO/IEC 15948, IHDR). */
export function pictureSize(png: Uint8Array): PixelSize {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
