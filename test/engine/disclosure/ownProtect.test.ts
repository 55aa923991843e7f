import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { protectCube } from "../../../electron/engine/disclosure/protect.ts";
import { loadSolver, type Solver } from "../../../electron/engine/disclosure/solver.ts";
import { protectedTable } from "../../../electron/engine/disclosure/table.ts";
import { verifyCube } from "../../../electron/engine/disclosure/verify.ts";
import { exactCubes, type CountRow } from "../../../electron/engine/measures/exactCubes.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { OPTIONS } from "../../../shared/vocabulary.ts";
import { drawsOf } from "./cubes.ts";

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

const YES = OPTIONS.indexOf("yes");
const NO = OPTIONS.indexOf("no");
const STATES = (["blank", "not_applicable", "unrecognised"] as const).map((state) => OPTIONS.indexOf(state));

/** Three choices of one multiple choice, and a scale of eight of which none counts; codes that are figures' names too. */
const QUESTIONS: readonly CountedQuestion[] = [
  ...["one", "two", "three"].map((choice, id) => ({
    id: 100 + id,
    set: "pay",
    code: `pay.steps.${choice}`,
    label: choice,
    wording: choice,
    options: [
      { id: YES, code: "yes", label: "Yes", counted: true },
      { id: NO, code: "no", label: "No", counted: false },
    ],
  })),
  {
    id: 103,
    set: "pay",
    code: "pay.scale",
    label: "Scale",
    wording: "Scale",
    options: ["base", "counted", "respondents", "low", "high", "constructor", "share", "answer_low"].map(
      (code, place) => ({
        id: 100 + place,
        code,
        label: code,
        counted: false,
      }),
    ),
  },
];

/** A month of fictional answers. `apart`: some answers to the second choice alone are not understood. */
function cubesOf(count: number, seed: number, apart: boolean) {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const rows: CountRow[] = [];
  for (let member = 0; member < count; member += 1) {
    const where = { month: 24_300, serviceType: random(9), region: random(10), n: 1 };
    const none = random(10) === 0 ? STATES[random(3)]! : null;
    for (const { id } of QUESTIONS.slice(0, 3)) {
      const unknown = apart && id === 101 && random(12) === 0 ? STATES[2]! : null;
      rows.push({ ...where, question: id, option: none ?? unknown ?? (random(3) === 0 ? YES : NO) });
    }
    rows.push({ ...where, question: 103, option: random(12) === 0 ? STATES[random(3)]! : 100 + random(8) });
  }
  return exactCubes("organisation", QUESTIONS, rows, []);
}

test("whatever the answers, a set of one’s own rounds like the built-in one, and its choices share their base", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 260 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.boolean(),
      fc.string({ minLength: 1, maxLength: 8 }),
      (count, seed, apart, secret) => {
        const [cube] = cubesOf(count, seed, apart);
        expect(cube!.groups[0]!.respondents).toBe(count);
        const rounded = protectCube(cube!, drawsOf(secret), solver);
        expect(verifyCube(cube!, rounded)).toEqual([]);
        if (apart) return;
        for (const { questions } of rounded.groups) {
          const bases = ["one", "two", "three"].map((choice) => questions[`pay.steps.${choice}`]!.base);
          expect(new Set(bases).size).toBe(1);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("another set’s draws differ, though its figures are the same", () => {
  const [cube] = cubesOf(300, 7, false);
  const other = { ...cube!, questionSet: "other" };
  const figures = (from: typeof other): number[] =>
    protectCube(from, drawsOf("secret"), solver).groups.map(({ respondents }) => respondents);
  expect(figures(other)).not.toEqual(figures({ ...cube!, questionSet: "pay" }));
});

test("a percentage’s base decides also where there is no share: below it the counts stand, marked for the chart", () => {
  const [cube] = cubesOf(260, 9, false);
  const rounded = protectCube(
    { ...cube!, groups: cube!.groups.map((group) => ({ ...group, organisations: 9 })) },
    drawsOf("s"),
    solver,
  );
  const { rows } = protectedTable([rounded], { measure: "pay.scale", commissioner: null, by: "service-type" });
  const small = rows.filter(({ base }) => base !== null && base < 30);
  expect(small.length).toBeGreaterThan(1);
  for (const row of small) expect(row).toMatchObject({ share: null, hidden: "too few organisations for a percentage" });
  for (const row of small) expect(row.counts).not.toBeNull();
  expect(rows.at(-1)).toMatchObject({ share: null, counted: null });
  expect(rows.at(-1)).not.toHaveProperty("hidden");
});
