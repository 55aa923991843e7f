import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { standardText } from "./licenceTexts.ts";

/** A library that is in the app, with what its licence says. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** As its package names it, such as "MIT". */
  readonly licence: string;
  readonly text: string;
}

/** The file beside a build that names every library in it. */
export const LICENCES_FILE = "licences.json";

/**
 * Writes beside each build which libraries are in it and what their licences say: those whose code went into it, and those
 * that lie beside it as they are.
 * @param beside the packages that are not put into the build
 */
export function licences(root: string, beside: readonly string[]): Plugin {
  return {
    name: "bellwether-licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      if (this.environment.name === "engine")
        for (const name of beside) folders.add(path.join(root, "node_modules", name));
      const found = [...folders]
        .map((folder) => licenceIn(folder, path.join(root, "node_modules")))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1));
      this.emitFile({ type: "asset", fileName: LICENCES_FILE, source: `${JSON.stringify(found, null, 1)}\n` });
    },
  };
}

/** The folder of the package that a module is of; null for our own. */
function packageFolder(id: string): string | null {
  const [file = ""] = id.replace(/^\0/, "").split("?");
  const parts = file.replaceAll("\\", "/").split("/");
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) return null;
  const folder = parts.slice(0, at + (parts[at + 1]?.startsWith("@") === true ? 3 : 2)).join("/");
  return existsSync(path.join(folder, "package.json")) ? folder : null;
}

function licenceIn(folder: string, modules: string): Licence {
  const { name, version, license, author } = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8"),
  ) as Record<string, unknown>;
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const licence = typeof license === "string" ? license : "see its text";
  const text = files
    .toSorted()
    .map((file) => readFileSync(path.join(folder, file), "utf8").trim())
    .join("\n\n");
  return {
    name: String(name),
    version: String(version),
    licence,
    text: text === "" ? standardText(licence, authorName(author, String(name)), modules) : text,
  };
}

/** Who wrote a package: its author, of whom no more than the name is given, or else whoever works on the package. */
function authorName(author: unknown, name: string): string {
  const given = typeof author === "object" && author !== null && "name" in author ? author.name : author;
  return typeof given === "string" ? given.replace(/\s*[<(].*$/, "") : `the authors of ${name}`;
}
