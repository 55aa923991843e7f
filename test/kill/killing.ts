import { spawn } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { decide } from "../../electron/engine/deciding.ts";
import { backupFolder, makeBackup } from "../../electron/engine/library/backups.ts";
import { mergeCampaign } from "../../electron/engine/merging.ts";
import { createCampaign, openCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { templatePlan } from "../../shared/packs.ts";
import { readImports } from "../../electron/engine/store/summary.ts";
import { writeClosedCopy } from "../../electron/engine/store/wholeCopies.ts";
import { evidence, importInto, quietly, undo } from "../engine/campaign.ts";
import { surveyCsv, trackerCsv, write } from "../engine/files.ts";

/** What the engine is killed at: see victim.ts. */
export const WORKS = [
  "import",
  "undo",
  "decide",
  "merge",
  "replace",
  "restore",
  "backup",
  "copy",
  "pack",
  "open",
] as const;
export type Work = (typeof WORKS)[number];

/** When it is killed: once it has said so many lines after it began its work, and so many milliseconds later. */
export interface Moment {
  readonly lines: number;
  readonly later: number;
}

const ROWS = 300;
const PERHAPS = { kind: "unknown-wording", question: "intent.la", wording: "Perhaps" } as const;
const VICTIM = path.join(import.meta.dirname, "victim.ts");
const PLAN = JSON.stringify({ ...templatePlan("full", []), formats: ["html"] });

/** Makes a folder with everything the engine works on: a campaign with a backup, files to import, and a colleague's copy. */
export async function prepare(folder: string): Promise<void> {
  const library = path.join(folder, "campaigns");
  mkdirSync(library, { recursive: true });
  const tracker = (month: string, option: string) =>
    trackerCsv(
      month,
      Array.from({ length: ROWS }, (_, index) => ({
        location: `1-${1000 + index}`,
        parent: `Provider ${index % 90} Ltd`,
        region: "South East",
        serviceType: index % 3 === 0 ? "Homecare" : "Care home with nursing",
        answers: { "intent.la": index % 7 === 0 ? "Perhaps" : option, "intent.nhs": "Unlikely", "handback.la": "No" },
      })),
    );
  const files = [write(folder, "january.csv", tracker("January", "Likely"))];
  write(folder, "february.csv", tracker("February", "Very likely"));
  const survey = surveyCsv("February", [
    { respondent: "9", organisation: "Sunny Ltd", answers: { "intent.la": "Likely" } },
  ]);
  write(folder, "survey.csv", survey);
  const mine = createCampaign(path.join(library, "mine.evidence"), { name: "Mine", secret: "00".repeat(32) });
  await importInto(mine, files);
  makeBackup(mine, "daily");
  await importInto(mine, [write(folder, "march.csv", tracker("March", "Unlikely"))]);
  const copy = path.join(folder, "theirs.evidence");
  writeClosedCopy(mine, copy);
  mine.close();
  const theirs = openCampaign(copy, "write");
  await importInto(theirs, [write(folder, "april.csv", tracker("April", "Likely"))]);
  await decide(theirs, { ...PERHAPS, value: "unlikely" }, quietly);
  theirs.close();
}

/** Makes the campaign one of an older format, which opening brings up to date. */
function makeOld(folder: string): void {
  const campaign = openCampaign(fileIn(folder), "write");
  for (const table of ["entry", "frozen", "release_file", "release", "place"])
    campaign.db.exec(`DROP TABLE "${table}"`);
  campaign.db.exec("ALTER TABLE source_row DROP COLUMN place");
  campaign.db.pragma("user_version = 3");
  campaign.close();
}

/** Runs work on a copy of a prepared folder and kills it at a moment; true where it was not over by then. */
async function runKilled(prepared: string, folder: string, work: Work, moment: Moment): Promise<boolean> {
  cpSync(prepared, folder, { recursive: true });
  if (work === "open") makeOld(folder);
  const child = spawn(
    process.execPath,
    [VICTIM, path.join(folder, "campaigns"), path.join(folder, "packs"), work, PLAN],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
  const begins = work === "open" ? "opening" : "open";
  let lines = -1;
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (lines >= 0 || line === begins) lines += 1;
    if (lines !== moment.lines) return;
    if (moment.later === 0) child.kill("SIGKILL");
    else setTimeout(() => child.kill("SIGKILL"), moment.later);
  });
  await once(child, "close");
  if (child.signalCode !== "SIGKILL" && child.exitCode !== 0) throw new Error(`The engine failed by itself: ${told}`);
  return child.signalCode === "SIGKILL";
}

