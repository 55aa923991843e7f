import type { AnswerTable, CoverageTable, Output, TableQuery } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { PUBLISHED_SPLITS, type PublishedSplit, STAGES, type Split, type Unit } from "../../shared/vocabulary.ts";
import { answeredBy, frameAsked } from "./chasing.ts";
import { againstOf, countedCubes, matchedCubes, typesOf } from "./counting.ts";
import { matchedIntentTable } from "./disclosure/matchedTable.ts";
import { protectedTable } from "./disclosure/table.ts";
import { withSums } from "./adding.ts";
import { checkFrame, withFrame } from "./framing.ts";
import { readBoards, readRules } from "./frozen.ts";
import type { CoverageFrame } from "./evidence/coverage.ts";
import type { WorkContext } from "./importing.ts";
import { holdsBoards } from "./measures/cube.ts";
import { coverageTable, FRAME_SPLITS, frameTable, type Answered, type Known } from "./measures/coverage.ts";
import { exactTable, matchedTable } from "./measures/exactTable.ts";
import { pathTable, withChanges } from "./movement.ts";
import { protectionOf } from "./protecting.ts";
import { HANDBACK, setOf, withoutCommissioner, type CountedSet } from "./questions.ts";
import type { Session } from "./session.ts";
import { resolved, sizeOf } from "./standing.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { filesWithoutLocations } from "./store/rollup.ts";

/**
 * The table a query asks for (DESIGN section 7).
 * @throws BellwetherError `unit-unavailable` for locations where a source names none; `bad-request` for a matched table
 * that is never published, a protected table by a split or of service types that are never published, an unknown question,
 * a commissioner beside a question of a user's own, a month to compare with that has no answers, and a list beside what it
 * tells nothing of; `protection-failed`
 */
export async function tableOf(session: Session, query: TableQuery, context: WorkContext): Promise<Output<"table.get">> {
  const { measure, by, commissioner, unit } = query;
  checkFrame(query);
  if (query.protected && measure === "coverage")
    throw new BellwetherError("bad-request", "Only tables of answers can be protected. Leave out one of the two.");
  againstOf(query);
  const set = askedSet(session, query);
  checkUnit(session, set, unit);
  if (query.protected && unit === "location") throw protectedByLocation();
  if (measure === "coverage") return coverageOf(session, query);
  if (measure === "path") return pathTable(session, query);
  if (query.protected && query.matched) return publishedMatched(session, query, context);
  if (query.protected) {
    const shape = { measure, by: publishedSplit(query), commissioner };
    const { cubes } = await protectionOf(session, set, null, context);
    if (by === "icb" && cubes.length > 0 && !cubes.some(holdsBoards)) throw withoutBoards(readBoards(session.campaign));
    const table = protectedTable(cubes, shape, readRules(session.campaign));
    return { ...table, unit, rows: [...table.rows] };
  }
  const { serviceTypes } = query;
  const counted = { set, unit, shape: { measure, by, commissioner }, serviceTypes };
  const only = serviceTypes.length === 0 ? {} : { serviceTypes };
  if (query.matched) {
    const pairs = matchedCubes(session.campaign, counted, againstOf(query));
    const table = { ...matchedTable(pairs, counted.shape, set.questions), unit, ...only };
    return withChanges(session, set, query, table);
  }
  const table = exactTable(countedCubes(session.campaign, counted), counted.shape, set.questions);
  return withFrame(session, set, query, withSums(session.campaign, counted, { ...table, unit, ...only }));
}

/**
 * Intent of the organisations that answered two months running, as it may be published.
 * @throws BellwetherError `bad-request` for anything else than hand-back intent of everybody, each month with the one before it
 */
async function publishedMatched(session: Session, query: TableQuery, context: WorkContext): Promise<AnswerTable> {
  if (
    query.measure !== "intent" ||
    query.by !== "none" ||
    query.against !== undefined ||
    query.serviceTypes.length > 0
  ) {
    throw new BellwetherError(
      "bad-request",
      "Of the same organisations only hand-back intent is published, of all services together, each month with the one before it. Ask for intent by month alone, or leave the table unprotected.",
    );
  }
  const { pairs } = await protectionOf(session, HANDBACK, null, context);
  const table = matchedIntentTable(pairs, query.commissioner, readRules(session.campaign));
  return { ...table, rows: [...table.rows] };
}

