import { monthFromNumber, monthNumber, type Month } from "../../../shared/month.ts";
import type { ReleaseState } from "../../../shared/releases.ts";
import { guarded, type CampaignFile } from "./campaignFile.ts";
import { readNote, writeNote } from "./meta.ts";

/** One step of a release's life: what was done, when, and by whom where somebody was named. */
export interface ReleaseStep {
  readonly what: "prepared" | "signed-off" | "released" | "withdrawn" | "brought";
  readonly at: string;
  readonly by: string | null;
}

/** Who said that a release should no longer be used, when and why. */
export interface Withdrawal {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** One release, or the one on its way, without its files. JSON texts are the engine's own. */
export interface StoredRelease {
  readonly id: number;
  readonly code: string;
  readonly state: ReleaseState;
  readonly title: string;
  readonly month: Month;
  readonly composedBy: string;
  readonly composedAt: string;
  readonly signedOffBy: string | null;
  readonly signedOffAt: string | null;
  readonly releasedAt: string | null;
  readonly withdrawn: Withdrawal | null;
  /** JSON: all else of it. */
  readonly record: string;
  readonly steps: readonly ReleaseStep[];
  /** A JSON text. */
  readonly certificate: string;
}

/** A file of a release. */
export interface StoredReleaseFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** A collection as JSON, and which it is. */
export interface StoredCollection {
  /** The code of its question set. */
  readonly questionSet: string;
  readonly month: Month;
  readonly collection: string;
}

/** A pack to be kept as prepared. */
export type NewRelease = Pick<
  StoredRelease,
  "code" | "title" | "month" | "composedBy" | "composedAt" | "record" | "certificate"
> & { readonly files: readonly StoredReleaseFile[]; readonly collections: readonly StoredCollection[] };

/** Every release and the one on its way, newest first: by when they were released, what is on its way before all. */
export function readReleases(campaign: CampaignFile): StoredRelease[] {
  const rows = campaign.db
    .prepare(`SELECT ${COLUMNS} FROM release ORDER BY released_at IS NOT NULL, released_at DESC, id DESC`)
    .all() as Row[];
  return rows.map(releaseOf);
}

/** One release by its number; undefined where there is none. */
export function readRelease(campaign: CampaignFile, id: number): StoredRelease | undefined {
  const row = campaign.db.prepare(`SELECT ${COLUMNS} FROM release WHERE id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : releaseOf(row);
}

/** The files of a release as they were composed, by name. */
export function readReleaseFiles({ db }: CampaignFile, id: number): StoredReleaseFile[] {
  return db
    .prepare("SELECT name, sha256, bytes FROM release_file WHERE release_id = ? ORDER BY name")
    .all(id) as StoredReleaseFile[];
}

/** The names, sizes and hashes of the files of a release, by name. */
export function readReleaseListing(
  { db }: CampaignFile,
  id: number,
): { readonly name: string; readonly bytes: number; readonly sha256: string }[] {
  return db
    .prepare("SELECT name, length(bytes) AS bytes, sha256 FROM release_file WHERE release_id = ? ORDER BY name")
    .all(id) as { name: string; bytes: number; sha256: string }[];
}

/** The releases that hold a file of this hash, by number, and under which name. */
export function findReleaseFiles(
  { db }: CampaignFile,
  sha256: string,
): { readonly release: number; readonly name: string }[] {
  return db.prepare("SELECT release_id AS release, name FROM release_file WHERE sha256 = ?").all(sha256) as {
    release: number;
    name: string;
  }[];
}

/** Keeps a pack as prepared in the place of one on its way, and gives its number. */
export function writePrepared({ db, path }: CampaignFile, made: NewRelease): number {
  return guarded(path, () =>
    db
      .transaction(() => {
        db.prepare("DELETE FROM release WHERE released_at IS NULL").run();
        return insertRelease(
          { db },
          { ...made, ...FRESH, steps: [step("prepared", made.composedAt, made.composedBy)] },
        );
      })
      .immediate(),
  );
}

/** Adds a release with its files inside the transaction the caller holds, and gives its number. */
export function insertRelease(
  { db }: Pick<CampaignFile, "db">,
  release: Omit<StoredRelease, "id"> & Pick<NewRelease, "files"> & { readonly collections?: NewRelease["collections"] },
): number {
  const { files, collections, month, withdrawn, steps, ...rest } = release;
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO release (code, state, title, month, composed_by, composed_at, signed_off_by, signed_off_at, released_at,
         withdrawn, record, steps, certificate, collections)
       VALUES (@code, @state, @title, @month, @composedBy, @composedAt, @signedOffBy, @signedOffAt, @releasedAt,
         @withdrawn, @record, @steps, @certificate, @collections)`,
    )
    .run({
      ...rest,
      month: monthNumber(month),
      withdrawn: withdrawn === null ? null : JSON.stringify(withdrawn),
      steps: JSON.stringify(steps),
      collections: collections === undefined ? null : JSON.stringify(collections),
    });
  const put = db.prepare("INSERT INTO release_file (release_id, name, sha256, bytes) VALUES (?, ?, ?, ?)");
  for (const { name, sha256, bytes } of files) put.run(lastInsertRowid, name, sha256, bytes);
  return Number(lastInsertRowid);
}

/** Throws away what is on its way; what was released stays. */
export function removeRelease({ db, path }: CampaignFile, id: number): void {
  guarded(path, () => db.prepare("DELETE FROM release WHERE id = ? AND released_at IS NULL").run(id));
}

/** Notes that somebody signed a prepared pack off. */
export function writeSignOff(campaign: CampaignFile, id: number, by: string, at: string): void {
  guarded(campaign.path, () =>
    campaign.db
      .prepare(
        `UPDATE release SET state = 'signed-off', signed_off_by = @by, signed_off_at = @at, ${STEP} WHERE id = @id`,
      )
      .run({ id, by, at, step: JSON.stringify(step("signed-off", at, by)) }),
  );
}

/** The collections that a release on its way will freeze. */
export function readToFreeze({ db }: CampaignFile, id: number): StoredCollection[] {
  const collections = db.prepare("SELECT collections FROM release WHERE id = ?").pluck().get(id);
  return typeof collections === "string" ? (JSON.parse(collections) as StoredCollection[]) : [];
}

/** Releases and freezes the collections, inside the transaction the caller holds. */
export function writeReleased(campaign: CampaignFile, id: number, code: string, at: string): void {
  const { db } = campaign;
  const collections = readToFreeze(campaign, id);
  db.prepare(
    `UPDATE release SET state = 'released', released_at = @at, collections = NULL, ${STEP} WHERE id = @id`,
  ).run({ id, at, step: JSON.stringify(step("released", at, null)) });
  freeze({ db }, code, collections);
}

/** Notes that a release should no longer be used. */
export function writeWithdrawn(campaign: CampaignFile, id: number, withdrawn: Withdrawal): void {
  guarded(campaign.path, () => markWithdrawn(campaign, id, withdrawn));
}

/** The same inside the transaction the caller holds. */
export function markWithdrawn({ db }: CampaignFile, id: number, withdrawn: Withdrawal): void {
  const { at, by } = withdrawn;
  db.prepare(`UPDATE release SET state = 'withdrawn', withdrawn = @withdrawn, ${STEP} WHERE id = @id`).run({
    id,
    withdrawn: JSON.stringify(withdrawn),
    step: JSON.stringify(step("withdrawn", at, by)),
  });
}

/** Freezes collections under a release's code, inside the transaction the caller holds. */
export function freeze({ db }: Pick<CampaignFile, "db">, code: string, collections: readonly StoredCollection[]): void {
  const put = db.prepare("INSERT INTO frozen (question_set, month, release, collection) VALUES (?, ?, ?, ?)");
  for (const { questionSet, month, collection } of collections)
    put.run(questionSet, monthNumber(month), code, collection);
}

/** A frozen collection: by which release, and when that was released. */
export interface StoredFrozen extends StoredCollection {
  readonly release: string;
  readonly releasedAt: string;
}

/** Every frozen collection, in the order in which they were released. */
export function readFrozenTexts({ db }: CampaignFile): StoredFrozen[] {
  const rows = db
    .prepare(
      `SELECT frozen.question_set AS questionSet, frozen.month, frozen.collection, frozen.release,
         release.released_at AS releasedAt
       FROM frozen JOIN release ON release.code = frozen.release
       ORDER BY release.released_at, frozen.release, frozen.question_set, frozen.month`,
    )
    .all() as (Omit<StoredFrozen, "month"> & { month: number })[];
  return rows.map((row) => ({ ...row, month: monthFromNumber(row.month) }));
}

/** Whether a release froze a collection. */
export function isFrozen(
  { db }: CampaignFile,
  { questionSet, month }: Pick<StoredCollection, "questionSet" | "month">,
): boolean {
  const found = db
    .prepare("SELECT 1 FROM frozen WHERE question_set = ? AND month = ?")
    .get(questionSet, monthNumber(month));
  return found !== undefined;
}

/** The display rules that were saved, as JSON; null where none were. */
export function readRulesText(campaign: CampaignFile): string | null {
  return readNote(campaign, "rules");
}

/** Keeps display rules in the place of those before. */
export function writeRulesText(campaign: CampaignFile, rules: string): void {
  guarded(campaign.path, () => writeNote(campaign, "rules", rules));
}

/** A step as it is kept. */
function step(what: ReleaseStep["what"], at: string, by: string | null): ReleaseStep {
  return { what, at, by };
}

const FRESH = { state: "prepared", signedOffBy: null, signedOffAt: null, releasedAt: null, withdrawn: null } as const;

const STEP = "steps = json_insert(steps, '$[#]', json(@step))";

const COLUMNS = `id, code, state, title, month, composed_by AS composedBy, composed_at AS composedAt,
  signed_off_by AS signedOffBy, signed_off_at AS signedOffAt, released_at AS releasedAt, withdrawn, record, steps, certificate`;

type Row = Omit<StoredRelease, "month" | "withdrawn" | "steps"> & {
  month: number;
  withdrawn: string | null;
  steps: string;
};

function releaseOf({ month, withdrawn, steps, ...row }: Row): StoredRelease {
  return {
    ...row,
    month: monthFromNumber(month),
    withdrawn: withdrawn === null ? null : (JSON.parse(withdrawn) as Withdrawal),
    steps: JSON.parse(steps) as ReleaseStep[],
  };
}
