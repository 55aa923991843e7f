import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { auditFinished, composeBrief } from "../../electron/engine/briefing.ts";
import { provable } from "../../electron/engine/composing.ts";
import { readFrozen, readRules, writeRules } from "../../electron/engine/frozen.ts";
import { sha256Of } from "../../electron/engine/pack/manifest.ts";
import { readPack } from "../../electron/engine/pack/read.ts";
import { sameName } from "../../electron/engine/personNames.ts";
import { found, packFiles, recordText } from "../../electron/engine/releaseRecord.ts";
import {
  discardRelease,
  listReleases,
  publishRelease,
  saveRelease,
  signOffRelease,
  withdrawRelease,
} from "../../electron/engine/releasing.ts";
import { newSession } from "../../electron/engine/session.ts";
import { openCampaign } from "../../electron/engine/store/campaignFile.ts";
import type { Month } from "../../shared/month.ts";
import { HANDBACK_SET } from "../../shared/questionSets.ts";
import { releaseSchema } from "../../shared/releases.ts";
import { dump, importInto, newCampaign, quietly, undo, PAGE } from "./campaign.ts";
import { temporaryFolder, trackerCsv, write } from "./files.ts";
import {
  COMPOSER,
  plainExtract,
  prepared,
  preparedAgain,
  published,
  releasable,
  releasableWithPrepared,
  released,
  SECOND,
} from "./releasable.ts";

