import { z } from "zod";
import { aboutOperations } from "./about.ts";
import { campaignOperations } from "./campaigns.ts";
import { checkSchema, decidableSchema, organisationKeysSchema, organisationLinkSchema } from "./checks.ts";
import {
  daySchema,
  FATE_NAMES,
  importRecordSchema,
  previewRowSchema,
  registerStoredSchema,
  REGISTER_KINDS,
  sheetResultSchema,
  stageSchema,
} from "./imports.ts";
import { coverageOperations } from "./coverage.ts";
import { houseOperations } from "./house.ts";
import { packOperations, packPlanSchema, packResultSchema } from "./packs.ts";
import { questionSetSchema } from "./questionSets.ts";
import { quoteOperations } from "./quotes.ts";
import { referenceOperations } from "./references.ts";
import { releaseOperations } from "./releases.ts";
import {
  answerTableSchema,
  coverageTableSchema,
  monthSchema,
  pathTableSchema,
  questionEntrySchema,
  tableQuerySchema,
} from "./tables.ts";
import { wordingOperations } from "./wordings.ts";
import { viewOperations } from "./views.ts";
import { traceOperations } from "./traces.ts";

/**
 * The contract between a host's screens and the engine: every operation as `noun.verb` with its input, its output and
 * the progress it reports. Payloads are JSON; dates are ISO strings without a zone; months are `YYYY-MM`.
 */

const month = monthSchema;
const nothing = z.strictObject({});

export {
  answerTableSchema,
  coverageRowSchema,
  coverageTableSchema,
  ownQuestionSchema,
  questionEntrySchema,
  tableQuerySchema,
  tableQuestionSchema,
  tableRowSchema,
  type AnswerTable,
  type CoverageTable,
  type Frame,
  type OwnQuestionCode,
  type PathRow,
  type PathTable,
  type QuestionEntry,
  type TableQuery,
  type TableQuestion,
  type TableRow,
} from "./tables.ts";

export {
  campaignSchema,
  type Backup,
  type BackupReason,
  type CampaignSummary,
  type CopySeen,
  type LibraryEntry,
} from "./campaigns.ts";
export type { CollectionWindow, SavedView, WordingBreak } from "./views.ts";
export type { FrameInfo, MissingRow, PanelMonth } from "./coverage.ts";
export {
  ONE_ANSWER,
  ROW_FATES,
  TRACED_SUMS,
  type FigureQuery,
  type FigureRow,
  type FigureTrace,
  type ResponseTrace,
  type TracedRow,
} from "./traces.ts";

export { packResultSchema, type PackResult } from "./packs.ts";
export { checkSchema, countOpenChecks, issueSchema, type CheckReport, type OrganisationPair } from "./checks.ts";
export {
  FATE_NAMES,
  registerResultSchema,
  sheetResultSchema,
  type ImportRecord,
  type PreviewRow,
  type RegisterKind,
  type RegisterResult,
  type RegisterVerdict,
  type SheetResult,
  type SheetVerdict,
  type StagedColumn,
  type StagedImport,
  type StagedPart,
} from "./imports.ts";

