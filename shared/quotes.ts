import { z } from "zod";
import { monthSchema } from "./tables.ts";
import { daySchema } from "./imports.ts";
import { REGIONS, SERVICE_TYPES } from "./vocabulary.ts";

/** Members’ words as evidence: as given, what was taken out of them, who consents and who confirmed them. */

/** Why some words of a quote are taken out. */
export const REMOVAL_KINDS = [
  "organisation",
  "place",
  "person",
  "email",
  "phone",
  "postcode",
  "id",
  "address",
  "number",
  "own",
] as const;
export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** The reasons in words. */
export const REMOVAL_REASONS: Readonly<Record<RemovalKind, string>> = {
  organisation: "names an organisation",
  place: "names a place",
  person: "names a person",
  email: "is an e-mail address",
  phone: "is a phone number",
  postcode: "is a postcode",
  id: "is an id of a register",
  address: "is a web address",
  number: "is a number that may tell who it is",
  own: "taken out by hand",
};

/** Some words of a text by their places in it: from the first character up to before the last. */
export const removalSchema = z
  .strictObject({ start: z.int().min(0), end: z.int().min(1), kind: z.enum(REMOVAL_KINDS) })
  .refine(({ start, end }) => start < end, "It holds no words.");
export type Removal = z.infer<typeof removalSchema>;

/** The longest quote, in characters: it stands on one slide and on one page. */
export const LONGEST_QUOTE = 800;

const person = z.string().trim().min(1).max(120);

export const quoteSchema = z.strictObject({
  id: z.uuid(),
  /** As given. It never enters a pack. */
  text: z.string().trim().min(1).max(LONGEST_QUOTE),
  /** The cell it stands in; null where somebody typed it. */
  from: z
    .strictObject({ file: z.string(), sheet: z.string().nullable(), row: z.int(), question: z.string() })
    .nullable(),
  month: monthSchema.nullable(),
  serviceType: z.enum(SERVICE_TYPES),
  region: z.enum(REGIONS),
  /** Which of the two a pack names. Never both: together they may be one member. */
  label: z.enum(["service-type", "region", "none"]),
  /** What is taken out. */
  removed: z.array(removalSchema).max(200),
  /** Proposals that a person looked at and left in. */
  left: z.array(removalSchema).max(200),
  /** Who consented to its use, on which day and how; null where nobody did. */
  consent: z.strictObject({ by: person, on: daySchema, note: z.string().trim().max(500) }).nullable(),
  /** Who read it as it would be published, and those words: any change to them takes the confirmation away. */
  confirmed: z.strictObject({ by: person, on: daySchema, words: z.string() }).nullable(),
  /** Chosen for packs. */
  inPack: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;

/** What stands in the place of words that were taken out. */
export const REMOVED = "[…]";

/** A quote as it would be published: without what is taken out, in one line. */
export function redacted({ text, removed }: Pick<Quote, "text" | "removed">): string {
  let words = "";
  let at = 0;
  for (const { start, end } of removed.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    words += start >= at ? `${text.slice(at, start)}${REMOVED}` : "";
    at = end;
  }
  return `${words}${text.slice(at)}`
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .replaceAll(/\[…\](?:[ ,]*\[…\])+/gu, REMOVED)
    .trim();
}

/** Whether a person confirmed a quote as it now reads. */
export function isConfirmed(quote: Quote): boolean {
  return quote.confirmed !== null && quote.confirmed.words === redacted(quote);
}

/** Why a quote cannot enter a pack yet, in words; null where it can. */
export function withheld(quote: Quote): string | null {
  if (quote.consent === null) return "No consent is recorded.";
  if (quote.confirmed === null) return "Nobody has confirmed its words yet.";
  return isConfirmed(quote) ? null : "Its words have changed since they were confirmed.";
}

/** A free-text answer of the campaign, from which a quote can be made. */
export const freeTextSchema = z.strictObject({
  text: z.string(),
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.number(),
  question: z.string(),
  month: monthSchema,
  serviceType: z.enum(SERVICE_TYPES),
  region: z.enum(REGIONS),
});
export type FreeText = z.infer<typeof freeTextSchema>;

const quotes = z.array(quoteSchema);

/** Operations about members’ words. */
export const quoteOperations = {
  "quote.list": { input: z.strictObject({}), output: quotes, progress: null },
  /** Answers in free text, those that hold some words where asked; `total` counts all of these. */
  "quote.answers": {
    input: z.strictObject({
      search: z.string().max(200).default(""),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.strictObject({ total: z.number(), answers: z.array(freeTextSchema) }),
    progress: null,
  },
  /** Proposes what to take out of a text, in order, never overlapping. */
  "quote.propose": {
    input: z.strictObject({ text: z.string().max(LONGEST_QUOTE) }),
    output: z.array(removalSchema),
    progress: null,
  },
  /** Keeps a quote, new or changed. One that says it is confirmed must name nobody of the campaign. */
  "quote.save": { input: quoteSchema, output: quotes, progress: null },
  /** Removes a quote with its words as given. */
  "quote.remove": { input: z.strictObject({ id: z.uuid() }), output: quotes, progress: null },
} as const;