/** The fault that something is refused with. */
async function fault(work: () => unknown): Promise<{ code: string; message: string }> {
  try {
    await work();
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error("It was not refused");
}

const json = (files: readonly { name: string; bytes: Uint8Array }[], name: string) =>
  JSON.parse(new TextDecoder().decode(files.find((file) => file.name === name)!.bytes));

describe("a release", () => {
  test("is prepared, looked at, signed off by somebody else, published as kept, and withdrawn; every step is on record", async () => {
    const folder = temporaryFolder();
    const { campaign, release: first } = await releasableWithPrepared(folder);
    expect(first).toMatchObject({
      state: "prepared",
      month: "2025-01",
      months: ["2025-01"],
      composedBy: COMPOSER,
      signedOffBy: null,
      releasedAt: null,
    });
    expect(first.code).toMatch(/^2025-01-[a-z]{6}$/);
    expect(releaseSchema.parse(first)).toEqual(first);
    expect(first.hidden.length).toBeGreaterThan(0);

    const looked = path.join(folder, "look");
    await saveRelease(campaign, first.id, { out: looked, zip: false }, quietly);
    expect((await auditFinished(looked, null, quietly)).faults).toEqual([]);

    const signed = signOffRelease(campaign, first.id, SECOND);
    expect(signed).toMatchObject({ state: "signed-off", signedOffBy: SECOND });
    const out = path.join(folder, "out");
    const release = await publishRelease(newSession("test", campaign), first.id, { out, zip: false }, quietly);
    expect(release).toMatchObject({ state: "released", id: first.id, files: first.files });
    const files = await readPack(out);
    expect(files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) }))).toEqual(
      release.files,
    );
    expect(release.sha256).toBe(sha256Of(files.find(({ name }) => name === "manifest.json")!.bytes));
    expect((await auditFinished(out, campaign.path, quietly)).faults).toEqual([]);

    const zip = path.join(folder, "again.zip");
    await saveRelease(campaign, first.id, { out: zip, zip: true }, quietly);
    expect(await readPack(zip)).toEqual(files);

    expect(withdrawRelease(campaign, first.id, { name: "Cy Third", reason: "A wrong title" })).toMatchObject({
      state: "withdrawn",
      withdrawn: { by: "Cy Third", reason: "A wrong title" },
    });
    const record = JSON.parse(recordText(campaign, found(campaign, first.id)));
    expect(record).toMatchObject({
      format: "bellwether-release/1",
      code: first.code,
      state: "withdrawn",
      months: ["2025-01"],
      rules: { countsFrom: 15 },
      files: release.files,
      certificate: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      attackedWith: [],
    });
    expect(record.steps.map(({ what, by }: { what: string; by: string | null }) => [what, by])).toEqual([
      ["prepared", COMPOSER],
      ["signed-off", SECOND],
      ["released", null],
      ["withdrawn", "Cy Third"],
    ]);
    expect(JSON.stringify(record)).not.toMatch(/1-70000000/);
    campaign.close();
  });

  test("says in every format that it is one and under what code; a draft says that it is a draft", async () => {
    const folder = temporaryFolder();
    const { campaign, release } = await releasableWithPrepared(folder);
    const { code, id } = release;
    const files = packFiles(campaign, id);
    expect(json(files, "manifest.json")).toMatchObject({
      status: "release",
      release: code,
      protection: { attackAudited: true, displayRules: { countsFrom: 15 } },
    });
    const page = new TextDecoder().decode(files.find(({ name }) => name === "index.html")!.bytes);
    expect(page).toContain(`Release ${code}`);
    expect(page).toContain("Before release the app tried to break this pack together with every earlier one.");
    expect(page).not.toMatch(/draft/i);
    const out = path.join(folder, "draft");
    const request = { month: null, title: null, out, zip: false, plan: PAGE, appVersion: "0" };
    await composeBrief(newSession("test", campaign), request, quietly);
    const draft = await readPack(out);
    expect(json(draft, "manifest.json")).toMatchObject({ status: "draft" });
    expect(json(draft, "manifest.json")).not.toHaveProperty("release");
    expect(new TextDecoder().decode(draft.find(({ name }) => name === "index.html")!.bytes)).toContain(
      "This is a draft",
    );
    campaign.close();
  });

  test("that is on its way outlives a restart; preparing again takes its place, and it can be thrown away", async () => {
    const folder = temporaryFolder();
    const { campaign: before, release: first } = await releasableWithPrepared(folder);
    before.close();
    const campaign = openCampaign(before.path, "write");
    expect(listReleases(campaign)).toEqual([first]);
    const second = await prepared(campaign, { title: "Another", plan: PAGE });
    expect(second).toMatchObject({ state: "prepared", title: "Another", month: "2025-01" });
    expect(listReleases(campaign)).toEqual([second]);
    expect(second.code).not.toBe(first.code);
    expect(await fault(() => signOffRelease(campaign, first.id + 1000, SECOND))).toMatchObject({ code: "not-found" });
    expect(discardRelease(campaign, second.id)).toEqual([]);
    expect(campaign.db.prepare("SELECT count(*) FROM release_file").pluck().get()).toBe(0);
    campaign.close();
  });

  test("that is on its way says when the evidence has changed since, and no longer when that was taken back", async () => {
    const folder = temporaryFolder();
    const { campaign } = await releasableWithPrepared(folder);
    const stale = (): boolean => listReleases(campaign)[0]!.stale;
    expect(stale()).toBe(false);
    const { importId } = await importInto(campaign, [write(folder, "more.csv", plainExtract("January", 3, 900))]);
    expect(stale()).toBe(true);
    await undo(campaign, importId!);
    expect(stale()).toBe(false);
    writeRules(campaign, { ...readRules(campaign), countsFrom: 20 });
    expect(stale()).toBe(true);
    const { id } = await prepared(campaign, { plan: PAGE });
    expect(stale()).toBe(false);
    await published(campaign, id, path.join(folder, "out"));
    await importInto(campaign, [write(folder, "again.csv", plainExtract("January", 3, 900))]);
    expect(stale()).toBe(false);
    campaign.close();
  });

  test("waits for everything that is open in Check, and for responses", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    expect(await fault(() => prepared(campaign))).toMatchObject({ code: "nothing-to-brief" });
    const rows = [{ location: "1-1", serviceType: "Homecare", region: "London", answers: { "intent.la": "Perhaps" } }];
    await importInto(campaign, [write(folder, "a.csv", trackerCsv("January", rows))]);
    expect(await fault(() => prepared(campaign))).toMatchObject({
      code: "checks-open",
      message: expect.stringMatching(/^1 item is open in Check.* Go to Check and settle it/),
    });
    expect(listReleases(campaign)).toEqual([]);
    campaign.close();
  });

  test("is refused what it may not do, each time with what to do instead, and nothing changes", async () => {
    const folder = temporaryFolder();
    const { campaign, release } = await releasableWithPrepared(folder);
    const { id } = release;
    const session = newSession("test", campaign);
    const place = { out: path.join(folder, "out"), zip: false };
    const before = dump(campaign);
    const refusal = async (work: () => unknown, words: RegExp): Promise<void> => {
      expect(await fault(work)).toMatchObject({ code: "release-refused", message: expect.stringMatching(words) });
    };
    for (const name of [COMPOSER, "ANN  composer", "Ann-Composer", "Änn Cómposer", "Composer, Ann"])
      await refusal(() => signOffRelease(campaign, id, name), /Ask a colleague/);
    expect(await fault(() => signOffRelease(campaign, id, "--"))).toMatchObject({ code: "bad-request" });
    await refusal(() => publishRelease(session, id, place, quietly), /not signed off yet/);
    await refusal(() => withdrawRelease(campaign, id, { name: SECOND, reason: "no" }), /Throw it away instead/);
    expect(dump(campaign)).toEqual(before);
    signOffRelease(campaign, id, SECOND);
    await refusal(() => signOffRelease(campaign, id, "Cy Third"), /signed off by Ben Second already/);
    await publishRelease(session, id, place, quietly);
    const out = dump(campaign);
    await refusal(
      () => publishRelease(session, id, { ...place, out: path.join(folder, "b") }, quietly),
      /released already/,
    );
    await refusal(() => signOffRelease(campaign, id, "Cy Third"), /nothing to sign off/);
    await refusal(() => discardRelease(campaign, id), /stays in the register for ever/);
    expect(dump(campaign)).toEqual(out);
    withdrawRelease(campaign, id, { name: SECOND, reason: "Wrong month" });
    await refusal(() => withdrawRelease(campaign, id, { name: SECOND, reason: "Twice" }), /already: Wrong month/);
    campaign.close();
  });

  test("of which the files cannot be written freezes nothing; of which the freezing fails leaves no files", async () => {
    const folder = temporaryFolder();
    const { campaign, release } = await releasableWithPrepared(folder);
    const { id } = release;
    const session = newSession("test", campaign);
    const kept = preparedAgain(campaign, id, "2025-01-cccccc");
    signOffRelease(campaign, kept, SECOND);
    const before = dump(campaign);
    const blocked = write(folder, "a file", "in the way");
    expect(
      await fault(() => publishRelease(session, kept, { out: path.join(blocked, "pack"), zip: false }, quietly)),
    ).toMatchObject({ code: "not-writable" });
    const full = path.join(folder, "full");
    mkdirSync(full);
    writeFileSync(path.join(full, "mine.txt"), "mine");
    expect(await fault(() => publishRelease(session, kept, { out: full, zip: false }, quietly))).toMatchObject({
      code: "folder-not-empty",
    });
    expect(readdirSync(full)).toEqual(["mine.txt"]);
    const stop = new AbortController();
    stop.abort();
    const cancelled = { ...quietly, signal: stop.signal };
    const out = path.join(folder, "out");
    expect(await fault(() => publishRelease(session, kept, { out, zip: false }, cancelled))).toMatchObject({
      code: "cancelled",
    });
    expect(dump(campaign)).toEqual(before);

    // Now the store fails, once with the files already there.
    campaign.db.exec("CREATE TRIGGER broken BEFORE INSERT ON frozen BEGIN SELECT RAISE(ABORT, 'the disk broke'); END;");
    for (const [place, zip] of [
      [out, false],
      [`${out}.zip`, true],
    ] as const) {
      expect((await fault(() => publishRelease(session, kept, { out: place, zip }, quietly))).message).toMatch(
        /disk broke/,
      );
      expect(existsSync(place)).toBe(false);
    }
    campaign.db.exec("DROP TRIGGER broken");
    campaign.db.pragma("foreign_keys = OFF");
    campaign.db.exec(
      "CREATE TABLE late (code TEXT REFERENCES release(code) DEFERRABLE INITIALLY DEFERRED); CREATE TRIGGER late_broken AFTER INSERT ON frozen BEGIN INSERT INTO late VALUES ('none'); END;",
    );
    campaign.db.pragma("foreign_keys = ON");
    const empty = path.join(folder, "empty");
    mkdirSync(empty);
    for (const [place, zip] of [
      [out, false],
      [`${out}.zip`, true],
      [empty, false],
    ] as const) {
      expect((await fault(() => publishRelease(session, kept, { out: place, zip }, quietly))).message).toMatch(
        /FOREIGN KEY/,
      );
      expect(place === empty ? readdirSync(empty) : existsSync(place)).toEqual(place === empty ? [] : false);
    }
    campaign.db.exec("DROP TRIGGER late_broken; DROP TABLE late");
    expect(dump(campaign)).toEqual(before);
    const taken = fault(() => publishRelease(session, kept, { out: empty, zip: true }, quietly));
    expect((await taken).message).toMatch(/is a folder/);
    expect(dump(campaign)).toEqual(before);
    await publishRelease(session, kept, { out, zip: false }, quietly);
    expect(readFrozen(campaign)).toMatchObject([
      { release: "2025-01-cccccc", collection: { questionSet: HANDBACK_SET, month: "2025-01" } },
    ]);
    campaign.close();
  });

  test("is on record before any file has its name, and its files are saved from there where they could not be put in place", async () => {
    const folder = temporaryFolder();
    const { campaign, release: base } = await releasableWithPrepared(folder);
    const kept = preparedAgain(campaign, base.id, "2025-01-eeeeee");
    signOffRelease(campaign, kept, SECOND);
    const out = path.join(folder, "out.zip");
    // Somebody makes a folder of that name while the release is recorded.
    campaign.db.function("spoil", () => Number(mkdirSync(out, { recursive: true }) !== undefined));
    campaign.db.exec("CREATE TEMP TRIGGER spoiled AFTER INSERT ON frozen BEGIN SELECT spoil(); END;");
    const session = newSession("test", campaign);
    expect((await fault(() => publishRelease(session, kept, { out, zip: true }, quietly))).message).toMatch(
      /2025-01-eeeeee is released and on record, but its files could not be put into .*save its files from there/,
    );
    expect(readdirSync(out)).toEqual([]);
    expect(listReleases(campaign)).toMatchObject([{ code: "2025-01-eeeeee", state: "released" }]);
    expect(readFrozen(campaign)).toMatchObject([{ release: "2025-01-eeeeee" }]);
    await saveRelease(campaign, kept, { out: path.join(folder, "again"), zip: false }, quietly);
    expect(readdirSync(path.join(folder, "again"))).toContain("manifest.json");
    campaign.close();
  });

  test("freezes for ever: neither its collections nor its files can be changed or taken away", async () => {
    const folder = temporaryFolder();
    const { campaign, release: base } = await releasableWithPrepared(folder);
    const kept = preparedAgain(campaign, base.id, "2025-01-dddddd");
    const release = await published(campaign, kept, path.join(folder, "out"));
    const frozen = readFrozen(campaign);
    expect(frozen).toMatchObject([{ release: release.code, releasedAt: release.releasedAt }]);
    for (const sql of [
      "DELETE FROM frozen",
      "UPDATE frozen SET collection = '{}'",
      "DELETE FROM release",
      "DELETE FROM release_file",
      "UPDATE release_file SET bytes = x'00'",
    ])
      expect(() => campaign.db.exec(sql), sql).toThrow(/stay/);
    withdrawRelease(campaign, kept, { name: SECOND, reason: "A wrong title" });
    await importInto(campaign, [write(folder, "late.csv", plainExtract("January", 30, 240))]);
    expect(readFrozen(campaign)).toEqual(frozen);
    const again = preparedAgain(campaign, kept, "2025-01-eeeeee");
    campaign.db
      .prepare("UPDATE release SET record = json_set(record, '$.attackedWith', json_array(?)) WHERE id = ?")
      .run(release.code, again);
    expect(await fault(() => published(campaign, again, path.join(folder, "twice")))).toMatchObject({
      code: "release-refused",
      message: expect.stringMatching(/January 2025 have been frozen by another release/),
    });
    campaign.close();
  });

  test("freezes what it shows for the first time, and the next one what is new in it", async () => {
    const folder = temporaryFolder();
    const { campaign, release } = await releasableWithPrepared(folder);
    const first = await published(campaign, release.id, path.join(folder, "first"));
    expect(first.freezes).toEqual([{ questionSet: HANDBACK_SET, title: "Contract hand-backs", month: "2025-01" }]);
    expect(readFrozen(campaign).map((frozen) => [frozen.release, frozen.collection.month])).toEqual([
      [first.code, "2025-01"],
    ]);
    await importInto(campaign, [write(folder, "next.csv", plainExtract("February", 240))]);
    const second = await released(campaign, path.join(folder, "second.zip"), { plan: PAGE });
    expect(second.freezes.map(({ month }) => month)).toEqual(["2025-02"]);
    expect(second.months).toEqual(["2025-01", "2025-02"]);
    expect(listReleases(campaign).map(({ code }) => code)).toEqual([second.code, first.code]);
    campaign.close();
  });
});

