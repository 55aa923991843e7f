import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import type { PublishedSplit } from "../../../../shared/vocabulary.ts";
import { hasShare } from "../../measures/exactTable.ts";
import type { Respondent } from "../collection.ts";
import type { ProtectedPair } from "../matched.ts";
import { ROUNDING_BASE } from "../round.ts";

/** Which respondents a figure counts. */
export interface GroupName {
  readonly split: "all" | PublishedSplit;
  readonly key: string;
}

/** A published figure as its reader takes it: how many of a group gave one of some answers lies between two numbers. */
export interface Fact extends GroupName {
  readonly options: readonly string[];
  readonly low: number;
  readonly high: number;
}

/** A figure that was rounded and not shown: some multiple of 5 next to how many of a group gave one of some answers. */
export interface HiddenFigure extends GroupName {
  readonly options: readonly string[];
  /** Its rounded value is known to be no more than this; null where nothing is known. */
  readonly most: number | null;
  /** And no less than this. */
  readonly least: number;
  /** What it was rounded to: for the certificate, unknown to readers. */
  readonly rounded: number;
}

/** Rounded hidden figures, each taken so many times, add up to a published number. */
export interface HiddenSum {
  readonly parts: readonly { readonly hidden: number; readonly times: 1 | -1 }[];
  readonly total: number;
}

/** What is published of one question in one collection. */
export interface PublishedQuestion {
  /** Every figure, hidden ones too, as if all had been shown. Without hidden figures, just what is shown. */
  readonly everything: readonly Fact[];
  /** Only what is shown. */
  readonly shown: readonly Fact[];
  readonly hidden: readonly HiddenFigure[];
  readonly sums: readonly HiddenSum[];
}

/** By occasion, the rounded values of its hidden figures. */
export type Rounding = readonly (readonly number[])[];

/** One collection: who stood in it and what they truly answered, and what of it is published. */
export interface Occasion {
  readonly month: string;
  /** The figures are of another release, which has the same month. */
  readonly elsewhere?: boolean;
  /** What is published of those who also stood in an earlier collection. */
  readonly pairs?: readonly ProtectedPair[];
  readonly respondents: readonly Respondent[];
  published(question: CountedQuestion): PublishedQuestion;
}

/** Respondents that are alike in everything a reader knows of them. An answer of one is proved only if that of all is. */
export interface Stratum {
  readonly size: number;
  /** By occasion, where they are; null where they did not answer. */
  readonly places: readonly (Pick<Respondent, "serviceType" | "region" | "icb"> | null)[];
}

/** A fact over the cells of a system: how many of some strata gave one of some options. */
export interface SystemFact {
  readonly occasion: number;
  readonly strata: Int32Array;
  /** By option, 1 where it counts. */
  readonly has: Uint8Array;
  readonly low: number;
  readonly high: number;
}

/**
 * What a reader faces who looks at one question over some collections and takes it that nobody answered otherwise in one of
 * them than in another: an unknown number for each stratum and option, and the facts about their sums. The reader is
 * right in that: who did change their answer counts as one who left and one who joined, as from what is not so nothing is
 * proved. With one collection nothing is taken for granted but who answered.
 */
export interface System {
  /** By occasion, how its hidden figures are taken to be rounded; null: as they are. */
  readonly rounding: Rounding | null;
  readonly occasions: readonly Occasion[];
  readonly question: CountedQuestion;
  /** Options of the question, then not applicable and blank. */
  readonly options: readonly string[];
  /** By option, the side it is on: what a reader wants to prove. Counted or not, where any option counts; else each by itself. */
  readonly side: Uint8Array;
  readonly strata: readonly Stratum[];
  readonly facts: readonly SystemFact[];
  /** Those of the facts that are no figures of one collection but tie several together. */
  readonly tied: readonly SystemFact[];
  /** By stratum, the facts it is in. */
  readonly factsOf: readonly Int32Array[];
  /** The true numbers, by stratum and option. */
  readonly truth: Int32Array;
}

/** The answers to a question that a respondent may have given, those outside its base last. */
export function optionsOf({ options }: CountedQuestion): readonly string[] {
  return [...options.map(({ code }) => code), "not_applicable", "blank"];
}

/** Sets a system up, with every rounded figure for a fact, hidden ones too. */
export function systemOf(occasions: readonly Occasion[], question: CountedQuestion): System {
  const options = optionsOf(question);
  const place = new Map(options.map((option, index) => [option, index]));
  const { strata, truth } = strataOf(occasions, question, place);
  const tied = tiesOf(occasions, question, options, strata);
  const figures = occasions.flatMap((occasion, index) =>
    occasion.published(question).everything.map((fact) => factOver(strata, place, index, fact)),
  );
  const facts = [...figures, ...tied];
  const factsOf = factsByStratum(strata.length, facts);
  return {
    rounding: null,
    occasions,
    question,
    options,
    side: sidesOf(question, options),
    strata,
    facts,
    tied,
    factsOf,
    truth,
  };
}

/**
 * What pairs tell whoever takes it that nobody changed their mind: at most so many of those who answered alike in both months
 * were counted, or were not; and at least so many less those who did change.
 */
