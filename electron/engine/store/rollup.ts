import { OPTIONS, REGIONS, SERVICE_TYPES, UNITS, type Unit } from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";
import type { StandingRow } from "./consolidation.ts";
import { readQuestionIds, readWordings } from "./questionSets.ts";

const BLANK = OPTIONS.indexOf("blank");
/** Options are numbered below this. */
const MOST_OPTIONS = 1000;

/**
 * Counts a month's standing answers by unit, question, group and option, inside the transaction the caller holds.
 * @param answers by response, the wordings it gave
 */
export function writeRollup(
  campaign: CampaignFile,
  questionSet: number,
  month: number,
  standing: Readonly<Record<Unit, readonly StandingRow[]>>,
  answers: ReadonlyMap<number, readonly number[]>,
): void {
  const { db } = campaign;
  const questions = readQuestionIds(campaign, questionSet);
  const meaning = new Map(
    readWordings(campaign, questions).map(({ id, question, option }) => [id, { question, option }] as const),
  );
  const counts = UNITS.map(() => new Map<number, Map<number, number>>());
  const add = (unit: number, question: number, group: number, option: number, n: number): void => {
    const cells = counts[unit]?.get(question) ?? new Map<number, number>();
    counts[unit]?.set(question, cells);
    const cell = group * MOST_OPTIONS + option;
    cells.set(cell, (cells.get(cell) ?? 0) + n);
  };
  for (const [unit, name] of UNITS.entries()) {
    for (const { responseId, serviceType, region } of standing[name]) {
      const group = serviceType * REGIONS.length + region;
      const silent = new Set(questions);
      for (const wording of answers.get(responseId) ?? []) {
        const said = meaning.get(wording);
        if (said === undefined) continue;
        silent.delete(said.question);
        add(unit, said.question, group, said.option, 1);
      }
      for (const question of silent) add(unit, question, group, BLANK, 1);
    }
  }
  const insert = db.prepare(
    "INSERT INTO rollup (unit, month, question, service_type, region, option, n) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  for (const [unit, ofUnit] of counts.entries()) {
    for (const [question, cells] of ofUnit) {
      for (const [cell, n] of cells) {
        if (n === 0) continue;
        const group = Math.floor(cell / MOST_OPTIONS);
        const [type, region] = [Math.floor(group / REGIONS.length), group % REGIONS.length];
        insert.run(unit, month, question, type, region, cell % MOST_OPTIONS, n);
      }
    }
  }
}

/** One count of the rollup. Blank is an option here. A split that was not asked for stands at its last code. */
export interface RollupCount {
  readonly month: number;
  readonly question: number;
  readonly serviceType: number;
  readonly region: number;
  readonly option: number;
  readonly n: number;
}

/** What to read of the rollup. */
export interface RollupQuery {
  /** What the store holds for the questions. */
  readonly questions: readonly number[];
  /** Added up over the groups of the splits left out. */
  readonly splits?: readonly ("service_type" | "region")[];
  /** Only of these service types, as indexes into shared/vocabulary; all where it is left out or null. */
  readonly types?: ReadonlySet<number> | null;
}

/** The counts of every month for a unit, in order of month. */
export function readRollup(campaign: CampaignFile, unit: Unit, query: RollupQuery): RollupCount[] {
  const { questions, types = null } = query;
  const list = types === null ? {} : { types: JSON.stringify([...types]) };
  const select = campaign.db.prepare(rollupSql(query)).raw();
  const counts: RollupCount[] = [];
  for (const question of questions) {
    const asked = { unit: UNITS.indexOf(unit), question, ...list };
    for (const [month, serviceType, region, option, n] of select.all(asked) as number[][]) {
      if (
        month !== undefined &&
        serviceType !== undefined &&
        region !== undefined &&
        option !== undefined &&
        n !== undefined
      ) {
        counts.push({ month, question, serviceType, region, option, n });
      }
    }
  }
  return counts.sort((a, b) => a.month - b.month);
}

/** The statement that counts one question, `@unit` and `@question`, for every month; `@types` where it is of some service types. */
export function rollupSql({ splits = ["service_type", "region"], types = null }: RollupQuery): string {
  const wanted = types === null ? "" : "AND service_type IN (SELECT value FROM json_each(@types))";
  const column = (name: "service_type" | "region", last: number): string =>
    splits.includes(name) ? name : String(last);
  return `SELECT month, ${column("service_type", SERVICE_TYPES.length - 1)} AS serviceType,
      ${column("region", REGIONS.length - 1)} AS region, option, sum(n) AS n
    FROM rollup WHERE unit = @unit AND question = @question ${wanted} GROUP BY ${["month", ...splits, "option"].join(", ")}`;
}

/** Respondents of a month by service type, region and organisation: for cubes, which need the largest organisation. */
export interface StandingCount {
  readonly month: number;
  readonly serviceType: number;
  readonly region: number;
  readonly organisation: string;
  readonly n: number;
}

/** Who stands of a question set, counted by organisation. */
export function readStandingCounts(campaign: CampaignFile, unit: Unit, questionSet: number): StandingCount[] {
  return campaign.db
    .prepare(
      `SELECT month, service_type AS serviceType, region, organisation, count(*) AS n FROM standing WHERE unit = ? AND question_set = ?
       GROUP BY month, service_type, region, organisation ORDER BY month`,
    )
    .all(UNITS.indexOf(unit), questionSet) as StandingCount[];
}

/** Files whose responses name no location, so that the location unit cannot be used with them. */
export function filesWithoutLocations(campaign: CampaignFile, questionSet: number): string[] {
  return campaign.db
    .prepare(
      `SELECT DISTINCT file.name FROM response JOIN source_row ON source_row.response_id = response.id
       JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
       WHERE response.location_id IS NULL AND response.question_set = ? ORDER BY file.name`,
    )
    .pluck()
    .all(questionSet) as string[];
}
