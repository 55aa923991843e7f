import { lexer, type Token, type Tokens } from "marked";

/** A chapter of the user guide: its file's name, its title, and what it says, as Markdown's tokens. */
export interface Chapter {
  readonly slug: string;
  readonly title: string;
  readonly tokens: readonly Token[];
}

/** A part of a chapter under a heading of its own, as it is searched and linked to. */
export interface Section {
  readonly chapter: Chapter;
  /** Empty for what stands before the first heading. */
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

/** The guide's contents: chapters by what a reader is after, in the order to read them. */
export const CONTENTS: readonly { readonly part: string; readonly slugs: readonly string[] }[] = [
  { part: "Begin", slugs: ["welcome", "campaigns"] },
  {
    part: "The month’s work",
    slugs: ["month", "import", "questions", "check", "explore", "trace", "coverage", "brief", "beside", "releases"],
  },
  { part: "To look up", slugs: ["protection", "shorthand", "glossary", "trouble"] },
  { part: "For IT and data protection", slugs: ["administrator", "privacy", "commands", "operations"] },
];

const written = import.meta.glob<string>("./guide/*.md", { query: "?raw", import: "default", eager: true });

/** Every chapter, in the order of the contents. */
export const CHAPTERS: readonly Chapter[] = CONTENTS.flatMap(({ slugs }) => slugs.map(chapterOf));

/** The chapter of a name; the first where there is none of that name. */
export function chapterNamed(slug: string): Chapter {
  const found = CHAPTERS.find((chapter) => chapter.slug === slug) ?? CHAPTERS[0];
  if (found === undefined) throw new Error("The guide has no chapters.");
  return found;
}

/** A chapter cut at its headings of the second level. */
export function sectionsOf(chapter: Chapter): readonly Section[] {
  let section: Section = { chapter, anchor: "", heading: "", text: "" };
  const sections = [section];
  for (const token of chapter.tokens) {
    if (isHeading(token) && token.depth === 2)
      section = { chapter, anchor: anchorOf(token.text), heading: plain(token.tokens), text: "" };
    else section = { ...section, text: `${section.text} ${textOf(token)}`.replaceAll(/\s+/g, " ").trimStart() };
    if (section.anchor === sections.at(-1)?.anchor) sections.pop();
    sections.push(section);
  }
  return sections;
}

/** What a link calls a heading: its words in lower case, joined by hyphens. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replaceAll(/\s+/g, "-");
}

/** Whether a token is a heading. */
export function isHeading(token: Token): token is Tokens.Heading {
  return token.type === "heading";
}

function chapterOf(slug: string): Chapter {
  const tokens = lexer(written[`./guide/${slug}.md`] ?? `# ${slug}`);
  const first = tokens.find(isHeading);
  return {
    slug,
    title: first === undefined ? slug : plain(first.tokens),
    tokens: tokens.filter((token) => token !== first),
  };
}

/** The words of inline tokens, without their signs. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => ("tokens" in token && token.tokens !== undefined ? plain(token.tokens) : raw(token)))
    .join("");
}

/** The words of a block, for searching. */
function textOf(token: Token): string {
  if (token.type === "table") {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].map((row) => row.map((cell) => plain(cell.tokens)).join(" ")).join(" ");
  }
  if (token.type === "list")
    return (token as Tokens.List).items.map((item) => item.tokens.map(textOf).join(" ")).join(" ");
  return "tokens" in token && token.tokens !== undefined ? plain(token.tokens) : raw(token);
}

function raw(token: Token): string {
  return token.type === "image" || token.type === "space" ? "" : "text" in token ? String(token.text) : "";
}
