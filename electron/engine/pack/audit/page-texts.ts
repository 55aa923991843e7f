import { markupEvents, type MarkupEvent, Paragraphs } from "./markup.ts";
import { type PackText, type Reading, textsOf, withoutTicks } from "./texts.ts";

/** What a page or a drawing says, and the figures it marks with their names. */
export interface PageReading extends Reading {
  /** Name and text of every marked figure. */
  readonly figures: readonly (readonly [string, string])[];
  /** What cells of tables hold beside marked figures. */
  readonly cells: readonly string[];
}

/** Stands in running text for a marked figure: a digit right beside it belongs to nothing. */
export const MARKED = "\ue000";

/** Reads HTML or SVG: its text, titles, descriptions, attributes for people who cannot see it, and comments. */
export function readPage(source: string): PageReading {
  const texts: PackText[] = [];
  const runs: string[] = [];
  const figures: (readonly [string, string])[] = [];
  const cells: string[] = [];
  const words = new Paragraphs();
  const labels: string[] = [];
  const state: State = { drawings: 0, within: "", cell: null, marked: null };
  const end = (): void => {
    if (state.drawings > 0) labels.push(...words.take());
    else texts.push(...textsOf("words", words.take()));
  };
  const open = (event: MarkupEvent & { readonly type: "open" }): void => {
    const { name, attribute } = event;
    state.within = name;
    texts.push(...attributeTexts(event));
    if (name === "tspan" && ["x", "y", "dy"].some((place) => attribute(place) !== null)) words.run(" ");
    if (name === "br") words.run(" ");
    else if (!INLINE.has(name)) end();
    if (name === "svg" && !event.closed) state.drawings += 1;
    if (name === "td") state.cell = "";
    const key = attribute("data-f");
    if (state.marked !== null && name === state.marked.name && !event.closed) state.marked.depth += 1;
    if (state.marked === null && key !== null && !event.closed) state.marked = { key, name, depth: 1, text: "" };
  };
  const close = (name: string): void => {
    state.within = "";
    if (!INLINE.has(name)) end();
    if (name === "svg" && state.drawings > 0) {
      state.drawings -= 1;
      if (state.drawings === 0) texts.push(...textsOf("chart", withoutTicks(labels.splice(0))));
    }
    if (name === "td" && state.cell !== null) {
      cells.push(state.cell);
      state.cell = null;
    }
    if (state.marked === null || name !== state.marked.name) return;
    state.marked.depth -= 1;
    if (state.marked.depth > 0) return;
    figures.push([state.marked.key, state.marked.text]);
    words.run(MARKED);
    state.marked = null;
  };
  for (const event of markupEvents(source)) {
    if (event.type === "open") open(event);
    else if (event.type === "close") close(event.name);
    else if (event.type === "comment") texts.push(...textsOf("words", [event.text]));
    else if (state.within === "style") texts.push(...textsOf("words", styleWords(event.text)));
    else {
      runs.push(event.text);
      if (state.marked !== null) state.marked.text += event.text;
      else {
        words.run(event.text);
        if (state.cell !== null) state.cell += event.text;
      }
    }
  }
  end();
  if (labels.length > 0) texts.push(...textsOf("chart", withoutTicks(labels)));
  if (state.marked !== null) figures.push([state.marked.key, state.marked.text]);
  if (state.cell !== null) cells.push(state.cell);
  return { texts, runs, figures, cells };
}

/** Where a reader of a page stands. */
interface State {
  /** Drawings around this place. */
  drawings: number;
  /** The element opened last, up to its end tag. */
  within: string;
  /** The open cell of a table, without marked figures. */
  cell: string | null;
  /** The open marked figure. */
  marked: { readonly key: string; readonly name: string; depth: number; text: string } | null;
}

const INLINE: ReadonlySet<string> = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tspan u var wbr br".split(
    " ",
  ),
);

/** Attributes that stand for a picture, and those with words of their own. */
const PICTURE_WORDS = ["alt", "aria-label", "aria-description", "title"] as const;
const WORDS = [
  "content",
  "summary",
  "label",
  "placeholder",
  "value",
  "aria-valuetext",
  "aria-roledescription",
] as const;

function attributeTexts({ name, attribute }: MarkupEvent & { readonly type: "open" }): readonly PackText[] {
  if (name === "meta" && attribute("name") === "viewport") return [];
  const pictures = PICTURE_WORDS.flatMap((word) => attribute(word) ?? []);
  const words = WORDS.flatMap((word) => attribute(word) ?? []);
  return [...textsOf("chart", pictures), ...textsOf("words", words)];
}

/** What a style sheet says itself: generated text and comments. */
function styleWords(style: string): readonly string[] {
  return [...style.matchAll(/content\s*:\s*("[^"]*"|'[^']*')|\/\*([\s\S]*?)\*\//g)].map(
    ([, content = "", comment = ""]) => `${content}${comment}`,
  );
}
