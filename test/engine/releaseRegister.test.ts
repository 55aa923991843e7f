import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { compareRelease } from "../../electron/engine/comparing.ts";
import { createEngine } from "../../electron/engine/engine.ts";
import { readFrozen } from "../../electron/engine/frozen.ts";
import { mergeCampaign, type MergeResult } from "../../electron/engine/merging.ts";
import type { PackFile } from "../../electron/engine/pack/definition.ts";
import { readPack } from "../../electron/engine/pack/read.ts";
import { writeZip } from "../../electron/engine/pack/write.ts";
import { packFiles } from "../../electron/engine/releaseRecord.ts";
import { listReleases, saveRelease, withdrawRelease } from "../../electron/engine/releasing.ts";
import { newSession } from "../../electron/engine/session.ts";
import { openCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { MIGRATIONS } from "../../electron/engine/store/migrations.ts";
import { verifyFiles } from "../../electron/engine/verifying.ts";
import { directCaller } from "../../shared/rpc.ts";
import type { Verification } from "../../shared/releases.ts";
import { dump, importInto, newCampaign, quietly, undo, PAGE } from "./campaign.ts";
import { temporaryFolder, write } from "./files.ts";
import {
  plainExtract,
  prepared,
  preparedAgain,
  published,
  releasable,
  releasableWithPrepared,
  SECOND,
} from "./releasable.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Verifies files and folders by their paths, known by their names. */
function verify(campaign: CampaignFile, ...paths: readonly string[]): Promise<Verification[]> {
  return verifyFiles(
    campaign,
    paths.map((file) => ({ path: file, name: path.basename(file) })),
    quietly,
  );
}

describe("verifying", () => {
  test("knows a whole pack as folder, zip or files, one file of it, what was changed, and what is of no release", async () => {
    const folder = temporaryFolder();
    const { campaign, release: ready } = await releasableWithPrepared(folder);
    const out = path.join(folder, "out");
    const release = await published(campaign, ready.id, out);
    const zip = path.join(folder, "pack.zip");
    await saveRelease(campaign, release.id, { out: zip, zip: true }, quietly);
    const { id, code, title } = release;
    const whole = { verdict: "whole", release: { id, code, title, state: "released" }, differences: [] };
    expect(await verify(campaign, out, zip)).toEqual([
      { file: "out", ...whole },
      { file: "pack.zip", ...whole },
    ]);
    const files = await readPack(out);
    const asChosen = (root: string) =>
      files.map(({ name }) => ({ path: path.join(out, name), name: `${root}${name}` }));
    expect(await verifyFiles(campaign, asChosen("Pack/"), quietly)).toEqual([{ file: "Pack", ...whole }]);
    expect(await verifyFiles(campaign, asChosen(""), quietly)).toMatchObject([whole]);

    // A zip of the folder as systems make it: in a folder of its own, with what they leave behind.
    const wrapped = path.join(folder, "wrapped.zip");
    const inside = Object.fromEntries(files.map((file) => [`Pack/${file.name}`, file.bytes]));
    writeFileSync(
      wrapped,
      zipSync({ ...inside, "Pack/.DS_Store": bytes("x"), "__MACOSX/Pack/._index.html": bytes("x") }),
    );
    expect(await verify(campaign, wrapped)).toEqual([{ file: "wrapped.zip", ...whole }]);

    // Single files, Office files among them, whatever they are called; and strangers.
    const renamed = path.join(folder, "figures for the minister.xlsx");
    copyFileSync(path.join(out, "data-tables.xlsx"), renamed);
    const stranger = write(folder, "stranger.csv", "a,b\r\n1,2\r\n");
    const broken = path.join(folder, "broken.zip");
    writeFileSync(broken, Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from("no zip at all")]));
    expect(
      (await verify(campaign, renamed, path.join(out, "manifest.json"), stranger, broken)).map(
        ({ verdict, release: of }) => [verdict, of?.code ?? null],
      ),
    ).toEqual([
      ["part", code],
      ["part", code],
      ["unknown", null],
      ["unknown", null],
    ]);
    await expect(verify(campaign, path.join(folder, "gone.zip"))).rejects.toMatchObject({ code: "not-found" });
    campaign.close();
  });

  test("says file by file what differs, also where the manifest was changed with it or is gone", async () => {
    const folder = temporaryFolder();
    const { campaign, release } = await releasableWithPrepared(folder);
    const out = path.join(folder, "out");
    await published(campaign, release.id, out);
    const files = await readPack(out);
    const manifest = files.find(({ name }) => name === "manifest.json")!;
    const variants: readonly [readonly PackFile[], Verification["verdict"], Record<string, RegExp>][] = [
      [
        files.map((file) => (file.name === "index.html" ? { ...file, bytes: bytes("<p>45%</p>") } : file)),
        "changed",
        { "index.html": /changed/ },
      ],
      [files.filter(({ name }) => name !== "data-tables.xlsx"), "changed", { "data-tables.xlsx": /missing/ }],
      [[...files, { name: "note.txt", bytes: bytes("psst") }], "changed", { "note.txt": /added/ }],
      [
        files.map((file) =>
          file === manifest
            ? { ...file, bytes: bytes(new TextDecoder().decode(file.bytes).replace("15", "10")) }
            : file,
        ),
        "changed",
        { "manifest.json": /changed/ },
      ],
      [files.filter((file) => file !== manifest), "changed", { "manifest.json": /missing/ }],
      [
        [
          { name: "manifest.json", bytes: bytes('{"status":"draft"}') },
          { name: "a.csv", bytes: bytes("1") },
        ],
        "unknown",
        { "manifest.json": /draft/ },
      ],
      [
        [
          { name: "manifest.json", bytes: bytes("not json") },
          { name: "a.csv", bytes: bytes("1") },
        ],
        "unknown",
        {},
      ],
    ];
    for (const [index, [variant, verdict, faults]] of variants.entries()) {
      const zip = path.join(folder, `${index}.zip`);
      await writeZip(variant, zip);
      const [found] = await verify(campaign, zip);
      expect(found?.verdict, String(index)).toBe(verdict);
      expect(
        found?.differences.map(({ file }) => file),
        String(index),
      ).toEqual(Object.keys(faults));
      for (const { file, fault } of found!.differences) expect(fault).toMatch(faults[file]!);
    }
    campaign.close();
  });

  test("says loudly that a release was withdrawn, or that a pack was never released", async () => {
    const folder = temporaryFolder();
    const { campaign, release } = await releasableWithPrepared(folder);
    const { id } = release;
    const out = path.join(folder, "look");
    await saveRelease(campaign, id, { out, zip: false }, quietly);
    const [early] = await verify(campaign, out);
    expect(early).toMatchObject({ verdict: "whole", release: { state: "prepared" } });
    expect(early!.differences[0]!.fault).toMatch(/has not been released/);
    await published(campaign, id, path.join(folder, "out"));
    withdrawRelease(campaign, id, { name: SECOND, reason: "The title was wrong." });
    for (const file of [out, path.join(out, "index.html")]) {
      const [late] = await verify(campaign, file);
      expect(late).toMatchObject({ release: { state: "withdrawn" } });
      expect(late!.differences[0]!.fault).toMatch(
        /was withdrawn on \d+ \w+ \d{4} and should not be used: The title was wrong\./,
      );
    }
    campaign.close();
  });
});

