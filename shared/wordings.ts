import { z } from "zod";
import { monthSchema } from "./tables.ts";

/** A piece of a message that people wrote: words, or what follows the figures by its role in the app's own sentence. */
const piece = z.union([z.string().max(2000), z.strictObject({ role: z.string(), said: z.string() })]);

/** What a text was written against, by role: what the app's own words said then. `*` stands for all published figures. */
const against = z.record(z.string(), z.string());

const messageEdit = z.strictObject({ pieces: z.array(piece).max(200), against });
export type MessageEdit = z.infer<typeof messageEdit>;

const titleEdit = z.strictObject({ text: z.string().max(200), against });
export type TitleEdit = z.infer<typeof titleEdit>;

/** What people wrote in the place of the app's words, by the names of key messages and charts, and charts they leave out. */
export const wordingSchema = z.strictObject({
  messages: z.record(z.string().max(200), messageEdit),
  titles: z.record(z.string().max(200), titleEdit),
  leftOut: z.array(z.string().max(200)).max(500),
});
export type Wording = z.infer<typeof wordingSchema>;

/** A campaign in which nobody wrote anything. */
export const NO_WORDING: Wording = { messages: {}, titles: {}, leftOut: [] };

const shared = {
  id: z.string(),
  /** What the app says now. */
  own: z.string(),
  /** What people wrote; null where they wrote nothing. */
  text: z.string().nullable(),
  /** What has moved since they wrote it, in words: the app's own are in the pack until somebody says what to do. */
  moved: z.array(z.string()),
  /** Why their words cannot stay as they are; null where they can. */
  unfit: z.string().nullable(),
};

/** The key messages and charts of a pack as people see and change them. */
export const wordingViewSchema = z.strictObject({
  kept: wordingSchema,
  messages: z.array(
    z.strictObject({
      ...shared,
      /** Their words with the figures of now; null where nothing moved, or a figure in them is not shown any more. */
      renewed: z.string().nullable(),
    }),
  ),
  charts: z.array(
    z.strictObject({
      ...shared,
      /** What it shows: "Intent by service type, over the months". */
      label: z.string(),
      /** Whether it stands in the documents, where it is not left out; else it is a file of its own only. */
      inDocuments: z.boolean(),
      shown: z.boolean(),
    }),
  ),
});
export type WordingView = z.infer<typeof wordingViewSchema>;
export type MessageView = WordingView["messages"][number];
export type ChartView = WordingView["charts"][number];

/** The month that leads the pack; null for the newest. */
const month = monthSchema.nullable();
const progress = z.strictObject({ stage: z.string(), done: z.number(), total: z.number().nullable() });

/** Operations about what people write in the place of the app's own words. Each gives what there is after it. */
export const wordingOperations = {
  "wording.get": { input: z.strictObject({ month }), output: wordingViewSchema, progress },
  /** Writes a key message by hand, or takes the app's own again (null). Each number in it has to be a published figure. */
  "wording.message": {
    input: z.strictObject({ month, id: z.string(), text: z.string().trim().min(1).max(2000).nullable() }),
    output: wordingViewSchema,
    progress,
  },
  /** Gives a chart a title, or takes the app's own again (null); leaves a chart out, or in. */
  "wording.chart": {
    input: z.strictObject({
      month,
      id: z.string(),
      title: z.string().trim().min(1).max(200).nullable(),
      shown: z.boolean(),
    }),
    output: wordingViewSchema,
    progress,
  },
  /** Says what becomes of words whose figures moved: take those of now, or keep the words. */
  "wording.settle": {
    input: z.strictObject({
      month,
      of: z.enum(["message", "chart"]),
      id: z.string(),
      choice: z.enum(["take", "keep"]),
    }),
    output: wordingViewSchema,
    progress,
  },
  /** Puts back what was kept before. */
  "wording.restore": {
    input: z.strictObject({ month, kept: wordingSchema }),
    output: wordingViewSchema,
    progress,
  },
} as const;
