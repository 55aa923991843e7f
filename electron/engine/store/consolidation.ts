import { OPTIONS, QUESTIONS, REGIONS, SERVICE_TYPES, UNITS, type Unit } from "../../../shared/vocabulary.ts";
import { IDENTIFIER_COLUMNS, type Identifiers } from "./answerers.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { readQuestionIds, readWordings } from "./questionSets.ts";

/** The identifying part of a stored response: what its organisation is told by. */
export interface StoredIdentity extends Identifiers {
  readonly id: number;
  readonly month: number;
  readonly questionSet: number;
  readonly source: number;
  readonly submittedAt: string | null;
  readonly locationName: string | null;
  readonly serviceTypeAnswer: number | null;
  readonly serviceTypeSource: number | null;
  readonly region: number | null;
  /** The organisation it was resolved to last time. */
  readonly organisation: string | null;
  /** The greatest place among the files that hold it: decides ties whatever was imported first. */
  readonly sha256: string;
  readonly position: number;
  readonly row: number;
}

/** A standing response as it is kept: the member is an organisation key or a location id, by unit. */
export interface StandingRow {
  readonly member: string;
  readonly organisation: string;
  readonly responseId: number;
  readonly serviceType: number;
  readonly region: number;
}

/** Every stored response with its identifiers and its greatest place. */
export function readIdentities(campaign: CampaignFile): StoredIdentity[] {
  return campaign.db
    .prepare(
      `SELECT r.id, r.month, r.question_set AS questionSet, r.source, r.submitted_at AS submittedAt, ${IDENTIFIER_COLUMNS},
        r.location_name AS locationName, r.service_type_answer AS serviceTypeAnswer,
        r.service_type_source AS serviceTypeSource, r.region, r.organisation,
        place.sha256, place.position, place.row
       FROM response r JOIN (
         SELECT source_row.response_id, file.sha256, sheet.position, source_row.row,
           row_number() OVER (PARTITION BY source_row.response_id
             ORDER BY file.sha256 DESC, sheet.position DESC, source_row.row DESC) AS place
         FROM source_row JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
         WHERE source_row.response_id IS NOT NULL
       ) place ON place.response_id = r.id AND place.place = 1`,
    )
    .all() as StoredIdentity[];
}

/** Notes which organisation each response belongs to. */
export function writeOrganisations(campaign: CampaignFile, organisations: ReadonlyMap<number, string>): void {
  const update = campaign.db.prepare("UPDATE response SET organisation = ? WHERE id = ?");
  for (const [id, organisation] of organisations) update.run(organisation, id);
}

