import { z } from "zod";

/** What others published, which stands beside a pack’s figures and never among them: figures, and commitments of policy. */

export const REFERENCE_KINDS = ["figure", "commitment"] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** The kinds in words. */
export const REFERENCE_LABELS: Readonly<Record<ReferenceKind, string>> = {
  figure: "Figure from a published source",
  commitment: "Policy commitment",
};

const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((text) => text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim());

export const referenceSchema = z.strictObject({
  /** A UUID, or the name of one that came with the app. */
  id: z.string().min(1).max(60),
  kind: z.enum(REFERENCE_KINDS),
  /** What the source says, in a sentence or two. */
  text: line(400).pipe(z.string().min(1)),
  /** The document, and who published it. */
  source: line(200).pipe(z.string().min(1)),
  publisher: line(120).pipe(z.string().min(1)),
  /** When it was published: a year, a month or a day. */
  date: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/),
  /** Its address as a text; empty where there is none. Nothing is fetched. */
  link: z.union([
    z.literal(""),
    z
      .url({ protocol: /^https?$/ })
      .max(300)
      .refine((address) => !/[@\s]/.test(address)),
  ]),
  /** Chosen for packs. */
  inPack: z.boolean(),
});
export type Reference = z.infer<typeof referenceSchema>;

const references = z.array(referenceSchema);

/** Operations about what others published. */
export const referenceOperations = {
  /** Those of the campaign; the ones that came with the app as well, unless they were removed. */
  "reference.list": { input: z.strictObject({}), output: references, progress: null },
  "reference.save": { input: referenceSchema, output: references, progress: null },
  "reference.remove": { input: z.strictObject({ id: z.string().max(60) }), output: references, progress: null },
} as const;
