import { z } from "zod";
import { packPlanSchema } from "./packs.ts";
import { monthSchema } from "./tables.ts";

/** Releases: packs that were attacked, signed off by a second person and frozen; and the rules of what they may show. */

const nothing = z.strictObject({});
const personName = z.string().trim().min(2).max(120);
const instant = z.string();

/**
 * Who attacks a pack before it is released (DISCLOSURE point 6): somebody who knows nothing but what was published; somebody
 * who knows who answered; somebody who also takes it that nobody changed their mind who did not. Each also as a member who knows
 * their own answers.
 */
export const READERS = ["outsider", "list", "unchanged"] as const;
export type Reader = (typeof READERS)[number];

/** What one reader tried and could do, over all months and questions. */
export const readerOutcomeSchema = z.strictObject({
  reader: z.enum(READERS),
  /** Answers of single organisations or of like ones together that the reader tried to prove, as an outsider and as a member. */
  claims: z.number(),
  proved: z.number(),
});
export type ReaderOutcome = z.infer<typeof readerOutcomeSchema>;

/** What was done to figures so that nothing can be proved from them. */
export const repairSchema = z.strictObject({
  questionSet: z.string(),
  month: monthSchema,
  what: z.enum(["redrawn", "merged", "hidden"]),
  /** Which figures, in words. */
  where: z.string(),
});
export type Repair = z.infer<typeof repairSchema>;

/** Something a reader could prove: which figures, and what in words. Internal: it names answers of like organisations. */
export const proofSchema = z.strictObject({
  reader: z.enum(READERS),
  /** Whether it takes a member's knowledge of their own answers. */
  insider: z.boolean(),
  questionSet: z.string(),
  month: monthSchema,
  /** The question and the group, in words. */
  where: z.string(),
  proof: z.string(),
  /** What a person can do about it, in words. */
  remedy: z.string(),
});
export type Proof = z.infer<typeof proofSchema>;

/** What the attack on a pack, together with every earlier release, came to. */
export const attackOutcomeSchema = z.strictObject({
  readers: z.array(readerOutcomeSchema),
  repairs: z.array(repairSchema),
  /** Empty where the pack passes. */
  proofs: z.array(proofSchema),
  /** Datasets that differ in the protected answers and give the identical figures. */
  twins: z.number(),
});
export type AttackOutcome = z.infer<typeof attackOutcomeSchema>;

/** A row of which figures are hidden: why, and the least that would show more. */
export const hiddenRowSchema = z.strictObject({ where: z.string(), reason: z.string(), remedy: z.string() });
export type HiddenRow = z.infer<typeof hiddenRowSchema>;

export const RELEASE_STATES = ["prepared", "signed-off", "released", "withdrawn"] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

export const releaseFileSchema = z.strictObject({ name: z.string(), bytes: z.number(), sha256: z.string() });

