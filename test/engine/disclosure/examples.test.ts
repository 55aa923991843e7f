import { beforeAll, describe, expect, it } from "vitest";
import { occasionOf } from "../../../electron/engine/disclosure/attack/published.ts";
import { type Case, listReader, unchangedReader } from "../../../electron/engine/disclosure/attack/readers.ts";
import type { Fact, GroupName, Occasion } from "../../../electron/engine/disclosure/attack/system.ts";
import type { Collection, Respondent } from "../../../electron/engine/disclosure/collection.ts";
import { defend } from "../../../electron/engine/disclosure/defend.ts";
import { DEFAULT_RULES } from "../../../electron/engine/disclosure/rules.ts";
import { loadSolver, type Solver } from "../../../electron/engine/disclosure/solver.ts";
import { drawsOf } from "../../../electron/engine/draws.ts";
import { cubeOfRespondents } from "../../../electron/engine/measures/respondents.ts";
import type { Month } from "../../../shared/month.ts";
import { HANDBACK_QUESTIONS } from "../../../shared/questionSets.ts";

/**
 * Worked examples of the literature (Handbook on Statistical Disclosure Control, 2010, chapters 4 and 5): a naive table that
 * a reader can break, and the same data as the app publishes them, which nobody can.
 */
const question = HANDBACK_QUESTIONS[0]!;
const OPTIONS = question.options.map(({ code }) => code);
const COUNTED = ["very_likely", "likely"];
let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

let next = 0;
/** So many respondents that answer in turn what is given. */
function people(n: number, answers: readonly string[], place: Partial<Respondent> = {}): Respondent[] {
  return Array.from({ length: n }, (_, index) => {
    next += 1;
    const answer = answers[index % answers.length]!;
    const all = Object.fromEntries(HANDBACK_QUESTIONS.map(({ code }) => [code, "not_applicable"]));
    const member = `organisation ${next}`;
    const where = { serviceType: "homecare", region: "London", icb: "not_stated" } as const;
    return { member, fingerprint: member, ...where, ...place, answers: { ...all, [question.code]: answer } };
  });
}

const group = (split: GroupName["split"], key: string): GroupName => ({ split, key });
const ALL = group("all", "all");

function isIn(respondent: Respondent, { split, key }: GroupName): boolean {
  return split === "all" || (split === "region" ? respondent.region : respondent.serviceType) === key;
}

/** A naive publication: of some groups the number of each answer, as far as a rule lets a reader know it. */
function naive(
  respondents: readonly Respondent[],
  groups: readonly GroupName[],
  rule: (count: number) => readonly [low: number, high: number] = (count) => [count, count],
  parts: readonly (readonly string[])[] = OPTIONS.map((option) => [option]),
  month = "2025-01",
): Occasion {
  const facts = groups.flatMap((where) =>
    parts.map((options): Fact => {
      const count = respondents.filter(
        (respondent) => isIn(respondent, where) && options.includes(respondent.answers[question.code]!),
      ).length;
      const [low, high] = rule(count);
      return { ...where, options, low, high };
    }),
  );
  return { month, respondents, published: () => ({ everything: facts, shown: facts, hidden: [], sums: [] }) };
}

/** "10-5": nothing under 10, everything else to the nearest 5. */
const tenFive = (count: number): [number, number] =>
  count < 10 ? [0, 9] : [Math.round(count / 5) * 5 - 2, Math.round(count / 5) * 5 + 2];

function provedBy(found: Case | readonly Case[]): number {
  return [found].flat().reduce((sum, { reader, proved }) => sum + (reader === "outsider" ? 0 : proved.length), 0);
}

/** What any reader can prove of the same months as the app publishes them. */
function provedOfOurs(...months: readonly (readonly Respondent[])[]): number {
  const open = months.map((respondents, index) => ({
    cube: cubeOfRespondents(`2025-0${index + 1}` as Month, HANDBACK_QUESTIONS, respondents),
    respondents,
  }));
  const { collections, outcome } = defend(
    { questionSet: "handback", questions: HANDBACK_QUESTIONS, frozen: [], open, rules: DEFAULT_RULES },
    drawsOf("5ec4e7"),
    solver,
  );
  expect(outcome.proofs).toEqual([]);
  const occasions = collections.map((collection: Collection) => occasionOf(collection, DEFAULT_RULES));
  const last = occasions.at(-1)!;
  const readers = [...listReader(last, question, solver), unchangedReader(occasions, question, solver)];
  return provedBy(readers);
}

const MIX = ["very_likely", "likely", "neither", "unlikely", "very_unlikely", "unlikely"];

