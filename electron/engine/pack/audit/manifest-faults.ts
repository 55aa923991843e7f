import type { PackDefinition, PackFile } from "../definition.ts";
import { MANIFEST, sha256Of } from "../manifest.ts";
import type { PackFault } from "./audit.ts";
import { manifestWords, rulesIn } from "./pack-words.ts";

/** A file that a pack should hold. */
export function missing(file: string): PackFault {
  return { file, fault: "It is missing." };
}

/** Whether every file is as the manifest says, and the manifest as the rules want it. */
export function manifestFaults(files: readonly PackFile[], definition: PackDefinition | null): readonly PackFault[] {
  const manifest = files.find((file) => file.name === MANIFEST);
  if (manifest === undefined) return [missing(MANIFEST)];
  let listed: ReadonlyMap<string, { readonly bytes: unknown; readonly sha256: string }>;
  try {
    const { files: entries } = JSON.parse(new TextDecoder().decode(manifest.bytes)) as {
      files: { name: string; bytes: unknown; sha256: string }[];
    };
    listed = new Map(entries.map((entry) => [entry.name, entry]));
  } catch {
    return [{ file: MANIFEST, fault: "It cannot be read." }];
  }
  const present = files.filter((file) => file !== manifest);
  return [
    ...[...listed.keys()].filter((name) => !present.some((file) => file.name === name)).map(missing),
    ...present.flatMap(({ name, bytes }) => {
      const entry = listed.get(name);
      if (entry === undefined) return [{ file: name, fault: "The manifest does not list it." }];
      if (entry.sha256 !== sha256Of(bytes))
        return [{ file: name, fault: "It was changed: its hash is not the manifest’s." }];
      return entry.bytes === bytes.length ? [] : [{ file: name, fault: "The manifest gives it another size." }];
    }),
    ...protectionFaults(files, definition).map((fault) => ({ file: MANIFEST, fault })),
  ];
}

/** What it says of protection: the rules in force, never looser than the defaults, and how many cells were moved further. */
function protectionFaults(files: readonly PackFile[], definition: PackDefinition | null): readonly string[] {
  const rules = rulesIn(files);
  const { cellsMovedFurther: moved = 0 } = manifestWords(files).protection;
  const asMade = definition === null || JSON.stringify(sorted(rules)) === JSON.stringify(sorted(definition.rules));
  const count = Number.isInteger(moved) && (definition === null || moved === definition.relaxedCells);
  return [
    ...(rules === null ? ["Its display rules are looser than they may be."] : []),
    ...(rules !== null && !asMade ? ["Its display rules are not those the figures were made by."] : []),
    ...(count ? [] : [`It says that ${String(moved)} cells were moved further, and they were not.`]),
  ];
}

function sorted(value: object | null): readonly unknown[] {
  return Object.entries(value ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
