/** A4 in millimetres, and the margins of the briefing. */
const SHORT = 210;
const LONG = 297;
const SIDE = 20;

/** How far list text stands from the margin, in millimetres. */
export const LIST_HANG = 7;

/** Twentieths of a point, as Word counts lengths. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440);
}

/** Pixels at 96 to the inch, as the Word library counts pictures. */
export function pixels(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 96);
}

/** Room for text and pictures in millimetres. */
export function textWidth(landscape: boolean): number {
  return (landscape ? LONG : SHORT) - 2 * SIDE;
}

/** The tallest picture that leaves room on its page for its words, in millimetres. */
export const TALLEST = 175;

/** A page of the briefing as the Word library takes it; it turns width and height itself. */
export const PAGE = {
  width: twips(SHORT),
  height: twips(LONG),
  margin: {
    top: twips(22),
    bottom: twips(20),
    left: twips(SIDE),
    right: twips(SIDE),
    header: twips(10),
    footer: twips(10),
  },
} as const;
