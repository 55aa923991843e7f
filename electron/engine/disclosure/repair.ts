import type { CountedQuestion } from "../../../shared/questionSets.ts";
import type { DisplayRules, Repair } from "../../../shared/releases.ts";
import { holdsBoards } from "../measures/cube.ts";
import type { Case } from "./attack/readers.ts";
import type { Collection } from "./collection.ts";
import { type ProtectedCube, type ProtectedGroup, RESPONDENTS } from "./protect.ts";
import { passes } from "./show.ts";
import { shownGroups } from "./table.ts";

/** How often the rounding of a question is drawn again before that of the respondents is, and how often that is. */
export const MAX_AGAIN = 4;
const MAX_RESPONDENTS_AGAIN = 8;
/** The same where there are boards: a board that gives something away is soon hidden. */
const MAX_RESPONDENTS_AGAIN_WITH_BOARDS = 1;
/** How many groups are merged or hidden before a collection is given up. */
const MAX_WITHHELD = 8;
/** Attacks a collection together with what is known; where not thoroughly, what is not soon refuted counts as proved. */
export type Attacking = (
  collection: Collection,
  asked: readonly CountedQuestion[],
  thorough: boolean,
) => ReadonlyMap<string, readonly Case[]>;

/** A collection with what was proved of it at last, and what was done until then. */
export interface Repaired {
  readonly collection: Collection;
  readonly cases: ReadonlyMap<string, readonly Case[]>;
  readonly repairs: readonly Pick<Repair, "what" | "where">[];
}

/** Makes a collection's figures: how often each was drawn before, and of which questions no pair is to be shown. */
export type Drawing = (again: ReadonlyMap<string, number>, without: ReadonlySet<string>) => Collection;

/**
 * Draws a collection until nothing can be proved of it: the rounding of a question again, then that of the respondents; at
 * last groups are merged, then hidden.
 */
export function repair(
  draw: Drawing,
  questions: readonly CountedQuestion[],
  attacked: Attacking,
  rules: DisplayRules,
): Repaired {
  let again = new Map<string, number>();
  const without = new Set<string>();
  let collection = draw(again, without);
  let cases = attacked(collection, questions, false);
  const respondentsAgain = holdsBoards(collection.cube) ? MAX_RESPONDENTS_AGAIN_WITH_BOARDS : MAX_RESPONDENTS_AGAIN;
  const redrawnOnce = new Set<string>();
  for (;;) {
    const faulty = questions.filter(({ code }) => isProved(cases.get(code)));
    if (faulty.length === 0) break;
    // A pair gives way before the figures of the collection do.
    const shown = collection.pairs?.filter(
      ({ cells, question }) => cells !== null && faulty.some(({ code }) => code === question),
    );
    if (shown !== undefined && shown.length > 0) {
      for (const { question } of shown) without.add(question);
      collection = draw(again, without);
      cases = new Map([...cases, ...attacked(collection, faulty, false)]);
      continue;
    }
    const respondents = again.get(RESPONDENTS) ?? 0;
    for (const { code } of faulty) {
      redrawnOnce.add(code);
      again.set(code, (again.get(code) ?? 0) + 1);
    }
    if (faulty.some(({ code }) => (again.get(code) ?? 0) > MAX_AGAIN)) {
      if (respondents === respondentsAgain) break;
      again = new Map([[RESPONDENTS, respondents + 1]]);
    }
    const [before, next] = [collection, draw(again, without)];
    const changed = questions.filter((question) => !sameFigures(before.cube, next.cube, question));
    collection = next;
    cases = new Map([...cases, ...attacked(collection, changed, false)]);
  }
  const redrawn = questions
    .filter(({ code }) => redrawnOnce.has(code))
    .map(({ label }) => ({ what: "redrawn" as const, where: label }));
  const withheld = withhold(collection, cases, (next) => attacked(next, questions, false), rules);
  const proved = questions.filter(({ code }) => isProved(withheld.cases.get(code)));
  return {
    collection: withheld.collection,
    cases: new Map([...withheld.cases, ...attacked(withheld.collection, proved, true)]),
    repairs: [...redrawn, ...withheld.repairs],
  };
}

/** Merges, then hides, the groups that something is proved of, until nothing is. */
function withhold(
  made: Collection,
  found: ReadonlyMap<string, readonly Case[]>,
  attacked: (collection: Collection) => ReadonlyMap<string, readonly Case[]>,
  rules: DisplayRules,
): Repaired {
  let [collection, cases] = [made, found];
  const repairs: Pick<Repair, "what" | "where">[] = [];
  for (let steps = 0; steps < MAX_WITHHELD; steps += 1) {
    const group = groupAtFault(collection.cube, [...cases.values()].flat(), rules);
    if (group === null) break;
    const withheld = group.withheld === undefined ? ("merged" as const) : ("hidden" as const);
    const groups = collection.cube.groups.map((each) => (each === group ? { ...each, withheld } : each));
    collection = { ...collection, cube: { ...collection.cube, groups } };
    cases = attacked(collection);
    repairs.push({ what: withheld, where: `${SPLIT_WORDS[group.split]}: ${group.key}` });
  }
  return { collection, cases, repairs };
}

const SPLIT_WORDS: Readonly<Record<ProtectedGroup["split"], string>> = {
  all: "all",
  "service-type": "service type",
  region: "region",
  icb: "integrated care board",
};

/**
 * The first group that can still be merged or hidden among those of the strata something is proved of; its board before
 * any other, where anything is told of that.
 */
function groupAtFault(cube: ProtectedCube, cases: readonly Case[], rules: DisplayRules): ProtectedGroup | null {
  for (const { system, proved } of cases) {
    for (const { claim } of proved) {
      const place = system.strata[claim.stratum]?.places.at(-1) ?? null;
      if (place === null) continue;
      const board = cube.groups.find(({ split, key }) => split === "icb" && key === place.icb);
      if (board !== undefined && isTold(cube, board, system.question, rules)) return board;
      const groups = cube.groups.filter(
        ({ split, key, withheld }) =>
          withheld !== "hidden" &&
          ((split === "service-type" && key === place.serviceType) || (split === "region" && key === place.region)),
      );
      const next = groups.find(({ withheld }) => withheld === undefined) ?? groups[0];
      if (next !== undefined) return next;
    }
  }
  return null;
}

/** Whether a group has figures of its own or in a merged row. */
function isTold(cube: ProtectedCube, { split, key }: ProtectedGroup, asked: CountedQuestion, rules: DisplayRules) {
  if (split === "all") return true;
  return shownGroups(cube, split, asked, rules).some(
    (group) => passes(group, rules) && (group.key === key || group.merges?.includes(key) === true),
  );
}

/** Whether some reader proved something. */
export function isProved(cases: readonly Case[] | undefined): boolean {
  return cases?.some(({ proved }) => proved.length > 0) ?? false;
}

function sameFigures(one: ProtectedCube, other: ProtectedCube, { code }: CountedQuestion): boolean {
  const figures = ({ groups }: ProtectedCube): string => JSON.stringify(groups.map(({ questions }) => questions[code]));
  return figures(one) === figures(other);
}
