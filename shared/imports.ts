import { z } from "zod";
import { monthSchema } from "./tables.ts";

const month = monthSchema;

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

/** What a register lists: the locations of the CQC directory, or the members of an association. */
export const REGISTER_KINDS = ["cqc-directory", "member-list"] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

/** A day, `2025-11-01`. */
export const daySchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "is written 2025-11-01");

/** One sheet that is a register, as `import --json` prints it. rowsRead = stored + unchanged + set aside. */
export const registerResultSchema = z.strictObject({
  file: z.string(),
  sheet: z.string().nullable(),
  kind: z.enum(REGISTER_KINDS),
  /** The day it tells about. */
  asOf: daySchema,
  asOfReason: z.string(),
  rowsRead: z.number(),
  stored: z.number(),
  /** Entries of a sheet that is stored already. */
  unchanged: z.number(),
  setAside: z.array(setAsideSchema),
  mapping: z.array(columnMappingSchema),
  ignoredSheets: z.array(z.string()),
  notes: z.array(z.string()),
});
export type RegisterResult = z.infer<typeof registerResultSchema>;

/** The same without each row that was set aside, of which a directory has tens of thousands. */
export const registerStoredSchema = registerResultSchema.omit({ mapping: true }).extend({ setAside: z.number() });

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
  /** What the field's own rules would note, rule by rule: worth a look, and never in the way. */
  warnings: z.array(z.strictObject({ rule: z.string(), rows: z.number(), text: z.string(), reason: z.string() })),
  unknownWordings: z.array(z.strictObject({ question: z.string(), wording: z.string(), rows: z.number() })),
  ignoredSheets: z.array(z.string()),
  /** It asks nothing, but lists organisations: a person may say that it is a member list. */
  looksLikeMembers: z.boolean(),
});
export type SheetVerdict = z.infer<typeof sheetVerdictSchema>;

/** What Import shows of a sheet that is a register before anything is stored. rowsRead = entries + setAside. */
export const registerVerdictSchema = z.strictObject({
  key: z.string(),
  file: z.string(),
  sheet: z.string().nullable(),
  kind: z.enum(REGISTER_KINDS),
  /** `needs-answer`: the day, or the columns that tell who a member is, have to be said before anything is stored. */
  verdict: z.enum(["recognised", "needs-answer", "unchanged"]),
  /** The day it tells about; null while it has to be said. */
  asOf: daySchema.nullable(),
  asOfReason: z.string(),
  /** The day the file was last changed, proposed for a missing day. */
  proposedAsOf: daySchema.nullable(),
  rowsRead: z.number(),
  entries: z.number(),
  /** Different CQC providers among them. */
  providers: z.number(),
  setAside: z.number(),
  /** The most frequent reasons first; the rest is counted under `otherReasons`. */
  reasons: z.array(z.strictObject({ reason: z.string(), rows: z.number() })),
  otherReasons: z.number(),
  headerRows: z.array(z.number()),
  columns: z.array(stagedColumnSchema),
  /** No column tells who its entries are. */
  namesNobody: z.boolean(),
  /** Why none of its rows can be stored, or that it lists far less than the one before it. */
  warning: z.string().nullable(),
  notes: z.array(z.string()),
  ignoredSheets: z.array(z.string()),
});
export type RegisterVerdict = z.infer<typeof registerVerdictSchema>;

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
  registers: z.array(registerVerdictSchema),
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
  registers: z.array(
    z.strictObject({
      file: z.string(),
      sheet: z.string().nullable(),
      kind: z.enum(REGISTER_KINDS),
      asOf: daySchema,
      entries: z.number(),
      setAside: z.number(),
      /** The newest of its kind lists far less than the one before it: it may be a part. */
      note: z.string().nullable(),
    }),
  ),
  /** The campaign file it merged, and how much was decided there; null for an import of files. */
  merged: z.strictObject({ name: z.string(), decisions: z.number() }).nullable(),
});
export type ImportRecord = z.infer<typeof importRecordSchema>;

/** What merging another campaign's file came to. */
export const mergeResultSchema = z.strictObject({
  /** Null where nothing of it is an import. */
  importId: z.number().nullable(),
  added: z.strictObject({
    files: z.number(),
    responses: z.number(),
    decisions: z.number(),
    registers: z.number(),
    /** Quotes, and what others published. */
    entries: z.number(),
    /** Releases of the other that were not known here; they stay when the merge is undone. */
    releases: z.number(),
  }),
  clashes: z.number(),
  /** It was not a copy of this campaign, nor this one of it. */
  notCopy: z.boolean(),
});
