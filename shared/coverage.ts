import { z } from "zod";
import { frameSchema, monthSchema } from "./tables.ts";
import { REGIONS, SERVICE_TYPES, UNITS } from "./vocabulary.ts";

/** Who has answered and who has not, against the CQC directory or the member list. Names people: internal only. */

const month = monthSchema;

/** A list of those who could answer: the directory's organisations or locations, or the members. */
const frameInfoSchema = z.strictObject({
  frame: frameSchema,
  /** The day it tells about. */
  asOf: z.string(),
  /** How many it lists. */
  known: z.number(),
});
export type FrameInfo = z.infer<typeof frameInfoSchema>;

/** How the panel moved: those who answered in a month beside those of the month before it that has answers. */
const panelMonthSchema = z.strictObject({
  month,
  answered: z.number(),
  /** The month compared with; null for the first, as are the rest. */
  since: month.nullable(),
  stayed: z.number().nullable(),
  joined: z.number().nullable(),
  left: z.number().nullable(),
});
export type PanelMonth = z.infer<typeof panelMonthSchema>;

/** One of those who have not answered. */
const missingRowSchema = z.strictObject({
  member: z.string(),
  name: z.string(),
  /** "CQC provider 1-101", one entry each. */
  ids: z.array(z.string()),
  contact: z.string().nullable(),
  serviceType: z.enum(SERVICE_TYPES),
  region: z.enum(REGIONS),
  /** The last month before in which it answered. */
  lastAnswered: month.nullable(),
});
export type MissingRow = z.infer<typeof missingRowSchema>;

/** The operations on coverage; the rates themselves are the table of measure `coverage`. */
export const coverageOperations = {
  /** The lists there are to compare with, and the trend of the panel. */
  "coverage.panel": {
    input: z.strictObject({ unit: z.enum(UNITS).default("organisation") }),
    output: z.strictObject({ frames: z.array(frameInfoSchema), months: z.array(panelMonthSchema) }),
    progress: null,
  },
  /** Who has not answered about a month, by name. */
  "coverage.missing": {
    input: z.strictObject({
      month,
      unit: z.enum(UNITS).default("organisation"),
      frame: frameSchema.optional(),
      search: z.string().max(200).default(""),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({ frame: frameSchema, total: z.number(), rows: z.array(missingRowSchema) }),
    progress: null,
  },
  /** The same as a file to chase them by: it names them, and says so. */
  "coverage.chase": {
    input: z.strictObject({ month, unit: z.enum(UNITS).default("organisation"), frame: frameSchema.optional() }),
    output: z.strictObject({ name: z.string(), text: z.string(), rows: z.number() }),
    progress: null,
  },
} as const;
