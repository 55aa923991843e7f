import { BOARDS } from "../../../shared/boards.ts";
import { type Respondent } from "../../../electron/engine/measures/respondents.ts";
import { HANDBACK_QUESTIONS } from "../../../shared/questionSets.ts";
import { monthFromNumber, type Month } from "../../../shared/month.ts";
import { REGIONS, SERVICE_TYPES } from "../../../shared/vocabulary.ts";

/** What a made-up panel is like. */
export interface PanelShape {
  readonly organisations: number;
  readonly months: number;
  readonly seed: number;
  /** The part of organisations that answers in a month; who does changes by joining and leaving. */
  readonly joins: number;
  readonly leaves: number;
  /** The part of those who answered before that changes an answer. */
  readonly changes: number;
  /** The part of those who answered before that changes service type or region. */
  readonly moves: number;
  /** Whether they are in integrated care boards: those of their region, of which some cross into the next. */
  readonly boards?: boolean;
}

export interface PanelMonth {
  readonly month: Month;
  readonly respondents: readonly Respondent[];
}

/** How common each service type and region is: skewed, as providers are. */
const TYPE_WEIGHTS = [12, 26, 38, 4, 12, 2, 3, 2, 1];
const REGION_WEIGHTS = [6, 13, 10, 9, 11, 12, 13, 17, 9, 1];
const INTENT_WEIGHTS = [12, 20, 16, 22, 18, 6, 4, 2];
const YES_WEIGHTS = [14, 70, 8, 6, 2];

/** A made-up panel over some months: the same for the same shape. */
export function panelOf(shape: PanelShape): PanelMonth[] {
  const random = generator(shape.seed);
  const pick = (weights: readonly number[]): number => {
    let left = random() * weights.reduce((a, b) => a + b, 0);
    return weights.findIndex((weight) => (left -= weight) < 0);
  };
  const answersOf = (): Record<string, string> => {
    const answers: Record<string, string> = {};
    for (const { code, options } of HANDBACK_QUESTIONS) {
      const all = [...options.map((option) => option.code), "not_applicable", "blank"];
      answers[code] = all[pick(code.startsWith("intent") ? INTENT_WEIGHTS : YES_WEIGHTS)] ?? "blank";
    }
    return answers;
  };
  const placeOf = (): Pick<Respondent, "serviceType" | "region" | "icb"> => {
    const serviceType = SERVICE_TYPES[pick(TYPE_WEIGHTS)] ?? "other";
    const region = REGIONS[pick(REGION_WEIGHTS)] ?? "London";
    return { serviceType, region, icb: shape.boards === true ? boardIn(region) : "not_stated" };
  };
  // A quarter of a region's boards is shared with the next one; one respondent in forty names none.
  const boardIn = (region: Respondent["region"]): string => {
    const from = Math.floor((REGIONS.indexOf(region) * 42) / REGIONS.length);
    const board = BOARDS[Math.min(41, from + Math.floor(random() ** 1.5 * 5.5))];
    return random() < 1 / 40 ? "not_stated" : (board ?? "not_stated");
  };
  let next = 0;
  const born = (): Respondent => {
    next += 1;
    return { member: `organisation ${next}`, fingerprint: "", ...placeOf(), answers: answersOf() };
  };
  let standing = Array.from({ length: shape.organisations }, born);
  return Array.from({ length: shape.months }, (_, index) => {
    if (index > 0) {
      const stayed = standing.filter(() => random() >= shape.leaves);
      const changed = stayed.map((respondent): Respondent => {
        const answers = random() < shape.changes ? answersOf() : respondent.answers;
        const place = random() < shape.moves ? placeOf() : {};
        return { ...respondent, ...place, answers };
      });
      const joiners = Math.round(shape.organisations * shape.joins);
      standing = [...changed, ...Array.from({ length: joiners }, born)];
    }
    return { month: monthFromNumber(2025 * 12 + index), respondents: standing };
  });
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
