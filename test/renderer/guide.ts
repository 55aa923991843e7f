import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { lexer, type Token, type Tokens, walkTokens } from "marked";

/** The project’s own folder. */
export const root = path.join(import.meta.dirname, "../..");

/** A chapter of the guide as it is written. */
export interface Written {
  readonly slug: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

const folder = path.join(root, "renderer/help/guide");

/** Every chapter on the disk. */
export const written: readonly Written[] = readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .map((file) => {
    const text = readFileSync(path.join(folder, file), "utf8");
    return { slug: file.slice(0, -".md".length), text, tokens: lexer(text) };
  });

/** What a chapter says. @throws Error where there is none of that name */
export function chapter(slug: string): string {
  const found = written.find((each) => each.slug === slug);
  if (found === undefined) throw new Error(`The guide has no chapter “${slug}”.`);
  return found.text;
}

/** What a chapter says as people read it: without signs of form, in one line. */
export function words(slug: string): string {
  return chapter(slug).replaceAll("**", "").replaceAll("`", "").replaceAll(/\s+/g, " ");
}

/** What stands under a heading of the second level; empty where there is no such heading. */
export function section(slug: string, heading: string): string {
  const [, text = ""] = `\n${chapter(slug)}`.split(`\n## ${heading}\n`);
  return text.split("\n## ")[0] ?? "";
}

/** The codes in a text, which stand in `code`, and the lines of fenced code. */
export function codes(text: string): ReadonlySet<string> {
  return new Set(tokensOf(text, "codespan").map((token) => plain((token as Tokens.Codespan).text)));
}

/** The tokens of a kind in a text, wherever they stand. */
export function tokensOf(text: string, type: string): readonly Token[] {
  const found: Token[] = [];
  void walkTokens(lexer(text), (token) => {
    if (token.type === type) found.push(token);
  });
  return found;
}

/** Those of some codes that a text does not hold. */
export function missing(wanted: Iterable<string>, text: string): readonly string[] {
  const held = codes(text);
  return [...wanted].filter((code) => !held.has(code));
}

/** A number or text that a file gives to a name which it keeps to itself. @throws Error where it does not */
export function constantIn(file: string, name: string): string {
  const found = new RegExp(`const ${name}(?:: [^=]+)? = "?([^;"]+)"?;`).exec(source(file))?.[1];
  if (found === undefined) throw new Error(`${file} gives nothing to ${name}.`);
  return found.replaceAll("_", "");
}

/** A source file. */
export function source(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** The source files below some folders, and files. */
export function sources(...places: readonly string[]): readonly string[] {
  return places.flatMap((place): readonly string[] => {
    if (!statSync(path.join(root, place)).isDirectory()) return [place];
    return sources(...readdirSync(path.join(root, place)).map((name) => `${place}/${name}`)).filter((name) =>
      /\.(tsx?|mjs)$/.test(name),
    );
  });
}

/** The texts that source files hold: quoted ones, templates with `${…}` in them, and what stands between tags. */
export function textsIn(files: readonly string[]): {
  readonly quoted: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
  readonly open: readonly RegExp[];
} {
  const quoted = new Set<string>();
  const whole = new Set<string>();
  const open: RegExp[] = [];
  for (const file of files) {
    const text = source(file);
    for (const [, said = ""] of text.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)) quoted.add(inLine(said));
    for (const [tagged] of text.matchAll(/(?<=[>}])[^<>{}]+(?=[<{])/g)) whole.add(inLine(tagged));
    for (const [, template = ""] of text.matchAll(/`((?:[^`\\]|\\.)*)`/g)) {
      const parts = inLine(template).split(/\$\{[^}]*\}/);
      if (parts.length === 1) whole.add(inLine(template));
      else if (parts.join("").replaceAll(/\P{L}/gu, "").length >= 8) open.push(pattern(parts));
    }
  }
  return { quoted, whole: new Set([...quoted, ...whole]), open };
}

function pattern(parts: readonly string[]): RegExp {
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".+")}$`, "u");
}

function inLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** Markdown’s tokens escape what HTML would; these texts are compared as they read. */
export function plain(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
