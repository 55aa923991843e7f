import type { CoverageTable, TableQuery } from "../../../shared/contract.ts";
import type { Unit } from "../../../shared/vocabulary.ts";
import type { ExactCube } from "./cube.ts";
import { groupKey, groupsOf } from "./exactTable.ts";

/**
 * Coverage: how many responded, by month and group (DESIGN section 4). `known` is the number in the register or member
 * list; without one it is null, never guessed.
 */
export function coverageTable(unit: Unit, cubes: readonly ExactCube[], by: TableQuery["by"]): CoverageTable {
  const rows = cubes.flatMap((cube) =>
    groupsOf(cube, by).map((group) => ({
      month: cube.month,
      ...groupKey(group, by),
      responded: group.respondents,
      known: null,
      share: null,
    })),
  );
  return { measure: "coverage", unit, protected: false, rows };
}
