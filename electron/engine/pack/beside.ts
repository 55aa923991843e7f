import { dayLabel } from "../../../shared/day.ts";
import { monthLabel, parseMonth } from "../../../shared/month.ts";
import { PACK_SECTION_LABELS } from "../../../shared/packs.ts";
import { REFERENCE_KINDS, type ReferenceKind } from "../../../shared/references.ts";
import type { PackDefinition, PackReference } from "./definition.ts";
import type { Block, DocumentSection } from "./document.ts";

/** Members' words; null where the pack has none. */
export function quotesSection({ quotes = [] }: Pick<PackDefinition, "quotes">): DocumentSection | null {
  if (quotes.length === 0) return null;
  return {
    id: "quotes",
    heading: PACK_SECTION_LABELS.quotes,
    blocks: [{ kind: "text", text: QUOTES_SAID }, ...quotes.map((quote): Block => ({ kind: "quote", ...quote }))],
  };
}

/** What others published, figures before commitments; null where the pack has none. */
export function contextSection({ references = [] }: Pick<PackDefinition, "references">): DocumentSection | null {
  if (references.length === 0) return null;
  return {
    id: "context",
    heading: PACK_SECTION_LABELS.context,
    blocks: [
      { kind: "text", text: NOT_OURS },
      ...REFERENCE_KINDS.flatMap((kind): readonly Block[] => {
        const own = references.filter((reference) => reference.kind === kind);
        if (own.length === 0) return [];
        return [
          { kind: "heading", text: KIND_HEADINGS[kind] },
          ...own.map((reference): Block => ({
            kind: "reference",
            text: reference.text,
            citation: citation(reference),
            link: reference.link,
          })),
        ];
      }),
    ],
  };
}

/** What is to be known of members' words. */
export const QUOTES_SAID =
  "These are the words of single members, given with their consent. What could tell who they are was taken out and reads […]. They illustrate; they are not counted.";

/** What is to be known of what others published. */
export const NOT_OURS =
  "These are not figures of this pack’s own. Others published them; they were asked otherwise, of others, and can be neither added to the figures of this pack nor compared with them.";

const KIND_HEADINGS: Readonly<Record<ReferenceKind, string>> = {
  figure: "Figures from published sources",
  commitment: "Policy commitments",
};

/** "Care Provider Alliance, Survey of …, 27 November 2024. https://…". */
export function referenceSource(reference: PackReference): string {
  return reference.link === "" ? citation(reference) : `${citation(reference)} ${reference.link}`;
}

/** An address as programs follow it, of the characters alone that one may have (URL Standard); Word takes others for damage. */
export function followed(link: string): string {
  return link === "" ? "" : new URL(link).href;
}

function citation({ publisher, source, date }: PackReference): string {
  return `${publisher}, ${source}, ${published(date)}.`;
}

function published(date: string): string {
  if (date.length > 7) return dayLabel(date);
  const month = parseMonth(date);
  return month === null ? date : monthLabel(month);
}

/** Words with numbers of their own, and addresses, that stand in a pack as people gave or published them. */
export function besideWords({ quotes = [], references = [] }: Pick<PackDefinition, "quotes" | "references">): string[] {
  return [
    ...quotes.map(({ words }) => words),
    ...references.flatMap((one) => [one.text, referenceSource(one), citation(one), one.link, followed(one.link)]),
  ];
}