describe("comparing", () => {
  test("sets a release beside the one before it: headlines, months added, and what of the same month reads otherwise", async () => {
    const folder = temporaryFolder();
    const { campaign, release } = await releasableWithPrepared(folder);
    const first = await published(campaign, release.id, path.join(folder, "first"));
    expect(compareRelease(campaign, first.id)).toEqual({ previous: null, monthsAdded: [], headlines: [], changed: [] });
    await importInto(campaign, [write(folder, "next.csv", plainExtract("February", 150))]);
    const { id } = await prepared(campaign);
    const compared = compareRelease(campaign, id);
    const { code, title, month } = first;
    expect(compared).toMatchObject({ previous: { code, title, month }, monthsAdded: ["2025-02"] });
    expect(compared.headlines).toHaveLength(12);
    expect(compared.headlines.slice(0, 2)).toEqual([
      {
        label: "Likely to hand back local authority contracts in the next 3 months: Share likely or very likely",
        before: expect.stringMatching(/^3\d%$/),
        now: expect.stringMatching(/^3\d%$/),
      },
      { label: "Likely to hand back local authority contracts in the next 3 months: Base", before: "240", now: "150" },
    ]);

    // The same month, one figure hidden now and one group no longer there.
    const again = preparedAgain(campaign, id, "2025-02-ffffff", {
      month: "2025-02",
      edit: (name, text) =>
        name !== "data/intent-by-region.csv"
          ? text
          : text
              .replace(/^(2025-01,la,London,London,base,[^,]*,organisations),[^,]*,/m, "$1,[c],")
              .replace(/^2025-01,nhs,South East,.*,base,.*\r\n/m, ""),
    });
    const { changed } = compareRelease(campaign, again);
    expect(changed).toEqual([
      {
        label: "Likely to hand back local authority contracts in the next 3 months; January 2025; London; Base",
        before: expect.stringMatching(/^(75|80|85)$/),
        now: "[c]",
      },
      {
        label: "Likely to hand back NHS contracts in the next 3 months; January 2025; South East; Base",
        before: expect.stringMatching(/^(75|80|85)$/),
        now: null,
      },
    ]);
    const second = await published(campaign, again, path.join(folder, "second"));
    expect(compareRelease(campaign, second.id).previous?.code).toBe(first.code);
    expect(compareRelease(campaign, first.id).previous).toBeNull();
    campaign.close();
  });
});

