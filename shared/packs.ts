import { z } from "zod";

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
