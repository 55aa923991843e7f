import type { inflateRawSync } from "node:zlib";

/** Nothing in a pack is larger, unpacked: what is, was made to fill the memory. */
const MOST = 256 * 1024 * 1024;

/** Inflates what begins with deflated bytes, and says how many of them there were; null where they cannot be inflated. */
export function inflated(
  inflate: typeof inflateRawSync,
  bytes: Uint8Array,
): { readonly content: Uint8Array; readonly length: number } | null {
  try {
    const found: unknown = inflate(bytes, { info: true, maxOutputLength: MOST });
    const { buffer, engine } = found as { buffer: Buffer; engine: { bytesWritten: number } };
    return { content: new Uint8Array(buffer), length: engine.bytesWritten };
  } catch {
    return null;
  }
}
