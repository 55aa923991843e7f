import type { QuestionSet } from "../../../shared/questionSets.ts";
import type { MappingFile } from "./mapping.ts";
import { rolesInOrder } from "./recognise.ts";
import type { StagedSheet } from "./stage.ts";

/**
 * The mapping of a sheet as a mapping file: what each heading is taken for, what a person said of dates and wordings, and
 * the question sets it needs. It holds headings and wordings only, never an answer of anybody.
 */
export function mappingText(
  { proposal, memory }: StagedSheet,
  sets: readonly QuestionSet[],
  decisions: readonly {
    readonly kind: string;
    readonly field: string;
    readonly written: string;
    readonly value: string | null;
  }[],
): string {
  const roles = rolesInOrder(proposal);
  const columns: Record<string, string | null> = {};
  for (const { role, columns: places } of roles) {
    for (const place of places) {
      const header = proposal.columns[place]?.header ?? "";
      if (header !== "") columns[header] = role;
    }
  }
  for (const [header, role] of Object.entries(memory.said)) if (header !== "") columns[header] = role;
  const asked = new Set(roles.map(({ role }) => role));
  const wordings: Record<string, Record<string, string>> = {};
  for (const { kind, field, written, value } of decisions) {
    const question = field.split(".").slice(0, 2).join(".");
    if (kind !== "unknown-wording" || value === null || !asked.has(question)) continue;
    (wordings[field] ??= {})[written] = value;
  }
  const used = sets.filter(({ code }) => proposal.blocks.some(({ set }) => set === code));
  const file: MappingFile = {
    ...(memory.dateOrder === null ? {} : { dateOrder: memory.dateOrder }),
    columns,
    ...(Object.keys(wordings).length === 0 ? {} : { wordings }),
    ...(used.length === 0 ? {} : { questionSets: used }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