/** The refusal of a protected table by board where no month holds boards. */
function withoutBoards(wanted: boolean): BellwetherError {
  return new BellwetherError(
    "bad-request",
    wanted
      ? "No month can be published by integrated care board: in each, every board has too few organisations, or would give an answer away. Leave the table unprotected, or split by region."
      : "Packs of this campaign do not tell of integrated care boards. Let them on the Releases screen (What may be shown), leave the table unprotected, or split by region.",
  );
}

/** The split of a protected table. @throws BellwetherError `bad-request` for one that is never published */
function publishedSplit({ by, serviceTypes }: TableQuery): PublishedSplit | "none" {
  if (serviceTypes.length > 0) {
    throw new BellwetherError(
      "bad-request",
      "A protected table shows every service type: figures of some of them beside those of all would give the others away. Leave out the service types.",
    );
  }
  const published = by === "none" ? by : PUBLISHED_SPLITS.find((split) => split === by);
  if (published !== undefined) return published;
  throw new BellwetherError(
    "bad-request",
    `A table by ${SPLIT_WORDS[by]} never leaves the app, so it cannot be protected: groups that small would tell who is who. Split by service type or region, or leave the table unprotected.`,
  );
}

const SPLIT_WORDS: Readonly<Record<Split | "none", string>> = {
  none: "month",
  "service-type": "service type",
  region: "region",
  size: "size",
  source: "source",
  icb: "integrated care board",
  "local-authority": "local authority",
};

/**
 * Who responded, against the list of those who could where there is one. By a split that no list tells of, who responded
 * alone; unless a list is named.
 * @throws BellwetherError `bad-request` where it is
 */
function coverageOf(session: Session, query: TableQuery): CoverageTable {
  const { campaign } = session;
  if (query.matched || query.commissioner !== null) {
    throw new BellwetherError(
      "bad-request",
      "Coverage counts who answered at all, of one month each. Leave out --matched, --against and --commissioner.",
    );
  }
  const { unit, by, serviceTypes } = query;
  const split = by === "none" ? by : FRAME_SPLITS.find((candidate) => candidate === by);
  if (split === undefined && query.frame !== undefined) throw frameWithoutSplit(by);
  const frame = split === undefined ? null : frameAsked(campaign, query);
  if (split === undefined || frame === null) {
    const counted = {
      set: HANDBACK,
      unit,
      shape: { measure: "intent", by, commissioner: "la" },
      serviceTypes,
    } as const;
    return coverageTable(unit, countedCubes(campaign, counted), by);
  }
  const [answered, listed] = split === "size" ? withSizes(campaign, query, frame) : [answeredBy(campaign, unit), frame];
  return frameTable(unit, answered, listed, split, typesOf(serviceTypes));
}

/** The size of everybody on a list, and of those who answered. */
function withSizes(
  campaign: CampaignFile,
  { unit }: TableQuery,
  frame: CoverageFrame,
): readonly [answered: readonly Answered[], frame: Known] {
  const [sizes, { resolve }] = [sizeOf(campaign), resolved(campaign)];
  const size = (member: string): number => sizes(unit === "organisation" ? member : resolve(`location ${member}`));
  const members = new Map([...frame.members].map(([member, groups]) => [member, { ...groups, size: size(member) }]));
  const answered = answeredBy(campaign, unit).map((entry) => ({ ...entry, size: size(entry.member) }));
  return [answered, { ...frame, members }];
}

function frameWithoutSplit(by: Split | "none"): BellwetherError {
  return new BellwetherError(
    "bad-request",
    `A directory or member list is compared by service type, region or size, not by ${SPLIT_WORDS[by]}. Leave out the list to see who answered.`,
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
  if (measure === "coverage" || measure === "path" || STAGES.some((stage) => stage === measure)) return HANDBACK;
  const set = setOf(campaign, measure);
  if (commissioner !== null) throw withoutCommissioner(campaign, measure);
  return set;
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
