/** What both hosts agree on when they serve the built renderer. */

/** A file of the built renderer and the type it is served as. */
export interface RendererFile {
  /** Path inside the renderer's folder, with `/`. */
  readonly name: string;
  readonly type: string;
}

/** The file an address's path asks for. Null for anything but plain names below the folder, so nothing leads out of it. */
export function rendererFile(pathname: string): RendererFile | null {
  const name = pathname === "/" || pathname === "" ? "index.html" : pathname.replace(/^\//, "");
  const plain = name.split("/").every((part) => /^\w[\w.-]*$/.test(part) && !part.includes(".."));
  const type = TYPES[/\.[a-z0-9]+$/.exec(name)?.[0] ?? ""];
  return plain && type !== undefined ? { name, type } : null;
}

/** DESIGN section 8: nothing but the app's own files, and styles that carry the page's nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What stands in the built page where its nonce goes. */
export const NONCE_PLACE = "__NONCE__";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
};
