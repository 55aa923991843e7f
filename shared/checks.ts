import { z } from "zod";
import { WARNING_KINDS } from "./warnings.ts";
import { setAsideSchema } from "./imports.ts";
import { monthSchema } from "./tables.ts";

const month = monthSchema;

/** A wording nobody has explained yet, one entry a question and wording. The place is its first appearance. */
export const issueSchema = z.strictObject({
  kind: z.enum(["unknown-wording", "unknown-choice", "unusable-id", "unknown-service-type", "unknown-region", "date"]),
  question: z.string(),
  wording: z.string(),
  /** What a person may say it means; empty where nothing can be said but to leave it. Dates take any moment besides. */
  choices: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  rows: z.number(),
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.number(),
  message: z.string(),
});

/** What a person said a wording means, or which source stands first; `value` is null where it is to be left as it is. */
export const decisionSchema = z.strictObject({
  kind: z.enum([...issueSchema.shape.kind.options, "source-order"]),
  question: z.string(),
  wording: z.string(),
  value: z.string().nullable(),
  label: z.string(),
  at: z.string(),
});

const answerPlaceSchema = z.strictObject({
  responseId: z.number(),
  option: z.string(),
  source: z.enum(["capacity-tracker", "survey"]),
  submittedAt: z.string().nullable(),
  /** The site it speaks for, where it names one. */
  location: z.string().nullable(),
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.number(),
});

/** A standing response and a superseded one of the same organisation that differ on an intent question. */
export const conflictSchema = z.strictObject({
  month,
  organisation: z.string(),
  organisationKey: z.string(),
  question: z.string(),
  /** Asked again; another site of a group; or a survey beside the Capacity Tracker. */
  kind: z.enum(["again", "sites", "sources"]),
  /** How far the share of everybody would move if the other answer stood: 0 to 1. */
  impact: z.number(),
  /** What a person wrote when they chose the response that stands; null where the rule chose it. */
  note: z.string().nullable(),
  standing: answerPlaceSchema,
  superseded: answerPlaceSchema,
});

const sideSchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  /** What is known of it, a line each. */
  details: z.array(z.string()),
});

/** From this score on two organisations are called very likely one, and offered to be decided together with others. */
export const VERY_LIKELY_PAIR = 0.9;
/** From this score on they are called likely one. */
export const LIKELY_PAIR = 0.75;

/** Two organisations that may be one. The two are the same where respondents without an id gave the same name. */
export const organisationPairSchema = z.strictObject({
  a: sideSchema,
  b: sideSchema,
  /** 0 to 1. */
  score: z.number(),
  /** Very likely one, and neither of the two is offered with anybody else: fit to be decided together with others. */
  sure: z.boolean(),
  reasons: z.array(z.string()),
});
export type OrganisationPair = z.infer<typeof organisationPairSchema>;

/** Two organisations by their keys. */
const organisationKey = z
  .string()
  .regex(/^(provider|location|ods|name|named|respondent) ./, "is no organisation’s key");
export const organisationKeysSchema = z.strictObject({ a: organisationKey, b: organisationKey });

/** What a person said of two organisations. */
export const organisationLinkSchema = z.strictObject({
  a: sideSchema,
  b: sideSchema,
  verdict: z.enum(["same", "different", "later"]),
  note: z.string().nullable(),
  at: z.string(),
});

/** What a decision can be about: something not understood, the order of the sources, or a warning that was seen. */
export const decidableSchema = z.enum([...decisionSchema.shape.kind.options, ...WARNING_KINDS]);

/** What one of the field's own rules found in a sheet of a file: worth a look, never wrong for sure. */
export const warningSchema = z.strictObject({
  kind: z.enum(WARNING_KINDS),
  rule: z.string(),
  /** The file's hash and the sheet's place in it. */
  of: z.string(),
  rows: z.number(),
  /** The first row. */
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.number(),
  message: z.string(),
  reason: z.string(),
  /** When a person said that they had seen it; null where nobody did. */
  seenAt: z.string().nullable(),
});

/** What merged campaigns say differently of one thing. The latest counts until a person chooses. */
export const clashSchema = z.strictObject({
  key: z.string(),
  /** What a wording means; whether two are one organisation, said outright or through others; which response stands. */
  kind: z.enum(["wording", "organisations", "chain", "response"]),
  what: z.string(),
  values: z.array(
    z.strictObject({
      value: z.string().nullable(),
      label: z.string(),
      note: z.string().nullable(),
      at: z.string(),
      /** The file it was merged from; null where it was said here. */
      from: z.string().nullable(),
    }),
  ),
  /** The value that counts. */
  effective: z.string().nullable(),
});

/** What `check --json` prints. In `rows`, read = stored + unchanged + setAside. */
export const checkSchema = z.strictObject({
  rows: z.strictObject({
    read: z.number(),
    stored: z.number(),
    unchanged: z.number(),
    setAside: z.number(),
    standing: z.number(),
    superseded: z.number(),
  }),
  setAside: z.array(setAsideSchema.extend({ file: z.string(), sheet: z.string().nullable() })),
  issues: z.array(issueSchema),
  decisions: z.array(decisionSchema),
  /** Those that would move a headline most come first; at most so many, while `conflictCounts` has all of them. */
  conflicts: z.array(conflictSchema),
  conflictCounts: z.strictObject({ again: z.number(), sites: z.number(), sources: z.number() }),
  /** Conflicts in which a person chose the response that stands. */
  settled: z.array(conflictSchema),
  organisations: z.strictObject({
    /** The likeliest first; at most so many of `total`. */
    waiting: z.array(organisationPairSchema),
    total: z.number(),
    decided: z.array(organisationLinkSchema),
  }),
  clashes: z.array(clashSchema),
  /** Nothing here waits for a person, and no row is kept out for it. */
  warnings: z.array(warningSchema),
});
export type CheckReport = z.infer<typeof checkSchema>;

/**
 * How many things wait for a person: what was not understood and can be explained, organisations that may be one, and
 * what merged campaigns say differently.
 */
export function countOpenChecks({
  issues,
  organisations,
  clashes,
}: Pick<CheckReport, "issues" | "organisations" | "clashes">): number {
  return issues.filter(({ kind }) => kind !== "unusable-id").length + organisations.total + clashes.length;
}
