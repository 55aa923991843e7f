import { z } from "zod";

/** The largest logo that may be picked, in bytes. */
export const LOGO_BYTES = 1_000_000;

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** What an association's documents look like, and who issues them. Colours are `#rrggbb` in small letters. */
export const houseSchema = z.strictObject({
  /** The association's name; empty where none is given. */
  name: z.string().trim().max(120),
  /** Whom to ask: one line. */
  contact: z.string().trim().max(200),
  /** Bars, tags, heads of column groups. */
  colour,
  /** The rule beside the key messages. */
  accent: colour,
  /** A picture in base64: as saved always a PNG, as picked a PNG or an SVG. */
  logo: z
    .base64()
    .max(Math.ceil(LOGO_BYTES / 3) * 4)
    .nullable(),
});
export type House = z.infer<typeof houseSchema>;

/** The look of packs where an association has chosen none. */
export const PLAIN_HOUSE: House = { name: "", contact: "", colour: "#12436d", accent: "#12436d", logo: null };

/** The least contrast of words against white (WCAG 2.2, success criterion 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** The contrast of a colour against white, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrastWithWhite(hex: string): number {
  const [red, green, blue] = partsOf(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) + 0.05);
}

/** Whether words in a colour can be read on white, and white words on it. */
export function isReadable(hex: string): boolean {
  return contrastWithWhite(hex) >= LEAST_CONTRAST;
}

/** The nearest colour of the same hue that can be read on white: itself, or as little darker as is enough. */
export function nearestReadable(hex: string): string {
  for (let light = 255; light > 0; light -= 1) {
    const darker = hexOf(partsOf(hex).map((part) => Math.floor((part * light) / 255)));
    if (isReadable(darker)) return darker;
  }
  return "#000000";
}

/** A pale tint of a colour, for the ground under words. */
export function tintOf(hex: string): string {
  return hexOf(partsOf(hex).map((part) => Math.round(255 - (255 - part) * 0.07)));
}

function partsOf(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function hexOf(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Operations about the look of an association's documents. */
export const houseOperations = {
  /** The look of this campaign's packs. */
  "house.get": { input: z.strictObject({}), output: houseSchema, progress: null },
  /**
   * Keeps it in the campaign; null for the plain one. A logo is drawn anew as a PNG of its own, which holds the picture and
   * nothing else.
   */
  "house.save": { input: z.strictObject({ house: houseSchema.nullable() }), output: houseSchema, progress: null },
} as const;
