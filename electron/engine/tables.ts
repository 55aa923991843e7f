import { createHash } from "node:crypto";
import type { Output, TableQuery } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { monthNumber, type Month } from "../../shared/month.ts";
import { COMMISSIONERS, questionOf, QUESTIONS, type Unit } from "../../shared/vocabulary.ts";
import type { ProtectedCube } from "./disclosure/protect.ts";
import { protectedTable } from "./disclosure/table.ts";
import type { WorkContext } from "./importing.ts";
import { runJob } from "./jobs.ts";
import { coverageTable } from "./measures/coverage.ts";
import type { ExactCube } from "./measures/cube.ts";
import { exactCubes } from "./measures/exactCubes.ts";
import { exactTable, matchedTable, type MatchedCubes } from "./measures/exactTable.ts";
import type { Session } from "./session.ts";
import { filesWithoutLocations, readMatchedRollup, readRollup, readStandingCounts } from "./store/consolidation.ts";
import { HANDBACK_SET_ID } from "./store/questionSets.ts";
import { readSecret } from "./store/summary.ts";

/**
 * The table a query asks for (DESIGN section 7).
 * @throws BellwetherError `unit-unavailable` for locations where a source names none; `bad-request` for a matched table
 * that is to be protected; `protection-failed`
 */
export async function tableOf(session: Session, query: TableQuery, context: WorkContext): Promise<Output<"table.get">> {
  const { measure, by, commissioner, unit } = query;
  if (query.protected && (query.matched || measure === "coverage")) {
    throw new BellwetherError(
      "bad-request",
      "Only tables of answers can be protected, and not those of the same organisations. Leave out one of the two.",
    );
  }
  checkUnit(session, unit);
  if (query.protected && unit === "location") throw protectedByLocation();
  if (measure === "coverage") return coverageTable(unit, cubesOf(session, unit), by);
  const shape = { measure, by, commissioner };
  if (query.matched) return matchedTable(matchedPairs(session, unit), shape);
  if (!query.protected) return { ...exactTable(countsOf(session, unit, query), shape), unit };
  const table = protectedTable(await protectedCubesOf(session, unit, context), shape);
  return { ...table, unit, rows: [...table.rows] };
}

/** The protected cubes of every month: drawn from the campaign's secret, so the same evidence gives the same figures. */
export async function protectedCubesOf(
  session: Session,
  unit: Unit,
  context: WorkContext,
): Promise<readonly ProtectedCube[]> {
  const cubes = cubesOf(session, unit).map((cube) => ({ cube, digest: digestOf(cube) }));
  const missing = cubes.filter(({ digest }) => !session.protectedCubes.has(digest));
  if (missing.length > 0) {
    const input = { cubes: missing.map(({ cube }) => cube), secret: readSecret(session.campaign) };
    const made = await runJob("protect", input, context);
    for (const [index, { digest }] of missing.entries()) {
      const cube = made[index];
      if (cube !== undefined) session.protectedCubes.set(digest, cube);
    }
  }
  return cubes.flatMap(({ digest }) => session.protectedCubes.get(digest) ?? []);
}

function cubesOf(session: Session, unit: Unit): ExactCube[] {
  return exactCubes(
    unit,
    readRollup(session.campaign, unit, { questions: QUESTIONS.map((_, id) => id) }),
    readStandingCounts(session.campaign, unit, HANDBACK_SET_ID),
  );
}

/** Only the counts a table shows, straight from the rollup; without the sizes of organisations that protection needs. */
function countsOf(session: Session, unit: Unit, { measure, commissioner, by }: TableQuery): ExactCube[] {
  if (measure === "coverage") return [];
  const questions = (commissioner === null ? COMMISSIONERS : [commissioner]).map((whose) =>
    QUESTIONS.indexOf(questionOf(measure, whose)),
  );
  const splits = by === "service-type" ? (["service_type"] as const) : by === "region" ? (["region"] as const) : [];
  return exactCubes(unit, readRollup(session.campaign, unit, { questions, splits }), []);
}

function digestOf(cube: ExactCube): string {
  return createHash("sha256").update(JSON.stringify(cube)).digest("hex");
}

/** Every month beside the one before it, over the members that stand in both; the first beside the one after it. */
function matchedPairs(session: Session, unit: Unit): MatchedCubes[] {
  const months = cubesOf(session, unit).map((cube) => cube.month);
  const cubeOf = (month: Month, other: Month, answersOf: "month" | "other"): ExactCube[] =>
    exactCubes(
      unit,
      readMatchedRollup(session.campaign, unit, HANDBACK_SET_ID, monthNumber(month), monthNumber(other), answersOf),
      [],
    );
  return months.flatMap((month, index) => {
    const other = months[index - 1] ?? months[index + 1];
    if (other === undefined) return [];
    const [cube] = cubeOf(month, other, "month");
    const [beside] = cubeOf(month, other, "other");
    return cube === undefined || beside === undefined ? [] : [{ cube, other: beside }];
  });
}

/** The rule on one organisation holding over half of a group is not yet applied to each question's own base. */
function protectedByLocation(): BellwetherError {
  return new BellwetherError(
    "unit-unavailable",
    "Tables of locations cannot be protected yet, so they stay inside the app. Use the organisation as the unit.",
  );
}

function checkUnit(session: Session, unit: Unit): void {
  if (unit !== "location") return;
  const files = filesWithoutLocations(session.campaign, HANDBACK_SET_ID);
  if (files.length === 0) return;
  throw new BellwetherError(
    "unit-unavailable",
    `Locations cannot be counted: ${files.slice(0, 3).join(", ")}${files.length > 3 ? " and others" : ""} ${files.length === 1 ? "holds" : "hold"} responses without a CQC location id. Use the organisation as the unit.`,
    { file: files[0] },
  );
}