describe("merging", () => {
  const merge = (mine: CampaignFile, theirs: CampaignFile): Promise<MergeResult> =>
    mergeCampaign(mine, { path: theirs.path, name: "theirs.evidence" }, quietly);
  /** A copy of a campaign, as a colleague has it. */
  const copyOf = (campaign: CampaignFile, name: string): CampaignFile => {
    const file = path.join(path.dirname(campaign.path), `${name}.evidence`);
    campaign.db.prepare("VACUUM INTO ?").run(file);
    return openCampaign(file, "write");
  };

  test("brings what was released with what it froze, for good; what is on its way stays where it is", async () => {
    const folder = temporaryFolder();
    const { campaign: mine, release: onItsWay } = await releasableWithPrepared(folder);
    const theirs = copyOf(mine, "theirs");
    const code = "2025-01-aaaaaa";
    const release = await published(theirs, preparedAgain(theirs, onItsWay.id, code), path.join(folder, "out"));
    preparedAgain(theirs, release.id, "2025-01-cccccc");
    await importInto(theirs, [write(folder, "next.csv", plainExtract("February", 20))]);

    const result = await merge(mine, theirs);
    expect(result).toMatchObject({ added: { releases: 1, responses: 20 } });
    expect(listReleases(mine).map((one) => one.code)).toEqual([onItsWay.code, release.code]);
    const { id: _theirs, ...brought } = listReleases(mine)[1]!;
    const { id: _release, ...made } = release;
    expect(brought).toEqual(made);
    expect(packFiles(mine, listReleases(mine)[1]!.id)).toEqual(packFiles(theirs, release.id));
    expect(readFrozen(mine)).toEqual(readFrozen(theirs));
    expect(readFrozen(mine)).toHaveLength(1);

    // It was not attacked together with what came.
    await expect(published(mine, onItsWay.id, path.join(folder, "late"))).rejects.toMatchObject({
      code: "release-refused",
      message: expect.stringMatching(/2025-01-aaaaaa came out after .* Prepare it again/),
    });

    const before = dump(mine);
    expect(await merge(mine, theirs)).toMatchObject({ importId: null, added: { releases: 0 } });
    expect(dump(mine)).toEqual(before);
    await undo(mine, result.importId!);
    expect(readFrozen(mine)).toEqual(readFrozen(theirs));

    withdrawRelease(theirs, release.id, { name: SECOND, reason: "A wrong title" });
    expect(await merge(mine, theirs)).toMatchObject({ added: { releases: 0 } });
    expect(listReleases(mine)[1]).toMatchObject({ state: "withdrawn", withdrawn: { reason: "A wrong title" } });
    mine.close();
    theirs.close();
  });

  test("keeps both where both froze one collection, the earlier first; the same pack released elsewhere is known as out", async () => {
    const folder = temporaryFolder();
    const { campaign: mine, release: pack } = await releasableWithPrepared(folder);
    const theirs = copyOf(mine, "theirs");
    const ours = await published(mine, preparedAgain(mine, pack.id, "2025-01-bbbbbb"), path.join(folder, "ours"));
    const other = await published(theirs, preparedAgain(theirs, pack.id, "2025-01-aaaaaa"), path.join(folder, "other"));
    expect(await merge(mine, theirs)).toMatchObject({ importId: null, added: { releases: 1 } });
    expect(readFrozen(mine).map(({ release }) => release)).toEqual([ours.code, other.code]);

    // Prepared here, copied, and released in the copy.
    const again = await prepared(mine, { plan: PAGE });
    const copy = copyOf(mine, "copy");
    await published(copy, again.id, path.join(folder, "third"));
    expect(await merge(mine, copy)).toMatchObject({ added: { releases: 1 } });
    expect(listReleases(mine).map(({ code, state }) => [code, state])).toContainEqual([again.code, "released"]);
    expect(listReleases(mine)).toHaveLength(3);
    for (const campaign of [mine, theirs, copy]) campaign.close();
  });
});

