import { createHash } from "node:crypto";
import { ROUNDING_BASE } from "../disclosure/round.ts";
import { json } from "./data-files.ts";
import { formatsOf, type PackDefinition, type PackFile, textFile } from "./definition.ts";
import { hiddenFigures } from "./hidden.ts";
import { promise } from "./wording.ts";

/** The manifest's own name: it lists every other file. */
export const MANIFEST = "manifest.json";

/** What a pack holds and how it was made: hashes, hidden figures with reasons, versions; no names, paths or clock times. */
export function manifestFile(definition: PackDefinition, files: readonly PackFile[]): PackFile {
  const { month, months, unit, appVersion, methodVersion, sources, relaxedCells, sample, sets } = definition;
  const { release, rules } = definition;
  const manifest = {
    format: "bellwether-pack/1",
    status: release === null ? "draft" : "release",
    ...(release === null ? {} : { release: release.code }),
    fictional: sample,
    month,
    months,
    ...(sets.length === 0 ? {} : { questionSets: sets.map((set) => ({ code: set.code, months: set.months })) }),
    unit,
    formats: formatsOf(definition),
    appVersion,
    methodVersion,
    protection: {
      rounding: `zero-restricted controlled rounding to base ${ROUNDING_BASE}`,
      displayRules: rules,
      cellsMovedFurther: relaxedCells,
      attackAudited: true,
      sentence: promise(definition),
    },
    sources: sources
      .map(({ sha256, kind, platform }) => ({ sha256, kind, platform }))
      .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
    hidden: hiddenFigures(definition),
    files: files
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
  };
  return textFile(MANIFEST, json(manifest));
}

/** SHA-256 of bytes in lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
