import { z } from "zod";
import { assetBytes, documentFonts } from "../assets.ts";

/** The files a document is made from by path, one of them `/main.typ`. */
export type TypstFiles = ReadonlyMap<string, Uint8Array>;

/** Sets documents. */
export interface Typesetter {
  /** The bytes of a PDF, or of its layout. */
  readonly set: (files: TypstFiles, as: "pdf" | "vector") => Uint8Array;
  /** The numbers that a document says of itself as metadata of this label. */
  readonly numbers: (files: TypstFiles, label: string) => readonly number[];
}

/**
 * Loads Typst (WASM, Apache-2.0) once, with the fonts of documents and no others. It reaches no file, no network and no clock.
 */
export function loadTypst(): Promise<Typesetter> {
  loaded ??= load();
  return loaded;
}

let loaded: Promise<Typesetter> | null = null;

async function load(): Promise<Typesetter> {
  const [typst, program] = await Promise.all([
    import("@myriaddreamin/typst-ts-web-compiler"),
    WebAssembly.compile(assetBytes("@myriaddreamin/typst-ts-web-compiler/wasm")),
  ]);
  await typst.default({ module_or_path: program });
  const builder = new typst.TypstCompilerBuilder();
  builder.set_dummy_access_model();
  for (const font of documentFonts()) await builder.add_raw_font(font);
  const compiler = await builder.build();
  const take = (files: TypstFiles): void => {
    compiler.reset_shadow();
    for (const [path, bytes] of files) compiler.map_shadow(path, bytes);
  };
  return {
    set(files, as) {
      take(files);
      const made: unknown = compiler.compile(MAIN, null, as, DIAGNOSTICS_IN_FULL);
      return resultOf(made);
    },
    numbers(files, label) {
      take(files);
      return z.array(z.number()).parse(JSON.parse(compiler.query(MAIN, null, `<${label}>`, "value")));
    },
  };
}

const MAIN = "/main.typ";

const DIAGNOSTICS_IN_FULL = 2;

/** Typst tells faults of a template as a list; that is a fault of the program, never of the user's words. */
function resultOf(made: unknown): Uint8Array {
  const bytes = typeof made === "object" && made !== null && "result" in made ? made.result : null;
  if (bytes instanceof Uint8Array) return bytes;
  throw new Error(`Typst did not set the document: ${JSON.stringify(made)}`);
}
