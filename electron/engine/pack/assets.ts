import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/** A file of a library that is no program, by the library's name and its path there: WASM and fonts stay real files. */
export function assetBytes(file: string): Uint8Array<ArrayBuffer> {
  return readFileSync(resolve(file));
}

/** The family of the fonts that documents are set in. */
export const DOCUMENT_FONT = "Arimo";

/** The letters of western Europe of the same fonts as rules of a style sheet, for what is shown by a browser. */
export function browserFonts(): string {
  return [400, 700]
    .map((weight) => {
      const font = assetBytes(`@fontsource/arimo/files/arimo-latin-${weight}-normal.woff2`);
      const data = Buffer.from(font).toString("base64");
      return `@font-face{font-family:${DOCUMENT_FONT};font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
    })
    .join("\n");
}

/** Arimo (SIL Open Font License 1.1), regular and bold: it has the widths of Arial, and is the same on every system. */
export function documentFonts(): readonly Uint8Array<ArrayBuffer>[] {
  return ["400Regular/Arimo_400Regular.ttf", "700Bold/Arimo_700Bold.ttf"].map((file) =>
    assetBytes(`@expo-google-fonts/arimo/${file}`),
  );
}
