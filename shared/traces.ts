import { z } from "zod";
import { monthSchema, ownQuestionSchema, splitBySchema } from "./tables.ts";
import { COMMISSIONERS, REGIONS, SERVICE_TYPES, STAGES, UNITS } from "./vocabulary.ts";

/** From a figure to the organisations behind it, their responses and the cells in the files. Internal only. */

const month = monthSchema;
const page = { search: z.string().max(200).default(""), offset: z.int().min(0), limit: z.int().min(1).max(500) };

/** The figures of a table that are no single option, in the order they are offered. */
export const TRACED_SUMS = ["counted", "base", "not_applicable", "blank", "unrecognised", "all"] as const;

/** Before an option's code, which may be the name of one of these sums. */
export const ONE_ANSWER = "answer:";

/** One figure of a table. `group` is a group of its split as the table names it, or `all`; `option` an option's code or one of `TRACED_SUMS`. */
export const figureQuerySchema = z.strictObject({
  measure: z.union([z.enum(STAGES), ownQuestionSchema]),
  /** Null for a question of a user's own set only. */
  commissioner: z.enum(COMMISSIONERS).nullable().default(null),
  unit: z.enum(UNITS).default("organisation"),
  month,
  by: splitBySchema.default("none"),
  group: z.string().default("all"),
  option: z.string().default("base"),
  /** Only members that stand in the month compared with as well, as in a matched table. */
  matched: z.boolean().default(false),
  /** Matched figures: the month compared with, where it is not the one before. */
  against: month.optional(),
  /** Only members of these service types; none named, all. */
  serviceTypes: z.array(z.enum(SERVICE_TYPES)).default([]),
  /** Matched figures: what the same members answered in the month compared with. */
  before: z.boolean().default(false),
});
export type FigureQuery = z.infer<typeof figureQuerySchema>;

/** Where a row lies, as the spreadsheet program shows it. */
const placeSchema = { file: z.string(), sheet: z.string().nullable(), row: z.number() };

/** One member behind a figure. */
export const figureRowSchema = z.strictObject({
  /** The organisation's key, or the location's id. */
  member: z.string(),
  /** The organisation's name, for people. */
  organisation: z.string(),
  organisationKey: z.string(),
  /** The site its response speaks for, where it names one. */
  location: z.string().nullable(),
  responseId: z.number(),
  /** What its answer was taken for; `blank` where it gave none. */
  option: z.string(),
  /** The cell as it was written; null where it is blank. */
  written: z.string().nullable(),
  source: z.enum(["capacity-tracker", "survey"]),
  submittedAt: z.string().nullable(),
  serviceType: z.enum(SERVICE_TYPES),
  region: z.enum(REGIONS),
  ...placeSchema,
});
export type FigureRow = z.infer<typeof figureRowSchema>;

/** The members behind a figure: `total` is the figure, or as many of them as the search finds. */
export const figureTraceSchema = z.strictObject({
  total: z.number(),
  unit: z.enum(UNITS),
  /** The month whose answers these are: of matched figures it may be the one compared with. */
  month,
  rows: z.array(figureRowSchema),
});
export type FigureTrace = z.infer<typeof figureTraceSchema>;

/** A column of a file with its heading; both are missing where the file was read before columns were kept. */
const columnSchema = { column: z.string().nullable(), heading: z.string().nullable() };

/** A response beside others of its organisation, month and question set. */
const siblingSchema = z.strictObject({
  responseId: z.number(),
  name: z.string().nullable(),
  location: z.string().nullable(),
  source: z.enum(["capacity-tracker", "survey"]),
  submittedAt: z.string().nullable(),
  stands: z.boolean(),
  ...placeSchema,
});

