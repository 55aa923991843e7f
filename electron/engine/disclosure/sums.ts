import { PUBLISHED_SPLITS } from "../../../shared/vocabulary.ts";
import type { ExactCube } from "../measures/cube.ts";
import { exactAnswers } from "./answers.ts";

/**
 * Throws where the true counts of a cube do not add up: that is a defect of the measures, never something to round over.
 */
export function checkSums(cube: ExactCube): void {
  const all = cube.groups.filter((group) => group.split === "all");
  const total = all[0];
  if (total === undefined || all.length > 1) throw new Error("An exact cube has exactly one group for all.");
  for (const group of cube.groups) {
    for (const question of cube.questions) {
      const { base, notApplicable, noAnswer } = exactAnswers(group, question);
      if (base + notApplicable + noAnswer !== group.respondents) {
        throw new Error(`The answers to ${question.code} do not add up to the respondents of ${group.key}.`);
      }
    }
  }
  for (const split of PUBLISHED_SPLITS) {
    const parts = cube.groups.filter((group) => group.split === split);
    if (parts.length === 0) continue;
    if (parts.reduce((sum, group) => sum + group.respondents, 0) !== total.respondents) {
      throw new Error(`The groups of ${split} do not add up to all respondents.`);
    }
    for (const question of cube.questions) {
      for (const option of [...question.options.map(({ code }) => code), "not_applicable"]) {
        const sum = parts.reduce((n, group) => n + (group.counts[question.code]?.[option] ?? 0), 0);
        if (sum !== (total.counts[question.code]?.[option] ?? 0)) {
          throw new Error(`The groups of ${split} do not add up to all for ${question.code}, ${option}.`);
        }
      }
    }
  }
}