/** What the campaign of a folder says, once it is opened as after a crash: whole, with every row accounted for. */
export function stateAfter(folder: string): unknown {
  const campaign = openCampaign(fileIn(folder), "write");
  try {
    soundness(campaign);
    return evidence(campaign);
  } finally {
    campaign.close();
  }
}

/** What the campaign of a prepared folder says once some work is done on it; as before where that changes nothing. */
export async function stateOnceDone(prepared: string, folder: string, work: Work): Promise<unknown> {
  cpSync(prepared, folder, { recursive: true });
  const file = fileIn(folder);
  const theirs = path.join(folder, "theirs.evidence");
  if (work === "replace") cpSync(theirs, file);
  const [backup = ""] = readdirSync(backupFolder(file)).sort();
  if (work === "restore") cpSync(path.join(backupFolder(file), backup), file);
  const campaign = openCampaign(file, "write");
  try {
    if (work === "import") {
      await importInto(
        campaign,
        ["february.csv", "survey.csv"].map((name) => path.join(folder, name)),
      );
    } else if (work === "undo") await undo(campaign, readImports(campaign)[0]?.importId ?? 0);
    else if (work === "merge") await mergeCampaign(campaign, { path: theirs, name: "theirs" }, quietly);
    else if (work === "decide") await decide(campaign, { ...PERHAPS, value: "likely" }, quietly);
    return evidence(campaign);
  } finally {
    campaign.close();
  }
}

/** Throws unless a campaign is whole: pages, keys, and rows read = stored + unchanged + set aside. */
function soundness(campaign: CampaignFile): void {
  const { db } = campaign;
  const integrity = db.pragma("integrity_check", { simple: true });
  if (integrity !== "ok") throw new Error(`integrity_check: ${String(integrity)}`);
  const keys = db.pragma("foreign_key_check") as unknown[];
  if (keys.length > 0) throw new Error(`foreign_key_check: ${JSON.stringify(keys.slice(0, 3))}`);
  for (const { files, rowsRead, stored, unchanged, setAside } of readImports(campaign)) {
    const known = files.every((name) => name === "survey.csv");
    if (rowsRead !== stored + unchanged + setAside || (!known && rowsRead % ROWS > files.length)) {
      throw new Error(`${files.join()}: ${rowsRead} rows read, ${stored} + ${unchanged} + ${setAside} accounted for`);
    }
  }
}

/** Kills work on a copy of a prepared folder and gives what is wrong afterwards; null where nothing is. */
export async function killed(
  prepared: string,
  folder: string,
  work: Work,
  moment: Moment,
  states: { readonly before: unknown; readonly after: unknown },
): Promise<{ readonly struck: boolean; readonly fault: string | null }> {
  const struck = await runKilled(prepared, folder, work, moment);
  try {
    const state = JSON.stringify(stateAfter(folder));
    soundFiles(folder);
    const known = [states.before, states.after].some((candidate) => JSON.stringify(candidate) === state);
    return { struck, fault: known ? null : "neither as before nor as after" };
  } catch (error) {
    return { struck, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Throws unless every file that bears its final name is whole: campaigns, backups, copies, packs. */
function soundFiles(folder: string): void {
  const backups = path.join(folder, "campaigns", "Backups", "mine");
  for (const place of [path.join(folder, "campaigns"), backups, path.join(folder, "shared")]) {
    if (!existsSync(place)) continue;
    for (const name of readdirSync(place).filter((file) => file.endsWith(".evidence"))) {
      const campaign = openCampaign(path.join(place, name), "read");
      soundness(campaign);
      campaign.close();
    }
  }
  const packs = path.join(folder, "packs");
  for (const name of existsSync(packs) ? readdirSync(packs) : []) {
    const entries = readdirSync(path.join(packs, name)).filter((entry) => !entry.startsWith("."));
    if (entries.length > 0) wholePack(path.join(packs, name));
  }
}

function wholePack(folder: string): void {
  const manifest = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8")) as {
    files: { name: string; sha256: string }[];
  };
  for (const { name, sha256 } of manifest.files) {
    const found = createHash("sha256")
      .update(readFileSync(path.join(folder, name)))
      .digest("hex");
    if (found !== sha256) throw new Error(`${name} of a pack is not whole`);
  }
}

function fileIn(folder: string): string {
  return path.join(folder, "campaigns", "mine.evidence");
}