describe("the rules of what may be shown", () => {
  test("can be made stricter and less strict again, hold in the next pack and its words, and never looser", async () => {
    const folder = temporaryFolder();
    const campaign = await releasable(folder);
    const defaults = readRules(campaign);
    expect(defaults).toMatchObject({ countsFrom: 15, percentagesFrom: 30 });
    const strict = { ...defaults, countsFrom: 40, percentagesFrom: 60, unanimity: 0.8, largestShare: 0.4 };
    expect(writeRules(campaign, strict)).toEqual(strict);
    expect(readRules(campaign)).toEqual(strict);
    expect(() => writeRules(campaign, { ...defaults, countsFrom: 10 })).toThrow(/countsFrom/);
    expect(await fault(() => writeRules(campaign, { ...defaults, countsFrom: 50 }))).toMatchObject({
      code: "bad-request",
    });
    expect(readRules(campaign)).toEqual(strict);
    const files = packFiles(campaign, (await prepared(campaign, { plan: PAGE })).id);
    expect(json(files, "manifest.json").protection.displayRules).toEqual(strict);
    const page = new TextDecoder().decode(files.find(({ name }) => name === "index.html")!.bytes);
    expect(page).toContain("Counts are shown from a base of 40, percentages from 60");
    expect(page).toContain("none has more than 40%");
    expect(page).toContain("A share above 80% reads “80% or more” and below 20% “20% or less”");
    expect(page).not.toContain("[low] marks");
    writeRules(campaign, defaults);
    expect(readRules(campaign)).toEqual(defaults);
    campaign.close();
  });
});

