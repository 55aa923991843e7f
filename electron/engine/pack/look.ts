import { PLAIN_HOUSE, tintOf } from "../../../shared/house.ts";

/** How the documents of a pack look, and who issues them, where an association has chosen so. */
export interface PackHouse {
  readonly name: string;
  readonly contact: string;
  readonly colour: string;
  readonly accent: string;
  /** A PNG. */
  readonly logo: Uint8Array | null;
}

/** The colours of documents, `#rrggbb`: bars, tags and heads; the rule of key messages; and the ground under them. */
export interface Look {
  readonly main: string;
  readonly accent: string;
  readonly tint: string;
}

const PLAIN: Look = { main: PLAIN_HOUSE.colour, accent: PLAIN_HOUSE.accent, tint: "#eef3f8" };

/** The colours of a house; Bellwether's own without one. */
export function lookOf(house: PackHouse | null): Look {
  if (house === null) return PLAIN;
  const tint = house.colour === PLAIN.main ? PLAIN.tint : tintOf(house.colour);
  return { main: house.colour, accent: house.accent, tint };
}

/** Who issues a pack and what it is of, on one line. */
export function kicker({ house, campaign }: { readonly house: PackHouse | null; readonly campaign: string }): string {
  return house === null || house.name === "" ? campaign : `${house.name} · ${campaign}`;
}

/** Who issues a pack and whom to ask, as a sentence; null where neither is said. */
export function issuedBy({ name, contact }: Pick<PackHouse, "name" | "contact">): string | null {
  if (name === "" && contact === "") return null;
  const who = name === "" ? [] : [`Issued by ${name.replace(/\.$/, "")}.`];
  return [...who, ...(contact === "" ? [] : [`Contact: ${contact}`])].join(" ");
}

/** What is said of a logo to people who cannot see it. */
export function logoWords({ name }: Pick<PackHouse, "name">): string {
  return name === "" ? "Logo" : `Logo of ${name}`;
}

/**
 * The colours that stand for those of the house in Office files until they are finished, six digits in capitals. The rule
 * has one of its own, so that it can be told from the rest.
 */
export const STANDING = { main: "12436D", accent: "12436E", tint: "EEF3F8" } as const;

/** Puts the colours of the house in the place of those that stand for them; charts keep theirs, which mean something. */
export function inHouseColours(house: PackHouse | null): (name: string, xml: string) => string {
  const { main, accent, tint } = lookOf(house);
  const colours = new Map([
    [STANDING.main, main],
    [STANDING.accent, accent],
    [STANDING.tint, tint],
  ] as const);
  const standing = new RegExp([...colours.keys()].join("|"), "g");
  return (name, xml) =>
    name.includes("/charts/")
      ? xml
      : xml.replaceAll(standing, (found) => officeColour(colours.get(found as typeof STANDING.main) ?? main));
}

/** A colour as Office files write it: `#12436d` is `12436D`. */
export function officeColour(hex: string): string {
  return hex.slice(1).toUpperCase();
}
