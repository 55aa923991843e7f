import { occasionOf } from "../../electron/engine/disclosure/attack/published.ts";
import { listReader, unchangedReader } from "../../electron/engine/disclosure/attack/readers.ts";
import type { Fact, GroupName, Occasion } from "../../electron/engine/disclosure/attack/system.ts";
import { defend } from "../../electron/engine/disclosure/defend.ts";
import { DEFAULT_RULES } from "../../electron/engine/disclosure/rules.ts";
import { loadSolver } from "../../electron/engine/disclosure/solver.ts";
import { drawsOf } from "../../electron/engine/draws.ts";
import { cubeOfRespondents } from "../../electron/engine/measures/respondents.ts";
import { HANDBACK_QUESTIONS } from "../../shared/questionSets.ts";
import { REGIONS, SERVICE_TYPES } from "../../shared/vocabulary.ts";
import { type PanelMonth, panelOf } from "../engine/disclosure/panels.ts";

const question = HANDBACK_QUESTIONS[0];
/** Organisations and months of the panels; one in twelve leaves and as many join each month, one in fifty moves. */
const PANELS = [
  [1_000, 6],
  [2_000, 6],
] as const;
const GROUPS: readonly GroupName[] = [
  { split: "all", key: "all" },
  ...SERVICE_TYPES.map((key) => ({ split: "service-type" as const, key })),
  ...REGIONS.map((key) => ({ split: "region" as const, key })),
];

type Rule = (count: number) => readonly [low: number, high: number] | null;
/** "10-5": under 10 hidden, the rest rounded to the nearest 5. */
const tenFive: Rule = (n) => (n < 10 ? [0, 9] : [Math.round(n / 5) * 5 - 2, Math.round(n / 5) * 5 + 2]);
/** Under 10 hidden, the rest as it is. */
const suppressed: Rule = (n) => (n > 0 && n < 10 ? [1, 9] : [n, n]);

/**
 * How many answers the strongest reader proves of made-up panels (DISCLOSURE point 6; the goal is 0): who knows who answered
 * in three months in a row and that nobody changed their mind who did not. Ours beside two rules in use, on the same
 * data; with what ours takes, and by how much it moves the intent share.
 */
export async function benchDisclosure(log: (line: string) => void): Promise<void> {
  if (question === undefined) throw new Error("No question");
  const solver = await loadSolver();
  for (const [organisations, months] of PANELS) {
    for (const changes of organisations === 1_000 ? [0.1] : [0, 0.1]) {
      const panel = panelOf({ organisations, months, seed: 11, joins: 1 / 12, leaves: 1 / 12, changes, moves: 0.02 });
      const open = panel.map(({ month, respondents }) => ({
        cube: cubeOfRespondents(month, HANDBACK_QUESTIONS, respondents),
        respondents,
      }));
      const start = performance.now();
      const { collections, outcome } = defend(
        { questionSet: "handback", questions: HANDBACK_QUESTIONS, frozen: [], open, rules: DEFAULT_RULES },
        drawsOf("bellwether bench"),
        solver,
      );
      const seconds = (performance.now() - start) / 1000;
      const first = panel.slice(0, 3);
      const proved = (occasions: readonly Occasion[]): number =>
        occasions.reduce(
          (sum, occasion) => sum + (listReader(occasion, question, solver)[1]?.proved.length ?? 0),
          unchangedReader(occasions, question, solver).proved.length,
        );
      const counts = [
        proved(collections.slice(0, 3).map((collection) => occasionOf(collection, DEFAULT_RULES))),
        proved(first.map((month) => naive(month, tenFive))),
        proved(first.map((month) => naive(month, suppressed))),
      ];
      const off = collections.map(({ cube }, index) => shareOff(cube, open[index]?.cube));
      log(
        [
          `${organisations} organisations, ${months} months, ${changes * 100}% change their mind:`,
          `answers proved: ours ${outcome.proofs.length} of all questions (${counts[0]} of one question in three months;`,
          `10-5 ${counts[1]}, suppression ${counts[2]}), ${outcome.repairs.length} repairs;`,
          `all months and six questions rounded and attacked in ${seconds.toFixed(1)} s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB;`,
          `intent share off by ${(mean(off) * 100).toFixed(2)} points nationally`,
        ].join(" "),
      );
    }
  }
}

function naive({ month, respondents }: PanelMonth, rule: Rule): Occasion {
  return {
    month,
    respondents,
    published(asked) {
      const facts = GROUPS.flatMap((group) =>
        asked.options.flatMap(({ code }): Fact[] => {
          const inside = respondents.filter(
            ({ serviceType, region }) =>
              group.split === "all" || (group.split === "region" ? region : serviceType) === group.key,
          );
          const range = rule(inside.filter(({ answers }) => answers[asked.code] === code).length);
          return range === null ? [] : [{ ...group, options: [code], low: range[0], high: range[1] }];
        }),
      );
      return { everything: facts, shown: facts, hidden: [], sums: [] };
    },
  };
}

/** How far the rounded national share of the question is from the true one. */
function shareOff(
  rounded: Parameters<typeof occasionOf>[0]["cube"],
  exact: ReturnType<typeof cubeOfRespondents> | undefined,
): number {
  const answers = rounded.groups.find(({ split }) => split === "all")?.questions["intent.la"];
  const counts = exact?.groups.find(({ split }) => split === "all")?.counts["intent.la"] ?? {};
  const of = (...codes: string[]): number => codes.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
  const base = of("very_likely", "likely", "neither", "unlikely", "very_unlikely", "dont_know");
  return answers === undefined || answers.base === 0 || base === 0
    ? 0
    : Math.abs(answers.counted / answers.base - of("very_likely", "likely") / base);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length);
}
