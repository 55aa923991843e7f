import { REGISTER_KINDS, type RegisterKind } from "../../../shared/imports.ts";
import { monthFromNumber, monthNumber, type Month } from "../../../shared/month.ts";
import { type CampaignFile, guarded } from "./campaignFile.ts";
import { readNote, writeNote } from "./meta.ts";
import { writeAside } from "./revision.ts";
import { FATES } from "./imports.ts";
import { shortOf, shortWords } from "./registerDays.ts";
import { readRegisters, type StoredRegister } from "./registers.ts";

/** What a campaign is called and how much is in it. */
export interface StoredSummary {
  readonly name: string;
  readonly sample: boolean;
  readonly firstMonth: Month | null;
  readonly lastMonth: Month | null;
  readonly responses: number;
  readonly organisations: number;
}

/** The campaign's name and extent. */
export function readSummary(campaign: CampaignFile): StoredSummary {
  const { db } = campaign;
  const meta = readMeta(campaign);
  const extent = db
    .prepare(
      "SELECT min(month) AS first, max(month) AS last, count(*) AS responses, (SELECT count(DISTINCT organisation) FROM identity) AS organisations FROM response",
    )
    .get() as { first: number | null; last: number | null; responses: number; organisations: number };
  return {
    name: meta.get("name") ?? "",
    sample: meta.get("sample") === "1",
    firstMonth: extent.first === null ? null : monthFromNumber(extent.first),
    lastMonth: extent.last === null ? null : monthFromNumber(extent.last),
    responses: extent.responses,
    organisations: extent.organisations,
  };
}

/** The secret that seeds this campaign's rounding, in hex. It never leaves the campaign file. */
export function readSecret(campaign: CampaignFile): string {
  const secret = readMeta(campaign).get("secret");
  if (secret === undefined) throw new Error("A campaign without a secret");
  return secret;
}

