import { beforeAll, describe, expect, it } from "vitest";
import { occasionOf } from "../../../electron/engine/disclosure/attack/published.ts";
import { listReader, unchangedReader } from "../../../electron/engine/disclosure/attack/readers.ts";
import { type Defended, defend } from "../../../electron/engine/disclosure/defend.ts";
import { DEFAULT_RULES } from "../../../electron/engine/disclosure/rules.ts";
import { loadSolver, type Solver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import { verifyCube } from "../../../electron/engine/disclosure/verify.ts";
import { drawsOf } from "../../../electron/engine/draws.ts";
import { cubeOfRespondents } from "../../../electron/engine/measures/respondents.ts";
import { HANDBACK_QUESTIONS } from "../../../shared/questionSets.ts";
import { type PanelMonth, panelOf } from "./panels.ts";

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

const shape = { organisations: 150, months: 3, seed: 7, joins: 0.08, leaves: 0.08, changes: 0.1, moves: 0.01 };

function defended(months: readonly PanelMonth[], frozen: Parameters<typeof defend>[0]["frozen"] = []): Defended {
  const open = months.map(({ month, respondents }) => ({
    cube: cubeOfRespondents(month, HANDBACK_QUESTIONS, respondents),
    respondents,
  }));
  return defend(
    { questionSet: "handback", questions: HANDBACK_QUESTIONS, frozen, open, rules: DEFAULT_RULES },
    drawsOf("00ff"),
    solver,
  );
}

describe("defend", () => {
  it("leaves nothing to prove, whoever tries: months apart and all together", { timeout: 60_000 }, () => {
    for (const seed of [7, 8]) {
      const { collections, outcome } = defended(panelOf({ ...shape, seed }));
      expect(outcome.proofs).toEqual([]);
      const occasions = collections.map((collection) => occasionOf(collection, DEFAULT_RULES));
      for (const question of HANDBACK_QUESTIONS) {
        const cases = occasions.flatMap((occasion) => listReader(occasion, question, solver));
        cases.push(unchangedReader(occasions, question, solver));
        expect(cases.reduce((sum, { proved }) => sum + proved.length, 0)).toBe(0);
        expect(Math.min(...cases.map(({ claims }) => claims))).toBeGreaterThan(1_000);
      }
    }
  });

  it("gives the same figures again, each within the rules of rounding, and records what it repaired", () => {
    const panel = panelOf(shape);
    const [first, second] = [defended(panel), defended(panel)];
    expect(second).toEqual(first);
    first.collections.forEach(({ cube, respondents, month }) =>
      expect(verifyCube(cubeOfRespondents(month, HANDBACK_QUESTIONS, respondents), cube)).toEqual([]),
    );
    for (const repair of first.outcome.repairs) expect(repair.what).toMatch(/^(redrawn|merged|hidden)$/);
  });

  it(
    "draws again what could be proved, and the figures differ from the first draw only there",
    { timeout: 60_000 },
    () => {
      const rates = { joins: 0.08, leaves: 0.08, changes: 0.2, moves: 0.01 };
      const panel = panelOf({ ...shape, ...rates, organisations: 150, months: 2, seed: 4 });
      const { outcome } = defended(panel);
      expect(outcome.repairs.length).toBeGreaterThan(0);
      expect(outcome.repairs.every(({ what, month }) => what === "redrawn" && month.startsWith("2025-"))).toBe(true);
      expect(outcome.proofs).toEqual([]);
    },
  );

  it("never changes what is frozen, and a month's figures do not depend on later ones", () => {
    const panel = panelOf(shape);
    const all = defended(panel);
    const two = defended(panel.slice(0, 2));
    expect(two.collections).toEqual(all.collections.slice(0, 2));
    const third = defended(panel.slice(2), all.collections.slice(0, 2));
    expect(third.collections).toEqual(all.collections.slice(2));
    expect(third.outcome.readers).toEqual(all.outcome.readers);
  });

  it("merges, hides and at last tells, where every draw gives the same answer away", { timeout: 60_000 }, () => {
    const lone = panelOf({ ...shape, months: 1, organisations: 56 }).map(({ month, respondents }) => ({
      month,
      respondents: respondents.map((respondent, index) => ({
        ...respondent,
        serviceType: index < 6 ? ("extra_care" as const) : ("homecare" as const),
        region: "London" as const,
        answers: { ...respondent.answers, "intent.la": index < 6 ? "likely" : "unlikely" },
      })),
    }));
    const open = lone.map(({ month, respondents }) => ({
      cube: cubeOfRespondents(month, HANDBACK_QUESTIONS, respondents),
      respondents,
    }));
    // Every cell prefers to go up: six organisations of one mind become ten.
    const { outcome, collections } = defend(
      { questionSet: "handback", questions: HANDBACK_QUESTIONS, frozen: [], open, rules: DEFAULT_RULES },
      () => 0,
      solver,
    );
    expect(outcome.repairs.map(({ what }) => what)).toEqual(expect.arrayContaining(["redrawn", "merged", "hidden"]));
    const [proof] = outcome.proofs;
    expect(proof?.where).toContain("Extra care");
    expect(proof?.proof).toMatch(/all 6 organisations in Extra care, London answered “Very likely” or “Likely”/);
    const table = protectedTable(
      collections.map(({ cube }) => cube),
      { measure: "intent", commissioner: "la", by: "service-type" },
    );
    const row = table.rows.find(({ serviceType }) => serviceType === "extra_care");
    expect(row).toMatchObject({ base: null, share: null });
  });

  it("shows no number that is not rounded, and nothing that a twin would show otherwise", () => {
    const { collections, certificate } = defended(panelOf({ ...shape, months: 1 }));
    const [collection] = collections;
    const found = certificate.cases.find(({ reader, question }) => reader === "list" && question === "intent.la")!;
    const moved = found.others.find(({ base, changes }) => base === 0 && changes.length > 0)!;
    // The twin: some respondents of a stratum answered otherwise, and the same rounding is as good for them.
    const answers = new Map<string, string[]>();
    const counts = new Map(found.first.map(([stratum, option, n]) => [`${stratum} ${option}`, n]));
    for (const [stratum, option, by] of moved.changes)
      counts.set(`${stratum} ${option}`, (counts.get(`${stratum} ${option}`) ?? 0) + by);
    found.strata.forEach(({ places }, stratum) => {
      const given = found.options.flatMap((option, index) =>
        Array.from({ length: counts.get(`${stratum} ${index}`) ?? 0 }, () => option),
      );
      answers.set(String(places[0]), given);
    });
    const twin = collection!.respondents.map((respondent) => {
      const { serviceType, region, icb } = respondent;
      const answer = answers.get(String([serviceType, region, icb]))!.pop()!;
      return { ...respondent, answers: { ...respondent.answers, "intent.la": answer } };
    });
    expect(twin).not.toEqual(collection!.respondents);
    const exact = cubeOfRespondents(collection!.month, HANDBACK_QUESTIONS, twin);
    expect(verifyCube(exact, collection!.cube)).toEqual([]);
    for (const by of ["service-type", "region"] as const) {
      const { rows } = protectedTable([collection!.cube], { measure: "intent", commissioner: null, by });
      for (const { base, counts: shown, notApplicable, blank, intends } of rows) {
        for (const n of [base, notApplicable, blank, intends, ...Object.values(shown ?? {})])
          expect((n ?? 0) % 5).toBe(0);
      }
    }
  });
});
