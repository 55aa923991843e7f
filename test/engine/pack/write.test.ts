import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PackFile } from "../../../electron/engine/pack/definition.ts";
import { readPack } from "../../../electron/engine/pack/read.ts";
import { writeFolder, writePack, writeZip } from "../../../electron/engine/pack/write.ts";
import { unzipPack, zipPack } from "../../../electron/engine/pack/zip.ts";
import { smallDisk } from "../smallDisk.ts";

const files: readonly PackFile[] = ["index.html", "data/a.csv", "data/b.csv", "manifest.json"].map((name) => ({
  name,
  bytes: new TextEncoder().encode(`content of ${name}`),
}));

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "bellwether-write-"));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const tree = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

describe("writeFolder", () => {
  it("makes the folder, with those above it, and writes every file", async () => {
    const out = join(place, "packs", "january");
    await writeFolder(files, out);
    expect(await tree(out)).toEqual(["data/a.csv", "data/b.csv", "index.html", "manifest.json"]);
    expect(await readFile(join(out, "data/a.csv"), "utf8")).toBe("content of data/a.csv");
  });

  it("uses an empty folder and refuses one that holds anything, leaving it alone", async () => {
    await writeFolder(files, place);
    await expect(writeFolder(files, place)).rejects.toMatchObject({ code: "folder-not-empty" });
    const hidden = join(place, "held");
    await mkdir(hidden);
    await writeFile(join(hidden, ".keep"), "");
    await expect(writeFolder(files, hidden)).rejects.toMatchObject({ code: "folder-not-empty" });
    expect(await readdir(hidden)).toEqual([".keep"]);
  });

  it("refuses a file in the place of the folder, or of one above it", async () => {
    const file = join(place, "file");
    await writeFile(file, "mine");
    await expect(writeFolder(files, file)).rejects.toMatchObject({ code: "not-writable" });
    await expect(writeFolder(files, join(file, "pack"))).rejects.toMatchObject({ code: "not-writable" });
    expect(await readFile(file, "utf8")).toBe("mine");
  });

  it("leaves nothing behind when a write fails half-way, not even the folders it made", async () => {
    const broken = [...files, { name: `data/${"x".repeat(300)}.csv`, bytes: new Uint8Array(1) }];
    await expect(writeFolder(broken, join(place, "a", "b"))).rejects.toMatchObject({ code: "not-writable" });
    expect(await readdir(place)).toEqual([]);
    await expect(writeFolder(broken, place)).rejects.toMatchObject({ code: "not-writable" });
    expect(await readdir(place)).toEqual([]);
  });

  it("leaves nothing behind when cancelled half-way", async () => {
    let looks = 0;
    const signal = {
      get aborted() {
        looks += 1;
        return looks > 3;
      },
    };
    await expect(writeFolder(files, join(place, "out"), signal)).rejects.toMatchObject({ code: "cancelled" });
    expect(await readdir(place)).toEqual([]);
  });

  it.skipIf(process.platform !== "linux")("says that a place is not writable", async () => {
    // Root may write anywhere but in the kernel's own file system.
    await expect(writeFolder(files, "/proc/bellwether-pack")).rejects.toMatchObject({ code: "not-writable" });
    await expect(writeZip(files, "/proc/bellwether-pack.zip")).rejects.toMatchObject({ code: "not-writable" });
    if (process.getuid?.() === 0) return;
    await chmod(place, 0o500);
    await expect(writeFolder(files, join(place, "out"))).rejects.toMatchObject({ code: "not-writable" });
    await chmod(place, 0o700);
  });
});

describe("writeZip", () => {
  it("writes one zip that holds every file, and no temporary file", async () => {
    const path = join(place, "pack.zip");
    await writeZip(files, path);
    expect(await readdir(place)).toEqual(["pack.zip"]);
    expect(unzipPack(await readFile(path)).map(({ name }) => name)).toEqual([
      "data/a.csv",
      "data/b.csv",
      "index.html",
      "manifest.json",
    ]);
  });

  it("keeps the earlier zip when the new one cannot take its place", async () => {
    const taken = join(place, "pack.zip");
    await mkdir(taken);
    await writeFile(join(taken, "inside"), "");
    await expect(writeZip(files, taken)).rejects.toMatchObject({ code: "not-writable" });
    expect(await readdir(place)).toEqual(["pack.zip"]);
  });
});

describe("readPack", () => {
  it("reads back what was written, from a folder and from a zip", async () => {
    const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    await writeFolder(files, join(place, "folder"));
    await writeZip(files, join(place, "pack.zip"));
    expect(await readPack(join(place, "folder"))).toEqual(sorted);
    expect(await readPack(join(place, "pack.zip"))).toEqual(sorted);
  });

  it("refuses what is missing, is no zip, or is a broken one", async () => {
    await expect(readPack(join(place, "nothing"))).rejects.toMatchObject({ code: "not-found" });
    await writeFile(join(place, "text.zip"), "not a zip");
    await expect(readPack(join(place, "text.zip"))).rejects.toMatchObject({ code: "bad-request" });
    await writeFile(join(place, "cut.zip"), zipPack(files).slice(0, 90));
    await expect(readPack(join(place, "cut.zip"))).rejects.toMatchObject({ code: "bad-request" });
  });
});

describe("a full disk", () => {
  it("is told as such, and nothing half-written stays", async (context) => {
    const { folder: disk } = smallDisk(context, 64);
    const noise = randomBytes(80_000);
    const big = [...files, { name: "data/big.bin", bytes: noise }];
    await expect(writeFolder(big, join(disk, "out"))).rejects.toMatchObject({ code: "disk-full" });
    expect(await readdir(disk)).toEqual([]);
    await expect(writeZip(big, join(disk, "pack.zip"))).rejects.toMatchObject({ code: "disk-full" });
    expect(existsSync(join(disk, "pack.zip"))).toBe(false);
    expect(await readdir(disk)).toEqual([]);
  });
});

describe("whoever waits until a pack is whole", () => {
  it.each([false, true])("is told when every byte is written and no file has its name yet (zip: %s)", async (zip) => {
    const out = join(place, zip ? "pack.zip" : "out");
    let seen: readonly string[] = [];
    await writePack(files, { out, zip }, undefined, async () => {
      seen = await tree(place);
    });
    const staged = seen.map((name) => name.replace(/^(out\/)?\.bellwether-[0-9a-f]+/, "$1*"));
    expect(staged).toEqual(zip ? ["*"] : files.map(({ name }) => `out/*/${name}`).toSorted());
  });

  it.each([false, true])("can still refuse it, and nothing is left (zip: %s)", async (zip) => {
    const out = join(place, "new", "pack");
    const refuse = () => Promise.reject(new Error("No."));
    await expect(writePack(files, { out, zip }, undefined, refuse)).rejects.toThrow("No.");
    expect(await readdir(place)).toEqual([]);
  });
});
