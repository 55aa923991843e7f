import { BellwetherError } from "../../../shared/errors.ts";
import { monthFromNumber, monthLabel } from "../../../shared/month.ts";
import type { CampaignFile } from "./campaignFile.ts";

/** A sheet of either side of a merge. `set` is its question set's code. */
export interface MergeSheet {
  readonly id: number;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly position: number;
  readonly name: string | null;
  readonly source: number;
  readonly platform: string | null;
  readonly month: number;
  readonly set: string;
  readonly mapping: string;
}

/** Every sheet of a campaign, by hash of its file, place and month: in the same order whoever has it. */
export function readMergeSheets(campaign: CampaignFile): MergeSheet[] {
  return campaign.db
    .prepare(
      `SELECT sheet.id, file.name AS file, file.sha256, file.bytes, sheet.position, sheet.name, sheet.source, sheet.platform,
         sheet.month, coalesce(question_set.code, '') AS "set", sheet.mapping
       FROM sheet JOIN file ON file.id = sheet.file_id LEFT JOIN question_set ON question_set.id = sheet.question_set
       ORDER BY file.sha256, sheet.position, "set", sheet.month, sheet.id`,
    )
    .all() as MergeSheet[];
}

/**
 * The sheets of another campaign that are not here yet, in their order.
 * @throws BellwetherError `merge-refused` where a sheet is here too, read otherwise
 */
export function* newSheets(
  campaign: CampaignFile,
  other: CampaignFile,
  name: string,
): Generator<number, { fresh: MergeSheet[]; shared: [here: MergeSheet, there: MergeSheet][] }> {
  const here = Map.groupBy(readMergeSheets(campaign), collectionOf);
  const fresh: MergeSheet[] = [];
  const shared: [MergeSheet, MergeSheet][] = [];
  for (const [key, theirs] of Map.groupBy(readMergeSheets(other), collectionOf)) {
    const ours = here.get(key);
    if (ours === undefined) {
      fresh.push(...theirs);
      continue;
    }
    for (const there of theirs) {
      yield 0;
      const same = ours.find(({ month }) => month === there.month);
      const left = ours.find(({ month }) => !theirs.some((sheet) => sheet.month === month));
      if (same === undefined || left !== undefined) {
        throw readOtherwise(there, name, `as about ${monthWords(ours)} here and as about ${monthWords(theirs)} there`);
      }
      const row = firstDifference(campaign, same.id, other, there.id);
      if (row !== null) throw readOtherwise(there, name, columnsDiffer(same, there) ?? `row ${row} in two ways`);
      shared.push([same, there]);
    }
  }
  return { fresh, shared };
}

/** Says why a merge cannot be: something that both sides have and say otherwise. */
export function readOtherwise(
  { file, name: sheet }: { readonly file: string; readonly name: string | null },
  merged: string,
  how: string,
): BellwetherError {
  const where = sheet === null ? file : `${file}, sheet ${sheet}`;
  return new BellwetherError(
    "merge-refused",
    `${merged} cannot be merged: ${where} is in both campaigns, but it was read ${how}. Undo that import in one of the two (in the app: Import, Undo), then merge again. Nothing was changed.`,
    { file, ...(sheet === null ? {} : { sheet }) },
  );
}

const collectionOf = ({ sha256, position, set }: MergeSheet): string => `${sha256} ${position} ${set}`;

function monthWords(sheets: readonly MergeSheet[]): string {
  return sheets.map(({ month }) => monthLabel(monthFromNumber(month))).join(" and ");
}

/** The first row that two sheets do not both have, or that says something else; null where they are the same. */
function firstDifference(campaign: CampaignFile, here: number, other: CampaignFile, there: number): number | null {
  const rows = ({ db }: CampaignFile, sheet: number): [row: number, said: string][] =>
    db
      .prepare(
        `SELECT row, coalesce(hex(fingerprint), '') FROM source_row LEFT JOIN response ON response.id = response_id
         WHERE sheet_id = ? ORDER BY row`,
      )
      .raw()
      .all(sheet) as [number, string][];
  const [ours, theirs] = [rows(campaign, here), rows(other, there)];
  for (let index = 0; index < Math.max(ours.length, theirs.length); index += 1) {
    const [one, two] = [ours[index], theirs[index]];
    if (one?.[0] !== two?.[0] || one?.[1] !== two?.[1]) return Math.min(one?.[0] ?? Infinity, two?.[0] ?? Infinity);
  }
  return null;
}

/** How the columns of two readings of a sheet differ, or their dates, in words; null where these do not. */
function columnsDiffer(here: MergeSheet, there: MergeSheet): string | null {
  const [ours, theirs] = [readingOf(here.mapping), readingOf(there.mapping)];
  const headers = [...new Set([...ours.roles.keys(), ...theirs.roles.keys()])];
  const other = headers.filter((header) => ours.roles.get(header) !== theirs.roles.get(header));
  const words = other.slice(0, 3).map((header) => {
    const [one, two] = [ours.roles.get(header), theirs.roles.get(header)].map((role) => role ?? "nothing");
    return `“${header.slice(0, 80)}” as ${one} here and as ${two} there`;
  });
  if (words.length > 0) return `with other columns: ${words.join("; ")}${other.length > 3 ? "; and others" : ""}`;
  const [one, two] = [ours.dateOrder, theirs.dateOrder];
  if (one === two || one === null || two === null) return null;
  return `with dates as ${one.replace("-", " before ")} here and as ${two.replace("-", " before ")} there`;
}

/** What a sheet's record says of its columns and dates; records of before version 2 say nothing of dates. */
function readingOf(mapping: string): {
  readonly roles: ReadonlyMap<string, string>;
  readonly dateOrder: string | null;
} {
  const record: unknown = JSON.parse(mapping);
  const { roles, dateOrder } = (record ?? {}) as { roles?: unknown; dateOrder?: unknown };
  const entries = (Array.isArray(roles) ? roles : []).flatMap((entry: unknown): [string, string][] => {
    const { header, role } = (entry ?? {}) as { header?: unknown; role?: unknown };
    return typeof header === "string" && typeof role === "string" ? [[header, role]] : [];
  });
  return { roles: new Map(entries), dateOrder: typeof dateOrder === "string" ? dateOrder : null };
}
