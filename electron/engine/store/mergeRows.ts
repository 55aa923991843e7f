import type { CampaignFile } from "./campaignFile.ts";
import { DECIDED_COLUMNS, decidedValues, decisionKey } from "./decisions.ts";
import { identities } from "./identities.ts";
import { FATES, type NewAnswer } from "./imports.ts";
import { readOtherwise, type MergeSheet } from "./mergeReadings.ts";
import { places, readPlaceNames } from "./places.ts";
import { wordings } from "./wordings.ts";

/** What a campaign's own numbers for question sets and questions are in another, by the first. */
export interface MergeNumbers {
  readonly sets: ReadonlyMap<number, number>;
  readonly questions: ReadonlyMap<number, number>;
}

/** The responses of another campaign that are here too, by their ids there. */
export type KnownResponses = ReadonlyMap<number, number>;

const STEP = 2000;

/**
 * Finds the responses of another campaign that are here too.
 * @returns steps, each the number of responses looked at; then the ids here by those there
 * @throws BellwetherError `merge-refused` where one of them is coded otherwise here
 */
export function* knownResponses(
  campaign: CampaignFile,
  other: CampaignFile,
  name: string,
  { questions }: MergeNumbers,
): Generator<number, KnownResponses> {
  const find = campaign.db.prepare("SELECT id FROM response WHERE fingerprint = ?").pluck();
  const [ours, theirs] = [codings(campaign, new Map()), codings(other, questions)];
  const place = other.db.prepare(
    `SELECT file.name AS file, sheet.name, source_row.row FROM source_row JOIN sheet ON sheet.id = source_row.sheet_id
     JOIN file ON file.id = sheet.file_id WHERE response_id = ? ORDER BY file.sha256, sheet.position, source_row.row`,
  );
  const known = new Map<number, number>();
  let done = 0;
  for (const [id, fingerprint] of responsesOf(other)) {
    done += 1;
    if (done % STEP === 0) yield done;
    const here = find.get(fingerprint) as number | undefined;
    if (here === undefined) continue;
    known.set(id, here);
    if (ours(here) === theirs(id)) continue;
    const { row, ...where } = place.get(id) as { file: string; name: string | null; row: number };
    throw readOtherwise(where, name, `row ${row} in two ways`);
  }
  return known;
}

/**
 * Brings the rows of new sheets: each response that is not here yet is stored at the first of its rows, and unchanged at
 * the others. Decisions here apply to what is new.
 * @param fileOf gives the file's row here
 * @returns steps, each the number of rows brought so far; then how many responses are new, and what was not understood
 */
