import { defend, type Defended } from "../../../electron/engine/disclosure/defend.ts";
import { matchedIntentTable } from "../../../electron/engine/disclosure/matchedTable.ts";
import { DEFAULT_RULES, displayRules, type DisplayRules } from "../../../electron/engine/disclosure/rules.ts";
import { loadSolver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import { drawsOf } from "../../../electron/engine/draws.ts";
import { cubeOfRespondents, type Respondent } from "../../../electron/engine/measures/respondents.ts";
import { dataFiles } from "../../../electron/engine/pack/data-files.ts";
import type { Standing } from "../../../electron/engine/pack/certificate/coverage.ts";
import type { PackDefinition, PackFile, PackQuestion } from "../../../electron/engine/pack/definition.ts";
import { manifestFile } from "../../../electron/engine/pack/manifest.ts";
import { HANDBACK_QUESTIONS, HANDBACK_SET, type CountedQuestion } from "../../../shared/questionSets.ts";
import { COMMISSIONERS, STAGES } from "../../../shared/vocabulary.ts";
import { panelOf, type PanelShape } from "../disclosure/panels.ts";

/** The data files and manifest of a pack that was attacked, and its certificate. */
export interface CertifiedPack {
  readonly files: readonly PackFile[];
  readonly certificate: Defended["certificate"];
  readonly outcome: Defended["outcome"];
  readonly frozen: readonly Standing[];
}

/** What a certified pack is made of where it is not a plain panel. */
export interface CertifiedShape extends Partial<PanelShape> {
  readonly answered?: (respondent: Respondent, index: number) => Respondent["answers"];
  /** Asked in the place of the hand-back questions, as a set of the user's own. */
  readonly own?: readonly CountedQuestion[];
  readonly stricter?: Partial<DisplayRules>;
}

/** A panel, defended for real, as the files of its pack. */
export async function certifiedPack({ answered, own, stricter, ...shape }: CertifiedShape): Promise<CertifiedPack> {
  const panel = panelOf({
    organisations: 150,
    months: 2,
    seed: 1,
    joins: 0.08,
    leaves: 0.08,
    changes: 0.2,
    moves: 0.01,
    ...shape,
  });
  const questions = own ?? HANDBACK_QUESTIONS;
  const questionSet = questions[0]?.set ?? HANDBACK_SET;
  const open = panel.map(({ month, respondents }) => {
    const all = respondents.map((respondent, index) => ({
      ...respondent,
      answers: answered?.(respondent, index) ?? respondent.answers,
    }));
    return { cube: cubeOfRespondents(month, questions, all), respondents: all };
  });
  const { collections, certificate, outcome } = defend(
    { questionSet, questions, frozen: [], open, rules: DEFAULT_RULES },
    drawsOf("00ff"),
    await loadSolver(),
  );
  if (outcome.proofs.length > 0) throw new Error(JSON.stringify(outcome.proofs));
  const cubes = collections.map(({ cube }) => cube);
  const pairs = collections.flatMap((collection) => collection.pairs ?? []);
  const months = panel.map(({ month }) => month);
  const rules = displayRules(stricter);
  const splits = ["service-type", "region"] as const;
  const asked = questions.map(({ code, label, wording, options }) => ({
    code,
    label,
    wording,
    set: "Pay",
    options: options.map((option) => ({ code: option.code, label: option.label, counted: option.counted })),
  })) as unknown as readonly PackQuestion[];
  const definition: PackDefinition = {
    title: null,
    campaignName: "Evidence",
    sample: false,
    appVersion: "0",
    methodVersion: "1",
    month: months.at(-1)!,
    months,
    unit: "organisation",
    tables:
      own !== undefined
        ? []
        : STAGES.flatMap((measure) =>
            splits.flatMap((by) =>
              COMMISSIONERS.map((commissioner) => ({
                measure,
                commissioner,
                by,
                table: protectedTable(cubes, { measure, commissioner, by }, rules),
              })),
            ),
          ),
    sets:
      own === undefined
        ? []
        : [
            {
              code: questionSet,
              title: "Pay",
              month: months.at(-1)!,
              months,
              questions: asked,
              tables: asked.flatMap((question) =>
                splits.map((by) => ({
                  question,
                  by,
                  table: protectedTable(cubes, { measure: question.code, commissioner: null, by }, rules),
                })),
              ),
            },
          ],
    ...(pairs.length === 0 ? {} : { matched: matchedIntentTable(pairs, null, rules) }),
    firstSource: "capacity-tracker",
    chosenByHand: false,
    sources: [],
    relaxedCells: cubes.flatMap(({ relaxed }) => relaxed).reduce((sum, { cells }) => sum + cells, 0),
    lateReturns: false,
    rules,
    release: { code: "2025-02-kfwmtz" },
  };
  const data = dataFiles(definition);
  const frozen = open.map(({ cube: { month }, respondents }) => ({
    questionSet,
    month,
    places: respondents.map(({ serviceType, region, icb }) => [serviceType, region, icb] as const),
  }));
  return { files: [...data, manifestFile(definition, data)], certificate, outcome, frozen };
}
