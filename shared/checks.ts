import { z } from "zod";
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

/** What a person said a wording means; `value` is null where it is to be left as it is. */
export const decisionSchema = z.strictObject({
  kind: issueSchema.shape.kind,
  question: z.string(),
  wording: z.string(),
  value: z.string().nullable(),
  label: z.string(),
  at: z.string(),
});

/** A standing response and a superseded one of the same organisation that differ on an intent question. */
export const conflictSchema = z.strictObject({
  month,
  organisation: z.string(),
  question: z.string(),
  standing: z.strictObject({ option: z.string(), file: z.string(), sheet: z.string().nullable(), row: z.number() }),
  superseded: z.strictObject({ option: z.string(), file: z.string(), sheet: z.string().nullable(), row: z.number() }),
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
  conflicts: z.array(conflictSchema),
});
export type CheckReport = z.infer<typeof checkSchema>;
