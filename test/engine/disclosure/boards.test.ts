import { beforeAll, expect, it } from "vitest";
import { occasionOf } from "../../../electron/engine/disclosure/attack/published.ts";
import { listReader, unchangedReader } from "../../../electron/engine/disclosure/attack/readers.ts";
import { defend, type Defended } from "../../../electron/engine/disclosure/defend.ts";
import { DEFAULT_RULES } from "../../../electron/engine/disclosure/rules.ts";
import { SMALL_BOARDS, withSmallBoards } from "../../../electron/engine/disclosure/smallBoards.ts";
import { loadSolver, type Solver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import { verifyCube } from "../../../electron/engine/disclosure/verify.ts";
import { drawsOf } from "../../../electron/engine/draws.ts";
import { cubeOfRespondents } from "../../../electron/engine/measures/respondents.ts";
import { HANDBACK_QUESTIONS } from "../../../shared/questionSets.ts";
import { panelOf } from "./panels.ts";

let solver: Solver;
let made: Defended;
const panel = panelOf({
  organisations: 300,
  months: 2,
  seed: 2,
  joins: 0.05,
  leaves: 0.05,
  changes: 0.1,
  moves: 0.005,
  boards: true,
}).map(({ month, respondents }) => ({ month, respondents: withSmallBoards(respondents) }));

beforeAll(async () => {
  solver = await loadSolver();
  const open = panel.map(({ month, respondents }) => ({
    cube: cubeOfRespondents(month, HANDBACK_QUESTIONS, respondents),
    respondents,
  }));
  made = defend(
    { questionSet: "handback", questions: HANDBACK_QUESTIONS, frozen: [], open, rules: DEFAULT_RULES },
    drawsOf("00ff"),
    solver,
  );
});

it("boards are rounded beside regions and service types, and every sum holds", () => {
  made.collections.forEach(({ cube, respondents, month }, index) => {
    expect(verifyCube(cubeOfRespondents(month, HANDBACK_QUESTIONS, respondents), cube)).toEqual([]);
    const boards = cube.groups.filter(({ split }) => split === "icb");
    expect(boards.length).toBeGreaterThan(8);
    const all = cube.groups.find(({ split }) => split === "all")!;
    for (const { code } of HANDBACK_QUESTIONS)
      expect(boards.reduce((sum, { questions }) => sum + questions[code]!.base, 0)).toBe(all.questions[code]!.base);
    const sizes = Map.groupBy(panel[index]!.respondents, ({ icb }) => icb);
    for (const [icb, inside] of sizes)
      if (icb !== SMALL_BOARDS && icb !== "not_stated") expect(inside.length).toBeGreaterThan(10);
  });
});

it("boards give no answer away, whoever tries with every world there is", () => {
  expect(made.outcome.proofs).toEqual([]);
  const occasions = made.collections.map((collection) => occasionOf(collection, DEFAULT_RULES));
  for (const question of HANDBACK_QUESTIONS.slice(0, 2)) {
    const cases = [
      ...occasions.flatMap((occasion) => listReader(occasion, question, solver)),
      unchangedReader(occasions, question, solver),
    ];
    expect(cases.flatMap(({ proved }) => proved)).toEqual([]);
  }
});

it("a table by board names every board of any month in each, and a board alone is never merged", () => {
  const { rows } = protectedTable(
    made.collections.map(({ cube }) => cube),
    { measure: "intent", commissioner: "la", by: "icb" },
  );
  const named = Map.groupBy(rows, ({ month }) => month);
  const [one, other] = [...named.values()].map((own) =>
    own.map(({ icb }) => icb).filter((icb) => icb !== "other_boards"),
  );
  expect(one).toEqual(other);
  for (const { merges } of rows) if (merges !== undefined) expect(merges.length).toBeGreaterThan(1);
});
