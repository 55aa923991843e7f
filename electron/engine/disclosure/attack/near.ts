import type { Solver } from "../solver.ts";
import { type DecidedWorld, decideWorld } from "./program.ts";
import type { Claim } from "./search.ts";
import type { System } from "./system.ts";

/**
 * Looks for a world that refutes a claim in which only the neighbours of its stratum answer otherwise than they did: with
 * boards there are so many strata that all of them take long, and nearly always a few make up for what one changes.
 * @returns null where there is none among these, which proves nothing
 */
export function decideNear(system: System, claim: Claim, solver: Solver): DecidedWorld | null {
  for (const by of NEAR) {
    const found = decideWorld(system, claim, solver, "known", neighbours(system, claim, by));
    if (found !== null && found !== "undecided") return found;
  }
  return null;
}

/** What strata share with that of a claim to be its neighbours, the fewest first. */
const NEAR = [
  ["icb", "region"],
  ["icb", "region", "serviceType"],
] as const;

/** The strata that were beside a claim's own in a board, region or service type, and those of the reader's own answers. */
function neighbours(
  { strata, options }: System,
  { stratum, own }: Claim,
  by: readonly ("serviceType" | "region" | "icb")[],
): ReadonlySet<number> {
  const places = strata[stratum]?.places ?? [];
  const beside = strata.flatMap((other, index) =>
    other.places.some((place, occasion) => {
      const at = places[occasion] ?? null;
      return place !== null && at !== null && by.some((name) => place[name] === at[name]);
    })
      ? [index]
      : [],
  );
  return new Set([...beside, ...[...own.keys()].map((cell) => Math.floor(cell / options.length))]);
}
