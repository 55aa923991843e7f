import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { openCampaign } from "../../../electron/engine/store/campaignFile.ts";
import { APPLICATION_ID, MIGRATIONS } from "../../../electron/engine/store/migrations.ts";
import { importInto, newCampaign, undo } from "../campaign.ts";
import { temporaryFolder, trackerCsv, write } from "../files.ts";

async function closedCampaign(folder: string): Promise<string> {
  const campaign = newCampaign(folder);
  const rows = Array.from({ length: 400 }, (_, index) => ({
    location: `1-${index}`,
    answers: { "intent.la": "Likely" },
  }));
  await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", rows))]);
  campaign.close();
  return campaign.path;
}

function refusal(file: string, mode: "read" | "write" = "read"): unknown {
  try {
    openCampaign(file, mode).close();
    return null;
  } catch (error) {
    return error;
  }
}

describe("a campaign file", () => {
  test("that is missing is named, and not made", () => {
    const file = path.join(temporaryFolder(), "none.evidence");
    expect(refusal(file)).toMatchObject({ code: "campaign-missing", message: expect.stringContaining(file) });
    expect(existsSync(file)).toBe(false);
  });

  test("is marked as ours and closes to one file", async () => {
    const folder = temporaryFolder();
    const file = await closedCampaign(folder);
    const db = new Database(file, { readonly: true });
    expect([db.pragma("application_id", { simple: true }), db.pragma("user_version", { simple: true })]).toEqual([
      APPLICATION_ID,
      MIGRATIONS.length,
    ]);
    db.close();
  });

  test("that is damaged is refused and left as it is", async () => {
    const folder = temporaryFolder();
    const file = await closedCampaign(folder);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 8192, 40_000);
    writeFileSync(file, bytes);
    expect(refusal(file)).toMatchObject({
      code: "campaign-corrupt",
      message: expect.stringContaining("test.evidence"),
    });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    truncateSync(file, 5000);
    expect(refusal(file)).toMatchObject({ code: "campaign-corrupt" });
    writeFileSync(file, "not a database at all, but long enough to look at, said the file to the reader");
    expect(refusal(file)).toMatchObject({ code: "not-a-campaign" });
  });

  test("that is empty, a folder or somebody else's database is not a campaign", () => {
    const folder = temporaryFolder();
    const other = path.join(folder, "other.evidence");
    const db = new Database(other);
    db.exec("CREATE TABLE t (x)");
    db.close();
    for (const file of [write(folder, "empty.evidence", ""), folder, other]) {
      expect(refusal(file)).toMatchObject({ code: "not-a-campaign" });
    }
  });

  test("from a newer version is refused and left as it is", async () => {
    const file = await closedCampaign(temporaryFolder());
    const db = new Database(file);
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    const before = readFileSync(file);
    expect(refusal(file, "write")).toMatchObject({
      code: "campaign-newer",
      message: expect.stringContaining("Update Bellwether"),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("that another program holds is refused after a short wait", async () => {
    const file = await closedCampaign(temporaryFolder());
    const holder = new Database(file);
    holder.pragma("locking_mode = EXCLUSIVE");
    holder.exec("BEGIN EXCLUSIVE");
    expect(refusal(file)).toMatchObject({
      code: "campaign-locked",
      message: expect.stringContaining("Close it there"),
    });
    holder.exec("ROLLBACK");
    holder.close();
    expect(refusal(file)).toBeNull();
  });

  test("that is read-only can be read but not written", async () => {
    const file = await closedCampaign(temporaryFolder());
    chmodSync(file, 0o444);
    expect(refusal(file, "read")).toBeNull();
    expect(refusal(file, "write")).toMatchObject({ code: "campaign-read-only" });
  });

  test("of an older version is copied before it is brought up to date", () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "old.evidence");
    const db = new Database(file);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.exec("CREATE TABLE note (text TEXT)");
    db.close();
    const before = readFileSync(file);
    openCampaign(file, "write").close();
    expect(readFileSync(path.join(folder, "old.evidence.before-v1.bak")).equals(before)).toBe(true);
    expect(refusal(file)).toBeNull();
  });

  test("whose migration fails is left as it was, beside its copy", () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "old.evidence");
    const db = new Database(file);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.exec("CREATE TABLE response (mine TEXT)");
    db.exec("INSERT INTO response VALUES ('kept')");
    db.close();
    const copy = path.join(folder, "copy");
    copyFileSync(file, copy);
    expect(refusal(file, "write")).toMatchObject({ message: expect.stringContaining("left as it was") });
    const after = new Database(file, { readonly: true });
    expect(after.prepare("SELECT * FROM response").all()).toEqual([{ mine: "kept" }]);
    expect(after.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()).toEqual(["response"]);
    expect(after.pragma("user_version", { simple: true })).toBe(0);
    after.close();
    expect(readdirSync(folder)).toContain("old.evidence.before-v1.bak");
  });
});

test("what an undone import said is not left readable in the file", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  const rows = Array.from({ length: 60 }, (_, index) => ({
    location: `1-${7_000_000_000 + index}`,
    name: `Sunflower House ${index}`,
    answers: { "intent.la": "Likely" },
  }));
  const { importId } = await importInto(campaign, [write(folder, "January.csv", trackerCsv("January", rows))]);
  campaign.close();
  expect(readFileSync(campaign.path).includes("Sunflower")).toBe(true);
  const again = openCampaign(campaign.path, "write");
  await undo(again, importId!);
  again.close();
  const bytes = readFileSync(campaign.path);
  expect(bytes.includes("Sunflower")).toBe(false);
  expect(bytes.includes("1-7000000001")).toBe(false);
});
