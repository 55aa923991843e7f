import { z } from "zod";
import { assertNever } from "./errors.ts";
import { monthSchema } from "./tables.ts";

/** The documents a pack can hold beside its data files, charts as SVG and manifest, which are always there. */
export const PACK_FORMATS = ["pdf", "docx", "pptx", "html", "xlsx", "png"] as const;
export const packFormatSchema = z.enum(PACK_FORMATS);
export type PackFormat = z.infer<typeof packFormatSchema>;

/** The formats in words. */
export const PACK_FORMAT_LABELS: Readonly<Record<PackFormat, string>> = {
  pdf: "PDF",
  docx: "Word",
  pptx: "PowerPoint",
  html: "Web page",
  xlsx: "Excel",
  png: "Charts as pictures",
};

/** The sections a briefing can hold, in reading order; those of the user's own question sets follow `later`. `quotes` and `context` hold what was chosen on Brief. */
export const PACK_SECTIONS = [
  "messages",
  "chart",
  "reading",
  "intent",
  "regions",
  "later",
  "quotes",
  "context",
  "hidden",
  "methods",
] as const;
export type PackSection = (typeof PACK_SECTIONS)[number];

/** The sections in words. */
export const PACK_SECTION_LABELS: Readonly<Record<PackSection, string>> = {
  messages: "Key messages",
  chart: "One chart of intent",
  reading: "How to read these figures",
  intent: "Intent to hand back contracts",
  regions: "Intent by region",
  later: "Discussions and hand-backs",
  quotes: "In members’ words",
  context: "Published elsewhere: context",
  hidden: "What was hidden, and why",
  methods: "Methods",
};

/** Which documents a pack holds, and which sections in which order they have. */
export const packPlanSchema = z.strictObject({
  formats: z.array(packFormatSchema).max(PACK_FORMATS.length),
  /** By name, `set-` and the code for a question set of the user's own. A name that is not there is passed over. */
  sections: z.array(z.string().max(100)).max(200),
  /** What people say to a section, by its name: paragraphs, which stand at its start. Their numbers must be published ones. */
  comments: z.record(z.string().max(100), z.string().max(2000)).default({}),
});
export type PackPlan = z.infer<typeof packPlanSchema>;

/** What a pack is for: each starts from a plan of its own. */
export const PACK_TEMPLATES = ["full", "note", "slides", "annex"] as const;
export type PackTemplate = (typeof PACK_TEMPLATES)[number];

export const PACK_TEMPLATE_LABELS: Readonly<Record<PackTemplate, string>> = {
  full: "Full briefing",
  note: "One-page note",
  slides: "Slide deck",
  annex: "Data annex",
};

/** The plan a template starts from; `sets` are codes of the user's own question sets that are in the pack. */
export function templatePlan(template: PackTemplate, sets: readonly string[]): PackPlan {
  const own = sets.map((code) => `set-${code}`);
  const all = ["messages", "reading", "intent", "regions", "later", ...own, "quotes", "context", "hidden", "methods"];
  switch (template) {
    case "note":
      return { formats: ["pdf", "docx"], sections: ["messages", "chart"], comments: {} };
    case "slides":
      return { formats: ["pptx"], sections: all, comments: {} };
    case "annex":
      return { formats: ["xlsx"], sections: all, comments: {} };
    case "full":
      return { formats: [...PACK_FORMATS], sections: all, comments: {} };
    default:
      return assertNever(template);
  }
}

/** What composing a pack came to. */
export const packResultSchema = z.strictObject({
  folder: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  /** Figures hidden in this pack, each with its reason in words. */
  hidden: z.array(z.strictObject({ where: z.string(), reason: z.string() })),
  openChecks: z.number(),
  draft: z.literal(true),
});
export type PackResult = z.infer<typeof packResultSchema>;

/** The pages of a briefing before it is made. */
export const pagePreviewSchema = z.strictObject({
  /** SVG documents, the headings of sections, charts and tables on each, and all that stands on it, line by line. */
  pages: z.array(z.strictObject({ svg: z.string(), heads: z.array(z.string()), words: z.string() })),
  /** What the check of the pack would find in people's own words. */
  warnings: z.array(z.string()),
});
export type PagePreview = z.infer<typeof pagePreviewSchema>;

const kept = packPlanSchema.nullable();
const progress = z.strictObject({ stage: z.string(), done: z.number(), total: z.number().nullable() });

/** Operations about what packs hold. */
export const packOperations = {
  /** What the packs of this campaign hold, as it was last chosen; null for everything. */
  "plan.get": { input: z.strictObject({}), output: kept, progress: null },
  /** Keeps what they hold in the campaign. */
  "plan.save": { input: z.strictObject({ plan: kept }), output: kept, progress: null },
  /** The pages of the PDF that a pack would have now, whatever documents it is to hold. Writes nothing. */
  "preview.pages": {
    input: z.strictObject({ month: monthSchema.nullable(), title: z.string().max(200).nullable(), plan: kept }),
    output: pagePreviewSchema,
    progress,
  },
} as const;
