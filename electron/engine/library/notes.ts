import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** What is noted of the campaigns of a library beside their files, by id. Nothing of it is evidence: lost, it starts anew. */
export interface CampaignNote {
  /** When it was opened last, as an ISO date and time. */
  readonly openedAt?: string | undefined;
  readonly archived?: boolean | undefined;
  /** What it was called when it was opened last: the list's name for one that is damaged since. */
  readonly name?: string | undefined;
}

const notesSchema = z.record(
  z.string(),
  z.object({ openedAt: z.string().optional(), archived: z.boolean().optional(), name: z.string().optional() }),
);

/** What is noted of each campaign; nothing where that cannot be read. */
export function readCampaignNotes(folder: string): Readonly<Record<string, CampaignNote>> {
  try {
    return notesSchema.parse(JSON.parse(readFileSync(path.join(folder, FILE), "utf8")));
  } catch {
    return {};
  }
}

/** Notes something of a campaign; null forgets it. Where that cannot be written, all else goes on. */
export function noteCampaign(folder: string, id: string, note: CampaignNote | null): void {
  const { [id]: before, ...others } = readCampaignNotes(folder);
  const notes = note === null ? others : { ...others, [id]: { ...before, ...note } };
  const unfinished = path.join(folder, `${FILE}.part`);
  try {
    writeFileSync(unfinished, JSON.stringify(notes, null, 2));
    renameSync(unfinished, path.join(folder, FILE));
  } catch {
    // The list is less well sorted, and nothing is lost.
  }
}

const FILE = "library.json";