export function* bringRows(
  campaign: CampaignFile,
  other: CampaignFile,
  sheets: readonly MergeSheet[],
  fileOf: (sheet: MergeSheet) => number,
  { sets, questions }: MergeNumbers,
  known: KnownResponses,
): Generator<number, { readonly responses: number; readonly issues: ReadonlySet<string> }> {
  const { db } = campaign;
  const insert = {
    sheet: db.prepare(
      "INSERT INTO sheet (file_id, position, name, source, platform, month, question_set, mapping) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    row: db.prepare(
      "INSERT INTO source_row (sheet_id, row, fate, response_id, reason, place) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    issue: db.prepare("INSERT INTO issue (sheet_id, row, kind, field, written) VALUES (?, ?, ?, ?, ?)"),
    response: db.prepare(
      `INSERT INTO response (${COPIED.join(", ")}, question_set, identity, answers)
       VALUES (${COPIED.map(() => "?").join(", ")}, ?, ?, ?)`,
    ),
  };
  const read = {
    rows: other.db
      .prepare("SELECT row, fate, response_id, reason, place FROM source_row WHERE sheet_id = ? ORDER BY row")
      .raw(),
    issues: other.db.prepare("SELECT row, kind, field, written FROM issue WHERE sheet_id = ?").raw(),
    set: other.db.prepare("SELECT question_set FROM sheet WHERE id = ?").pluck(),
    columns: other.db.prepare(`SELECT ${COPIED.join(", ")} FROM response WHERE id = ?`).raw(),
    rest: other.db.prepare(
      "SELECT key, answers FROM response JOIN identity ON identity.id = response.identity WHERE response.id = ?",
    ),
  };
  const wordingOf = wordings(campaign, decidedValues(campaign));
  const identityOf = identities(campaign);
  const placeOf = placesOf(campaign, other);
  const answerOf = answersOf(other, questions);
  const blank = decidedColumns(other);
  const here = new Map(known);
  const issues = new Set<string>();
  let responses = 0;
  let done = 0;
  const bring = (id: number, set: number): number => {
    const { key, answers } = read.rest.get(id) as { key: string; answers: string };
    const values = read.columns.get(id) as (string | number | Uint8Array | null)[];
    const gone = blank.get(id);
    const copied = values.map((value, index) => (gone?.has(COPIED[index] ?? "") === true ? null : value));
    const ids = (JSON.parse(answers) as number[]).map((wording) => wordingOf(answerOf(wording)));
    responses += 1;
    const identity = identityOf(
      UNKEYED.test(key) ? `response ${Buffer.from(values[0] as Uint8Array).toString("hex")}` : key,
    );
    return Number(insert.response.run(...copied, set, identity, JSON.stringify(ids)).lastInsertRowid);
  };
  for (const sheet of sheets) {
    const set = sets.get(read.set.get(sheet.id) as number) ?? 0;
    const { position, name, source, platform, month, mapping } = sheet;
    const sheetId = insert.sheet.run(
      fileOf(sheet),
      position,
      name,
      source,
      platform,
      month,
      set,
      mapping,
    ).lastInsertRowid;
    for (const [row, fate, id, reason, place] of read.rows.all(sheet.id) as MergeRow[]) {
      done += 1;
      if (done % STEP === 0) yield done;
      if (id === null) {
        insert.row.run(sheetId, row, fate, null, reason, placeOf(place));
        continue;
      }
      const held = here.get(id);
      if (held === undefined) here.set(id, bring(id, set));
      const now = held === undefined ? FATES.stored : FATES.unchanged;
      insert.row.run(sheetId, row, now, here.get(id), reason, placeOf(place));
    }
    for (const [row, kind, field, written] of read.issues.all(sheet.id) as [number, string, string, string][]) {
      insert.issue.run(sheetId, row, kind, field, written);
      issues.add(decisionKey(kind, field, written));
    }
  }
  return { responses, issues };
}

/** A row of the other side: its number, fate, response, reason and place. */
type MergeRow = [row: number, fate: number, id: number | null, reason: string | null, place: number | null];

/** Gives the id here of a place of the other side. */
function placesOf(campaign: CampaignFile, other: CampaignFile): (id: number | null) => number | null {
  const theirs = new Map(readPlaceNames(other).map((place) => [place.id, place]));
  const idOf = places(campaign);
  return (id) => {
    const place = id === null ? undefined : theirs.get(id);
    return place === undefined ? null : idOf(place);
  };
}

/** Brings what only the other side noticed about the rows of sheets that both have. @returns how much that was */
export function bringIssues(
  campaign: CampaignFile,
  other: CampaignFile,
  shared: readonly (readonly [here: MergeSheet, there: MergeSheet])[],
  origin: () => number,
): number {
  const select = "SELECT row, kind, field, written FROM issue WHERE sheet_id = ? ORDER BY row, kind, field";
  const [read, own] = [other.db.prepare(select).raw(), campaign.db.prepare(select).raw()];
  const insert = campaign.db.prepare(
    "INSERT INTO issue (sheet_id, row, kind, field, written, origin) VALUES (?, ?, ?, ?, ?, ?)",
  );
  let brought = 0;
  for (const [here, there] of shared) {
    const placeOf = ([row, kind, field]: [number, string, string, string]): string => `${row} ${kind} ${field}`;
    const known = new Set((own.all(here.id) as [number, string, string, string][]).map(placeOf));
    for (const issue of read.all(there.id) as [number, string, string, string][]) {
      if (known.has(placeOf(issue))) continue;
      insert.run(here.id, ...issue, origin());
      brought += 1;
    }
  }
  return brought;
}

/** Columns of a response that are the same in every campaign. */
const COPIED = [
  "fingerprint",
  "source",
  "platform",
  "month",
  "submitted_at",
  "provider_id",
  "location_id",
  "ods_code",
  "parent_name",
  "organisation_name",
  "location_name",
  "postcode",
  "respondent_id",
  "service_type_answer",
  "service_type_written",
  "service_type_source",
  "region",
];

/** What campaigns of version 1 call a response that nothing identifies: it tells nothing elsewhere. */
const UNKEYED = /^response \d+$/;

function responsesOf({ db }: CampaignFile): [id: number, fingerprint: Uint8Array][] {
  return db.prepare("SELECT id, fingerprint FROM response ORDER BY id").raw().all() as [number, Uint8Array][];
}

/** Gives an answer by the id of its wording; questions as the other side numbers them. */
function answersOf({ db }: CampaignFile, questions: ReadonlyMap<number, number>): (wording: number) => NewAnswer {
  const all = new Map(
    (
      db.prepare("SELECT id, question, coded, written FROM wording").all() as (NewAnswer & {
        id: number;
        coded: number;
      })[]
    ).map(({ id, question, coded, written }) => [
      id,
      { question: questions.get(question) ?? question, option: coded, written },
    ]),
  );
  return (wording) => {
    const answer = all.get(wording);
    if (answer === undefined) throw new Error(`No wording ${wording}`);
    return answer;
  };
}

/** By response, the columns that were not understood: empty, or as a person decided. */
function decidedColumns({ db }: CampaignFile): ReadonlyMap<number, ReadonlySet<string>> {
  const rows = db
    .prepare(
      `SELECT DISTINCT response_id, field FROM issue CROSS JOIN source_row USING (sheet_id, row)
       WHERE response_id IS NOT NULL AND field IN (SELECT value FROM json_each(?)) AND kind IN (${DECIDABLE})`,
    )
    .raw()
    .all(JSON.stringify(Object.keys(DECIDED_COLUMNS))) as [number, string][];
  const columns = new Map<number, Set<string>>();
  for (const [id, field] of rows) {
    columns.set(id, (columns.get(id) ?? new Set()).add(DECIDED_COLUMNS[field] ?? ""));
  }
  return columns;
}

const DECIDABLE = "'unknown-service-type', 'unknown-region', 'date'";

/** Tells how a response was coded, before any decision, as a text that is the same in every campaign. */
function codings(campaign: CampaignFile, questions: ReadonlyMap<number, number>): (id: number) => string {
  const answerOf = answersOf(campaign, questions);
  const blank = decidedColumns(campaign);
  const columns = Object.values(DECIDED_COLUMNS);
  const read = campaign.db.prepare(`SELECT answers, ${columns.join(", ")} FROM response WHERE id = ?`).raw();
  const known = new Map<string, string>();
  const saidIn = (answers: string): string => {
    const before = known.get(answers);
    if (before !== undefined) return before;
    const said = (JSON.parse(answers) as number[]).map((wording) => {
      const { question, option, written } = answerOf(wording);
      return JSON.stringify([question, option, written]);
    });
    const text = said.sort().join();
    known.set(answers, text);
    return text;
  };
  return (id) => {
    const [answers, ...values] = read.get(id) as [string, ...(string | number | null)[]];
    const gone = blank.get(id);
    const kept = values.map((value, index) => (gone?.has(columns[index] ?? "") === true ? null : value));
    return `${saidIn(answers)} ${kept.join("\u001f")}`;
  };
}
