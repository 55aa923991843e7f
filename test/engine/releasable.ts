import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sha256Of } from "../../electron/engine/pack/manifest.ts";
import { prepareRelease } from "../../electron/engine/preparing.ts";
import { found, packFiles } from "../../electron/engine/releaseRecord.ts";
import { listReleases, publishRelease, signOffRelease } from "../../electron/engine/releasing.ts";
import { newSession } from "../../electron/engine/session.ts";
import { openCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { writePrepared } from "../../electron/engine/store/releases.ts";
import { HANDBACK_SET } from "../../shared/questionSets.ts";
import type { Month } from "../../shared/month.ts";
import type { PackPlan } from "../../shared/packs.ts";
import type { Release } from "../../shared/releases.ts";
import { importInto, newCampaign, quietly, PAGES } from "./campaign.ts";
import { trackerCsv, write, type TrackerRow } from "./files.ts";

/** The two people of a release. */
export const COMPOSER = "Ann Composer";
export const SECOND = "Ben Second";

const [ANSWERS, YES_NO, TYPES, PLACES] = [
  ["Very likely", "Likely", "Neither likely nor unlikely", "Unlikely", "Very unlikely", "Don't know"],
  ["Yes", "No", "No", "No", "Don't know"],
  ["Homecare", "Nursing homes", "Residential homes"],
  ["London", "North West", "South East"],
] as const;

/** An extract of organisations that answer everything, in wordings that nobody has to be asked about. */
export function plainExtract(month: string, organisations: number, from = 0): string {
  const rows = Array.from({ length: organisations }, (_, index): TrackerRow => {
    const n = index + from;
    const of = <T>(list: readonly T[], step: number): T => list[Math.floor(n / step) % list.length]!;
    return {
      location: `1-${7_000_000_000 + n}`,
      serviceType: of(TYPES, 1),
      region: of(PLACES, 3),
      updated: month === "February" ? "10/03/2025 09:30:00" : "10/02/2025 09:30:00",
      answers: {
        "intent.la": of(ANSWERS, 2),
        "intent.nhs": of(ANSWERS, 5),
        "discussion.la": of(YES_NO, 1),
        "discussion.nhs": of(YES_NO, 3),
        "handback.la": of(YES_NO, 4),
        "handback.nhs": of(YES_NO, 7),
      },
    };
  });
  return trackerCsv(month, rows);
}

/** A campaign of which nothing is open in Check: some months of an extract. */
export async function releasable(
  folder: string,
  months: readonly string[] = ["January"],
  name = "test",
): Promise<CampaignFile> {
  const campaign = newCampaign(folder, name);
  for (const month of months)
    await importInto(campaign, [write(folder, `${name} ${month}.csv`, plainExtract(month, 240))]);
  return campaign;
}

let readyMade: Promise<string> | undefined;

/** A campaign of January and a release that is prepared from it: composed once, and copied for each test that asks. */
export async function releasableWithPrepared(
  folder: string,
  name = "test",
): Promise<{ readonly campaign: CampaignFile; readonly release: Release }> {
  readyMade ??= makeReady();
  const copy = path.join(folder, `${name}.evidence`);
  copyFileSync(await readyMade, copy);
  const campaign = openCampaign(copy, "write");
  return { campaign, release: listReleases(campaign)[0]! };
}

async function makeReady(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "bellwether-ready-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const campaign = await releasable(folder);
  await prepared(campaign);
  campaign.close();
  return campaign.path;
}

/** Prepares a release; what a reader could prove is an error. */
export async function prepared(
  campaign: CampaignFile,
  options: {
    readonly month?: string;
    readonly title?: string;
    readonly composedBy?: string;
    readonly plan?: PackPlan;
  } = {},
): Promise<Release> {
  const { month = null, title = null, composedBy = COMPOSER, plan = PAGES } = options;
  const request = { month: month as Month | null, title, plan, composedBy, appVersion: "0" };
  const result = await prepareRelease(newSession("test", campaign), request, quietly);
  if (!result.passed) throw new Error(JSON.stringify(result.attack.proofs));
  return result.release;
}

/** Publishes what is prepared. */
export async function published(campaign: CampaignFile, id: number, out: string, zip = false): Promise<Release> {
  signOffRelease(campaign, id, SECOND);
  return publishRelease(newSession("test", campaign), id, { out, zip }, quietly);
}

/** Prepares, signs off and publishes. */
export async function released(
  campaign: CampaignFile,
  out: string,
  options: Parameters<typeof prepared>[1] = {},
): Promise<Release> {
  const { id } = await prepared(campaign, options);
  return published(campaign, id, out, out.endsWith(".zip"));
}

/** Keeps a prepared pack again under another code: as one that freezes this month of a set, and with some files otherwise. */
export function preparedAgain(
  campaign: CampaignFile,
  id: number,
  code: string,
  {
    month = "2025-01",
    edit = (_name, text) => text,
  }: { readonly month?: string; readonly edit?: (name: string, text: string) => string } = {},
): number {
  const { title, month: leading, composedBy, composedAt, record, certificate } = found(campaign, id);
  const files = packFiles(campaign, id).map(({ name, bytes }) => {
    const text = new TextDecoder().decode(bytes);
    const edited = edit(name, text);
    const written = edited === text ? bytes : new TextEncoder().encode(edited);
    return { name, bytes: written, sha256: sha256Of(written) };
  });
  const questionSet = HANDBACK_SET;
  const nobody = { month, unit: "organisation", questionSet, questions: [], groups: [], redraws: 0, relaxed: [] };
  const collection = JSON.stringify({ questionSet, month, cube: nobody, respondents: [] });
  const collections = [{ questionSet, month: month as Month, collection }];
  return writePrepared(campaign, {
    code,
    title,
    month: leading,
    composedBy,
    composedAt,
    record,
    certificate,
    files,
    collections,
  });
}