describe("a naive table is broken, and ours is not", () => {
  it("total minus the rest: one small group is left out beside a published total", () => {
    const everybody = [...people(60, MIX), ...people(1, ["likely"], { serviceType: "extra_care" })];
    expect(provedBy(listReader(naive(everybody, [ALL, group("service-type", "homecare")]), question, solver))).toBe(1);
    expect(provedOfOurs(everybody)).toBe(0);
  });

  it("linked tables: regions give the total that the service types leave out", () => {
    const everybody = [
      ...people(40, MIX),
      ...people(30, MIX, { region: "North West" }),
      ...people(2, ["likely"], { serviceType: "extra_care", region: "North West" }),
    ];
    const types = [group("service-type", "homecare")];
    expect(provedBy(listReader(naive(everybody, types), question, solver))).toBe(0);
    const linked = [...types, group("region", "London"), group("region", "North West")];
    expect(provedBy(listReader(naive(everybody, linked), question, solver))).toBeGreaterThan(0);
    expect(provedOfOurs(everybody)).toBe(0);
  });

  it("percentages beside exact bases give the counts back", () => {
    const everybody = [...people(60, MIX), ...people(1, ["likely"], { serviceType: "extra_care" })];
    const percent =
      (base: number) =>
      (count: number): [number, number] => {
        const shown = Math.round((count / base) * 1000) / 1000;
        return [Math.ceil((shown - 0.0005) * base), Math.floor((shown + 0.0005) * base)];
      };
    const all = naive(everybody, [ALL], percent(61), [COUNTED]).published(question).shown;
    const homecare = naive(everybody, [group("service-type", "homecare")], percent(60), [COUNTED]).published(question);
    const facts = [...all, ...homecare.shown];
    const published = { everything: facts, shown: facts, hidden: [], sums: [] };
    const table: Occasion = { month: "2025-01", respondents: everybody, published: () => published };
    expect(provedBy(listReader(table, question, solver))).toBe(1);
    expect(provedOfOurs(everybody)).toBe(0);
  });

  it("joiners and leavers: two months rounded apart are subtracted, under 10-5 as well", () => {
    const stayed = [...people(22, ["likely"]), ...people(30, ["unlikely"])];
    const joined = [...stayed, ...people(1, ["likely"], { serviceType: "homecare" })];
    const months = [stayed, joined].map((all, index) => naive(all, [ALL], tenFive, undefined, `2025-0${index + 1}`));
    expect(provedBy(unchangedReader(months, question, solver))).toBeGreaterThan(0);
    expect(provedBy(listReader(months[1]!, question, solver))).toBe(0);
    expect(provedOfOurs(stayed, joined)).toBe(0);
  });

  it("unanimity: 100% of a group tells what each of it answered", () => {
    const everybody = [...people(60, MIX), ...people(16, ["very_likely"], { region: "North East" })];
    const proved = provedBy(listReader(naive(everybody, [ALL, group("region", "North East")]), question, solver));
    expect(proved).toBeGreaterThan(0);
    expect(provedOfOurs(everybody)).toBe(0);
  });

  it("recoded groups: two groupings of the same people differ by one organisation", () => {
    const everybody = [
      ...people(30, MIX),
      ...people(1, ["unlikely"], { serviceType: "extra_care" }),
      ...people(40, MIX, { serviceType: "supported_living", region: "South East" }),
    ];
    const recoded = [group("service-type", "homecare"), group("region", "London")];
    expect(provedBy(listReader(naive(everybody, recoded), question, solver))).toBe(1);
    expect(provedOfOurs(everybody)).toBe(0);
  });

  it("revisions: the same month published again with one late return", () => {
    const first = [...people(22, ["likely"]), ...people(30, ["unlikely"])];
    const revised = [...first, ...people(1, ["likely"])];
    const editions = [first, revised].map((all) => naive(all, [ALL], tenFive));
    expect(provedBy(unchangedReader(editions, question, solver))).toBeGreaterThan(0);
  });

  it("complementary suppression: what is hidden together is all on one side", () => {
    const everybody = [
      ...people(60, MIX),
      ...people(3, ["likely"], { serviceType: "extra_care" }),
      ...people(2, ["very_likely"], { serviceType: "shared_lives" }),
    ];
    const proved = provedBy(listReader(naive(everybody, [ALL, group("service-type", "homecare")]), question, solver));
    expect(proved).toBeGreaterThanOrEqual(2);
    expect(provedOfOurs(everybody)).toBe(0);
  });

  it("a member who knows their own answer proves that of the one beside them", () => {
    const everybody = [
      ...people(60, MIX),
      ...people(1, ["likely"], { serviceType: "extra_care" }),
      ...people(1, ["unlikely"], { serviceType: "extra_care" }),
    ];
    const [, list] = listReader(naive(everybody, [ALL, group("service-type", "homecare")]), question, solver);
    expect(list!.proved.length).toBe(2);
    expect(list!.proved.every(({ claim }) => claim.own.size === 1)).toBe(true);
    expect(provedOfOurs(everybody)).toBe(0);
  });
});

it("counts as proved what the solver's steps do not decide", () => {
  const everybody = [...people(60, MIX), ...people(1, ["likely"], { serviceType: "extra_care" })];
  const tired: Solver = { ...solver, decide: () => "undecided" };
  const [, list] = listReader(naive(everybody, [ALL, group("service-type", "homecare")]), question, tired);
  expect(list!.proved.map(({ undecided }) => undecided)).toEqual([true]);
});
