import { CHAPTERS, type Section, sectionsOf } from "./chapters.ts";

/** A section that holds what was looked for, and the words around the first place. */
export interface Found {
  readonly section: Section;
  readonly excerpt: string;
}

/** The sections that hold every word, those that name them in a heading first; at most 20. A word may be the start of one. */
export function searchGuide(wanted: string): readonly Found[] {
  const words = wanted
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  return CHAPTERS.flatMap(sectionsOf)
    .map((section) => ({ section, score: scoreOf(section, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({ section }) => ({ section, excerpt: excerptOf(section.text, words) }));
}

/** 0 where a word is missing; else more the more often words stand in a heading or title. */
function scoreOf({ chapter, heading, text }: Section, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const begins = startOf(word);
    const inHeading = begins.test(heading) ? 8 : 0;
    const inTitle = begins.test(chapter.title) ? (heading === "" ? 9 : 2) : 0;
    const inText = begins.test(text) ? 1 : 0;
    if (inHeading + inTitle + inText === 0) return 0;
    score += inHeading + inTitle + inText;
  }
  return score;
}

function excerptOf(text: string, words: readonly string[]): string {
  const first = Math.max(0, ...words.map((word) => text.search(startOf(word))));
  const from = first < AROUND ? 0 : text.lastIndexOf(" ", first - AROUND) + 1;
  const to = text.length <= from + 3 * AROUND ? text.length : text.lastIndexOf(" ", from + 3 * AROUND);
  return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}

function startOf(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "iu");
}

const MOST = 20;
const AROUND = 50;