/** Progress of long work: a stage in words, and how far along it is where the total is known. */
export const progressSchema = z.strictObject({
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Every operation of the engine. */
export const contract = {
  "app.info": {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      host: z.enum(["electron", "loopback", "command"]),
      dataFolder: z.string(),
      /** Where packs go when no folder is chosen. */
      packsFolder: z.string(),
    }),
    progress: null,
  },
  ...campaignOperations,

  /** Reads files and says what they are; stores nothing. Paths come from the host's own dialog, drop or upload. */
  "import.stage": {
    input: z.strictObject({ files: z.array(z.strictObject({ path: z.string(), name: z.string() })).min(1) }),
    output: stageSchema,
    progress: progressSchema,
  },
  /**
   * Says what a staged sheet is, what its columns are, how its dates are written, and which months or (a register) which
   * day it is about; reads it again.
   */
  "import.choose": {
    input: z.strictObject({
      stageId: z.string(),
      sheetKey: z.string(),
      kind: z.enum([...REGISTER_KINDS, "survey"]).optional(),
      /** The day a register tells about. */
      asOf: daySchema.optional(),
      /** By 0-based column; null leaves a column out. Columns not named stay as recognised. */
      columns: z.record(z.string(), z.string().nullable()).optional(),
      dateOrder: z.enum(["day-month", "month-day"]).optional(),
      headerRow: z.int().min(1).nullable().optional(),
      /** By part. */
      months: z.record(z.string(), month).optional(),
    }),
    output: stageSchema,
    progress: progressSchema,
  },
  /** Leaves a staged file out of the import. */
  "import.leaveOut": {
    input: z.strictObject({ stageId: z.string(), file: z.string() }),
    output: stageSchema,
    progress: null,
  },
  /** Rows of a staged part, those of one fate or all, by row; `search` looks into organisations and answers. */
  "import.rows": {
    input: z.strictObject({
      stageId: z.string(),
      sheetKey: z.string(),
      part: z.string(),
      fate: z.enum([...FATE_NAMES, "all"]),
      search: z.string().max(200).default(""),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({ total: z.number(), rows: z.array(previewRowSchema) }),
    progress: null,
  },
  /** The mapping of a staged sheet as a file to keep or share: headings and wordings, no answers and no names. */
  "import.mapping": {
    input: z.strictObject({ stageId: z.string(), sheetKey: z.string() }),
    output: z.strictObject({ name: z.string(), text: z.string() }),
    progress: null,
  },
  "import.commit": {
    input: z.strictObject({ stageId: z.string() }),
    output: z.strictObject({
      importId: z.number().nullable(),
      files: z.array(sheetResultSchema),
      registers: z.array(registerStoredSchema),
    }),
    progress: progressSchema,
  },
  "import.discard": { input: z.strictObject({ stageId: z.string() }), output: nothing, progress: null },
  "import.list": { input: nothing, output: z.array(importRecordSchema), progress: null },
  "import.undo": {
    input: z.strictObject({ importId: z.number() }),
    output: importRecordSchema,
    progress: progressSchema,
  },

  "check.report": { input: nothing, output: checkSchema, progress: null },
  /**
   * Says what a wording means, for all rows now and later; null leaves it as it is. Of a warning, by its rule as the
   * question and its sheet (`of`) as the wording, null says that it was seen.
   */
  "check.decide": {
    input: z.strictObject({
      kind: decidableSchema,
      question: z.string(),
      wording: z.string(),
      value: z.string().nullable(),
    }),
    output: checkSchema,
    progress: progressSchema,
  },
  /** Takes a decision back: its wording waits again. */
  "check.undecide": {
    input: z.strictObject({ kind: decidableSchema, question: z.string(), wording: z.string() }),
    output: checkSchema,
    progress: progressSchema,
  },
  /** Settles what merged campaigns say differently by one of its values, which then counts as said here and now. */
  "check.settle": {
    input: z.strictObject({ key: z.string(), value: z.string().nullable() }),
    output: checkSchema,
    progress: progressSchema,
  },

  /** Says of pairs of organisations that they are the same or different, or puts them off; remembered for ever. */
  "check.link": {
    input: z.strictObject({
      pairs: z.array(organisationKeysSchema).min(1).max(1000),
      verdict: organisationLinkSchema.shape.verdict,
      note: z.string().trim().max(500).default(""),
    }),
    output: checkSchema,
    progress: progressSchema,
  },
  /** Takes back what was said of pairs of organisations. */
  "check.unlink": {
    input: z.strictObject({ pairs: z.array(organisationKeysSchema).min(1).max(1000) }),
    output: checkSchema,
    progress: progressSchema,
  },
  /** Has a response stand for its organisation and month whatever the rule says. */
  "check.stand": {
    input: z.strictObject({ responseId: z.int(), note: z.string().trim().max(500) }),
    output: checkSchema,
    progress: progressSchema,
  },
  /** Leaves the organisation and month of a response to the rule again. */
  "check.unstand": { input: z.strictObject({ responseId: z.int() }), output: checkSchema, progress: progressSchema },

  /** The question sets of the user's own. `responses` counts what would be lost with a set: one that has any stays. */
  "questionSet.list": {
    input: nothing,
    output: z.array(z.strictObject({ set: questionSetSchema, responses: z.number() })),
    progress: null,
  },
  /** Proposes a question set from columns of a staged sheet: kinds, scales and bands told from the values. */
  "questionSet.propose": {
    input: z.strictObject({ stageId: z.string(), sheetKey: z.string(), columns: z.array(z.number()).min(1) }),
    output: questionSetSchema,
    progress: null,
  },
  /** Writes a set, new or changed; answers already stored are coded again by its scales. */
  "questionSet.save": {
    input: z.strictObject({ set: questionSetSchema }),
    output: questionSetSchema,
    progress: progressSchema,
  },
  "questionSet.remove": { input: z.strictObject({ code: z.string() }), output: nothing, progress: null },

  /** Every counted question of the user's own sets, set by set. */
  "question.list": { input: nothing, output: z.array(questionEntrySchema), progress: null },
  "table.get": {
    input: tableQuerySchema,
    output: z.union([answerTableSchema, coverageTableSchema, pathTableSchema]),
    progress: progressSchema,
  },

  ...aboutOperations,
  ...traceOperations,
  ...coverageOperations,
  ...viewOperations,
  ...releaseOperations,
  ...packOperations,
  ...houseOperations,
  ...wordingOperations,
  ...quoteOperations,
  ...referenceOperations,

  /** Composes a protected draft pack: a new folder, or one new zip file, inside `into`; null is the host's own place for packs. */
  "brief.compose": {
    input: z.strictObject({
      month: month.nullable(),
      title: z.string().trim().min(1).max(200).nullable(),
      /** Which documents and sections; null for all. */
      plan: packPlanSchema.nullable(),
      into: z.string().nullable(),
      zip: z.boolean(),
    }),
    output: packResultSchema,
    progress: progressSchema,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType; progress: typeof progressSchema | null }>;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type Input<O extends OperationName> = z.input<Contract[O]["input"]>;
export type ParsedInput<O extends OperationName> = z.output<Contract[O]["input"]>;
export type Output<O extends OperationName> = z.output<Contract[O]["output"]>;
