import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEngine, type Engine } from "../../../electron/engine/engine.ts";
import { isSealed, seal } from "../../../electron/engine/library/sealing.ts";
import { openJournal } from "../../../electron/engine/journal.ts";
import { freeze, insertRelease, readFrozenTexts, readReleases } from "../../../electron/engine/store/releases.ts";
import { readSecret } from "../../../electron/engine/store/summary.ts";
import { createCampaign, openCampaign } from "../../../electron/engine/store/campaignFile.ts";
import { parseMonth } from "../../../shared/month.ts";
import { directCaller, type Caller } from "../../../shared/rpc.ts";
import { quietly } from "../campaign.ts";
import { temporaryFolder, trackerCsv, write } from "../files.ts";

/** A release as the store keeps it, composed of nothing. */
const RELEASE = {
  code: "2025-01-A",
  state: "released",
  title: "January",
  month: parseMonth("2025-01")!,
  composedBy: "Ann",
  composedAt: "2026-01-01T09:00:00Z",
  signedOffBy: "Bob",
  signedOffAt: "2026-01-02T09:00:00Z",
  releasedAt: "2026-01-03T09:00:00Z",
  withdrawn: null,
  record: "{}",
  steps: [],
  certificate: "",
} as const;

const PASSPHRASE = "hedge lantern tuesday coal";

let folder: string;
let library: string;
let engine: Engine;
let caller: Caller;

beforeEach(() => {
  folder = temporaryFolder();
  library = path.join(folder, "campaigns");
  engine = createEngine({
    version: "1",
    host: "command",
    library: { folder: library },
    packs: path.join(folder, "packs"),
    journal: openJournal(path.join(folder, "logs")),
    log: () => undefined,
  });
  caller = directCaller(engine);
});
afterEach(() => engine.close());

/** Makes a campaign with some rows of January, and opens it. */
async function campaign(name: string, rows = 3): Promise<string> {
  const { id } = await caller.call("campaign.create", { name });
  await take(rows);
  return id;
}

async function take(rows: number, month = "January"): Promise<void> {
  const listed = Array.from({ length: rows }, (_, index) => ({
    location: `1-${index}`,
    answers: { "intent.la": "Likely" },
  }));
  const file = write(folder, `${month}.csv`, trackerCsv(month, listed));
  const { stageId } = await caller.call("import.stage", { files: [{ path: file, name: path.basename(file) }] });
  await caller.call("import.commit", { stageId });
}

const responses = async (): Promise<number | undefined> => (await caller.call("campaign.current", {}))?.responses;
const copyOf = (id: string, to: string, passphrase: string | null = null) =>
  caller.call("campaign.saveCopy", { id, to: path.join(folder, to), passphrase });

test("the library lists campaigns, the one opened last first, with their size and why one cannot be opened", async () => {
  await campaign("First");
  await campaign("Second", 0);
  writeFileSync(path.join(library, "broken.evidence"), "not a campaign");
  await caller.call("campaign.archive", { id: "first", archived: true });
  const listed = await caller.call("campaign.list", {});
  expect(listed.map(({ name, archived, responses: n, fault }) => [name, archived, n, fault === null])).toEqual([
    ["Second", false, 0, true],
    ["First", true, 3, true],
    ["broken.evidence", false, 0, false],
  ]);
  expect(listed[1]!.bytes).toBe(statSync(path.join(library, "first.evidence")).size);
});

test("a campaign is renamed whether it is open or not", async () => {
  await campaign("First");
  await campaign("Second");
  await caller.call("campaign.rename", { id: "first", name: "Fee uplifts" });
  await caller.call("campaign.rename", { id: "second", name: "Winter" });
  expect((await caller.call("campaign.list", {})).map(({ name }) => name).sort()).toEqual(["Fee uplifts", "Winter"]);
  expect(await caller.call("campaign.current", {})).toMatchObject({ id: "second", name: "Winter" });
});

test("a removed campaign goes to the bin with its backups, and leaves nothing to one of its name", async () => {
  const id = await campaign("Mine");
  await caller.call("backup.make", { id });
  const { path: bin } = await caller.call("campaign.remove", { id });
  expect(bin.startsWith(path.join(library, "Bin"))).toBe(true);
  expect(readdirSync(bin).sort()).toEqual(["Backups", "mine.evidence"]);
  expect(await caller.call("campaign.current", {})).toBeNull();
  expect(await caller.call("campaign.list", {})).toEqual([]);
  await caller.call("campaign.create", { name: "Mine" });
  expect((await caller.call("backup.list", { id })).backups.map(({ reason }) => reason)).toEqual(["daily"]);
});