test("names that are likely one person’s are told apart from others", () => {
  for (const [a, b] of [
    ["Ann Lee", "ann lee"],
    ["Ann Lee", "Lee, Ann"],
    ["Zoë O’Neil", "ZOE ONEIL"],
    ["Jo-Ann", "Joann"],
  ] as const)
    expect(sameName(a, b), `${a} ${b}`).toBe(true);
  for (const [a, b] of [
    ["Ann Lee", "Ann Leed"],
    ["Ann Lee", "Ben Lee"],
    ["李雷", "韩梅"],
  ] as const)
    expect(sameName(a, b), `${a} ${b}`).toBe(false);
});

test("what a reader could prove is told with its place and what to do, and how much more there is", () => {
  const proof = {
    reader: "list",
    insider: false,
    questionSet: HANDBACK_SET,
    month: "2025-01" as Month,
    where: "Intent, NHS; London",
    proof: "All 6 said yes.",
    remedy: "Merge the region.",
  } as const;
  const error = provable({ readers: [], repairs: [], twins: 0, proofs: [proof, { ...proof, where: "Elsewhere" }] });
  expect(error).toMatchObject({
    code: "audit-failed",
    message:
      "The pack was not written, because its figures would give answers away. Intent, NHS; London, 2025-01: All 6 said yes. Merge the region. And 1 more.",
  });
});
