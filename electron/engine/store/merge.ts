import { BellwetherError } from "../../../shared/errors.ts";
import type { QuestionSet } from "../../../shared/questionSets.ts";
import type { CampaignFile } from "./campaignFile.ts";
import { clearMonth } from "./consolidation.ts";
import { bringEntries, forgetEntries } from "./entries.ts";
import { removeImport } from "./imports.ts";
import { newSheets, readMergeSheets } from "./mergeReadings.ts";
import { bringRegisters } from "./mergeRegisters.ts";
import { bringReleases } from "./mergeReleases.ts";
import { bringIssues, bringRows, knownResponses, type MergeNumbers } from "./mergeRows.ts";
import { applyChanged, bringSaid, chosenMonths, effectiveDecisions, forgetSaid } from "./mergeSaid.ts";
import { HANDBACK_SET_ID, readQuestionSets, writeQuestionSet } from "./questionSets.ts";
import { readImportMonths, readSecret } from "./summary.ts";

/** What a merge brought. */
export interface Merged {
  /** Null where nothing was new. */
  readonly importId: number | null;
  readonly added: {
    readonly files: number;
    readonly responses: number;
    /** What was said of wordings, organisations and responses. */
    readonly decisions: number;
    readonly registers: number;
    /** Quotes, figures and commitments that stand beside the figures. */
    readonly entries: number;
    /** Packs that were released there. */
    readonly releases: number;
  };
  /** The other was not a copy of this campaign: it protected its figures by another secret. */
  readonly notCopy: boolean;
  /** Store months whose figures it may change. */
  readonly months: ReadonlySet<number>;
}

/**
 * Brings everything of another campaign that is not here yet, as one import, inside the transaction the caller holds. The
 * result is the same whichever of the two is merged into the other: of two secrets the lesser counts in both. What was
 * released there comes along with what it froze, and is no part of the import: undoing that keeps it, because its figures are
 * known to the world.
 * @param name the other's file as the person knows it
 * @returns steps, each the number of rows done so far; then what was brought
 * @throws BellwetherError `merge-refused` where both have a sheet, a register or a question set and say otherwise of it
 */
export function* mergeInto(
  campaign: CampaignFile,
  other: CampaignFile,
  name: string,
  at: string,
): Generator<number, Merged> {
  const { db } = campaign;
  const made: { importId: number | null } = { importId: null };
  const origin = (): number =>
    (made.importId ??= Number(db.prepare("INSERT INTO import (at) VALUES (?)").run(at).lastInsertRowid));
  const files = new Map<string, number>();
  const addFile = db.prepare("INSERT INTO file (import_id, name, sha256, bytes) VALUES (?, ?, ?, ?)");
  const fileOf = ({ file, sha256, bytes }: FileSaid): number => {
    const id = files.get(sha256) ?? Number(addFile.run(origin(), file, sha256, bytes).lastInsertRowid);
    files.set(sha256, id);
    return id;
  };

  const { numbers, brought } = bringSets(campaign, other, name);
  const { fresh, shared } = yield* newSheets(campaign, other, name);
  const known = yield* knownResponses(campaign, other, name, numbers);
  const before = effectiveDecisions(campaign);
  const decisions = bringSaid(campaign, other, origin);
  const rows = yield* bringRows(campaign, other, fresh, fileOf, numbers, known);
  bringIssues(campaign, other, shared, origin);
  const registers = yield* bringRegisters(campaign, other, name, fileOf);
  const releases = bringReleases(campaign, other, at);
  const entries = bringEntries(campaign, other, origin);
  const [secret, theirs] = [readSecret(campaign), readSecret(other)];
  if (brought.length > 0 || theirs < secret) origin();
  const { importId } = made;
  if (importId !== null) {
    db.prepare("INSERT INTO merge (import_id, name, secret_before, secret, question_sets) VALUES (?, ?, ?, ?, ?)").run(
      importId,
      name,
      secret,
      theirs,
      JSON.stringify(brought),
    );
    writeSecret(campaign, theirs < secret ? theirs : secret);
  }
  const months = new Set([
    ...fresh.map(({ month }) => month),
    ...applyChanged(campaign, before, rows.issues),
    ...(importId === null ? [] : chosenMonths(campaign, importId)),
  ]);
  const added = { files: files.size, responses: rows.responses, decisions, registers, entries, releases };
  return { importId, added, notCopy: theirs !== secret, months };
}

