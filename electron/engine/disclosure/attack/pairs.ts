import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import { countedCodes } from "../answers.ts";
import type { Collection, Respondent } from "../collection.ts";
import { type PairCells, pairTotals, SEEN, type Seen, seenAs } from "../matched.ts";
import type { DisplayRules } from "../rules.ts";
import type { Solver } from "../solver.ts";
import { attack, type Attacked } from "./claims.ts";
import { occasionOf } from "./published.ts";
import {
  type Fact,
  factOver,
  factsByStratum,
  type Occasion,
  type PublishedQuestion,
  reachOf,
  type Stratum,
  type System,
  type SystemFact,
} from "./system.ts";

/** Whoever did not answer one of the months. */
const AWAY = "away";

/** Every way in which somebody may have answered, or not, in two months. */
const JOINT: readonly string[] = [...SEEN, AWAY].flatMap((then) =>
  [...SEEN, AWAY].flatMap((now) => (then === AWAY && now === AWAY ? [] : [`${then}|${now}`])),
);
const PLACE = new Map(JOINT.map((joint, index) => [joint, index]));

/** Which of the two months a reader wants to know about. */
const SIDES = [0, 1] as const;

/**
 * Whether somebody who knows who answered could prove an answer from what two collections publish together with a pair of
 * them: whether all who are alike were counted, in the later month or in the earlier. Unlike the reader who takes it that
 * nobody changed their mind, this one reckons with everything that the same organisation may have answered in both.
 */
export function provesFromPair(...given: PairAttack): boolean {
  for (const { proved } of attackPair(...given)) if (proved.length > 0) return true;
  return false;
}

/** Two collections, a pair of them, what it is about, and by which rules they are shown. */
type PairAttack = [
  collections: readonly [before: Collection, now: Collection],
  cells: PairCells,
  question: CountedQuestion,
  solver: Solver,
  rules: DisplayRules,
];

/** What comes of that for each of the two months, the earlier first, one after the other as they are asked for. */
export function* attackPair(...[collections, cells, question, solver, rules]: PairAttack): Generator<PairAttacked> {
  for (const month of SIDES) {
    const system = pairSystem(collections, cells, question, rules, month);
    yield { system, ...attack(system, solver, false) };
  }
}

/** What one of the two months came to. */
export interface PairAttacked extends Attacked {
  readonly system: System;
}

function pairSystem(
  collections: readonly [before: Collection, now: Collection],
  cells: PairCells,
  question: CountedQuestion,
  rules: DisplayRules,
  month: (typeof SIDES)[number],
): System {
  const occasions = collections.map((collection, index): Occasion => {
    const published = asSeen(occasionOf(collection, rules).published(question), question, index);
    return { month: collection.month, respondents: [], published: () => published };
  });
  const { strata, truth } = strataOf(collections, question);
  const tied = [...presence(strata), ...cellFacts(strata, cells)];
  const facts = [
    ...occasions.flatMap((occasion, index) =>
      occasion.published(question).everything.map((fact: Fact) => factOver(strata, PLACE, index, fact)),
    ),
    ...tied,
  ];
  return {
    rounding: null,
    occasions,
    question,
    options: JOINT,
    side: sidesOf(month),
    strata,
    facts,
    tied,
    factsOf: factsByStratum(strata.length, facts),
    truth,
  };
}

/** What is published of a month, of which only is kept what tells apart how answers are seen. */
function asSeen(
  { everything, shown, hidden, sums }: PublishedQuestion,
  question: CountedQuestion,
  month: number,
): PublishedQuestion {
  const codes = question.options.map(({ code }) => code);
  const seen = new Map<string, readonly Seen[]>([
    [countedCodes(question).join(), ["counted"]],
    [codes.join(), ["counted", "other"]],
    ["not_applicable", ["not_applicable"]],
    ["blank", ["blank"]],
  ]);
  const known = ({ options }: { readonly options: readonly string[] }): boolean => seen.has(options.join());
  const joint = <T extends { readonly options: readonly string[] }>(figure: T): T => ({
    ...figure,
    options: JOINT.filter((each) =>
      seen.get(figure.options.join())?.some((answer) => answer === each.split("|")[month]),
    ),
  });
  const kept = hidden.flatMap((figure, index) => (known(figure) ? [index] : []));
  const places = new Map(kept.map((index, place) => [index, place]));
  return {
    everything: everything.filter(known).map(joint),
    shown: shown.filter(known).map(joint),
    hidden: hidden.filter(known).map(joint),
    sums: sums.flatMap(({ parts, total }) =>
      parts.every((part) => places.has(part.hidden))
        ? [{ parts: parts.map((part) => ({ ...part, hidden: places.get(part.hidden) ?? 0 })), total }]
        : [],
    ),
  };
}

