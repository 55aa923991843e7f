import { z } from "zod";
import { mergeResultSchema } from "./imports.ts";
import { monthSchema } from "./tables.ts";

export const campaignSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Latest and earliest months with responses; null while empty. */
  firstMonth: monthSchema.nullable(),
  lastMonth: monthSchema.nullable(),
  responses: z.number(),
  organisations: z.number(),
  /** The sample campaign is fictional; everything else holds identifiable data. */
  sample: z.boolean(),
});
export type CampaignSummary = z.infer<typeof campaignSchema>;

/** A campaign as the library lists it. */
export const libraryEntrySchema = campaignSchema.extend({
  bytes: z.number(),
  /** When it was opened here last; null where it never was. */
  openedAt: z.string().nullable(),
  archived: z.boolean(),
  /** Why it cannot be opened; its name is then that of its file. */
  fault: z.string().nullable(),
});
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

/** Why a backup was made. */
export const BACKUP_REASONS = [
  "daily",
  "by-hand",
  "before-undo",
  "before-merge",
  "before-replace",
  "before-restore",
  "before-migration",
] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

export const backupSchema = z.strictObject({
  name: z.string(),
  at: z.string(),
  reason: z.enum(BACKUP_REASONS),
  bytes: z.number(),
});
export type Backup = z.infer<typeof backupSchema>;

/** What became of a copy that was asked about: what it is, or that its passphrase is needed. */
export const copySeenSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("locked"),
    /** Why the passphrase given does not open it; null where none was given. */
    reason: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal("campaign"),
    campaign: campaignSchema.omit({ id: true }),
    /** Set where the file is one of the library's own. */
    own: z.string().nullable(),
    /** Campaigns of the library that it is a copy of, or that are copies of it; the one opened last first. */
    known: z.array(campaignSchema),
  }),
]);
export type CopySeen = z.infer<typeof copySeenSchema>;

/** The shortest passphrase a copy may be protected by, in characters. */
export const SHORTEST_PASSPHRASE = 12;

const nothing = z.strictObject({});
const progress = z.strictObject({ stage: z.string(), done: z.number(), total: z.number().nullable() });
const byId = z.strictObject({ id: z.string() });
const passphrase = z.string().max(1000).nullable();
const copy = z.strictObject({ path: z.string(), name: z.string(), passphrase });
const name = z.string().trim().min(1).max(120);
const written = z.strictObject({ path: z.string(), bytes: z.number() });

/** What can be done with whole campaigns. Paths come from the host's own dialog, drop or upload. */
export const campaignOperations = {
  "campaign.list": { input: nothing, output: z.array(libraryEntrySchema), progress: null },
  "campaign.current": { input: nothing, output: campaignSchema.nullable(), progress: null },
  "campaign.create": { input: z.strictObject({ name }), output: campaignSchema, progress: null },
  "campaign.open": { input: byId, output: campaignSchema, progress: null },
  /** Opens the sample campaign; makes its raw files and imports them where it does not exist yet. */
  "campaign.openSample": { input: nothing, output: campaignSchema, progress },
  "campaign.close": { input: nothing, output: nothing, progress: null },
  "campaign.rename": { input: byId.extend({ name }), output: campaignSchema, progress: null },
  /** Puts a campaign among those that are no longer worked on, or back. */
  "campaign.archive": { input: byId.extend({ archived: z.boolean() }), output: nothing, progress: null },
  /** Moves a campaign with its backups into the library's bin, as a folder of its own, which the host may hand on to the system's. */
  "campaign.remove": { input: byId, output: z.strictObject({ path: z.string() }), progress: null },
  /** Writes a campaign as one closed file; `to` is null for the host's own place. Encrypted where there is a passphrase. */
  "campaign.saveCopy": {
    input: byId.extend({ to: z.string().nullable(), passphrase }),
    output: written,
    progress,
  },
  /** Looks at a copy without taking it in. */
  "campaign.seeCopy": { input: copy, output: copySeenSchema, progress },
  /** Takes a copy in and opens it: as a campaign of its own, or in the place of one, which is backed up first. */
  "campaign.openCopy": {
    input: copy.extend({ replace: z.string().nullable() }),
    output: campaignSchema,
    progress,
  },
  /** Says that a copy that was looked at is not wanted. */
  "campaign.leaveCopy": { input: z.strictObject({ path: z.string() }), output: nothing, progress: null },
  /** Brings everything of another campaign's file that is not in the open one yet, as one import that can be undone. */
  "campaign.merge": {
    input: z.strictObject({ path: z.string(), name: z.string(), passphrase: passphrase.default(null) }),
    output: mergeResultSchema,
    progress,
  },
  /** Writes every table as CSV and JSON into a new folder, which is identifiable; `into` is null for the host's own place. */
  "campaign.export": {
    input: byId.extend({ into: z.string().nullable() }),
    output: z.strictObject({ folder: z.string(), tables: z.number(), rows: z.number() }),
    progress,
  },
  /** A campaign's backups, newest first; `newestGood` is looked for only where `check` is set, and null where none is whole. */
  "backup.list": {
    input: byId.extend({ check: z.boolean().default(false) }),
    output: z.strictObject({
      backups: z.array(backupSchema),
      newestGood: z.string().nullable(),
      /** Why the last automatic backup could not be made. */
      fault: z.string().nullable(),
    }),
    progress: null,
  },
  "backup.make": { input: byId, output: backupSchema, progress: null },
  /** Puts a backup in the campaign's place and opens it; what was there is kept as a backup itself. */
  "backup.restore": {
    input: byId.extend({ name: z.string() }),
    output: z.strictObject({
      campaign: campaignSchema,
      /** False where the campaign was too damaged to read what had been released since. */
      releasesKnown: z.boolean(),
    }),
    progress: null,
  },
  /** What support needs to know of this computer and of what went wrong: no names, no answers, no paths. */
  "support.details": { input: nothing, output: z.strictObject({ text: z.string() }), progress: null },
} as const;
