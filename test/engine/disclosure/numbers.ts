import type { Collection, Respondent } from "../../../electron/engine/disclosure/collection.ts";
import { defend } from "../../../electron/engine/disclosure/defend.ts";
import { defendSums, type DefendedSums } from "../../../electron/engine/disclosure/magnitudes/defend.ts";
import { protectCube } from "../../../electron/engine/disclosure/protect.ts";
import { DEFAULT_RULES } from "../../../electron/engine/disclosure/rules.ts";
import type { BoundSolver } from "../../../electron/engine/disclosure/solver.ts";
import { drawsOf } from "../../../electron/engine/draws.ts";
import { cubeOfRespondents } from "../../../electron/engine/measures/respondents.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { panelOf, type PanelMonth, type PanelShape } from "./panels.ts";

/** A number question: how many packages of care an organisation handed back. */
export const PACKAGES: CountedQuestion = {
  id: 100,
  set: "packages",
  code: "packages.back",
  label: "Packages handed back",
  wording: "How many packages did you hand back?",
  options: [
    { id: 100, code: "few", label: "Under 20", counted: false },
    { id: 101, code: "some", label: "20 to under 100", counted: false },
    { id: 102, code: "many", label: "100 or more", counted: false },
  ],
  summed: true,
};

/** A respondent with a number for an answer, in hundredths; null for no answer. */
export function withNumber(respondent: Respondent, given: number | null): Respondent {
  if (given === null) return { ...respondent, answers: { [PACKAGES.code]: "blank" } };
  const band = given < 2_000 ? "few" : given < 10_000 ? "some" : "many";
  return { ...respondent, answers: { [PACKAGES.code]: band }, numbers: { [PACKAGES.code]: given } };
}

/** A made-up panel that gives numbers, skewed as those of providers are: most keep theirs from one month to the next. */
export function numbersPanel(shape: PanelShape, skew = 1.1, keeps = 0.7): PanelMonth[] {
  let state = shape.seed + 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const draw = (): number | null => {
    if (random() < 0.06) return null;
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.round(20 * Math.exp(skew * normal)) * 100;
  };
  const before = new Map<string, number | null>();
  return panelOf(shape).map(({ month, respondents }) => ({
    month,
    respondents: respondents.map((respondent) => {
      const kept = before.get(respondent.member);
      const given = kept !== undefined && random() < keeps ? kept : draw();
      before.set(respondent.member, given);
      return withNumber(respondent, given);
    }),
  }));
}

/** The sums of some months, protected after their counts. */
export function defendedSums(
  months: readonly PanelMonth[],
  solver: BoundSolver,
  { frozen = [], secret = "5ec4e7" }: { readonly frozen?: readonly Collection[]; readonly secret?: string } = {},
): DefendedSums {
  const [questionSet, questions, draws] = ["packages", [PACKAGES], drawsOf(secret)] as const;
  const open = months.map(({ month, respondents }) => ({
    cube: cubeOfRespondents(month, questions, respondents),
    respondents,
  }));
  const { collections } = defend({ questionSet, questions, frozen, open, rules: DEFAULT_RULES }, draws, solver);
  return defendSums({ questionSet, questions, frozen, open: collections }, draws, solver);
}

/** The same after counts that were protected and not attacked: sums do not depend on that. */
export function sumsOnly(
  months: readonly PanelMonth[],
  solver: BoundSolver,
  { frozen = [], secret = "5ec4e7" }: { readonly frozen?: readonly Collection[]; readonly secret?: string } = {},
): DefendedSums {
  const [questionSet, questions, draws] = ["packages", [PACKAGES], drawsOf(secret)] as const;
  const open = months.map(({ month, respondents }) => ({
    questionSet,
    month,
    cube: protectCube(cubeOfRespondents(month, questions, respondents), draws, solver),
    respondents,
  }));
  return defendSums({ questionSet, questions, frozen, open }, draws, solver);
}