/** Replaces what stands of a question set in a month, by unit, and the counts that hang on it. */
export function writeStanding(
  campaign: CampaignFile,
  questionSet: number,
  month: number,
  standing: Readonly<Record<Unit, readonly StandingRow[]>>,
): void {
  const { db } = campaign;
  db.prepare("DELETE FROM standing WHERE question_set = ? AND month = ?").run(questionSet, month);
  const insert = db.prepare(
    `INSERT INTO standing (unit, question_set, month, member, organisation, response_id, service_type, region)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [unit, name] of UNITS.entries()) {
    for (const s of standing[name]) {
      insert.run(unit, questionSet, month, s.member, s.organisation, s.responseId, s.serviceType, s.region);
    }
  }
  writeRollup(campaign, questionSet, month, standing);
}

const BLANK = OPTIONS.indexOf("blank");
/** Options are numbered below this. */
const MOST_OPTIONS = 1000;

/** Counts a month's standing answers by unit, question, group and option: one pass over the month's responses. */
function writeRollup(
  campaign: CampaignFile,
  questionSet: number,
  month: number,
  standing: Readonly<Record<Unit, readonly StandingRow[]>>,
): void {
  const { db } = campaign;
  const questions = readQuestionIds(campaign, questionSet);
  const remove = db.prepare("DELETE FROM rollup WHERE unit = ? AND month = ? AND question = ?");
  for (const unit of UNITS.keys()) for (const question of questions) remove.run(unit, month, question);
  const meaning = new Map(
    readWordings(campaign, questions).map(({ id, question, option }) => [id, { question, option }] as const),
  );
  const counts = UNITS.map(() => new Map<number, Map<number, number>>());
  const groups = UNITS.map(
    (unit) => new Map(standing[unit].map((row) => [row.responseId, row.serviceType * REGIONS.length + row.region])),
  );
  const add = (unit: number, question: number, group: number, option: number, n: number): void => {
    const cells = counts[unit]?.get(question) ?? new Map<number, number>();
    counts[unit]?.set(question, cells);
    const cell = group * MOST_OPTIONS + option;
    cells.set(cell, (cells.get(cell) ?? 0) + n);
  };
  for (const [unit, members] of groups.entries()) {
    const sizes = new Map<number, number>();
    for (const group of members.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    for (const [group, n] of sizes) for (const question of questions) add(unit, question, group, BLANK, n);
  }
  const answered = db
    .prepare("SELECT id, answers FROM response WHERE month = ? AND question_set = ?")
    .raw()
    .iterate(month, questionSet) as Iterable<[number, string]>;
  for (const [response, answers] of answered) {
    for (const [unit, members] of groups.entries()) {
      const group = members.get(response);
      if (group === undefined) continue;
      for (const wording of JSON.parse(answers) as number[]) {
        const said = meaning.get(wording);
        if (said === undefined) continue;
        add(unit, said.question, group, BLANK, -1);
        add(unit, said.question, group, said.option, 1);
      }
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

/** Forgets what stands in months that no response belongs to any more. */
export function clearEmptyMonths(campaign: CampaignFile): void {
  campaign.db.exec(`
    DELETE FROM standing WHERE (question_set, month) NOT IN (SELECT question_set, month FROM response);
    DELETE FROM rollup WHERE month NOT IN (SELECT month FROM response);
    DELETE FROM rollup WHERE question >= 100 AND NOT EXISTS (
      SELECT 1 FROM response JOIN question USING (question_set) WHERE question.id = rollup.question AND response.month = rollup.month);
    DELETE FROM rollup WHERE question < 100 AND month NOT IN (SELECT month FROM response WHERE question_set = 0)`);
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
}

/** The counts of every month for a unit, in order of month. */
export function readRollup(campaign: CampaignFile, unit: Unit, query: RollupQuery): RollupCount[] {
  const { questions, splits = ["service_type", "region"] } = query;
  const column = (name: "service_type" | "region", last: number): string =>
    splits.includes(name) ? name : String(last);
  const select = campaign.db
    .prepare(
      `SELECT month, ${column("service_type", SERVICE_TYPES.length - 1)} AS serviceType,
        ${column("region", REGIONS.length - 1)} AS region, option, sum(n) AS n
       FROM rollup WHERE unit = ? AND question = ? GROUP BY ${["month", ...splits, "option"].join(", ")}`,
    )
    .raw();
  const counts: RollupCount[] = [];
  for (const question of questions) {
    for (const [month, serviceType, region, option, n] of select.all(UNITS.indexOf(unit), question) as number[][]) {
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

/**
 * The counts over the members that stand in two months, in the groups they belong to in `month`: their answers of that
 * month, or of the other.
 */
export function readMatchedRollup(
  campaign: CampaignFile,
  unit: Unit,
  questionSet: number,
  month: number,
  other: number,
  answersOf: "month" | "other",
): RollupCount[] {
  const side = answersOf === "month" ? "s" : "o";
  const both = `FROM standing s JOIN standing o
    ON o.unit = s.unit AND o.question_set = s.question_set AND o.month = @other AND o.member = s.member`;
  const where = `WHERE s.unit = @unit AND s.question_set = @questionSet AND s.month = @month`;
  const asked = { unit: UNITS.indexOf(unit), questionSet, month, other };
  const counted = campaign.db
    .prepare(
      `SELECT ${side}.month, w.question, s.service_type AS serviceType, s.region, w.option, count(*) AS n
       ${both} JOIN response r ON r.id = ${side}.response_id, json_each(r.answers) j JOIN wording w ON w.id = j.value ${where}
       GROUP BY w.question, s.service_type, s.region, w.option`,
    )
    .all(asked) as RollupCount[];
  const members = campaign.db
    .prepare(
      `SELECT s.service_type AS serviceType, s.region, count(*) AS n ${both} ${where} GROUP BY s.service_type, s.region`,
    )
    .all(asked) as { serviceType: number; region: number; n: number }[];
  const answered = new Map<string, number>();
  for (const c of counted) {
    const key = `${c.question} ${c.serviceType} ${c.region}`;
    answered.set(key, (answered.get(key) ?? 0) + c.n);
  }
  const blank = OPTIONS.indexOf("blank");
  for (const group of members) {
    for (const question of readQuestionIds(campaign, questionSet)) {
      const n = group.n - (answered.get(`${question} ${group.serviceType} ${group.region}`) ?? 0);
      if (n > 0) counted.push({ ...group, month: answersOf === "month" ? month : other, question, option: blank, n });
    }
  }
  return counted;
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

/** Two answers of one organisation and month to the same intent question: the one that stands and one that does not. */
export interface StoredConflict {
  readonly month: number;
  readonly organisation: string;
  readonly question: number;
  readonly standingId: number;
  readonly standingOption: number;
  readonly supersededId: number;
  readonly supersededOption: number;
}

/** Superseded responses that answered an intent question otherwise than the standing one, which may have left it blank. */
export function readConflicts(campaign: CampaignFile): StoredConflict[] {
  const intent = QUESTIONS.filter((code) => code.startsWith("intent")).map((code) => QUESTIONS.indexOf(code));
  // The joins are put in this order, and the superseded looked up in a table of their own: any other takes minutes.
  return campaign.db
    .prepare(
      `WITH rival AS MATERIALIZED (SELECT id, month, organisation, answers FROM response WHERE question_set = 0)
       SELECT month, organisation, question, standingId, standingOption, supersededId, supersededOption FROM (
         SELECT s.month, s.organisation, w.question, s.response_id AS standingId, r.id AS supersededId,
           w.option AS supersededOption,
           coalesce((SELECT w2.option FROM response r2, json_each(r2.answers) j2 JOIN wording w2 ON w2.id = j2.value
             WHERE r2.id = s.response_id AND w2.question = w.question), ${BLANK}) AS standingOption
         FROM standing s CROSS JOIN rival r ON r.organisation = s.organisation AND r.month = s.month AND r.id <> s.response_id
         CROSS JOIN json_each(r.answers) j CROSS JOIN wording w ON w.id = j.value
         WHERE s.unit = 0 AND s.question_set = 0 AND w.question IN (${intent.join(",")})
       ) WHERE standingOption <> supersededOption`,
    )
    .all() as StoredConflict[];
}
