import { z } from "zod";
import { tableQuestionSchema } from "../../../shared/contract.ts";
import type { PackDefinition, PackFile, PackQuestion } from "./definition.ts";

/** The file of a pack that explains its data. */
export const METADATA = "data/metadata.json";

const schema = z.object({
  questionSets: z.array(z.object({ title: z.string(), questions: z.array(tableQuestionSchema) })).default([]),
});

/** The questions of the user's own sets that a pack is made from. */
export function ownQuestions({ sets }: PackDefinition): readonly PackQuestion[] {
  return sets.flatMap(({ questions }) => questions);
}

/** The questions of the user's own sets that a finished pack says it holds; null where that cannot be read. */
export function questionsIn(files: readonly PackFile[]): readonly PackQuestion[] | null {
  const file = files.find(({ name }) => name === METADATA);
  if (file === undefined) return [];
  try {
    const { questionSets } = schema.parse(JSON.parse(new TextDecoder().decode(file.bytes)));
    return questionSets.flatMap(({ title, questions }) => questions.map((question) => ({ ...question, set: title })));
  } catch {
    return null;
  }
}