/** How many rows a merge looks at, at most: for telling how far it is. */
export function countMergeRows(other: CampaignFile): number {
  return Number(other.db.prepare("SELECT count(*) FROM source_row").pluck().get()) + readMergeSheets(other).length;
}

/**
 * Takes an import back whole inside the transaction the caller holds: its rows, and, where it was a merge, what was said
 * in the other campaign, its secret, and the question sets that no response needs. Releases stay, whatever brought them.
 * @returns store months whose figures that may change
 */
export function takeBack(campaign: CampaignFile, importId: number): Set<number> {
  const { db } = campaign;
  const months = new Set(readImportMonths(campaign, importId));
  const sets = db.prepare("SELECT question_sets FROM merge WHERE import_id = ?").pluck().get(importId);
  if (typeof sets !== "string") {
    removeImport(campaign, importId);
    return months;
  }
  const before = effectiveDecisions(campaign);
  for (const month of forgetSaid(campaign, importId)) months.add(month);
  db.prepare("DELETE FROM issue WHERE origin = ?").run(importId);
  forgetEntries(campaign, importId);
  restoreSecret(campaign, importId);
  removeImport(campaign, importId);
  for (const month of applyChanged(campaign, before)) months.add(month);
  // While the sets are there: what stood of them cannot be told apart later.
  for (const month of months) clearMonth(campaign, month);
  db.prepare(
    `DELETE FROM question_set WHERE code IN (SELECT value FROM json_each(?))
     AND id NOT IN (SELECT question_set FROM sheet)`,
  ).run(sets);
  return months;
}

interface FileSaid {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Adds the question sets that are missing here. @throws BellwetherError `merge-refused` where one is another here */
function bringSets(
  campaign: CampaignFile,
  other: CampaignFile,
  name: string,
): { numbers: MergeNumbers; brought: string[] } {
  const own = new Map(readQuestionSets(campaign).map((stored) => [stored.set.code, stored]));
  const sets = new Map([[HANDBACK_SET_ID, HANDBACK_SET_ID]]);
  const questions = new Map<number, number>();
  const brought: string[] = [];
  for (const { id, set, ids } of readQuestionSets(other)) {
    const known = own.get(set.code);
    if (known !== undefined && JSON.stringify(known.set) !== JSON.stringify(set)) throw otherSet(known.set, set, name);
    const stored = known ?? writeQuestionSet(campaign, set);
    if (known === undefined) brought.push(set.code);
    sets.set(id, stored.id);
    for (const [code, question] of ids) {
      const here = stored.ids.get(code);
      if (here !== undefined) questions.set(question, here);
    }
  }
  return { numbers: { sets, questions }, brought };
}

function otherSet(here: QuestionSet, there: QuestionSet, name: string): BellwetherError {
  const differing = there.questions.find(
    (question) =>
      JSON.stringify(question) !== JSON.stringify(here.questions.find(({ code }) => code === question.code)),
  );
  const what =
    here.title !== there.title
      ? `is called “${there.title}” there`
      : `says otherwise there of “${differing?.label ?? here.questions[0]?.label ?? ""}”`;
  return new BellwetherError(
    "merge-refused",
    `${name} cannot be merged: the question set “${here.title}” (${here.code}) is in both campaigns but ${what}. Make the two alike in one of the campaigns (in the app: Import, Question sets), then merge again. Nothing was changed.`,
  );
}

/** Takes one merge's secret out of the least of all: those of later merges are compared again. */
function restoreSecret(campaign: CampaignFile, importId: number): void {
  const merges = campaign.db.prepare("SELECT import_id, secret_before, secret FROM merge ORDER BY import_id").all() as {
    import_id: number;
    secret_before: string;
    secret: string;
  }[];
  let secret = merges[0]?.secret_before ?? readSecret(campaign);
  const update = campaign.db.prepare("UPDATE merge SET secret_before = ? WHERE import_id = ?");
  for (const merge of merges) {
    if (merge.import_id === importId) continue;
    update.run(secret, merge.import_id);
    if (merge.secret < secret) secret = merge.secret;
  }
  writeSecret(campaign, secret);
}

function writeSecret({ db }: CampaignFile, secret: string): void {
  db.prepare("UPDATE meta SET value = ? WHERE key = 'secret'").run(secret);
}
