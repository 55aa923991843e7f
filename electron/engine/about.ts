import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type LibraryLicence, libraryLicenceSchema } from "../../shared/about.ts";

/** The libraries that are in the app with their licences, by name, each once; none where the app was not built. */
export function libraryLicences(): LibraryLicence[] {
  const own = import.meta.dirname;
  const beside = existsSync(path.join(own, FILE)) ? own : fileURLToPath(new URL("../../build/engine", import.meta.url));
  const found = new Map<string, LibraryLicence>();
  for (const part of ["engine", "renderer", "main"]) {
    const file = path.join(beside, "..", part, FILE);
    if (!existsSync(file)) continue;
    for (const licence of licencesSchema.parse(JSON.parse(readFileSync(file, "utf8"))))
      found.set(`${licence.name} ${licence.version}`, licence);
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const FILE = "licences.json";
const licencesSchema = z.array(libraryLicenceSchema);
