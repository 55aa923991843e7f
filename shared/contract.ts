import { z } from "zod";
import { COMMISSIONERS, OPTIONS, REGIONS, SERVICE_TYPES, STAGES, UNITS } from "./vocabulary.ts";

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

/** What Import shows of a sheet before anything is stored. `month` is null where the user has to say it. */
export const sheetVerdictSchema = sheetResultSchema.extend({
  key: z.string(),
  month: month.nullable(),
  /** Why this month, or why it could not be told. */
  monthReason: z.string(),
  verdict: z.enum(["recognised", "month-needed", "unchanged"]),
  reasons: z.array(z.string()),
  unknownWordings: z.array(z.strictObject({ question: z.string(), wording: z.string(), rows: z.number() })),
});
export type SheetVerdict = z.infer<typeof sheetVerdictSchema>;

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

/** One row of a table. Figures are null where a protected table hides them; `hidden` then says why. */
export const tableRowSchema = z.strictObject({
  month,
  commissioner: z.enum(COMMISSIONERS).optional(),
  serviceType: z.union([z.enum(SERVICE_TYPES), z.literal("all"), z.literal("other_services")]).optional(),
  region: z.union([z.enum(REGIONS), z.literal("all"), z.literal("rest_of_england")]).optional(),
  base: count,
  counts: z.partialRecord(z.enum(OPTIONS), z.number()).nullable(),
  notApplicable: count,
  blank: count,
  unrecognised: z.number().optional(),
  intends: count.optional(),
  yes: count.optional(),
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
  before: z.strictObject({ base: z.number(), counted: z.number(), share: count }).optional(),
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

/** What `table … --json` prints (DESIGN section 7). `commissioner` is null where the rows name both. */
export const answerTableSchema = z.strictObject({
  measure: z.enum(STAGES),
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
  measure: z.enum([...STAGES, "coverage"]),
  by: z.enum(["service-type", "region", "none"]),
  commissioner: z.enum(COMMISSIONERS).nullable().default(null),
  unit: z.enum(UNITS).default("organisation"),
  matched: z.boolean().default(false),
  protected: z.boolean().default(false),
});
export type TableQuery = z.infer<typeof tableQuerySchema>;

/** A wording nobody has explained yet, one entry a question and wording. The place is its first appearance. */
export const issueSchema = z.strictObject({
  kind: z.enum(["unknown-wording", "unusable-id", "unknown-service-type", "unknown-region", "date"]),
  question: z.string(),
  wording: z.string(),
  rows: z.number(),
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.number(),
  message: z.string(),
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
  /** Says the month of one staged sheet and gives the staged import as it then stands. */
  "import.setMonth": {
    input: z.strictObject({ stageId: z.string(), sheetKey: z.string(), month }),
    output: stageSchema,
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