/** One release, or one on its way. Times are ISO strings. */
export const releaseSchema = z.strictObject({
  id: z.number(),
  /** The name it carries in its manifest: `2025-03-kfwmtz`. */
  code: z.string(),
  state: z.enum(RELEASE_STATES),
  title: z.string(),
  /** The month that leads it, and all its months. */
  month: monthSchema,
  months: z.array(monthSchema),
  /** The collections that it froze, or would freeze: those that no earlier release holds. */
  freezes: z.array(z.strictObject({ questionSet: z.string(), title: z.string(), month: monthSchema })),
  composedBy: z.string(),
  composedAt: instant,
  signedOffBy: z.string().nullable(),
  signedOffAt: instant.nullable(),
  releasedAt: instant.nullable(),
  withdrawn: z.strictObject({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  files: z.array(releaseFileSchema),
  /** SHA-256 of its manifest, which lists every other file. */
  sha256: z.string(),
  hidden: z.array(hiddenRowSchema),
  attack: attackOutcomeSchema,
  /** It is on its way, and what it was made of has changed since: an import, a decision, the rules. */
  stale: z.boolean(),
});
export type Release = z.infer<typeof releaseSchema>;

/** What a figure was in the release before, and is in this one; null where hidden or not there. */
export const comparedFigureSchema = z.strictObject({
  /** In words: the question, the group, what is counted. */
  label: z.string(),
  /** As printed: `43%`, `1,205`, `90% or more`, `[c]`. */
  before: z.string().nullable(),
  now: z.string().nullable(),
});

export const releaseComparisonSchema = z.strictObject({
  /** Null where nothing was released before. */
  previous: z.strictObject({ code: z.string(), title: z.string(), month: monthSchema }).nullable(),
  monthsAdded: z.array(monthSchema),
  /** The headline figures of the leading months of the two. */
  headlines: z.array(comparedFigureSchema),
  /** Figures of the same month that are not the same in both: shown or hidden otherwise; their numbers never change. */
  changed: z.array(comparedFigureSchema),
});
export type ReleaseComparison = z.infer<typeof releaseComparisonSchema>;

/** What a file that claims to come from a release is. */
export const verificationSchema = z.strictObject({
  file: z.string(),
  /** `whole`: a whole pack, every file as released; `part`: one file as released; `changed`: a pack of which files differ; `unknown`: of no release of this campaign. */
  verdict: z.enum(["whole", "part", "changed", "unknown"]),
  release: z
    .strictObject({ id: z.number(), code: z.string(), title: z.string(), state: z.enum(RELEASE_STATES) })
    .nullable(),
  /** What differs or is wrong, file by file, in words. */
  differences: z.array(z.strictObject({ file: z.string(), fault: z.string() })),
});
export type Verification = z.infer<typeof verificationSchema>;

/** When a figure may be shown (DISCLOSURE points 4 and 5). All bases are rounded ones. Only ever stricter than the defaults. */
export const displayRulesSchema = z.strictObject({
  /** Counts are shown from this base. */
  countsFrom: z.int().min(15).max(1000),
  /** Percentages are shown from this base. */
  percentagesFrom: z.int().min(30).max(1000),
  /** Percentages up to this base are marked as having a low base. */
  lowBaseTo: z.int().min(55).max(5000),
  /** Organisations that a group must have. */
  organisations: z.int().min(5).max(1000),
  /** The largest organisation may have this share of a group's respondents, and no more. */
  largestShare: z.number().min(0.05).max(0.5),
  /** Shares above this read "90% or more" and below its complement "10% or less", without detail. */
  unanimity: z.number().min(0.55).max(0.9),
});
export type DisplayRules = z.infer<typeof displayRulesSchema>;

const boardsSchema = z.strictObject({ shown: z.boolean() });

const progress = z.strictObject({ stage: z.string(), done: z.number(), total: z.number().nullable() });
const byId = z.strictObject({ id: z.number() });

/** Operations of the Releases screen. */
export const releaseOperations = {
  /** Every release and the one on its way, newest first. */
  "release.list": { input: nothing, output: z.array(releaseSchema), progress: null },
  /**
   * Protects, attacks, composes and checks a pack, and keeps it as prepared in the place of one prepared before; or says
   * what a reader could prove. Refused while Check has open items.
   */
  "release.prepare": {
    input: z.strictObject({
      month: monthSchema.nullable(),
      title: z.string().trim().min(1).max(200).nullable(),
      /** Which documents and sections; null for all. */
      plan: packPlanSchema.nullable(),
      composedBy: personName,
    }),
    output: z.discriminatedUnion("passed", [
      z.strictObject({ passed: z.literal(true), release: releaseSchema }),
      z.strictObject({ passed: z.literal(false), attack: attackOutcomeSchema }),
    ]),
    progress,
  },
  /** Throws away what is prepared or signed off; never what is released. */
  "release.discard": { input: byId, output: z.array(releaseSchema), progress: null },
  /** Signs a prepared pack off, by somebody who did not compose it. */
  "release.signOff": {
    input: z.strictObject({ id: z.number(), name: personName }),
    output: releaseSchema,
    progress: null,
  },
  /** Releases what is signed off: writes its files, freezes its collections and figures for ever. */
  "release.publish": {
    input: z.strictObject({ id: z.number(), into: z.string().nullable(), zip: z.boolean() }),
    output: z.strictObject({ release: releaseSchema, folder: z.string() }),
    progress,
  },
  /** Writes the files of a release again, or of one on its way to look at them; byte for byte. */
  "release.save": {
    input: z.strictObject({ id: z.number(), into: z.string().nullable(), zip: z.boolean() }),
    output: z.strictObject({ folder: z.string() }),
    progress,
  },
  /** Says that a release should no longer be used. Its figures stay known and frozen. */
  "release.withdraw": {
    input: z.strictObject({ id: z.number(), name: personName, reason: z.string().trim().min(3).max(1000) }),
    output: releaseSchema,
    progress: null,
  },
  /** What is other than in the release before. */
  "release.compare": { input: byId, output: releaseComparisonSchema, progress: null },
  /** The machine-readable record of a release: a JSON file. Internal: it names the two people. */
  "release.record": { input: byId, output: z.strictObject({ name: z.string(), text: z.string() }), progress: null },
  /** Says what files are that claim to come from a release. Paths come from the host's own dialog, drop or upload. */
  "release.verify": {
    input: z.strictObject({
      files: z
        .array(z.strictObject({ path: z.string(), name: z.string() }))
        .min(1)
        .max(200),
    }),
    output: z.array(verificationSchema),
    progress,
  },
  /** The display rules of this campaign. */
  "rules.get": { input: nothing, output: displayRulesSchema, progress: null },
  /** Makes them stricter, or less strict again, never looser than the defaults. They hold from the next pack on. */
  "rules.save": { input: displayRulesSchema, output: displayRulesSchema, progress: null },
  /** Whether packs of this campaign tell of integrated care boards beside regions. */
  "boards.get": { input: nothing, output: boardsSchema, progress: null },
  /** From the next pack on; months that are released stay as they are. */
  "boards.save": { input: boardsSchema, output: boardsSchema, progress: null },
} as const;