test("a saved copy is one closed file, and is known again as a copy of its campaign", async () => {
  const id = await campaign("Mine");
  const { path: copy, bytes } = await copyOf(id, "shared/Mine");
  expect(readdirSync(path.dirname(copy))).toEqual(["Mine.evidence"]);
  expect(statSync(copy).size).toBe(bytes);
  const seen = await caller.call("campaign.seeCopy", { path: copy, name: "Mine.evidence", passphrase: null });
  expect(seen).toMatchObject({
    kind: "campaign",
    own: null,
    known: [{ id }],
    campaign: { name: "Mine", responses: 3 },
  });
  expect(readdirSync(path.dirname(copy))).toEqual(["Mine.evidence"]);
  const stranger = path.join(folder, "stranger.evidence");
  createCampaign(stranger, { name: "Mine" }).close();
  expect(await caller.call("campaign.seeCopy", { path: stranger, name: "x", passphrase: null })).toMatchObject({
    known: [],
  });
});

test("a protected copy says that it is, tells a wrong passphrase, and leaves nothing plain behind", async () => {
  const id = await campaign("Mine");
  expect(isSealed((await copyOf(id, "saved.evidence", PASSPHRASE)).path)).toBe(true);
  const copy = path.join(folder, "sealed.evidence");
  await seal((await copyOf(id, "plain.evidence")).path, copy, PASSPHRASE, quietly, { logN: 10, r: 8, p: 1 });
  const see = (passphrase: string | null) =>
    caller.call("campaign.seeCopy", { path: copy, name: "sealed", passphrase });
  expect(await see(null)).toEqual({ kind: "locked", reason: null });
  expect(await see("hedge lantern tuesday coat")).toMatchObject({
    reason: expect.stringContaining("not the passphrase"),
  });
  expect(await see(PASSPHRASE)).toMatchObject({ kind: "campaign", known: [{ id }] });
  await expect(caller.call("campaign.merge", { path: copy, name: "sealed" })).rejects.toMatchObject({
    code: "passphrase-needed",
  });
  expect(await caller.call("campaign.merge", { path: copy, name: "sealed", passphrase: PASSPHRASE })).toMatchObject({
    importId: null,
  });
  expect(readdirSync(library).filter((name) => name.startsWith("."))).toEqual([]);
  const journal = readFileSync(path.join(folder, "logs", "bellwether.log"), "utf8");
  expect(journal).not.toContain("hedge");
});

test("a copy of a known campaign is kept beside it under a name of its own", async () => {
  const id = await campaign("Mine");
  const { path: copy } = await copyOf(id, "copy.evidence");
  const opened = await caller.call("campaign.openCopy", { path: copy, name: "copy", passphrase: null, replace: null });
  expect(opened).toMatchObject({ name: "Mine (copy)", responses: 3 });
  expect(opened.id).not.toBe(id);
});

test("a copy that replaces a campaign keeps what was there as a backup, and restoring that takes it back", async () => {
  const id = await campaign("Mine");
  const { path: copy } = await copyOf(id, "copy.evidence");
  await take(5, "February");
  expect(await responses()).toBe(8);
  await caller.call("campaign.openCopy", { path: copy, name: "copy", passphrase: null, replace: id });
  expect(await responses()).toBe(3);
  const { backups, newestGood } = await caller.call("backup.list", { id, check: true });
  expect(backups[0]).toMatchObject({ name: newestGood, reason: "before-replace" });
  const { campaign: restored } = await caller.call("backup.restore", { id, name: backups[0]!.name });
  expect(restored).toMatchObject({ id, responses: 8 });
  expect((await caller.call("backup.list", { id })).backups[0]).toMatchObject({ reason: "before-restore" });
});

test("what was released after a backup was made is still known, and frozen, once that backup is restored", async () => {
  const id = await campaign("Mine");
  const { name } = await caller.call("backup.make", { id });
  await caller.call("campaign.close", {});
  const file = openCampaign(path.join(library, "mine.evidence"), "write");
  insertRelease(file, { ...RELEASE, files: [] });
  freeze(file, RELEASE.code, [{ questionSet: "handback", month: RELEASE.month, collection: "{}" }]);
  file.close();
  await caller.call("backup.restore", { id, name });
  await caller.call("campaign.close", {});
  const restored = openCampaign(path.join(library, "mine.evidence"), "read");
  expect(readReleases(restored).map(({ code, releasedAt }) => [code, releasedAt])).toEqual([
    [RELEASE.code, RELEASE.releasedAt],
  ]);
  expect(readFrozenTexts(restored)).toHaveLength(1);
  restored.close();
});

test("undoing an import is backed up first, and refused where that cannot be", async () => {
  const id = await campaign("Mine");
  const [first] = await caller.call("import.list", {});
  await caller.call("import.undo", { importId: first!.importId });
  expect((await caller.call("backup.list", { id })).backups[0]).toMatchObject({ reason: "before-undo" });
  await take(4);
  const other = await caller.call("campaign.create", { name: "Blocked" });
  await take(2);
  const backups = path.join(library, "Backups", other.id);
  const kept = `${backups}-kept`;
  renameSync(backups, kept);
  writeFileSync(backups, "a file where the folder should be");
  const [second] = await caller.call("import.list", {});
  await expect(caller.call("import.undo", { importId: second!.importId })).rejects.toMatchObject({
    code: "backup-failed",
    message: expect.stringContaining("nothing was done"),
  });
  expect(await responses()).toBe(2);
});

