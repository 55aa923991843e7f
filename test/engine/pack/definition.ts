import type { PackDefinition } from "../../../electron/engine/pack/definition.ts";
import { protectCube } from "../../../electron/engine/disclosure/protect.ts";
import { DEFAULT_RULES, type DisplayRules } from "../../../electron/engine/disclosure/rules.ts";
import { loadSolver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import type { Month } from "../../../shared/month.ts";
import { COMMISSIONERS, STAGES } from "../../../shared/vocabulary.ts";
import { cubeOf, drawsOf, realisticRespondents, type Respondent } from "../disclosure/cubes.ts";

/** What an example pack is of, where it is not as usual. */
interface Example {
  months?: readonly string[];
  respondents?: number;
  title?: string | null;
  /** Respondents of every month, in the place of realistic ones. */
  everyMonth?: readonly Respondent[];
  /** Question sets of the user's own beside the hand-back questions. */
  sets?: PackDefinition["sets"];
  rules?: DisplayRules;
}

const plain = new Map<string, Promise<PackDefinition>>();

/** A pack definition of fictional months, protected for real; once for all who ask for a plain one like it. */
export function exampleDefinition(options: Example = {}): Promise<PackDefinition> {
  if (options.everyMonth !== undefined || options.sets !== undefined) return makeExample(options);
  const key = JSON.stringify(options);
  const made = plain.get(key) ?? makeExample(options);
  plain.set(key, made);
  return made;
}

async function makeExample(options: Example): Promise<PackDefinition> {
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
    quotes: [
      { words: "We lost 12% on every council hour in 2024, and […] will be next.", by: "A member (Homecare)" },
      { words: "Nobody can staff a night shift at £17.35 an hour.", by: "A member" },
    ],
    references: [
      {
        kind: "figure",
        text: "57% of over 1,180 providers would hand back contracts.",
        source: "Survey of members, November 2024",
        publisher: "Care Provider Alliance",
        date: "2024-11-27",
        link: "https://example.org/survey-2024/57",
      },
      {
        kind: "commitment",
        text: "£250 million to develop the workforce.",
        source: "Next steps",
        publisher: "Department of Health and Social Care",
        date: "2023-04",
        link: "",
      },
    ],
    breaks: [{ about: "intent", commissioner: "nhs", month: "2024-12" }],
    setAside: ["responses that were not finished", "rows of totals"],
    release: null,
  };
}
