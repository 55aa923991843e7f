import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import type { CampaignSummary } from "../../shared/contract.ts";
import { BellwetherError } from "../../shared/errors.ts";
import { consolidate } from "./evidence/consolidate.ts";
import { needsConsolidation } from "./store/registerState.ts";
import { createCampaign, guarded, openCampaign, type NewCampaign } from "./store/campaignFile.ts";
import { readSummary } from "./store/summary.ts";
import { newSession, type Session } from "./session.ts";

/** The folder of campaigns on this computer: one `.evidence` file each, its id the file's name without the ending. */
export interface Library {
  readonly folder: string;
}

/** Every campaign in the library, by name. One that cannot be opened is listed under its file's name. */
export function listCampaigns(library: Library): CampaignSummary[] {
  if (!existsSync(library.folder)) return [];
  return readdirSync(library.folder)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => summaryOfFile(library, file.slice(0, -ENDING.length)))
    .sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
}

/** Makes a campaign in the library and opens it. @throws BellwetherError as createCampaign */
export function createInLibrary(library: Library, campaign: NewCampaign, id = freeId(library, campaign.name)): Session {
  return newSession(id, createCampaign(fileOf(library, id), campaign));
}

/** Opens a campaign of the library. @throws BellwetherError as openCampaign */
export function openFromLibrary(library: Library, id: string): Session {
  const campaign = openCampaign(fileOf(library, id), "write");
  if (needsConsolidation(campaign)) campaign.db.transaction(() => [...consolidate(campaign, new Set())])();
  return newSession(id, campaign);
}

/** The file of a campaign; ids are plain names, so that none leads out of the folder. Makes the folder. */
export function fileOf(library: Library, id: string): string {
  if (!/^[\w-]+$/.test(id)) throw new BellwetherError("campaign-missing", `There is no campaign “${id}”.`);
  guarded(library.folder, () => mkdirSync(library.folder, { recursive: true }));
  return path.join(library.folder, `${id}${ENDING}`);
}

const ENDING = ".evidence";

function freeId(library: Library, name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  const stem = plain === "" ? createHash("sha256").update(name).digest("hex").slice(0, 8) : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (!existsSync(fileOf(library, id))) return id;
  }
}

function summaryOfFile(library: Library, id: string): CampaignSummary {
  try {
    const campaign = openCampaign(fileOf(library, id), "read");
    try {
      return { id, ...readSummary(campaign) };
    } finally {
      campaign.close();
    }
  } catch (error) {
    if (!(error instanceof BellwetherError)) throw error;
    return {
      id,
      name: `${id}${ENDING}`,
      sample: false,
      firstMonth: null,
      lastMonth: null,
      responses: 0,
      organisations: 0,
    };
  }
}
