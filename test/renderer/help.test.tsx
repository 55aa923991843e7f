import { MantineProvider } from "@mantine/core";
import { lexer } from "marked";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CHAPTERS, sectionsOf } from "../../renderer/help/chapters.ts";
import { Markdown } from "../../renderer/help/Markdown.tsx";
import { searchGuide } from "../../renderer/help/search.ts";

test("every word of the guide is found where it stands, whichever chapter it is in", () => {
  for (const chapter of CHAPTERS) {
    const headed = sectionsOf(chapter).filter(({ heading }) => heading !== "");
    expect(headed.length, chapter.slug).toBeGreaterThan(0);
    for (const { anchor, heading } of headed) {
      const places = searchGuide(heading).map(({ section }) => `${section.chapter.slug}#${section.anchor}`);
      expect(places, heading).toContain(`${chapter.slug}#${anchor}`);
    }
  }
});

test("a heading that names what is looked for comes before text that only mentions it; every word must be there", () => {
  const found = searchGuide("releases");
  expect(found[0]?.section.chapter.slug).toBe("releases");
  expect(found.length).toBeGreaterThan(1);
  expect(searchGuide("releases xylophone")).toEqual([]);
  expect(searchGuide(" ")).toEqual([]);
  expect(searchGuide("eleases")).toEqual([]);
});

test("what a chapter says is text, whatever it looks like", () => {
  const drawn = renderToStaticMarkup(
    <MantineProvider>
      <Markdown
        tokens={lexer("Less `<b>` & **more** [here](guide:check#a)\n\n1. one\n2. two\n\n| a |\n|---|\n| 1 |\n")}
        follow={() => undefined}
      />
    </MantineProvider>,
  );
  expect(drawn).toContain("&lt;b&gt;");
  expect(drawn).toContain("<strong>more</strong>");
  expect(drawn).toMatch(/<ol><li>one<\/li><li>two<\/li><\/ol>/);
  expect(drawn).toMatch(/<td[^>]*>1<\/td>/);
});

test("nothing in a chapter is taken as HTML, and what cannot be shown is refused while it is written", () => {
  const draw = (text: string) =>
    renderToStaticMarkup(
      <MantineProvider>
        <Markdown tokens={lexer(text)} follow={() => undefined} />
      </MantineProvider>,
    );
  expect(() => draw("<script>alert(1)</script>")).toThrow("cannot show");
  expect(() => draw("a <b>c</b>")).toThrow("cannot show");
});
