import { measuredWidth } from "./font-metrics.ts";

/** A slide of 16:9 in inches, and its margin. */
export const SLIDE = { width: 13.333, height: 7.5, side: 0.6 } as const;

/** A place on a slide, in inches. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const WIDE = SLIDE.width - 2 * SLIDE.side;

/** Where things stand on a slide with a chart under its title. */
export const UNDER = {
  title: { x: SLIDE.side, y: 0.38, w: WIDE, h: 0.98 },
  subtitle: { x: SLIDE.side, y: 1.38, w: WIDE, h: 0.32 },
} as const satisfies Record<string, Box>;

/** The title of a slide of words, which begin close under it. */
export const LINE_OF_TITLE: Box = { ...UNDER.title, h: 0.6 };

/** Where things stand on a slide with a tall picture beside its words. */
export const BESIDE = {
  title: { x: SLIDE.side, y: 0.38, w: 3.75, h: 2.6 },
  picture: { x: 4.6, y: 0.4, w: 8.25, h: 6.5 },
} as const satisfies Record<string, Box>;

/** The width that texts beside a picture are measured for: narrow columns waste more of each line. */
export const BESIDE_TEXT = 3.4;

/** The title and the words of the first slide. */
export const FIRST = {
  title: { x: 0.9, y: 1.5, w: 11.4, h: 2.3 },
  words: { x: 0.9, y: 4.0, w: 11.4, h: 2.4 },
} as const satisfies Record<string, Box>;

/** The foot of every slide, and the last line that content may reach. */
export const FOOT = { x: SLIDE.side, y: 7.02, w: WIDE - 1.2, h: 0.32 } as const satisfies Box;
export const BOTTOM = 6.92;

/** The running text of a slide and the sizes it may take, in points. */
export const BODY = { x: SLIDE.side, y: 1.3, w: WIDE, h: 5.4, points: [20, 18, 16] } as const;

/** The columns of a table in inches, and the points of its text. */
export const TABLE = { points: 16, columns: [4.2, WIDE - 4.2] } as const;

/** Points of a title that fit its box; long ones are set smaller rather than cut. */
export function titlePoints(text: string, { w, h }: Box, largest: number): number {
  for (const points of [largest, 28, 24, 22, 20, 18, 16, 14]) {
    if (points <= largest && heightOf(text, points, w) <= h) return points;
  }
  return 12;
}

/** The height of a text in inches, set as wide as the bold of it would be. */
export function heightOf(text: string, points: number, width: number): number {
  return (linesOf(text, points, width) * points * 1.2) / 72;
}

/** Lines that a text takes in a column: words one after the other, one that is wider than the column over several. */
function linesOf(text: string, points: number, width: number): number {
  const room = width * 72 - 2;
  const space = measuredWidth(" ", points);
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    const wide = measuredWidth(word, points) * BOLDER;
    if (used > 0 && used + space + wide > room) {
      lines += 1;
      used = 0;
    }
    lines += Math.max(0, Math.ceil(wide / room) - 1);
    used += (used > 0 ? space : 0) + (wide > room ? wide % room : wide);
  }
  return lines;
}

/** How much wider bold letters are. */
const BOLDER = 1.08;

/** A list, each of its items in paragraphs, at the largest size at which it fits one slide; over several at the least size where it fits none. */
export function fitted<Item>(
  items: readonly Item[],
  textsOf: (item: Item) => readonly string[],
): { readonly points: number; readonly pages: readonly (readonly Item[])[] } {
  const heights = (points: number): readonly number[] =>
    items.map((item) => {
      const lines = textsOf(item).map((text) => heightOf(text, points, BODY.w - 0.4));
      return lines.reduce((sum, one) => sum + one, (points * 0.5) / 72);
    });
  const least = BODY.points.at(-1) ?? 16;
  const points = BODY.points.find((size) => heights(size).reduce((sum, one) => sum + one, 0) <= BODY.h) ?? least;
  const pages: Item[][] = [[]];
  let room: number = BODY.h;
  heights(points).forEach((height, index) => {
    const item = items[index];
    if (item === undefined) return;
    if (height > room && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([]);
      room = BODY.h;
    }
    room -= height;
    pages.at(-1)?.push(item);
  });
  return { points, pages };
}