function strataOf(
  [before, now]: readonly [Collection, Collection],
  question: CountedQuestion,
): Pick<System, "strata" | "truth"> {
  const members = new Map<string, [Respondent | null, Respondent | null]>();
  for (const respondent of before.respondents) members.set(respondent.member, [respondent, null]);
  for (const respondent of now.respondents)
    members.set(respondent.member, [members.get(respondent.member)?.[0] ?? null, respondent]);
  const key = (at: Respondent | null): string => (at === null ? "" : `${at.serviceType}|${at.region}|${at.icb}`);
  const alike = [...Map.groupBy(members.values(), (both) => both.map(key).join("\n")).values()];
  const truth = new Int32Array(alike.length * JOINT.length);
  alike.forEach((all, stratum) => {
    for (const both of all) {
      const [then, later] = both.map((at): Seen | typeof AWAY => (at === null ? AWAY : seenAs(at, question)));
      const cell = stratum * JOINT.length + (PLACE.get(`${then}|${later}`) ?? 0);
      truth[cell] = (truth[cell] ?? 0) + 1;
    }
  });
  return { strata: alike.map((all): Stratum => ({ size: all.length, places: all[0] ?? [null, null] })), truth };
}

/** Counted in the month that is asked about; of those who were away then, in the other. */
function sidesOf(month: (typeof SIDES)[number]): Uint8Array {
  return Uint8Array.from(JOINT, (joint) => {
    const answers = joint.split("|");
    const asked = answers[month] === AWAY ? answers[1 - month] : answers[month];
    return asked === "counted" ? 1 : 0;
  });
}

/** Who answered a month was not away in it, and nobody else answered it. */
function presence(strata: readonly Stratum[]): SystemFact[] {
  return [0, 1].flatMap((occasion) =>
    [true, false].map((there): SystemFact => {
      const inside = strata.flatMap(({ places }, stratum) => ((places[occasion] !== null) === there ? [stratum] : []));
      const has = Uint8Array.from(JOINT, (joint) => Number((joint.split("|")[occasion] === AWAY) === there));
      return { occasion, strata: Int32Array.from(inside), has, low: 0, high: 0 };
    }),
  );
}

function cellFacts(strata: readonly Stratum[], cells: PairCells): SystemFact[] {
  const both = Int32Array.from(
    strata.flatMap(({ places }, stratum) => (places.every((place) => place !== null) ? [stratum] : [])),
  );
  const { base, ...counted } = pairTotals(cells);
  const stated: readonly [value: number, then: readonly Seen[], now: readonly Seen[]][] = [
    [cells.both, ["counted"], ["counted"]],
    [cells.lost, ["counted"], ["other"]],
    [cells.gained, ["other"], ["counted"]],
    [cells.neither, ["other"], ["other"]],
    [counted.earlier, ["counted"], ["counted", "other"]],
    [base - counted.earlier, ["other"], ["counted", "other"]],
    [counted.later, ["counted", "other"], ["counted"]],
    [base - counted.later, ["counted", "other"], ["other"]],
    [base, ["counted", "other"], ["counted", "other"]],
  ];
  return stated.map(([value, earlier, later]) => {
    const [low, high] = reachOf(value);
    const has = new Uint8Array(JOINT.length);
    for (const one of earlier) for (const other of later) has[PLACE.get(`${one}|${other}`) ?? 0] = 1;
    return { occasion: 1, strata: both, has, low, high };
  });
}
