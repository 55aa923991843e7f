import type { PackChart } from "./charts.ts";
import type { PackHouse } from "./look.ts";
import type { PageTable, Piece } from "./page-tables.ts";
import type { MethodPoint } from "./wording.ts";

/** What a briefing says, in reading order: every written format (page, PDF, Word, slides) is set from this and no other source. */
export interface PackDocument {
  /** The finding, or the user's own title. */
  readonly title: string;
  /** The main finding, where the user gave a title of their own. */
  readonly lead: string | null;
  readonly campaign: string;
  /** How it looks and who issues it; null for the plain look. */
  readonly house: PackHouse | null;
  /** "Draft", or "Release" and its code; and "Fictional sample data" for the sample. */
  readonly tags: readonly string[];
  /** Reference month, period, place and unit. */
  readonly about: string;
  readonly sections: readonly DocumentSection[];
  /** What stands at the very end: the promise, and where the same figures are. */
  readonly closing: readonly string[];
}

/** A section under a heading of level 2. */
export interface DocumentSection {
  /** `messages`, `reading`, `intent`, `regions`, `later`, `quotes`, `context`, `hidden`, `methods`, or `set-` and the code of a user's own set. */
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** How wide the cells of a table are, and what they hold. */
export type TableLook = "plain" | "pair" | "dense" | "words";

/** One block of a section; a heading is of level 3. */
export type Block =
  | { readonly kind: "text"; readonly text: string; readonly note?: true }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Piece[])[] }
  | { readonly kind: "chart"; readonly chart: PackChart; readonly subtitle: string; readonly source: string }
  | { readonly kind: "table"; readonly table: PageTable; readonly look: TableLook }
  | { readonly kind: "terms"; readonly terms: readonly MethodPoint[] }
  | { readonly kind: "quote"; readonly words: string; readonly by: string }
  /** What somebody else published, where, and its address, empty where it has none: it looks like nothing of the pack's own. */
  | { readonly kind: "reference"; readonly text: string; readonly citation: string; readonly link: string };
