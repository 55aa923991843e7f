/** A file's bytes in base64. */
export function bytesInBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

const CHUNK = 8192;

/** Where a browser finds a picture in base64: a PNG, or an SVG that was just picked. */
export function pictureAddress(base64: string): string {
  const type = base64.startsWith("iVBORw0KGgo") ? "image/png" : "image/svg+xml";
  return `data:${type};base64,${base64}`;
}
