import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/** A file of a library that is no program, by the library's name and its path there: WASM and fonts stay real files. */
export function assetBytes(file: string): Uint8Array<ArrayBuffer> {
  return readFileSync(resolve(file));
}

/** The family of the fonts that documents are set in. */
export const DOCUMENT_FONT = "Arimo";

/** Arimo (SIL Open Font License 1.1), regular and bold: it has the widths of Arial, and is the same on every system. */
export function documentFonts(): readonly Uint8Array<ArrayBuffer>[] {
  return ["400Regular/Arimo_400Regular.ttf", "700Bold/Arimo_700Bold.ttf"].map((file) =>
    assetBytes(`@expo-google-fonts/arimo/${file}`),
  );
}
