import { LONGEST_QUOTE, type FreeText, type Quote, type Removal } from "../../shared/quotes.ts";
import type { Reference, ReferenceKind } from "../../shared/references.ts";

/** A quote nobody has kept yet: empty, or of an answer. */
export function newQuote(answer?: FreeText): Quote {
  const { file = "", sheet = null, row = 0, question = "" } = answer ?? {};
  return {
    id: crypto.randomUUID(),
    text: (answer?.text ?? "").trim().slice(0, LONGEST_QUOTE),
    from: answer === undefined ? null : { file, sheet, row, question },
    month: answer?.month ?? null,
    serviceType: answer?.serviceType ?? "not_stated",
    region: answer?.region ?? "not_stated",
    label: "service-type",
    removed: [],
    left: [],
    consent: null,
    confirmed: null,
    inPack: false,
  };
}

/** Something that others published, nobody has kept yet. */
export function newReference(kind: ReferenceKind): Reference {
  return { id: crypto.randomUUID(), kind, text: "", source: "", publisher: "", date: "", link: "", inPack: true };
}

/** A quote with new proposals: those that were left in stay in, and what was taken out by hand stays out. */
export function withProposals(quote: Quote, proposed: readonly Removal[]): Quote {
  const isLeft = (one: Removal): boolean => quote.left.some((other) => sameWords(one, other));
  const byHand = quote.removed.filter(({ kind }) => kind === "own");
  return {
    ...quote,
    left: proposed.filter(isLeft),
    removed: [...proposed.filter((one) => !isLeft(one) && !byHand.some((hand) => touches(one, hand))), ...byHand],
  };
}

/** Every place of a text where some words stand, as taken out by hand. */
export function placesOf(text: string, words: string): Removal[] {
  const sought = words.trim().toLowerCase();
  const found: Removal[] = [];
  if (sought === "") return found;
  const whole = text.toLowerCase();
  for (let at = whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + sought.length))
    found.push({ start: at, end: at + sought.length, kind: "own" });
  return found;
}

/** Whether two parts of a text are the same. */
export function sameWords(one: Removal, other: Removal): boolean {
  return one.start === other.start && one.end === other.end;
}

function touches(one: Removal, other: Removal): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Today as `YYYY-MM-DD`. */
export function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
