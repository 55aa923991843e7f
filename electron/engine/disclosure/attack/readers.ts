import type { CountedQuestion } from "../../../../shared/questionSets.ts";
import type { Reader } from "../../../../shared/releases.ts";
import type { Solver } from "../solver.ts";
import { attack, type Base, type PossibleWorld, type Proved } from "./claims.ts";
import { decideWorld } from "./program.ts";
import { type Occasion, type System, systemOf } from "./system.ts";

/** What one reader found out from one question over some collections. */
export interface Case {
  readonly reader: Reader;
  readonly system: System;
  readonly claims: number;
  readonly proved: readonly Proved[];
  /** Worlds that agree with what is published; none are looked for where another reader has more of them. */
  readonly bases: readonly Base[];
  readonly worlds: readonly PossibleWorld[];
}

/**
 * Somebody who knows who answered, of one collection. Whoever does not know that either has more worlds and proves less;
 * so they are tried only where this reader proves something.
 */
export function listReader(
  occasion: Occasion,
  question: CountedQuestion,
  solver: Solver,
  every = true,
  thorough = true,
): Case[] {
  const system = systemOf([occasion], question);
  const found = attack(system, solver, every, thorough);
  const list: Case = { reader: "list", system, ...found };
  const outsider: Case = {
    reader: "outsider",
    system,
    claims: found.claims,
    proved: found.proved.filter(({ claim }) => decideWorld(system, claim, solver, "unknown") === null),
    bases: [],
    worlds: [],
  };
  return [outsider, list];
}

/**
 * Somebody who knows who answered in each of some collections, and takes it that nobody changed their mind who did not.
 */
export function unchangedReader(
  occasions: readonly Occasion[],
  question: CountedQuestion,
  solver: Solver,
  every = true,
  thorough = true,
): Case {
  const system = systemOf(occasions, question);
  return { reader: "unchanged", system, ...attack(system, solver, every, thorough) };
}