test("a campaign of version 4 is brought up to date: all it holds is as before, and it has released nothing", async () => {
  const folder = temporaryFolder();
  const campaign = newCampaign(folder);
  await importInto(campaign, [write(folder, "a.csv", plainExtract("January", 12))]);
  for (const table of ["entry", "frozen", "release_file", "release"]) campaign.db.exec(`DROP TABLE ${table}`);
  campaign.db.pragma("user_version = 4");
  const before = dump(campaign);
  campaign.close();
  const opened = openCampaign(campaign.path, "write");
  expect(opened.db.pragma("user_version", { simple: true })).toBe(MIGRATIONS.length);
  const { entry, frozen, release, release_file: files, ...rest } = dump(opened);
  expect(rest).toEqual(before);
  expect([entry, frozen, release, files]).toEqual([[], [], [], []]);
  expect(listReleases(opened)).toEqual([]);
  opened.close();
});

test("the screens’ operations go the whole way, name what they write, and let go of what was uploaded", async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const campaign = await releasable(folder);
  const letGo: string[] = [];
  const engine = createEngine({
    version: "1.2.3",
    host: "command",
    library: { folder },
    packs: path.join(folder, "packs"),
    session: newSession("test", campaign),
    release: (paths) => letGo.push(...paths),
    log: (error) => {
      throw error;
    },
  });
  const caller = directCaller(engine);
  expect(await caller.call("release.list", {})).toEqual([]);
  const result = await caller.call("release.prepare", {
    month: null,
    title: null,
    plan: PAGE,
    composedBy: " Ann Composer ",
  });
  if (!result.passed) throw new Error("A reader could prove something");
  const { id, code } = result.release;
  expect(result.release.title).toMatch(/of organisations were likely to hand back/);
  expect(result.release.composedBy).toBe("Ann Composer");
  const look = await caller.call("release.save", { id, into: null, zip: true });
  expect(look.folder).toBe(path.join(folder, "packs", `test, January 2025, not released ${code}.zip`));
  await caller.call("release.signOff", { id, name: SECOND });
  const { folder: out, release } = await caller.call("release.publish", { id, into: elsewhere, zip: false });
  expect([path.dirname(out), release.state]).toEqual([elsewhere, "released"]);
  expect(await caller.call("release.compare", { id })).toMatchObject({ previous: null });
  const record = await caller.call("release.record", { id });
  expect([record.name, JSON.parse(record.text).code]).toEqual([`release ${code}.json`, code]);
  const files = [{ path: look.folder, name: "pack.zip" }];
  expect(await caller.call("release.verify", { files })).toMatchObject([{ verdict: "whole" }]);
  expect(letGo).toEqual([look.folder]);
  await caller.call("release.withdraw", { id, name: SECOND, reason: "Wrong" });
  expect(await caller.call("release.list", {})).toMatchObject([{ code, state: "withdrawn" }]);
  const rules = await caller.call("rules.get", {});
  expect(await caller.call("rules.save", { ...rules, countsFrom: 20 })).toMatchObject({ countsFrom: 20 });
  await expect(caller.call("rules.save", { ...rules, countsFrom: 10 })).rejects.toMatchObject({ code: "bad-request" });
  await engine.close();
});
