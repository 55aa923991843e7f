import { distinctMonths, type Month } from "../../shared/month.ts";
import type { PackPlan } from "../../shared/packs.ts";
import { isConfirmed, type Quote } from "../../shared/quotes.ts";
import { SERVICE_TYPE_LABELS, STAGES } from "../../shared/vocabulary.ts";
import { contextOf } from "./context.ts";
import { groupOf } from "./pack/figures.ts";
import {
  allTables,
  type PackBreak,
  type PackDefinition,
  type PackQuote,
  type PackReference,
} from "./pack/definition.ts";
import { readQuotes } from "./quoting.ts";
import { readReferences } from "./referring.ts";
import type { Session } from "./session.ts";
import { readSetAsideReasons } from "./store/freeTexts.ts";

type Contents = Pick<PackDefinition, "month" | "months" | "tables" | "sets">;

/**
 * What stands in a pack beside its figures: the quotes that may be published, what others published, as far as they were
 * chosen and the plan has a place for them; where wordings changed; and why rows were set aside.
 */
export function packEntries(
  session: Session,
  contents: Contents,
  plan: PackPlan | null,
): Pick<PackDefinition, "quotes" | "references" | "breaks" | "setAside"> {
  const { campaign } = session;
  const has = (section: string): boolean => plan === null || plan.sections.includes(section);
  const quotes = has("quotes") ? packQuotes(readQuotes(campaign), contents) : [];
  const references = has("context")
    ? readReferences(campaign).flatMap(({ id: _id, inPack, ...rest }): PackReference[] => (inPack ? [rest] : []))
    : [];
  const breaks = breaksIn(session, contents);
  const setAside = setAsideWords(readSetAsideReasons(campaign, contents.months));
  return {
    ...(quotes.length === 0 ? {} : { quotes }),
    ...(references.length === 0 ? {} : { references }),
    ...(breaks.length === 0 ? {} : { breaks }),
    ...(setAside.length === 0 ? {} : { setAside }),
  };
}

/**
 * The quotes that were chosen, confirmed in the very words they are published in, and consented to, of no later month than
 * the one that leads. In the order of their words: that of the files they came in may tell somebody who said them.
 */
export function packQuotes(quotes: readonly Quote[], contents: Contents): PackQuote[] {
  return quotes
    .filter(({ month }) => month === null || month <= contents.month)
    .flatMap((quote): PackQuote[] => {
      const { inPack, consent, confirmed } = quote;
      if (!inPack || consent === null || confirmed === null || !isConfirmed(quote)) return [];
      const label = labelOf(quote, contents);
      return [{ words: confirmed.words, by: label === null ? "A member" : `A member (${label})` }];
    })
    .sort((a, b) => (a.by === b.by ? (a.words < b.words ? -1 : 1) : a.by < b.by ? -1 : 1));
}

/**
 * The one group a quote is named by; null where the published tables of its month do not show that group by itself. Service
 * type and region are never named together: no published table says how many share both.
 */
function labelOf({ label, month, serviceType, region }: Quote, contents: Contents): string | null {
  const key = label === "service-type" ? serviceType : region;
  if (label === "none" || month === null || key === "not_stated") return null;
  const isShown = allTables(contents).some(
    ({ by, table }) =>
      by === label && table.rows.some((row) => row.month === month && groupOf(row) === key && row.base !== null),
  );
  if (!isShown) return null;
  return label === "service-type" ? SERVICE_TYPE_LABELS[serviceType] : region;
}

/** Where the wording of each question of a pack changed, told once however many sources changed it. */
function breaksIn(session: Session, { tables, sets, months }: Contents): PackBreak[] {
  const about = [
    ...STAGES.filter((stage) => tables.some(({ measure }) => measure === stage)),
    ...sets.flatMap(({ questions }) => questions.map(({ code }) => code)),
  ];
  const all = new Set<Month>([...months, ...sets.flatMap((set) => set.months)]);
  return about.flatMap((measure) => {
    const found = contextOf(session, { measure }).breaks;
    return [...Map.groupBy(found, ({ commissioner }) => commissioner)].flatMap(([commissioner, own]) =>
      distinctMonths(own.map(({ month }) => month))
        .filter((month) => all.has(month))
        .map((month): PackBreak => ({ about: measure, commissioner, month })),
    );
  });
}

/** What a pack says of a reason that Import gave for setting a row aside; it never says how many there were. */
const SET_ASIDE: readonly (readonly [RegExp, string])[] = [
  [/^Nothing in this row identifies/, "rows that did not say who answered"],
  [/not finished/, "responses that were not finished"],
  [/preview/, "previews and tests of the survey"],
  [/spam/, "responses that the platform marked as spam"],
  [/totals/, "rows of totals"],
  [/headings are repeated/, "headings that were repeated"],
  [/No question of this collection/, "rows that answered no question of the collection"],
  [/month/, "rows whose month could not be told"],
];

/** The reasons in words of the pack's own, each once. */
export function setAsideWords(reasons: readonly string[]): string[] {
  const words = reasons.map((reason) => SET_ASIDE.find(([shape]) => shape.test(reason))?.[1] ?? "other rows");
  return [...new Set(words)].toSorted();
}
