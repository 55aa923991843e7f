import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Backup } from "../../shared/campaigns.ts";
import { copyCommands } from "../../electron/engine/copyCommands.ts";
import { openCampaign } from "../../electron/engine/store/campaignFile.ts";
import { dump, importInto, newCampaign, quietly } from "../engine/campaign.ts";
import { temporaryFolder, trackerCsv, write } from "../engine/files.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = temporaryFolder();
  const campaign = newCampaign(folder, "mine");
  await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", [{ location: "1-1" }]))]);
  campaign.close();
  file = campaign.path;
});

/** Runs a command as the command line does, and gives what --json prints. */
async function run(name: string, positionals: readonly string[], values: Record<string, string | boolean> = {}) {
  const context = { ...quietly, version: "1", dataFolder: folder, say: () => undefined };
  return (await copyCommands[name]!.run({ positionals, values }, context))!.json as { backups: readonly Backup[] };
}

function holdings(at: string): unknown {
  const campaign = openCampaign(at, "read");
  const held = dump(campaign);
  campaign.close();
  return held;
}

test("copy protects a campaign by a passphrase from a file, and opens it again with that alone", async () => {
  const [sealed, again] = [path.join(folder, "sealed.evidence"), path.join(folder, "again.evidence")];
  const passphrase = write(folder, "passphrase.txt", "hedge lantern tuesday coal\nnot this\n");
  expect(await run("copy", [file, sealed], { "protect-with": passphrase })).toMatchObject({ protected: true });
  expect(readFileSync(sealed).includes("SQLite")).toBe(false);
  await expect(run("copy", [sealed, again])).rejects.toMatchObject({ code: "passphrase-needed" });
  expect(existsSync(again)).toBe(false);
  await run("copy", [sealed, again], { "passphrase-file": passphrase });
  expect(holdings(again)).toEqual(holdings(file));
  await expect(run("copy", [file, again])).rejects.toMatchObject({ code: "campaign-exists" });
});

test("backups makes one, lists it, and puts it back", async () => {
  const before = holdings(file);
  const { backups } = await run("backups", [], { campaign: file, make: true });
  const [made] = backups;
  expect(made).toMatchObject({ reason: "by-hand" });
  const campaign = openCampaign(file, "write");
  await importInto(campaign, [write(folder, "b.csv", trackerCsv("February", [{ location: "1-2" }]))]);
  campaign.close();
  const after = await run("backups", [], { campaign: file, restore: made!.name });
  expect(after.backups[0]).toMatchObject({ reason: "before-restore" });
  expect(holdings(file)).toEqual(before);
});

test("export writes a new folder and leaves one that holds anything alone", async () => {
  const out = path.join(folder, "everything");
  await run("export", [], { campaign: file, out });
  expect(readdirSync(out).sort()).toEqual(["about.json", "tables"]);
  await expect(run("export", [], { campaign: file, out })).rejects.toMatchObject({ code: "folder-not-empty" });
  expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
});
