import { z } from "zod";

/** A library that is in the app. */
export const libraryLicenceSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** As its package names it, such as "MIT". */
  licence: z.string(),
  /** What its licence says. */
  text: z.string(),
});
export type LibraryLicence = z.infer<typeof libraryLicenceSchema>;

/** An installer that is newer than what runs. */
const newerSchema = z.strictObject({ version: z.string(), file: z.string() });
export type NewerVersion = z.infer<typeof newerSchema>;

/** Whose work Bellwether is made of. */
export const aboutOperations = {
  /** The libraries in this version, with their licences, by name. */
  "app.licences": { input: z.strictObject({}), output: z.array(libraryLicenceSchema), progress: null },
  /** Looks in a folder for the installer of a newer version; never anywhere by itself. The path comes from the host's own dialog. */
  "app.newer": { input: z.strictObject({ folder: z.string() }), output: newerSchema.nullable(), progress: null },
} as const;
