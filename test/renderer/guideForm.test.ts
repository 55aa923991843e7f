import type { Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { anchorOf, CONTENTS } from "../../renderer/help/chapters.ts";
import { ROUTES } from "../../renderer/ui/route.ts";
import { plain, sources, textsIn, tokensOf, written } from "./guide.ts";

/** The form of the guide: what a chapter is made of, and that every link, picture and label in it is there. */

const slugs = written.map(({ slug }) => slug);
const each = written.map((chapter) => [chapter.slug, chapter] as const);

test("every screen has a chapter of its name, and the contents name every chapter once", () => {
  for (const route of ROUTES) expect(slugs).toContain(route);
  expect(CONTENTS.flatMap((part) => part.slugs).toSorted()).toEqual(slugs.toSorted());
});

describe.each(each)("%s", (_slug, { tokens, text }) => {
  test("begins with its title and one plain paragraph, and has headings to search for", () => {
    const [first, second] = tokens.filter(({ type }) => type !== "space");
    expect(first).toMatchObject({ type: "heading", depth: 1 });
    expect(second).toMatchObject({ type: "paragraph" });
    const depths = tokensOf(text, "heading").map((token) => (token as Tokens.Heading).depth);
    expect(depths.filter((depth) => depth === 1)).toHaveLength(1);
    expect(depths.filter((depth) => depth === 2).length).toBeGreaterThan(0);
    expect(Math.max(...depths)).toBeLessThanOrEqual(3);
  });

  test("is made of what the window can show: no HTML, no footnotes, no lists deeper than two", () => {
    const kinds = new Set(tokens.map(({ type }) => type));
    expect([...kinds].filter((type) => !BLOCKS.has(type))).toEqual([]);
    expect(tokensOf(text, "html")).toEqual([]);
    expect(text).not.toMatch(/\[\^/);
    expect(Math.max(0, ...tokens.map(depthOf))).toBeLessThanOrEqual(2);
  });

  test("speaks plainly and is no longer than 1,400 words", () => {
    const said = text.replaceAll(/```[\s\S]*?```|`[^`]*`|!\[/g, " ");
    expect(said).not.toMatch(/!|\p{Extended_Pictographic}/u);
    expect(text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length).toBeLessThanOrEqual(1400);
  });

  test("names a heading once, so that a link leads to one place", () => {
    const anchors = headingsOf(text);
    expect(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at)).toEqual([]);
  });

  test("links only to chapters and headings that are there", () => {
    const broken = tokensOf(text, "link")
      .map((token) => (token as Tokens.Link).href)
      .filter((href) => {
        const [, slug, anchor] = /^guide:([a-z]+)(?:#(.+))?$/.exec(href) ?? [];
        const aim = written.find((other) => other.slug === slug);
        return aim === undefined || (anchor !== undefined && !headingsOf(aim.text).includes(anchor));
      });
    expect(broken).toEqual([]);
  });

  test("writes in bold only what stands on the screen", () => {
    const bold = tokensOf(text, "strong").map((token) => plain((token as Tokens.Strong).text));
    expect(bold.filter((label) => !isLabel(label))).toEqual([]);
  });
});

test("every picture is shown once, in its own chapter, after the first paragraph", () => {
  const shown = written.flatMap(({ slug, text }) =>
    tokensOf(text, "image").map((token) => ({ slug, href: (token as Tokens.Image).href })),
  );
  expect(shown.map(({ href }) => href.replace("picture:", "")).toSorted()).toEqual(PICTURES.toSorted());
  for (const { slug, href } of shown) expect(slug).toBe(CHAPTER_OF[href.replace("picture:", "")] ?? slug);
  for (const { slug, tokens } of written.filter((chapter) => shown.some((picture) => picture.slug === chapter.slug))) {
    const third = tokens.filter(({ type }) => type !== "space")[2];
    expect(third?.raw, slug).toMatch(/^!\[[^\]]+\]\(picture:[a-z]+\)/);
  }
});

const BLOCKS: ReadonlySet<string> = new Set(["heading", "paragraph", "list", "table", "code", "space"]);

const PICTURES: readonly string[] = [
  "start",
  "month",
  "import",
  "check",
  "explore",
  "coverage",
  "trace",
  "brief",
  "beside",
  "releases",
];

/** The start screen is told of in two chapters; either may show it. */
const CHAPTER_OF: Readonly<Record<string, string>> = Object.fromEntries(
  PICTURES.filter((name) => name !== "start").map((name) => [name, name]),
);

/** In bold, and no label: words that stand on no screen of ours. Keep it short. */
const NO_LABELS: ReadonlySet<string> = new Set([]);

const shell = sources("electron").filter((file) => !file.startsWith("electron/engine/"));
const onScreen = textsIn([...sources("renderer", "shared"), ...shell]);

function isLabel(label: string): boolean {
  return NO_LABELS.has(label) || onScreen.whole.has(label) || onScreen.open.some((form) => form.test(label));
}

function headingsOf(text: string): readonly string[] {
  return tokensOf(text, "heading").map((token) => anchorOf((token as Tokens.Heading).text));
}

function depthOf(token: { readonly type: string }): number {
  if (token.type !== "list") return 0;
  const inside = (token as Tokens.List).items.flatMap((item) => item.tokens.map(depthOf));
  return 1 + Math.max(0, ...inside);
}