/** Everything about one response: where it is written, who sent it, what it says and whether it stands. */
export const responseTraceSchema = z.strictObject({
  responseId: z.number(),
  month,
  /** Null for the hand-back questions. */
  questionSet: z.strictObject({ code: z.string(), title: z.string() }).nullable(),
  source: z.enum(["capacity-tracker", "survey"]),
  platform: z.string().nullable(),
  submittedAt: z.string().nullable(),
  /** Every place that holds it, the one that decides ties first. */
  places: z.array(
    z.strictObject({
      ...placeSchema,
      importedAt: z.string(),
      /** `stored` came first; `unchanged` holds the same again. */
      fate: z.enum(["stored", "unchanged"]),
    }),
  ),
  /** Identifiers by field as they were read. */
  identifiers: z.array(z.strictObject({ field: z.string(), value: z.string(), ...columnSchema })),
  organisation: z.strictObject({
    key: z.string(),
    name: z.string(),
    /** How the response was found to be its own, a sentence each. */
    how: z.array(z.string()),
  }),
  serviceType: z.strictObject({
    value: z.enum(SERVICE_TYPES),
    from: z.enum(["answer", "source", "register", "nothing"]),
    how: z.string(),
    written: z.string().nullable(),
    ...columnSchema,
  }),
  region: z.strictObject({ value: z.enum(REGIONS), from: z.enum(["source", "register", "nothing"]), how: z.string() }),
  /** One entry a question of its set, in order. */
  answers: z.array(
    z.strictObject({
      question: z.string(),
      label: z.string(),
      /** Null where the cell is blank. */
      written: z.string().nullable(),
      /** Null for free text. */
      option: z.string().nullable(),
      optionLabel: z.string().nullable(),
      /** A person said what the wording means. */
      decided: z.boolean(),
      ...columnSchema,
    }),
  ),
  /** What was not understood in its rows, with what a person said of it. */
  issues: z.array(z.strictObject({ field: z.string(), written: z.string(), decided: z.string().nullable() })),
  standing: z.array(
    z.strictObject({
      unit: z.enum(UNITS),
      stands: z.boolean(),
      /** The response that stands. */
      holder: z.number(),
      /** Why, in words. */
      reason: z.string(),
    }),
  ),
  siblings: z.array(siblingSchema),
});
export type ResponseTrace = z.infer<typeof responseTraceSchema>;

/** What becomes of a row: of responses, or of a register. */
export const ROW_FATES = ["stands", "superseded", "unchanged", "set-aside", "listed"] as const;
export type RowFate = (typeof ROW_FATES)[number];

/** One row of an imported file and what became of it. */
export const tracedRowSchema = z.strictObject({
  ...placeSchema,
  /** Null for registers. */
  month: month.nullable(),
  fate: z.enum(ROW_FATES),
  /** Who it is about, where it says so. */
  name: z.string().nullable(),
  responseId: z.number().nullable(),
  /** Why it was set aside, what holds it already, what stands instead. */
  detail: z.string().nullable(),
  /** The response that stands instead. */
  instead: z.number().nullable(),
});
export type TracedRow = z.infer<typeof tracedRowSchema>;

const rowCountsSchema = z.strictObject({
  read: z.number(),
  stands: z.number(),
  superseded: z.number(),
  unchanged: z.number(),
  setAside: z.number(),
  listed: z.number(),
});
export type TracedRowCounts = z.infer<typeof rowCountsSchema>;

/** The operations on traces. */
export const traceOperations = {
  /** Who is behind a figure, by name. */
  "trace.figure": { input: figureQuerySchema.extend(page), output: figureTraceSchema, progress: null },
  "trace.response": { input: z.strictObject({ responseId: z.int() }), output: responseTraceSchema, progress: null },
  /** What became of each row of an import, or of one of its files: read = the sum of the others. */
  "trace.rows": {
    input: z.strictObject({
      importId: z.int(),
      file: z.string().nullable().default(null),
      fate: z.enum([...ROW_FATES, "all"]).default("all"),
      ...page,
    }),
    output: z.strictObject({
      /** The import's files. */
      files: z.array(z.string()),
      counts: rowCountsSchema,
      total: z.number(),
      rows: z.array(tracedRowSchema),
    }),
    progress: null,
  },
} as const;
