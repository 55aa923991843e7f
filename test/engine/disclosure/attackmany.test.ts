import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { attack } from "../../../electron/engine/disclosure/attack/claims.ts";
import { decideWorld } from "../../../electron/engine/disclosure/attack/program.ts";
import { listReader, unchangedReader } from "../../../electron/engine/disclosure/attack/readers.ts";
import {
  centred,
  type Claim,
  findWorld,
  keepsOwn,
  refutes,
} from "../../../electron/engine/disclosure/attack/search.ts";
import { type System, systemOf } from "../../../electron/engine/disclosure/attack/system.ts";
import { contradiction, worldOf } from "../../../electron/engine/disclosure/attack/world.ts";
import { loadSolver, type Solver } from "../../../electron/engine/disclosure/solver.ts";
import { agrees, anyOccasions, everyWorld, listedWorlds, occasion, respondent, TINY, worldsBefore } from "./tiny.ts";

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

const anySystem = anyOccasions
  .filter((occasions) => occasions.every(({ respondents }) => respondents.length > 0))
  .map((occasions) => systemOf(occasions, TINY))
  .filter((system) => worldsBefore(system) <= 4_000);

describe("the attack, held against every world of a tiny system", () => {
  it("proves exactly what holds in every world that agrees, for outsiders and members, and lists a world against the rest", () => {
    let provedInAll = 0;
    let refuted = 0;
    fc.assert(
      fc.property(anySystem, (system) => {
        const worlds = everyWorld(system);
        const found = attack(system, solver);
        const listed = listedWorlds(found);
        const isProved = (claim: Claim): boolean =>
          found.proved.some((proved) => nameOf(proved.claim) === nameOf(claim));
        const holds = (claim: Claim): boolean => !worlds.some((world) => isAgainst(system, world, claim));
        for (const claim of claimsOf(system)) {
          if (holds(claim)) {
            // What somebody outside can prove is proved once, not for every member as well.
            expect(isProved(claim) || isProved({ ...claim, own: new Map() })).toBe(true);
            provedInAll += 1;
          } else {
            expect(isProved(claim)).toBe(false);
            expect(listed.some(({ counts }) => isAgainst(system, counts, claim))).toBe(true);
            refuted += 1;
          }
        }
        expect(found.proved.every(({ claim, undecided }) => !undecided && holds(claim))).toBe(true);
      }),
      { numRuns: 12000 },
    );
    expect(provedInAll).toBeGreaterThan(100);
    expect(refuted).toBeGreaterThan(100);
  });

  it("lists only worlds that agree with what is shown; the first is the truth, and sizes stay", () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const found = attack(system, solver);
        const listed = listedWorlds(found);
        expect(listed[0]!.counts).toEqual([...system.truth]);
        for (const { counts } of listed) {
          expect(agrees(system, counts)).toBe(true);
          system.strata.forEach(({ size }, stratum) => {
            const own = counts.slice(stratum * system.options.length, (stratum + 1) * system.options.length);
            expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
            expect(own.reduce((sum, n) => sum + n, 0)).toBe(size);
          });
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("finds worlds by search that an integer program confirms, and the program finds one wherever there is one", () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const worlds = everyWorld(system);
        for (const from of [worldOf(system, system.truth), centred(system, system.truth)]) {
          expect(contradiction(system, from)).toBe(0);
          for (const claim of claimsOf(system)) {
            const found = findWorld(system, from, claim);
            if (found !== null) {
              expect(agrees(system, [...found])).toBe(true);
              expect(isAgainst(system, [...found], claim)).toBe(true);
            }
            const decided = decideWorld(system, claim, solver);
            expect(decided === null).toBe(!worlds.some((world) => isAgainst(system, world, claim)));
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("readers", () => {
  const four = [
    respondent("a", "homecare", "London", "yes"),
    respondent("b", "homecare", "London", "yes"),
    respondent("c", "homecare", "South East", "no"),
    respondent("d", "other", "South East", "no"),
  ];
  const all = { split: "all", key: "all", options: ["yes"] } as const;

  it("prove nothing where nothing is published, and everything from exact counts of single ones", () => {
    const [, nothing] = listReader(occasion("2025-01", four, []), TINY, solver);
    expect(nothing!.proved).toEqual([]);
    const other = { split: "service-type", key: "other", options: ["no"], low: 1, high: 1 } as const;
    const [outsider, list] = listReader(occasion("2025-01", four, [other]), TINY, solver);
    expect(list!.proved.map(({ claim }) => list!.system.strata[claim.stratum]!.places[0]!.serviceType)).toEqual([
      "other",
    ]);
    // Who does not know that there is only one cannot tell that there is no other beside it.
    expect(outsider!.proved).toEqual([]);
  });

  it("a member proves by their own answer what somebody outside cannot", () => {
    // At most one of all said yes: whoever knows that they did proves that nobody else did.
    const one = [respondent("a", "homecare", "London", "yes"), respondent("b", "other", "London", "no")];
    const [, list] = listReader(occasion("2025-01", one, [{ ...all, low: 0, high: 1 }]), TINY, solver);
    expect(list!.proved.map(({ claim }) => [claim.side, [...claim.own].length])).toEqual([[0, 1]]);
    expect(list!.system.strata[list!.proved[0]!.claim.stratum]!.places[0]!.serviceType).toBe("other");
  });

  it("a member of the same stratum proves what the others there said", () => {
    const [, list] = listReader(
      occasion(
        "2025-01",
        four.slice(0, 2).map((one, index) => (index === 0 ? one : { ...one, answers: { [TINY.code]: "no" } })),
        [{ ...all, low: 0, high: 1 }],
      ),
      TINY,
      solver,
    );
    expect(list!.proved.map(({ claim }) => [claim.side, claim.own.size])).toEqual([[0, 1]]);
  });

  it("who changed their answer counts as one who left and one who joined", () => {
    const [january, february] = ["yes", "no"].map((answer, index) =>
      occasion(`2025-0${index + 1}`, [respondent("a", "homecare", "London", answer), ...four.slice(2)], []),
    );
    const { strata } = unchangedReader([january!, february!], TINY, solver).system;
    const stays = strata.map(({ size, places }) => [size, places.map((place) => place !== null)]);
    expect(stays).toContainEqual([1, [true, false]]);
    expect(stays).toContainEqual([1, [false, true]]);
    expect(strata.reduce((sum, { size }) => sum + size, 0)).toBe(4);
  });

  it("count what cannot be settled in the allowed steps as proved, and say so", () => {
    const tired: Solver = { solve: (program) => solver.solve(program), decide: () => "undecided" };
    const exact = occasion("2025-01", four, [{ ...all, split: "region", key: "London", low: 2, high: 2 }]);
    const [, list] = listReader(exact, TINY, tired);
    expect(list!.proved).toMatchObject([{ undecided: true, claim: { side: 1 } }]);
    expect(listReader(exact, TINY, solver)[1]!.proved).toMatchObject([{ undecided: false, claim: { side: 1 } }]);
  });

  it("end with the first proof where not everything is wanted", () => {
    const facts = four.map(({ serviceType, region }) => ({
      split: "service-type" as const,
      key: serviceType,
      options: ["yes", region === "London" ? "no" : "blank"],
      low: 0,
      high: 0,
    }));
    const nobody = four.map((one) => ({ ...one, answers: { [TINY.code]: "not_applicable" } }));
    const told = [{ ...all, low: 0, high: 0 }, ...facts.slice(3)];
    const wanted = (every: boolean): number =>
      listReader(occasion("2025-01", nobody, told), TINY, solver, every)[1]!.proved.length;
    expect(wanted(true)).toBe(3);
    expect(wanted(false)).toBe(1);
  });
});

/** Every claim that is true: of somebody outside, and of each member, that all (others) of a stratum are on one side. */
function claimsOf({ strata, options, side, truth }: System): readonly Claim[] {
  const cells = [...truth.keys()].filter((cell) => truth[cell]! > 0);
  return strata.flatMap((_, stratum) =>
    [null, ...cells].flatMap((own): Claim[] => {
      const others = options.flatMap((__, option) => {
        const cell = stratum * options.length + option;
        return truth[cell]! - (cell === own ? 1 : 0) > 0 ? [side[option]!] : [];
      });
      const [only, ...more] = new Set(others);
      return only === undefined || more.length > 0
        ? []
        : [{ stratum, side: only, own: own === null ? new Map() : new Map([[own, 1]]) }];
    }),
  );
}

function isAgainst(system: System, world: readonly number[], claim: Claim): boolean {
  const count = (cell: number): number => world[cell] ?? 0;
  return keepsOwn(count, claim) && refutes(system, count, claim);
}

function nameOf({ stratum, side, own }: Claim): string {
  return JSON.stringify([stratum, side, [...own]]);
}
