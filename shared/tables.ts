import { z } from "zod";
import { COMMISSIONERS, REGIONS, SERVICE_TYPES, SIZE_BANDS, SPLITS, STAGES, UNITS, type Split } from "./vocabulary.ts";

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

/** The group of a row: one field a split, none without one. ICBs, local authorities and sources are named as people read them. */
const groupFields = {
  serviceType: z.union([z.enum(SERVICE_TYPES), z.literal("all"), z.literal("other_services")]).optional(),
  region: z.union([z.enum(REGIONS), z.literal("all"), z.literal("rest_of_england")]).optional(),
  size: z.union([z.enum(SIZE_BANDS), z.literal("all")]).optional(),
  /** `Capacity Tracker`, a survey platform as INTAKE spells it, `Other survey`, or `all`. */
  source: z.string().optional(),
  /** An integrated care board, `not_stated` or `all`; protected tables also have `other_boards`. */
  icb: z.string().optional(),
  localAuthority: z.string().optional(),
};

/** The field of a row that names its group, by split. */
export const GROUP_FIELDS = {
  "service-type": "serviceType",
  region: "region",
  size: "size",
  source: "source",
  icb: "icb",
  "local-authority": "localAuthority",
} as const satisfies Readonly<Record<Split, keyof typeof groupFields>>;

/** The key of a row's group, `all` where it is everybody. */
export function groupOfRow(
  row: { readonly [field in keyof typeof groupFields]?: string | undefined },
  by: SplitBy,
): string {
  return (by === "none" ? undefined : row[GROUP_FIELDS[by]]) ?? "all";
}

/** Whether a row is of everybody, whatever the split of its table. */
export function isEverybody(row: Parameters<typeof groupOfRow>[0]): boolean {
  return SPLITS.every((split) => groupOfRow(row, split) === "all");
}

/** A share that weights bring to the make-up of a list, beside the unweighted one. */
const weightedSchema = z.strictObject({
  share: z.number(),
  low: z.number(),
  high: z.number(),
  /** Kish’s: how many times the variance of an unweighted share. */
  designEffect: z.number(),
  /** Base divided by the design effect. */
  effectiveBase: z.number(),
});

/** How the members in the base of both months moved. */
const changeSchema = z.strictObject({
  pairs: z.number(),
  /** Counted now and not before. */
  gained: z.number(),
  /** Counted before and not now. */
  lost: z.number(),
  /** McNemar’s exact test, two-sided. */
  p: z.number(),
});

/** What those of a group gave to a number question, added up. */
const sumSchema = z.strictObject({
  /** To the hundredth; in protected tables a multiple of `roundedTo`, or null where hidden. */
  value: count,
  /** Protected tables: what sums are rounded to; null where hidden. */
  roundedTo: count,
  /** True tables: how many gave a number that can be added. */
  given: z.number().optional(),
  hidden: z.string().optional(),
  /** As that of the row. */
  remedy: z.string().optional(),
});

/** One row of a table. Figures are null where a protected table hides them; `hidden` then says why. */
export const tableRowSchema = z.strictObject({
  month,
  commissioner: z.enum(COMMISSIONERS).optional(),
  ...groupFields,
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
  /** Number questions whose numbers are added up. */
  sum: sumSchema.optional(),
  /** Protected tables: the share as it may be printed where it is not the plain figure ("90 % or more"). */
  shareText: z.string().optional(),
  /** Protected tables: the rounded base is 30 to 55. */
  lowBase: z.literal(true).optional(),
  hidden: z.string().optional(),
  /** The least that would show it, in words: for people inside, in no pack. */
  remedy: z.string().optional(),
  /** Protected tables: the groups added up in a merged row. */
  merges: z.array(z.string()).optional(),
  /** With a frame: those of the group on the list, and those who answered without being on it. */
  population: z.number().optional(),
  /** With weights: null where nobody is in the base, and where no weights bring the answers to the make-up of the list. */
  weighted: weightedSchema.nullable().optional(),
  /** Matched tables: null where nobody is in the base of both months. */
  change: changeSchema.nullable().optional(),
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

/** The lists by name, to follow "the". */
export const FRAME_NAMES: Readonly<Record<Frame, string>> = {
  directory: "CQC directory",
  members: "member list",
};

export const coverageRowSchema = z.strictObject({
  month,
  ...groupFields,
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
  /** Its numbers are added up: rows have a `sum`. */
  summed: z.literal(true).optional(),
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
  /** The list whose size corrects the intervals and whose make-up weights bring the shares to. */
  frame: frameSchema.optional(),
  /** Only organisations of these service types. */
  serviceTypes: z.array(z.enum(SERVICE_TYPES)).optional(),
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

/** What became of those who said one thing in one month. */
export const pathRowSchema = z.strictObject({
  /** The month in which they were asked how likely they were to hand contracts back. */
  month,
  commissioner: z.enum(COMMISSIONERS),
  ...groupFields,
  /** What they said then: likely or very likely, or another answer in the base. */
  said: z.enum(["likely", "not_likely"]),
  members: z.number(),
  /** Of these, in one of the next three months in the base of the question on discussions or that on hand-backs. */
  followed: z.number(),
  /** Of those followed: discussed it, handed back, either of the two. */
  discussed: z.number(),
  handedBack: z.number(),
  either: z.number(),
  /** `either` of `followed`, with Wilson’s interval; null where nobody was followed. */
  share: count,
  low: count,
  high: count,
  /** The last of the three months, and whether the campaign has answers of it or of a later one. */
  until: month,
  complete: z.boolean(),
});
export type PathRow = z.infer<typeof pathRowSchema>;

/** From intent to discussion to hand-back, for the same members. Internal only. */
export const pathTableSchema = z.strictObject({
  measure: z.literal("path"),
  unit: z.enum(UNITS),
  protected: z.literal(false),
  rows: z.array(pathRowSchema),
});
export type PathTable = z.infer<typeof pathTableSchema>;

/** Whether a table is of answers, and not of who answered or what became of them. */
export function isAnswerTable(table: AnswerTable | CoverageTable | PathTable): table is AnswerTable {
  return table.measure !== "coverage" && table.measure !== "path";
}

export const splitBySchema = z.enum([...SPLITS, "none"]);
export type SplitBy = z.infer<typeof splitBySchema>;

export const tableQuerySchema = z.strictObject({
  measure: z.union([z.enum([...STAGES, "coverage", "path"]), ownQuestionSchema]),
  by: splitBySchema,
  commissioner: z.enum(COMMISSIONERS).nullable().default(null),
  unit: z.enum(UNITS).default("organisation"),
  matched: z.boolean().default(false),
  /** Matched tables: the month every other is compared with; left out, each with the one before it. */
  against: month.optional(),
  protected: z.boolean().default(false),
  /**
   * Coverage: left out, the member list, else the directory, else none. Answers: corrects intervals for the size of the
   * list; left out, none. Locations are compared with the directory.
   */
  frame: frameSchema.optional(),
  /** Gives a weighted share beside each: the answers brought to the make-up of the frame by service type and region. */
  weighted: z.boolean().default(false),
  /** Only members of these service types; none named, all. */
  serviceTypes: z.array(z.enum(SERVICE_TYPES)).default([]),
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
