import type { PackDefinition } from "../../../electron/engine/pack/definition.ts";
import { protectCube } from "../../../electron/engine/disclosure/protect.ts";
import { DEFAULT_RULES, type DisplayRules } from "../../../electron/engine/disclosure/rules.ts";
import { loadSolver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import type { Month } from "../../../shared/month.ts";
import { COMMISSIONERS, STAGES } from "../../../shared/vocabulary.ts";
import { cubeOf, drawsOf, realisticRespondents, type Respondent } from "../disclosure/cubes.ts";

/** A pack definition of fictional months, protected for real. */
export async function exampleDefinition(
  options: {
    months?: readonly string[];
    respondents?: number;
    title?: string | null;
    /** Respondents of every month, in the place of realistic ones. */
    everyMonth?: readonly Respondent[];
    /** Question sets of the user's own beside the hand-back questions. */
    sets?: PackDefinition["sets"];
    rules?: DisplayRules;
  } = {},
): Promise<PackDefinition> {
  const months = (options.months ?? ["2024-11", "2024-12", "2025-01"]) as readonly Month[];
  const solver = await loadSolver();
  const cubes = months.map((month, index) =>
    protectCube(
      cubeOf(options.everyMonth ?? realisticRespondents((options.respondents ?? 900) + index * 23, 11 + index), month),
      drawsOf("example"),
      solver,
    ),
  );
  return {
    title: options.title ?? null,
    campaignName: "Hand-back evidence 2024 to 2025",
    sample: false,
    appVersion: "0.1.0",
    methodVersion: "1",
    month: months.at(-1)!,
    months,
    unit: "organisation",
    tables: STAGES.flatMap((measure) =>
      (["service-type", "region"] as const).flatMap((by) =>
        COMMISSIONERS.map((commissioner) => ({
          measure,
          commissioner,
          by,
          table: protectedTable(cubes, { measure, commissioner, by }, options.rules),
        })),
      ),
    ),
    sets: options.sets ?? [],
    firstSource: "capacity-tracker",
    chosenByHand: false,
    sources: [
      { sha256: "b".repeat(64), kind: "survey", platform: "SurveyMonkey" },
      { sha256: "a".repeat(64), kind: "capacity-tracker", platform: null },
    ],
    relaxedCells: 0,
    lateReturns: false,
    rules: options.rules ?? DEFAULT_RULES,
    release: null,
  };
}
