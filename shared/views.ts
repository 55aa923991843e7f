import { z } from "zod";
import { monthSchema, ownQuestionSchema } from "./tables.ts";
import { daySchema } from "./imports.ts";
import { COMMISSIONERS, STAGES } from "./vocabulary.ts";

/** What stands beside the figures of Explore: when they were collected, where the wording changed, and views kept for later. */

const nothing = z.strictObject({});

/** A question that was put in other words than in the month before, so that the two months compare badly. */
export const wordingBreakSchema = z.strictObject({
  /** The first month of the new wording. */
  month: monthSchema,
  /** Null for a question of a user's own set. */
  commissioner: z.enum(COMMISSIONERS).nullable(),
  /** The source that changed it, as people read it: `Capacity Tracker`, `SurveyMonkey`. */
  source: z.string(),
  before: z.string(),
  after: z.string(),
});
export type WordingBreak = z.infer<typeof wordingBreakSchema>;

/** The days on which a month's answers were given; null where no file says. */
export const collectionWindowSchema = z.strictObject({
  month: monthSchema,
  first: daySchema.nullable(),
  last: daySchema.nullable(),
});
export type CollectionWindow = z.infer<typeof collectionWindowSchema>;

/** A view of Explore that was kept under a name. */
export const savedViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** What follows `#/explore?` in its address. */
  address: z.string().max(1000),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** Operations of Explore beside its tables. */
export const viewOperations = {
  "context.get": {
    input: z.strictObject({ measure: z.union([z.enum(STAGES), ownQuestionSchema]) }),
    output: z.strictObject({ windows: z.array(collectionWindowSchema), breaks: z.array(wordingBreakSchema) }),
    progress: null,
  },
  "view.list": { input: nothing, output: z.array(savedViewSchema), progress: null },
  /** Keeps a view under its name, in the place of one of the same name. */
  "view.save": { input: savedViewSchema, output: z.array(savedViewSchema), progress: null },
  "view.remove": { input: z.strictObject({ name: z.string() }), output: z.array(savedViewSchema), progress: null },
} as const;