test("a damaged campaign is refused with its newest whole backup at hand, and restoring it brings everything back", async () => {
  const id = await campaign("Mine", 400);
  await caller.call("backup.make", { id });
  await caller.call("campaign.close", {});
  const file = path.join(library, "mine.evidence");
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 8192, 40_000);
  writeFileSync(file, bytes);
  await expect(caller.call("campaign.open", { id })).rejects.toMatchObject({ code: "campaign-corrupt" });
  const { backups, newestGood } = await caller.call("backup.list", { id, check: true });
  writeFileSync(path.join(library, "Backups", id, backups[0]!.name), "damaged too");
  const { newestGood: older } = await caller.call("backup.list", { id, check: true });
  expect([newestGood, older]).toEqual([backups[0]!.name, backups[1]?.name ?? null]);
  await expect(caller.call("backup.restore", { id, name: backups[0]!.name })).rejects.toMatchObject({
    code: "not-a-campaign",
  });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("a damaged campaign is kept as it is while its backup takes its place", async () => {
  const id = await campaign("Mine", 400);
  const { name } = await caller.call("backup.make", { id });
  await caller.call("campaign.close", {});
  const file = path.join(library, "mine.evidence");
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 8192, 40_000);
  writeFileSync(file, bytes);
  writeFileSync(`${file}-wal`, "a log that belongs to what was damaged");
  const { campaign: restored, releasesKnown } = await caller.call("backup.restore", { id, name });
  expect([restored.responses, releasesKnown]).toEqual([400, false]);
  const folderOf = path.join(library, "Backups", id);
  const kept = readdirSync(folderOf).find((entry) => entry.endsWith(".damaged"))!;
  expect(readFileSync(path.join(folderOf, kept)).equals(bytes)).toBe(true);
});

test("another window that has the campaign open keeps it from being replaced", async () => {
  const id = await campaign("Mine");
  const { path: copy } = await copyOf(id, "copy.evidence");
  await caller.call("campaign.close", {});
  const elsewhere = openCampaign(path.join(library, "mine.evidence"), "write");
  elsewhere.db.prepare("SELECT count(*) FROM response").get();
  const replacing = caller.call("campaign.openCopy", { path: copy, name: "copy", passphrase: null, replace: id });
  await expect(replacing).rejects.toMatchObject({ code: "campaign-locked" });
  elsewhere.close();
  await caller.call("campaign.open", { id });
  expect(await responses()).toBe(3);
});

test("everything is exported as CSV and JSON, said to be identifiable, without the secret that rounds", async () => {
  const id = await campaign("Mine");
  const { folder: out, rows } = await caller.call("campaign.export", { id, into: path.join(folder, "exports") });
  const tables = path.join(out, "tables");
  const listed = JSON.parse(readFileSync(path.join(tables, "response.json"), "utf8")) as { location_id: string }[];
  expect(listed.map(({ location_id }) => location_id)).toEqual(["1-0", "1-1", "1-2"]);
  expect(readFileSync(path.join(tables, "response.csv"), "utf8").trim().split("\r\n")).toHaveLength(4);
  expect(readFileSync(path.join(out, "about.json"), "utf8")).toContain("Nothing here is anonymised");
  const file = openCampaign(path.join(library, "mine.evidence"), "read");
  const secret = readSecret(file);
  file.close();
  for (const name of readdirSync(tables)) expect(readFileSync(path.join(tables, name), "utf8")).not.toContain(secret);
  const counted = readdirSync(tables)
    .filter((name) => name.endsWith(".json"))
    .reduce((sum, name) => sum + (JSON.parse(readFileSync(path.join(tables, name), "utf8")) as unknown[]).length, 0);
  expect(counted).toBe(rows);
});

test("a copy is never written into the library itself", async () => {
  const id = await campaign("Mine");
  await expect(
    caller.call("campaign.saveCopy", { id, to: path.join(library, "mine.evidence"), passphrase: null }),
  ).rejects.toMatchObject({ code: "not-writable" });
  expect(await responses()).toBe(3);
});

test("what killed work left in the library goes once it is a day old, and nothing else does", async () => {
  await campaign("Mine");
  const old = path.join(library, ".working-abc123");
  const young = path.join(library, ".working-def456");
  const part = path.join(library, "x.evidence.0123456789ab.part");
  for (const name of [old, young]) mkdirSync(name);
  writeFileSync(part, "");
  for (const name of [old, part, path.join(library, "mine.evidence")]) utimesSync(name, 1, 1);
  await createEngine({
    version: "1",
    host: "command",
    library: { folder: library },
    packs: folder,
    log: () => undefined,
  }).close();
  expect([old, young, part].map((name) => existsSync(name))).toEqual([false, true, false]);
  expect(existsSync(path.join(library, "mine.evidence"))).toBe(true);
});
