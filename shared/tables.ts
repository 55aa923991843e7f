import { z } from "zod";
import { COMMISSIONERS, REGIONS, SERVICE_TYPES, STAGES, UNITS } from "./vocabulary.ts";

/** A reference month as the contract carries it. */
export const monthSchema = z
  .string()
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "a month is written YYYY-MM, for example 2025-01");
const month = monthSchema;
const count = z.number().nullable();

/** A question of a user's own set, `pay.rise`; one choice of a multiple choice is `pay.steps.agency`. */
export const ownQuestionSchema = z
  .templateLiteral([z.string(), ".", z.string()])
  .refine((code) => /^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39}){1,2}$/.test(code), "is written like pay.rise");
export type OwnQuestionCode = z.infer<typeof ownQuestionSchema>;

/** One row of a table. Figures are null where a protected table hides them; `hidden` then says why. */
export const tableRowSchema = z.strictObject({
  month,
  commissioner: z.enum(COMMISSIONERS).optional(),
  serviceType: z.union([z.enum(SERVICE_TYPES), z.literal("all"), z.literal("other_services")]).optional(),
  region: z.union([z.enum(REGIONS), z.literal("all"), z.literal("rest_of_england")]).optional(),
  base: count,
  /** By option code, in the scale's order. */
  counts: z.record(z.string(), z.number()).nullable(),
  notApplicable: count,
  blank: count,
  unrecognised: z.number().optional(),
  intends: count.optional(),
  yes: count.optional(),
  /** Questions of a user's own set: answers that count towards the share; null where none of its options does. */
  counted: count.optional(),
  share: count,
  low: count,
  high: count,
  /** Protected tables: the share as it may be printed where it is not the plain figure ("90 % or more"). */
  shareText: z.string().optional(),
  /** Protected tables: the rounded base is 30 to 55. */
  lowBase: z.literal(true).optional(),
  hidden: z.string().optional(),
  /** Protected tables: the groups added up in a merged row. */
  merges: z.array(z.string()).optional(),
  /** Matched tables: the other month of the comparison, and the same figure of the same members in it. */
  comparedWith: month.optional(),
  before: z
    .strictObject({
      base: z.number(),
      counted: z.number(),
      share: count,
      /** Questions of a user's own set only. */
      counts: z.record(z.string(), z.number()).optional(),
    })
    .optional(),
});
export type TableRow = z.infer<typeof tableRowSchema>;

/** A list of those who could answer, for coverage: the CQC directory, or the member list. */
export const FRAMES = ["directory", "members"] as const;
export type Frame = (typeof FRAMES)[number];
export const frameSchema = z.enum(FRAMES);

export const coverageRowSchema = z.strictObject({
  month,
  serviceType: z.union([z.enum(SERVICE_TYPES), z.literal("all")]).optional(),
  region: z.union([z.enum(REGIONS), z.literal("all")]).optional(),
  /** Those of the frame that answered; everybody who did where there is no frame. */
  responded: z.number(),
  /** Those in the frame; null without one. */
  known: count,
  share: count,
  /** Those who answered and are not in the frame, in the group they say; only where there is one. */
  outside: z.number().optional(),
});

/** A question of a user's own set as its tables explain it: the options in its base, and those its share counts. */
export const tableQuestionSchema = z.strictObject({
  code: ownQuestionSchema,
  label: z.string(),
  wording: z.string(),
  options: z.array(z.strictObject({ code: z.string(), label: z.string(), counted: z.boolean() })),
});
export type TableQuestion = z.infer<typeof tableQuestionSchema>;

/**
 * What `table … --json` prints (DESIGN section 7). `commissioner` is null where the rows name both, and for questions of
 * a user's own set, which `question` then explains.
 */
export const answerTableSchema = z.strictObject({
  measure: z.union([z.enum(STAGES), ownQuestionSchema]),
  question: tableQuestionSchema.optional(),
  commissioner: z.enum(COMMISSIONERS).nullable(),
  unit: z.enum(UNITS),
  protected: z.boolean(),
  matched: z.boolean().optional(),
  rows: z.array(tableRowSchema),
});
export type AnswerTable = z.infer<typeof answerTableSchema>;

export const coverageTableSchema = z.strictObject({
  measure: z.literal("coverage"),
  unit: z.enum(UNITS),
  protected: z.literal(false),
  /** What `known` counts, and the day it tells about, where there is a frame. */
  frame: frameSchema.optional(),
  asOf: z.string().optional(),
  rows: z.array(coverageRowSchema),
});

export type CoverageTable = z.infer<typeof coverageTableSchema>;

export const tableQuerySchema = z.strictObject({
  measure: z.union([z.enum([...STAGES, "coverage"]), ownQuestionSchema]),
  by: z.enum(["service-type", "region", "none"]),
  commissioner: z.enum(COMMISSIONERS).nullable().default(null),
  unit: z.enum(UNITS).default("organisation"),
  matched: z.boolean().default(false),
  protected: z.boolean().default(false),
  /** Coverage only; left out, the member list, else the directory, else none. Locations are compared with the directory. */
  frame: frameSchema.optional(),
});
export type TableQuery = z.infer<typeof tableQuerySchema>;

/** A counted question of a user's own set, for choosing what to look at. */
export const questionEntrySchema = z.strictObject({
  set: z.string(),
  /** The set's title. */
  title: z.string(),
  code: ownQuestionSchema,
  label: z.string(),
  wording: z.string(),
  /** Months in which the set has responses, earliest first. */
  months: z.array(month),
});
export type QuestionEntry = z.infer<typeof questionEntrySchema>;
