import { createHash } from "node:crypto";
import type { CoverageTable, Output, TableQuery } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { monthNumber, type Month } from "../../shared/month.ts";
import { STAGES, type Unit } from "../../shared/vocabulary.ts";
import { answeredBy, frameAsked } from "./chasing.ts";
import type { ProtectedCube } from "./disclosure/protect.ts";
import { protectedTable } from "./disclosure/table.ts";
import type { WorkContext } from "./importing.ts";
import { runJob } from "./jobs.ts";
import { coverageTable, frameTable } from "./measures/coverage.ts";
import type { ExactCube } from "./measures/cube.ts";
import { exactCubes } from "./measures/exactCubes.ts";
import { exactTable, matchedTable, subjectsOf, type MatchedCubes, type TableShape } from "./measures/exactTable.ts";
import { HANDBACK, setOf, withoutCommissioner, type CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";
import { filesWithoutLocations, readMatchedRollup, readRollup, readStandingCounts } from "./store/rollup.ts";
import { readSecret } from "./store/summary.ts";

/**
 * The table a query asks for (DESIGN section 7).
 * @throws BellwetherError `unit-unavailable` for locations where a source names none; `bad-request` for a matched table
 * that is to be protected, an unknown question, and a commissioner beside a question of a user's own; `protection-failed`
 */
export async function tableOf(session: Session, query: TableQuery, context: WorkContext): Promise<Output<"table.get">> {
  const { measure, by, commissioner, unit } = query;
  if (query.protected && (query.matched || measure === "coverage")) {
    throw new BellwetherError(
      "bad-request",
      "Only tables of answers can be protected, and not those of the same organisations. Leave out one of the two.",
    );
  }
  if (query.frame !== undefined && measure !== "coverage") throw frameBesideAnswers();
  const set = askedSet(session, query);
  checkUnit(session, set, unit);
  if (query.protected && unit === "location") throw protectedByLocation();
  if (measure === "coverage") return coverageOf(session, query);
  const shape = { measure, by, commissioner };
  if (query.matched) return matchedTable(matchedPairs(session, set, unit), shape, set.questions);
  if (!query.protected) return { ...exactTable(countsOf(session, set, unit, shape), shape, set.questions), unit };
  const table = protectedTable(await protectedCubesOf(session, set, unit, context), shape);
  return { ...table, unit, rows: [...table.rows] };
}

/** Who responded, against the list of those who could where there is one. */
function coverageOf(session: Session, query: TableQuery): CoverageTable {
  const { campaign } = session;
  const frame = frameAsked(campaign, query);
  if (frame === null) return coverageTable(query.unit, cubesOf(session, HANDBACK, query.unit), query.by);
  return frameTable(query.unit, answeredBy(campaign, query.unit), frame, query.by);
}

function frameBesideAnswers(): BellwetherError {
  return new BellwetherError(
    "bad-request",
    "Only coverage is compared with a directory or member list. Leave out the frame.",
  );
}

/**
 * The question set a measure belongs to.
 * @throws BellwetherError `bad-request` for an unknown question, and for a commissioner beside a question of a user's own
 */
export function askedSet(
  { campaign }: Session,
  { measure, commissioner }: Pick<TableQuery, "measure" | "commissioner">,
): CountedSet {
  if (measure === "coverage" || STAGES.some((stage) => stage === measure)) return HANDBACK;
  const set = setOf(campaign, measure);
  if (commissioner !== null) throw withoutCommissioner(campaign, measure);
  return set;
}

/**
 * The protected cubes of every month of a question set: drawn from the campaign's secret, so the same evidence gives the
 * same figures.
 */
export async function protectedCubesOf(
  session: Session,
  set: CountedSet,
  unit: Unit,
  context: WorkContext,
): Promise<readonly ProtectedCube[]> {
  const cubes = cubesOf(session, set, unit).map((cube) => ({ cube, digest: digestOf(cube) }));
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

function cubesOf({ campaign }: Session, { id, questions }: CountedSet, unit: Unit): ExactCube[] {
  return exactCubes(
    unit,
    questions,
    readRollup(campaign, unit, { questions: questions.map((question) => question.id) }),
    readStandingCounts(campaign, unit, id),
  );
}

/** Only the counts a table shows, straight from the rollup; without the sizes of organisations that protection needs. */
function countsOf({ campaign }: Session, set: CountedSet, unit: Unit, shape: TableShape): ExactCube[] {
  const { by } = shape;
  const questions = subjectsOf(shape, set.questions).map(({ question }) => question);
  const splits = by === "service-type" ? (["service_type"] as const) : by === "region" ? (["region"] as const) : [];
  const counts = readRollup(campaign, unit, { questions: questions.map(({ id }) => id), splits });
  return exactCubes(unit, questions, counts, []);
}

function digestOf(cube: ExactCube): string {
  return createHash("sha256").update(JSON.stringify(cube)).digest("hex");
}

/** Every month beside the one before it, over the members that stand in both; the first beside the one after it. */
function matchedPairs(session: Session, set: CountedSet, unit: Unit): MatchedCubes[] {
  const months = cubesOf(session, set, unit).map((cube) => cube.month);
  const cubeOf = (month: Month, other: Month, answersOf: "month" | "other"): ExactCube[] =>
    exactCubes(
      unit,
      set.questions,
      readMatchedRollup(session.campaign, unit, set.id, monthNumber(month), monthNumber(other), answersOf),
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

/** @throws BellwetherError `unit-unavailable` for locations where a source names none */
export function checkUnit(session: Session, { id }: CountedSet, unit: Unit): void {
  if (unit !== "location") return;
  const files = filesWithoutLocations(session.campaign, id);
  if (files.length === 0) return;
  throw new BellwetherError(
    "unit-unavailable",
    `Locations cannot be counted: ${files.slice(0, 3).join(", ")}${files.length > 3 ? " and others" : ""} ${files.length === 1 ? "holds" : "hold"} responses without a CQC location id. Use the organisation as the unit.`,
    { file: files[0] },
  );
}