function tiesOf(
  occasions: readonly Occasion[],
  question: CountedQuestion,
  options: readonly string[],
  strata: readonly Stratum[],
): SystemFact[] {
  const inBase = (counted: boolean): Uint8Array =>
    Uint8Array.from(options, (code) =>
      Number(question.options.some((option) => option.code === code && option.counted === counted)),
    );
  return occasions.flatMap(({ pairs = [], respondents }, later) =>
    pairs.flatMap(({ question: code, before, cells }): SystemFact[] => {
      const earlier = occasions.findIndex(({ month, elsewhere }) => month === before && elsewhere !== true);
      if (code !== question.code || cells === null || earlier < 0) return [];
      const inside = Int32Array.from(
        strata.flatMap(({ places }, stratum) => (places[earlier] !== null && places[later] !== null ? [stratum] : [])),
      );
      const alike = inside.reduce((sum, stratum) => sum + (strata[stratum]?.size ?? 0), 0);
      const there = new Set(occasions[earlier]?.respondents.map(({ member }) => member));
      const changed = respondents.filter(({ member }) => there.has(member)).length - alike;
      return [true, false].map((counted) => {
        const [low, high] = reachOf(counted ? cells.both : cells.neither);
        return { occasion: later, strata: inside, has: inBase(counted), low: Math.max(0, low - changed), high };
      });
    }),
  );
}

/** The same with everything shown as it is, and hidden figures rounded as they might have been. */
export function withRounding(system: System, rounding: Rounding): System {
  const place = new Map(system.options.map((option, index) => [option, index]));
  const figures = system.occasions.flatMap((occasion, index) => {
    const { shown, hidden } = occasion.published(system.question);
    const taken = hidden.map((figure, order): Fact => {
      const [low, high] = reachOf(rounding[index]?.[order] ?? 0);
      return { ...figure, low, high };
    });
    return [...shown, ...taken].map((fact) => factOver(system.strata, place, index, fact));
  });
  const facts = [...figures, ...system.tied];
  return { ...system, rounding, facts, factsOf: factsByStratum(system.strata.length, facts) };
}

/** The numbers that may have been rounded to a value: fewer than so many steps of 5 away, and not below 0. */
export function reachOf(value: number, steps: 1 | 2 = 1): readonly [low: number, high: number] {
  const reach = steps * ROUNDING_BASE - 1;
  return [Math.max(0, value - reach), value + reach];
}

/** A fact over the cells of some strata. */
export function factOver(
  strata: readonly Stratum[],
  place: ReadonlyMap<string, number>,
  occasion: number,
  { options, low, high, ...group }: Fact,
): SystemFact {
  const has = new Uint8Array(place.size);
  for (const option of options) has[place.get(option) ?? 0] = 1;
  const inside: number[] = [];
  for (const [index, stratum] of strata.entries()) if (isIn(stratum, occasion, group)) inside.push(index);
  return { occasion, strata: Int32Array.from(inside), has, low, high };
}

/** Whether the respondents of a stratum were in a group at an occasion. */
export function isIn({ places }: Stratum, occasion: number, { split, key }: GroupName): boolean {
  const at = places[occasion] ?? null;
  if (at === null) return false;
  if (split === "all") return true;
  return (split === "service-type" ? at.serviceType : split === "region" ? at.region : at.icb) === key;
}

/** Whether anybody of a system is known to be in a board. */
export function holdsBoards({ strata }: Pick<System, "strata">): boolean {
  return strata.some(({ places }) => places.some((place) => place !== null && place.icb !== "not_stated"));
}

/** Counted and not counted; where no option counts, every option is a side of its own. */
function sidesOf(question: CountedQuestion, options: readonly string[]): Uint8Array {
  if (!hasShare(question)) return Uint8Array.from(options, (_, index) => index);
  const counted = new Set(question.options.flatMap((option) => (option.counted ? [option.code] : [])));
  return Uint8Array.from(options, (option) => (counted.has(option) ? 1 : 0));
}

function strataOf(
  occasions: readonly Occasion[],
  { code }: CountedQuestion,
  place: ReadonlyMap<string, number>,
): Pick<System, "strata" | "truth"> {
  const answerOf = ({ answers }: Respondent): number => place.get(answers[code] ?? "blank") ?? place.size - 1;
  const members = new Map<string, (Respondent | null)[]>();
  occasions.forEach(({ respondents }, index) => {
    for (const respondent of respondents) {
      const before = members.get(respondent.member) ?? occasions.map(() => null);
      before[index] = respondent;
      members.set(respondent.member, before);
    }
  });
  const strata = new Map<string, { places: Stratum["places"]; given: number[] }>();
  for (const seen of members.values()) {
    for (const [answer, same] of unchanged(seen, answerOf)) {
      const key = same.map((at) => (at === null ? "" : `${at.serviceType}|${at.region}|${at.icb}`)).join("\n");
      const stratum = strata.get(key) ?? { places: same, given: [] };
      stratum.given.push(answer);
      strata.set(key, stratum);
    }
  }
  const all = [...strata.values()];
  const truth = new Int32Array(all.length * place.size);
  for (const [index, { given }] of all.entries()) {
    for (const answer of given) truth[index * place.size + answer] = (truth[index * place.size + answer] ?? 0) + 1;
  }
  return { strata: all.map(({ places, given }) => ({ size: given.length, places })), truth };
}

/** A respondent as often as they changed their answer: each time where they were while it was the same. */
function unchanged(
  seen: readonly (Respondent | null)[],
  answerOf: (respondent: Respondent) => number,
): readonly (readonly [answer: number, places: (Respondent | null)[]])[] {
  const runs: [answer: number, places: (Respondent | null)[]][] = [];
  seen.forEach((respondent, index) => {
    if (respondent === null) return;
    const answer = answerOf(respondent);
    let run = runs.at(-1);
    if (run?.[0] !== answer) {
      run = [answer, seen.map(() => null)];
      runs.push(run);
    }
    run[1][index] = respondent;
  });
  return runs;
}

/** By stratum, the facts it is in. */
export function factsByStratum(count: number, facts: readonly SystemFact[]): Int32Array[] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  facts.forEach(({ strata }, fact) => {
    for (const stratum of strata) lists[stratum]?.push(fact);
  });
  return lists.map((list) => Int32Array.from(list));
}
