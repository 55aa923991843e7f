import {
  OPTIONS,
  QUESTIONS,
  REGIONS,
  SERVICE_TYPES,
  UNITS,
  type QuestionCode,
  type Unit,
} from "../../../shared/vocabulary.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** The identifying part of a stored response: what its organisation is told by. */
export interface StoredIdentity {
  readonly id: number;
  readonly month: number;
  readonly source: number;
  readonly platform: string | null;
  readonly submittedAt: string | null;
  readonly providerId: string | null;
  readonly locationId: string | null;
  readonly odsCode: string | null;
  readonly parentName: string | null;
  readonly organisationName: string | null;
  readonly locationName: string | null;
  readonly postcode: string | null;
  readonly respondentId: string | null;
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
      `SELECT r.id, r.month, r.source, r.platform, r.submitted_at AS submittedAt, r.provider_id AS providerId,
        r.location_id AS locationId, r.ods_code AS odsCode, r.parent_name AS parentName,
        r.organisation_name AS organisationName, r.location_name AS locationName, r.postcode,
        r.respondent_id AS respondentId, r.service_type_answer AS serviceTypeAnswer,
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

/** Replaces the standing responses of a month, by unit, and the counts that hang on them. */
export function writeStanding(
  campaign: CampaignFile,
  month: number,
  standing: Readonly<Record<Unit, readonly StandingRow[]>>,
): void {
  const { db } = campaign;
  db.prepare("DELETE FROM standing WHERE month = ?").run(month);
  const insert = db.prepare(
    `INSERT INTO standing (unit, month, member, organisation, response_id, service_type, region)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [unit, name] of UNITS.entries()) {
    for (const s of standing[name]) {
      insert.run(unit, month, s.member, s.organisation, s.responseId, s.serviceType, s.region);
    }
  }
  writeRollup(campaign, month, standing);
}

const CELL = { question: SERVICE_TYPES.length * REGIONS.length * OPTIONS.length, group: OPTIONS.length } as const;
const BLANK = OPTIONS.indexOf("blank");

/** Counts a month's standing answers by unit, question, group and option: one pass over the month's answers. */
function writeRollup(
  campaign: CampaignFile,
  month: number,
  standing: Readonly<Record<Unit, readonly StandingRow[]>>,
): void {
  const { db } = campaign;
  db.prepare("DELETE FROM rollup WHERE month = ?").run(month);
  const counts = UNITS.map(() => new Int32Array(CELL.question * QUESTIONS.length));
  const groups = UNITS.map(
    (unit) => new Map(standing[unit].map((row) => [row.responseId, row.serviceType * REGIONS.length + row.region])),
  );
  for (const [unit, group] of groups.entries()) {
    for (const cell of group.values())
      for (const question of QUESTIONS.keys()) add(counts[unit], question, cell, BLANK, 1);
  }
  const answers = db
    .prepare(
      "SELECT response_id, question, option FROM answer WHERE response_id IN (SELECT id FROM response WHERE month = ?)",
    )
    .raw()
    .iterate(month) as Iterable<[number, number, number]>;
  for (const [response, question, option] of answers) {
    for (const [unit, group] of groups.entries()) {
      const cell = group.get(response);
      if (cell === undefined) continue;
      add(counts[unit], question, cell, BLANK, -1);
      add(counts[unit], question, cell, option, 1);
    }
  }
  const insert = db.prepare(
    "INSERT INTO rollup (unit, month, question, service_type, region, option, n) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  for (const [unit, cells] of counts.entries()) {
    for (const [index, n] of cells.entries()) {
      if (n === 0) continue;
      const group = Math.floor((index % CELL.question) / CELL.group);
      insert.run(
        unit,
        month,
        Math.floor(index / CELL.question),
        Math.floor(group / REGIONS.length),
        group % REGIONS.length,
        index % CELL.group,
        n,
      );
    }
  }
}

function add(counts: Int32Array | undefined, question: number, group: number, option: number, n: number): void {
  const index = question * CELL.question + group * CELL.group + option;
  if (counts?.[index] !== undefined) counts[index] += n;
}

