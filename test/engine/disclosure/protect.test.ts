import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { protectCube, type ProtectedCube } from "../../../electron/engine/disclosure/protect.ts";
import { roundCells } from "../../../electron/engine/disclosure/round.ts";
import { loadSolver, type Solver } from "../../../electron/engine/disclosure/solver.ts";
import { verifyCube } from "../../../electron/engine/disclosure/verify.ts";
import type { ExactCube } from "../../../electron/engine/measures/cube.ts";
import { QUESTIONS } from "../../../shared/vocabulary.ts";
import { cubeOf, drawsOf, realisticRespondents } from "./cubes.ts";

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

const anyCube = fc
  .record({ count: fc.integer({ min: 1, max: 260 }), seed: fc.integer({ min: 1, max: 1_000_000 }) })
  .map(({ count, seed }) => cubeOf(realisticRespondents(count, seed)));
const anySecret = fc.string({ minLength: 1, maxLength: 12 });

describe("protectCube", () => {
  it("moves every cell and margin to a neighbouring multiple of 5 and keeps every sum, whatever the cube", () => {
    fc.assert(
      fc.property(anyCube, anySecret, (cube, secret) => {
        expect(verifyCube(cube, protectCube(cube, drawsOf(secret), solver))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves zeros and multiples of 5 where they are", () => {
    fc.assert(
      fc.property(anyCube, anySecret, (cube, secret) => {
        const rounded = protectCube(cube, drawsOf(secret), solver);
        fc.pre(rounded.relaxed.length === 0);
        const multiples = [...pairs(cube, rounded)].filter(([exact]) => exact % 5 === 0);
        expect(multiples.map(([, shown]) => shown)).toEqual(multiples.map(([exact]) => exact));
      }),
      { numRuns: 15 },
    );
  });

  it("gives the same rounding each time, also from a solver that was loaded afresh", async () => {
    const cube = cubeOf(realisticRespondents(300, 5));
    const first = protectCube(cube, drawsOf("secret"), solver);
    protectCube(cubeOf(realisticRespondents(90, 6)), drawsOf("other"), solver);
    expect(protectCube(cube, drawsOf("secret"), solver)).toEqual(first);
    expect(protectCube(cube, drawsOf("secret"), await loadSolver())).toEqual(first);
  });

  it("does not carry rounding directions from one month to the next, nor between campaigns", () => {
    const respondents = realisticRespondents(300, 8);
    const january = protectCube(cubeOf(respondents, "2025-01"), drawsOf("secret"), solver);
    const february = protectCube(cubeOf(respondents, "2025-02"), drawsOf("secret"), solver);
    const elsewhere = protectCube(cubeOf(respondents, "2025-01"), drawsOf("another"), solver);
    const changed = (other: ProtectedCube): number => different(january, other);
    expect(changed(february)).toBeGreaterThan(50);
    expect(changed(elsewhere)).toBeGreaterThan(50);
  });

  it("prefers the nearer multiple without being bound to it, and is right on average", () => {
    const cube = cubeOf(realisticRespondents(150, 4));
    let nearer = 0;
    let moved = 0;
    let bias = 0;
    for (let run = 0; run < 12; run += 1) {
      for (const [exact, shown] of pairs(cube, protectCube(cube, drawsOf(`run ${run}`), solver))) {
        if (exact % 5 === 0) continue;
        moved += 1;
        bias += shown - exact;
        if (Math.abs(shown - exact) < 2.5) nearer += 1;
      }
    }
    expect(nearer / moved).toBeGreaterThan(0.6);
    expect(nearer / moved).toBeLessThan(0.95);
    expect(Math.abs(bias / moved)).toBeLessThan(0.5);
  });

  it("gives every question of both commissioners the same respondents", () => {
    const rounded = protectCube(cubeOf(realisticRespondents(200, 12)), drawsOf("secret"), solver);
    for (const group of rounded.groups) {
      for (const question of QUESTIONS) {
        const { base, notApplicable, noAnswer } = group.questions[question]!;
        expect(base + notApplicable + noAnswer).toBe(group.respondents);
      }
    }
  });

  it("lets a reader who subtracts groups from the total learn nothing beyond rounded figures", () => {
    const rounded = protectCube(cubeOf(realisticRespondents(140, 21)), drawsOf("secret"), solver);
    const services = rounded.groups.filter((group) => group.split === "service-type");
    const all = rounded.groups.find((group) => group.split === "all")!;
    for (const left of services) {
      for (const question of QUESTIONS) {
        const rest = services.filter((group) => group !== left);
        const difference =
          all.questions[question]!.base - rest.reduce((sum, g) => sum + g.questions[question]!.base, 0);
        expect(difference).toBe(left.questions[question]!.base);
        expect(difference % 5).toBe(0);
      }
    }
  });

  it("refuses a cube whose true counts do not add up", () => {
    const cube = cubeOf(realisticRespondents(20, 2));
    const broken: ExactCube = { ...cube, groups: cube.groups.slice(0, -1) };
    expect(() => protectCube(broken, drawsOf("secret"), solver)).toThrow(/add up/);
  });

  it("refuses with a reason, and gives no other solution, when the solver's steps run out", () => {
    const tired: Solver = {
      solve: () => {
        throw Object.assign(new Error("ran out"), { code: "protection-failed" });
      },
      decide: () => "undecided",
    };
    expect(() => protectCube(cubeOf(realisticRespondents(20, 2)), drawsOf("s"), tired)).toThrow("ran out");
  });

  it("records a relaxed step when no neighbouring multiples add up", () => {
    const draws = drawsOf("secret");
    // 2 = 1 + 1 with the total settled at 10, which counts as further: neighbours reach it only with 5 + 5; with 15 they cannot.
    const problem = (fixed: number) => ({
      cells: [
        { label: "total", value: 2, fixed },
        { label: "a", value: 1 },
        { label: "b", value: 1 },
      ],
      additivity: [{ total: 0, parts: [1, 2] }],
    });
    expect(roundCells(problem(10), draws, solver)).toEqual({ values: [10, 5, 5], relaxed: 1 });
    expect(roundCells(problem(15), draws, solver)).toBeNull();
    expect(roundCells(problem(15), draws, solver, true)?.relaxed).toBe(2);
  });
});

/** A protected cube whose figures may be written to. */
type Loose = {
  month: string;
  groups: {
    questions: Record<string, { base: number; counts: Record<string, number> }>;
  }[];
};

function tamper(rounded: ProtectedCube, change: (copy: Loose) => void): ProtectedCube {
  const copy = structuredClone(rounded);
  change(copy as unknown as Loose);
  return copy;
}

describe("verifyCube", () => {
  it("finds a figure moved too far, a broken sum, a missing group and an unrecorded step", () => {
    const cube = cubeOf(realisticRespondents(200, 3));
    const rounded = protectCube(cube, drawsOf("secret"), solver);
    const faults = (change: (copy: Loose) => void): string => verifyCube(cube, tamper(rounded, change)).join(" ");
    expect(verifyCube(cube, rounded)).toEqual([]);
    expect(faults((copy) => (copy.groups[0]!.questions["intent.la"]!.base += 20))).toMatch(/neighbouring/);
    expect(faults((copy) => (copy.groups[1]!.questions["handback.la"]!.counts["yes"]! += 5))).toMatch(/do not add up/);
    expect(faults((copy) => copy.groups.pop())).toMatch(/different groups/);
    expect(faults((copy) => (copy.groups[2]!.questions["intent.la"]!.counts["likely"]! += 1))).toMatch(/neighbouring/);
    expect(faults((copy) => (copy.month = "2030-01"))).toMatch(/different months/);
  });
});

function* pairs(cube: ExactCube, rounded: ProtectedCube): Generator<readonly [number, number]> {
  for (const [index, group] of cube.groups.entries()) {
    for (const question of QUESTIONS) {
      const shown = rounded.groups[index]!.questions[question]!.counts;
      for (const [option, value] of Object.entries(shown)) {
        yield [group.counts[question]![option] ?? 0, value];
      }
    }
  }
}

function different(left: ProtectedCube, right: ProtectedCube): number {
  const figures = (cube: ProtectedCube): number[] =>
    cube.groups.flatMap((group) => QUESTIONS.flatMap((question) => Object.values(group.questions[question]!.counts)));
  const other = figures(right);
  return figures(left).filter((value, index) => value !== other[index]).length;
}
