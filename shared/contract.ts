import { z } from "zod";
import { questionSetSchema } from "./questionSets.ts";
import { COMMISSIONERS, REGIONS, SERVICE_TYPES, STAGES, UNITS } from "./vocabulary.ts";

/**
 * The contract between a host's screens and the engine: every operation as `noun.verb` with its input, its output and
 * the progress it reports. Payloads are JSON; dates are ISO strings without a zone; months are `YYYY-MM`.
 */

const month = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "a month is written YYYY-MM, for example 2025-01");
const nothing = z.strictObject({});

/** Progress of long work: a stage in words, and how far along it is where the total is known. */
export const progressSchema = z.strictObject({
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

export const campaignSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Latest and earliest months with responses; null while empty. */
  firstMonth: month.nullable(),
  lastMonth: month.nullable(),
  responses: z.number(),
  organisations: z.number(),
  /** The sample campaign is fictional; everything else holds identifiable data. */
  sample: z.boolean(),
});
export type CampaignSummary = z.infer<typeof campaignSchema>;

/** A column of a sheet and the question or field it was taken for. `confidence` is 0 to 1; `reason` is in words. */
export const columnMappingSchema = z.strictObject({
  column: z.string(),
  header: z.string(),
  question: z.string(),
  confidence: z.number(),
  reason: z.string(),
});

export const setAsideSchema = z.strictObject({ row: z.number(), reason: z.string() });

/** One sheet that holds responses, as `import --json` prints it (DESIGN section 7). */
export const sheetResultSchema = z.strictObject({
  file: z.string(),
  sheet: z.string().nullable(),
  source: z.enum(["capacity-tracker", "survey"]),
  platform: z.string().nullable(),
  month,
  /** The question set its rows answer, where that is one of the user's own. */
  questionSet: z.string().optional(),
  rowsRead: z.number(),
  stored: z.number(),
  unchanged: z.number(),
  superseded: z.number(),
  setAside: z.array(setAsideSchema),
  mapping: z.array(columnMappingSchema),
  ignoredSheets: z.array(z.string()),
  /** What was noticed and may matter: hidden sheets, rows and columns, an unusual encoding or date order. */
  notes: z.array(z.string()),
});
export type SheetResult = z.infer<typeof sheetResultSchema>;

/** One column of a staged sheet. `role` is a question's code, a field, or null where it is left out. */
export const stagedColumnSchema = z.strictObject({
  /** 0-based, and as the spreadsheet program shows it. */
  index: z.number(),
  column: z.string(),
  header: z.string(),
  role: z.string().nullable(),
  confidence: z.number(),
  reason: z.string(),
  /** The column has to be decided about before anything is stored. */
  open: z.boolean(),
  /** What an open column may be. */
  suggestion: z.string().nullable(),
  samples: z.array(z.string()),
});
export type StagedColumn = z.infer<typeof stagedColumnSchema>;

/** One collection of a staged sheet: a question set about a month. rowsRead = added + changed + unchanged + setAside. */
export const stagedPartSchema = z.strictObject({
  key: z.string(),
  questionSet: z.string(),
  /** Null for the hand-back questions. */
  questionSetTitle: z.string().nullable(),
  month: month.nullable(),
  /** Why this month, or why it could not be told. */
  monthReason: z.string(),
  /** Answers to this many questions are read. */
  questions: z.number(),
  rowsRead: z.number(),
  added: z.number(),
  /** Responses of somebody who has answered this collection before, otherwise. */
  changed: z.number(),
  unchanged: z.number(),
  setAside: z.number(),
});
export type StagedPart = z.infer<typeof stagedPartSchema>;

/** What Import shows of a sheet before anything is stored. */
export const sheetVerdictSchema = z.strictObject({
  key: z.string(),
  file: z.string(),
  sheet: z.string().nullable(),
  source: z.enum(["capacity-tracker", "survey"]),
  platform: z.string().nullable(),
  confidence: z.number(),
  reasons: z.array(z.string()),
  notes: z.array(z.string()),
  /** `needs-answer`: a month, a column or the order of dates has to be said before anything is stored. */
  verdict: z.enum(["recognised", "changed", "needs-answer", "unchanged"]),
  headerRows: z.array(z.number()),
  columns: z.array(stagedColumnSchema),
  parts: z.array(stagedPartSchema),
  /** Set while dates can be read in two ways. */
  dateOrder: z.strictObject({ row: z.number(), written: z.string() }).nullable(),
  /** What has changed since this source was imported last; null where it never was. */
  since: z
    .strictObject({
      file: z.string(),
      month,
      changes: z.array(
        z.strictObject({ kind: z.enum(["added", "dropped", "renamed", "reworded", "new-option"]), text: z.string() }),
      ),
    })
    .nullable(),
  unknownWordings: z.array(z.strictObject({ question: z.string(), wording: z.string(), rows: z.number() })),
  ignoredSheets: z.array(z.string()),
});
export type SheetVerdict = z.infer<typeof sheetVerdictSchema>;