/** Forgets what stands in months that no response belongs to any more. */
export function clearEmptyMonths(campaign: CampaignFile): void {
  for (const table of ["standing", "rollup"]) {
    campaign.db.exec(`DELETE FROM ${table} WHERE month NOT IN (SELECT month FROM response)`);
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

/** What to read of the rollup; everything where nothing is said. */
export interface RollupQuery {
  readonly questions?: readonly QuestionCode[];
  /** Added up over the groups of the splits left out. */
  readonly splits?: readonly ("service_type" | "region")[];
}

/** The counts of every month for a unit, in order of month. */
export function readRollup(campaign: CampaignFile, unit: Unit, query: RollupQuery = {}): RollupCount[] {
  const { questions = QUESTIONS, splits = ["service_type", "region"] } = query;
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
  for (const code of questions) {
    const question = QUESTIONS.indexOf(code);
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

/** Who stands, counted by organisation. */
export function readStandingCounts(campaign: CampaignFile, unit: Unit): StandingCount[] {
  return campaign.db
    .prepare(
      `SELECT month, service_type AS serviceType, region, organisation, count(*) AS n FROM standing WHERE unit = ?
       GROUP BY month, service_type, region, organisation ORDER BY month`,
    )
    .all(UNITS.indexOf(unit)) as StandingCount[];
}

/**
 * The counts over the members that stand in two months, in the groups they belong to in `month`: their answers of that
 * month, or of the other.
 */
export function readMatchedRollup(
  campaign: CampaignFile,
  unit: Unit,
  month: number,
  other: number,
  answersOf: "month" | "other",
): RollupCount[] {
  const side = answersOf === "month" ? "s" : "o";
  const both = `FROM standing s JOIN standing o ON o.unit = s.unit AND o.month = @other AND o.member = s.member`;
  const where = `WHERE s.unit = @unit AND s.month = @month`;
  const counted = campaign.db
    .prepare(
      `SELECT ${side}.month, a.question, s.service_type AS serviceType, s.region, a.option, count(*) AS n
       ${both} JOIN answer a ON a.response_id = ${side}.response_id ${where}
       GROUP BY a.question, s.service_type, s.region, a.option`,
    )
    .all({ unit: UNITS.indexOf(unit), month, other }) as RollupCount[];
  const members = campaign.db
    .prepare(
      `SELECT s.service_type AS serviceType, s.region, count(*) AS n ${both} ${where} GROUP BY s.service_type, s.region`,
    )
    .all({ unit: UNITS.indexOf(unit), month, other }) as { serviceType: number; region: number; n: number }[];
  const answered = new Map<string, number>();
  for (const c of counted) {
    const key = `${c.question} ${c.serviceType} ${c.region}`;
    answered.set(key, (answered.get(key) ?? 0) + c.n);
  }
  const blank = OPTIONS.indexOf("blank");
  for (const group of members) {
    for (const question of QUESTIONS.keys()) {
      const n = group.n - (answered.get(`${question} ${group.serviceType} ${group.region}`) ?? 0);
      if (n > 0) counted.push({ ...group, month: answersOf === "month" ? month : other, question, option: blank, n });
    }
  }
  return counted;
}

/** Files whose responses name no location, so that the location unit cannot be used with them. */
export function filesWithoutLocations(campaign: CampaignFile): string[] {
  return campaign.db
    .prepare(
      `SELECT DISTINCT file.name FROM response JOIN source_row ON source_row.response_id = response.id
       JOIN sheet ON sheet.id = source_row.sheet_id JOIN file ON file.id = sheet.file_id
       WHERE response.location_id IS NULL ORDER BY file.name`,
    )
    .pluck()
    .all() as string[];
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
  return campaign.db
    .prepare(
      `SELECT s.month, s.organisation, b.question, s.response_id AS standingId,
        coalesce(a.option, ${OPTIONS.indexOf("blank")}) AS standingOption, r.id AS supersededId, b.option AS supersededOption
       FROM standing s
       JOIN response r ON r.month = s.month AND r.organisation = s.organisation AND r.id <> s.response_id
       JOIN answer b ON b.response_id = r.id AND b.question IN (${intent.join(",")})
       LEFT JOIN answer a ON a.response_id = s.response_id AND a.question = b.question
       WHERE s.unit = 0 AND a.option IS NOT b.option`,
    )
    .all() as StoredConflict[];
}