function readMeta(campaign: CampaignFile): Map<string, string> {
  const rows = campaign.db.prepare("SELECT key, value FROM meta").all() as { key: string; value: string }[];
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** One import with what became of its rows. */
export interface StoredImport {
  readonly importId: number;
  readonly at: string;
  readonly files: string[];
  readonly months: Month[];
  readonly rowsRead: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly setAside: number;
  /** `note` says that the newest of its kind lists far less than the one before. */
  readonly registers: (Omit<StoredRegister, "id" | "importId"> & { readonly note: string | null })[];
  /** The campaign file it merged, and how much was said there; null for an import of files. */
  readonly merged: { readonly name: string; readonly decisions: number } | null;
}

/** Every import that stands, newest first. */
export function readImports(campaign: CampaignFile): StoredImport[] {
  const { db } = campaign;
  const files = db.prepare("SELECT name FROM file WHERE import_id = ? ORDER BY id").pluck();
  const months = db
    .prepare("SELECT DISTINCT month FROM sheet JOIN file ON file.id = sheet.file_id WHERE import_id = ? ORDER BY month")
    .pluck();
  const fates = db.prepare(
    `SELECT fate, count(*) AS n FROM source_row JOIN sheet ON sheet.id = source_row.sheet_id
     JOIN file ON file.id = sheet.file_id WHERE import_id = ? GROUP BY fate`,
  );
  const merged = db.prepare(
    `SELECT name, (SELECT count(*) FROM decision WHERE origin = @id) + (SELECT count(*) FROM organisation_link WHERE origin = @id)
       + (SELECT count(*) FROM preference WHERE origin = @id) AS decisions FROM "merge" WHERE import_id = @id`,
  );
  const imports = db.prepare("SELECT id, at FROM import ORDER BY id DESC").all() as { id: number; at: string }[];
  const lists = readRegisters(campaign);
  const notes = new Map(REGISTER_KINDS.map((kind) => [kind, newestNote(campaign, lists, kind)]));
  const registers = Map.groupBy(lists, ({ importId }) => importId);
  return imports.map(({ id, at }) => {
    const counts = new Map((fates.all(id) as { fate: number; n: number }[]).map(({ fate, n }) => [fate, n]));
    const [stored, unchanged, setAside] = [FATES.stored, FATES.unchanged, FATES.setAside].map(
      (fate) => counts.get(fate) ?? 0,
    );
    return {
      importId: id,
      at,
      files: files.all(id) as string[],
      months: (months.all(id) as number[]).map(monthFromNumber),
      rowsRead: (stored ?? 0) + (unchanged ?? 0) + (setAside ?? 0),
      stored: stored ?? 0,
      unchanged: unchanged ?? 0,
      setAside: setAside ?? 0,
      registers: (registers.get(id) ?? []).map(({ id: _id, importId: _import, ...register }) => {
        const note = notes.get(register.kind) ?? null;
        return { ...register, note: note?.asOf === register.asOf ? note.text : null };
      }),
      merged: (merged.get({ id }) as { name: string; decisions: number } | undefined) ?? null,
    };
  });
}

/** What is to be said of the newest registers of a kind, and of which day they are; null where nothing is. */
function newestNote(
  campaign: CampaignFile,
  stored: readonly StoredRegister[],
  kind: RegisterKind,
): { readonly asOf: string; readonly text: string } | null {
  const newest = stored.find((register) => register.kind === kind);
  if (newest === undefined) return null;
  const [text] = shortWords(shortOf(campaign, { kind, asOf: newest.asOf, entries: [] }, []), "stored");
  return text === undefined ? null : { asOf: newest.asOf, text };
}

/** The months an import has responses in, as store months. */
export function readImportMonths(campaign: CampaignFile, importId: number): number[] {
  return campaign.db
    .prepare("SELECT DISTINCT month FROM sheet JOIN file ON file.id = sheet.file_id WHERE import_id = ?")
    .pluck()
    .all(importId) as number[];
}

/** The months in which a question set has responses, in order. */
export function readSetMonths(campaign: CampaignFile, setId: number): Month[] {
  return (
    campaign.db
      .prepare("SELECT DISTINCT month FROM standing WHERE unit = 0 AND question_set = ? ORDER BY month")
      .pluck()
      .all(setId) as number[]
  ).map(monthFromNumber);
}

/** How many responses a question set has, by its code. */
export function countSetResponses(campaign: CampaignFile): ReadonlyMap<string, number> {
  const rows = campaign.db
    .prepare(
      "SELECT question_set.code, count(*) AS n FROM response JOIN question_set ON question_set.id = response.question_set GROUP BY 1",
    )
    .raw()
    .all() as [string, number][];
  return new Map(rows);
}

/** The months with responses, in order. */
export function readMonths(campaign: CampaignFile): Month[] {
  return (campaign.db.prepare("SELECT DISTINCT month FROM response ORDER BY month").pluck().all() as number[]).map(
    monthFromNumber,
  );
}

/** A source file as a pack may name it: its hash and kind, never its name. */
export interface StoredSource {
  readonly sha256: string;
  readonly source: number;
  readonly platform: string | null;
  readonly rows: number;
}

/** The source files with rows in a month (all months where null), ordered by hash. */
export function readSources(campaign: CampaignFile, month: Month | null): StoredSource[] {
  return campaign.db
    .prepare(
      `SELECT file.sha256, sheet.source, sheet.platform, count(source_row.row) AS rows
       FROM file JOIN sheet ON sheet.file_id = file.id LEFT JOIN source_row ON source_row.sheet_id = sheet.id
       WHERE @month IS NULL OR sheet.month = @month
       GROUP BY file.sha256, sheet.source, sheet.platform ORDER BY file.sha256, sheet.source`,
    )
    .all({ month: month === null ? null : monthNumber(month) }) as StoredSource[];
}

/**
 * Everything in the campaign that names somebody: ids, names, postcodes, contacts, and the names of the files and campaigns
 * that were imported. For searching packs, which may hold none.
 */
export function readIdentifyingTexts(campaign: CampaignFile): string[] {
  const listed = ["provider_id", "location_id", "ods_code", "postcode", "name", "provider_name", "brand"];
  const answered = [
    "provider_id",
    "location_id",
    "ods_code",
    "parent_name",
    "organisation_name",
    "location_name",
    "postcode",
    "respondent_id",
  ];
  const senders = "(SELECT organisation FROM identity UNION SELECT key FROM identity)";
  const organisations = `('provider ' || e.provider_id IN ${senders} OR 'location ' || e.location_id IN ${senders})`;
  const queries = [
    ...answered.map((column) => `SELECT DISTINCT ${column} FROM response`),
    ...[...listed, "contact"].map(
      (column) => `SELECT DISTINCT ${column} FROM register_entry JOIN register ON id = register_id WHERE kind = 1`,
    ),
    ...listed.map(
      (column) =>
        `SELECT DISTINCT ${column} FROM register_entry e JOIN register ON id = register_id WHERE kind = 0 AND ${organisations}`,
    ),
    "SELECT DISTINCT name FROM file",
    'SELECT DISTINCT name FROM "merge"',
  ];
  const found = new Set<string>();
  for (const query of queries) {
    for (const value of campaign.db.prepare(query).pluck().all() as (string | null)[]) {
      if (value !== null) found.add(value);
    }
  }
  return [...found].sort();
}

/** How packs look and who issues them, as JSON; null where it was never chosen. */
export function readHouseText(campaign: CampaignFile): string | null {
  return readNote(campaign, "house");
}

/** Keeps how packs look; null forgets it. */
export function writeHouseText(campaign: CampaignFile, text: string | null): void {
  guarded(campaign.path, () => writeAside(campaign, () => writeNote(campaign, "house", text)));
}

/** What people wrote in the place of the app's words, as JSON; null where they wrote nothing. */
export function readWordingText(campaign: CampaignFile): string | null {
  return readNote(campaign, "wording");
}

/** Keeps what people wrote; null forgets it. */
export function writeWordingText(campaign: CampaignFile, text: string | null): void {
  guarded(campaign.path, () => writeAside(campaign, () => writeNote(campaign, "wording", text)));
}

/** What packs hold, as JSON; null where it was never chosen. */
export function readPlanText(campaign: CampaignFile): string | null {
  return readNote(campaign, "plan");
}

/** Keeps what packs hold; null forgets it. */
export function writePlanText(campaign: CampaignFile, text: string | null): void {
  guarded(campaign.path, () => writeAside(campaign, () => writeNote(campaign, "plan", text)));
}