/** What became, or would become, of one row. */
export const FATE_NAMES = ["new", "changed", "unchanged", "set-aside"] as const;

/** One row of a staged part, as Import previews it. */
export const previewRowSchema = z.strictObject({
  row: z.number(),
  fate: z.enum(FATE_NAMES),
  /** Why it is set aside. */
  reason: z.string().nullable(),
  organisation: z.string().nullable(),
  submittedAt: z.string().nullable(),
  answers: z.array(z.strictObject({ question: z.string(), option: z.string(), written: z.string() })),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;

export const errorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  file: z.string().optional(),
  sheet: z.string().optional(),
  row: z.number().optional(),
});

export const stageSchema = z.strictObject({
  stageId: z.string(),
  sheets: z.array(sheetVerdictSchema),
  /** Files that could not be used at all; the others can still be committed. */
  refused: z.array(errorSchema),
});
export type StagedImport = z.infer<typeof stageSchema>;

export const importRecordSchema = z.strictObject({
  importId: z.number(),
  at: z.string(),
  files: z.array(z.string()),
  months: z.array(month),
  rowsRead: z.number(),
  stored: z.number(),
  unchanged: z.number(),
  setAside: z.number(),
});
export type ImportRecord = z.infer<typeof importRecordSchema>;

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

export const coverageRowSchema = z.strictObject({
  month,
  serviceType: z.union([z.enum(SERVICE_TYPES), z.literal("all")]).optional(),
  region: z.union([z.enum(REGIONS), z.literal("all")]).optional(),
  responded: z.number(),
  known: count,
  share: count,
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
});
export type TableQuery = z.infer<typeof tableQuerySchema>;

/** A wording nobody has explained yet, one entry a question and wording. The place is its first appearance. */
export const issueSchema = z.strictObject({
  kind: z.enum([
    "unknown-wording",
    "unknown-choice",
    "unusable-id",
    "unknown-service-type",
    "unknown-region",
    "date",
  ]),
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

export const packResultSchema = z.strictObject({
  folder: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  /** Figures hidden in this pack, each with its reason in words. */
  hidden: z.array(z.strictObject({ where: z.string(), reason: z.string() })),
  openChecks: z.number(),
  draft: z.literal(true),
});
export type PackResult = z.infer<typeof packResultSchema>;

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
  "campaign.list": { input: nothing, output: z.array(campaignSchema), progress: null },
  "campaign.current": { input: nothing, output: campaignSchema.nullable(), progress: null },
  "campaign.create": {
    input: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    output: campaignSchema,
    progress: null,
  },
  "campaign.open": { input: z.strictObject({ id: z.string() }), output: campaignSchema, progress: null },
  /** Opens the sample campaign; makes its raw files and imports them where it does not exist yet. */
  "campaign.openSample": { input: nothing, output: campaignSchema, progress: progressSchema },
  "campaign.close": { input: nothing, output: nothing, progress: null },

  /** Reads files and says what they are; stores nothing. Paths come from the host's own dialog, drop or upload. */
  "import.stage": {
    input: z.strictObject({ files: z.array(z.strictObject({ path: z.string(), name: z.string() })).min(1) }),
    output: stageSchema,
    progress: progressSchema,
  },
  /** Says what a staged sheet's columns are, how its dates are written and which months it is about; reads it again. */
  "import.choose": {
    input: z.strictObject({
      stageId: z.string(),
      sheetKey: z.string(),
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
    output: z.strictObject({ importId: z.number().nullable(), files: z.array(sheetResultSchema) }),
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
  /** Says what a wording means, for all rows now and later; null leaves it as it is. */
  "check.decide": {
    input: z.strictObject({
      kind: issueSchema.shape.kind,
      question: z.string(),
      wording: z.string(),
      value: z.string().nullable(),
    }),
    output: checkSchema,
    progress: progressSchema,
  },
  /** Takes a decision back: its wording waits again. */
  "check.undecide": {
    input: z.strictObject({ kind: issueSchema.shape.kind, question: z.string(), wording: z.string() }),
    output: checkSchema,
    progress: progressSchema,
  },

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
  "questionSet.save": { input: z.strictObject({ set: questionSetSchema }), output: questionSetSchema, progress: progressSchema },
  "questionSet.remove": { input: z.strictObject({ code: z.string() }), output: nothing, progress: null },

  /** Every counted question of the user's own sets, set by set. */
  "question.list": { input: nothing, output: z.array(questionEntrySchema), progress: null },
  "table.get": {
    input: tableQuerySchema,
    output: z.union([answerTableSchema, coverageTableSchema]),
    progress: progressSchema,
  },

  /** Composes a protected draft pack: a new folder, or one new zip file, inside `into`; null is the host's own place for packs. */
  "brief.compose": {
    input: z.strictObject({
      month: month.nullable(),
      title: z.string().trim().min(1).max(200).nullable(),
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
